"""Tagged print: the words of a structure tree's blocks, and whether the tags say enough of a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from briefkit.formats.pdf.reading.print_blocks import PrintBlock, PrintCell, Role
from briefkit.formats.pdf.reading.print_lines import PrintLine, lines_of
from briefkit.formats.pdf.reading.printed_text import PrintedPage, Stretch
from briefkit.formats.pdf.reading.structure_blocks import Mark, TaggedBlock

#: How much of the words of a document its tags name at least, where they are gone by.
_NAMED_SHARE = 0.7
#: How much larger the larger of two lines is that are no one paragraph.
_OTHER_SIZE = 1.15
#: How much of a column a line fills at most behind which its author broke it.
_SHORT_SHARE = 0.7


@frozen
class TaggedPrint:
    """Print of a tagged PDF.

    Attributes:
        blocks: Its blocks, in the order of the tags; a row of a table is one.
        outside: The lines that no tag names, page by page.
        pictures: What its pictures show, as the file says; "" where it does not.
    """

    blocks: tuple[PrintBlock, ...]
    outside: tuple[PrintLine, ...]
    pictures: tuple[str, ...]


def tagged_print(tagged: Sequence[TaggedBlock], pages: Iterable[PrintedPage]) -> TaggedPrint | None:
    """Return the print of a document by its tags; None where they name too few of its words.

    Args:
        tagged: The blocks of its structure tree.
        pages: Its pages.
    """
    stretches: defaultdict[Mark, list[Stretch]] = defaultdict(list)
    loose: list[Stretch] = []
    for page in pages:
        for one in page.stretches:
            if one.look.artifact:
                continue
            if one.look.mark is None:
                loose.append(one)
            else:
                stretches[page.number, one.look.mark].append(one)
    everything = _length(loose) + sum(map(_length, stretches.values()))
    blocks = list(_blocks(tagged, stretches))
    # What the tags named has been taken.
    rest = [*loose, *(one for held in stretches.values() for one in held)]
    if _length(rest) > (1 - _NAMED_SHARE) * everything:
        return None
    pictures = tuple(one.alt for one in tagged if one.is_picture)
    return TaggedPrint(tuple(blocks), tuple(lines_of(rest)), pictures)


def _length(stretches: Iterable[Stretch]) -> int:
    return sum(len(one.words.strip()) for one in stretches)


def _blocks(
    tagged: Iterable[TaggedBlock], stretches: dict[Mark, list[Stretch]]
) -> Iterator[PrintBlock]:
    """Yield the blocks that have words, and take these from the stretches."""
    for one in tagged:
        if one.rows:
            yield from _table(one, stretches)
            continue
        for mark in one.references:
            for stretch in stretches.get(mark, ()):
                stretch.reference = True
        label = _taken(one.label, stretches)
        lines = _taken(one.marks, stretches)
        if one.role is None or not (lines or label):
            continue
        bullet = " ".join(line.words for line in label)
        if one.role is not Role.ITEM or not lines:
            lines = [*label, *lines]
        ordered = any(map(str.isalnum, bullet)) and bullet != "o"
        if one.role is Role.PARAGRAPH:
            yield from (PrintBlock(one.role, part) for part in _broken_apart(lines))
        else:
            yield PrintBlock(one.role, lines, one.level, bullet, ordered)


def _table(one: TaggedBlock, stretches: dict[Mark, list[Stretch]]) -> Iterator[PrintBlock]:
    """Yield a table, where it has words."""
    caption = _taken(one.caption, stretches)
    cells = [
        [
            PrintCell(tuple(_taken(cell.marks, stretches)), cell.header, cell.columns, cell.rows)
            for cell in row
        ]
        for row in one.rows
    ]
    lines = [line for row in cells for cell in row for line in cell.lines]
    if lines or caption:
        yield PrintBlock(Role.TABLE, lines or caption, cells=cells, caption=caption)


def _broken_apart(lines: Sequence[PrintLine]) -> Iterator[list[PrintLine]]:
    """Yield the lines of a paragraph, apart where its author broke it: behind a short line, or where the size changes."""
    right = max(line.right for line in lines)
    part: list[PrintLine] = []
    for line in lines:
        if part and _is_broken(part[-1], line, right):
            yield part
            part = []
        part.append(line)
    yield part


def _is_broken(before: PrintLine, after: PrintLine, right: float) -> bool:
    if after.beside or before.broken or after.words[0].islower():
        return False
    if max(before.size, after.size) > _OTHER_SIZE * min(before.size, after.size):
        return True
    return before.right - before.left < _SHORT_SHARE * (right - before.left)


def _taken(marks: Iterable[Mark], stretches: dict[Mark, list[Stretch]]) -> list[PrintLine]:
    """Return the lines of marked content, each of which belongs to one block alone (14.7.5.1)."""
    return lines_of(one for mark in marks for one in stretches.pop(mark, ()))
