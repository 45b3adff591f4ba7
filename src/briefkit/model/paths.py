"""Paths in a value: what stands at one, and what that stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from briefkit.errors import PathError
from briefkit.model.text import Text
from briefkit.model.walk import FIELD_NAMES
from briefkit.path_grammar import Step, path_of_steps, spelled_step, steps_of


def at(brief: object, path: str) -> Any:
    """Return what stands at a path.

    Args:
        brief: A brief, or any part of one.
        path: The place, as a note, an error, `walk` or `differences` prints it; `text[12:19]` are characters.

    Raises:
        PathError: The path leads nowhere; `where` is how far it leads, and the error says what is there.
        ArgumentError: The path is no string.

    Example:
        >>> brief = bk.draft("Ferry returns").background("It sails again.", "From Monday.").build()
        >>> bk.at(brief, "sections[0].blocks[1].text").plain
        'From Monday.'
    """
    return descent(brief, steps_within(brief, path))[-1]


def steps_within(value: object, path: str) -> list[Step]:
    """Return the steps of a path, without the name of the whole's class."""
    steps = steps_of(path)
    name = type(value).__name__
    return steps[1:] if steps[:1] == [name] and name not in _names(value) else steps


def descent(value: Any, steps: Sequence[Step]) -> list[Any]:
    """Return each value that steps lead through, the whole first."""
    passed = [value]
    for number, step in enumerate(steps):
        try:
            passed.append(inside(passed[-1], step))
        except PathError as error:
            error.where = path_of_steps(steps[:number])
            raise
    return passed


def where_inside(where: str, kind: type) -> str:
    """Return the path that a constructor's error names, without its class: `cue` of `Statement.cue`."""
    return where.removeprefix(kind.__name__).removeprefix(".")


def enclosing_paths(brief: object, path: str) -> list[str]:
    """Return a path and those of all that it stands in, the innermost first, as plain data has them: without `.spans`.

    Raises:
        PathError: The path leads nowhere.
        ArgumentError: The path is no string.
    """
    steps = steps_within(brief, path)
    passed = descent(brief, steps)
    kept = [
        step
        for step, parent in zip(steps, passed, strict=False)
        if not (isinstance(parent, Text) and step == "spans")
    ]
    return [path_of_steps(kept[:end]) for end in range(len(kept), -1, -1)]


def inside(value: Any, step: Step) -> Any:
    """Return what stands at a step inside a value."""
    match step:
        case str():
            if step not in _names(value):
                raise nothing_at(value, step)
            return value[step] if isinstance(value, Mapping) else getattr(value, step)
        case int():
            entries = entries_of(value)
            if entries is None or step >= len(entries):
                raise nothing_at(value, step)
            return entries[step]
        case slice():
            words = _words(value)
            if words is None or not step.start <= step.stop <= len(words):
                raise nothing_at(value, step)
            return words[step]


def _names(value: object) -> Sequence[str]:
    """Return the names of a value's fields, or of its keys."""
    if isinstance(value, Mapping):
        return tuple(value)
    return FIELD_NAMES[type(value)]


def entries_of(value: object) -> tuple[Any, ...] | None:
    """Return the entries of a value that has some."""
    if isinstance(value, Text):
        return value.spans
    return value if isinstance(value, tuple) else None


def _words(value: object) -> str | None:
    """Return the words of a value that has some."""
    if isinstance(value, Text):
        return value.plain
    return value if isinstance(value, str) else None


def nothing_at(value: object, step: Step) -> PathError:
    """Return the error for a step that leads nowhere: which it is, and what is there."""
    entries, words, names = entries_of(value), _words(value), _names(value)
    kind = {tuple: "a list", type(None): "None"}.get(type(value), type(value).__name__)
    there = []
    if names:
        there.append(f"it has {', '.join(map(str, names))}")
    if entries is not None:
        count = "1 entry" if len(entries) == 1 else f"{len(entries)} entries"
        there.append(f"it has {count}, counted from 0")
    if words is not None:
        there.append(f"it has {len(words)} characters")
    what = f"is {kind}, which has no {spelled_step(step).removeprefix('.')}"
    return PathError(what, remedy="; ".join(there) or "end the path here")
