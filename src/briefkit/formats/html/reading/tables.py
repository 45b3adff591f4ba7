"""Tables: rows and cells as a rectangle, with `colspan` and `rowspan` resolved (HTML, 4.9.12)."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen
from lxml.html import HtmlElement

from briefkit.limits import Tally

_MAX_COLSPAN = 100  # columns that one cell may span
_BLOCKS = ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote")

#: A cell; None where another one spans its place, unless it is spread over it, or where the row is too short.
Cell: TypeAlias = HtmlElement | None


@frozen
class TableCells:
    """The elements of a table, as a rectangle.

    Attributes:
        header: The cells of the header row; () where there is none.
        rows: The cells of each row.
        captions: The `caption` elements.
        merged: Whether a cell spans several places.
    """

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    captions: tuple[HtmlElement, ...]
    merged: bool


def table_cells(table: HtmlElement, count: Tally, *, spread: bool = False) -> TableCells:
    """Return the cells of a table; its first row may be its header.

    Args:
        table: The table.
        count: The count of cells and of the places that they span, held to its limit.
        spread: Whether a cell that spans several places stands in each of them.

    Raises:
        ReadError: There are more than the limit.
    """
    elements: list[HtmlElement] = []
    for child in table:
        elements += child if child.tag in ("thead", "tbody", "tfoot") else [child]
    found = [one for one in elements if one.tag == "tr"]
    rows = _in_columns(found, count, spread)
    width = max(map(len, rows), default=0)
    count.add(width * len(rows) - sum(map(len, rows)))
    full = [(*row, *[None] * (width - len(row))) for row in rows]
    headed = bool(found) and _is_header(found[0]) and width > 0
    captions = tuple(child for child in table if child.tag == "caption")
    merged = any(_is_merged(cell) for row in rows for cell in row if cell is not None)
    return TableCells(
        full[0] if headed else (), tuple(full[1:] if headed else full), captions, merged
    )


def _is_header(row: HtmlElement) -> bool:
    """Whether a row is a header: all its cells are `th`; in a `thead`, empty ones may be `td`."""
    empty = row.getparent() is not None and row.getparent().tag == "thead"
    return all(
        cell.tag == "th" or (empty and not len(cell) and not (cell.text or "").strip())
        for cell in row
    )


def _in_columns(rows: list[HtmlElement], count: Tally, spread: bool) -> list[list[Cell]]:
    """Return the cells of rows, each in its column."""
    found: list[list[Cell]] = []
    taken: dict[int, tuple[int, Cell]] = {}  # column → rows that a cell above still spans, and that
    for row in rows:
        line: list[Cell] = []
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            _skip_spanned(line, taken)
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            again = cell if spread else None
            for column in range(len(line), len(line) + width):
                if height > 1:
                    taken[column] = height - 1, again
            line += [cell, *[again] * (width - 1)]
        _skip_spanned(line, taken)
        count.add(len(line))
        found.append(line)
    return found


def _skip_spanned(line: list[Cell], taken: dict[int, tuple[int, Cell]]) -> None:
    """Fill the columns that a cell above spans."""
    while len(line) in taken and taken[len(line)][0]:
        rows, cell = taken[len(line)]
        taken[len(line)] = rows - 1, cell
        line.append(cell)


def _is_merged(cell: HtmlElement) -> bool:
    return _span(cell, "colspan") > 1 or _span(cell, "rowspan") > 1


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name) or ""
    return min(max(int(value), 1), _MAX_COLSPAN) if value.isdecimal() and len(value) < 6 else 1


def is_layout_table(table: HtmlElement, cells: TableCells) -> bool:
    """Whether a table is there for layout alone: its cells hold blocks, or there is one column."""
    if table.get("role") == "presentation" or len((cells.header, *cells.rows)[-1]) < 2:
        return True
    if cells.header or cells.captions:
        return False
    return any(
        sum(1 for _ in cell.iter(*_BLOCKS)) > 1
        for row in cells.rows
        for cell in row
        if cell is not None
    )
