"""Wrapping: whether a text was wrapped at a column, and what its lines of print are put together."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from attrs import evolve, frozen

from briefkit.language.word_pattern import WORD
from briefkit.recognise.heading_looks import ends_sentence
from briefkit.recognise.words import fold

_NARROWEST, _WIDEST = 50, 100  # columns at which text may be wrapped
_NARROW = 24  # columns of the narrowest column of a page
_RAGGED = 8  # columns by which a wrapped line may fall short
_RAGGED_SHARE = 8  # of a narrow column, as its part
_EVIDENCE = 3  # lines that go on in small letters, where fewer may be chance
_LONGER_SHARE = 10  # of the lines may be longer, such as one that holds an address
_LINE_OF_PROSE = 30  # columns
_SOFT_HYPHEN = "\u00ad"
_HYPHENS = "-\u2010" + _SOFT_HYPHEN
_WITH_HYPHEN = re.compile(r"(?<![\w-])[^\W\d_]+-[^\W\d_]+(?![\w-])")


@frozen
class PrintedLine:
    """Printed line: its clean words, and how it stands on its page.

    Attributes:
        number: The line of the input, from 1.
        indent: The columns before it.
        words: The words.
        apart: Whether a blank line, or the start, stands before it.
        page: The page, from 0, where form feeds part pages.
        quoted: Whether it is quoted from another e-mail.
        goes_on: Whether it goes on with a sentence of the page before.
    """

    number: int
    indent: int
    words: str
    apart: bool
    page: int = 0
    quoted: bool = False
    goes_on: bool = False

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


@frozen
class PrintedWords:
    """Words of a text, by which a word in two halves is told from a compound.

    Attributes:
        known: The words, folded, those with a hyphen inside among them.
        is_hyphenated: Whether a program parted words at the ends of lines: one of them stands whole elsewhere.
    """

    known: Set[str] = frozenset()
    is_hyphenated: bool = False


def words_of_print(lines: Sequence[PrintedLine]) -> PrintedWords:
    """Return the words of a text, without those that the ends of lines part."""
    known: set[str] = set()
    behind_hyphen = False
    for line in lines:
        found = [fold(word) for word in WORD.findall(line.words)]
        parted = _ends_within_word(line.words)
        known.update(found[int(behind_hyphen) : len(found) - int(parted)])
        known.update(map(fold, _WITH_HYPHEN.findall(line.words)))
        behind_hyphen = parted
    halves = (
        _halves(before.words, after.words)
        for before, after in pairwise(lines)
        if _ends_within_word(before.words)
    )
    return PrintedWords(known, any(one + other in known for one, other in halves))


def joined(parts: Sequence[str], words: PrintedWords) -> str:
    """Return what lines of print say together.

    A hyphen at the end of one goes where the text has the whole word elsewhere, or is hyphenated and has no such
    compound. A soft one always goes.

    Args:
        parts: The words of each line of print.
        words: The words of the text.
    """
    said = [parts[0]]
    for before, part in pairwise(parts):
        if not _ends_within_word(before):
            said.append(" ")
        elif _is_one_word(before, part, words):
            said[-1] = said[-1][:-1]
        said.append(part)
    return "".join(said)


def _is_one_word(before: str, part: str, words: PrintedWords) -> bool:
    """Whether the hyphen between two lines parts a word, and is none of a compound."""
    one, other = _halves(before, part)
    if before[-1] == _SOFT_HYPHEN or one + other in words.known:
        return True
    is_compound = f"{one}-{other}" in words.known or {one, other} <= words.known
    return words.is_hyphenated and part[0].islower() and not is_compound


def _halves(before: str, after: str) -> tuple[str, str]:
    """Return the last word of a line without its hyphen, and the first of the next, folded."""
    return fold(WORD.findall(before[:-1])[-1]), fold((WORD.findall(after) or [""])[0])


def _ends_within_word(part: str) -> bool:
    """Whether a line ends inside a word: "long-" before "term"."""
    return part[-1] in _HYPHENS and part[-2:-1].isalnum()
