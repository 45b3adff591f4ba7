"""Stretches: where in a text each statement of it stands, found by its words; no offsets are kept.

A stretch is the first place behind the one before where its words stand whole, with the same marks. Citations are no
marks of a stretch: what bears a statement out is its evidence.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from attrs import frozen

from briefkit.model.text import Span, Text, slice_spans, with_text
from briefkit.runtime.caching import cached

#: Thai to Burmese, Khmer, kana, ideographs: scripts without spaces, in which each character is a word.
UNSPACED = r"\u0e00-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LONGER_WORDS = (
    8  # that a stretch is lengthened by at most, before it takes all that stands before it
)
_NEXT_WORD = re.compile(r"\s*\S+")


@cached(1)
def _spaced_letter() -> re.Pattern[str]:
    """Return the pattern of a letter of scripts with spaces; it takes 2 ms to make, and few paragraphs hold statements."""
    return re.compile(rf"[^\W_{UNSPACED}]")


def without_citations(text: Text) -> Text:
    """Return a text without its citations."""
    if not any(span.cites for span in text.spans):
        return text
    return Text([with_text(span, span.text, cites=()) for span in text.spans])


@frozen
class Stretches:
    """Stretches of a text: finds the first place of some words in it.

    Attributes:
        text: The text, without citations.
        plain: Its words without marks.
        starts: Where each span begins.
        quoted: Where each quotation begins and ends, with its signs.
    """

    text: Text
    plain: str
    starts: Sequence[int]
    quoted: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, text: Text) -> Stretches:
        """Return the stretches of a text."""
        bare = without_citations(text)
        starts = list(accumulate((len(span.text) for span in bare.spans), initial=0))
        quoted = [(start - 1, stop + 1) for start, stop in bare.quoted_ranges()]
        return cls(bare, bare.plain, starts, quoted)

    def first(self, words: Text, begin: int) -> tuple[int, int] | None:
        """Return where some words first stand whole, with the same marks, from a place on; None where nowhere."""
        plain = words.plain
        start = self.plain.find(plain, begin)
        while start >= 0:
            stop = start + len(plain)
            if self.parts_words(start) and self.parts_words(stop) and self.has(words, start, stop):
                return start, stop
            start = self.plain.find(plain, start + 1)
        return None

    def has(self, words: Text, start: int, stop: int) -> bool:
        """Whether what stands between two places has the marks of some words."""
        return self.spans(start, stop) == words.spans

    def spans(self, start: int, stop: int) -> tuple[Span, ...]:
        """Return the words between two places with their marks."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, stop - 1)
        before = self.starts[first]
        return slice_spans(self.text.spans[first:last], start - before, stop - before)

    def quotation_at(self, place: int) -> tuple[int, int]:
        """Return where the quotation begins and ends that goes on over a place; the place twice where none does."""
        index = bisect_right(self.quoted, (place, -1)) - 1
        start, stop = self.quoted[index] if index >= 0 else (place, place)
        return (start, stop) if start < place < stop else (place, place)

    def parts_words(self, place: int) -> bool:
        """Whether no word goes on over a place; of scripts without spaces, each character is a word."""
        if not 0 < place < len(self.plain):
            return True
        before, after = self.plain[place - 1], self.plain[place]
        if not after.isascii() and unicodedata.category(after)[0] == "M":
            return before == " "  # else the mark goes with the sign before it
        return not (_is_letter(before) and _is_letter(after))


def _is_letter(character: str) -> bool:
    return bool(_spaced_letter().match(character)) or (
        not character.isascii() and unicodedata.category(character)[0] == "M"
    )


def find_stretches(text: Text, said: Sequence[Text]) -> Iterator[tuple[int, int] | None]:
    """Yield where each of some texts stands in another, in order and apart; None, and no more, where one does not.

    Args:
        text: The text that they stand in.
        said: The texts, without citations.
    """
    stretches = Stretches.of(text)
    begin = 0
    for words in said:
        found = stretches.first(words, begin)
        yield found
        if found is None:
            return
        begin = found[1]


# From offsets to stretches


def words_between(text: Text, start: int, stop: int) -> Text:
    """Return the words between two places of a text, without citations, as a statement there has them."""
    return without_citations(Text(slice_spans(text.spans, start, stop)))


def stretches_at(text: Text, wanted: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return stretches for places in a text, each lengthened by whole words until its first place is right.

    "Ek said no" also stands in "Ek said nothing to them. Ek said no": a statement that is meant for a later
    place gets some words behind it, or else those before it.

    Args:
        text: The text.
        wanted: Where statements stand in its plain words: start and stop, in order and apart.

    Returns:
        As many starts and stops; quotations within are whole, with their signs.
    """
    stretches = Stretches.of(text)
    limits = [*[start for start, _ in wanted], len(stretches.plain)][1:]
    found: list[tuple[int, int]] = []
    begin = 0
    for (start, stop), limit in zip(wanted, limits, strict=True):
        place = _lengthened(stretches, begin, (max(start, begin), stop), limit)
        found.append(place)
        begin = place[1]
    return tuple(found)


def _lengthened(
    stretches: Stretches, begin: int, place: tuple[int, int], limit: int
) -> tuple[int, int]:
    start, stop = place = _whole(stretches, place)
    for _ in range(_LONGER_WORDS):
        if stretches.first(Text(stretches.spans(start, stop)), begin) == (start, stop):
            return start, stop
        word = _NEXT_WORD.match(stretches.plain, stop, limit)
        if word is None:
            break
        start, stop = _whole(stretches, (start, word.end()))
    return _whole(stretches, (begin, place[1]))


def _whole(stretches: Stretches, place: tuple[int, int]) -> tuple[int, int]:
    """Return a place that ends neither within a word nor within a quotation, and has no space at its ends."""
    start, stop = place
    while not stretches.parts_words(start):
        start -= 1
    while not stretches.parts_words(stop):
        stop += 1
    start, stop = stretches.quotation_at(start)[0], stretches.quotation_at(stop)[1]
    plain = stretches.plain
    while start < stop and plain[start] == " ":
        start += 1
    while start < stop and plain[stop - 1] == " ":
        stop -= 1
    return start, stop
