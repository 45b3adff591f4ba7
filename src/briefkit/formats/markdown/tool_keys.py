"""Tool keys: what the front matter of site generators, notebooks and note-takers calls what a brief has a field for."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from importlib.resources import files
from typing import Any

from attrs import frozen

from briefkit.runtime.caching import cached

_PARTS = str.maketrans("", "", " -_.")


@frozen
class ToolKeys:
    """Keys of other programs, by their bare names.

    Attributes:
        fields: The field of a brief that each stands for.
        rank: Which of several keys of one field counts first: the smallest.
        author: The field of an author that each stands for.
        others: Those that no field stands for.
        alike: Those that look like slips and are none.
    """

    fields: Mapping[str, str]
    rank: Mapping[str, int]
    author: Mapping[str, str]
    others: Collection[str]
    alike: Collection[str]


@cached(1)
def _tables() -> Mapping[str, Any]:
    source = files("briefkit.formats.markdown").joinpath("tool_keys.toml")
    return tomllib.loads(source.read_text("utf-8"))


@cached(1)
def prose_directives() -> frozenset[str]:
    """Return the names of directives that hold text."""
    return frozenset(_tables()["directives"]["prose"])


@cached(1)
def picture_directives() -> frozenset[str]:
    """Return the names of directives that show a picture."""
    return frozenset(_tables()["directives"]["picture"])


@cached(1)
def tool_keys() -> ToolKeys:
    """Return the keys of other programs."""
    tables = _tables()
    listed = [
        (key, field, rank)
        for field, keys in tables["fields"].items()
        for rank, key in enumerate(keys, start=1)
    ]
    return ToolKeys(
        {key: field for key, field, _ in listed},
        {key: rank for key, _, rank in listed},
        {key: field for field, keys in tables["author"].items() for key in (field, *keys)},
        frozenset(tables["others"]["keys"]),
        frozenset(tables["others"]["alike"]),
    )


def bare(key: str) -> str:
    """Return a key as the table has it: in small letters, without what parts its words."""
    return key.lower().translate(_PARTS)


def is_tool_key(key: str) -> bool:
    """Whether a key is one of another program's, and none of a brief's."""
    keys = tool_keys()
    return bare(key) in keys.fields or bare(key) in keys.others
