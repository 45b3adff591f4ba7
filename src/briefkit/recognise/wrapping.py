"""Wrapping: whether a text was wrapped at a column, and what its lines of print are put together."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

from attrs import evolve, frozen

from briefkit.language.spacing import WORD
from briefkit.recognise.heading_looks import ends_sentence
from briefkit.recognise.words import fold

_NARROWEST, _WIDEST = 50, 100  # columns at which text may be wrapped
_NARROW = 24  # columns of the narrowest column of a page
_RAGGED = 8  # columns by which a wrapped line may fall short
_RAGGED_SHARE = 8  # of a narrow column, as its part
_EVIDENCE = 3  # lines that go on in small letters, where fewer may be chance
_LONGER_SHARE = 10  # of the lines may be longer, such as one that holds an address
_LINE_OF_PROSE = 30  # columns


@frozen
class PrintedLine:
    """Printed line: its clean words, and how far it is indented."""

    number: int
    indent: int
    words: str
    apart: bool

    @property
    def width(self) -> int:
        """The columns that it takes."""
        return self.indent + len(self.words)


def single_spaced(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return lines without the blank ones that stand between any two, as of a scanned page, within a sentence."""
    within = [
        after.apart
        and after.words[0].islower()
        and not ends_sentence(before.words)
        and before.width >= _LINE_OF_PROSE
        for before, after in pairwise(lines)
    ]
    apart = sum(line.apart for line in lines[1:])
    if sum(within) < _EVIDENCE or 3 * sum(within) < apart:
        return list(lines)
    return [
        *lines[:1],
        *(
            evolve(line, apart=False) if inside else line
            for line, inside in zip(lines[1:], within, strict=True)
        ),
    ]


def wrapping_width(lines: Sequence[PrintedLine]) -> int:
    """Return the columns at which a text was wrapped; 0 where no line shows that it was."""
    spaced = [line.width for line in lines if " " in line.words]
    going_on = [
        before.width
        for before, after in pairwise(lines)
        if not after.apart and after.words[0].islower()
    ]
    width = max(spaced, default=0)
    if any(one >= _NARROWEST for one in going_on) and _NARROWEST <= width <= _WIDEST:
        return width
    if len(going_on) < _EVIDENCE:
        return 0
    width = max(going_on)
    longer = sum(one > width for one in spaced)
    even = sum(one >= width - 2 * _RAGGED for one in going_on)
    usual = _LONGER_SHARE * longer <= len(spaced) and 2 * even >= len(going_on)
    return width if usual and _NARROW <= width <= _WIDEST else 0


def is_full(line: PrintedLine, next_word: str, width: int) -> bool:
    """Whether a line had no room for the next word."""
    ragged = _RAGGED if width >= _NARROWEST else width // _RAGGED_SHARE
    return line.width + 1 + len(next_word) > width - ragged


def words_of_print(lines: Sequence[PrintedLine]) -> Set[str]:
    """Return the words of a text, folded, by which a word in two halves is told from a compound."""
    return {fold(word) for line in lines for word in WORD.findall(line.words)}


def joined(parts: Sequence[str], known: Set[str]) -> str:
    """Return what lines of print say together.

    A hyphen at the end of one stays, but where the text has the whole word elsewhere.

    Args:
        parts: The words of each line of print.
        known: The words of the text.
    """
    words = [parts[0]]
    for before, part in pairwise(parts):
        if not _ends_within_word(before):
            words.append(" ")
        elif fold(WORD.findall(before)[-1] + (WORD.findall(part) or [""])[0]) in known:
            words[-1] = words[-1][:-1]
        words.append(part)
    return "".join(words)


def _ends_within_word(part: str) -> bool:
    """Whether a line ends inside a word: "long-" before "term"."""
    return part[-1] == "-" and part[-2:-1].isalnum()
