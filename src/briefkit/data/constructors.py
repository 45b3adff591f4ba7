"""Constructors for plain data: they make what the constructor of a class makes, and look at nothing but the fields given.

The fields that data leaves out are at their defaults, which are in the normal form: they are neither converted nor
checked. In the data of a brief that is most fields. Nothing is made for a field before data has it, so that a process that
reads one brief is done soon.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import NoneType, UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin

import attrs

from briefkit.data.base64 import base64_bytes
from briefkit.data.vocabulary import TAG_KEYS, tag
from briefkit.model import Extra, Span, Text, When
from briefkit.model.extra import to_extra
from briefkit.model.media import Image
from briefkit.model.walk import FIELD_TYPES
from briefkit.runtime.caching import cached

#: What makes a value of plain data. Whatever is wrong with the data is an exception, of any kind.
Constructor: TypeAlias = Callable[[Any], Any]
_Put: TypeAlias = Callable[[Any, Any], None]
_Step: TypeAlias = "tuple[Constructor, Any, Any, attrs.Attribute[Any], _Put]"


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
        return [make(one) for one in data]  # the field makes a tuple of it

    return construct


def _of_tagged(kinds: tuple[type, ...]) -> Constructor:
    key = TAG_KEYS[kinds[0]]
    make = {tag(kind): _of_class(kind) for kind in kinds}
    return lambda data: make[data[key]](data)


@cached(64)
def _of_class(kind: type) -> Constructor:
    """Return what makes a value of a frozen class of attrs out of an object of plain data."""
    steps = _Steps(kind)
    fields = attrs.fields(kind)
    blank = [
        (_setter(kind, one), one.default) for one in fields if one.default is not attrs.NOTHING
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
                if make is not unchanged:
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


class _Steps(dict[str, "_Step"]):
    """What is done with the data of each field of a class, found when data has the field for the first time.

    It is what makes a value; the converter, the validator and the field; what sets it.
    """

    def __init__(self, kind: type) -> None:
        self._kind = kind

    def __missing__(self, name: str) -> _Step:
        field = attrs.fields_dict(self._kind)[name]
        make = constructor(FIELD_TYPES[self._kind][name])
        self[name] = (make, field.converter, field.validator, field, _setter(self._kind, field))
        return self[name]


def _setter(kind: type, field: attrs.Attribute[Any]) -> _Put:
    """Return what sets the slot of a field, which the frozen value itself would refuse."""
    slot: Any = getattr(kind, field.name)
    setter: _Put = slot.__set__
    return setter


def _text(data: Any) -> Text:
    return Text([_span(one) for one in data] if isinstance(data, list) else data)


def _image(data: Any) -> Image:
    if isinstance(data, Image):  # of a file, whose reader puts what it shows into the tree
        return data
    return Image(**{**data, "data": base64_bytes(data["data"])})


_span = _of_class(Span)
# Those of all other types that are no classes of attrs convert and check what is given.
_LEAVES: Mapping[Any, Constructor] = {
    Text: _text,
    Image: _image,
    When: When,
    Extra: to_extra,
    bytes: base64_bytes,
}
