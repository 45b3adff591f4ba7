"""Words within a text that were inserted, deleted or replaced, or got other marks."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from attrs import field, frozen

from briefkit.model.stretches import UNSPACED
from briefkit.model.text import Span, Text, marks_of, with_text
from briefkit.sequences import stretches

#: Where in the first text, and what in the second, and the words there: spans where their marks differ too.
WordChange: TypeAlias = tuple[slice, slice, str | tuple[Span, ...], str | tuple[Span, ...]]

#: The least share of words in common of a text and its edited self; with less, it is another text.
MIN_SHARE = 0.3
_MAX_PAIRS = 25_000_000  # of words that are compared, which takes a fifth of a second
_WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+|\s+|[^\w\s]")


@frozen
class _Word:
    """A word, a space or a sign of punctuation, with its marks.

    Attributes:
        text: The characters.
        marks: The marks of the span that it stands in.
        span: The span.
    """

    text: str
    marks: Hashable
    span: Span = field(eq=False)

    @property
    def counts(self) -> bool:
        """Whether it is more than a space or punctuation."""
        return self.text[:1].isalnum()


def word_changes(before: Text, after: Text) -> list[WordChange] | None:
    """Return the changes of words that make one text of another; None where they have too little in common.

    Args:
        before: The first text.
        after: The second.
    """
    old, new = _words(before), _words(after)
    common = 0
    changes: list[tuple[slice, slice]] = []
    for one, other in stretches(old, new, _MAX_PAIRS):
        if old[one] == new[other]:
            common += sum(word.counts for word in old[one])
        else:
            changes.append((one, other))
    if common < MIN_SHARE * max(sum(word.counts for word in words) for words in (old, new)):
        return None
    places, goals = _starts(old), _starts(new)
    return [
        (
            slice(places[one.start], places[one.stop]),
            slice(goals[other.start], goals[other.stop]),
            *_told(old, one, new[other]),
        )
        for one, other in _joined(changes, old)
    ]


def _words(text: Text) -> list[_Word]:
    return [
        _Word(word, marks, span)
        for span, marks in ((span, marks_of(span)) for span in text.spans)
        for word in _WORD.findall(span.text)
    ]


def _starts(words: Sequence[_Word]) -> list[int]:
    """Return where each word begins, and where the last one ends."""
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word.text))
    return starts


def _joined(
    changes: Sequence[tuple[slice, slice]], old: Sequence[_Word]
) -> Iterator[tuple[slice, slice]]:
    """Join changes between which nothing but spaces and punctuation stands."""
    waiting: tuple[slice, slice] | None = None
    for one, other in changes:
        if waiting and not any(word.counts for word in old[waiting[0].stop : one.start]):
            one = slice(waiting[0].start, one.stop)
            other = slice(waiting[1].start, other.stop)
        elif waiting:
            yield waiting
        waiting = one, other
    if waiting:
        yield waiting


def _told(
    old: Sequence[_Word], place: slice, new: Sequence[_Word]
) -> tuple[str | tuple[Span, ...], str | tuple[Span, ...]]:
    """Return the words of a change: strings, where those put in look like those that stood there, or before."""
    gone = old[place]
    around = gone or old[max(place.start - 1, 0) :][:1]
    words, other_words = ("".join(one.text for one in words) for words in (gone, new))
    if not new or len({one.marks for one in (*around, *new)}) == 1:
        return words, other_words
    return _spans(gone), _spans(new)


def _spans(words: Sequence[_Word]) -> tuple[Span, ...]:
    runs = (list(run) for _, run in groupby(words, key=lambda word: word.marks))
    return tuple(with_text(run[0].span, "".join([word.text for word in run])) for run in runs)
