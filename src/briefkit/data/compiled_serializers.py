"""Compiled serializers: cattrs makes code for a class that many values are of; that takes longer than a few of them do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_origin

from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from briefkit.data.serializers import Serializer
from briefkit.data.vocabulary import Tree
from briefkit.model.walk import FIELD_TYPES

_CONVERTER = Converter()


def compiled(kind: type, tags: Tree, serializers: Mapping[type, Serializer]) -> Serializer:
    """Return what makes plain data of the values of a class, by code made for it.

    Args:
        kind: A class of attrs.
        tags: What tells the class from others.
        serializers: What makes plain data of the values of its fields, by their class.
    """

    def by_class(value: Any) -> Any:
        return serializers[type(value)](value)

    def hook(hint: Any) -> Serializer:
        if hint in (str, str | None):
            return serializers[str]
        return serializers[tuple] if get_origin(hint) is tuple else by_class

    hooks: dict[str, Any] = {
        name: override(unstruct_hook=hook(hint))
        for name, hint in FIELD_TYPES[kind].items()
        if hint not in (bool, int)
    }
    serialize: Serializer = make_dict_unstructure_fn(
        kind, _CONVERTER, _cattrs_omit_if_default=True, **hooks
    )
    return (lambda value: {**tags, **serialize(value)}) if tags else serialize
