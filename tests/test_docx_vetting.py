"""What a template would bring along goes into no document, and is told; what a letterhead needs stays."""

from __future__ import annotations

import io
import posixpath
import re
from functools import cache

import docx
import pytest
from lxml import etree

import briefkit as bk
from support.docx_files import R, W, packed, unpacked
from support.strategies import IMAGES
from test_docx_template import BRIEF, house, in_bytes, printed, replaced, saved

#: Where whoever made the template waits for those who open a document.
EVIL = "evil.example"
_LINK = f"https://{EVIL}/seen"
_DECLARED = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:c="urn:c"'
)


@cache
def letterhead() -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "House"
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(IMAGES[0].data))
    return saved(document)


def run(inner: str) -> str:
    return f"<w:r>{inner}</w:r>"


def mark(kind: str) -> str:
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')


def code(words: str) -> str:
    return run(f"<w:instrText>{words}</w:instrText>")


def field(instruction: str, shown: str = "Shown") -> str:
    """A field of an instruction in XML, and what it shows."""
    result = mark("separate") + run(f"<w:t>{shown}</w:t>") if shown else ""
    return mark("begin") + instruction + result + mark("end")


def linked(kind: str, target: str = _LINK, *, external: bool = True, key: str = "rIdX") -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"{mode}/>'


def template(inner: str, relations: str = "", parts: dict[str, str | bytes] | None = None) -> bytes:
    """A letterhead with more in its header's first paragraph."""
    data = replaced(
        letterhead(), "word/header1.xml", "<w:t>House</w:t></w:r>", f"<w:t>House</w:t></w:r>{inner}"
    )
    data = replaced(data, "word/header1.xml", "<w:hdr ", f"<w:hdr {_missing(data)} ")
    if relations:
        name = "word/_rels/header1.xml.rels"
        data = replaced(data, name, "</Relationships>", f"{relations}</Relationships>")
    return packed({**unpacked(data), **(parts or {})})


def _missing(data: bytes) -> str:
    start = (
        in_bytes(unpacked(data)["word/header1.xml"])
        .decode()
        .partition("<w:hdr")[2]
        .partition(">")[0]
    )
    return " ".join(one for one in _DECLARED.split() if one.partition("=")[0] not in start)


def drawing(inner: str) -> str:
    return run(f"<w:drawing><a:graphic>{inner}</a:graphic></w:drawing>")


def header(data: bytes) -> str:
    return next(
        found
        for name, part in unpacked(data).items()
        if re.fullmatch(r"word/header\d*\.xml", name)
        and "House" in (found := in_bytes(part).decode())
    )


_INCLUDED = f'INCLUDETEXT "{_LINK}"'
_TYPED = '<Default Extension="bin" ContentType="application/vnd.ms-office.oleObject"/></Types>'

#: What would get in, its relations, and how it is called.
IN_HEADERS: dict[str, tuple[str, str, str]] = {
    "a linked picture": (drawing('<a:blip r:link="rIdX"/>'), linked("image"), "image"),
    "a picture by address": (
        run(f'<w:pict><v:shape><v:imagedata src="{_LINK}"/></v:shape></w:pict>'),
        "",
        "a linked picture",
    ),
    "a picture of old": (
        run('<w:pict><v:shape><v:imagedata r:id="rIdX"/></v:shape></w:pict>'),
        linked("image"),
        "image",
    ),
    "a field": (field(code(_INCLUDED)), "", "INCLUDETEXT"),
    "a field without a result": (field(code(_INCLUDED), ""), "", "INCLUDETEXT"),
    "a field in pieces": (
        field(code("INCL") + code("UDETEXT ") + code(f'"{_LINK}"')),
        "",
        "INCLUDETEXT",
    ),
    "a field as words": (field(run(f"<w:t>DDEAUTO {_LINK}</w:t>")), "", "DDEAUTO"),
    "a simple field": (
        f'<w:fldSimple w:instr=" includepicture {_LINK}">{run("<w:t>Shown</w:t>")}</w:fldSimple>',
        "",
        "INCLUDEPICTURE",
    ),
    "a field in a field": (field(code("IF 1 = 1 ") + field(code(_INCLUDED))), "", "INCLUDETEXT"),
    "a field in a result": (
        field(code("PAGE"), f"</w:t></w:r>{field(code(_INCLUDED))}<w:r><w:t>"),
        "",
        "INCLUDETEXT",
    ),
    "a name put together": (
        field(code("DATE") + field(code("QUOTE BASE")) + code(f" {_LINK}")),
        "",
        "no known name",
    ),
    "a name with letters deleted": (
        field(
            code("D")
            + f"<w:del>{run('<w:delInstrText>ATE </w:delInstrText>')}</w:del>"
            + code(f"DE {_LINK}")
        ),
        "",
        "no known name",
    ),
    "a name with letters put in": (
        field(code("D") + f"<w:ins>{code('ATE ')}</w:ins>" + code(f"DE {_LINK}")),
        "",
        "no known name",
    ),
    "a field without an end": (
        mark("begin") + code(_INCLUDED) + mark("separate"),
        "",
        "without an end",
    ),
    "a link to a disk": (
        f'<w:hyperlink r:id="rIdX">{run("<w:t>Shown</w:t>")}</w:hyperlink>',
        linked("hyperlink", f"file://{EVIL}/a"),
        "hyperlink",
    ),
    "a field that links to a disk": (field(code(f'HYPERLINK "file://{EVIL}/a"')), "", "HYPERLINK"),
    "an object": (
        run('<w:object><o:OLEObject Type="Link" r:id="rIdX"/></w:object>'),
        linked("oleObject"),
        "oleObject",
    ),
    "another document": ('<w:altChunk r:id="rIdX"/>', linked("aFChunk"), "aFChunk"),
    "a chart": (
        drawing('<c:chart r:id="rIdX"/>'),
        linked("chart", "charts/chart1.xml", external=False),
        "chart",
    ),
    "a video": (drawing(f'<a:webVideoPr embeddedHtml="{_LINK}"/>'), "", "a video"),
}


def check_relations(data: bytes) -> None:
    """Hold every part to relations that it has, and those to parts that are there."""
    parts = unpacked(data)
    for name, part in parts.items():
        if not name.endswith(".xml"):
            continue
        folder, base = posixpath.split(name)
        relations = parts.get(posixpath.join(folder, "_rels", f"{base}.rels"), "<none/>")
        there = {one.get("Id"): one for one in etree.fromstring(relations)}
        used = {
            str(value)
            for one in etree.fromstring(part).iter()
            for key, value in one.items()
            if str(key).startswith(f"{{{R}}}")
        }
        assert used <= {*there}
        for one in there.values():
            target = posixpath.normpath(posixpath.join(folder, one.get("Target", "")))
            assert one.get("TargetMode") == "External" or target in parts


def check_clean(template: bytes, told: str) -> bytes:
    """Write a brief, and hold it to what may be in it; return the document."""
    with pytest.warns(bk.TemplateWarning, match=told):
        data = printed(theme=house(template))
    assert not any(EVIL.encode() in in_bytes(part) for part in unpacked(data).values())
    check_relations(data)
    assert bk.read(data) == bk.Reading(BRIEF)
    return data


@pytest.mark.parametrize("kind", IN_HEADERS)
def test_what_leads_out_of_a_header_is_left_out(kind: str) -> None:
    inner, relations, told = IN_HEADERS[kind]
    chart = {"word/charts/chart1.xml": f"<c>{_LINK}</c>"}
    data = check_clean(template(inner, relations, {**chart}), told)
    assert ("Shown" in header(data)) is ("Shown" in inner)
    assert "<pic:pic" in header(data)


STAYS = {
    "the number of the page": field(code(" PAGE \\* MERGEFORMAT ")),
    "a title": field(code('STYLEREF "Title"')),
    "a day": f'<w:fldSimple w:instr="DATE">{run("<w:t>3 May</w:t>")}</w:fldSimple>',
    "a page of pages": field(
        code("IF ") + field(code("PAGE")) + code(' = 1 "" "') + field(code("NUMPAGES")) + code('"')
    ),
    "a sum": field(code("= 1 + ") + field(code("PAGE"))),
    "a link": field(code('HYPERLINK "https://house.example/"')),
    "an anchor": field(code('HYPERLINK \\l "top"')),
}


@pytest.mark.parametrize("kind", STAYS)
def test_fields_of_the_document_itself_stay(kind: str) -> None:
    data = printed(theme=house(template(STAYS[kind])))
    assert header(data).count("fldChar") == STAYS[kind].count("fldChar")
    assert header(data).count("fldSimple") == STAYS[kind].count("fldSimple")


def test_links_to_pages_stay() -> None:
    inner = f'<w:hyperlink r:id="rIdX">{run("<w:t>Shown</w:t>")}</w:hyperlink>'
    data = printed(theme=house(template(inner, linked("hyperlink", "https://house.example/"))))
    assert any(b"house.example" in in_bytes(part) for part in unpacked(data).values())
    check_relations(data)


def test_a_picture_that_is_linked_and_embedded_stays() -> None:
    data = replaced(
        template("", linked("image")), "word/header1.xml", "<a:blip ", '<a:blip r:link="rIdX" '
    )
    assert "<a:blip r:embed" in header(check_clean(data, "image"))


@pytest.mark.parametrize(
    ("inner", "stays"),
    [
        ("<path d='M0 0h9'/><use href='#a'/>", True),
        (f"<image href='{_LINK}'/>", False),
        (f"<rect style='fill:URL({_LINK})'/>", False),
        ("<script>1</script>", False),
        ("<rect onload='1'/>", False),
        (f"<set attributeName='href' to='{_LINK}'/>", False),
    ],
)
def test_a_drawing_only_shows(inner: str, stays: bool) -> None:
    parts: dict[str, str | bytes] = {
        "word/media/logo.svg": f"<?xml-stylesheet href='{_LINK}'?><svg xmlns='http://www.w3.org/2000/svg'>{inner}</svg>"
    }
    shown = drawing('<a:blip r:embed="rIdX"/>')
    data = template(shown, linked("image", "media/logo.svg", external=False), parts)
    data = replaced(
        data,
        "[Content_Types].xml",
        "</Types>",
        '<Default Extension="svg" ContentType="image/svg+xml"/></Types>',
    )
    if stays:
        found = printed(theme=house(data))
        assert not any(EVIL.encode() in in_bytes(part) for part in unpacked(found).values())
    else:
        found = check_clean(data, "image")
    assert any(name.endswith(".svg") for name in unpacked(found)) is stays


def test_a_header_is_a_part_of_the_template() -> None:
    data = replaced(
        letterhead(),
        "word/document.xml",
        "<w:headerReference ",
        '<w:headerReference w:type="even" r:id="rIdX"/><w:headerReference ',
    )
    name = "word/_rels/document.xml.rels"
    check_clean(
        replaced(data, name, "</Relationships>", f"{linked('header')}</Relationships>"), "header"
    )


def test_what_no_page_shows_is_left_out() -> None:
    data = replaced(letterhead(), "docProps/app.xml", "<Company/>", f"<Company>{EVIL}</Company>")
    data = replaced(data, "docProps/app.xml", "<Manager/>", f"<Manager>{EVIL}</Manager>")
    data = replaced(
        data,
        "word/settings.xml",
        "</w:settings>",
        f'<w:docVars><w:docVar w:name="{EVIL}" w:val="1"/></w:docVars></w:settings>',
    )
    data = packed({**unpacked(data), "customXml/item1.xml": f"<a><b>{EVIL}</b></a>"})
    for told in ("company", "manager", "document variables", "custom XML"):
        check_clean(data, told)


def test_tracked_changes_are_taken_as_made() -> None:
    by = f'w:id="7" w:author="{EVIL}" w:date="2024-05-03T00:00:00Z"'
    inner = (
        f"<w:ins {by}>{run('<w:t>Shown</w:t>')}</w:ins><w:del {by}>{run('<w:delText>Gone</w:delText>')}</w:del>"
        f"<w:r><w:rPr><w:b/><w:rPrChange {by}><w:rPr/></w:rPrChange></w:rPr><w:t>Bold</w:t></w:r>"
    )
    found = header(check_clean(template(inner), "tracked changes"))
    assert ("Shown" in found, "Bold" in found, "Gone" in found) == (True, True, False)


def test_words_bound_to_other_data_stay_as_they_are_shown() -> None:
    bound = (
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{6668398D-A668-4E3E-A5EB-62B293D839F1}"/></w:sdtPr>'
        f"<w:sdtContent>{run('<w:t>Shown</w:t>')}</w:sdtContent></w:sdt>"
    )
    found = header(printed(theme=house(template(bound))))
    assert "Shown" in found
    assert "dataBinding" not in found


def test_a_warning_is_given_for_each_document_and_names_so_many_things() -> None:
    theme = house(template("".join(field(code(f"ASK{chr(65 + n)} x")) for n in range(20))))
    for _ in range(2):
        with pytest.warns(bk.TemplateWarning, match=r"ASKA.*ASKH.*; and 12 more$"):
            printed(theme=theme)


def test_macros_are_refused_whatever_the_document_says_that_it_is() -> None:
    typed = '<Override PartName="/word/a.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    data = replaced(letterhead(), "[Content_Types].xml", "</Types>", typed)
    with pytest.raises(bk.ThemeError, match="has macros"):
        printed(theme=house(packed({**unpacked(data), "word/a.bin": b"Sub AutoOpen()"})))


@pytest.mark.parametrize(
    "name", ["word/header1.xml", "word/styles.xml", "word/numbering.xml", "docProps/app.xml"]
)
def test_a_template_has_the_limits_of_a_document(name: str) -> None:
    bomb = f'<w:hdr xmlns:w="{W}">{"<w:p/>" * 700_000}</w:hdr>'
    with pytest.raises(bk.ThemeError, match="xml nodes; the limit is"):
        printed(theme=house(packed({**unpacked(letterhead()), name: bomb})))
