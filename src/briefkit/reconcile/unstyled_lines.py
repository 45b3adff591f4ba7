"""Unstyled lines: the logical lines of plain text or Markdown as the blocks of a file that has no styles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from briefkit.layout import Heading, Items, LayoutBlock, Para, Role, Run
from briefkit.model import Brief, Span
from briefkit.notes import Note, Reading
from briefkit.recognise.lines import Kind, Line
from briefkit.reconcile.parsed_file import UnstyledFile
from briefkit.reconcile.reading_back import reconcile_unstyled


def read_lines_as_edit(
    lines: Sequence[Line], base: Brief, notes: Sequence[Note] = ()
) -> Reading | None:
    """Return the brief of lines that are an edit of a base; None where they show something else.

    Args:
        lines: The lines.
        base: The brief.
        notes: The notes on how the lines were made.
    """
    blocks = tuple(block for line in lines for block in _blocks(line))
    return reconcile_unstyled([UnstyledFile(blocks, tuple(notes))], base)


def _blocks(line: Line) -> Iterator[LayoutBlock]:
    runs = tuple(Run(_bare(span)) for span in line.text.spans)
    match line.kind:
        case Kind.HEADING:
            if line.level == 1:
                yield Heading(Role.TITLE, runs, 1, "")
            else:
                yield Heading(Role.OTHER, runs, line.level, "")
        case Kind.ITEM:
            yield Items(line.ordered, ((Para(Role.PARAGRAPH, runs, ""),),), Role.LIST, "")
        case Kind.UNKNOWN | Kind.PARAGRAPH | Kind.STANDFIRST | Kind.FACT:
            yield Para(Role.PARAGRAPH, runs, "")
        case Kind.BLOCK:
            pass  # tables and pictures do not stand in the lines of plain text


def _bare(span: Span) -> Span:
    return evolve(span, quoted=False, cites=())
