"""Blocks of a section: lists, statements and paragraphs, read from its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import define, field

from briefkit.model import (
    MAX_BULLET_LEVELS,
    Block,
    Bullets,
    Item,
    Paragraph,
    SectionKind,
    Statement,
)
from briefkit.notes import Code, Notes
from briefkit.recognise.attributed_statement import split_label, statement
from briefkit.recognise.lines import Kind, Line
from briefkit.recognise.printed_numbers import with_printed_numbers
from briefkit.recognise.quotation_marks import marked
from briefkit.recognise.recogniser import Recogniser


def section_blocks(
    lines: Sequence[Line],
    kind: SectionKind,
    recogniser: Recogniser,
    notes: Notes,
    *,
    labels_only: bool = False,
) -> tuple[Block, ...]:
    """Read the lines of one section: runs of items as lists, others as paragraphs.

    A statement may stand in an item of any section, and as a paragraph in a section of reactions.

    Args:
        lines: The lines.
        kind: The kind of the section.
        recogniser: What is known of the language.
        notes: The collector of notes and lines.
        labels_only: Whether an item is a statement only by its label, for somebody else finds all others.
    """
    found: list[Block] = []
    settled = list(_blocks_behind_lists(lines))
    for is_item, run in groupby(with_printed_numbers(settled), key=_is_item):
        if is_item:
            found += _nested_lists(list(run), kind, recogniser, notes, labels_only)
        else:
            found += [_block(line, kind, recogniser, notes) for line in run]
    return tuple(found)


def _is_item(line: Line) -> bool:
    return line.kind is Kind.ITEM


def _blocks_behind_lists(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield lines, tables and pictures within a list behind it, for no item holds them."""
    waiting: list[Line] = []
    for line in lines:
        if line.block is not None and line.level:
            waiting.append(line)
            continue
        if waiting and not _is_item(line):
            yield from waiting
            waiting = []
        yield line
    yield from waiting


def _block(line: Line, kind: SectionKind, recogniser: Recogniser, notes: Notes) -> Block:
    if line.block is None:
        return _paragraph_or_labelled_statement(line, kind, recogniser, notes)
    notes.lines.add(line.block, line.number)
    return line.block


def _paragraph_or_labelled_statement(
    line: Line, kind: SectionKind, recogniser: Recogniser, notes: Notes
) -> Block:
    if kind is SectionKind.REACTIONS and split_label(line.text):
        found = _statement_or_paragraph(line, kind, recogniser, notes, labels_only=True)
        if isinstance(found, Statement):
            return found
    paragraph = Paragraph(marked(line.text, recogniser.language))
    notes.lines.add(paragraph, line.number)
    return paragraph


def _statement_or_paragraph(
    line: Line, kind: SectionKind, recogniser: Recogniser, notes: Notes, labels_only: bool
) -> Statement | Paragraph:
    """Read a line as a statement, if somebody speaks in it, or as a paragraph."""
    said = statement(line.text, recogniser.language, permissive=kind is SectionKind.REACTIONS)
    if said and labels_only and not said.labelled:
        said = None
    found = said or Paragraph(marked(line.text, recogniser.language))
    notes.lines.add(found, line.number)
    if said and said.inferred:
        message = "The statement reports no words; it was read as inferred."
        notes.add(Code.STATEMENT_INFERRED, message, line=line.number)
    return found


@define
class _ItemNode:
    """Item of a list that is not built yet, with the items below it."""

    line: Line
    block: Statement | Paragraph
    below: list[_ItemNode] = field(factory=list)


def _nested_lists(
    lines: list[Line], kind: SectionKind, recogniser: Recogniser, notes: Notes, labels_only: bool
) -> Iterator[Bullets]:
    """Nest items by their indentation, as deep as the model allows."""
    top: list[_ItemNode] = []
    stack: list[_ItemNode] = []
    flattened = False
    for line in lines:
        block = _statement_or_paragraph(line, kind, recogniser, notes, labels_only)
        node = _ItemNode(line, block)
        while stack and stack[-1].line.level >= line.level:
            stack.pop()
        if len(stack) >= MAX_BULLET_LEVELS:
            if not flattened:
                message = f"Bullets deeper than {MAX_BULLET_LEVELS} levels were put on the last."
                notes.add(Code.LIST_FLATTENED, message, line=line.number)
            flattened = True
            stack[MAX_BULLET_LEVELS - 2].below.append(node)
            continue
        (stack[-1].below if stack else top).append(node)
        stack.append(node)
    return iter(_bullets(top))


def _bullets(nodes: Sequence[_ItemNode]) -> list[Bullets]:
    """Return the lists of the items on one level: a new list where numbers start or end."""
    return [
        Bullets(tuple(Item(node.block, tuple(_bullets(node.below))) for node in run), ordered)
        for ordered, run in (
            (ordered, list(group))
            for ordered, group in groupby(nodes, key=lambda node: node.line.ordered)
        )
    ]
