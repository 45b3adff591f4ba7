"""Kept lines: which lines of a page are among those that a program kept of it, whose tree is another."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from itertools import groupby

from lxml.html import HtmlElement

from briefkit.formats.html.reading.text_lines import TextLine
from briefkit.sequences import stretches

_SHINGLE = 4  # words in a row, which are hardly the same by chance
_FEWEST_KEPT = 0.5  # of the shingles of a line, or of the words of a table


def kept_lines(lines: Sequence[TextLine], kept: Iterable[TextLine]) -> list[TextLine]:
    """Return the lines of a page that a program kept.

    A line is kept if the program has it as a line; in the same order first, for a teaser may have the words of a
    heading. What it joined, split or shortened is found by words in a row. A table of data is kept as a whole, and so is
    the caption of a picture that stands between kept lines.

    Args:
        lines: The lines of the page.
        kept: The lines of what the program kept.
    """
    wanted = [one for one in kept if one.words]
    same, rest = _the_same(lines, wanted)
    found = same | _alike(lines, same, rest)
    for table in _data_tables(lines):
        words = sum(len(lines[index].words) for index in table)
        taken = sum(len(lines[index].words) for index in table if index in found)
        found = found | set(table) if taken >= _FEWEST_KEPT * words else found - set(table)
    found |= set(_captions(lines, found))
    return [lines[index] for index in sorted(found)]


def _the_same(
    lines: Sequence[TextLine], wanted: Sequence[TextLine]
) -> tuple[set[int], list[TextLine]]:
    """Return the lines that are wanted as they are, and what was not found of what is wanted."""
    keys, others = ["".join(one.words) for one in lines], ["".join(one.words) for one in wanted]
    found: set[int] = set()
    missing: list[int] = []
    elsewhere: dict[str, deque[int]] = {}
    for mine, its in stretches(keys, others):
        if keys[mine] == others[its]:
            found.update(range(len(lines))[mine])
            continue
        missing += range(len(wanted))[its]
        for index in range(len(lines))[mine]:
            elsewhere.setdefault(keys[index], deque()).append(index)
    rest = []
    for index in missing:
        same = elsewhere.get(others[index])
        if same:
            found.add(same.popleft())
        else:
            rest.append(wanted[index])
    return found, rest


def _alike(lines: Sequence[TextLine], known: Set[int], wanted: Iterable[TextLine]) -> set[int]:
    """Return the other lines of which at least half is among the words that are wanted, as they follow each other."""
    shingles = {one for line in wanted for one in _shingles(line.words)}
    found = set()
    for index, line in enumerate(lines):
        if shingles and index not in known:
            own = list(_shingles(line.words))
            if own and sum(one in shingles for one in own) >= _FEWEST_KEPT * len(own):
                found.add(index)
    return found


def _shingles(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (words[start : start + _SHINGLE] for start in range(len(words) - _SHINGLE + 1))


def _data_tables(lines: Sequence[TextLine]) -> Iterator[list[int]]:
    """Yield the lines of each table that has one line a cell; those of others stand for themselves."""
    tables: dict[HtmlElement, list[int]] = {}
    for index, line in enumerate(lines):
        table = next((one for one in line.around if one.tag == "table"), None)
        if table is not None:
            tables.setdefault(table, []).append(index)
    for indices in tables.values():
        cells = [lines[index].within for index in indices]
        if len(set(cells)) == len(cells) and all(one.tag in ("td", "th") for one in cells):
            yield indices


def _captions(lines: Sequence[TextLine], found: Collection[int]) -> Iterator[int]:
    """Yield the lines of figures between two lines that are kept."""
    before = False
    waiting: list[int] = []
    for figure, indices in groupby(range(len(lines)), lambda index: _figure_of(lines[index])):
        if figure is not None:
            waiting += indices
            continue
        first, *others = indices
        if before and first in found:
            yield from waiting
        waiting = []
        before = (others or [first])[-1] in found


def _figure_of(line: TextLine) -> HtmlElement | None:
    return next((one for one in line.around if one.tag == "figure"), None)
