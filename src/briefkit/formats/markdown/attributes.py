"""Attributes: `{.event on: 2025-09-05, place: Kyiv}`, classes and then fields, in YAML on one line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from briefkit.data.plain_data import to_data
from briefkit.errors import ModelError, ReadError, SchemaError
from briefkit.formats.yaml import from_yaml, to_flow
from briefkit.model.extra import MAX_EXTRA_LEVELS
from briefkit.model.grades import marking_in_words

_START = re.compile(r"\{\s*(?:\.[A-Za-z]|[a-z_]+:(?:\s|$))")
_CLASSES = re.compile(r"\s*((?:\.[\w-]+\s*)*)")
# What matters on the way to the brace that closes: braces, and strings, which begin where a value does.
_STEP = re.compile(r'[{}]|(?<=[\s,:{\[])"(?:[^"\\]|\\.)*"', re.DOTALL)
# What programs escape that take attributes for words; in YAML, it is no escape.
_ESCAPED = re.compile(r"\\([\[\]{}*<>#|~&!()^$+.-])")
# Braces; an actor of a list of speakers stands in the second, the last level of a user's own fields deeper.
_DEEPEST = MAX_EXTRA_LEVELS + 2


@frozen
class Attributes:
    """Attributes of a block, a heading or a span: classes and fields, beside its words.

    Attributes:
        classes: What it is, as "event" or "strong".
        fields: Its fields, in the form of the tree.
        taken: How many characters of the source they take.
    """

    classes: tuple[str, ...] = ()
    fields: Mapping[str, Any] = field(factory=dict)
    taken: int = field(default=0, eq=False)

    def __bool__(self) -> bool:
        return bool(self.classes or self.fields)

    def __str__(self) -> str:
        parts = [f".{one}" for one in self.classes]
        return f"{{{' '.join([*parts, to_flow(dict(self.fields))]).strip()}}}"


def with_marking_data(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields with a marking that is words, as "TLP:RED" or "SECRET//NOFORN", in the form of the tree.

    Raises:
        SchemaError: The words are no marking.
    """
    words = fields.get("marking")
    if not isinstance(words, str):
        return dict(fields)
    try:
        marking = marking_in_words(words)
    except ModelError as error:
        where = (error.where or "").replace("Marking", "marking")
        raise SchemaError(error.what, where=where, remedy=error.remedy) from error
    return {**fields, "marking": to_data(marking)}


def attributes_at(source: str, place: int, stop: int) -> Attributes | None:
    """Return the attributes that start at a brace; None where it is only a brace."""
    if not _START.match(source, place, stop):
        return None
    end = _end(source, place, stop)
    if end is None:
        return None
    head = _CLASSES.match(source, place + 1, end - 1)
    assert head is not None
    written = source[head.end() : end - 1]
    fields = _fields(written)
    if fields is None and "\\" in written:
        fields = _fields(_ESCAPED.sub(r"\1", written))
    if fields is None:
        return None
    return Attributes(tuple(head[1].replace(".", " ").split()), fields, end - place)


def _fields(written: str) -> Mapping[str, Any] | None:
    try:
        fields: Mapping[str, Any] = from_yaml(f"{{{written}}}").data
    except ReadError:
        return None
    return fields


def _end(source: str, place: int, stop: int) -> int | None:
    depth = 0
    for step in _STEP.finditer(source, place, stop):
        depth += {"{": 1, "}": -1}.get(step.group(), 0)
        if depth == 0:
            return step.end()
        if depth > _DEEPEST:
            return None
    return None
