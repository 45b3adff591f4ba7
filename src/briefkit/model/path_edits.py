"""Edits by path: a brief with one of its parts replaced, taken out or put in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import attrs

from briefkit.errors import ArgumentError, ModelError, PathError
from briefkit.model.paths import (
    descent,
    entries_of,
    inside,
    nothing_at,
    steps_within,
    where_inside,
)
from briefkit.model.string_rules import check_characters
from briefkit.model.text import UNMARKED, Span, Text, slice_spans, with_text
from briefkit.model.walk import evolve
from briefkit.path_grammar import Step, path_of_steps, spelled_step

T = TypeVar("T")


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
    steps = steps_within(brief, path)
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
    steps = steps_within(brief, path)
    if not steps:
        raise PathError("is the whole", where=path, remedy="name a place in the brief")
    return steps


def _changed(brief: T, steps: Sequence[Step], change: Callable[[Any, Step], Any]) -> T:
    """Return a value with its part at the last step changed, and so all that it stands in."""
    *above, last = steps
    parents = descent(brief, above)
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


def _put(parent: Any, step: Step, value: Any) -> Any:
    """Return a value with another part at a step."""
    if inside(parent, step) is value:
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
    inside(parent, step)
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
            old = inside(parent, step)
            if isinstance(old, tuple):
                return _put(parent, step, (*old, value))
            if isinstance(parent, Mapping) or old != attrs.fields_dict(type(parent))[step].default:
                raise PathError("has a value", where=step, remedy="replace it")
            return evolve(parent, **{step: value})
        case int():
            entries = entries_of(parent)
            if entries is None or step > len(entries):
                raise nothing_at(parent, step)
            return _respliced(parent, slice(step, step), (value,))
        case slice():
            inside(parent, step)
            if step.start < step.stop:
                raise PathError(
                    "is a stretch of words",
                    where=spelled_step(step),
                    remedy="replace it, or insert at [n:n]",
                )
            return _respelled(parent, step, value)
