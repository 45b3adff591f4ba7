"""Line breaks of foreign pages: within a sentence a space, else the end of a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from briefkit.formats.html.reading.inline_reader import (
    HTML_SPACES,
    LINE_BREAK,
    NO_STYLE,
    StyledText,
)
from briefkit.notes import Notes
from briefkit.recognise.broken_lines import broken_paragraphs as paragraphs_of_lines, note_joined


def broken_paragraphs(
    texts: Sequence[StyledText], notes: Notes, number: int | None
) -> Iterator[list[StyledText]]:
    """Yield the texts of each paragraph of a block that has line breaks.

    Two breaks end a paragraph. One does where a sentence ends before it, at a line in bold, and in an address, whose
    lines are short and end no sentence; else the sentence goes on.

    Args:
        texts: The texts of the block.
        notes: Gets a note where lines were joined.
        number: The line of the page where the block starts.
    """
    for is_blank, lines in groupby(_lines(texts), key=lambda line: not _words(line)):
        if not is_blank:
            yield from _joined(list(lines), notes, number)


def _lines(texts: Iterable[StyledText]) -> Iterator[list[StyledText]]:
    line: list[StyledText] = []
    for text in texts:
        if text[0] == LINE_BREAK:
            yield line
            line = []
        else:
            line.append(text)
    yield line


def _words(line: Iterable[StyledText]) -> str:
    return "".join(words for words, _ in line).strip(HTML_SPACES)


def _joined(
    lines: list[list[StyledText]], notes: Notes, number: int | None
) -> Iterator[list[StyledText]]:
    printed = [_words(line) for line in lines]
    for paragraph in paragraphs_of_lines(printed, [_is_bold(line) for line in lines]):
        first, *others = paragraph.lines
        texts = list(lines[first])
        for at in others:
            texts += [(" ", NO_STYLE), *lines[at]]
        if paragraph.is_seen:
            note_joined((printed[at] for at in paragraph.lines), notes, number)
        yield texts


def _is_bold(line: Iterable[StyledText]) -> bool:
    return all(bool(style.marks.get("strong")) for words, style in line if words.strip(HTML_SPACES))
