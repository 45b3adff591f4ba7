"""Quotations: the words between a pair of quotation marks.

The outer pair wins, an unpaired mark marks nothing, and an apostrophe is no mark. One pass, in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefkit.model.text import (
    QUOTATION_MARKS,
    Span,
    Text,
    TextLike,
    slice_spans,
    to_text,
    with_quoted,
)
from briefkit.recognise.recogniser import recogniser_for
from briefkit.runtime.caching import cached

# Double and angled marks; single ones are told from apostrophes apart.
# Those of titles, 《》, may stand around words that somebody marked as quoted, but do not make them so.
_MARK = re.compile(r"[“”„\"«»‹›「」『』]")
_SINGLE = re.compile(r"[‘’‚']")
_CLOSES: dict[str, str] = {}
for _opening, _closings in QUOTATION_MARKS.items():
    for _closing in _closings:
        _CLOSES[_closing] = _CLOSES.get(_closing, "") + _opening


def marked(words: TextLike, language: str) -> Text:
    """Mark as quoted what stands between quotation marks, and nothing else.

    Args:
        words: Any words, with or without other marks.
        language: Their language, in BCP 47.
    """
    text = to_text(words)
    ranges = quotations(text.plain, language)
    if ranges == tuple(text.quoted_ranges()):
        return text
    bare = [with_quoted(span, False) for span in text.spans]
    return Text(_spans(bare, ranges))


def _spans(spans: list[Span], ranges: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """Yield the spans, cut where a range starts or stops, those in a range quoted."""
    edges = iter([edge for span in ranges for edge in span])
    edge = next(edges, None)
    quoted = False
    position = 0
    for span in spans:
        stop = position + len(span.text)
        start = position
        while edge is not None and edge < stop:
            for part in slice_spans((span,), start - position, edge - position):
                yield with_quoted(part, quoted)
            start, quoted, edge = edge, not quoted, next(edges, None)
        for part in slice_spans((span,), start - position):
            yield with_quoted(part, quoted)
        position = stop


# The same words are looked at again and again while a block is read or written.
@cached(16, max_length=10_000)
def quotations(words: str, language: str) -> tuple[tuple[int, int], ...]:
    """Return where each stretch of quoted words starts and stops, without the marks, in order."""
    pairs = [*_double_pairs(words), *_single_pairs(words, language)]
    ranges: list[tuple[int, int]] = []
    end = -1
    for start, stop in sorted(pairs):
        if start > end and words[start + 1 : stop].strip():
            ranges.append((start + 1, stop))
            end = stop
    return tuple(ranges)


def _double_pairs(words: str) -> Iterator[tuple[int, int]]:
    """Yield pairs of marks, each closing mark with the nearest open one that it can close."""
    open_marks: list[tuple[str, int]] = []
    counts = dict.fromkeys(QUOTATION_MARKS, 0)
    for match in _MARK.finditer(words):
        mark, place = match.group(), match.start()
        openers = _CLOSES.get(mark, "")
        if any(counts[opener] for opener in openers) and not _opens(words, place, mark):
            while open_marks:
                opener, start = open_marks.pop()
                counts[opener] -= 1
                if opener in openers:
                    yield start, place
                    break
        elif mark in QUOTATION_MARKS and _may_open(words, place, mark):
            open_marks.append((mark, place))
            counts[mark] += 1


def _opens(words: str, place: int, mark: str) -> bool:
    """Whether a mark that might close stands where only an opening one does."""
    return mark in QUOTATION_MARKS and _at_start(words, place) and not _at_end(words, place)


def _may_open(words: str, place: int, mark: str) -> bool:
    """Whether a mark can open here: one that also closes must stand before a word, not behind one."""
    return _at_start(words, place) or mark not in '"”»›'


def _at_start(words: str, place: int) -> bool:
    before = words[place - 1 : place]
    return not before or before.isspace() or before in "([{<-–—/‘“„«'…"


def _at_end(words: str, place: int) -> bool:
    after = words[place + 1 : place + 2]
    return not after or after.isspace() or after in ")]}>,.;:!?"


def _single_pairs(words: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield pairs of single marks: each opening one with its likeliest end before the next."""
    opening: int | None = None
    likely: int | None = None
    possessive: int | None = None
    for match in _SINGLE.finditer(words):
        mark, place = match.group(), match.start()
        if mark in "‘‚'" and _opens_single(words, place, language):
            end = likely if likely is not None else possessive
            if opening is not None and end is not None:
                yield opening, end
            opening, likely, possessive = place, None, None
        elif opening is None or mark not in QUOTATION_MARKS[words[opening]]:
            continue
        elif _closes_single(words, place):
            if _possessive(words, place):
                possessive = possessive if possessive is not None else place
            elif likely is None:
                likely = place
    end = likely if likely is not None else possessive
    if opening is not None and end is not None:
        yield opening, end


def _opens_single(words: str, place: int, language: str) -> bool:
    after = words[place + 1 : place + 8]
    if not _at_start(words, place) or not after[:1].isalnum() or re.match(r"\d\ds?\b", after):
        return False
    return not recogniser_for(language).opening("elisions", words[place : place + 8])


def _closes_single(words: str, place: int) -> bool:
    before, after = words[place - 1 : place], words[place + 1 : place + 2]
    return bool(before) and not before.isspace() and not after.isalnum()


def _possessive(words: str, place: int) -> bool:
    """Whether an apostrophe might belong to a plural: "the states’ view"."""
    after = words[place + 1 : place + 3]
    return words[place - 1].casefold() == "s" and after[:1] == " " and after[1:].isalpha()
