"""A user's own Word template: what is the house's stays, what briefs need is added, and briefs come home."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import docx
import pytest
from attrs import evolve
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt, RGBColor
from hypothesis import given, settings
from lxml import etree

import briefkit as bk
from briefkit.formats.docx.reading.read import parse, read
from briefkit.formats.docx.strip_docx import without_unseen
from briefkit.limits.nesting import MAX_DEPTH
from briefkit.lower import lower
from support.docx_files import packed, unpacked
from support.docx_lines import opened
from support.drawn import rendered
from support.sheet_files import docx_of
from support.strategies import IMAGES, briefs
from test_docx import check_references

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W}
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
#: How German Word calls styles by their ids; their names are the same in every language.
GERMAN = {
    "Heading1": "berschrift1",
    "Heading2": "berschrift2",
    "Title": "Titel",
    "Normal": "Standard",
    "Header": "Kopfzeile",
    "Caption": "Beschriftung",
    "DefaultParagraphFont": "Absatz-Standardschriftart",
    "TableNormal": "NormaleTabelle",
    "NoList": "KeineListe",
}
BRIEF = bk.Brief(
    "Strike ends",
    "It was long.",
    [
        bk.Section(
            "background",
            blocks=[
                bk.Paragraph("It began in May."),
                bk.Bullets([bk.Item(bk.Paragraph("One.")), bk.Item(bk.Paragraph("Two."))], True),
                bk.Table([["1", "2"]], ["A", "B"], "Shown"),
                bk.Figure(IMAGES[0], "A picture"),
            ],
            sections=[bk.Section("other", "Below", blocks=[bk.Paragraph("More.")])],
        )
    ],
    [bk.Author("Ann One")],
    [bk.Link("Before", "https://example.org/before")],
    language="en-GB",
)
MARKED = evolve(BRIEF, marking=bk.Marking("TLP", "AMBER"))


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@cache
def german() -> bytes:
    """A letterhead as German Word has it: letter paper, own looks, numbered headings, localised ids."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(215.9), Mm(279.4)
    section.left_margin, section.right_margin = Mm(40), Mm(20)
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    head = section.first_page_header.paragraphs[0].add_run("House of Analysis")
    head.add_picture(io.BytesIO(IMAGES[0].data), width=Mm(15))
    section.header.paragraphs[0].text = "House"
    document.styles["Title"].font.color.rgb = RGBColor(0x80, 0, 0)
    document.styles["Heading 2"].font.size = Pt(17)
    document.add_paragraph("Put your words here", "Title")
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="upperRoman"/><w:pStyle w:val="Heading{level + 1}"/>'
        f'<w:lvlText w:val="%{level + 1}."/></w:lvl>'
        for level in range(2)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(
        0, parse_xml(f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="77">{levels}</w:abstractNum>')
    )
    numbering.append(
        parse_xml(f'<w:num xmlns:w="{W}" w:numId="88"><w:abstractNumId w:val="77"/></w:num>')
    )
    for level in range(2):
        number = f'<w:numPr xmlns:w="{W}"><w:ilvl w:val="{level}"/><w:numId w:val="88"/></w:numPr>'
        properties = document.styles[f"Heading {level + 1}"].element.get_or_add_pPr()
        properties.get_or_add_numPr().extend(parse_xml(number))
    return changed(saved(document), in_german)


def in_german(name: str, part: str) -> str:
    if not (name.startswith("word/") and name.endswith(".xml")):
        return part
    for ours, theirs in GERMAN.items():
        part = re.sub(
            rf'(w:styleId="|<w:(?:basedOn|next|link|[prt]\w*Style) w:val="){ours}"',
            rf'\g<1>{theirs}"',
            part,
        )
    # A style that has an id of briefkit's, and another name.
    taken = (
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="BriefStatement"><w:name w:val="Kurz"/>'
        '<w:basedOn w:val="berschrift1"/></w:style>'
    )
    return part.replace("</w:styles>", f"{taken}</w:styles>")


def in_bytes(part: str | bytes) -> bytes:
    return part.encode() if isinstance(part, str) else part


def changed(data: bytes, change: Callable[[str, str], str]) -> bytes:
    """A document with its parts in XML put through a change."""
    return packed(
        {
            name: change(name, in_bytes(part).decode())
            if name.endswith((".xml", ".rels"))
            else part
            for name, part in unpacked(data).items()
        }
    )


def replaced(data: bytes, part: str, before: str, after: str) -> bytes:
    def change(name: str, words: str) -> str:
        if name != part:
            return words
        assert before in words
        return words.replace(before, after, 1)

    return changed(data, change)


def house(template: bytes | None = None, **fields: Any) -> bk.Theme:
    return evolve(bk.PLAIN, template=german() if template is None else template, **fields)


def printed(brief: bk.Brief = BRIEF, theme: bk.Theme | None = None, **options: Any) -> bytes:
    return rendered(brief, "docx", theme or house(), **options)


def parts(data: bytes) -> dict[str, Any]:
    return {
        name: etree.fromstring(part)
        for name, part in unpacked(data).items()
        if name.endswith((".xml", ".rels"))
    }


# What stays, and what is added


def test_page_and_letterhead_stay() -> None:
    section = opened(printed()).sections[0]
    assert [round(one.mm) for one in (section.page_width, section.left_margin)] == [216, 40]
    first = section.first_page_header
    assert first.paragraphs[0].text == "House of Analysis"
    (picture,) = [
        one.target_part.blob for one in first.part.rels.values() if one.reltype.endswith("/image")
    ]
    assert picture == IMAGES[0].data


def test_styles_stay_by_name_and_only_missing_ones_are_added() -> None:
    before, after = opened(german()), opened(printed())
    names = [style.name for style in after.styles]
    assert {style.name for style in before.styles} <= {*names}
    assert len(names) == len({*names})
    assert str(after.styles["Title"].font.color.rgb) == "800000"
    assert after.styles["Heading 2"].font.size == Pt(17)
    assert after.styles["Heading 2"].element.styleId == "Heading2"
    assert after.styles["Kurz"].base_style.name == "Heading 1"
    assert after.styles["Brief Statement"].base_style.name == "Normal"
    assert after.styles["Brief Dateline"].font.name is None  # the type is the house's


def test_every_reference_holds() -> None:
    for brief in (BRIEF, MARKED):
        data = printed(brief)
        found = parts(data)
        check_references(found, {*unpacked(data)})
        (title,) = found["word/styles.xml"].xpath("//w:style[w:name/@w:val='Title']", namespaces=NS)
        assert title.get(f"{{{W}}}styleId") == "Title"


def test_words_of_the_template_are_gone_and_the_language_is_the_briefs() -> None:
    document = opened(printed())
    assert [p.text for p in document.paragraphs][:2] == ["Strike ends", "It was long."]
    assert document.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["en-GB"]
    assert (document.core_properties.title, document.core_properties.author) == (
        "Strike ends",
        "Ann One",
    )


def test_lists_do_not_meet_those_of_the_template() -> None:
    numbering = parts(printed())["word/numbering.xml"]
    kinds = numbering.xpath("w:abstractNum/@w:abstractNumId", namespaces=NS)
    lists = numbering.xpath("w:num/@w:numId", namespaces=NS)
    assert "77" in kinds
    assert "88" in lists
    assert len(kinds) == len({*kinds})
    assert len(lists) == len({*lists})
    tags = [one.tag.rpartition("}")[2] for one in numbering]
    assert tags == sorted(tags, key=["abstractNum", "num"].index)


def test_a_template_without_own_looks_gets_all_of_them() -> None:
    bare = packed(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            'content-types"><Default Extension="xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.wordprocessingml.template.main+xml"/></Types>',
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'relationships"><Relationship Id="a" Type="{_OFFICE}/relationships/officeDocument" '
            'Target="text.xml"/></Relationships>',
            "text.xml": f'<w:document xmlns:w="{W}"><w:body/></w:document>',
        }
    )
    data = printed(theme=house(bare))
    section = opened(data).sections[0]
    assert round(section.page_width.mm) == bk.PLAIN.page.width
    assert bk.read(data) == bk.Reading(BRIEF)
    assert b"template.main" not in unpacked(data)["[Content_Types].xml"]


# The banner


def furniture(data: bytes) -> Iterator[tuple[str, list[str]]]:
    section = opened(data).sections[0]
    for name in ("header", "first_page_header", "footer", "first_page_footer"):
        part = getattr(section, name)
        yield name, [p.text for p in part.paragraphs if p.text]


def test_a_banner_stands_in_every_header_and_footer_that_pages_use() -> None:
    assert dict(furniture(printed(MARKED))) == {
        "header": ["TLP:AMBER", "House"],
        "first_page_header": ["TLP:AMBER", "House of Analysis"],
        "footer": ["TLP:AMBER"],
        "first_page_footer": ["TLP:AMBER"],
    }


def test_without_a_banner_nothing_is_added() -> None:
    assert dict(furniture(printed())) == {
        "header": ["House"],
        "first_page_header": ["House of Analysis"],
        "footer": [],
        "first_page_footer": [],
    }


def test_headers_of_an_earlier_section_go_on() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "From the first"
    document.add_section()
    assert dict(furniture(printed(theme=house(saved(document)))))["header"] == ["From the first"]


# Numbers


def numbered(data: bytes) -> list[tuple[str, bool]]:
    """The headings, and whether Word numbers them."""
    document = opened(data)
    found = []
    for p in document.paragraphs:
        if p.style.name.startswith("Heading"):
            own = p._p.xpath("w:pPr/w:numPr/w:numId/@w:val")
            styled = p.style.element.xpath("w:pPr/w:numPr/w:numId/@w:val")
            found.append((p.text, (own or styled or ["0"]) != ["0"]))
    return found


HEADINGS = [("Background", True), ("Below", True), ("About the Author", False), ("Related", False)]


@pytest.mark.parametrize("theme", [evolve(bk.PLAIN, numbered=True), house()])
def test_only_the_briefs_own_sections_are_numbered(theme: bk.Theme) -> None:
    data = printed(theme=theme)
    assert numbered(data) == HEADINGS
    assert bk.read(data) == bk.Reading(BRIEF)


def test_headings_of_a_template_are_numbered_where_the_theme_says_so() -> None:
    theme = house(saved(docx.Document()), numbered=True)
    assert numbered(printed(theme=theme)) == HEADINGS
    assert not any(number for _, number in numbered(printed(theme=evolve(theme, numbered=False))))


def test_word_counts_the_numbers_and_no_heading_has_them_as_words() -> None:
    data = printed(theme=evolve(bk.PLAIN, numbered=True))
    numbering = parts(data)["word/numbering.xml"]
    words = numbering.xpath("//w:lvl[w:pStyle]/w:lvlText/@w:val", namespaces=NS)
    styles = numbering.xpath("//w:lvl/w:pStyle/@w:val", namespaces=NS)
    assert (words[:2], styles[:2]) == (["%1", "%1.%2"], ["Heading1", "Heading2"])
    assert (
        bk.read(without_unseen(data)).brief
        == bk.read(printed(theme=bk.PLAIN, payload="none")).brief
    )


# The way home


@given(briefs())
@settings(max_examples=25, deadline=None)
def test_briefs_come_home(brief: bk.Brief) -> None:
    sheet = lower(brief)
    theme = house(numbered=True)
    data = rendered(brief, "docx", theme)
    assert bk.read(data) == bk.Reading(brief)
    assert parse(docx_of(sheet, theme)).sheet.blocks == parse(docx_of(sheet, bk.PLAIN)).sheet.blocks
    assert data == rendered(brief, "docx", theme)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_lines_run_as_the_briefs_do_whichever_way_the_templates_do(language: str) -> None:
    rtl = replaced(
        saved(docx.Document()),
        "word/styles.xml",
        '<w:name w:val="Normal"/>',
        '<w:name w:val="Normal"/><w:pPr><w:bidi/></w:pPr>',
    )
    brief = evolve(BRIEF, language=language)
    for template in (rtl, german()):
        data = printed(brief, house(template))
        assert parse(data).sheet.direction == lower(brief).direction
        assert read(data) == bk.Reading(brief)


# What travels in the file


def with_custom_parts() -> bytes:
    """A template that has custom XML and custom properties of its own."""
    types = (
        '<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.custom-properties+xml"/></Types>'
    )
    data = replaced(saved(docx.Document()), "[Content_Types].xml", "</Types>", types)
    link = f'<Relationship Id="rIdC" Type="{_OFFICE}/relationships/custom-properties" Target="docProps/custom.xml"/>'
    data = replaced(data, "_rels/.rels", "</Relationships>", f"{link}</Relationships>")
    more = {
        "docProps/custom.xml": f'<Properties xmlns="{_OFFICE}/custom-properties" '
        f'xmlns:vt="{_OFFICE}/docPropsVTypes"><property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" '
        'pid="7" name="Department"><vt:lpwstr>Water</vt:lpwstr></property></Properties>',
        "customXml/item1.xml": "<house>ours</house>",
    }
    return packed({**unpacked(data), **more})


def test_the_payload_stands_in_the_place_of_custom_parts_of_the_template() -> None:
    with pytest.warns(bk.TemplateWarning, match=r"custom XML.*Department"):
        data = printed(theme=house(with_custom_parts()))
    assert bk.read(data) == bk.Reading(BRIEF)
    for found in (data, without_unseen(data)):
        parts = [*map(in_bytes, unpacked(found).values())]
        assert not any(b"Department" in part or b"<house>" in part for part in parts)
    assert not any(
        b"briefkit:payload" in in_bytes(part) for part in unpacked(without_unseen(data)).values()
    )


def test_a_brief_is_no_part_of_the_template_made_of_it() -> None:
    other = bk.Brief(
        "Another", sections=[bk.Section("outlook", blocks=[bk.Figure(IMAGES[1], "b")])]
    )
    template = bk.render(evolve(other, language="en"), "docx")
    data = printed(theme=house(template))
    assert bk.read(data) == bk.Reading(BRIEF)
    bare = printed(theme=house(template), payload="none")
    assert parse(bare).payload is None
    assert not any(b"briefkit:payload" in in_bytes(part) for part in unpacked(bare).values())


# What cannot be used


def macros(data: bytes) -> bytes:
    return replaced(
        data,
        "[Content_Types].xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    )


def lacking(data: bytes) -> bytes:
    """A document whose header refers to a picture that is not there."""
    return packed({n: p for n, p in unpacked(data).items() if not n.startswith("word/media/")})


def chained(data: bytes) -> bytes:
    """A document whose theme refers to a part that refers to a part, and so on."""
    parts = unpacked(data)
    start = next(name for name in parts if name.startswith("word/theme/"))
    names = [start, *(f"word/theme/part{n}.xml" for n in range(2 * MAX_DEPTH))]
    for name, after in pairwise(names):
        rels = f"word/theme/_rels/{name.rpartition('/')[2]}.rels"
        parts[rels] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="urn:next" Target="/{after}"/></Relationships>'
        )
        parts[after] = "<part/>"
    return packed(parts)


def mistaken(data: bytes, kind: str) -> bytes:
    """A document in which a part of Word's is of another kind, by what it says."""
    return replaced(
        data,
        "[Content_Types].xml",
        f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml",
        "application/xml",
    )


def unnamed(data: bytes) -> bytes:
    """A document whose page refers to a header, but not to which."""
    return changed(
        data,
        lambda _, part: re.sub(
            '<w:headerReference w:type="first" r:id="[^"]*"/>',
            '<w:headerReference w:type="first"/>',
            part,
        ),
    )


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("template", "what", "remedy"),
    [
        (OLE, "encrypted", "without a password"),
        (b"", "no Word document", "again"),
        (b"PK\3\4 broken", "damaged", "again"),
        (macros(german()), "macros", "without them"),
        (lacking(german()), "does not have", "save it again"),
        (chained(german()), "from part to part without end", "save it again"),
        (mistaken(german(), "settings"), "of another kind", "again"),
        (mistaken(german(), "numbering"), "of another kind", "again"),
        (bk.render(BRIEF, "html"), "no Word document", "again"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "no Word", "save it"),
    ],
)
def test_a_template_that_cannot_be_used_is_named(template: bytes, what: str, remedy: str) -> None:
    with pytest.raises(bk.ThemeError) as caught:
        printed(theme=house(template))
    assert what in caught.value.what
    assert remedy in caught.value.remedy
    assert caught.value.where == "Theme.template"


def test_a_header_without_a_name_takes_no_banner() -> None:
    with pytest.raises(bk.ThemeError, match="of another kind"):
        printed(MARKED, house(unnamed(german())))


def test_what_leads_out_of_the_template_is_dropped() -> None:
    data = replaced(
        german(),
        "word/settings.xml",
        "</w:settings>",
        '<w:attachedTemplate r:id="rId9"/></w:settings>',
    )
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{_OFFICE}/relationships/attachedTemplate" '
        'Target="file:///C:/house.dotx" TargetMode="External"/></Relationships>'
    )
    data = packed({**unpacked(data), "word/_rels/settings.xml.rels": link})
    with pytest.warns(bk.TemplateWarning, match="its own template"):
        found = unpacked(printed(theme=house(data)))
    assert not any(b"house.dotx" in in_bytes(one) for one in found.values())
