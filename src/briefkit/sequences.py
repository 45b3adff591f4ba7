"""Sequences compared: their similarity, the stretches in which they agree, and what kept its order in one.

RapidFuzz compares strings in linear memory. So each word, or each block, is one letter of a string here: what counts is
which are the same, not how they are spelled.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any

from briefkit.runtime.module_loading import OnDemand

# Of extensions, which only comparing needs.
_similarity: Callable[[str, str], float] = OnDemand(
    "rapidfuzz.distance.Indel:normalized_similarity"
)
_edits: Callable[[str, str], Iterable[Any]] = OnDemand("rapidfuzz.distance.Indel:opcodes")
_distance: Callable[[str, str], int] = OnDemand("rapidfuzz.distance.OSA:distance")

_LAST_LETTER = 0x10FFFF  # there are no more; rarer parts share it
#: Pairs of parts at most: RapidFuzz has a bit for each.
MAX_PAIRS = 400_000_000


def as_letters(texts: Iterable[Iterable[Hashable]]) -> list[str]:
    """Return each text as a string that has one letter for each of its parts, the same for the same."""
    letters: dict[Hashable, str] = {}

    def letter(part: Hashable) -> str:
        next_letter = min(len(letters) + 1, _LAST_LETTER)
        return letters.get(part) or letters.setdefault(part, chr(next_letter))

    return ["".join(map(letter, text)) for text in texts]


def similarity(one: str, other: str) -> float:
    """Return the share of the letters of two strings that are common to both in their order, from 0 to 1."""
    return _similarity(one, other)


def distance(one: str, other: str) -> int:
    """Return how many letters must be put in, left out, replaced or swapped to make one string of another."""
    return _distance(one, other)


def stretches(
    one: Sequence[Hashable], other: Sequence[Hashable], max_pairs: int = MAX_PAIRS
) -> Iterator[tuple[slice, slice]]:
    """Yield the stretches in which two sequences agree, and those between, each with what stands in its place.

    Args:
        one: A sequence.
        other: Another.
        max_pairs: Pairs of parts at most; longer sequences are one stretch but for the ends that agree.
    """
    start = _agreement(one, other)
    end = _agreement(one[start:][::-1], other[start:][::-1])
    stop, last = len(one) - end, len(other) - end
    if start:
        yield slice(0, start), slice(0, start)
    if (stop - start) * (last - start) > max_pairs:
        yield slice(start, stop), slice(start, last)
    else:
        yield from _between(one, other, start, stop, last)
    if end:
        yield slice(stop, len(one)), slice(last, len(other))


def _agreement(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """Return how many parts at their start two sequences have in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, its) in pairs if mine != its), min(len(one), len(other)))


def _between(
    one: Sequence[Hashable], other: Sequence[Hashable], start: int, stop: int, last: int
) -> Iterator[tuple[slice, slice]]:
    """Yield the stretches between a common start and a common end."""
    place, across = start, start  # up to where stretches were yielded
    for step in _edits(*as_letters((one[start:stop], other[start:last]))):
        if step.tag == "equal":
            source, goal = start + step.src_start, start + step.dest_start
            if place < source or across < goal:
                yield slice(place, source), slice(across, goal)
            place, across = start + step.src_end, start + step.dest_end
            yield slice(source, place), slice(goal, across)
    if place < stop or across < last:
        yield slice(place, stop), slice(across, last)


def longest_increasing_subsequence(numbers: Sequence[int]) -> set[int]:
    """Return the longest increasing subsequence of numbers that differ, as a set (patience sorting)."""
    ends: list[int] = []  # the least number that a subsequence of each length ends with
    previous: dict[int, int | None] = {}
    for number in numbers:
        length = bisect_left(ends, number)
        previous[number] = ends[length - 1] if length else None
        ends[length : length + 1] = [number]
    found: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = previous[last]
    return found
