"""Page furniture: running heads, running feet and page numbers, which say the same at the edge of every page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from attrs import frozen

from briefkit.formats.pdf.reading.print_lines import PrintLine
from briefkit.recognise.words import fold

#: Rows of a page, from the top and from the bottom, that may be furniture.
_ROWS = 3
#: How far the places of one running head may be apart, in points.
_SAME_PLACE = 4.0
_NUMBER = re.compile(r"\d+|\b[ivxl]+\b", re.IGNORECASE)
_ALONE = re.compile(r"[-–—|\s]*\d{1,4}(?:\s*/\s*\d{1,4})?[-–—|\s]*")


@frozen
class Furniture:
    """Lines of pages, without their furniture.

    Attributes:
        lines: The lines of the text, page by page.
        words: What the furniture says, each once.
    """

    lines: tuple[tuple[PrintLine, ...], ...]
    words: tuple[str, ...]


def without_furniture(pages: Sequence[Sequence[PrintLine]]) -> Furniture:
    """Take the furniture from the lines of pages.

    Furniture is what stands on two pages or more at the same place of the edge, its numbers aside, and a number that
    stands alone in the first or the last row.

    Args:
        pages: The lines of each page.
    """
    edges = [_edges(lines) for lines in pages]
    places: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for page, rows in enumerate(edges):
        for row in rows:
            for line in row:
                places[_pattern(line.words)].append((page, line.base))
    words: dict[str, str] = {}
    kept = []
    for page, (lines, rows) in enumerate(zip(pages, edges, strict=True)):
        gone = set()
        for row in rows:
            found = [one for one in row if _stands_again(places[_pattern(one.words)], page, one)]
            alone = len(row) == 1 and row in (rows[0], rows[-1]) and len(rows) > 2
            if alone and _ALONE.fullmatch(row[0].words):
                found = row
            for line in found:
                gone.add(id(line))
                words.setdefault(_pattern(line.words), line.words)
        kept.append(tuple(line for line in lines if id(line) not in gone))
    return Furniture(tuple(kept), tuple(words.values()))


def _edges(lines: Iterable[PrintLine]) -> list[list[PrintLine]]:
    """Return the first and the last rows of a page, from the top."""
    rows: list[list[PrintLine]] = []
    for line in sorted(lines, key=lambda one: -one.base):
        if rows and abs(rows[-1][0].base - line.base) < line.size / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows if len(rows) <= 2 * _ROWS else [*rows[:_ROWS], *rows[-_ROWS:]]


def _pattern(words: str) -> str:
    return _NUMBER.sub("#", fold(" ".join(words.split())))


def _stands_again(places: Sequence[tuple[int, float]], page: int, line: PrintLine) -> bool:
    """Whether another page has a line at the same place."""
    return any(other != page and abs(base - line.base) <= _SAME_PLACE for other, base in places)
