"""Word documents: python-docx opens what is written and agrees with the sheet, run by run."""

from __future__ import annotations

import datetime as dt
import io
import posixpath
import zipfile
from typing import Any

import pytest
from attrs import evolve
from docx.oxml.ns import qn
from hypothesis import given, settings, strategies as st
from lxml import etree

from briefkit.formats.docx.reading.read import parse
from briefkit.formats.docx.style_names import (
    PARAGRAPHS,
    heading_style_name,
    paragraph_style_name,
)
from briefkit.formats.docx.zip_archive import SplitPart, deflate, store, write_archive
from briefkit.layout import Role
from briefkit.lower import lower
from briefkit.model import (
    Author,
    Brief,
    Bullets,
    Figure,
    Item,
    Link,
    Marking,
    Organisation,
    Paragraph,
    Section,
    Source,
    Span,
    Statement,
    Table,
    Text,
)
from briefkit.themes import PLAIN
from support.docx_lines import found, looks, opened, told
from support.sheet_files import docx_of
from support.strategies import IMAGES, briefs

# Briefs of every kind


@given(briefs())
@settings(max_examples=40)
def test_python_docx_agrees_with_the_sheet(brief: Brief) -> None:
    sheet = lower(brief)
    assert found(opened(docx_of(sheet, PLAIN))) == told(sheet)


@given(briefs())
@settings(max_examples=30)
def test_the_file_is_sound(brief: Brief) -> None:
    sheet = lower(brief)
    data = docx_of(sheet, PLAIN)
    assert data == docx_of(sheet, PLAIN)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        assert file.namelist()[0] == "[Content_Types].xml"
        parts = {
            name: etree.fromstring(file.read(name))
            for name in file.namelist()
            if name.endswith((".xml", ".rels"))
        }
        check_references(parts, set(file.namelist()))


def check_references(parts: dict[str, Any], names: set[str]) -> None:
    """Hold every reference of one part to what it refers to, and ids to being alone of their kind."""
    w = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    document, styles = parts["word/document.xml"], parts["word/styles.xml"]

    def values(part: Any, path: str) -> list[str]:
        return list(part.xpath(path, namespaces=w))

    defined = values(styles, "//w:style/@w:styleId")
    used = {
        style
        for part in (
            document,
            *(parts[name] for name in parts if "er1.xml" in name or "er2.xml" in name),
        )
        for style in values(part, "//w:pStyle/@w:val|//w:rStyle/@w:val|//w:tblStyle/@w:val")
    }
    assert used <= set(defined)
    assert {*values(styles, "//w:basedOn/@w:val|//w:next/@w:val")} <= set(defined)
    lists = values(parts["word/numbering.xml"], "//w:num/@w:numId")
    assert {*values(document, "//w:numId/@w:val")} - {"0"} <= {*lists}  # 0 is no list
    bookmarks = values(document, "//w:bookmarkStart/@w:name")
    assert {*values(document, "//w:hyperlink/@w:anchor")} <= {*bookmarks}
    assert all(len(name) <= 40 and name.replace("_", "a").isalnum() for name in bookmarks)
    pictures = values(document, "//*[local-name()='docPr']/@id")
    ids = values(document, "//w:bookmarkStart/@w:id")
    assert sorted(ids) == sorted(values(document, "//w:bookmarkEnd/@w:id"))
    for alone in (
        defined,
        values(styles, "//w:style/w:name/@w:val"),
        lists,
        bookmarks,
        ids,
        pictures,
    ):
        assert len(alone) == len({*alone})
    check_relationships(parts, names, document)


def check_relationships(parts: dict[str, Any], names: set[str], document: Any) -> None:
    for name, part in parts.items():
        if name.endswith(".rels"):
            folder = name.removesuffix(name.rpartition("/")[2]).removesuffix("_rels/")
            inner = [one for one in part if one.get("TargetMode") != "External"]
            assert {posixpath.normpath(folder + one.get("Target")) for one in inner} <= names
    known = {one.get("Id") for one in parts["word/_rels/document.xml.rels"]}
    r = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    assert {one.get(r + key) for one in document.iter() for key in ("id", "embed")} - {
        None
    } <= known
    typed = {one.get("PartName", "").removeprefix("/") for one in parts["[Content_Types].xml"]}
    assert typed - {""} <= names


# Names


def test_every_style_has_a_name_of_its_own() -> None:
    names = [paragraph_style_name(role) for role in PARAGRAPHS] + [
        heading_style_name(level) for level in range(1, 7)
    ]
    assert len({*names, *looks()}) == len(names) + len(looks())


@pytest.mark.parametrize(
    ("level", "name"), [(1, "Title"), (2, "Heading 1"), (3, "Heading 2"), (6, "Heading 5")]
)
def test_headings_are_those_of_word(level: int, name: str) -> None:
    below: tuple[Section, ...] = ()
    for number in range(5, 0, -1):
        below = (Section("other", f"Level {number + 1}", sections=below),)
    document = opened(docx_of(lower(Brief("Level 1", sections=below)), PLAIN))
    (heading,) = [p for p in document.paragraphs if p.text == f"Level {level}"]
    assert heading.style.name == name
    outline = heading.style.element.xpath("w:pPr/w:outlineLvl/@w:val")
    assert outline == ([str(level - 2)] if level > 1 else [])


# Lists


def nested(*items: str | Bullets, ordered: bool = True) -> Bullets:
    """A list; a list among its items stands below the item before it."""
    made: list[Item] = []
    for one in items:
        if isinstance(one, Bullets):
            made[-1] = evolve(made[-1], children=(*made[-1].children, one))
        else:
            made.append(Item(Paragraph(one)))
    return Bullets(made, ordered)


def numbers(brief: Brief) -> list[tuple[str, str, str]]:
    """What an office program prints before each paragraph of a list, counted as it counts (17.9)."""
    document = opened(docx_of(lower(brief), PLAIN))
    numbering = document.part.numbering_part.element
    formats = {
        (number, level.get(qn("w:ilvl"))): level.find(qn("w:numFmt")).get(qn("w:val"))
        for number, kind in (
            (num.get(qn("w:numId")), num.xpath("w:abstractNumId/@w:val")[0])
            for num in numbering.xpath("w:num")
        )
        for level in numbering.xpath(f"w:abstractNum[@w:abstractNumId='{kind}']/w:lvl")
    }
    restarts = {
        (num.getparent().getparent().get(qn("w:numId")), num.getparent().get(qn("w:ilvl")))
        for num in numbering.xpath("w:num/w:lvlOverride/w:startOverride[@w:val='1']")
    }
    counts: dict[tuple[str, str], int] = {}
    printed = []
    for paragraph in document.element.body.xpath("w:p[w:pPr/w:numPr]"):
        place = (
            paragraph.xpath("w:pPr/w:numPr/w:numId/@w:val")[0],
            paragraph.xpath("w:pPr/w:numPr/w:ilvl/@w:val")[0],
        )
        counts[place] = counts.get(place, 0) + 1
        assert formats[place] == "none" or place in restarts
        printed.append((formats[place], place[1], str(counts[place])))
    return printed


def test_every_list_starts_afresh() -> None:
    blocks = [
        nested("a", nested("x", "y"), "b", nested("z"), "c"),
        nested("bullet", ordered=False),
        nested("one", "two"),
    ]
    assert numbers(Brief("T", sections=[Section("events", blocks=blocks)])) == [
        ("decimal", "0", "1"),
        ("decimal", "1", "1"),
        ("decimal", "1", "2"),
        ("decimal", "0", "2"),
        ("decimal", "1", "1"),
        ("decimal", "0", "3"),
        ("bullet", "0", "1"),
        ("decimal", "0", "1"),
        ("decimal", "0", "2"),
    ]


def test_what_goes_on_in_an_item_has_no_number() -> None:
    from briefkit.model import Assessment, Confidence

    judged = Item(Assessment("It will hold.", confidence=Confidence.HIGH))
    brief = Brief("T", sections=[Section("events", blocks=[Bullets([judged], True)])])
    assert [kind for kind, _, _ in numbers(brief)] == ["decimal", "none"]


# Pictures, tables, links


def test_a_picture_keeps_its_bytes_and_says_what_it_shows() -> None:
    figures = [Figure(image, f'<A> & "B" {n}', "Words") for n, image in enumerate(IMAGES)]
    brief = Brief("T", sections=[Section("events", blocks=[*figures, figures[0]])])
    document = opened(docx_of(lower(brief), PLAIN))
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == [
        *(figure.alt for figure in figures),
        figures[0].alt,
    ]
    embedded = [
        shape._inline.graphic.graphicData.pic.blipFill.blip.embed
        for shape in document.inline_shapes
    ]
    assert [document.part.related_parts[key].blob for key in embedded] == [
        *(image.data for image in IMAGES),
        IMAGES[0].data,
    ]
    assert len({*embedded}) == len(IMAGES)


def test_a_picture_fits_the_page() -> None:
    from PIL import Image as Pillow

    from briefkit.model import Image

    def image(width: int, height: int) -> Image:
        file = io.BytesIO()
        Pillow.new("L", (width, height)).save(file, "png")
        return Image(file.getvalue(), "image/png")

    wide, high, small = (
        Figure(image(*size), "a") for size in ((3000, 1000), (500, 5000), (40, 20))
    )
    brief = Brief(
        "T",
        sections=[Section("events", blocks=[wide, high, small])],
        authors=[Author("A", photo=image(50, 100))],
    )
    document = opened(docx_of(lower(brief), PLAIN))
    sizes = [(round(shape.width.mm), round(shape.height.mm)) for shape in document.inline_shapes]
    assert sizes == [(160, 53), (12, 123), (11, 5), (10, 20)]


def test_a_table_repeats_its_header_and_keeps_its_rows() -> None:
    table = Table([["1", ""], ["3", "4"]], ["A", "B"], "Shown")
    bare = Table([["5"]])
    document = opened(
        docx_of(lower(Brief("T", sections=[Section("events", blocks=[table, bare])])), PLAIN)
    )
    first, second = document.tables
    assert [[cell.text for cell in row.cells] for row in first.rows] == [
        ["A", "B"],
        ["1", ""],
        ["3", "4"],
    ]
    assert [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in first.rows] == [True, False, False]
    assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in (*first.rows, *second.rows))
    assert not second.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    assert {table.style.name for table in document.tables} == {"Brief Table"}
    assert sum(column.width for column in first.columns) <= document.sections[0].page_width


def test_links_lead_out_and_in() -> None:
    text = Text([Span("Out", link="https://example.org/?a=1&b=2"), Span(" and in", cites=("k",))])
    brief = Brief(
        "T",
        sections=[Section("events", blocks=[Paragraph(text), Paragraph(text)])],
        sources=[Source("k", "Source")],
    )
    document = opened(docx_of(lower(brief), PLAIN))
    out, inside = document.paragraphs[2].hyperlinks
    assert (out.address, out.runs[0].style.name) == ("https://example.org/?a=1&b=2", "Hyperlink")
    assert (inside.fragment, inside.text) == ("bk_source_1", "[1]")
    targets = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    assert targets == ["https://example.org/?a=1&b=2"]


# The page, and what programs are told


FULL = Brief(
    "A & B",
    "In <short>.",
    [Section("background", blocks=[Paragraph("Words.")])],
    [Author("Ann One"), Author("Ben Two")],
    language="en-GB",
    published=dt.date(2025, 9, 5),
    modified="2025-09-07T10:00:00+02:00",
    topics=["one", "two"],
    status="draft",
    marking=Marking("TLP", "AMBER"),
)


def test_core_properties() -> None:
    core = opened(docx_of(lower(FULL), PLAIN)).core_properties
    assert (core.title, core.author, core.comments) == ("A & B", "Ann One; Ben Two", "In <short>.")
    assert (core.keywords, core.language) == ("one, two", "en-GB")
    assert core.created == dt.datetime(2025, 9, 5, tzinfo=dt.UTC)
    assert core.modified == dt.datetime(2025, 9, 7, 8, tzinfo=dt.UTC)


def test_the_banner_stands_on_every_page_and_the_title_on_later_ones() -> None:
    section = opened(docx_of(lower(FULL), PLAIN)).sections[0]
    assert section.different_first_page_header_footer
    banner = "TLP:AMBER · DRAFT"
    assert [p.text for p in section.first_page_header.paragraphs] == [banner]
    assert [p.text for p in section.header.paragraphs] == [banner, "A & B"]
    assert [p.style.name for p in section.header.paragraphs] == ["Brief Banner", "Header"]


def test_every_page_has_its_number() -> None:
    section = opened(docx_of(lower(FULL), PLAIN)).sections[0]
    for footer in (section.footer, section.first_page_footer):
        *banner, paragraph = footer.paragraphs
        assert [one.style.name for one in banner] == ["Brief Banner"]
        fields = paragraph._p.xpath("w:fldSimple/@w:instr")
        assert (fields, paragraph.style.name) == (["PAGE", "NUMPAGES"], "Footer")
        assert "".join(paragraph._p.xpath(".//w:t/text()")) == "Page 1 of 1"


def test_a_sheet_without_banner_has_an_empty_first_header() -> None:
    section = opened(docx_of(lower(Brief("Title")), PLAIN)).sections[0]
    assert [p.text for p in section.first_page_header.paragraphs] == [""]
    assert [p.text for p in section.header.paragraphs] == ["Title"]


def test_the_page_is_that_of_the_theme() -> None:
    section = opened(docx_of(lower(FULL), PLAIN)).sections[0]
    page = PLAIN.page
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (
        page.width,
        page.height,
    )
    sides = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert tuple(round(side.mm) for side in sides) == page.margins


@pytest.mark.parametrize(
    ("language", "bidi", "complex_script"), [("ar", "1", "ar-EG"), ("en", "0", "en")]
)
def test_the_language_and_its_direction_are_said(
    language: str, bidi: str, complex_script: str
) -> None:
    words = Text([Span("one"), Span("שלום", language="he"), Span("deux", language="fr")])
    brief = Brief("T", sections=[Section("events", blocks=[Paragraph(words)])], language=language)
    document = opened(docx_of(lower(brief), PLAIN))
    styles = document.styles.element
    assert styles.xpath("w:docDefaults//w:lang/@w:val") == [language]
    assert styles.xpath("w:docDefaults//w:lang/@w:bidi") == [complex_script]
    assert styles.xpath("w:style[@w:styleId='Normal']/w:pPr/w:bidi/@w:val") == [bidi]
    assert bool(document.element.body.xpath("w:sectPr/w:bidi")) is (bidi == "1")
    runs = document.paragraphs[2].runs
    assert [bool(run._r.xpath("w:rPr/w:rtl")) for run in runs] == [bidi == "1", True, False]
    assert document.settings.element.xpath("w:themeFontLang/@w:val") == [language]


@pytest.mark.parametrize(
    ("language", "slot", "family", "tag"),
    [
        ("ar", "cs", "Times New Roman", "ar-EG"),
        ("he", "cs", "Times New Roman", "he-IL"),
        ("zh", "eastAsia", "SimSun", "zh-CN"),
        ("zh-Hant", "eastAsia", "PMingLiU", "zh-TW"),
        ("ja", "eastAsia", "Yu Mincho", "ja-JP"),
        ("ko", "eastAsia", "Batang", "ko-KR"),
    ],
)
def test_scripts_have_families_that_office_programs_have(
    language: str, slot: str, family: str, tag: str
) -> None:
    theme = evolve(PLAIN, scripts=())
    document = opened(docx_of(lower(Brief("T", language=language)), theme))
    (named,) = document.styles.element.xpath("w:docDefaults//w:rFonts")
    assert named.get(qn(f"w:{slot}")) == family
    (spoken,) = document.styles.element.xpath("w:docDefaults//w:lang")
    assert spoken.get(qn("w:bidi" if slot == "cs" else "w:eastAsia")) == tag
    hints = document.paragraphs[0]._p.xpath("w:r/w:rPr/w:rFonts/@w:hint")
    assert hints == (["eastAsia"] if slot == "eastAsia" else [])


@pytest.mark.parametrize(("language", "side"), [("he", "center"), ("en", "left")])
def test_numbers_stand_within_the_margin_whichever_way_lines_run(language: str, side: str) -> None:
    document = opened(docx_of(lower(Brief("T", language=language)), evolve(PLAIN, numbered=True)))
    numbering = document.part.numbering_part.element
    levels = [
        one for one in numbering.iter(qn("w:lvl")) if one.find(qn("w:lvlText")).get(qn("w:val"))
    ]
    assert {one.find(qn("w:lvlJc")).get(qn("w:val")) for one in levels} == {side}
    for one in levels:
        indent = one.find(qn("w:pPr")).find(qn("w:ind"))
        assert int(indent.get(qn("w:left"))) >= int(indent.get(qn("w:hanging"), "0"))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("heading 1", ["keepNext", "keepLines"]),
        ("caption", ["keepNext", "keepLines"]),
        (paragraph_style_name(Role.STATEMENT), ["keepLines"]),
        (paragraph_style_name(Role.PARAGRAPH), []),
    ],
)
def test_what_belongs_together_stays_on_a_page(name: str, kept: list[str]) -> None:
    styles = opened(docx_of(lower(Brief("T")), PLAIN)).styles.element
    (style,) = styles.xpath(f"w:style[w:name/@w:val='{name}']")
    tags = [one.tag.rpartition("}")[2] for one in style.xpath("w:pPr/w:keepNext|w:pPr/w:keepLines")]
    assert tags == kept
    assert styles.xpath("w:style[@w:styleId='Normal']/w:pPr/w:widowControl")


def test_nothing_of_the_template_is_left() -> None:
    with zipfile.ZipFile(io.BytesIO(docx_of(lower(Brief("T")), PLAIN))) as file:
        names = file.namelist()
        words = b"".join(file.read(name) for name in names)
    assert not [name for name in names if name.startswith(("customXml", "docProps/thumb"))]
    assert b"python-docx" not in words
    assert b'w:zoom w:percent="100"' in words


def test_edge_spaces_and_strange_characters_stay() -> None:
    words = "\u00a0no\u00a0break, co\u00adop, \u200f👩\u200d🚀 ]]> &amp; <b>\u3000"
    spoken = Statement((Organisation(words),), "said so", labelled=True)
    sheet = lower(Brief("T", sections=[Section("events", blocks=[spoken])]))
    assert found(opened(docx_of(sheet, PLAIN))) == told(sheet)


def test_a_look_that_is_rare_brings_its_style() -> None:
    rare = Text([Span("“"), Span("x", quoted=True, code=True, link="https://a.example"), Span("”")])
    sheet = lower(
        Brief("T", related=[Link("R", "https://a.example")], sections=[Section("other", rare)])
    )
    document = opened(docx_of(sheet, PLAIN))
    name = "Brief Other Heading Quoted Words Code Hyperlink"
    assert name in [style.name for style in document.styles]
    assert name not in [style.name for style in opened(docx_of(lower(FULL), PLAIN)).styles]


# The archive


@given(st.lists(st.binary(max_size=200), max_size=5))
def test_an_archive_holds_what_was_put_in(members: list[bytes]) -> None:
    packed = [(f"é{n}", (store, deflate)[n % 2](data)) for n, data in enumerate(members)]
    with zipfile.ZipFile(io.BytesIO(write_archive(packed))) as file:
        assert file.testzip() is None
        assert [file.read(name) for name in file.namelist()] == members


@given(st.binary(), st.text(max_size=300), st.binary())
def test_a_frame_packs_head_middle_and_end(head: bytes, own: str, end: bytes) -> None:
    packed = SplitPart.of(head, end).around(own)
    with zipfile.ZipFile(io.BytesIO(write_archive([("part", packed)]))) as file:
        assert file.read("part") == head + own.encode() + end


@pytest.mark.parametrize("language", ["zh", "ja", "ko", "zh-Hant"])
def test_latin_words_among_chinese_are_said_to_be_in_no_language(language: str) -> None:
    brief = Brief("一月 2024", "Words of the Latin script.", language=language)
    document = opened(docx_of(lower(brief), PLAIN))
    (spoken,) = document.styles.element.xpath("w:docDefaults//w:lang")
    # Else LibreOffice breaks lines within them, and within numbers.
    assert spoken.get(qn("w:val")) == "x-none"
    assert parse(docx_of(lower(brief), PLAIN)).sheet.language == language
