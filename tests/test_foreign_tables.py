"""Tables of foreign documents: one header row, cells in each place that they span, and what only lays words out."""

from __future__ import annotations

import pytest

import briefkit as bk
from briefkit.errors import ErrorCode, ReadError
from briefkit.limits import Limits, Tally, limited
from briefkit.model import Bullets, Item, Paragraph, Span, Table, Text
from briefkit.notes import Code, Notes
from briefkit.recognise.foreign_tables import ForeignCell, ForeignTable, table_of
from support.foreign_words import told

LONG = "The council heard nine witnesses on Friday, and none of them had seen the second ferry."


def cell(*paragraphs: str, columns: int = 1, rows: int = 1, heads: bool = False) -> ForeignCell:
    return ForeignCell(tuple(map(Text, paragraphs)), columns, rows, heads)


def head(words: str, columns: int = 1, rows: int = 1) -> ForeignCell:
    return cell(*([words] if words else []), columns=columns, rows=rows, heads=True)


def bold(words: str) -> ForeignCell:
    return ForeignCell((Text([Span(words, strong=True)]),))


def cells(line: str) -> list[ForeignCell]:
    """Return the cells of a row that is written as "March | 4"."""
    return [cell(*filter(None, [one.strip()])) for one in line.split("|")]


def read(*rows: list[ForeignCell], caption: str = "") -> tuple[Table | None, list[str]]:
    notes = Notes()
    table = table_of(ForeignTable(rows, Text(caption) or None), Tally("cells"), notes)
    return table, [one.code for one in notes]


def test_marked_row_is_the_header_and_empty_cells_stay() -> None:
    found = read([head("Month"), head("Ships")], cells("March |"), cells(" | 44"), caption="Ships")
    table = Table([["March", ""], ["", "44"]], ["Month", "Ships"], "Ships")
    assert found == (table, [])


def test_corner_of_the_header_may_be_unmarked() -> None:
    found, _ = read([cell(), head("2025"), head("2026")], cells("Tarn | 4 | 5"))
    assert found == Table([["Tarn", "4", "5"]], ["", "2025", "2026"])


def test_bold_first_row_is_the_header_with_a_note() -> None:
    found = read([bold("Month"), cell()], cells("March | 4"))
    assert found == (Table([["March", "4"]], ["Month", ""]), [Code.HEADER_ASSUMED])
    assert read([bold("a"), bold("b")], [bold("c"), bold("d")])[1] == []


def test_row_that_heads_nothing_is_no_header() -> None:
    assert read([head("a"), head("b")]) == (Table([["a", "b"]]), [])


def test_words_of_a_merged_cell_stand_in_each_place() -> None:
    found = read(
        [head("Port", rows=2), head("Ships", columns=2)],
        [head("in"), head("out")],
        [cell("Havnes", rows=2), *cells("4 | 5")],
        cells("6 | 7"),
    )
    table = Table([["Havnes", "4", "5"], ["Havnes", "6", "7"]], ["Port", "Ships in", "Ships out"])
    assert found == (table, [Code.CELLS_SPREAD, Code.CELLS_JOINED])


def test_words_of_a_merged_cell_stand_once_where_they_are_many_or_the_whole_row() -> None:
    found, codes = read(
        cells("a | b"),
        [cell(LONG, rows=2), *cells("c")],
        cells("d"),
        [cell("All ports", columns=2)],
    )
    assert found == Table([["a", "b"], [LONG, "c"], ["", "d"], ["All ports", ""]])
    assert codes == [Code.CELLS_SPREAD]


def test_column_in_which_no_cell_begins_is_none() -> None:
    assert read([cell("a", columns=3), cell("b")], [cell("c", columns=3), cell("d")]) == (
        Table([["a", "b"], ["c", "d"]]),
        [],
    )


def test_short_rows_are_filled_up() -> None:
    assert read(cells("a | b | c"), cells("d | e")) == (
        Table([["a", "b", "c"], ["d", "e", ""]]),
        [Code.CELLS_FILLED],
    )


def test_paragraphs_of_a_cell_become_one() -> None:
    found = read(
        cells("Ferry | Crew"), [cell("Aurora"), cell("Nine hands", "No pilot.", "One cook")]
    )
    table = Table([["Ferry", "Crew"], ["Aurora", "Nine hands; No pilot. One cook"]])
    assert found == (table, [Code.CELLS_JOINED])


def test_marked_row_over_the_header_is_the_caption() -> None:
    found, _ = read(
        [head("Ships a month", columns=2)], [head("Month"), head("Ships")], cells("May | 4")
    )
    assert found == Table([["May", "4"]], ["Month", "Ships"], "Ships a month")


def test_one_marked_cell_over_a_table_without_header_is_the_caption() -> None:
    found, _ = read([head("May 2026", columns=2)], cells("Havnes | 4"), cells("Tarn | 5"))
    assert found == Table([["Havnes", "4"], ["Tarn", "5"]], caption="May 2026")


def test_ticks_are_a_column() -> None:
    found, _ = read(cells("Havnes | ✓"), cells("Tarn | –"))
    assert found == Table([["Havnes", "✓"], ["Tarn", "–"]])


@pytest.mark.parametrize(
    "rows",
    [
        [cells(LONG), cells("A short one.")],
        [[head("Ships")]],
        [cells(f"{LONG} | Right column.")],
        [cells(f" | {LONG}"), cells(" | The second paragraph.")],
        [cells("• | Bread"), cells("• | Salt")],
        [[cell("One.", "Two."), cell("Three.", "Four.")], cells("Five | Six")],
        [
            [ForeignCell((Text("Costs"), Text("They rose.")), structured=True), *cells("x")],
            cells("a | b"),
        ],
        [cells(" | ")],
        [],
    ],
)
def test_layout_and_tables_without_words_are_unwrapped(rows: list[list[ForeignCell]]) -> None:
    assert read(*rows) == (None, [])


def test_one_column_below_a_header_is_a_table() -> None:
    found, _ = read([head("Ships")], cells("Aurora"), cells("Bella"))
    assert found == Table([["Aurora"], ["Bella"]], ["Ships"])


def test_cells_are_limited() -> None:
    with limited(Limits(cells=50)), pytest.raises(ReadError) as caught:
        read([cell("a", columns=10, rows=10)], *[cells("b")] * 9)
    assert caught.value.code == ErrorCode.INPUT_TOO_LARGE


# In pages


def blocks(table: str) -> tuple[bk.Reading, tuple[object, ...]]:
    page = (
        f"<html lang=en><article><h1>Strike ends</h1><h2>Costs</h2><p>{LONG}</p>{table}</article>"
    )
    reading = bk.read(page.encode(), "html")
    return reading, reading.brief.sections[0].blocks[1:]


def test_table_of_a_page_has_caption_foot_and_spans() -> None:
    _, found = blocks(
        "<table><caption><b>Ships</b> a month</caption><thead><tr><td>Month<td colspan=2>Ships</thead>"
        "<tfoot><tr><th>All<td>11<td>13</tfoot>"
        "<tbody><tr hidden><td>x<td>y<td>z<tr><td rowspan=2>May<td>4<td>5<tr><td>6<td>7</tbody></table>"
    )
    rows = [["May", "4", "5"], ["May", "6", "7"], ["All", "11", "13"]]
    caption = [Span("Ships", strong=True), Span(" a month")]
    assert found == (Table(rows, ["Month", "Ships", "Ships"], Text(caption)),)


def test_layout_table_of_a_page_is_what_it_holds_and_keeps_the_tables_in_it() -> None:
    _, found = blocks(
        f"<table><tr><td><p>{LONG}</p><table><tr><th>a<th>b<tr><td>1<td>2</table><td><ul><li>one<li>two</ul></table>"
    )
    items = Bullets([Item(Paragraph("one")), Item(Paragraph("two"))])
    assert found == (Paragraph(LONG), Table([["1", "2"]], ["a", "b"]), items)


def test_table_by_roles_alone_is_a_table() -> None:
    _, found = blocks(
        "<div role=table><div role=row><span role=columnheader>a</span><span role=columnheader>b</span></div>"
        "<div role=rowgroup><div role=row><span role=cell>1</span><span role=cell>2</span></div></div></div>"
    )
    assert found == (Table([["1", "2"]], ["a", "b"]),)


def test_hidden_cells_of_a_page_take_no_place_and_are_told() -> None:
    reading, found = blocks(
        "<table><tr><td>a<td>b<tr><td>c<td style='display:none'>secret<td>d<tr hidden><td>gone</table>"
    )
    assert found == (Table([["a", "b"], ["c", "d"]]),)
    assert {"secret", "gone"} <= set(told(reading.notes).split())
