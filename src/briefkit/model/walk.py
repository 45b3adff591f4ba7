"""Walk over values made of attrs classes and tuples, to visit and to change them.

A place in a value is written as a path (`briefkit.model.paths`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints, overload

import attrs

from briefkit.errors import ArgumentError
from briefkit.runtime.caching import cached
from briefkit.runtime.spelling import did_you_mean, likely

T = TypeVar("T")


@overload
def walk(value: object) -> Iterator[tuple[str, object]]: ...
@overload
def walk(value: object, kind: type[T]) -> Iterator[tuple[str, T]]: ...
def walk(value: object, kind: type[object] = object) -> Iterator[tuple[str, object]]:
    """Yield each value inside `value`, itself first, with its path, in reading order.

    Args:
        value: A brief, or any part of one.
        kind: Yield only the values of this class.

    Raises:
        ArgumentError: `kind` is no class.

    Example:
        >>> section = bk.section("events", bk.event("It began.", on="2026-03"))
        >>> [(path, str(when)) for path, when in bk.walk(section, bk.When)]
        [('blocks[0].items[0].block.on', '2026-03')]
    """
    try:
        isinstance(value, kind)
    except TypeError:
        raise ArgumentError(f"is {kind!r}, not a class", where="kind") from None
    return ((path, part) for path, part in _walk(value, "") if isinstance(part, kind))


def _walk(value: object, path: str) -> Iterator[tuple[str, object]]:
    yield path, value
    for step, part in parts_of(value):
        yield from _walk(part, (path + step).removeprefix("."))


def parts_of(value: object) -> Iterator[tuple[str, object]]:
    """Yield what a value is made of, each part with the step to it."""
    if isinstance(value, tuple):
        for index, part in enumerate(value):
            yield f"[{index}]", part
    else:
        for name in FIELD_NAMES[type(value)]:
            yield f".{name}", getattr(value, name)


class _FieldNames(dict[type, tuple[str, ...]]):
    """Field names by class, cached; none for a class that is not of attrs."""

    def __missing__(self, kind: type) -> tuple[str, ...]:
        names = tuple(field.name for field in attrs.fields(kind)) if attrs.has(kind) else ()
        self[kind] = names
        return names


#: The names of the fields of each class.
FIELD_NAMES = _FieldNames()


class _FieldTypes(dict[type, Mapping[str, Any]]):
    """Types of fields by class, cached: of each field by its name."""

    def __missing__(self, kind: type) -> Mapping[str, Any]:
        self[kind] = get_type_hints(kind)
        return self[kind]


#: The types of the fields of each class of attrs.
FIELD_TYPES = _FieldTypes()


def classes_of(kind: Any) -> tuple[Any, ...]:
    """Return the classes that values of a type are of, None aside; of a tuple, those of its entries.

    Args:
        kind: The type of a field.
    """
    if get_origin(kind) is tuple:
        return classes_of(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return tuple(one for one in get_args(kind) if one is not NoneType)
    return (kind,)


class _FieldsAround(dict[type, tuple[str, ...]]):
    """Names of fields by class, cached: of the fields that others may stand in.

    Args:
        wanted: The classes of those others.
    """

    def __init__(self, wanted: tuple[type, ...]) -> None:
        self._wanted = wanted

    def __missing__(self, kind: type) -> tuple[str, ...]:
        types = _types_of(kind)
        self[kind] = tuple(name for name in types if _may_hold(types[name], self._wanted))
        return self[kind]


class _PartsBefore(dict[type, Callable[[Any], tuple[Any, ...]] | None]):
    """Getters by class, cached: each returns the values of the fields that others may stand in, the last first.

    There is None for a class that has no such field.

    Args:
        wanted: The classes of those others.
    """

    def __init__(self, wanted: tuple[type, ...]) -> None:
        self._fields_around = _fields_around(wanted)

    def __missing__(self, kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
        names = self._fields_around[kind][::-1]
        get = attrgetter(*names) if names else None
        self[kind] = (lambda value: (get(value),)) if get and len(names) == 1 else get
        return self[kind]


def _may_hold(kind: Any, wanted: tuple[type, ...]) -> bool:
    """Whether a value of a type may be of some classes, or hold what is.

    Args:
        kind: The type of a field.
        wanted: The classes.
    """
    return any(
        not isinstance(found, type)  # as Any: nothing is known of it
        or any(issubclass(one, found) or issubclass(found, one) for one in wanted)
        for found in _within(kind)
    )


@cached(512)
def _within(kind: Any) -> frozenset[Any]:
    """Return the types that a value of a type may be of, and those of all that may stand within."""
    found: set[Any] = set()
    waiting = [kind]
    while waiting:
        one = waiting.pop()
        parts = get_args(one)
        if parts:
            waiting += [part for part in parts if part is not ...]
        elif one not in found:
            found.add(one)
            waiting += _types_of(one).values() if isinstance(one, type) else ()
    return frozenset(found)


def _types_of(kind: type) -> Mapping[str, Any]:
    """Return the types of a class's fields; a class that is none of the model's may say nothing of them."""
    try:
        known = FIELD_TYPES[kind] if attrs.has(kind) else {}
    except Exception:  # whatever else its annotations are
        known = {}
    return {name: known.get(name, Any) for name in FIELD_NAMES[kind]}


_fields_around = cached(64)(_FieldsAround)
#: Getters of the parts that values of some classes may stand in, by the classes.
parts_before = cached(64)(_PartsBefore)


def find(value: object, *kinds: type[T], within: bool = False) -> Iterator[T]:
    """Yield each value of the classes inside `value`, in reading order, without paths: faster than walk.

    Args:
        value: A brief, or any part of one.
        kinds: The classes; a tuple is none of them, for it is always looked into.
        within: Whether what is found is searched in its turn.
    """
    before = parts_before(kinds)
    wanted = frozenset(kinds)
    waiting: list[Any] = [value]
    while waiting:
        part = waiting.pop()
        kind = type(part)
        if kind is tuple:
            if part:
                waiting += part[::-1]
            continue
        if kind in wanted:
            yield part
            if not within:
                continue
        if part is not None:
            get = before[kind]
            if get is not None:
                waiting += get(part)


def find_places(value: object, *kinds: type[T]) -> Iterator[tuple[str, T]]:
    """Yield each value of the classes inside `value` with its path, in reading order, those within others too.

    Nothing is walked that can hold none of them: faster than walk.

    Args:
        value: A brief, or any part of one.
        kinds: The classes.
    """
    fields_around = _fields_around(kinds)

    def places(part: Any, path: str) -> Iterator[tuple[str, T]]:
        kind = type(part)
        if kind in kinds:
            yield path, part
        if kind is tuple:
            for index, one in enumerate(part):
                yield from places(one, f"{path}[{index}]")
        else:
            for name in fields_around[kind]:
                yield from places(getattr(part, name), f"{path}.{name}" if path else name)

    return places(value, "")


def transform(value: T, change: Callable[[object], object]) -> T:
    """Return `value` with `change` applied to every value inside it, the innermost first.

    What `change` returns unasked for must be its argument itself; where nothing changes, `value` itself
    comes back.

    Args:
        value: A brief, or any part of one.
        change: Takes each attrs value, tuple and plain value, and returns what is to stand there.

    Raises:
        ArgumentError: `change` is no function.

    Example:
        >>> shout = lambda value: bk.evolve(value, text=value.text.upper()) if isinstance(value, bk.Span) else value
        >>> bk.transform(bk.Paragraph("Enough."), shout).text.plain
        'ENOUGH.'
    """
    if not callable(change):
        raise ArgumentError(f"is {type(change).__name__}, no function", where="change")
    return _transformed(value, change)  # type: ignore[no-any-return]  # as change says


def _transformed(value: Any, change: Callable[[Any], Any]) -> Any:
    return change(_with_parts_transformed(value, change))


def _with_parts_transformed(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, tuple):
        parts = tuple(_transformed(part, change) for part in value)
        return value if all(map(lambda a, b: a is b, parts, value)) else parts
    if attrs.has(type(value)):
        return evolve(
            value,
            **{
                attribute.name: _transformed(getattr(value, attribute.name), change)
                for attribute in attrs.fields(type(value))
            },
        )
    return value


def evolve(value: T, /, **changes: object) -> T:
    """Return `value` with some fields changed; `value` itself where they have those values already.

    Args:
        value: A brief, or any part of one.
        changes: The new values by the names of their fields.

    Raises:
        ModelError: A new value is out of form.
        ArgumentError: The class has no such field.
    """
    names = FIELD_NAMES[type(value)]
    for name in changes:
        if name not in names:
            raise ArgumentError(
                f"{type(value).__name__} has no field {name!r}",
                where="evolve",
                remedy=did_you_mean(likely(name, names))
                or (f"it has {', '.join(names)}" if names else "give a brief, or a part of one"),
            )
    changed = {name: new for name, new in changes.items() if getattr(value, name) is not new}
    instance: Any = value
    return attrs.evolve(instance, **changed) if changed else value
