r"""Paths: places in a brief, in the one notation that notes, errors, `walk` and `differences` print.

A path is written as one would in Python, from the outside in; "" is the whole::

    sections[1].blocks[0].speakers[0].name    fields by name, entries by index, from 0
    sections[0].blocks[2].text[12:19]         characters 12 to 18 of a text, or of a string
    sections[0].blocks[2].text[0].strong      an entry of a text is one of its spans, as in plain data
    extra.risk["in words"]                    keys of a mapping; in quotation marks where they are no names,
                                              a backslash before each quotation mark and backslash in them
    Statement.cue                             the class of the whole may stand first, as in errors of constructors
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from briefkit.errors import ArgumentError, PathError
from briefkit.model.text import Text
from briefkit.model.walk import FIELD_NAMES

#: A field or a key by name, an entry by index, or a stretch of characters.
Step: TypeAlias = str | int | slice

_NAME = re.compile(r"[^\W\d]\w*+", re.ASCII)
_TO_ESCAPE = re.compile(r'["\\]')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_STEP = re.compile(
    r"\.(?P<name>[^\W\d]\w*+)"
    r"|\[(?P<index>\d{1,9})\]"
    r"|\[(?P<start>\d{1,9}):(?P<stop>\d{1,9})\]"
    r'|\[(?P<key>"[^"\\]*+(?:\\.[^"\\]*+)*+")\]',
    re.ASCII | re.DOTALL,
)


def steps_of(path: str) -> list[Step]:
    """Split a path into its steps.

    Raises:
        PathError: No path; `where` is how far it is one.
        ArgumentError: No string.
    """
    if not isinstance(path, str):
        raise ArgumentError(f"is {type(path).__name__}, not a string", where="path")
    dotted = path if path[:1] in ("", "[") else f".{path}"
    found: list[Step] = []
    place = 0
    while place < len(dotted):
        match = _STEP.match(dotted, place)
        if match is None:
            here = place - len(dotted) + len(path)
            raise PathError(
                f"{path[max(here, 0) :]!r} is no step of a path",
                where=path[: max(here, 0)],
                remedy="write it as sections[0].blocks[1].text",
            )
        found.append(_step(match))
        place = match.end()
    return found


def _step(match: re.Match[str]) -> Step:
    if match["name"]:
        return match["name"]
    if match["index"]:
        return int(match["index"])
    if match["key"]:
        return _ESCAPED.sub(r"\1", match["key"][1:-1])
    return slice(int(match["start"]), int(match["stop"]))


def path_of_steps(steps: Iterable[Step]) -> str:
    """Return the path of steps: what `steps_of` splits."""
    return "".join(map(spelled_step, steps)).removeprefix(".")


def spelled_step(step: Step) -> str:
    """Return how a step is written behind others."""
    match step:
        case str():
            if _NAME.fullmatch(step):
                return f".{step}"
            return '["' + _TO_ESCAPE.sub(r"\\\g<0>", step) + '"]'
        case int():
            return f"[{step}]"
        case slice():
            return f"[{step.start}:{step.stop}]"


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
        there.append(f"it has {', '.join(names)}")
    if entries is not None:
        count = "1 entry" if len(entries) == 1 else f"{len(entries)} entries"
        there.append(f"it has {count}, counted from 0")
    if words is not None:
        there.append(f"it has {len(words)} characters")
    what = f"is {kind}, which has no {spelled_step(step).removeprefix('.')}"
    return PathError(what, remedy="; ".join(there) or "end the path here")
