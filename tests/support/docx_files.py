"""Word documents for tests: small ones from XML, and others with a part changed."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable
from typing import Any

from docx.text.paragraph import Paragraph
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECLARED = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

#: Styles as German Word names them: the ids are in its language, the names are not.
STYLES = f"""<w:styles {_DECLARED}>
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift9"><w:name w:val="heading 9"/></w:style>
<w:style w:type="paragraph" w:styleId="Listenabsatz"><w:name w:val="List Paragraph"/></w:style>
<w:style w:type="character" w:styleId="Hervorhebung"><w:name w:val="Emphasis"/></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering {_DECLARED}>
{
    "".join(
        f'<w:abstractNum w:abstractNumId="{key}">'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{kind}"/></w:lvl>' for level in range(3)
        )
        + "</w:abstractNum>"
        for key, kind in ((1, "bullet"), (2, "decimal"))
    )
}
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
</w:numbering>"""


def document(body: str, declared: str = _DECLARED) -> str:
    return f"<w:document {declared}><w:body>{body}</w:body></w:document>"


def small(body: str, **parts: str) -> bytes:
    """A document with a body, styles, lists, and more parts by kind: comments="<w:comment …"."""
    more = {kind: f"<w:{kind} {_DECLARED}>{inner}</w:{kind}>" for kind, inner in parts.items()}
    files = {"styles": STYLES, "numbering": NUMBERING, **more}
    relations = "".join(
        f'<Relationship Id="rId{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>' for kind in files
    )
    link = (
        f'<Relationship Id="rIdLink" Type="{R}/hyperlink" Target="https://example.org/linked" '
        'TargetMode="External"/>'
    )
    return packed(
        {
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r" '
            f'Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": document(body),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}{link}</Relationships>',
            **{f"word/{kind}.xml": part for kind, part in files.items()},
        }
    )


def packed(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def unpacked(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data: bytes, change: Callable[[Any], None], name: str = "word/document.xml") -> bytes:
    """The file with one part changed."""
    parts = unpacked(data)
    root = etree.fromstring(parts[name])
    change(root)
    return packed({**parts, name: etree.tostring(root)})


def without(data: bytes, *names: str) -> bytes:
    return packed({name: part for name, part in unpacked(data).items() if name not in names})


def typed_below(old: Paragraph, words: str) -> Paragraph:
    """Type a new paragraph below one, in the same list, as Word makes it: without a bookmark."""
    new = copy.deepcopy(old._p)
    old._p.addnext(new)
    for child in list(new):
        if not child.tag.endswith("}pPr"):
            new.remove(child)
    typed = Paragraph(new, old)
    typed.add_run(words)
    return typed
