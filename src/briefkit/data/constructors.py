"""Constructors for plain data: they make what the constructor of a class makes, and look at nothing but the fields given.

The fields that data leaves out are at their defaults, which are in the normal form: they are neither converted nor
checked. In the data of a brief that is most fields.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import attrs

from briefkit.data.vocabulary import TAG_KEYS
from briefkit.model.walk import FIELD_TYPES

#: What makes a value of data: it takes the data and its type, as the hooks of cattrs do.
Structure: TypeAlias = Callable[[Any, Any], Any]
_Put: TypeAlias = Callable[[Any, Any], None]
_Step: TypeAlias = "tuple[Structure, Any, Any, Any, attrs.Attribute[Any], _Put]"


def unchanged(data: Any, _: Any) -> Any:
    """Return data as it is: the field converts and checks it."""
    return data


def constructor(kind: type, structure_of: Callable[[Any], Structure]) -> Structure:
    """Return what makes a value of a frozen class of attrs out of an object of plain data.

    Whatever is wrong with the data is an exception, of any kind.

    Args:
        kind: The class.
        structure_of: Returns what makes a value of a type that a field has.
    """
    steps = _Steps(kind, structure_of)
    fields = attrs.fields(kind)
    blank = [
        (_setter(kind, one), one.default) for one in fields if one.default is not attrs.NOTHING
    ]
    required = [one.name for one in fields if one.default is attrs.NOTHING]
    tag_key: object = TAG_KEYS.get(kind, object())  # which is no key
    new = object.__new__
    finish = getattr(kind, "__attrs_post_init__", None)

    def construct(data: Any, _: Any) -> Any:
        made: Any = new(kind)
        for put, default in blank:
            put(made, default)
        for name in required:
            data[name]  # or it is missing
        for name, value in data.items():
            if name != tag_key:
                structure, hint, convert, validate, field, put = steps[name]
                if structure is not unchanged:
                    value = structure(value, hint)
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

    It is what makes a value, and of which type; the converter, the validator and the field; what sets it.
    """

    def __init__(self, kind: type, structure_of: Callable[[Any], Structure]) -> None:
        self._kind = kind
        self._structure_of = structure_of

    def __missing__(self, name: str) -> _Step:
        field = attrs.fields_dict(self._kind)[name]
        hint = FIELD_TYPES[self._kind][name]
        put = _setter(self._kind, field)
        self[name] = (self._structure_of(hint), hint, field.converter, field.validator, field, put)
        return self[name]


def _setter(kind: type, field: attrs.Attribute[Any]) -> _Put:
    """Return what sets the slot of a field, which the frozen value itself would refuse."""
    slot: Any = getattr(kind, field.name)
    setter: _Put = slot.__set__
    return setter
