"""Constructors for plain data: they make what the constructor of a class makes, and look at nothing but the fields given.

The fields that data leaves out are at their defaults, which are in the normal form: they are neither converted nor
checked. In the data of a brief that is most fields. Nothing is made for a field before data has it, so that a process that
reads one brief is done soon.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from types import NoneType, UnionType
from typing import Any, NamedTuple, TypeAlias, Union, get_args, get_origin

import attrs

from briefkit.data.base64 import base64_bytes
from briefkit.data.vocabulary import TAG_KEYS, tag
from briefkit.model import Extra, Span, Text, When
from briefkit.model.converters import maybe_text
from briefkit.model.extra import to_extra
from briefkit.model.media import Image
from briefkit.model.text import to_text
from briefkit.model.walk import FIELD_TYPES
from briefkit.model.when import to_when
from briefkit.runtime.caching import cached
from briefkit.runtime.module_loading import OnDemand
from briefkit.validation import to_tuple

#: What makes a value of plain data. Whatever is wrong with the data is an exception, of any kind.
Constructor: TypeAlias = Callable[[Any], Any]

_MANY = 100  # values, from which on it takes less time to make code first
_compiled: Callable[[type], Constructor] = OnDemand("briefkit.data.compiled_constructors:compiled")
# Converters that return values of their field's type as they are.
_TAKE_THEIR_OWN = (maybe_text, to_extra, to_text, to_tuple, to_when)


class Step(NamedTuple):
    """What is done with the data of a field; there is None for what need not be done.

    Attributes:
        make: What makes a value of its type.
        convert: The converter of the field.
        validate: The validator of the field.
        field: The field.
        put: What sets the slot of the field, which the frozen value itself would refuse.
    """

    make: Constructor | None
    convert: Constructor | None
    validate: Callable[[Any, attrs.Attribute[Any], Any], None] | None
    field: attrs.Attribute[Any]
    put: Callable[[Any, Any], None]

    @classmethod
    def of(cls, kind: type, field: attrs.Attribute[Any]) -> Step:
        """Return what is done with the data of a field of a class."""
        make = constructor(FIELD_TYPES[kind][field.name])
        convert: Any = field.converter
        if make is not unchanged and getattr(convert, "unnamed", convert) in _TAKE_THEIR_OWN:
            convert = None
        put = getattr(kind, field.name).__set__
        return cls(None if make is unchanged else make, convert, field.validator, field, put)


def unchanged(data: Any) -> Any:
    """Return data as it is: its field converts and checks it."""
    return data


@cached(256)
def constructor(kind: Any) -> Constructor:
    """Return what makes a value of a type that a field has, or of a class of the model.

    Args:
        kind: The type: a class, a union of some that a tag tells apart, a tuple of values, or one of these and None.
    """
    if kind in _LEAVES:
        return _LEAVES[kind]
    if get_origin(kind) is tuple:
        return _of_entries(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        kinds = tuple(one for one in get_args(kind) if one is not NoneType)
        make = constructor(kinds[0]) if len(kinds) == 1 else _of_tagged(kinds)
        if len(kinds) == len(get_args(kind)) or make is unchanged:
            return make
        return lambda data: None if data is None else make(data)
    if kind in TAG_KEYS:
        return _of_tagged((kind,))
    return _of_class(kind) if attrs.has(kind) else unchanged


def _of_entries(kind: Any) -> Constructor:
    make = constructor(kind)

    def construct(data: Any) -> Any:
        if not isinstance(data, list):
            raise TypeError
        return tuple([make(one) for one in data])

    return construct


def _of_tagged(kinds: tuple[type, ...]) -> Constructor:
    key = TAG_KEYS[kinds[0]]
    make = {tag(kind): _of_class(kind) for kind in kinds}
    return lambda data: make[data[key]](data)


@cached(64)
def _of_class(kind: type) -> Constructor:
    """Return what makes a value of a frozen class of attrs; after many values, code made for the class does it."""
    make = _interpreted(kind)
    is_compiled = False
    values = count(1)

    def construct(data: Any) -> Any:
        nonlocal make, is_compiled
        if not is_compiled and next(values) >= _MANY:
            make, is_compiled = _compiled(kind), True
        return make(data)

    return construct


def _interpreted(kind: type) -> Constructor:
    """Return what makes a value of a class out of an object of plain data, going through the fields that this has."""
    steps = _Steps(kind)
    fields = attrs.fields(kind)
    blank = [
        (getattr(kind, one.name).__set__, one.default)
        for one in fields
        if one.default is not attrs.NOTHING
    ]
    required = [one.name for one in fields if one.default is attrs.NOTHING]
    tag_key: object = TAG_KEYS.get(kind, object())  # which is no key
    new = object.__new__
    finish = getattr(kind, "__attrs_post_init__", None)

    def construct(data: Any) -> Any:
        made: Any = new(kind)
        for put, default in blank:
            put(made, default)
        for name in required:
            data[name]  # or it is missing
        for name, value in data.items():
            if name != tag_key:
                make, convert, validate, field, put = steps[name]
                if make is not None:
                    value = make(value)
                if convert is not None:
                    value = convert(value)
                if validate is not None:
                    validate(made, field, value)
                put(made, value)
        if finish is not None:
            finish(made)
        return made

    return construct


class _Steps(dict[str, Step]):
    """What is done with the data of each field of a class, found when data has the field for the first time."""

    def __init__(self, kind: type) -> None:
        self._kind = kind

    def __missing__(self, name: str) -> Step:
        self[name] = Step.of(self._kind, attrs.fields_dict(self._kind)[name])
        return self[name]


def _text(data: Any) -> Text:
    return Text([_span(one) for one in data] if isinstance(data, list) else data)


def _when(data: Any) -> When:
    return _when_of(data) if type(data) is str else When(data)


# A brief is full of the same days. Of strings alone: moments that are equal may have other offsets.
_when_of = cached(1024, max_length=50)(When)


def _image(data: Any) -> Image:
    if isinstance(data, Image):  # of a file, whose reader puts what it shows into the tree
        return data
    return Image(**{**data, "data": base64_bytes(data["data"])})


_span = _of_class(Span)
# Those of all other types that are no classes of attrs convert and check what is given.
_LEAVES: Mapping[Any, Constructor] = {
    Text: _text,
    Image: _image,
    When: _when,
    Extra: to_extra,
    bytes: base64_bytes,
}
