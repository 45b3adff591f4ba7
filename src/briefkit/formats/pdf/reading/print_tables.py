"""Tables of print: the cells of a tagged table as a table, its merged cells spread."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.formats.pdf.reading.print_blocks import PrintBlock, PrintCell
from briefkit.formats.pdf.reading.print_joining import Joiner
from briefkit.limits import Tally
from briefkit.model import Table, Text
from briefkit.notes import Code, Notes
from briefkit.recognise.ready_blocks import foreign_table


def table_of(
    block: PrintBlock, joiner: Joiner, count: Tally, notes: Notes, number: int
) -> Table | None:
    """Return the table of a block; None where it has no words.

    Args:
        block: The block.
        joiner: What joins the lines of a cell.
        count: The count of cells, held to its limit.
        notes: The collector of notes.
        number: The line of the input.

    Raises:
        ReadError: There are more cells than the limit.
    """
    rows = _spread(block.cells, count)
    headed = bool(block.cells and block.cells[0]) and all(one.header for one in block.cells[0])
    if any(cell.columns > 1 or cell.rows > 1 for row in block.cells for cell in row):
        message = "Merged cells of a table were spread over the places that they took."
        notes.add(Code.CELLS_SPREAD, message, line=number)
    texts = [
        [joiner.text(cell.lines, bold=False) if cell else Text() for cell in row] for row in rows
    ]
    caption = joiner.text(block.caption)
    header, body = (texts[0], texts[1:]) if headed else ([], texts)
    return foreign_table(header, body, caption)


def _spread(rows: Sequence[Sequence[PrintCell]], count: Tally) -> list[list[PrintCell | None]]:
    """Return rows in which each cell stands in every place that it takes."""
    found: list[list[PrintCell | None]] = []
    taken: dict[
        int, tuple[int, PrintCell]
    ] = {}  # column → rows that a cell above still takes, and that
    for row in rows:
        line: list[PrintCell | None] = []
        for cell in row:
            _skip_taken(line, taken)
            for column in range(len(line), len(line) + cell.columns):
                if cell.rows > 1:
                    taken[column] = cell.rows - 1, cell
            line += [cell] * cell.columns
            count.add(cell.columns)
        _skip_taken(line, taken)
        count.add(len(line))
        found.append(line)
    return found


def _skip_taken(line: list[PrintCell | None], taken: dict[int, tuple[int, PrintCell]]) -> None:
    """Fill the columns that a cell above takes."""
    while taken.get(len(line), (0, None))[0]:
        rows, cell = taken[len(line)]
        taken[len(line)] = rows - 1, cell
        line.append(cell)
