"""Title of a foreign Word document among its lines: whole, and where recognition looks for it."""

from __future__ import annotations

from attrs import evolve

from briefkit.model import Span, Text
from briefkit.notes import Code, Notes
from briefkit.recognise.lines import Kind, Line

_TITLE_WITHIN = 4  # lines


def with_whole_title(lines: list[Line], notes: Notes) -> list[Line]:
    """Lines, the only title as one line where it stands in several paragraphs right below one another.

    Args:
        lines: The lines of the document.
        notes: Gets a note where paragraphs were joined.
    """
    start = next((place for place, line in enumerate(lines) if _is_title(line)), len(lines))
    stop = start
    while stop < len(lines) and _is_title(lines[stop]):
        stop += 1
    if stop - start < 2 or any(_is_title(line) for line in lines[stop:]):
        return lines
    parts = lines[start:stop]
    spans = [span for part in parts for span in (*part.text.spans, Span(" "))]
    words = " / ".join(part.plain for part in parts)
    notes.add(Code.LINES_JOINED, "The title stood in several paragraphs.", words, parts[0].number)
    return [*lines[:start], evolve(parts[0], text=Text(spans[:-1])), *lines[stop:]]


def with_title_near_top(lines: list[Line]) -> list[Line]:
    """Lines, their only title before the others where too many, or a heading, stand above it."""
    titles = [line for line in lines if _is_title(line)]
    above = lines[: lines.index(titles[0])] if len(titles) == 1 else []
    worded = [line for line in above if line.block is None]
    if len(worded) < _TITLE_WITHIN and all(line.kind is not Kind.HEADING for line in worded):
        return lines
    return [titles[0], *(line for line in lines if line is not titles[0])]


def _is_title(line: Line) -> bool:
    return line.kind is Kind.HEADING and line.level == 1
