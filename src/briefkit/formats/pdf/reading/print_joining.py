"""Joining of lines of print: what the lines of a paragraph say together, and which hyphens break a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain, pairwise

from attrs import define, evolve, field

from briefkit.formats.pdf.reading.print_lines import PrintLine
from briefkit.formats.pdf.reading.printed_text import Stretch
from briefkit.language.spacing import UNSPACED
from briefkit.language.word_pattern import WORD
from briefkit.model.text import Position, Span, Text, slice_spans
from briefkit.recognise.words import fold

#: How far a raised or lowered number stands from the line, and how much smaller it is.
_RAISED = 0.15
_SMALLER = 0.9
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_UNSPACED = re.compile(f"[{UNSPACED}，。、：；！？」』”（）《》]")
#: A hyphen that is typed, and one that only a program sets.
_HYPHENS = "-\u2010"


@define
class Joiner:
    """Joiner of lines, by the words of their document.

    Attributes:
        words: The words of the document that stand whole on a line, folded.
        compounds: The pairs of words that a hyphen joins within a line.
        hyphenates: Whether a program broke words, as more than one broken line shows.
        mended: The words that were put together, as they were printed.
    """

    words: Set[str]
    compounds: Set[str]
    hyphenates: bool
    mended: list[str] = field(factory=list)

    def text(self, lines: Sequence[PrintLine], *, bold: bool = True) -> Text:
        """Return what lines say together.

        Args:
            lines: The lines.
            bold: Whether bold words are kept so, which are the look of a heading.
        """
        rows: list[Sequence[Span]] = []
        for line in lines:
            if rows:
                rows[-1] = self._with_end(rows[-1], line.words, lines[len(rows) - 1].broken)
            rows.append([_span(one, line, bold) for one in line.stretches])
        return Text(single_spaced(chain.from_iterable(rows)))

    def _with_end(self, spans: Sequence[Span], following: str, broken: bool) -> Sequence[Span]:
        """Return the spans of a line as the next one goes on with them: with a space, or without a hyphen.

        Args:
            spans: The spans.
            following: The words of the next line.
            broken: Whether the page breaks a word here.
        """
        words = "".join(one.text for one in spans).rstrip()
        spans = slice_spans(spans, 0, len(words))
        if _UNSPACED.match(words[-1]) and _UNSPACED.match(following[0]):
            return spans
        if words[-1] not in _HYPHENS or not words[-2:-1].isalnum():
            return [*spans, Span(" ")]
        if not self._breaks_word(words, following, broken or words[-1] != "-"):
            return spans
        self.mended.append(f"{words.split(' ')[-1]}{following.split(' ')[0]}")
        return slice_spans(spans, 0, len(words) - 1)

    def _breaks_word(self, words: str, following: str, broken: bool) -> bool:
        """Whether the hyphen at the end of a line breaks a word, and is no part of it."""
        first, second = WORD.findall(words)[-1:], WORD.findall(following)[:1]
        if not first or not second or not following[0].isalpha():
            return False
        left, right = fold(first[0]), fold(second[0])
        if left + right in self.words:
            return True
        if f"{left}-{right}" in self.compounds or not following[0].islower():
            return False
        known = left in self.words and right in self.words
        return broken and self.hyphenates and not known


def joiner_of(lines: Iterable[PrintLine]) -> Joiner:
    """Return the joiner of a document's lines."""
    words, compounds, broken = set[str](), set[str](), set[str]()
    half = ""
    for line in lines:
        found = [fold(word) for word in WORD.findall(line.words)]
        if half and found:
            broken.add(f"{half}{found[0]}")
        rest = found[1 if half else 0 :]
        half = rest.pop() if rest and line.words.endswith(tuple(_HYPHENS)) else ""
        words.update(rest)
        for word in line.words.split():
            if "-" in word:
                compounds.update("-".join(pair) for pair in pairwise(WORD.findall(fold(word))))
    return Joiner(words, compounds, len(broken) > 1)


def _span(one: Stretch, line: PrintLine, bold: bool) -> Span:
    look = one.look
    shift = one.base - line.base
    position = Position.SUPER if one.reference else None
    if look.size <= _SMALLER * line.size and one.words.strip():
        if shift > _RAISED * line.size:
            position = Position.SUPER
        elif shift < -_RAISED * line.size:
            position = Position.SUB
    return Span(
        one.words,
        strong=look.bold and bold,
        emphasis=look.italic,
        position=position,
        link=one.link,
    )


def single_spaced(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans with single spaces, and none at the ends."""
    space = True
    held: Span | None = None
    for span in spans:
        words = _SPACES.sub(" ", span.text)
        if space:
            words = words.lstrip(" ")
        if not words:
            continue
        if held is not None:
            yield held
        held = evolve(span, text=words)
        space = words.endswith(" ")
    if held is not None:
        rest = held.text.rstrip(" ")
        if rest:
            yield evolve(held, text=rest)
