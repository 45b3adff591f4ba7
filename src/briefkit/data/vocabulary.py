"""Vocabulary of the tree: its tags, which tell apart classes that may stand in one place, and names of its values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import attrs

from briefkit.errors import ModelError
from briefkit.model import BLOCKS, Brief, Organisation, Person

Tree: TypeAlias = dict[str, Any]

#: What stands before the SHA-256 of a picture that is named, not carried.
PICTURE_NAME = "sha256:"
_NAMES: Mapping[Any, str] = {
    Mapping: "an object",
    (list, tuple): "a list",
    str: "a string",
    bool: "a boolean",
    (int, float): "a number",
    type(None): "null",
}


def check_key(kind: type, key: str) -> None:
    """Refuse a class with a field that a key of the tree would overwrite, or be overwritten by.

    Args:
        kind: A class of attrs.
        key: The key that the tree writes beside the fields of the class.

    Raises:
        ModelError: The class has a field of that name.
    """
    if key in attrs.fields_dict(kind):
        raise ModelError(
            "has the name of a key that the tree writes beside the fields",
            where=f"{kind.__name__}.{key}",
            remedy="give the field another name",
        )


def tag_keys(kinds: Mapping[str, tuple[type, ...]]) -> Mapping[type, str]:
    """Return the key that tells each class from those that may stand in its place.

    Args:
        kinds: The classes by their key.

    Raises:
        ModelError: A class has a field of that name.
    """
    found = {kind: key for key, several in kinds.items() for kind in several}
    for kind, key in found.items():
        check_key(kind, key)
    return found


check_key(Brief, "schema_version")
#: Classes of which several may stand in one place → the key that tells them apart.
TAG_KEYS = tag_keys({"kind": BLOCKS, "actor": (Person, Organisation)})


def tag(kind: type) -> str:
    """Return the name under which the tree knows a class: "statement" for Statement."""
    return kind.__name__.lower()


def type_name(value: object) -> str:
    """Return what people call the type of a value: "an object", "a list"."""
    return next(
        (name for kinds, name in _NAMES.items() if isinstance(value, kinds)),
        type(value).__name__,
    )
