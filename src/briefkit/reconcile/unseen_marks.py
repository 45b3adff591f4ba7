"""Unseen marks of a text: where each citation begins, and which language words are in.

A source number shows where the cited words end, not where they begin, and nobody sees the language of a word. An edited
file therefore has both from the texts that were written: an unedited text as it was written, wherever it stands now; an
edited one for the words that it kept.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from operator import itemgetter

from attrs import evolve, field, frozen

from briefkit.model import Brief, Span, Text
from briefkit.model.text import with_text
from briefkit.model.walk import find
from briefkit.rare_words import candidates, holders_of
from briefkit.sequences import as_letters, similarity, stretches

#: The least similarity of an edited text and a written one: half of a text that was cut in two has 0.67.
_MIN_SIMILARITY = 0.4
#: Written texts that an edited one is held against: it may be two that were joined.
_MAX_ORIGINALS = 4


@frozen(eq=False)
class WrittenTexts:
    """Texts of the brief that a file was written with.

    Attributes:
        by_words: The texts by their words, in reading order.
        marked: Those that cite, or have words in another language.
        holders: Those of them that each word stands in, by index.
        marks_languages: Whether the file's format says of words on purpose which language they are in.
        taken: How often a text of these words was read so far: of two that read alike, the first comes first.
    """

    by_words: Mapping[str, Sequence[Text]]
    marked: Sequence[Text]
    holders: Mapping[str, Sequence[int]]
    marks_languages: bool
    taken: Counter[str] = field(factory=Counter)


@frozen
class _Citation:
    """A citation: the words from `start` to before `stop`, and the key of a source."""

    start: int
    stop: int
    key: str


@frozen
class _Kept:
    """What an edited text kept of a written one.

    Attributes:
        citations: The written citations, where their words stand now, each with the ends that its number may have.
        languages: The stretches of words in another language, with it.
    """

    citations: Sequence[tuple[_Citation, frozenset[int]]]
    languages: Sequence[tuple[int, int, str]]


def written_texts(brief: Brief, marks_languages: bool) -> WrittenTexts:
    """Return the texts of a brief that was written."""
    by_words: dict[str, list[Text]] = {}
    for text in find(brief, Text):
        by_words.setdefault(text.plain, []).append(text)
    marked = [text for texts in by_words.values() for text in texts if _has_unseen_marks(text)]
    holders = holders_of((n, text.plain.split()) for n, text in enumerate(marked))
    return WrittenTexts(by_words, marked, holders, marks_languages)


def with_unseen_marks(written: WrittenTexts, shown: Text) -> Text:
    """Return a text of an edited file with the unseen marks that its words were written with.

    Args:
        written: The texts of the brief that was written.
        shown: The text as the file shows it, in which a citation covers the last run before its number.
    """
    words = shown.plain
    alike = written.by_words.get(words, ())
    nth = min(written.taken[words], max(len(alike) - 1, 0))
    written.taken[words] += 1
    original = next((one for one in alike[nth:] if _are_cited_alike(shown, one)), None)
    if original is not None:
        return _overlaid(shown, original, written)
    originals = alike[nth : nth + 1] or _most_similar(shown, written)
    kept = [_kept(one, words) for one in originals]
    return _with_kept_marks(shown, kept, written)


def _has_unseen_marks(text: Text) -> bool:
    return any(span.cites or span.language for span in text.spans)


def _pieces(text: Text, cuts: Iterable[int]) -> Iterator[tuple[int, Span]]:
    """Yield the spans of a text, cut at positions, each piece with its own position."""
    waiting = deque(sorted(cuts))
    for start, stop, span in _bounds(text):
        while waiting and waiting[0] <= start:
            waiting.popleft()
        at = start
        while waiting and waiting[0] < stop:
            cut = waiting.popleft()
            if at < cut:
                yield at, with_text(span, span.text[at - start : cut - start])
                at = cut
        yield at, with_text(span, span.text[at - start :])


def _bounds(text: Text) -> Iterator[tuple[int, int, Span]]:
    start = 0
    for span in text.spans:
        yield start, start + len(span.text), span
        start += len(span.text)


def _citations(text: Text) -> Iterator[_Citation]:
    """Yield the citations of a text in the order of their numbers; one may go over several spans."""
    begun: dict[str, int] = {}
    spans = list(_bounds(text))
    for (start, stop, span), after in zip_longest(spans, spans[1:]):
        begun = {key: begun.get(key, start) for key in span.cites}
        goes_on = after[2].cites if after else ()
        for key in span.cites:
            if key not in goes_on:
                yield _Citation(begun[key], stop, key)


# Unedited texts


def _are_cited_alike(shown: Text, original: Text) -> bool:
    """Whether two texts of the same words have the same numbers in the same places."""
    numbers = [(one.stop, one.key) for one in _citations(shown)]
    return numbers == [(one.stop, one.key) for one in _citations(original)]


def _overlaid(shown: Text, original: Text, written: WrittenTexts) -> Text:
    """Return a text with the unseen marks of another that has the same words and numbers."""
    if not (_has_unseen_marks(shown) or _has_unseen_marks(original)):
        return shown
    starts = [start for start, _, _ in _bounds(original)]
    marked: list[Span] = []
    for at, piece in _pieces(shown, starts):
        under = original.spans[bisect_right(starts, at) - 1]
        language = piece.language if written.marks_languages else under.language
        marked.append(evolve(piece, cites=under.cites, language=language))
    return Text(marked)


# Edited texts


def _most_similar(shown: Text, written: WrittenTexts) -> Sequence[Text]:
    """Return the written texts with unseen marks that an edited one may come from, the most similar first."""
    words = shown.plain.split()
    texts = [written.marked[place] for place in candidates(words, written.holders, _MAX_ORIGINALS)]
    alike = [(similarity(*as_letters((words, text.plain.split()))), text) for text in texts]
    alike.sort(key=itemgetter(0), reverse=True)
    return [text for share, text in alike if share >= _MIN_SIMILARITY]


def _kept(original: Text, words: str) -> _Kept:
    """Return what an edited text, of which these are the words, kept of a written one."""
    before = original.plain
    added: dict[int, int] = {}
    stood: list[
        tuple[int, int, int, bool]
    ] = []  # from where, to where until where, and whether as it was
    for old, new in stretches(before, words):
        if old.start == old.stop:
            added[old.start] = new.stop
        else:
            stood.append((old.start, new.start, new.stop, before[old] == words[new]))
    starts = [start for start, *_ in stood]

    def now(at: int) -> int:
        """Where a character stands now, or what took its place begins."""
        start, new, _, same = stood[bisect_right(starts, at) - 1]
        return new + (at - start if same else 0)

    def ends(stop: int) -> frozenset[int]:
        """Where words that ended here may end now: words may have been added to them."""
        start, new, end, same = stood[bisect_left(starts, stop) - 1]
        last = new + (stop - start) if same else end
        return frozenset((last, added.get(stop, last)))

    citations = [
        (evolve(one, start=now(one.start)), ends(one.stop)) for one in _citations(original)
    ]
    languages = [
        (now(start), min(ends(stop)), span.language)
        for start, stop, span in _bounds(original)
        if span.language
    ]
    return _Kept(citations, languages)


def _with_kept_marks(shown: Text, kept: Sequence[_Kept], written: WrittenTexts) -> Text:
    """Return an edited text with what it kept of written ones, the most similar first."""
    began: dict[tuple[str, int], int] = {}
    for one, stop in (
        (one, stop) for other in kept for one, ends in other.citations for stop in ends
    ):
        if one.start < stop:
            began.setdefault((one.key, stop), one.start)
    citations = [
        evolve(one, start=began.get((one.key, one.stop), one.start)) for one in _citations(shown)
    ]
    languages = [one for other in kept for one in other.languages]
    cuts = {
        *(one.start for one in citations),
        *(one.stop for one in citations),
        *(cut for start, stop, _ in languages for cut in (start, stop)),
    }
    pieces = [*_pieces(shown, cuts)]
    starts = [at for at, _ in pieces]
    cites: list[list[str]] = [[] for _ in pieces]
    for one in citations:
        for place in range(bisect_left(starts, one.start), bisect_left(starts, one.stop)):
            cites[place].append(one.key)
    names: list[str | None] = [None] * len(pieces)
    for start, stop, name in languages:
        for place in range(bisect_left(starts, start), bisect_left(starts, stop)):
            names[place] = names[place] or name
    return Text(
        evolve(
            piece, cites=tuple(keys), language=piece.language if written.marks_languages else name
        )
        for (_, piece), keys, name in zip(pieces, cites, names, strict=True)
    )
