"""Constructors for plain data: they make what the constructor of a class makes, and look at nothing but the fields given.

The fields that data leaves out are at their defaults, which are in the normal form: they are neither converted nor
checked. In the data of a brief that is most fields. Nothing is made for a field before data has it, so that a process that
reads one brief is done soon.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, EnumType
from itertools import count
from types import NoneType
from typing import Any, NamedTuple, TypeAlias, get_args, get_origin

import attrs

from briefkit.data.base64 import base64_bytes
from briefkit.data.vocabulary import TAG_KEYS, tag
from briefkit.model import Extra, Span, Text, When
from briefkit.model.converters import maybe_text
from briefkit.model.extra import to_extra
from briefkit.model.media import Image
from briefkit.model.string_rules import check_characters
from briefkit.model.text import made_span, made_text, to_text
from briefkit.model.walk import FIELD_TYPES, classes_of
from briefkit.model.when import to_when
from briefkit.runtime.caching import cached
from briefkit.runtime.module_loading import OnDemand
from briefkit.validation import Demand, demand_of, to_tuple

#: What makes a value of plain data. Whatever is wrong with the data is an exception, of any kind.
Constructor: TypeAlias = Callable[[Any], Any]

_MANY = 100  # values, from which on it takes less time to make code first
_compiled: Callable[[type], Constructor] = OnDemand("briefkit.data.compiled_constructors:compiled")
# Converters that return values of their field's type as they are.
_TAKE_THEIR_OWN = (maybe_text, to_extra, to_text, to_tuple, to_when)


class Step(NamedTuple):
    """What is done with the data of a field; there is None for what need not be done.

    Attributes:
        make: What makes a value of its type, None aside.
        is_optional: Whether None, which the type has, stays None.
        convert: The converter of the field.
        validate: The validator of the field.
        demand: All that this demands of a value, where that is known; never a class that each value made is of.
        field: The field.
    """

    make: Constructor | None
    is_optional: bool
    convert: Constructor | None
    validate: Callable[[Any, attrs.Attribute[Any], Any], None] | None
    demand: Demand | None
    field: attrs.Attribute[Any]

    @classmethod
    def of(cls, kind: type, field: attrs.Attribute[Any]) -> Step:
        """Return what is done with the data of a field of a class."""
        hint = FIELD_TYPES[kind][field.name]
        make = constructor(hint)
        convert: Any = getattr(field.converter, "unnamed", field.converter)
        validate = field.validator
        demand = demand_of(validate)
        if make is unchanged:
            return cls(None, False, convert, validate, demand, field)
        if convert in _TAKE_THEIR_OWN or isinstance(classes_of(hint)[0], EnumType):
            convert = None
        if demand and demand.kinds and demand.kinds.issuperset(classes_of(hint)):
            demand = demand._replace(kinds=None)
        if demand == Demand():
            validate = None
        return cls(make, NoneType in get_args(hint), convert, validate, demand, field)


def unchanged(data: Any) -> Any:
    """Return data as it is: its field converts and checks it."""
    return data


@cached(256)
def constructor(kind: Any) -> Constructor:
    """Return what makes a value of a type that a field has, or of a class of the model; it is not asked to make None.

    Args:
        kind: The type: a class, a union of some that a tag tells apart, a tuple of values, or one of these and None.
    """
    if kind in _LEAVES:
        return _LEAVES[kind]
    classes = classes_of(kind)
    is_tagged = classes[0] in TAG_KEYS
    if get_origin(kind) is tuple:
        return _of_tagged_entries(classes) if is_tagged else _of_entries(get_args(kind)[0])
    if is_tagged:
        return _of_tagged(classes)
    if (kind,) != classes:
        return constructor(classes[0])
    if issubclass(kind, Enum):
        return {member.value: member for member in kind}.__getitem__
    return (lambda data: _BY_CLASS[kind](data)) if attrs.has(kind) else unchanged


def _of_entries(kind: Any) -> Constructor:
    make = constructor(kind)
    is_class = attrs.has(kind) and kind not in _LEAVES

    def construct(data: Any) -> Any:
        if type(data) is not list:
            raise TypeError
        return tuple(map(_BY_CLASS[kind] if is_class else make, data))

    return construct


def _tags(kinds: tuple[type, ...]) -> tuple[str, Mapping[str, type]]:
    """Return the key of the tag that tells some classes apart, and the class of each tag."""
    return TAG_KEYS[kinds[0]], {tag(kind): kind for kind in kinds}


def _of_tagged_entries(kinds: tuple[type, ...]) -> Constructor:
    key, kind_of = _tags(kinds)

    def construct(data: Any) -> Any:
        if type(data) is not list:
            raise TypeError
        return tuple([_BY_CLASS[kind_of[one[key]]](one) for one in data])

    return construct


def _of_tagged(kinds: tuple[type, ...]) -> Constructor:
    key, kind_of = _tags(kinds)
    return lambda data: _BY_CLASS[kind_of[data[key]]](data)


class _ByClass(dict[type, Constructor]):
    """Constructors of frozen classes of attrs, each made for the first value; after many, code made for the class takes its place."""

    def __missing__(self, kind: type) -> Constructor:
        make = _interpreted(kind)
        values = count(1)

        def construct(data: Any) -> Any:
            if next(values) == _MANY:
                self[kind] = _compiled(kind)
            return make(data)

        self[kind] = construct
        return construct


def _interpreted(kind: type) -> Constructor:
    """Return what makes a value of a class out of an object of plain data, going through the fields that this has."""
    steps = _Steps(kind)
    fields = attrs.fields(kind)
    blank = {one.name: one.default for one in fields if one.default is not attrs.NOTHING}
    required = [one.name for one in fields if one.default is attrs.NOTHING]
    tag_key: object = TAG_KEYS.get(kind, object())  # which is no key
    put = object.__setattr__
    finish = getattr(kind, "__attrs_post_init__", None)

    def construct(data: Any) -> Any:
        made: Any = object.__new__(kind)
        for name, default in blank.items():
            put(made, name, default)
        for name in required:
            data[name]  # or it is missing
        for name, value in data.items():
            if name != tag_key:
                make, is_optional, convert, validate, _, field = steps[name]
                if make is not None and not (is_optional and value is None):
                    value = make(value)
                if convert is not None:
                    value = convert(value)
                if validate is not None:
                    validate(made, field, value)
                put(made, name, value)
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
    if type(data) is str:
        return made_text(data)
    if type(data) is not list:  # of which a Text could be made all the same, as of an empty object
        raise TypeError
    return made_text([*map(_span, data)])


def _span(data: Any) -> Any:
    words, quoted = data["text"], data.get("quoted", False)
    # Most are plain, or quoted and no more.
    if type(words) is str and len(data) == (2 if quoted is True else 1):
        return made_span(check_characters(words, ""), quoted=quoted)
    return _BY_CLASS[Span](data)


def _when(data: Any) -> When:
    return _when_of(data) if type(data) is str else When(data)


# A brief is full of the same days. Of strings alone: moments that are equal may have other offsets.
@cached(1024, max_length=50)
def _when_of(words: str) -> When:
    return When(words)


def _image(data: Any) -> Image:
    if isinstance(data, Image):  # of a file, whose reader puts what it shows into the tree
        return data
    return Image(**{**data, "data": base64_bytes(data["data"])})


_BY_CLASS = _ByClass()
# Those of all other types that are no classes of attrs convert and check what is given.
_LEAVES: Mapping[Any, Constructor] = {
    Text: _text,
    Image: _image,
    When: _when,
    Extra: to_extra,
    bytes: base64_bytes,
}
