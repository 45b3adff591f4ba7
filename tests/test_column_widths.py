"""Column widths: the size of type, the way of the page and the widths that a table gets by what stands in it."""

from __future__ import annotations

import math

import attrs
import pytest
from hypothesis import given, strategies as st

import briefkit as bk
from briefkit.language.direction import script
from briefkit.layout import Grid
from briefkit.lower import lower
from briefkit.style import Theme, is_spaced_number, turned_page
from briefkit.style.column_widths import SMALLEST_TYPE, TableLayout, table_layout
from briefkit.style.text_widths import TextWidths, Type
from briefkit.style.unbroken_pieces import unbroken_pieces

THEMES = list(bk.THEMES.values())
POINTS = 72 / 25.4


def grid_of(
    rows: list[list[str]],
    header: list[str] | None = None,
    caption: str | None = None,
    lang: str = "en",
) -> Grid:
    table = bk.table(rows, header=header or (), caption=caption)
    sheet = lower(bk.draft("T", language=lang).background(table).build())
    return next(block for block in sheet.blocks if isinstance(block, Grid))


def numbers(columns: int, digits: int = 5) -> Grid:
    row = ["Corvania", *[f"{10 ** (digits - 1) + 137.1 * at:,.1f}" for at in range(columns - 1)]]
    return grid_of([row] * 3, ["Country", *[f"M{at}" for at in range(1, columns)]])


def line_of(theme: Theme, layout: TableLayout) -> float:
    page = turned_page(theme.page) if layout.turned else theme.page
    return (page.width - page.margins[1] - page.margins[3]) * POINTS


@pytest.mark.parametrize("theme", THEMES, ids=lambda one: one.name)
def test_a_narrow_table_is_as_the_theme_says(theme: Theme) -> None:
    layout = table_layout(grid_of([["a", "b", "c"]]), theme, "Latn")
    assert layout.usual
    assert not layout.turned
    assert layout.size == (theme.blocks[bk.Role.TABLE].size or 0)
    assert math.isclose(sum(layout.widths), line_of(theme, layout), abs_tol=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda one: one.name)
def test_more_columns_never_get_larger_type_on_the_same_page(theme: Theme) -> None:
    settings = [table_layout(numbers(count), theme, "Latn") for count in range(2, 22)]
    assert [one.turned for one in settings] == sorted(one.turned for one in settings)
    assert settings[0].usual
    assert settings[-1].turned
    for turned in (False, True):
        sizes = [one.size for one in settings if one.turned is turned]
        assert sizes == sorted(sizes, reverse=True)
        assert min(sizes) >= SMALLEST_TYPE


@pytest.mark.parametrize("theme", THEMES, ids=lambda one: one.name)
@pytest.mark.parametrize("columns", [9, 13, 17, 20])
def test_every_number_fits_its_column(theme: Theme, columns: int) -> None:
    grid = numbers(columns)
    layout, measure = table_layout(grid, theme, "Latn"), TextWidths(theme, "Latn")
    for row in grid.rows:
        for cell, width in zip(row, layout.widths, strict=True):
            word = sum(measure.widths(cell[0].span.text, Type("display"))) * layout.size
            assert word < width - layout.gap


def test_words_break_only_where_a_turned_page_has_no_room() -> None:
    words = ["Recommendations", "Responsibilities", "Infrastructures", "Vulnerabilities"] * 6
    layout = table_layout(grid_of([words[:20]]), bk.PLAIN, "Latn")
    assert (layout.turned, layout.breaks, layout.size) == (True, True, SMALLEST_TYPE)
    assert math.isclose(sum(layout.widths), line_of(bk.PLAIN, layout), abs_tol=0.01)


def test_what_does_not_fit_is_told_with_table_and_column() -> None:
    row = ["1", *["1,000,000,000.00"] * 23]
    grid = grid_of([row], ["Year", *[f"Budget {at}" for at in range(23)]], "What it costs")
    with pytest.raises(bk.RenderError) as error:
        table_layout(grid, bk.FORMAL, "Latn")
    assert "What it costs" in error.value.where
    assert "column 2 “Budget 0”" in str(error.value)


def test_an_address_takes_no_more_than_a_common_word() -> None:
    address = "https://example.org/" + "a" * 300
    layout = table_layout(grid_of([["Source", address, "2026"]]), bk.PLAIN, "Latn")
    assert layout.usual
    assert layout.breaks


def test_a_page_that_lies_is_not_turned() -> None:
    theme = attrs.evolve(bk.PLAIN, page=bk.Page(297, 210, margins=(20, 20, 20, 20)))
    layout = table_layout(numbers(14), theme, "Latn")
    assert not layout.turned
    assert math.isclose(sum(layout.widths), 257 * POINTS, abs_tol=0.01)


def test_a_layout_that_turned_out_too_narrow_is_followed_by_the_next() -> None:
    layouts = [table_layout(numbers(8), bk.PLAIN, "Latn", tried=tried) for tried in range(10)]
    room = [sum(one.widths) / one.size for one in layouts]
    assert layouts[0] != layouts[1]
    assert [one.turned for one in layouts] == sorted(one.turned for one in layouts)
    assert room[-1] > room[0]
    with pytest.raises(bk.RenderError):
        table_layout(numbers(8), bk.PLAIN, "Latn", tried=40)


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ("1 234 567,5", ["1 234 567,5"]),
        ("1\u2009234\u2009567", ["1\u2009234\u2009567"]),
        ("12 %", ["12 %"]),
        ("−3.25", ["−3.25"]),
        ("2026-11-28", ["2026-11-28"]),
        ("up 1 234 in 2025", ["up", "1 234", "in", "2025"]),
        ("in 2025 100 left", ["in", "2025 100", "left"]),
        ("well-known", ["well-", "known"]),
        ("F-16", ["F-16"]),
        ("a\u00a0b c", ["a\u00a0b", "c"]),
        ("12亿元", ["12", "亿元"]),
        ("", []),
    ],
)
def test_lines_break_between_words_and_never_in_numbers(words: str, pieces: list[str]) -> None:
    assert [words[start:end] for start, end in unbroken_pieces(words)] == pieces


@pytest.mark.parametrize("words", ["1 234", "1\u2009234,5", "12 %", "(3 %)", "−1 200"])
def test_numbers_with_spaces(words: str) -> None:
    assert is_spaced_number(words)


@pytest.mark.parametrize("words", ["1234", "12 34", "a 234", "", "12 x", "page 1 234"])
def test_no_numbers_with_spaces(words: str) -> None:
    assert not is_spaced_number(words)


def test_chinese_columns_are_not_one_sign_wide() -> None:
    layout = table_layout(grid_of([["科尔瓦尼亚共和国"] * 6], lang="zh"), bk.PLAIN, script("zh"))
    assert all(width - layout.gap >= 4 * layout.size for width in layout.widths)


@pytest.mark.parametrize(("capitals", "tracking"), [(True, None), (False, 0.2)])
def test_capitals_and_spaced_letters_take_more_room(capitals: bool, tracking: float | None) -> None:
    usual = bk.PLAIN.blocks[bk.Role.TABLE]
    style = attrs.evolve(usual, capitals=capitals, tracking=tracking)
    theme = attrs.evolve(bk.PLAIN, blocks={**bk.PLAIN.blocks, bk.Role.TABLE: style})
    grid = grid_of([["straße", "infrastructure", "assessment"] * 3])
    plain, wide = (table_layout(grid, one, "Latn") for one in (bk.PLAIN, theme))
    assert (wide.turned, -wide.size, -wide.gap) > (plain.turned, -plain.size, -plain.gap)


@given(
    st.lists(
        st.lists(st.text("ab1 ,.-٣دن国", max_size=12), min_size=3, max_size=3),
        min_size=1,
        max_size=3,
    ),
    st.sampled_from(THEMES),
    st.sampled_from(["en", "ar", "zh", "th"]),
)
def test_widths_fill_the_line(rows: list[list[str]], theme: Theme, lang: str) -> None:
    layout = table_layout(grid_of(rows, lang=lang), theme, script(lang))
    assert all(width > 0 for width in layout.widths)
    assert math.isclose(sum(layout.widths), line_of(theme, layout), abs_tol=0.01)
