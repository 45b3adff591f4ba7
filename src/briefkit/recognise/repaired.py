"""Repaired values: all that recognition makes of words, so that no words of a document break a rule of the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from inspect import Parameter, signature
from typing import Any, TypeVar

from attrs import evolve

from briefkit.errors import ModelError
from briefkit.model.string_rules import REFUSED_CHARACTER
from briefkit.model.text import Span, Text, slice_spans
from briefkit.notes import Code, Notes

T = TypeVar("T")
_SPACES = re.compile(" {2,}")


def made(kind: Callable[..., T], *values: Any, **named: Any) -> T:
    """Make a value of the model; words out of its form are put into it: without loose spaces, without refused characters.

    Args:
        kind: The class.
        values: Its first fields.
        named: Its other fields.

    Raises:
        ModelError: What is wrong is not the spacing: the words are none, or are no address.
    """
    try:
        return kind(*values, **named)
    except ModelError:
        return kind(*map(_tidied, values), **{name: _tidied(one) for name, one in named.items()})


def made_or_told(
    kind: Callable[..., T],
    notes: Notes,
    line: int | None = None,
    keep: Collection[str] = (),
    **named: Any,
) -> T:
    """Make a value of the model; what its other fields cannot hold is left out, with a note.

    Args:
        kind: The class.
        notes: The collector of notes.
        line: The line of the input.
        keep: Fields that are never left out, beside those that have no default.
        named: Its fields.

    Raises:
        ModelError: One of the fields that are never left out is at fault.
    """
    try:
        return made(kind, **named)
    except ModelError:
        pass
    parameters = signature(kind).parameters.values()
    needed = {*keep, *(one.name for one in parameters if one.default is Parameter.empty)}
    kept = {name: value for name, value in named.items() if name in needed}
    value = made(kind, **kept)
    for name, words in named.items():
        if name in needed:
            continue
        try:
            value = made(kind, **kept, **{name: words})
            kept[name] = words
        except ModelError as error:
            notes.add(Code.VALUE_DROPPED, f"“{words}” was left out: {error}.", str(words), line)
    return value


def text_of(spans: Iterable[Span]) -> Text:
    """Return spans as a Text, without the spaces at their ends and the doubled ones that no text may have."""
    kept = tuple(spans)
    try:
        return Text(kept)
    except ModelError:
        return _tidied_text(kept)


def _tidied(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return _SPACES.sub(" ", REFUSED_CHARACTER.sub("", value)).strip(" ")


def _tidied_text(spans: Sequence[Span]) -> Text:
    """Return spans without the marks of quotations, which whoever cut the words marks anew, and without loose spaces."""
    kept: list[Span] = []
    behind_space = True
    for span in spans:
        words = _SPACES.sub(" ", span.text)
        words = words[1:] if behind_space and words[:1] == " " else words
        if words:
            kept.append(evolve(span, text=words, quoted=False))
            behind_space = words[-1] == " "
    plain = "".join([span.text for span in kept])
    return Text(slice_spans(kept, 0, len(plain.rstrip(" "))))
