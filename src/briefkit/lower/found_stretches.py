"""Found stretches: where in a paragraph that was lifted its statements stand.

What was written is found by its words. Where those were edited, a page marks what stands in their place, and else the
edit says it. Numbers of evidence count as they stand: words that were put in before one are part of its statement.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING

from attrs import frozen

from briefkit.layout import Para, Run, RunRole, Runs
from briefkit.layout.roles import NUMBER_RUNS
from briefkit.lower.source_numbers import key_of
from briefkit.lower.text_runs import runs_of_text
from briefkit.model import Paragraph, Span, Statement, Text
from briefkit.model.paragraph import stretches_of
from briefkit.model.stretches import Stretches
from briefkit.model.word_changes import word_changes
from briefkit.recognise.on_demand import end_of_sentence, recogniser_for

if TYPE_CHECKING:
    from briefkit.lower.lift_context import LiftContext
    from briefkit.recognise.recogniser import Recogniser

_START = attrgetter("start")


@frozen
class FoundStretch:
    """Stretch of a paragraph in which somebody speaks.

    Attributes:
        start: Where it begins in the plain words.
        stop: Where it ends.
        known: The statement that was written of it, or was recognised; None where none is known.
    """

    start: int
    stop: int
    known: Statement | None = None


def places_of_evidence(runs: Runs, plain: str, context: LiftContext) -> dict[int, list[str]]:
    """Return the keys of the sources whose numbers stand as evidence in a paragraph, by their places in its words.

    Args:
        runs: The runs of the paragraph.
        plain: The words that were lifted of it.
        context: Knows the keys.
    """
    if not any(run.role is RunRole.EVIDENCE for run in runs):
        return {}
    places = _Places.of(runs, plain)
    found: dict[int, list[str]] = {}
    for run, place in _placed(runs):
        if run.role is RunRole.EVIDENCE:
            found.setdefault(places.in_text(place), []).append(key_of(run, context))
    return found


def found_stretches(
    para: Para, text: Text, numbers: MutableMapping[int, list[str]], context: LiftContext
) -> list[FoundStretch]:
    """Return where somebody speaks in a paragraph, in order and apart: what is known best goes first.

    Args:
        para: The paragraph, as it is shown.
        text: Its words.
        numbers: The sources whose numbers stand as evidence in it, by their places.
        context: Knows what was written.
    """
    original = context.original
    found: list[FoundStretch] = []
    _add_apart(found, (FoundStretch(*one) for one in original.statements_in(text, para.anchor)))
    _add_apart(found, _marked(para.runs, text.plain, original.said))
    before = original.partly_rendered.get(para.anchor)
    if isinstance(before, Paragraph) and len(found) < len(before.statements):
        known = {id(one.known) for one in found}
        _add_apart(found, _edited(before, text, known))
    elif not numbers.keys() <= {one.stop for one in found}:
        _add_apart(found, _recognised(text, numbers, context.language))
    return [*_grown(found, text.plain, numbers, context.language)] if numbers else found


def _add_apart(found: list[FoundStretch], more: Iterable[FoundStretch]) -> None:
    """Add those of some stretches that overlap no other, in order."""
    for one in more:
        place = bisect_left(found, one.start, key=_START)
        is_behind = place == 0 or found[place - 1].stop <= one.start
        is_before = place == len(found) or one.stop <= found[place].start
        if one.start < one.stop and is_behind and is_before:
            found.insert(place, one)


def _marked(runs: Runs, plain: str, written: Mapping[str, Statement]) -> Iterator[FoundStretch]:
    """Yield the stretches that the runs of a page mark."""
    if not any(run.said for run in runs):
        return
    places = _Places.of(runs, plain)
    said, start, stop = "", 0, 0
    for run, place in [*_placed(runs), (Run(Span("")), 0)]:
        if run.said != said:
            if said:
                yield FoundStretch(places.in_text(start), places.in_text(stop), written.get(said))
            said, start = run.said, place
        stop = place + _length(run)


def _edited(before: Paragraph, text: Text, found: set[int]) -> Iterator[FoundStretch]:
    """Yield where the statements of a paragraph that was edited stand now, but for those that were found."""
    changes = word_changes(before.text, text)
    if changes is None:
        return
    begins = [old.start for old, *_ in changes]
    for one, (start, stop) in zip(before.statements, stretches_of(before), strict=True):
        if id(one) not in found:
            first, last = start, stop
            if index := bisect_right(begins, start):
                old, new, *_ = changes[index - 1]
                first = new.start if start < old.stop else start + new.stop - old.stop
            if index := bisect_left(begins, stop):
                old, new, *_ = changes[index - 1]
                last = new.stop if stop <= old.stop else stop + new.stop - old.stop
            yield FoundStretch(first, last, one)


def _recognised(
    text: Text, numbers: Mapping[int, list[str]], language: str
) -> Iterator[FoundStretch]:
    """Yield the statements that are recognised in a text, those behind which a number of evidence stands."""
    plain, stretches = text.plain, Stretches.of(text)
    places = sorted(numbers)
    for one in recogniser_for(language).statements([text])[0]:
        index = bisect_left(places, _last_letter(plain, one.start, one.stop))
        place = places[index] if index < len(places) else len(plain) + 1
        # Signs may stand on either side of a number.
        if not (one.assumed or place > len(plain) or _has_letters(plain[one.stop : place])):
            words = Text(stretches.spans(one.start, place))
            known = Statement(one.speakers, words, said_on=one.said_on, cue=one.cue)
            yield FoundStretch(one.start, place, known)


def _grown(
    found: Sequence[FoundStretch],
    plain: str,
    numbers: MutableMapping[int, list[str]],
    language: str,
) -> Iterator[FoundStretch]:
    """Yield stretches, each with the words that were put in between it and the number of its evidence.

    They are in its sentence, or else they are no words of the statement.
    """
    places = sorted(numbers)
    recogniser = recogniser_for(language)
    limits = [*[one.start for one in found], len(plain)][1:]
    for one, after in zip(found, limits, strict=True):
        index = bisect_right(places, one.stop)
        place = places[index] if index < len(places) else after + 1
        wanted = {each.source for each in one.known.evidence} if one.known else set()
        if (
            one.stop not in numbers
            and place <= after
            and not wanted.isdisjoint(numbers[place])
            and _is_one_sentence(
                plain[_last_letter(plain, one.start, one.stop) : place], recogniser
            )
        ):
            yield FoundStretch(one.start, place, one.known)
        else:
            yield one


def _is_one_sentence(words: str, recogniser: Recogniser) -> bool:
    return end_of_sentence(words, recogniser) == len(words)


def _has_letters(words: str) -> bool:
    return any(map(str.isalnum, words))


def _last_letter(plain: str, start: int, stop: int) -> int:
    """Return where the last letter between two places ends."""
    while stop > start and not plain[stop - 1].isalnum():
        stop -= 1
    return stop


# Places in runs


def _placed(runs: Runs) -> Iterator[tuple[Run, int]]:
    """Yield the runs of a text, with where each stands in the words of all."""
    place = 0
    for run in runs_of_text(runs):
        yield run, place
        place += _length(run)


def _length(run: Run) -> int:
    return 0 if run.role in NUMBER_RUNS else len(run.span.text)


@frozen
class _Places:
    """Places in the words of runs, as places in a text that was lifted of them: spaces may have been repaired.

    Attributes:
        shown: The words of the runs.
        plain: Those of the text.
        before: How many letters and digits stand before each place of the one.
        kept: How many stand before each place of the other.
    """

    shown: str
    plain: str
    before: Sequence[int]
    kept: Sequence[int]

    @classmethod
    def of(cls, runs: Runs, plain: str) -> _Places:
        """Return the places of runs."""
        words = (run.span.text for run in runs_of_text(runs) if run.role not in NUMBER_RUNS)
        shown = "".join(words)
        return cls(shown, plain, *(_letters(one) for one in (shown, plain)))

    def in_text(self, place: int) -> int:
        """Return the place in the text of one in the words of runs; it stands before spaces, not behind."""
        if self.shown == self.plain:
            return place
        letters = self.before[place]
        behind = place - bisect_left(self.before, letters)
        end = bisect_left(self.kept, letters) + behind
        return min(end, len(self.plain))


def _letters(words: str) -> Sequence[int]:
    return list(accumulate(map(str.isalnum, words), initial=0))
