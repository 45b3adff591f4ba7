"""Tables of foreign documents: a rectangle of cells with one header row, of cells that span, short rows and bold headers.

What only lays words out side by side is no table: it is unwrapped into what it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import TypeAlias

from attrs import evolve, frozen

from briefkit.limits import Tally
from briefkit.model import Span, Table, Text
from briefkit.notes import Code, Notes

_LONG = 80  # characters of a cell of running text
_HEADED_COLUMN = 2  # rows below the header from which one column is a table


@frozen(eq=False)
class ForeignCell:
    """Cell of a foreign table.

    Attributes:
        paragraphs: The words of its paragraphs, headings and list items, each on its own.
        columns: How many columns it spans.
        rows: How many rows it spans; more than there are reach to the last.
        heads: Whether it is marked as the header of its column: by itself, or with its row.
        structured: Whether it holds headings or tables, as a part of a page does.
        pictured: Whether it holds pictures.
    """

    paragraphs: tuple[Text, ...] = ()
    columns: int = 1
    rows: int = 1
    heads: bool = False
    structured: bool = False
    pictured: bool = False


@frozen
class ForeignTable:
    """Table of a foreign document, its cells as they stand in the file.

    Attributes:
        rows: The cells of each row, without the places that cells of other rows span.
        caption: The words over or under it that say what it shows.
        presentational: Whether the file says that it is there for the layout alone.
        line: The line of the input where it starts.
    """

    rows: Sequence[Sequence[ForeignCell]]
    caption: Text | None = None
    presentational: bool = False
    line: int | None = None


#: A place in a table: the cell that fills it, if any does, and whether the cell begins there.
_Place: TypeAlias = tuple[ForeignCell | None, bool]
_EMPTY: _Place = (None, False)


def table_of(found: ForeignTable, count: Tally, notes: Notes) -> Table | None:
    """Return a table as a brief has it; None where it is to be unwrapped: it is there for the layout, or has no words.

    Args:
        found: The table.
        count: The count of cells and of the places that they span, held to its limit.
        notes: Gets what was assumed or repaired.

    Raises:
        ReadError: There are more cells than the limit.
    """
    grid = _without_unused_places(_spread(found.rows, count))
    cells = [cell for row in found.rows for cell in row if cell.paragraphs or cell.pictured]
    if not any(cell.paragraphs for cell in cells) or _is_layout(found, grid, cells):
        return None
    headers = _header_rows(grid)
    caption = found.caption or None
    if headers and caption is None and len(grid) > 1 and _is_one_cell(grid[0]):
        caption = _words(grid.pop(0)[0])
        headers -= 1
    if not headers and _is_bold(grid[0]) and not all(map(_is_bold, grid)):
        message = "The first row of a table, all in bold, was taken for its header."
        notes.add(Code.HEADER_ASSUMED, message, line=found.line)
        headers = 1
    _note_repairs(grid, headers, found.line, notes)
    header, rows = _header(grid[:headers]), [_row(row) for row in grid[headers:]]
    if not rows:
        header, rows = (), [header]
    return Table(rows, header, caption)


# Places


def _spread(rows: Sequence[Sequence[ForeignCell]], count: Tally) -> list[list[_Place]]:
    """Return the rows with each cell in all places that it spans (HTML, 4.9.12)."""
    grid: list[list[_Place]] = []
    spanned: dict[int, tuple[ForeignCell, int]] = {}  # column → a cell above, and the rows left
    for row in rows:
        places: list[_Place] = []
        for cell in row:
            _take_spanned(places, spanned, count)
            first = len(places)
            count.add(cell.columns)
            places += [(cell, place == 0) for place in range(cell.columns)]
            if cell.rows > 1:
                spanned |= dict.fromkeys(range(first, len(places)), (cell, cell.rows - 1))
        _take_spanned(places, spanned, count)
        grid.append(places)
    width = max(map(len, grid), default=0)
    count.add(width * len(grid) - sum(map(len, grid)))
    return [[*places, *[_EMPTY] * (width - len(places))] for places in grid]


def _take_spanned(
    places: list[_Place], spanned: dict[int, tuple[ForeignCell, int]], count: Tally
) -> None:
    """Fill the next places with the cells above that span them."""
    while len(places) in spanned:
        count.add()
        column = len(places)
        cell, left = spanned.pop(column)
        places.append((cell, False))
        if left > 1:
            spanned[column] = cell, left - 1


def _without_unused_places(grid: list[list[_Place]]) -> list[list[_Place]]:
    """Return the rows and columns in which a cell begins: nobody can see the others."""
    used = sorted({column for row in grid for column, (_, begins) in enumerate(row) if begins})
    rows = [row for row in grid if any(begins for _, begins in row)]
    return [[row[column] for column in used] for row in rows]


# Layout tables


def _is_layout(
    found: ForeignTable, grid: Sequence[Sequence[_Place]], cells: Sequence[ForeignCell]
) -> bool:
    """Whether a table is there for the layout: it says so, has one column, or its cells hold parts of a page."""
    if found.presentational:
        return True
    headers = _header_rows(grid)
    if len(_filled_columns(grid)) < 2:
        return not headers or len(grid) < headers + _HEADED_COLUMN
    if headers or found.caption:
        return False
    if any(cell.structured for cell in cells):
        return True
    blocks = sum(len(cell.paragraphs) > 1 or cell.pictured for cell in cells)
    return blocks * 2 >= len(cells) or (
        sum(any(map(_has_words, row)) for row in grid) == 1
        and any(len(one.plain) > _LONG for cell in cells for one in cell.paragraphs)
    )


def _filled_columns(grid: Sequence[Sequence[_Place]]) -> set[int]:
    """Return the columns with words; before the first of letters or digits there are bullets and quotation marks."""
    filled = {column for row in grid for column, place in enumerate(row) if _has_words(place)}
    lettered = (
        column
        for row in grid
        for column, place in enumerate(row)
        if any(sign.isalnum() for sign in _words(place).plain)
    )
    first = min(lettered, default=0)
    return {column for column in filled if column >= first}


def _has_words(place: _Place) -> bool:
    return place[0] is not None and bool(place[0].paragraphs)


# The header


def _header_rows(grid: Sequence[Sequence[_Place]]) -> int:
    """Return how many rows at the top are marked as headers; where all are, the first one is."""
    marked = sum(1 for _ in takewhile(_is_marked, grid))
    return marked if marked < len(grid) else min(marked, 1)


def _is_marked(row: Sequence[_Place]) -> bool:
    """Whether the cells of a row are marked as headers; fewer empty ones may be unmarked, as in the corner."""
    unmarked = [place for place in row if place[0] is None or not place[0].heads]
    return len(unmarked) * 2 < len(row) and not any(map(_has_words, unmarked))


def _is_one_cell(row: Sequence[_Place]) -> bool:
    """Whether one cell spans a whole row, and has words."""
    return len(row) > 1 and _has_words(row[0]) and len({id(cell) for cell, _ in row}) == 1


def _is_bold(row: Sequence[_Place]) -> bool:
    """Whether all words of a row are bold, and there are some."""
    spans = [
        span
        for cell, begins in row
        if cell is not None and begins
        for text in cell.paragraphs
        for span in text.spans
    ]
    return bool(spans) and all(span.strong or span.text.isspace() for span in spans)


def _header(rows: Sequence[Sequence[_Place]]) -> tuple[Text, ...]:
    """Return header rows as one: in each column, the words of its cells from the top down."""
    header = []
    for places in zip(*rows, strict=True):
        cells = dict.fromkeys(cell for cell, _ in places if cell is not None)
        words = _joined([text for cell in cells for text in cell.paragraphs], " ")
        header.append(Text(evolve(span, strong=False) for span in words.spans))
    return tuple(header)


# The words


def _row(row: Sequence[_Place]) -> tuple[Text, ...]:
    return tuple(_words(place) if place[1] or _is_repeated(place, row) else Text() for place in row)


def _is_repeated(place: _Place, row: Sequence[_Place]) -> bool:
    """Whether the words of a cell stand in each place that it spans: few words do, unless they span the whole row."""
    return _has_words(place) and len(_words(place).plain) <= _LONG and not _is_one_cell(row)


def _words(place: _Place) -> Text:
    cell = place[0]
    return Text() if cell is None else _joined(cell.paragraphs, "; ")


def _joined(texts: Iterable[Text], separator: str) -> Text:
    """Return texts as one; a separator stands behind each that does not end with a mark."""
    spans: list[Span] = []
    for text in texts:
        if spans and text:
            ended = not spans[-1].text[-1].isalnum()
            spans.append(Span(" " if ended else separator))
        spans += text.spans
    return Text(spans)


# Notes


def _note_repairs(
    grid: Sequence[Sequence[_Place]], headers: int, line: int | None, notes: Notes
) -> None:
    """Tell what was done to make a rectangle of cells with one line of words each."""
    places = [place for row in grid for place in row]
    spread = _list_of(cell for cell, begins in places if cell is not None and not begins)
    if spread:
        message = "Cells of a table spanned several places: few words stand in each of them, many in the first."
        notes.add(Code.CELLS_SPREAD, message, spread, line)
    joined = _list_of(_joined_cells(grid, headers))
    if joined:
        message = "Paragraphs of a cell, or header rows of a table, were joined."
        notes.add(Code.CELLS_JOINED, message, joined, line)
    if any(cell is None for cell, _ in places):
        message = "Rows of a table were shorter than others; empty cells fill them up."
        notes.add(Code.CELLS_FILLED, message, line=line)


def _joined_cells(grid: Sequence[Sequence[_Place]], headers: int) -> Iterator[ForeignCell]:
    for number, row in enumerate(grid):
        for cell, begins in row:
            if cell is not None and begins and (len(cell.paragraphs) > 1 or number < headers > 1):
                yield cell


def _list_of(cells: Iterable[ForeignCell]) -> str:
    """Return the words of cells, each once, for a note."""
    words = (_joined(cell.paragraphs, "; ").plain for cell in cells)
    return " | ".join(dict.fromkeys(filter(None, words)))
