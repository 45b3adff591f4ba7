"""Landscape sections of Word documents: wide tables stand in them, headers go on, and briefs come home through them."""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import docx
import pytest
from attrs import evolve
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.parser import parse_xml
from docx.shared import Mm
from hypothesis import given, settings, strategies as st

import briefkit as bk
from briefkit.formats.docx.strip_docx import without_unseen
from briefkit.lower import lower
from support.docx_files import W, changed, typed_below, unpacked
from support.docx_lines import found, opened, told
from support.drawn import rendered
from support.sheet_files import docx_of
from support.strategies import briefs
from test_docx import check_references
from test_docx_template import parts, saved

NS = f"{{{W}}}"
PAGES = ("default", "first")
MONTHS = [f"{name} 20{year}" for year in (25, 26) for name in ("March", "April", "August", "May")]
HEADER = ["Country", *MONTHS, "Since 2020", "Share in all"]
WORDS = "The ministry says that the plan will go ahead in the spring, and that the money is there."


def wide(caption: str = "", rows: int = 3) -> bk.Table:
    """A table that no portrait page has room for."""
    cells = [[f"Land {n}", *(f"{1234567.25 + n:,.2f}" for _ in HEADER[1:])] for n in range(rows)]
    return bk.Table(cells, HEADER, caption or None)


def brief_of(*blocks: bk.Block, **fields: Any) -> bk.Brief:
    return bk.Brief("Trade", sections=[bk.Section("background", blocks=blocks)], **fields)


def text(number: int) -> bk.Paragraph:
    return bk.Paragraph(" ".join([f"Passage {number}.", *[WORDS] * 6]))


def sections_of(data: bytes) -> list[Any]:
    return list(opened(data).sections)


def ways(data: bytes) -> str:
    """Which way the pages of each section lie: P or L."""
    signs = []
    for one in sections_of(data):
        lying = one.orientation == WD_ORIENT.LANDSCAPE
        assert lying is (one.page_width > one.page_height)
        signs.append("L" if lying else "P")
    return "".join(signs)


def references(section: Any) -> dict[tuple[str, str], str]:
    return {
        (one.tag.removeprefix(NS), one.get(f"{NS}type")): one.values()[-1]
        for one in section._sectPr
        if one.tag.endswith("Reference")
    }


MIDDLE = brief_of(text(1), wide("Shown"), text(2))


# Which sections there are


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([text(1)], "P"),
        ([text(1), wide(), text(2)], "PLP"),
        ([text(1), wide("One"), wide("Two"), text(2)], "PLP"),
        ([text(1), wide("One"), bk.Paragraph("Few words."), wide("Two"), text(2)], "PLP"),
        ([text(1), wide("One"), text(2), wide("Two"), text(3)], "PLPLP"),
        ([text(1), wide()], "PL"),
        ([wide(), text(1)], "LP"),
        ([wide()], "L"),
    ],
)
@pytest.mark.parametrize("theme", bk.THEMES.values(), ids=lambda theme: theme.name)
def test_wide_tables_stand_in_landscape_sections(
    blocks: list[bk.Block], expected: str, theme: bk.Theme
) -> None:
    brief = brief_of(*blocks)
    data = bk.render(brief, "docx", theme)
    assert ways(data) == expected
    assert bk.read(data) == bk.Reading(brief)
    # No paragraph is there for the sake of a section.
    sheet = lower(brief)
    assert found(opened(data)) == told(sheet)


@pytest.mark.parametrize("language", ["ar", "zh", "ru"])
def test_in_other_scripts_too(language: str) -> None:
    brief = evolve(MIDDLE, language=language)
    data = bk.render(brief, "docx")
    assert ways(data) == "PLP"
    directions = {one._sectPr.find(f"{NS}bidi") is not None for one in sections_of(data)}
    assert directions == {language == "ar"}
    assert bk.read(data) == bk.Reading(brief)


def test_a_heading_goes_with_its_table() -> None:
    sections = [
        bk.Section("background", blocks=[text(1)]),
        bk.Section("other", "Numbers", blocks=[wide(), text(2)]),
    ]
    body = opened(bk.render(bk.Brief("T", sections=sections), "docx")).element.body
    (before,) = [one for one in body.xpath("w:p[w:pPr/w:sectPr]") if "Passage 1" in text_of(one)]
    assert text_of(before.getnext()) == "Numbers"


def text_of(element: Any) -> str:
    return "".join(one.text for one in element.iter(f"{NS}t"))


# Pages


@pytest.mark.parametrize("publisher", ["", "House of Analysis"])
def test_all_sections_have_the_same_headers_and_the_first_page_is_the_first_alone(
    publisher: str,
) -> None:
    brief = evolve(MIDDLE, marking=bk.Marking("TLP", "AMBER"))
    data = bk.render(brief, "docx", evolve(bk.PLAIN, publisher=publisher))
    sections = sections_of(data)
    kinds = {(part, of) for part in ("headerReference", "footerReference") for of in PAGES}
    assert all(references(one) == references(sections[0]) for one in sections)
    assert {*references(sections[0])} == kinds
    titled = [one.different_first_page_header_footer for one in sections]
    assert titled == [True, False, False]
    check_references(parts(data), {*unpacked(data)})
    assert bk.read(data) == bk.Reading(brief)


def test_margins_stay_at_the_sides_of_the_lines_and_pages_are_counted_on() -> None:
    first, middle, last = (one._sectPr for one in sections_of(bk.render(MIDDLE, "docx")))
    sizes = [dict(one.find(f"{NS}pgSz").attrib) for one in (first, middle, last)]
    assert sizes[0] == sizes[2]
    turned = {"w": sizes[0][f"{NS}h"], "h": sizes[0][f"{NS}w"], "orient": "landscape"}
    assert sizes[1] == {f"{NS}{name}": value for name, value in turned.items()}
    margins = [dict(one.find(f"{NS}pgMar").attrib) for one in (first, middle, last)]
    assert margins[0] == margins[1] == margins[2]
    for one in (middle, last):
        assert one.find(f"{NS}type") is None
        assert one.find(f"{NS}pgNumType") is None or not one.find(f"{NS}pgNumType").get(
            f"{NS}start"
        )


# Tables


@pytest.mark.parametrize("theme", bk.THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("columns", [1, 4, 9, 12, 14])
def test_columns_are_within_the_page_and_numbers_within_their_columns(
    theme: bk.Theme, columns: int
) -> None:
    table = bk.Table([["Land", *["10,137.1"] * columns]], ["Country", *["Month"] * columns])
    document = opened(bk.render(brief_of(table), "docx", theme))
    section = document.sections[0]
    inside = section.page_width - section.left_margin - section.right_margin
    (shown,) = document.tables
    widths = [column.width for column in shown.columns]
    assert sum(widths) <= inside
    cell = shown.rows[1].cells[1]
    sizes = cell._tc.xpath(".//w:r/w:rPr/w:sz/@w:val")
    style = document.styles["Brief Table Cell"].font.size.pt
    size = int(sizes[0]) / 2 if sizes else style
    assert 7 <= size <= style
    # Eight signs, of which two are narrow; in points.
    assert min(widths[1:]) / 12700 >= (6 * 0.5 + 2 * 0.25) * size
    assert shown._tbl.xpath("w:tblPr/w:tblLayout/@w:type") == ["fixed"]


def kept(row: Any) -> list[bool]:
    """Whether a row is moved whole, and whether it stays on the page of the next."""
    return [bool(row._tr.xpath(one)) for one in ("w:trPr/w:cantSplit", "w:tc/w:p/w:pPr/w:keepNext")]


def test_rows_break_where_they_are_tall_and_short_tables_are_moved_whole() -> None:
    tall = " ".join([WORDS] * 8)
    short = bk.Table([["1", "2"], ["3", "4"]], ["A", "B"], "Short")
    long = bk.Table([["1", "2"]] * 40, ["A", "B"], "Long")
    table = bk.Table([[tall, tall]], ["A", "B"], "Tall")
    document = opened(bk.render(brief_of(short, long, table), "docx"))
    first, second, third = (list(map(kept, one.rows)) for one in document.tables)
    assert first == [[True, True], [True, True], [True, False]]
    assert second == [[True, False]] * 41  # the style of the header keeps it
    assert third == [[True, False], [False, False]]
    captions = [one for one in document.paragraphs if one.style.name == "Caption"]
    assert all(one._p.xpath("w:pPr/w:keepNext") for one in captions)


def test_a_table_too_wide_for_any_page_is_the_same_error_as_in_pdf() -> None:
    table = bk.Table([["1,234,567.25"] * 40], [f"Column {n}" for n in range(40)], "Too much")
    told = []
    for format in ("pdf", "docx"):
        with pytest.raises(bk.RenderError, match="Too much") as caught:
            bk.render(brief_of(table), format)
        told.append((caught.value.what, caught.value.where))
    assert told[0] == told[1]
    assert "column" in told[0][0]


# The way home


@given(briefs(), st.data())
@settings(max_examples=25, deadline=None)
def test_briefs_with_wide_tables_come_home(brief: bk.Brief, data: st.DataObject) -> None:
    if not brief.sections:
        return
    number = data.draw(st.integers(0, len(brief.sections) - 1))
    section = brief.sections[number]
    place = data.draw(st.integers(0, len(section.blocks)))
    blocks = (*section.blocks[:place], wide("Shown"), *section.blocks[place:])
    sections = list(brief.sections)
    sections[number] = evolve(section, blocks=blocks)
    brief = evolve(brief, sections=sections)
    assert bk.read(rendered(brief, "docx")) == bk.Reading(brief)
    sheet = lower(brief)
    assert found(opened(docx_of(sheet, bk.PLAIN))) == told(sheet)


def test_strip_leaves_the_sections() -> None:
    brief = evolve(MIDDLE, marking=bk.Marking("TLP", "GREEN"))
    stripped = without_unseen(bk.render(brief, "docx"))
    assert ways(stripped) == "PLP"
    reading = bk.read(stripped)
    assert reading.brief.sections[0].blocks == brief.sections[0].blocks


def edited(data: bytes, edit: Callable[[Word], None]) -> bytes:
    document = docx.Document(io.BytesIO(data))
    edit(document)
    return saved(document)


def test_words_that_somebody_types_in_the_landscape_section_come_home() -> None:
    def edit(word: Word) -> None:
        cell = word.tables[0].rows[1].cells[0]
        cell.paragraphs[0].runs[0].text = "Corvania"
        # Below the table, where the section ends.
        typed = typed_below(word.paragraphs[-2], "Typed below the table.")
        typed.style = word.styles["Normal"]

    data = edited(bk.render(MIDDLE, "docx"), edit)
    reading = bk.read(data)
    before = MIDDLE.sections[0].blocks
    after = reading.brief.sections[0].blocks
    table = wide("Shown")
    cells = [["Corvania", *(cell.plain for cell in table.rows[0][1:])]]
    cells += [[cell.plain for cell in row] for row in table.rows[1:]]
    assert after == (
        before[0],
        evolve(table, rows=cells),
        bk.Paragraph("Typed below the table."),
        before[2],
    )


def test_a_section_that_somebody_turned_back_is_no_edit() -> None:
    def edit(root: Any) -> None:
        for one in root.xpath("//w:p/w:pPr/w:sectPr", namespaces={"w": W}):
            one.getparent().remove(one)

    assert bk.read(changed(bk.render(MIDDLE, "docx"), edit)) == bk.Reading(MIDDLE)


def test_a_section_that_somebody_made_is_no_edit() -> None:
    brief = brief_of(text(1), text(2))

    def edit(word: Word) -> None:
        word.add_section(WD_SECTION.CONTINUOUS)  # an empty paragraph that holds its properties
        body = word.element.body
        body.insert(2, deepcopy(body.xpath("w:p[w:pPr/w:sectPr]")[0]))

    assert bk.read(edited(bk.render(brief, "docx"), edit)) == bk.Reading(brief)


def test_a_tracked_change_of_a_section_is_no_edit() -> None:
    def edit(root: Any) -> None:
        for one in root.iter(f"{NS}sectPr"):
            before = parse_xml(
                f'<w:sectPrChange xmlns:w="{W}" w:id="900" w:author="A" w:date="2026-01-01T00:00:00Z">'
                '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:sectPrChange>'
            )
            one.append(before)

    for changes in ("accepted", "original"):
        data = changed(bk.render(MIDDLE, "docx"), edit)
        assert bk.read(data, changes=changes).brief == MIDDLE


# Templates


def letterhead(edit: Callable[[Any], None] = lambda section: None) -> bytes:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "House of Analysis"
    section.header.paragraphs[0].text = "House"
    section.footer.paragraphs[0].text = "Between the lines"
    edit(section)
    return saved(document)


def test_the_headers_of_a_template_go_on() -> None:
    def edit(section: Any) -> None:
        section._sectPr.append(
            parse_xml(f'<w:pgNumType xmlns:w="{W}" w:fmt="lowerRoman" w:start="5"/>')
        )
        section.start_type = WD_SECTION.CONTINUOUS

    data = bk.render(MIDDLE, "docx", evolve(bk.PLAIN, template=letterhead(edit)))
    assert ways(data) == "PLP"
    sections = sections_of(data)
    assert [one.header.paragraphs[0].text for one in sections] == ["House"] * 3
    assert [one.footer.paragraphs[0].text for one in sections] == ["Between the lines"] * 3
    assert [one.different_first_page_header_footer for one in sections] == [True, False, False]
    numbers = [one._sectPr.find(f"{NS}pgNumType") for one in sections]
    assert [one.get(f"{NS}fmt") for one in numbers] == ["lowerRoman"] * 3
    assert [one.get(f"{NS}start") for one in numbers] == ["5", None, None]
    assert [one.start_type for one in sections[1:]] == [WD_SECTION.NEW_PAGE] * 2
    assert bk.read(data) == bk.Reading(MIDDLE)


def test_a_landscape_section_of_a_template_with_columns_has_one() -> None:
    def edit(section: Any) -> None:
        (columns,) = section._sectPr.xpath("w:cols")
        columns.set(f"{NS}num", "2")

    data = bk.render(MIDDLE, "docx", evolve(bk.PLAIN, template=letterhead(edit)))
    assert ways(data) == "PLP"
    counts = [one._sectPr.find(f"{NS}cols").get(f"{NS}num") for one in sections_of(data)]
    assert counts == ["2", None, "2"]
    middle = sections_of(data)[1]
    inside = middle.page_width - middle.left_margin - middle.right_margin
    assert sum(column.width for column in opened(data).tables[0].columns) <= inside


def test_a_landscape_template_needs_no_other_section() -> None:
    def edit(section: Any) -> None:
        section.page_width, section.page_height = Mm(420), Mm(297)

    data = bk.render(MIDDLE, "docx", evolve(bk.PLAIN, template=letterhead(edit)))
    assert ways(data) == "L"
    assert bk.read(data) == bk.Reading(MIDDLE)


@pytest.mark.parametrize(("width", "height"), [(30, 40), (20, 500), (900, 30)])
def test_a_page_of_a_template_may_be_of_any_size(width: int, height: int) -> None:
    def edit(section: Any) -> None:
        section.page_width, section.page_height = Mm(width), Mm(height)

    small = bk.Table([["1", "2"]])
    brief = brief_of(text(1), small)
    data = bk.render(brief, "docx", evolve(bk.PLAIN, template=letterhead(edit)))
    assert bk.read(data) == bk.Reading(brief)
