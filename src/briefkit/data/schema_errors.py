"""Schema errors: what is wrong with plain data, and at which path, from what cattrs found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
from cattrs import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)

from briefkit.data.vocabulary import TAG_KEYS, tag
from briefkit.errors import BriefkitError, SchemaError
from briefkit.runtime.spelling import did_you_mean


def wrong_tag(key: str, name: Any, allowed: list[str]) -> SchemaError:
    """Return the error for a value whose tag is missing, unknown, or of a class that cannot stand there."""
    choice = f"use {' or '.join(allowed)}"
    if name is None:
        return SchemaError(f"missing field {key!r}", remedy=choice)
    if name in [tag(kind) for kind, its_key in TAG_KEYS.items() if its_key == key]:
        return SchemaError(f"{key} {name!r} cannot stand here", remedy=choice)
    return SchemaError(f"unknown {key} {name!r}", remedy=did_you_mean(name, allowed) or choice)


def explained(error: BaseException) -> SchemaError:
    """Return the first thing that cattrs found wrong, as an error with its path."""
    path = ""
    while isinstance(error, ClassValidationError | IterableValidationError):
        kind = error.cl
        # An unknown name is often the reason why another is missing, so it comes first.
        error = next(
            (one for one in error.exceptions if isinstance(one, ForbiddenExtraKeysError)),
            error.exceptions[0],
        )
        step = next(_steps(error), None)
        if step is None:
            return _refusal(error, path, kind)
        if isinstance(error, KeyError) and step == f".{error.args[0]}":
            return SchemaError(f"missing field {error.args[0]!r}", where=path.removeprefix("."))
        path += step
    return _refusal(error, path, None)


def _steps(error: BaseException) -> Iterator[str]:
    """Yield the step in the path that an error was raised at, if it was raised at one."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            yield f".{note.name}"
        if isinstance(note, IterableValidationNote):
            yield f"[{note.index}]"


def _refusal(error: BaseException, path: str, kind: type | None) -> SchemaError:
    """Return what a hook, or the constructor of `kind`, has against what stands at a path."""
    if isinstance(error, ForbiddenExtraKeysError):
        name = min(error.extra_fields, key=str)
        known = [field.name for field in attrs.fields(error.cl)]
        remedy = did_you_mean(name, known) or f"known are {', '.join(known)}"
        return SchemaError(f"unknown field {name!r}", where=path.removeprefix("."), remedy=remedy)
    if not isinstance(error, BriefkitError):
        return SchemaError(f"cannot stand here: {error}", where=path.removeprefix("."))
    if kind is not None and error.where:
        # The constructor names a field as `Statement.cue`, or a place below as `sections[0].blocks[1]`.
        name = kind.__name__
        below = (
            error.where.removeprefix(name).removeprefix(".")
            if error.where.startswith(name)
            else error.where
        )
        path += f".{below}".replace(".spans[", "[") if below else ""
    return SchemaError(error.what, where=path.removeprefix("."), remedy=error.remedy)
