"""The skeleton of a theme's Word documents, made once by python-docx; documents write their own parts into it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from attrs import frozen

from briefkit.formats.docx.names import FOOTER, HEADER
from briefkit.formats.docx.package import Frame, Packed, deflate
from briefkit.formats.docx.payload import ADDITIONS, PARTS
from briefkit.formats.docx.styles import defaults, language_tag, style_sheet, twips
from briefkit.layout import Direction, direction
from briefkit.model import MAX_BULLET_LEVELS
from briefkit.style import Theme

if TYPE_CHECKING:
    from docx.document import Document

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

#: Kinds of list, by the number of their abstract definition.
CONTINUED, BULLETED, NUMBERED = 0, 1, 2
#: The list of what goes on within an item without a number of its own.
CONTINUED_LIST = 1

TYPES = "[Content_Types].xml"
DOCUMENT = "word/document.xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"
STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
CORE = "docProps/core.xml"
HEADERS = ("word/header1.xml", "word/header2.xml")  # of later pages, and of the first
FOOTERS = ("word/footer1.xml", "word/footer2.xml")

_BULLETS = "•◦▪"
_MILLIMETRE = 72 / 25.4
_EDGE = 12  # from the edge of the paper to what stands in its margin, in millimetres
# Parts of python-docx's own template that say nothing about a brief.
_UNUSED = ("/customXml", "/stylesWithEffects", "/webSettings", "/fontTable", "/thumbnail")
_PICTURES = (
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="jpeg" ContentType="image/jpeg"/>'
)


@frozen
class Skeleton:
    """What all documents of a theme and a language have in common.

    Attributes:
        members: The parts in their order; each document puts its own in place of some.
        frames: The parts of which a document writes the middle.
        direction: Which way lines run.
        width: The width of the text, in twips.
    """

    members: tuple[tuple[str, Packed], ...]
    frames: Mapping[str, Frame]
    direction: Direction
    width: int


@lru_cache(maxsize=32)
def skeleton_for(theme: Theme, language: str, *, carrying: bool = False) -> Skeleton:
    """Return the skeleton of a theme's documents in a language.

    Args:
        theme: The look.
        language: The language of its words, in BCP 47.
        carrying: Whether the documents carry an envelope.
    """
    with zipfile.ZipFile(io.BytesIO(template(theme, language))) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    types = parts[TYPES]
    parts[TYPES] = types.replace(b"<Override", _PICTURES.encode() + b"<Override", 1)
    if carrying:
        for name, end, addition in ADDITIONS:
            parts[name] = parts[name].replace(end, addition + end)
        parts |= PARTS
    frames = {
        DOCUMENT: _frame(parts[DOCUMENT], b"<w:sectPr"),
        RELATIONSHIPS: _frame(parts[RELATIONSHIPS], b"</Relationships>"),
        STYLES: _frame(parts[STYLES], b"</w:styles>"),
        NUMBERING: _frame(parts[NUMBERING], b"</w:numbering>"),
    }
    page = theme.page
    width = (page.width - page.margins[1] - page.margins[3]) * _MILLIMETRE
    return Skeleton(
        tuple(
            (name, frames[name].empty if name in frames else deflate(parts[name], level=9))
            for name in sorted(parts, key=_place)
        ),
        frames,
        direction(language),
        twips(width),
    )


def _place(name: str) -> tuple[int, str]:
    """Order the parts as office programs write them: what a reader needs first stands first."""
    first = (TYPES, "_rels/.rels", DOCUMENT, RELATIONSHIPS)
    return (first.index(name) if name in first else len(first), name)


def _frame(part: bytes, end: bytes) -> Frame:
    """Split a part before the last place where `end` stands."""
    at = part.rindex(end)
    return Frame.of(part[:at], part[at:])


def template(theme: Theme, language: str) -> bytes:
    """Return an empty document with every style, list, setting and margin of a theme, made by python-docx.

    Args:
        theme: The look.
        language: The language of its words, in BCP 47.
    """
    import docx

    document = docx.Document()
    runs = direction(language)
    _drop_unused(document)
    _set_styles(document, theme, language, runs)
    _set_lists(document, theme)
    _set_settings(document, language)
    _set_page(document, theme, runs)
    _set_properties(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _drop_unused(document: Document) -> None:
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(_UNUSED)]:
            del rels[key]


def _set_styles(document: Document, theme: Theme, language: str, runs: Direction) -> None:
    latent = (
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
        'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
    )
    _fill(
        document.styles.element,
        f"<w:docDefaults>{defaults(theme, language)}</w:docDefaults>",
        latent,
        *style_sheet(theme, runs),
    )


def _set_lists(document: Document, theme: Theme) -> None:
    _fill(
        document.part.numbering_part.element,
        *(_list(kind, theme) for kind in (CONTINUED, BULLETED, NUMBERED)),
        f'<w:num w:numId="{CONTINUED_LIST}"><w:abstractNumId w:val="{CONTINUED}"/></w:num>',
    )


def _list(kind: int, theme: Theme) -> str:
    levels = "".join(_level(kind, level, theme) for level in range(MAX_BULLET_LEVELS))
    return (
        f'<w:abstractNum w:abstractNumId="{kind}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )


def _level(kind: int, level: int, theme: Theme) -> str:
    formats = {CONTINUED: "none", BULLETED: "bullet", NUMBERED: "decimal"}
    words = {CONTINUED: "", BULLETED: _BULLETS[level % 3], NUMBERED: f"%{level + 1}."}
    step = theme.list_indent
    family = theme.display.word
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{formats[kind]}"/>'
        f'<w:lvlText w:val="{words[kind]}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{twips(step * (level + 1))}" w:hanging="{twips(step)}"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{family}" w:hAnsi="{family}"/>'
        f'<w:color w:val="{theme.light.accent.upper()}"/></w:rPr></w:lvl>'
    )


def _set_settings(document: Document, language: str) -> None:
    modes = {
        "compatibilityMode": "15",
        "overrideTableStyleFontSizeAndJustification": "1",
        "enableOpenTypeFeatures": "1",
        "doNotFlipMirrorIndents": "1",
        "differentiateMultirowTableHeaders": "1",
    }
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in modes.items()
    )
    _fill(
        document.settings.element,
        '<w:zoom w:percent="100"/>',
        '<w:defaultTabStop w:val="720"/>',
        '<w:characterSpacingControl w:val="doNotCompress"/>',
        f"<w:compat>{compatibility}</w:compat>",
        language_tag(language).replace("w:lang", "w:themeFontLang"),
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" '
        'w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" '
        'w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" '
        'w:followedHyperlink="followedHyperlink"/>',
        '<w:decimalSymbol w:val="."/>',
        '<w:listSeparator w:val=","/>',
    )


def _set_page(document: Document, theme: Theme, runs: Direction) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Mm
    from lxml import etree

    page = theme.page
    top, end, bottom, start = page.margins
    section = document.sections[0]
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = (
        (Mm(start), Mm(end)) if runs == "ltr" else (Mm(end), Mm(start))
    )
    section.header_distance = section.footer_distance = Mm(_EDGE)
    section.different_first_page_header_footer = True
    for furniture, style in (
        (section.header, HEADER),
        (section.first_page_header, HEADER),
        (section.footer, FOOTER),
        (section.first_page_footer, FOOTER),
    ):
        furniture.is_linked_to_previous = False
        furniture.paragraphs[0].style = document.styles[style]
    properties = section._sectPr
    for grid in properties.xpath("w:docGrid"):
        properties.remove(grid)
    if runs == "rtl":
        properties.append(OxmlElement("w:bidi"))
    root = document.element
    root.attrib.clear()
    etree.cleanup_namespaces(root, top_nsmap=NAMESPACES, keep_ns_prefixes=list(NAMESPACES))


def _set_properties(document: Document) -> None:
    application = next(
        part for part in document.part.package.iter_parts() if part.partname == "/docProps/app.xml"
    )
    application._blob = (
        f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>briefkit</Application><AppVersion>1.0000</AppVersion></Properties>"
    ).encode()


def _fill(element: Any, *children: str) -> None:
    """Put children, as XML, in place of whatever an element has."""
    from docx.oxml.parser import parse_xml
    from lxml import etree

    namespaces = {"w": NAMESPACES["w"]}
    del element[:]
    element.attrib.clear()
    whole = parse_xml(f'<w:all xmlns:w="{NAMESPACES["w"]}">{"".join(children)}</w:all>')
    element.extend(list(whole))
    etree.cleanup_namespaces(element, top_nsmap=namespaces, keep_ns_prefixes=["w"])
