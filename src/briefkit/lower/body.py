"""Sections and their blocks, down and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import assert_never

from briefkit.layout import Grid, Heading, Items, LayoutBlock, Para, Picture, Role, Run, Runs
from briefkit.lower.statements import (
    lift_assessment,
    lift_event,
    lift_statement,
    lower_assessment,
    lower_event,
    lower_statement,
)
from briefkit.lower.words import (
    Lifting,
    Lowering,
    label,
    lift_marking,
    lift_text,
    lower_marking,
    lower_text,
)
from briefkit.model import (
    Assessment,
    Block,
    Bullets,
    Event,
    Figure,
    Item,
    Marking,
    Paragraph,
    Section,
    SectionKind,
    Statement,
    Table,
    Text,
)
from briefkit.notes import Level

# Sections


def lower_sections(
    sections: Sequence[Section], level: int, lowering: Lowering
) -> Iterator[LayoutBlock]:
    """Yield each section's heading, its blocks, then its sub-sections."""
    for section in sections:
        words: Runs
        if section.heading is None:
            words = (label(lowering.labels[section.kind]),)
        else:
            words = lower_text(section.heading, lowering)
        yield Heading(
            Role(section.kind.value),
            lower_marking(section.marking) + words,
            level,
            next(lowering.anchors),
        )
        for block in section.blocks:
            yield from lower_block(block, lowering)
        yield from lower_sections(section.sections, level + 1, lowering)


def lift_sections(
    blocks: Sequence[LayoutBlock], level: int, lifting: Lifting
) -> tuple[Section, ...]:
    """Return the sections that headings of a level, and what stands below them, show."""
    starts = [
        n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.level <= level
    ]
    return tuple(
        _lift_section(blocks[start:stop], level, lifting)
        for start, stop in pairwise([*starts, len(blocks)])
    )


def _lift_section(blocks: Sequence[LayoutBlock], level: int, lifting: Lifting) -> Section:
    heading, *rest = blocks
    assert isinstance(heading, Heading)
    below = next((n for n, block in enumerate(rest) if isinstance(block, Heading)), len(rest))
    words = lift_text(heading.runs)
    return Section(
        kind=SectionKind(heading.role.value),
        heading=words or None,
        blocks=lift_blocks(rest[:below], lifting),
        sections=lift_sections(rest[below:], level + 1, lifting),
        marking=lift_marking(heading.runs),
    )


# Blocks


def lower_block(block: Block, lowering: Lowering) -> list[LayoutBlock]:
    """Return what a block prints."""
    match block:
        case Paragraph():
            return [lower_paragraph(block, lowering)]
        case Statement():
            return [lower_statement(block, lowering)]
        case Event():
            return [lower_event(block, lowering)]
        case Assessment():
            return [*lower_assessment(block, lowering)]
        case Bullets():
            return [*_lower_portion(block.marking, lowering), lower_bullets(block, lowering)]
        case Table():
            return [*_lower_portion(block.marking, lowering), lower_table(block, lowering)]
        case Figure():
            return [*_lower_portion(block.marking, lowering), lower_figure(block, lowering)]
        case _:
            assert_never(block)


def lift_blocks(blocks: Sequence[LayoutBlock], lifting: Lifting) -> tuple[Block, ...]:
    """Return the blocks that a stretch of a sheet without headings shows."""
    lifted: list[Block] = []
    portion: Marking | None = None
    for index, block in enumerate(blocks):
        match block:
            case Para(role=Role.PORTION):
                portion = lift_marking(block.runs)
                continue
            case Para(role=Role.JUDGEMENT):
                continue  # read with the assessment before it
            case Para():
                lifted.append(lift_para(block, blocks[index + 1 : index + 2], lifting))
            case Items():
                lifted.append(lift_bullets(block, portion, lifting))
            case Grid():
                lifted.append(lift_table(block, portion))
            case Picture():
                lifted.append(lift_figure(block, portion))
            case Heading():
                raise AssertionError("headings open sections of their own")
            case _:
                assert_never(block)
        portion = None
    return tuple(lifted)


def lift_para(
    para: Para, after: Sequence[LayoutBlock], lifting: Lifting
) -> Paragraph | Statement | Event | Assessment:
    """Return the block that a paragraph shows, with the line of judgement that may follow it."""
    match para.role:
        case Role.STATEMENT | Role.INFERRED:
            statement = lift_statement(para, lifting)
            if statement is not None:
                return statement
            lifting.note(
                "statement-without-speaker",
                Level.REPAIRED,
                "A statement names no speaker that could be recognised; it is kept as a paragraph.",
            )
        case Role.EVENT:
            return lift_event(para, lifting)
        case Role.ASSESSMENT:
            return lift_assessment(para, after, lifting)
        case _:
            pass
    return lift_paragraph(para)


def lower_paragraph(paragraph: Paragraph, lowering: Lowering) -> Para:
    """Return a paragraph with its portion mark."""
    runs = lower_text(paragraph.text, lowering)
    return lowering.para(Role.PARAGRAPH, lower_marking(paragraph.marking) + runs)


def lift_paragraph(para: Para) -> Paragraph:
    """Return the paragraph that a paragraph shows."""
    return Paragraph(lift_text(para.runs), marking=lift_marking(para.runs))


def _lower_portion(marking: Marking | None, lowering: Lowering) -> Iterator[Para]:
    """Yield the portion mark of a block that has no line of its own to print it on."""
    if marking is not None:
        yield lowering.para(Role.PORTION, lower_marking(marking)[:1])


# Lists


def lower_bullets(bullets: Bullets, lowering: Lowering) -> Items:
    """Return a list with everything below it."""
    anchor = next(lowering.anchors)
    items = tuple([tuple(_lower_item(item, lowering)) for item in bullets.items])
    return Items(bullets.ordered, items, Role.LIST, anchor)


def lift_bullets(items: Items, marking: Marking | None, lifting: Lifting) -> Bullets:
    """Return the list that items show."""
    return Bullets([_lift_item(item, lifting) for item in items.items], items.ordered, marking)


def _lower_item(item: Item, lowering: Lowering) -> Iterator[Para | Items]:
    for block in (item.block, *item.children):
        for lowered in lower_block(block, lowering):
            assert isinstance(lowered, Para | Items)
            yield lowered


def _lift_item(blocks: Sequence[Para | Items], lifting: Lifting) -> Item:
    first, *rest = blocks
    assert isinstance(first, Para)
    children = [child for child in lift_blocks(rest, lifting) if isinstance(child, Bullets)]
    return Item(lift_para(first, rest[:1], lifting), children)


# Tables and figures


def lower_table(table: Table, lowering: Lowering) -> Grid:
    """Return a table with its caption."""
    return Grid(
        header=tuple(lower_text(cell, lowering) for cell in table.header),
        rows=tuple(tuple(lower_text(cell, lowering) for cell in row) for row in table.rows),
        caption=_lower_maybe(table.caption, lowering),
        anchor=next(lowering.anchors),
    )


def lift_table(grid: Grid, marking: Marking | None) -> Table:
    """Return the table that a grid shows."""
    return Table(
        rows=[[lift_text(cell) for cell in row] for row in grid.rows],
        header=[lift_text(cell) for cell in grid.header],
        caption=_lift_maybe(grid.caption),
        marking=marking,
    )


def lower_figure(figure: Figure, lowering: Lowering) -> Picture:
    """Return a picture with its caption and credit."""
    return Picture(
        Role.FIGURE,
        figure.image,
        figure.alt,
        caption=_lower_maybe(figure.caption, lowering),
        credit=_lower_maybe(figure.credit, lowering),
        anchor=next(lowering.anchors),
    )


def lift_figure(picture: Picture, marking: Marking | None) -> Figure:
    """Return the figure that a picture shows."""
    return Figure(
        picture.image,
        picture.alt,
        caption=_lift_maybe(picture.caption),
        credit=_lift_maybe(picture.credit),
        marking=marking,
    )


def _lower_maybe(text: Text | None, lowering: Lowering) -> Runs:
    return () if text is None else lower_text(text, lowering)


def _lift_maybe(runs: tuple[Run, ...]) -> Text | None:
    return lift_text(runs) or None
