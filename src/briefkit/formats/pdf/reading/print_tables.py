"""Tables of print: tagged ones, and rows whose cells stand in line below each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from briefkit.formats.pdf.reading.print_blocks import PrintBlock, PrintCell, Role
from briefkit.formats.pdf.reading.print_joining import Joiner
from briefkit.formats.pdf.reading.print_lines import PrintLine
from briefkit.limits import Tally
from briefkit.notes import Notes
from briefkit.recognise.foreign_tables import ForeignCell, ForeignTable, table_of
from briefkit.recognise.lines import Kind, Line
from briefkit.recognise.ready_blocks import block_line

#: How far the edges of the cells of a column are apart at most, in points.
_ALIGNED = 3.0


def table_lines(
    block: PrintBlock, joiner: Joiner, count: Tally, notes: Notes, number: int
) -> list[Line]:
    """Return the line of a table; of one that is there for the layout, the lines of its cells.

    Args:
        block: The table.
        joiner: What joins the lines of a cell.
        count: The count of cells, held to its limit.
        notes: The collector of notes.
        number: The line of the input.

    Raises:
        ReadError: There are more cells than the limit.
    """
    rows = [
        [
            ForeignCell((text,) if text else (), cell.columns, cell.rows, cell.header)
            for cell in row
            for text in (joiner.text(cell.lines),)
        ]
        for row in block.cells
    ]
    caption = joiner.text(block.caption)
    table = table_of(ForeignTable(rows, caption or None, line=number), count, notes)
    if table is not None:
        return [block_line(number, table)]
    texts = [caption, *(text for row in rows for cell in row for text in cell.paragraphs)]
    return [Line(number, text, Kind.PARAGRAPH) for text in texts if text]


def with_tables(blocks: Iterable[PrintBlock]) -> Iterator[PrintBlock]:
    """Yield blocks, rows whose cells stand in line as one table; other rows stay."""
    for is_row, group in groupby(blocks, key=lambda one: one.role is Role.ROW):
        rows = list(group)
        cells = _in_columns([one.lines for one in rows]) if is_row and len(rows) > 1 else None
        if cells is None:
            yield from rows
        else:
            yield PrintBlock(Role.TABLE, [line for one in rows for line in one.lines], cells=cells)


def _in_columns(rows: Sequence[Sequence[PrintLine]]) -> list[list[PrintCell]] | None:
    """Return the cells of rows, each in its column; None where one stands in none."""
    columns = max(rows, key=len)
    found: list[list[PrintCell]] = []
    for row in rows:
        places = {_column(line, columns): line for line in row}
        if len(places) < len(row) or None in places:
            return None
        found.append(
            [
                PrintCell((places[place],) if place in places else ())
                for place in range(len(columns))
            ]
        )
    return found


def _column(line: PrintLine, columns: Sequence[PrintLine]) -> int | None:
    """Return the column of a cell, whose left edge, right edge or middle is in line with it; None where it has none."""
    for place, one in enumerate(columns):
        middle = abs(line.left + line.right - one.left - one.right) / 2
        if min(abs(line.left - one.left), abs(line.right - one.right), middle) <= _ALIGNED:
            return place
    return None
