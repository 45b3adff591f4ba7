"""Compiled serializers: code made for a class that many values are of, with lines for what each field needs.

To make it takes longer than a few values do. As attrs and cattrs do, what a loop over the fields asks for each value is
asked once, when the code is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_origin

import attrs

from briefkit.data.serializers import Serializer
from briefkit.data.vocabulary import Tree
from briefkit.model import Text
from briefkit.model.walk import FIELD_TYPES
from briefkit.runtime.compiled_code import compiled_function


def compiled(kind: type, tags: Tree, serializers: Mapping[type, Serializer]) -> Serializer:
    """Return what makes plain data of the values of a class, by code made for it.

    Args:
        kind: A class of attrs.
        tags: What tells the class from others.
        serializers: What makes plain data of the values of its fields, by their class.
    """
    known: dict[str, Any] = {
        "by_class": serializers,
        "string": serializers[str],
        "text": serializers[Text],
    }
    lines = [f"tree = {tags!r}"]
    for field in attrs.fields(kind):
        known[f"default_{field.name}"] = field.default
        write = f"tree[{field.name!r}] = {_expression(FIELD_TYPES[kind][field.name])}"
        lines += [f"held = value.{field.name}", f"{_condition(field)}{write}"]
    return compiled_function("serialize(value)", [*lines, "return tree"], known)


def _condition(field: attrs.Attribute[Any]) -> str:
    """Return what stands before the writing of a field: the question whether a value is not at its default."""
    if field.default is attrs.NOTHING:
        return ""
    if field.default is None:
        return "if held is not None: "
    default = f"default_{field.name}"
    return f"if held is not {default} and held != {default}: "


def _expression(hint: Any) -> str:
    """Return what makes plain data of a value that a field of a type holds."""
    if hint in (bool, int):
        return "held"
    if hint in (str, str | None):
        return "string(held)"
    if hint in (Text, Text | None):
        return "text(held)"
    if get_origin(hint) is tuple:
        return "[by_class[type(one)](one) for one in held]"
    return "by_class[type(held)](held)"
