"""Serializers: what makes plain data of the values of a class. Fields that are at their defaults are left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from itertools import count
from operator import attrgetter
from typing import Any, TypeAlias

import attrs

from briefkit.data.base64 import base64_words
from briefkit.data.vocabulary import PICTURE_NAME, TAG_KEYS, Tree, tag
from briefkit.model import Extra, Span, Text, When
from briefkit.model.media import Image
from briefkit.runtime.module_loading import OnDemand

#: What makes plain data of a value.
Serializer: TypeAlias = Callable[[Any], Any]

_MANY = 100  # values, from which on it takes less time to make code first
_compiled: Callable[[type, Tree, Mapping[type, Serializer]], Serializer] = OnDemand(
    "briefkit.data.compiled_serializers:compiled"
)


def _itself(value: Any) -> Any:
    return value


# By the class, or one that it is derived from.
_LEAVES: Mapping[type, Serializer] = {
    str: str.__str__,  # of a derived class too, as those of enumerations
    dt.date: lambda value: value.isoformat(),
    When: attrgetter("edtf"),
    Extra: Extra.to_dict,
    bytes: base64_words,
}


class Serializers(dict[type, Serializer]):
    """Serializers by class, each made when the first value of the class comes.

    Args:
        name_pictures: Whether digests stand for the bytes of pictures.
    """

    def __init__(self, *, name_pictures: bool) -> None:
        self[tuple] = lambda values: [self[type(one)](one) for one in values]
        self[Text] = self._text
        if name_pictures:
            self[Image] = _named_picture

    def __missing__(self, kind: type) -> Serializer:
        leaf = next((found for base, found in _LEAVES.items() if issubclass(kind, base)), _itself)
        self[kind] = self._of_class(kind) if attrs.has(kind) and leaf is _itself else leaf
        return self[kind]

    def _text(self, text: Text) -> Any:
        spans = text.spans
        if not spans:
            return ""
        if len(spans) == 1 and spans[0].plain:
            return str.__str__(spans[0].text)
        return [*map(self[Span], spans)]

    def _of_class(self, kind: type) -> Serializer:
        """Return what goes through the fields of a class; after many values, code made for the class takes its place."""
        fields = [(one.name, attrgetter(one.name), one.default) for one in attrs.fields(kind)]
        tags = {TAG_KEYS[kind]: tag(kind)} if kind in TAG_KEYS else {}
        values = count(1)

        def serialize(value: Any) -> Tree:
            if next(values) == _MANY:
                self[kind] = _compiled(kind, tags, self)
            tree: Tree = tags.copy()
            for name, get, default in fields:
                held = get(value)
                if held is not default and held != default:
                    tree[name] = self[type(held)](held)
            return tree

        return serialize


def _named_picture(image: Image) -> Tree:
    return {"data": PICTURE_NAME + image.digest, "media_type": image.media_type.value}
