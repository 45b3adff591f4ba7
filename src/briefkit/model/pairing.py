"""Pairing of the entries of two lists: which of the one is which of the other, wherever it stands and whatever it says.

Entries are found again by what they are, in this order: all of it; an id, or what else names them; most of their words;
and, between entries that were found, their order. Rare words lead to what an entry is compared with, so that the work
grows with the words of the lists, not with the number of pairs.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import attrs
from attrs import define, field

from briefkit.model.blocks import Section
from briefkit.model.brief import Author, Link
from briefkit.model.media import Image
from briefkit.model.sources import Organisation, Person, Source
from briefkit.model.text import Text
from briefkit.model.walk import parts_of
from briefkit.rare_words import candidates, holders_of
from briefkit.sequences import as_letters, longest_increasing_subsequence, similarity, stretches

#: The least similarity, by their words, of an entry and its edited self.
MIN_SIMILARITY = 0.5
_CANDIDATES = 3  # entries that one is compared with
_MAX_COMPARED = 2_000  # words of an entry

#: The index of an entry in the first list and in the second, None where it is not there; and whether it moved.
Pair: TypeAlias = tuple[int | None, int | None, bool]


def pairs_of(before: Sequence[Any], after: Sequence[Any]) -> Iterator[Pair]:
    """Yield the entries of two lists in pairs, in the order of the second; what is gone, where it stood."""
    pairing = _Pairing(before, after)
    pairing.pair_by(_whole)
    pairing.pair_by(_name)
    pairing.pair_by_words()
    pairing.pair_in_order()
    return pairing.pairs()


@define
class _Pairing:
    """Pairing of two lists so far.

    Attributes:
        before: The first list.
        after: The second.
        places: The index of an entry in the first list, by its index in the second.
        free: The entries of the first list without a partner, by index.
    """

    before: Sequence[Any]
    after: Sequence[Any]
    places: dict[int, int] = field(factory=dict)
    free: dict[int, Any] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.free = dict(enumerate(self.before))

    def bind(self, new: int, old: int) -> None:
        self.places[new] = old
        del self.free[old]

    def left(self) -> list[int]:
        """Return the entries of the second list without a partner."""
        return [new for new in range(len(self.after)) if new not in self.places]

    def pair_by(self, key_of: Callable[[Any], Hashable | None]) -> None:
        """Pair what has the same key: as much as keeps its order, then what does not."""
        old = [(index, key) for index, one in self.free.items() if (key := key_of(one)) is not None]
        left = self.left()
        new = [(index, key) for index in left if (key := key_of(self.after[index])) is not None]
        known, wanted = [key for _, key in old], [key for _, key in new]
        for one, other in stretches(known, wanted):
            if known[one] == wanted[other]:
                for (place, _), (index, _) in zip(old[one], new[other], strict=True):
                    self.bind(index, place)
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for place, key in reversed(old):
            if place in self.free:
                waiting[key].append(place)
        for index, key in new:
            if index not in self.places and waiting[key]:
                self.bind(index, waiting[key].pop())

    def pair_by_words(self) -> None:
        """Pair what has most of its words in common, the most similar first."""
        left = self.left()
        if not left or not self.free:
            return
        old = {place: words_of(one)[:_MAX_COMPARED] for place, one in self.free.items()}
        new = {index: words_of(self.after[index])[:_MAX_COMPARED] for index in left}
        holders = holders_of(old.items())
        found = [
            (similarity(*as_letters((old[place], words))), index, place)
            for index, words in new.items()
            for place in candidates(words, holders, _CANDIDATES)
        ]
        # Of entries that are equally similar, those come first that stand alike.
        found.sort(key=lambda one: (-one[0], abs(one[1] - one[2]), one[1]))
        for alike, index, place in found:
            if alike < MIN_SIMILARITY:
                break
            if index not in self.places and place in self.free:
                self.bind(index, place)

    def pair_in_order(self) -> None:
        """Pair what is left between two entries that were found, where it is as much of the same classes."""
        for gone, come in list(self.gaps()):
            if len(gone) == len(come) and all(
                _class_of(self.before[old]) is _class_of(self.after[new])
                for old, new in zip(gone, come, strict=True)
            ):
                for old, new in zip(gone, come, strict=True):
                    self.bind(new, old)

    def gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """Yield what has no partner, on both sides, between entries that kept their order."""
        unmoved = longest_increasing_subsequence([self.places[new] for new in sorted(self.places)])
        ends = [(old, new) for new, old in sorted(self.places.items()) if old in unmoved]
        start, first = 0, 0
        for end, last in [*ends, (len(self.before), len(self.after))]:
            gone = [old for old in range(start, end) if old in self.free]
            yield gone, [new for new in range(first, last) if new not in self.places]
            start, first = end + 1, last + 1

    def pairs(self) -> Iterator[Pair]:
        """Yield all entries of both lists; what is gone, before what stands in its place."""
        unmoved = longest_increasing_subsequence([self.places[new] for new in sorted(self.places)])
        ends = iter([*sorted(unmoved), len(self.before)])
        yield from self.gone(0, next(ends))
        for new in range(len(self.after)):
            old = self.places.get(new)
            yield old, new, old is not None and old not in unmoved
            if old in unmoved:
                yield from self.gone(old + 1, next(ends))

    def gone(self, start: int, stop: int) -> Iterator[Pair]:
        """Yield the entries without a partner in a stretch of the first list."""
        yield from ((old, None, False) for old in range(start, stop) if old in self.free)


def _class_of(value: object) -> type:
    """Return the class of a part of a brief, one for all that is no such part."""
    return type(value) if attrs.has(type(value)) else object


def _whole(value: Any) -> Hashable | None:
    """Return a key that is the same for equal values of one class; None for one that has no hash."""
    try:
        hash(value)
    except TypeError:
        return None
    # Python holds moments equal that have different offsets.
    return (type(value), value, value.utcoffset() if isinstance(value, dt.datetime) else None)


def _name(value: Any) -> Hashable | None:
    """Return what names an entry, whatever else it says."""
    name = getattr(value, "id", None)
    match value:
        case Source():
            name = value.key
        case Author() | Person() | Organisation():
            name = value.name
        case Link():
            name = value.url
        case Section() if name is None:
            name = (value.kind, value.heading)
    return None if name is None else (type(value), name)


def words_of(value: object) -> list[str]:
    """Return the words in a value, in reading order."""
    found: list[str] = []
    waiting = [value]
    while waiting:
        part = waiting.pop()
        match part:
            case None | bool() | enum.Enum() | bytes() | Image():
                pass
            case str() | Text():
                found += str(part).split()
            case Mapping():
                waiting += reversed([*part.values()])
            case _:
                inside = [one for _, one in parts_of(part)]
                found += [] if inside or isinstance(part, tuple) else [str(part)]
                waiting += reversed(inside)
    return found
