"""Line breaks of foreign Word documents: paragraphs whose lines are paragraphs of their own, and lines that go on."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from briefkit.formats.docx.reading.paragraph_content import ParagraphContent
from briefkit.layout import Run
from briefkit.model import Span
from briefkit.model.text import with_text
from briefkit.notes import Notes
from briefkit.recognise.broken_lines import broken_paragraphs as paragraphs_of_lines, note_joined

_SPACE = Run(Span(" "))


def broken_paragraphs(
    content: ParagraphContent, whole: bool, notes: Notes, number: int
) -> list[list[Run]]:
    """Runs of each paragraph that the line breaks of one make.

    Args:
        content: The content of the paragraph.
        whole: Whether it stays one paragraph, as a heading or an item does.
        notes: Gets a note where lines were joined.
        number: The number of the paragraph.
    """
    if not content.breaks:
        return [content.runs]
    lines = runs_of_lines(content)
    printed = [_words(line) for line in lines]
    found = []
    bold = [_is_bold(line) for line in lines]
    for paragraph in paragraphs_of_lines(printed, bold, whole=whole):
        first, *others = paragraph.lines
        runs = list(lines[first])
        for at in others:
            runs += [_SPACE, *lines[at]]
        found.append(runs)
        if paragraph.is_seen:
            note_joined((printed[at] for at in paragraph.lines), notes, number)
    return found


def runs_of_lines(content: ParagraphContent) -> list[list[Run]]:
    """Runs of each line of a paragraph that has words."""
    return [line for line in _lines(content) if _words(line)]


def _lines(content: ParagraphContent) -> list[list[Run]]:
    """Runs of each line, without the spaces that stand for the breaks."""
    lines: list[list[Run]] = [[]]
    breaks = [*content.breaks]
    breaks.reverse()
    start = 0
    for run in content.runs:
        text, place = run.span.text, 0
        while breaks and breaks[-1] < start + len(text):
            stop = breaks.pop() - start
            lines[-1].append(_part(run, text[place:stop]))
            lines.append([])
            place = stop + 1
        lines[-1].append(_part(run, text[place:]))
        start += len(text)
    return [[run for run in line if run.span.text] for line in lines]


def _part(run: Run, text: str) -> Run:
    return evolve(run, span=with_text(run.span, text))


def _words(line: Sequence[Run]) -> str:
    return "".join(run.span.text for run in line).strip()


def _is_bold(line: Sequence[Run]) -> bool:
    return all(run.span.strong for run in line if run.span.text.strip())
