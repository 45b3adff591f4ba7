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

_ENDS_SENTENCE = tuple('.!?…:;。！？：；؟»”"')
_SHORT = 60  # characters of a line of an address or a poem


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
    is_address = all(len(one) <= _SHORT and not one.endswith(_ENDS_SENTENCE) for one in printed)
    paragraph = lines[0]
    for before, line, words in zip(printed, lines[1:], printed[1:], strict=False):
        small = words[:1].islower()
        ends = (
            before.endswith(_ENDS_SENTENCE) or is_address or _is_bold(paragraph) != _is_bold(line)
        )
        if ends and not small:
            yield paragraph
            paragraph = line
            continue
        if not small:
            notes.add(
                Code.LINES_JOINED, "Joined lines that a line break parted.", f"{before} / {words}"
            )
        paragraph = [*paragraph, (" ", NO_STYLE), *line]
    yield paragraph


def _is_bold(line: Iterable[StyledText]) -> bool:
    return all(bool(style.marks.get("strong")) for words, style in line if words.strip(HTML_SPACES))
