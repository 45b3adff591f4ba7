"""Blocks of print: headings, paragraphs and items of a PDF without tags, by sizes, spaces and indents."""

from __future__ import annotations

import enum
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, zip_longest
from statistics import median

from attrs import define, field, frozen

from briefkit.formats.pdf.reading.print_lines import PrintLine
from briefkit.language.spacing import UNSPACED

#: How much larger than the text a heading is.
_LARGER = 1.1
_SMALLEST = 0.1  # points
#: How much more than the usual step from line to line stands between paragraphs.
_APART = 1.25
#: How far a first line is indented, in parts of the font's size.
_INDENT = 0.8
#: How much of its column a last line leaves free at least.
_SHORT = 0.12
_COLUMN = 10.0  # points within which the lines of a column begin
_LEAST_COLUMN = 4  # lines
_LONGEST_HEADING = 200  # characters
_MOST_HEADING_LINES = 4
_BULLET = re.compile(
    r"[•‣⁃◦▪▫▸▹►▶●○■□◆◇➢➤✓✔→∙·–—*\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d-]\s+(?=\S)|o\s+(?=[A-Z])"
)
_NUMBER = re.compile(r"\(?(\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s+(?=\S)")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_ENDS_SENTENCE = '.!?:;”"’»。！？；؟…)'


class Role(enum.Enum):
    """Role of a block of print."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    TABLE = "table"
    FOOTNOTE = "footnote"
    CAPTION = "caption"
    CONTENTS = "contents"
    FURNITURE = "furniture"


@frozen
class PrintCell:
    """Cell of a table, its lines, and how many columns and rows it spans."""

    lines: tuple[PrintLine, ...]
    header: bool = False
    columns: int = 1
    rows: int = 1


@define
class PrintBlock:
    """Block of print.

    Attributes:
        role: What it is.
        lines: Its lines.
        level: Of a heading, its rank, 1 for the highest; of an item, how deep it stands, from 1.
        mark: The bullet, or the number, that opens an item.
        ordered: Whether that is a number.
        cells: Of a table, its rows.
        caption: Of a table, the lines of its caption.
    """

    role: Role
    lines: list[PrintLine]
    level: int = 0
    mark: str = ""
    ordered: bool = False
    cells: list[list[PrintCell]] = field(factory=list)
    caption: list[PrintLine] = field(factory=list)

    @property
    def words(self) -> str:
        """Its words, line by line."""
        return " ".join(line.words for line in self.lines)

    @property
    def size(self) -> float:
        """The size of its first line."""
        return self.lines[0].size

    @property
    def page(self) -> int:
        """The page that it begins on, from 0."""
        return self.lines[0].page


@define
class Measure:
    """Measure of a document's print.

    Attributes:
        size: The size of its text.
        step: From one baseline to the next within a paragraph.
        columns: The left and the right edges of its columns, by page.
    """

    size: float
    step: float
    columns: dict[int, list[tuple[float, float]]] = field(factory=dict)

    def right_of(self, line: PrintLine) -> float:
        """Return the right edge of the column that a line stands in."""
        found = [
            right
            for left, right in self.columns.get(line.page, ())
            if left <= line.left + _COLUMN / 2 and right > line.left
        ]
        return max(found[-1], line.right) if found else line.right


def measure_of(lines: Sequence[PrintLine]) -> Measure:
    """Return the measure of lines."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.words)
    size = max(sizes.most_common(1)[0][0], _SMALLEST) if sizes else 1.0
    text = [line for line in lines if abs(line.size - size) <= 1]
    steps = [
        before.base - after.base
        for before, after in pairwise(text)
        if before.page == after.page and 0.8 * size < before.base - after.base < 2.5 * size
    ]
    return Measure(size, _lower_median(steps) or 1.2 * size, _columns(text))


def _columns(lines: Iterable[PrintLine]) -> dict[int, list[tuple[float, float]]]:
    """Return the columns of each page, from the left: where several lines begin, and most of them end."""
    rights: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
    for line in lines:
        if not line.beside:
            rights[line.page, round(line.left / _COLUMN)].append(line.right)
    columns: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
    for (page, place), found in sorted(rights.items()):
        if len(found) >= _LEAST_COLUMN:
            columns[page].append((place * _COLUMN, sorted(found)[int(0.85 * len(found))]))
    return columns


def _lower_median(steps: Sequence[float]) -> float:
    """Return the usual of the smaller steps: those between paragraphs are larger."""
    if not steps:
        return 0.0
    middle = median(steps)
    return median([one for one in steps if one <= middle])


def blocks_of(lines: Sequence[PrintLine], measure: Measure) -> list[PrintBlock]:
    """Return the blocks of a document without tags.

    Args:
        lines: Its lines, in the order in which they are read.
        measure: Their measure.
    """
    blocks: list[PrintBlock] = []
    for line in lines:
        if blocks and _belongs(blocks[-1], line, measure):
            blocks[-1].lines.append(line)
        else:
            blocks.append(_opened(line, measure))
    blocks = list(_rows_apart(_with_roles(blocks, measure)))
    _rank_headings(blocks)
    _indent_items(blocks)
    return _without_false_numbers(blocks)


def _opened(line: PrintLine, measure: Measure) -> PrintBlock:
    words = line.words
    bullet = _BULLET.match(words)
    number = None if bullet else _NUMBER.match(words)
    if (bullet or number) and not _is_larger(line, measure):
        mark = (bullet or number)[0].strip()  # type: ignore[index]  # one of them is there
        return PrintBlock(Role.ITEM, [line], mark=mark, ordered=number is not None)
    return PrintBlock(Role.PARAGRAPH, [line])


def _is_larger(line: PrintLine, measure: Measure) -> bool:
    return line.size >= _LARGER * measure.size


def _belongs(block: PrintBlock, line: PrintLine, measure: Measure) -> bool:
    """Whether a line goes on with a block."""
    before = block.lines[-1]
    if line.beside:
        return True
    if abs(before.size - line.size) > 0.08 * max(before.size, line.size):
        return False
    if before.bold != line.bold and not within_sentence(before, line):
        return False
    if _BULLET.match(line.words) or _is_next_number(block, line):
        return False
    step = before.base - line.base
    if before.page != line.page or step <= 0:
        return within_sentence(before, line)
    size = line.size
    usual = measure.step * size / measure.size
    if step > max(_APART * usual, usual + 0.2 * size):
        return False
    if _is_larger(line, measure):
        return True
    if before.broken:
        return True
    if block.role is Role.PARAGRAPH and line.left - before.left > _INDENT * size:
        return False
    room = measure.right_of(before) - before.right
    width = max(measure.right_of(before) - before.left, 1.0)
    letters = 1 if _UNSPACED.match(line.words) else len(line.words.split(" ", 1)[0])
    is_short = room > _SHORT * width and room > 0.6 * size * (letters + 1)
    return not (is_short and (_ends_sentence(before) or not _begins_small(line)))


def within_sentence(before: PrintLine, line: PrintLine) -> bool:
    """Whether a line goes on with the sentence of the one before it."""
    return before.broken or (not _ends_sentence(before) and _begins_small(line))


def _begins_small(line: PrintLine) -> bool:
    """Whether a line begins with a small letter, or one of a script without capitals."""
    return line.words[0].isalpha() and not line.words[0].isupper()


def _ends_sentence(line: PrintLine) -> bool:
    return line.words[-1] in _ENDS_SENTENCE


def _is_next_number(block: PrintBlock, line: PrintLine) -> bool:
    """Whether a line opens a numbered item: the number after that of the item before it, or a first one."""
    number = _NUMBER.match(line.words)
    if not number:
        return False
    label = number[1]
    if label in ("1", "a", "i"):
        return _ends_sentence(block.lines[-1])
    before = _NUMBER.match(block.lines[0].words)
    return bool(before) and _follows(before[1], label)  # type: ignore[index]  # it is there


def _follows(before: str, after: str) -> bool:
    if before.isdigit() and after.isdigit():
        return int(after) == int(before) + 1
    return len(before) == len(after) == 1 and ord(after) == ord(before) + 1


# Roles


def _with_roles(blocks: Sequence[PrintBlock], measure: Measure) -> Iterator[PrintBlock]:
    for block, after in zip_longest(blocks, blocks[1:]):
        if block.role is Role.PARAGRAPH and _is_heading(block, after, measure):
            block.role = Role.HEADING
        yield block


def _is_heading(block: PrintBlock, after: PrintBlock | None, measure: Measure) -> bool:
    """Whether a paragraph is a heading, by its size, or bold and alone above others."""
    words = block.words
    if len(words) > _LONGEST_HEADING or len(block.lines) > _MOST_HEADING_LINES:
        return False
    if any(line.beside for line in block.lines) or not any(map(str.isalpha, words)):
        return False
    if _is_larger(block.lines[0], measure):
        return words[-1] not in ".,;" or block.size >= 1.5 * measure.size
    bold = all(line.bold for line in block.lines)
    short = len(block.lines) <= 2 and words[-1] not in ".,;…”"
    return bold and short and after is not None and not all(line.bold for line in after.lines)


def _rows_apart(blocks: Iterable[PrintBlock]) -> Iterator[PrintBlock]:
    """Yield blocks, the lines of cells that stand beside each other apart as rows."""
    for block in blocks:
        if not any(line.beside for line in block.lines):
            yield block
            continue
        rows: list[list[PrintLine]] = []
        for line in block.lines:
            if rows and line.beside:
                rows[-1].append(line)
            else:
                rows.append([line])
        for is_row, group in groupby(rows, key=lambda row: len(row) > 1):
            parts = list(group)
            if is_row:
                yield from (PrintBlock(Role.ROW, row) for row in parts)
            else:
                yield PrintBlock(Role.PARAGRAPH, [line for row in parts for line in row])


def _rank_headings(blocks: Sequence[PrintBlock]) -> None:
    """Give each heading its level: the largest have the first, of one size those in bold."""
    looks = {_heading_look(one) for one in blocks if one.role is Role.HEADING}
    ranks = {look: place for place, look in enumerate(sorted(looks, reverse=True), 1)}
    for one in blocks:
        if one.role is Role.HEADING:
            one.level = ranks[_heading_look(one)]


def _heading_look(block: PrintBlock) -> tuple[float, bool]:
    return round(block.size), block.lines[0].bold


def _indent_items(blocks: Sequence[PrintBlock]) -> None:
    """Give the items of each list the depth that their indents show."""
    edges: list[float] = []
    for one in blocks:
        if one.role is not Role.ITEM:
            edges = []
            continue
        left = one.lines[0].left
        while edges and left < edges[-1] - 3:
            edges.pop()
        if not edges or left > edges[-1] + 3:
            edges.append(left)
        one.level = len(edges)


def _without_false_numbers(blocks: Sequence[PrintBlock]) -> list[PrintBlock]:
    """Make paragraphs of numbered items that are none of a list: alone, or not counted from 1."""
    kept: list[PrintBlock] = []
    runs: list[list[PrintBlock]] = []
    for one in blocks:
        if one.role is Role.ITEM and one.ordered:
            if runs and kept and kept[-1] is runs[-1][-1]:
                runs[-1].append(one)
            else:
                runs.append([one])
        kept.append(one)
    for run in runs:
        labels = [_NUMBER.match(one.words) for one in run]
        counted = labels[0] is not None and labels[0][1] in ("1", "a", "i")
        if len(run) < 2 or not counted:
            for one in run:
                one.role, one.mark, one.ordered, one.level = Role.PARAGRAPH, "", False, 0
    return kept
