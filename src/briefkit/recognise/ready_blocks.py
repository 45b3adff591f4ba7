"""Ready blocks: tables and pictures that a reader made, which stand between the lines whose words are recognised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from briefkit.model import Figure, SectionKind, Table
from briefkit.model.media import Image
from briefkit.model.text import Text
from briefkit.recognise.headings import Part
from briefkit.recognise.lines import Kind, Line


def block_line(number: int, block: Table | Figure, level: int = 0) -> Line:
    """Return the line of a table or a picture.

    Args:
        number: The line of the input where it starts, from 1; 0 where that is not known.
        block: The table, or the picture.
        level: The indentation of the list item that it stands in, in columns; 0 outside of lists.
    """
    return Line(number, Text(), Kind.BLOCK, level, block=block)


def foreign_figure(
    image: Image,
    alt: str,
    caption: Text | None = None,
    credit: Text | None = None,
    width: int | None = None,
) -> Figure:
    """Return the figure of a foreign document.

    Args:
        image: The picture.
        alt: Its alternative text.
        caption: Its caption; None or empty where it has none.
        credit: Whose it is, likewise.
        width: How wide it is, in whole per cent of the line; None where the document does not say.
    """
    return Figure(image, alt, caption=caption or None, credit=credit or None, width=width)


def title_of_blocks(lines: Sequence[Line]) -> Line | None:
    """Return the first words of the tables and pictures of a document that has no others, as the line of its title.

    None where no cell, caption or description has words.
    """
    for line in lines:
        words = next((one for one in _words_of(line.block) if one.strip()), None)
        if words is not None:
            return Line(line.number, Text(words.strip()))
    return None


def _words_of(block: Table | Figure | None) -> Iterator[str]:
    """Yield the words of a block: its caption, then those of its cells, or what the picture shows."""
    if block is None:
        return
    if block.caption:
        yield block.caption.plain
    if isinstance(block, Figure):
        yield block.alt
        return
    for row in (block.header, *block.rows):
        yield from (cell.plain for cell in row)


def fold_blocks(lines: Sequence[Line]) -> list[Line]:
    """Return the lines that have words, each with the blocks behind it; blocks before all words are not among them."""
    found: list[tuple[Line, list[Line]]] = []
    for line in lines:
        if line.block is None:
            found.append((line, []))
        elif found:
            found[-1][1].append(line)
    return [evolve(line, behind=tuple(blocks)) if blocks else line for line, blocks in found]


def with_blocks_of(parts: list[Part], part: Part) -> None:
    """Put the blocks of a part that became fields at the end of the section before it.

    Args:
        parts: The sections so far; where there is none, one without a heading is added.
        part: The part.
    """
    of_heading = part.heading.behind if part.heading else ()
    blocks = [*of_heading, *(block for line in part.lines for block in line.behind)]
    if blocks and not parts:
        parts.append(Part(SectionKind.OTHER))
    if blocks:
        parts[-1].lines += blocks


def with_lost_blocks(parts: list[Part], all_blocks: Sequence[Line]) -> list[Part]:
    """Put blocks of lines that became fields where they stood: before the first section, or at the end.

    Args:
        parts: The sections, their blocks on lines of their own.
        all_blocks: The lines of all blocks of the document, in their order.
    """
    held = {id(line.block) for part in parts for line in part.lines if line.block is not None}
    found = [id(one.block) in held for one in all_blocks]
    first = found.index(True) if True in found else len(found)
    above = list(all_blocks[:first])
    below = [one for one, known in zip(all_blocks[first:], found[first:], strict=True) if not known]
    if above and not (parts and parts[0].is_opening):
        parts.insert(0, Part(SectionKind.OTHER))
    if above:
        parts[0].lines[:0] = above
    if below:
        parts[-1].lines += below
    return parts


def unfolded(part: Part) -> Part:
    """Return a part, the blocks that stand in it on lines of their own."""
    of_heading = part.heading.behind if part.heading else ()
    if not of_heading and not any(line.behind for line in part.lines):
        return part
    return evolve(part, lines=[*of_heading, *_unfold(part.lines)])


def _unfold(lines: Iterable[Line]) -> Iterator[Line]:
    for line in lines:
        yield evolve(line, behind=()) if line.behind else line
        yield from line.behind
