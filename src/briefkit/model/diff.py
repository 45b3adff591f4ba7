"""Differences between two values made of attrs classes and tuples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from briefkit.model.walk import parts_of


@frozen
class Difference:
    """Difference: one place where two values differ.

    Attributes:
        path: Where, as in `sections[0].blocks[1].cue`; "" for the whole.
        before: What stands there in the first value.
        after: What stands there in the second.
    """

    path: str
    before: object
    after: object


def differences(before: object, after: object) -> tuple[Difference, ...]:
    """Compare two values and return the deepest places where they differ, in reading order.

    Tuples of different lengths, and values of different classes, differ as a whole.

    Args:
        before: A brief, or any part of one.
        after: The other.

    Example:
        >>> bk.differences(bk.Person("Ada", role="Clerk"), bk.Person("Ada", role="Mayor"))
        (Difference(path='role', before='Clerk', after='Mayor'),)
    """
    return tuple(_differences(before, after, ""))


def _differences(before: object, after: object, path: str) -> Iterator[Difference]:
    if type(before) is type(after):
        one, other = list(parts_of(before)), list(parts_of(after))
        if one and len(one) == len(other):
            for (step, old), (_, new) in zip(one, other, strict=True):
                yield from _differences(old, new, (path + step).removeprefix("."))
            return
        if before == after and _offset(before) == _offset(after):
            return
    yield Difference(path, before, after)


def _offset(value: Any) -> dt.timedelta | None:
    """Return the offset of a moment: Python holds moments equal that have different ones."""
    return value.utcoffset() if isinstance(value, dt.datetime) else None
