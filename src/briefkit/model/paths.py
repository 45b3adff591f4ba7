r"""Paths: places in a brief, in the one notation that notes, errors, `walk` and `differences` print.

A path is written as one would in Python, from the outside in; "" is the whole::

    sections[1].blocks[0].speakers[0].name    fields by name, entries by index, from 0
    sections[0].blocks[2].text[12:19]         characters 12 to 18 of a text, or of a string
    sections[0].blocks[2].text[0].strong      an entry of a text is one of its spans, as in plain data
    extra.risk["in words"]                    keys of a mapping; in quotation marks where they are no names
    Statement.cue                             the class of the whole may stand first, as in errors of constructors
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

import attrs

from briefkit.errors import ArgumentError, ModelError, PathError
from briefkit.model.string_rules import check_characters
from briefkit.model.text import UNMARKED, Span, Text, slice_spans, with_text
from briefkit.model.walk import FIELD_NAMES, evolve

T = TypeVar("T")

#: A field or a key by name, an entry by index, or a stretch of characters.
Step: TypeAlias = str | int | slice

_NAME = re.compile(r"[^\W\d]\w*+")
_STEP = re.compile(
    r"\.(?P<name>[^\W\d]\w*+)"
    r"|\[(?P<index>\d{1,9})\]"
    r"|\[(?P<start>\d{1,9}):(?P<stop>\d{1,9})\]"
    r'|\[(?P<key>"[^"\\]*+(?:\\.[^"\\]*+)*+")\]',
    re.ASCII,
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
        try:
            return str(json.loads(match["key"]))
        except ValueError:
            raise PathError(f"{match['key']} is no string of JSON", where=match.string) from None
    return slice(int(match["start"]), int(match["stop"]))


def path_of_steps(steps: Iterable[Step]) -> str:
    """Return the path of steps: what `steps_of` splits."""
    return "".join(map(spelled_step, steps)).removeprefix(".")


def spelled_step(step: Step) -> str:
    """Return how a step is written behind others."""
    match step:
        case str():
            quoted = json.dumps(step, ensure_ascii=False)
            return f".{step}" if _NAME.fullmatch(step) and step.isascii() else f"[{quoted}]"
        case int():
            return f"[{step}]"
        case slice():
            return f"[{step.start}:{step.stop}]"


# Looking


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
    return _descent(brief, _steps_within(brief, path))[-1]


def _steps_within(value: object, path: str) -> list[Step]:
    """Return the steps of a path, without the name of the whole's class."""
    steps = steps_of(path)
    name = type(value).__name__
    return steps[1:] if steps[:1] == [name] and name not in _names(value) else steps


def _descent(value: Any, steps: Sequence[Step]) -> list[Any]:
    """Return each value that steps lead through, the whole first."""
    passed = [value]
    for number, step in enumerate(steps):
        try:
            passed.append(_inside(passed[-1], step))
        except PathError as error:
            error.where = path_of_steps(steps[:number])
            raise
    return passed


def enclosing_paths(brief: object, path: str) -> list[str]:
    """Return a path and those of all that it stands in, the innermost first, as plain data has them: without `.spans`.

    Raises:
        PathError: The path leads nowhere.
        ArgumentError: The path is no string.
    """
    steps = _steps_within(brief, path)
    passed = _descent(brief, steps)
    kept = [
        step
        for step, parent in zip(steps, passed, strict=False)
        if not (isinstance(parent, Text) and step == "spans")
    ]
    return [path_of_steps(kept[:end]) for end in range(len(kept), -1, -1)]


def _inside(value: Any, step: Step) -> Any:
    """Return what stands at a step inside a value."""
    match step:
        case str():
            if step not in _names(value):
                raise _nothing_at(value, step)
            return value[step] if isinstance(value, Mapping) else getattr(value, step)
        case int():
            entries = _entries(value)
            if entries is None or step >= len(entries):
                raise _nothing_at(value, step)
            return entries[step]
        case slice():
            words = _words(value)
            if words is None or not step.start <= step.stop <= len(words):
                raise _nothing_at(value, step)
            return words[step]


def _names(value: object) -> Sequence[str]:
    """Return the names of a value's fields, or of its keys."""
    if isinstance(value, Mapping):
        return tuple(value)
    return FIELD_NAMES[type(value)]


def _entries(value: object) -> tuple[Any, ...] | None:
    """Return the entries of a value that has some."""
    if isinstance(value, Text):
        return value.spans
    return value if isinstance(value, tuple) else None


def _words(value: object) -> str | None:
    """Return the words of a value that has some."""
    if isinstance(value, Text):
        return value.plain
    return value if isinstance(value, str) else None


def _nothing_at(value: object, step: Step) -> PathError:
    """Return the error for a step that leads nowhere: which it is, and what is there."""
    entries, words, names = _entries(value), _words(value), _names(value)
    kind = {tuple: "a list", type(None): "None"}.get(type(value), type(value).__name__)
    there = []
    if names:
        there.append(f"it has {', '.join(names)}")
    if entries is not None:
        there.append(f"it has {len(entries)} entries, counted from 0")
    if words is not None:
        there.append(f"it has {len(words)} characters")
    what = f"is {kind}, which has no {spelled_step(step).removeprefix('.')}"
    return PathError(what, remedy="; ".join(there) or "end the path here")


# Changing


def replace(brief: T, path: str, value: object) -> T:
    """Return a brief with another value at a path.

    Args:
        brief: A brief, or any part of one.
        path: The place. Words put in the place of `text[12:19]` carry the marks of those; spans bring their own.
        value: What is to stand there, as a constructor takes it: words for a Text, EDTF for a When.

    Raises:
        PathError: The path leads nowhere.
        ModelError: The value is out of form there; `where` is a path.
        ArgumentError: The path is no string, or the whole would be replaced by another class.

    Example:
        >>> brief = bk.draft("Ferry returns").background("It sails again.").build()
        >>> bk.replace(brief, "sections[0].blocks[0].text[9:14]", "on Monday").sections[0].blocks[0].text.plain
        'It sails on Monday.'
    """
    steps = _steps_within(brief, path)
    if steps:
        return _changed(brief, steps, lambda parent, step: _put(parent, step, value))
    if type(value) is not type(brief):
        what = f"is {type(value).__name__}, not {type(brief).__name__}"
        raise ArgumentError(what, where="value", remedy="name a place in the brief")
    return value


def remove(brief: T, path: str) -> T:
    """Return a brief without what stands at a path: an entry goes, a field gets its default.

    Args:
        brief: A brief, or any part of one.
        path: The place.

    Raises:
        PathError: The path leads nowhere, or names the whole.
        ModelError: A brief cannot do without it; `where` is a path.
        ArgumentError: The path is no string.

    Example:
        >>> brief = bk.draft("Ferry returns").background("It sails again.", "From Monday.").build()
        >>> [block.text.plain for block in bk.remove(brief, "sections[0].blocks[0]").sections[0].blocks]
        ['From Monday.']
    """
    return _changed(brief, _steps_to_part(brief, path), _without)


def insert(brief: T, path: str, value: object) -> T:
    """Return a brief with one more entry in a list, more words in a text, or a value where there was none.

    Args:
        brief: A brief, or any part of one.
        path: `blocks[2]` puts an entry before that one, or behind the last; `blocks` behind the last; `text[12:12]`
            puts words before character 12, with the marks of what they follow; `standfirst` fills an empty field.
        value: What is to stand there, as a constructor takes it.

    Raises:
        PathError: The path leads nowhere, or something stands in the field.
        ModelError: The value is out of form there; `where` is a path.
        ArgumentError: The path is no string.

    Example:
        >>> brief = bk.draft("Ferry returns").background("From Monday.").build()
        >>> longer = bk.insert(brief, "sections[0].blocks[0]", bk.Paragraph("It sails again."))
        >>> [block.text.plain for block in longer.sections[0].blocks]
        ['It sails again.', 'From Monday.']
    """
    return _changed(
        brief,
        _steps_to_part(brief, path),
        lambda parent, step: _with_inserted(parent, step, value),
    )


def _steps_to_part(brief: object, path: str) -> list[Step]:
    steps = _steps_within(brief, path)
    if not steps:
        raise PathError("is the whole", where=path, remedy="name a place in the brief")
    return steps


def _changed(brief: T, steps: Sequence[Step], change: Callable[[Any, Step], Any]) -> T:
    """Return a value with its part at the last step changed, and so all that it stands in."""
    *above, last = steps
    parents = _descent(brief, above)
    new = _located(change, parents[-1], last, above)
    for depth in reversed(range(len(above))):

        def put(parent: Any, step: Step, part: Any = new) -> Any:
            return _put(parent, step, part)

        new = _located(put, parents[depth], above[depth], above[:depth])
    return new  # type: ignore[no-any-return]  # of the class of the brief


def _located(
    change: Callable[[Any, Step], Any], parent: Any, step: Step, steps: Sequence[Step]
) -> Any:
    """Return what a change makes of a value at some steps; its errors get the whole path."""
    try:
        return change(parent, step)
    except (ModelError, PathError) as error:
        below = where_inside(error.where, type(parent))
        error.where = ".".join(filter(None, (path_of_steps(steps), below))).replace(".[", "[")
        raise


def where_inside(where: str, kind: type) -> str:
    """Return the path that a constructor's error names, without its class: `cue` of `Statement.cue`."""
    return where.removeprefix(kind.__name__).removeprefix(".")


def _put(parent: Any, step: Step, value: Any) -> Any:
    """Return a value with another part at a step."""
    if _inside(parent, step) is value:
        return parent
    match step:
        case str() if isinstance(parent, Mapping):
            return {**parent, step: value}
        case str():
            return evolve(parent, **{step: value})
        case int():
            return _respliced(parent, slice(step, step + 1), (value,))
        case slice():
            return _respelled(parent, step, value)


def _respliced(parent: Any, stretch: slice, new: tuple[Any, ...]) -> Any:
    """Return a tuple, or the spans of a text, with other entries for some."""
    old = parent.spans if isinstance(parent, Text) else parent
    entries = (*old[: stretch.start], *new, *old[stretch.stop :])
    return Text(entries) if isinstance(parent, Text) else entries


def _respelled(parent: Text | str, stretch: slice, words: Any) -> Text | str:
    """Return a text, or a string, with other characters for some; a string takes the marks of what was there."""
    if isinstance(parent, str):
        if not isinstance(words, str):
            raise ModelError(f"is {type(words).__name__}, not words")
        return parent[: stretch.start] + words + parent[stretch.stop :]
    new: Iterable[Span] = words.spans if isinstance(words, Text) else words
    if not isinstance(words, Iterable):
        raise ModelError(f"is {type(words).__name__}, not words or spans")
    if isinstance(words, str):
        check_characters(words, "")
        follows = stretch.start == stretch.stop and stretch.start > 0
        marks = slice_spans(parent.spans, stretch.start - follows) or (UNMARKED,)
        new = (with_text(marks[0], words),)
    before = slice_spans(parent.spans, 0, stretch.start)
    return Text((*before, *new, *slice_spans(parent.spans, stretch.stop)))


def _without(parent: Any, step: Step) -> Any:
    """Return a value without its part at a step."""
    _inside(parent, step)
    match step:
        case str() if isinstance(parent, Mapping):
            return {key: value for key, value in parent.items() if key != step}
        case str():
            return evolve(parent, **{step: _default(parent, step)})
        case int():
            return _respliced(parent, slice(step, step + 1), ())
        case slice():
            return _respelled(parent, step, "")


def _default(parent: Any, name: str) -> Any:
    """Return the default of a field."""
    default = attrs.fields_dict(type(parent))[name].default
    if default is attrs.NOTHING:
        raise ModelError(
            f"is what every {type(parent).__name__} has",
            where=name,
            remedy="replace it, or remove the whole",
        )
    return default


def _with_inserted(parent: Any, step: Step, value: Any) -> Any:
    """Return a value with one more part at a step."""
    match step:
        case str() if isinstance(parent, Mapping) and step not in parent:
            return {**parent, step: value}
        case str():
            old = _inside(parent, step)
            if isinstance(old, tuple):
                return evolve(parent, **{step: (*old, value)})
            if isinstance(parent, Mapping) or old != attrs.fields_dict(type(parent))[step].default:
                raise PathError("has a value", where=step, remedy="replace it")
            return evolve(parent, **{step: value})
        case int():
            entries = _entries(parent)
            if entries is None or step > len(entries):
                raise _nothing_at(parent, step)
            return _respliced(parent, slice(step, step), (value,))
        case slice():
            _inside(parent, step)
            if step.start < step.stop:
                raise PathError(
                    "is a stretch of words",
                    where=spelled_step(step),
                    remedy="replace it, or insert at [n:n]",
                )
            return _respelled(parent, step, value)
