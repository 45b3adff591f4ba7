"""Differences of two values: what was inserted, deleted, moved and edited, block by block and word by word."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from attrs import Factory, frozen

from briefkit.model.pairing import pairs_of, words_of
from briefkit.model.text import Text
from briefkit.model.walk import parts_of
from briefkit.model.word_changes import word_changes
from briefkit.path_grammar import path_below, spelled_step
from briefkit.runtime.module_loading import OnDemand

_MAX_QUOTED = 60  # characters of a value in a line
# Of a room above, which is loaded where somebody asks for plain data.
_to_data = OnDemand("briefkit.data.plain_data:to_data")


class DifferenceKind(enum.StrEnum):
    """What happened between two values."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    EDITED = "edited"


@frozen
class Difference:
    """One thing that happened between two values.

    Attributes:
        path: Where, as in `sections[0].blocks[1].cue`: in the second value, or in the first for what was deleted; "" is
            the whole, and `text[12:19]` are characters of a text.
        before: What stood there in the first value; None for what was inserted. Words are a string, or spans where
            their marks differ too.
        after: What stands there in the second; None for what was deleted.
        kind: What happened.
        path_before: Where it stood in the first value, or would have been put.
    """

    path: str
    before: object
    after: object
    kind: DifferenceKind = DifferenceKind.EDITED
    path_before: str = Factory(lambda self: self.path, takes_self=True)

    def __str__(self) -> str:
        match self.kind:
            case DifferenceKind.INSERTED:
                what = f"inserted {_quoted(self.after)}"
            case DifferenceKind.DELETED:
                what = f"deleted {_quoted(self.before)}"
            case DifferenceKind.MOVED:
                what = f"moved {_quoted(self.after)} from {self.path_before}"
            case DifferenceKind.EDITED:
                what = f"edited {_edited(self.before, self.after)}"
        return f"{self.path}: {what}" if self.path else what

    def to_dict(self) -> dict[str, Any]:
        """Return the difference as plain data."""
        return {
            "kind": self.kind.value,
            "path": self.path,
            "path_before": self.path_before,
            "before": _to_data(self.before),
            "after": _to_data(self.after),
        }


def differences(before: object, after: object) -> tuple[Difference, ...]:
    """Compare two values and return what happened between them, in reading order.

    The entries of lists are found again wherever they stand, so that a block put in is one difference, and a section
    that moved another. What moved and was edited is told as both. Texts that have enough in common differ by words.

    Args:
        before: A brief, or any part of one.
        after: The other.

    Example:
        >>> before = bk.section("background", "Pilots asked for a lookout.")
        >>> after = bk.section("background", "It sails again.", "Pilots asked for a second lookout.")
        >>> for one in bk.differences(before, after):
        ...     print(one)
        blocks[0]: inserted “It sails again.”
        blocks[1].text[19:26]: inserted “second”
    """
    return tuple(_with_moves(list(_differences(before, after, "", ""))))


def _differences(before: Any, after: Any, was_at: str, is_at: str) -> Iterator[Difference]:
    """Yield the differences of two values that stand at these places."""
    if before is after:
        return
    of_words = isinstance(before, str) and isinstance(after, str)  # of whatever class
    if type(before) is not type(after) and not of_words:
        yield Difference(is_at, before, after, DifferenceKind.EDITED, was_at)
    elif isinstance(before, Text):
        yield from _text_differences(before, after, was_at, is_at)
    elif isinstance(before, tuple):
        yield from _entry_differences(before, after, was_at, is_at)
    elif isinstance(before, Mapping):
        yield from _key_differences(before, after, was_at, is_at)
    elif fields := list(parts_of(before)):
        for (step, old), (_, new) in zip(fields, parts_of(after), strict=True):
            yield from _differences(
                old, new, path_below(was_at, step[1:]), path_below(is_at, step[1:])
            )
    elif before != after or _offset(before) != _offset(after):
        yield Difference(is_at, before, after, DifferenceKind.EDITED, was_at)


def _text_differences(before: Text, after: Text, was_at: str, is_at: str) -> Iterator[Difference]:
    """Yield the marks in which two texts differ, or the stretches of words, or both as a whole."""
    if [span.text for span in before.spans] == [span.text for span in after.spans]:
        place, goal = f"{was_at}.spans".removeprefix("."), f"{is_at}.spans".removeprefix(".")
        for index, (old, new) in enumerate(zip(before.spans, after.spans, strict=True)):
            yield from _differences(old, new, f"{place}[{index}]", f"{goal}[{index}]")
        return
    changes = word_changes(before, after) if before and after else None
    if changes is None:
        yield Difference(is_at, before, after, DifferenceKind.EDITED, was_at)
    for one, other, words, other_words in changes or ():
        place, goal = f"{was_at}{spelled_step(one)}", f"{is_at}{spelled_step(other)}"
        if one.start == one.stop:
            yield Difference(goal, None, other_words, DifferenceKind.INSERTED, place)
        elif other.start == other.stop:
            yield Difference(place, words, None, DifferenceKind.DELETED, place)
        else:
            yield Difference(goal, words, other_words, DifferenceKind.EDITED, place)


def _entry_differences(
    before: tuple[Any, ...], after: tuple[Any, ...], was_at: str, is_at: str
) -> Iterator[Difference]:
    """Yield the differences of two lists, whose entries are found again by what they say."""
    following = 0  # the entry of the first list before which something would be put
    for old, new, moved in pairs_of(before, after):
        place = f"{was_at}[{following if old is None else old}]"
        if not moved and old is not None:
            following = old + 1
        if new is None:
            assert old is not None
            yield Difference(place, before[old], None, DifferenceKind.DELETED, place)
            continue
        goal = f"{is_at}[{new}]"
        if old is None:
            yield Difference(goal, None, after[new], DifferenceKind.INSERTED, place)
            continue
        if moved:
            yield Difference(goal, before[old], after[new], DifferenceKind.MOVED, place)
        yield from _differences(before[old], after[new], place, goal)


def _key_differences(
    before: Mapping[str, Any], after: Mapping[str, Any], was_at: str, is_at: str
) -> Iterator[Difference]:
    """Yield the differences of two mappings, key by key."""
    for key in dict.fromkeys((*before, *after)):
        place, goal = path_below(was_at, key), path_below(is_at, key)
        if key not in before:
            yield Difference(goal, None, after[key], DifferenceKind.INSERTED, place)
        elif key not in after:
            yield Difference(place, before[key], None, DifferenceKind.DELETED, place)
        else:
            yield from _differences(before[key], after[key], place, goal)


def _with_moves(found: list[Difference]) -> Iterator[Difference]:
    """Yield differences, with what was deleted in one list and inserted in another as moved."""
    gone: dict[object, list[Difference]] = {}
    for one in found:
        if one.kind is DifferenceKind.DELETED and attrs.has(type(one.before)):
            gone.setdefault(one.before, []).append(one)
    moves: dict[int, Difference] = {}
    settled: set[int] = set()
    for one in found:
        if (
            one.kind is DifferenceKind.INSERTED
            and attrs.has(type(one.after))
            and gone.get(one.after)
        ):
            old = gone[one.after].pop(0)
            settled.add(id(old))
            moves[id(one)] = Difference(
                one.path, old.before, one.after, DifferenceKind.MOVED, old.path
            )
    return (moves.get(id(one), one) for one in found if id(one) not in settled)


def _offset(value: Any) -> dt.timedelta | None:
    """Return the offset of a moment: Python holds moments equal that have different ones."""
    return value.utcoffset() if isinstance(value, dt.datetime) else None


def _edited(before: object, after: object) -> str:
    """Return what was edited: from what to what, or where both read alike, what of it."""
    old, new = _quoted(before), _quoted(after)
    if old != new:
        return f"{old} to {new}"
    if type(before) is not type(after):
        return f"{new}, {type(before).__name__}, to {type(after).__name__}"
    alike = isinstance(after, Text | tuple) and words_of(before) == words_of(after)
    return f"marks of {new}" if alike else new


def _quoted(value: object) -> str:
    """Return what a value says, in quotation marks; of one that says nothing, what it is."""
    words = " ".join(words_of(value))
    if not words:
        if isinstance(value, str | Text):
            return f"“{value}”"
        plain = value is None or isinstance(value, bool | enum.Enum)
        return str(value) if plain else type(value).__name__
    return f"“{shortened(words)}”"


def shortened(words: str) -> str:
    """Return words as they are quoted in a sentence: no more than 60 characters of them."""
    return words if len(words) <= _MAX_QUOTED else f"{words[: _MAX_QUOTED - 1].rstrip()}…"
