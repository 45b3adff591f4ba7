"""Numbers of long lists: they fit before the text of their items and within the margin, in every format that prints."""

from __future__ import annotations

import io
from typing import Any

import docx
import pypdfium2
import pytest
from attrs import evolve
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

import briefkit as bk
from briefkit.formats.docx.reading.read import parse
from briefkit.layout import Items
from briefkit.lower import lower
from briefkit.style import Engine
from support.docx_lines import opened
from support.sheet_files import docx_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def long_list(count: int) -> bk.Bullets:
    """A numbered list whose last item holds two lists, the second with a list in it."""
    deepest = bk.Bullets([bk.Item(bk.Paragraph("Deepest."))], True)
    last = bk.Item(
        bk.Paragraph("Last."),
        children=[
            bk.Bullets([bk.Item(bk.Paragraph("A point."))]),
            bk.Bullets([bk.Item(bk.Paragraph("A step."), children=[deepest])], True),
        ],
    )
    return bk.Bullets([*(bk.Item(bk.Paragraph(f"No. {n}.")) for n in range(1, count)), last], True)


def brief_of(count: int, language: str = "en", sources: int = 0) -> bk.Brief:
    return bk.Brief(
        "A long list",
        sections=[bk.Section("background", blocks=[long_list(count)])],
        sources=[bk.Source(f"s{n}", f"Paper {n}") for n in range(1, sources + 1)],
        language=language,
    )


def places(data: bytes) -> list[tuple[str, int, int, int]]:
    """Where the lines of a document's lists begin: the words, and the level, the indent and the hanging in twips."""
    document = opened(data)
    numbering = document.part.numbering_part.element
    kinds = {
        one.get(f"{W}numId"): one.find(f"{W}abstractNumId").get(f"{W}val")
        for one in numbering.iter(f"{W}num")
    }
    indents = {
        (one.getparent().get(f"{W}abstractNumId"), one.get(f"{W}ilvl")): one.find(f"{W}pPr/{W}ind")
        for one in numbering.iter(f"{W}lvl")
    }
    found = []
    for paragraph in document.element.body.iter(f"{W}p"):
        number = paragraph.find(f"{W}pPr/{W}numPr")
        if number is None or number.find(f"{W}ilvl") is None:
            continue
        level, list_id = (number.find(f"{W}{name}").get(f"{W}val") for name in ("ilvl", "numId"))
        indent = indents[kinds[list_id], level]
        left, hanging = (int(indent.get(f"{W}{name}")) for name in ("left", "hanging"))
        words = "".join(one.text for one in paragraph.iter(f"{W}t"))
        found.append((words, int(level), left, hanging))
    return found


@pytest.mark.parametrize("theme", bk.THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize(("count", "digits"), [(9, 2), (99, 2), (100, 3), (999, 3), (1000, 4)])
def test_the_indent_of_a_list_grows_with_its_longest_number(
    theme: bk.Theme, count: int, digits: int
) -> None:
    lines = places(bk.render(brief_of(count), "docx", theme))
    size = theme.base.size or 0
    room = {(left, hanging) for _, level, left, hanging in lines if level == 0}
    assert len(room) == 1
    ((left, hanging),) = room
    assert left == hanging
    if digits == 2:
        assert hanging == theme.list_indent * 20
    else:
        assert hanging >= (digits * 0.6 + 0.28) * size * 20
    # What is nested begins at the text of its item.
    inner = {words: (left, hanging) for words, level, left, hanging in lines if level}
    step = round(theme.list_indent * 20)
    assert inner["A point."] == inner["A step."] == (left + step, step)
    assert inner["Deepest."] == (left + 2 * step, step)


def test_a_continued_item_goes_on_at_the_text_of_its_list() -> None:
    judged = bk.Assessment(bk.Text("It will rain."), confidence=bk.Confidence.HIGH)
    items = [bk.Item(judged) for _ in range(100)]
    brief = bk.Brief("T", sections=[bk.Section("other", "H", blocks=[bk.Bullets(items, True)])])
    lines = places(bk.render(brief, "docx"))
    assert len(lines) == 200
    assert len({left for _, _, left, _ in lines}) == 1


@pytest.mark.parametrize("theme", bk.THEMES.values(), ids=lambda theme: theme.name)
def test_a_centred_number_of_three_digits_is_within_the_margin(theme: bk.Theme) -> None:
    for words, level, left, hanging in places(bk.render(brief_of(120, "ar", 120), "docx", theme)):
        if level == 0:
            half = (3 * 0.55 + 0.28) * (theme.base.size or 0) * 20 / 2
            assert half <= hanging <= left - half + 10, words


def test_numbers_are_as_large_as_the_type_of_a_template() -> None:
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(16)
    file = io.BytesIO()
    document.save(file)
    data = bk.render(brief_of(20), "docx", evolve(bk.PLAIN, template=file.getvalue()))
    assert {hanging for *_, hanging in places(data)} == {round(18 * 1.6 * 20)}
    assert bk.read(data) == bk.Reading(brief_of(20))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_long_list_comes_home(language: str) -> None:
    brief = brief_of(1200, language, sources=110)
    assert bk.read(bk.render(brief, "docx")) == bk.Reading(brief)
    sheet = lower(brief)
    read = parse(docx_of(sheet, bk.PLAIN)).sheet.blocks
    assert [one for one in read if isinstance(one, Items)] == [
        one for one in sheet.blocks if isinstance(one, Items)
    ]


def test_abstract_definitions_come_before_lists() -> None:
    numbering = opened(bk.render(brief_of(100), "docx")).part.numbering_part.element
    kinds = [one.tag.removeprefix(W) for one in numbering]
    assert kinds == sorted(kinds)


@pytest.mark.parametrize("theme", bk.THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize(("language", "count"), [("en", 99), ("ar", 100)])
def test_numbers_stand_within_the_margin_of_a_pdf(
    engine: Engine, theme: bk.Theme, language: str, count: int
) -> None:
    data = bk.render(brief_of(count, language), "pdf", theme, engine=engine)
    top, end, bottom, start = (one / 25.4 * 72 for one in theme.page.margins)
    left, right = (start, end) if language == "en" else (end, start)
    for page in pypdfium2.PdfDocument(data):
        width, height = page.get_size()
        text = page.get_textpage()
        for n in range(text.count_chars()):
            begin, low, stop, high = text.get_charbox(n)
            if bottom < low < high < height - top:
                assert left - 0.5 <= begin <= stop <= width - right + 0.5


def test_the_page_of_a_landscape_theme_says_so() -> None:
    def orientation(theme: bk.Theme) -> Any:
        return opened(bk.render(brief_of(1), "docx", theme)).sections[0].orientation

    lying = evolve(bk.PLAIN, page=bk.Page(297, 210))
    assert [int(orientation(theme)) for theme in (bk.PLAIN, lying)] == [0, 1]


@pytest.mark.parametrize(("width", "height", "said"), [(297, 210, 1), (210, 297, 0)])
def test_the_page_of_a_template_says_whether_it_is_landscape(
    width: int, height: int, said: int
) -> None:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(width), Mm(height)
    # As programs write that turn a page by its size alone.
    section.orientation = WD_ORIENT.PORTRAIT if said else WD_ORIENT.LANDSCAPE
    file = io.BytesIO()
    document.save(file)
    data = bk.render(brief_of(1), "docx", evolve(bk.PLAIN, template=file.getvalue()))
    assert int(opened(data).sections[0].orientation) == said
