"""Tables: rows and cells as a rectangle, with `colspan` and `rowspan` resolved (HTML, 4.9.12)."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen
from lxml.html import HtmlElement

from briefkit.limits import Tally

_MAX_COLSPAN = 100  # columns that one cell may span

#: A cell; None where another one spans its place, or the row is too short.
Cell: TypeAlias = HtmlElement | None


@frozen
class TableCells:
    """The elements of a table, as a rectangle.

    Attributes:
        header: The cells of the header row; () where there is none.
        rows: The cells of each row.
        captions: The `caption` elements.
    """

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    captions: tuple[HtmlElement, ...]


def table_cells(table: HtmlElement, count: Tally) -> TableCells:
    """Return the cells of a table; its first row may be its header.

    Args:
        table: The table.
        count: The count of cells and of the places that they span, held to its limit.

    Raises:
        ReadError: There are more than the limit.
    """
    elements: list[HtmlElement] = []
    for child in table:
        elements += child if child.tag in ("thead", "tbody", "tfoot") else [child]
    found = [one for one in elements if one.tag == "tr"]
    rows = _in_columns(found, count)
    width = max(map(len, rows), default=0)
    count.add(width * len(rows) - sum(map(len, rows)))
    full = [(*row, *[None] * (width - len(row))) for row in rows]
    headed = bool(found) and _is_header(found[0]) and width > 0
    captions = tuple(child for child in table if child.tag == "caption")
    return TableCells(full[0] if headed else (), tuple(full[1:] if headed else full), captions)


def _is_header(row: HtmlElement) -> bool:
    """Whether a row is a header: all its cells are `th`; in a `thead`, empty ones may be `td`."""
    empty = row.getparent() is not None and row.getparent().tag == "thead"
    return all(
        cell.tag == "th" or (empty and not len(cell) and not (cell.text or "").strip())
        for cell in row
    )


def _in_columns(rows: list[HtmlElement], count: Tally) -> list[list[Cell]]:
    """Return the cells of rows, each in its column."""
    spread: list[list[Cell]] = []
    taken: dict[int, int] = {}  # column → rows that a cell above still spans
    for row in rows:
        line: list[Cell] = []
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            _skip_spanned(line, taken)
            width, height = span_of(cell, "colspan"), span_of(cell, "rowspan")
            for column in range(len(line), len(line) + width):
                if height > 1:
                    taken[column] = height - 1
            line += [cell, *[None] * (width - 1)]
        _skip_spanned(line, taken)
        count.add(len(line))
        spread.append(line)
    return spread


def _skip_spanned(line: list[Cell], taken: dict[int, int]) -> None:
    """Leave empty the columns that a cell above spans."""
    while taken.get(len(line), 0):
        taken[len(line)] -= 1
        line.append(None)


def span_of(cell: HtmlElement, name: str) -> int:
    """Return how many places a cell spans: columns by "colspan", rows by "rowspan"."""
    value = cell.get(name) or ""
    return min(max(int(value), 1), _MAX_COLSPAN) if value.isdecimal() and len(value) < 6 else 1
