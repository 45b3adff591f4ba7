"""Walking over values made of attrs classes and tuples: visit, change, compare.

A place in a value is written as one would in Python: `sections[1].blocks[0].speakers[0].name`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, overload

import attrs

T = TypeVar("T")


@overload
def walk(value: Any) -> Iterator[tuple[str, Any]]: ...
@overload
def walk(value: Any, kind: type[T]) -> Iterator[tuple[str, T]]: ...
def walk(value: Any, kind: type[Any] = object) -> Iterator[tuple[str, Any]]:
    """Yield each value inside `value`, itself first, with its path, in reading order.

    Args:
        value: A brief, or any part of one.
        kind: Yield only the values of this class.

    Example:
        >>> section = bk.section("events", bk.event("It began.", on="2026-03"))
        >>> [(path, str(when)) for path, when in bk.walk(section, bk.When)]
        [('blocks[0].items[0].block.on', '2026-03')]
    """
    return ((path, part) for path, part in _walk(value, "") if isinstance(part, kind))


def _walk(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    yield path, value
    for step, part in _parts(value):
        yield from _walk(part, (path + step).removeprefix("."))


def _parts(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, tuple):
        for index, part in enumerate(value):
            yield f"[{index}]", part
    else:
        for name in _FIELD_NAMES[type(value)]:
            yield f".{name}", getattr(value, name)


class _FieldNames(dict[type, tuple[str, ...]]):
    """The names of each class's fields, kept when first asked for; none for a class that is not of attrs."""

    def __missing__(self, kind: type) -> tuple[str, ...]:
        names = tuple(field.name for field in attrs.fields(kind)) if attrs.has(kind) else ()
        self[kind] = names
        return names


_FIELD_NAMES = _FieldNames()


def find(value: Any, *kinds: type[T]) -> Iterator[T]:
    """Yield each value of the classes inside `value`, in reading order, without paths: faster than walk.

    What is found is not searched in its turn.
    """
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, kinds):
            yield part
        elif isinstance(part, tuple):
            waiting += part[::-1]
        else:
            waiting += [getattr(part, name) for name in reversed(_FIELD_NAMES[type(part)])]


def transform(value: T, change: Callable[[Any], Any]) -> T:
    """Return `value` with `change` applied to every value inside it, the innermost first.

    What `change` returns unasked for must be its argument itself; where nothing changes, `value` itself
    comes back.

    Args:
        value: A brief, or any part of one.
        change: Takes each attrs value, tuple and plain value, and returns what is to stand there.

    Example:
        >>> shout = lambda value: bk.evolve(value, text=value.text.upper()) if isinstance(value, bk.Span) else value
        >>> bk.transform(bk.Paragraph("Enough."), shout).text.plain
        'ENOUGH.'
    """
    return change(_transform_parts(value, change))  # type: ignore[no-any-return]  # as change says


def _transform_parts(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, tuple):
        parts = tuple(transform(part, change) for part in value)
        return value if all(map(lambda a, b: a is b, parts, value)) else parts
    if attrs.has(type(value)):
        return evolve(
            value,
            **{
                attribute.name: transform(getattr(value, attribute.name), change)
                for attribute in attrs.fields(type(value))
            },
        )
    return value


def evolve(value: T, **changes: Any) -> T:
    """Return `value` with some fields changed; `value` itself where they have those values already.

    Args:
        value: A brief, or any part of one.
        changes: The new values by the names of their fields.

    Raises:
        ModelError: A new value is out of form.
        TypeError: The class has no such field.
    """
    changed = {
        name: new
        for name, new in changes.items()
        if not hasattr(value, name) or getattr(value, name) is not new
    }
    instance: Any = value
    return attrs.evolve(instance, **changed) if changed else value


@attrs.frozen
class Difference:
    """One place where two values differ.

    Attributes:
        path: Where, as in `sections[0].blocks[1].cue`; "" for the whole.
        before: What stands there in the first value.
        after: What stands there in the second.
    """

    path: str
    before: Any
    after: Any


def differences(before: Any, after: Any) -> tuple[Difference, ...]:
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


def _differences(before: Any, after: Any, path: str) -> Iterator[Difference]:
    if type(before) is type(after):
        one, other = list(_parts(before)), list(_parts(after))
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


def steps(path: str) -> Sequence[str | int]:
    """Split a path into the field names and indexes that it is made of."""
    parts = path.replace("[", ".[").split(".")
    return [int(part[1:-1]) if part[:1] == "[" else part for part in parts if part]


def at(value: Any, path: str) -> Any:
    """Return what stands at a path.

    Raises:
        LookupError, AttributeError: Nothing does.
    """
    for step in steps(path):
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value
