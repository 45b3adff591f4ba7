"""Lines of print: the stretches of a page that stand on one line, and the order in which a page is read."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from briefkit.formats.pdf.reading.printed_text import PrintedPage, Stretch
from briefkit.formats.pdf.reading.right_to_left import as_spoken

#: How far baselines of one line are apart at most, in parts of the font's size: those of raised numbers.
_RAISED = 0.6
#: How wide a space between two cells of a line is at least, in parts of the font's size.
_CELL_GAP = 1.6
#: How wide one between two words is.
_SPACE = 0.15
#: How far the beginnings of the cells of a column are apart at most, in points.
_ALIGNED = 2.0
#: How much of the lines of a page stand out of order where nobody could have written it so.
_DISORDER = 0.15
_LEAST_DISORDER = 3
_LEAST_ROWS = 6
_WORDS_OF_ROW = 4
_MOST_CUT = 2_000  # lines of a page, each of which may be cut off alone


@frozen
class PrintLine:
    """Line of print, or a cell of one.

    Attributes:
        page: The page, from 0.
        stretches: Its stretches, in the order of their words.
        beside: Whether it stands on the line of the one before it, behind a wide space.
        left: Where it begins, in points from the left edge.
        right: Where it ends.
        base: Its baseline, in points from the lower edge.
        size: The size of most of its characters.
    """

    page: int
    stretches: tuple[Stretch, ...]
    beside: bool
    left: float
    right: float
    base: float
    size: float

    @property
    def words(self) -> str:
        """The words, with the spaces that the page shows."""
        return "".join(one.words for one in self.stretches).strip()

    @property
    def turns(self) -> int:
        """How many quarters of a turn to the left it is turned."""
        return self.stretches[0].look.turns

    @property
    def bold(self) -> bool:
        """Whether all words are bold."""
        return all(one.look.bold for one in self.stretches if one.words.strip())

    @property
    def broken(self) -> bool:
        """Whether a word is broken at its end."""
        return self.stretches[-1].broken


def lines_of(stretches: Iterable[Stretch]) -> list[PrintLine]:
    """Return the lines that stretches stand on, in the order of the stretches; those without words are none."""
    lines: list[PrintLine] = []
    held: list[Stretch] = []
    beside = False
    for one in stretches:
        if held:
            before = held[-1]
            behind = _is_behind(held, one) and not before.broken
            gap = max(one.left - before.right, before.left - one.right)
            size = max(before.look.size, one.look.size)
            if not behind or gap > _CELL_GAP * size:
                lines += _line(held, beside)
                held, beside = [], behind
            elif gap > _SPACE * size and not before.words.endswith(" "):
                before.words += " "
        held.append(one)
    lines += _line(held, beside)
    return lines


def _is_behind(held: Sequence[Stretch], one: Stretch) -> bool:
    """Whether a stretch stands on the line of others."""
    main = max(held, key=lambda other: other.look.size)
    size = max(main.look.size, one.look.size)
    same = one.page == main.page and one.look.turns == main.look.turns
    return same and abs(one.base - main.base) <= _RAISED * size


def _line(held: Sequence[Stretch], beside: bool) -> list[PrintLine]:
    if not any(one.words.strip() for one in held):
        return []
    if any(one.signs for one in held):
        held = as_spoken(held)
    sizes, bases = Counter[float](), Counter[float]()
    for one in held:
        sizes[one.look.size] += len(one.words)
        bases[one.base] += len(one.words)
    return [
        PrintLine(
            held[0].page,
            tuple(held),
            beside,
            min(one.left for one in held),
            max(one.right for one in held),
            bases.most_common(1)[0][0],
            sizes.most_common(1)[0][0],
        )
    ]


def without_false_cells(lines: Sequence[PrintLine]) -> list[PrintLine]:
    """Return lines of a page, those together that only a wide space within a justified line parts.

    A cell stands under another one, or above it: their left edges are in line, or, of numbers, their right ones.
    """
    lefts, rights = Counter[int](), Counter[int]()
    for line in lines:
        if line.beside:
            lefts[round(line.left / _ALIGNED)] += 1
            if line.words[-1].isdigit():
                rights[round(line.right / _ALIGNED)] += 1
    kept: list[PrintLine] = []
    for line in lines:
        place = round(line.left / _ALIGNED)
        aligned = sum(lefts[near] for near in (place - 1, place, place + 1)) > 1
        if line.words[-1].isdigit():
            place = round(line.right / _ALIGNED)
            aligned |= sum(rights[near] for near in (place - 1, place, place + 1)) > 1
        if not line.beside or aligned or not kept:
            kept.append(line)
        else:
            kept[-1].stretches[-1].words += " "
            kept[-1:] = _line([*kept[-1].stretches, *line.stretches], kept[-1].beside)
    return kept


def read_in_order(page: PrintedPage) -> list[PrintLine]:
    """Return the lines of a page in the order in which they are read.

    That is the order of its content, in which nearly all programs write what they lay out. Where too much of it stands
    above what comes before it, the page is cut along its blank stripes.
    """
    stretches = [one for one in page.stretches if not one.look.artifact]
    lines = without_false_cells(lines_of(stretches))
    if _are_written_across(lines):
        return list(_cut([evolve(line, beside=False) for line in lines]))
    out_of_order = sum(_is_above(before, after) for before, after in pairwise(lines))
    if out_of_order < max(_LEAST_DISORDER, _DISORDER * len(lines)) or len(lines) > _MOST_CUT:
        return lines
    return list(_cut(lines))


def _are_written_across(lines: Sequence[PrintLine]) -> bool:
    """Whether columns of text were written row by row: what stands beside each other is words, and many of them."""
    beside = [line for line in lines if line.beside]
    words = sum(line.words.count(" ") + 1 for line in beside)
    return (
        _LEAST_ROWS <= len(beside) <= _MOST_CUT / 2
        and 3 * len(beside) >= len(lines)
        and words >= _WORDS_OF_ROW * len(beside)
    )


def _is_above(before: PrintLine, after: PrintLine) -> bool:
    """Whether a line stands above the one before it, in the same column."""
    if before.turns != after.turns:
        return False
    overlap = min(before.right, after.right) - max(before.left, after.left)
    return after.base > before.base + before.size and overlap > 0


def _cut(lines: Sequence[PrintLine]) -> Iterator[PrintLine]:
    """Yield lines as they stand on the page: stripe by stripe from the top, column by column from the left."""
    waiting = [list(lines)]
    while waiting:
        part = waiting.pop()
        rows = _groups(part, [(-one.base - one.size, -one.base) for one in part])
        columns = _groups(part, [(one.left, one.right) for one in part])
        if len(columns) > 1 and (len(rows) == 1 or _are_columns(columns)):
            waiting += reversed(columns)
        elif len(rows) > 1:
            waiting += reversed(_stripes(rows))
        else:
            yield from sorted(part, key=lambda one: (-round(one.base), one.left))


def _are_columns(columns: Sequence[Sequence[PrintLine]]) -> bool:
    """Whether groups of lines beside each other are columns of text, not of a table."""
    return all(len(one) >= _LEAST_DISORDER for one in columns)


def _stripes(rows: Sequence[list[PrintLine]]) -> list[list[PrintLine]]:
    """Return rows, those together that stand beside no blank stripe of their own: a page is cut where it is widest."""
    gaps = [
        min(one.base for one in before) - max(one.base + one.size for one in after)
        for before, after in pairwise(rows)
    ]
    widest = max(gaps)
    stripes = [list(rows[0])]
    for gap, row in zip(gaps, rows[1:], strict=True):
        if gap >= 0.7 * widest:
            stripes.append(list(row))
        else:
            stripes[-1] += row
    return stripes


def _groups(
    lines: Sequence[PrintLine], places: Sequence[tuple[float, float]]
) -> list[list[PrintLine]]:
    """Return lines in groups between which nothing stands, by where each begins and ends."""
    order = sorted(range(len(lines)), key=lambda place: places[place])
    groups: list[list[PrintLine]] = []
    end = 0.0
    for place in order:
        start, stop = places[place]
        if groups and start < end + 1:
            groups[-1].append(lines[place])
            end = max(end, stop)
        else:
            groups.append([lines[place]])
            end = stop
    return groups


def seen_from_start(lines: Sequence[PrintLine]) -> list[PrintLine]:
    """Return lines as seen from the edge at which they start: in a document that is read from the right, mirrored."""
    signs = Counter(unicodedata.bidirectional(sign) for line in lines for sign in line.words)
    if signs["R"] + signs["AL"] <= signs["L"]:
        return list(lines)
    return [evolve(line, left=-line.right, right=-line.left) for line in lines]
