r"""Grammar of paths: places in a brief, in the one notation that notes, errors, `walk` and `differences` print.

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
from collections.abc import Iterable
from typing import TypeAlias

from briefkit.errors import ArgumentError, PathError

#: A field or a key by name, an entry by index, or a stretch of characters.
Step: TypeAlias = str | int | slice

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


def path_below(path: str, step: Step) -> str:
    """Return the path of a step within a path."""
    return path + spelled_step(step) if path else spelled_step(step).removeprefix(".")


def spelled_step(step: Step) -> str:
    """Return how a step is written behind others."""
    match step:
        case str():
            if step.isascii() and step.isidentifier():
                return f".{step}"
            return '["' + _TO_ESCAPE.sub(r"\\\g<0>", step) + '"]'
        case int():
            return f"[{step}]"
        case slice():
            return f"[{step.start}:{step.stop}]"
