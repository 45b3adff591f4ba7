"""Compiled serializers: code made for a class that many values are of, with lines for what each field needs.

To make it takes longer than a few values do. As attrs and cattrs do, what a loop over the fields asks for each value is
asked once, when the code is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile
from typing import Any, get_origin

import attrs

from briefkit.data.serializers import Serializer
from briefkit.data.vocabulary import Tree
from briefkit.model import Text
from briefkit.model.walk import FIELD_TYPES, classes_of
from briefkit.runtime.compiled_code import compiled_function


def compiled(kind: type, tags: Tree, serializers: Mapping[type, Serializer]) -> Serializer:
    """Return what makes plain data of the values of a class, by code made for it.

    Args:
        kind: A class of attrs.
        tags: What tells the class from others.
        serializers: What makes plain data of the values of its fields, by their class.
    """
    fields = attrs.fields(kind)
    known: dict[str, Any] = {
        "by_class": serializers,
        "as_string": serializers[str],
        "as_text": serializers[Text],
        **{f"default_{one.name}": one.default for one in fields},
    }
    data = {one.name: _expression(FIELD_TYPES[kind][one.name], one.name) for one in fields}
    first = [*takewhile(lambda one: one.default is attrs.NOTHING, fields)]  # which all values have
    members = [f"{key!r}: {value!r}" for key, value in tags.items()]
    members += [f"{one.name!r}: {data[one.name]}" for one in first]
    lines = [f"{one.name} = value.{one.name}" for one in first]
    lines += [f"tree = {{{', '.join(members)}}}"]
    for one in fields[len(first) :]:
        lines += [f"{one.name} = value.{one.name}"]
        lines += [f"{_condition(one)}tree[{one.name!r}] = {data[one.name]}"]
    return compiled_function("serialize(value)", [*lines, "return tree"], known)


def _condition(field: attrs.Attribute[Any]) -> str:
    """Return what stands before the writing of a field: the question whether a value is not at its default."""
    name = field.name
    match field.default:
        case attrs.NOTHING:
            return ""
        case None:
            return f"if {name} is not None: "
        case False | ():
            return f"if {name}: "
        case _:
            return f"if {name} is not default_{name} and {name} != default_{name}: "


def _expression(hint: Any, name: str) -> str:
    """Return what makes plain data of a value that a field holds, None aside.

    Args:
        hint: The type of the field.
        name: The name of the field, under which the code has the value.
    """
    if get_origin(hint) is tuple:
        return f"[by_class[type(one)](one) for one in {name}]"
    match classes_of(hint):
        case [one] if one in (bool, int):
            return name
        case [one] if one is Text:
            return f"as_text({name})"
        case [one] if issubclass(one, str):
            return f"{name} if type({name}) is str else as_string({name})"
        case _:
            return f"by_class[type({name})]({name})"
