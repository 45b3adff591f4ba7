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
from briefkit.notes import Code, Notes
from briefkit.recognise.broken_lines import line_breaks


def broken_paragraphs(texts: Sequence[StyledText], notes: Notes) -> Iterator[list[StyledText]]:
    """Yield the texts of each paragraph of a block that has line breaks.

    Two breaks end a paragraph. One does where a sentence ends before it, at a line in bold, and in an address, whose
    lines are short and end no sentence; else the sentence goes on.

    Args:
        texts: The texts of the block.
        notes: Gets a note where lines were joined.
    """
    for is_blank, lines in groupby(_lines(texts), key=lambda line: not _words(line)):
        if not is_blank:
            yield from _joined(list(lines), notes)


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


def _joined(lines: list[list[StyledText]], notes: Notes) -> Iterator[list[StyledText]]:
    printed = [_words(line) for line in lines]
    breaks = line_breaks(printed, [_is_bold(line) for line in lines])
    paragraph = lines[0]
    for one, before, line, words in zip(breaks, printed, lines[1:], printed[1:], strict=False):
        if one.ends:
            yield paragraph
            paragraph = line
            continue
        if one.is_seen:
            notes.add(
                Code.LINES_JOINED, "Joined lines that a line break parted.", f"{before} / {words}"
            )
        paragraph += [(" ", NO_STYLE), *line]
    yield paragraph


def _is_bold(line: Iterable[StyledText]) -> bool:
    return all(bool(style.marks.get("strong")) for words, style in line if words.strip(HTML_SPACES))
