"""Inputs of builders: inline Markdown, dates, markings and pictures, and their conversion."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefkit.build.by_language import ENGLISH
from briefkit.errors import ArgumentError, ModelError
from briefkit.model import (
    Block,
    Image,
    Marking,
    Span,
    Text,
    When,
)
from briefkit.model.string_rules import check_characters, check_language
from briefkit.recognise.quotation_marks import marked
from briefkit.runtime.caching import cached
from briefkit.runtime.forking import fork_safe

#: Inline Markdown, or a Text made before.
Words: TypeAlias = str | Text
WhenLike: TypeAlias = When | dt.date | str
#: A marking, or its policy and level: `("TLP", "GREEN")`.
MarkingLike: TypeAlias = Marking | tuple[str, str]
#: A picture, its bytes, or the file that holds it.
ImageLike: TypeAlias = Image | bytes | str | Path
#: What a section may be given: a string is a paragraph; statements and events in a row are one list.
Content: TypeAlias = str | Block

T = TypeVar("T")


def inline(words: Words) -> Text:
    """Return inline Markdown as a Text.

    `**strong**`, `*emphasis*`, code between backticks, `[words](https://…)`; `[words](#key)` cites the source
    of that key; a backslash takes a mark at its word (CommonMark). What stands between quotation marks is
    marked as quoted.

    Args:
        words: Inline Markdown; a Text is returned as it is.

    Raises:
        ModelError: A link leads nowhere, or a character that no text may hold.
        ArgumentError: What is given are no words.

    Example:
        >>> text = bk.inline("Called it “a *pause*”.")
        >>> text.plain, text.quotes()
        ('Called it “a pause”.', ('a pause',))
    """
    return words_of(words, "words")


@fork_safe
def words_of(words: Words, name: str) -> Text:
    """Return the inline Markdown of an argument as a Text; a Text is returned as it is.

    Raises:
        ModelError: A link leads nowhere, or a character that no text may hold.
        ArgumentError: What is given are no words.
    """
    if isinstance(words, Text):
        return words
    if not isinstance(words, str):
        raise ArgumentError(
            f"is {type(words).__name__}, not words",
            where=name,
            remedy="give inline Markdown as a str",
        )
    # Folded as Markdown folds, but no-break and other spaces that mean something stay.
    folded = re.sub(r"[ \t\r\n]+", " ", words).strip(" ")
    check_characters(folded, name)  # the parser would swap some for others
    (parsed,) = _markdown().parseInline(folded)
    return called_by(name, lambda: marked(Text(_spans(parsed.children or ())), ENGLISH))


def optional_words(words: Words | None, name: str) -> Text | None:
    """Return the inline Markdown of an argument as a Text; None stays None."""
    return None if words is None else words_of(words, name)


def called_by(name: str, make: Callable[[], T]) -> T:
    """Make a value of an argument; an error of the model names the argument."""
    try:
        return make()
    except ModelError as error:
        error.where = name
        raise


@cached(1)
@fork_safe
def _markdown() -> MarkdownIt:
    made = MarkdownIt("zero").enable(["emphasis", "link", "escape", "backticks"])
    # Its chains of rules are made as it first reads: later, another thread would find half of them.
    made.parseInline("a")
    return made


def _spans(tokens: Iterable[Token]) -> Iterable[Span]:
    marks: dict[str, Any] = {}
    for token in tokens:
        match token.type:
            case "strong_open":
                marks["strong"] = True
            case "em_open":
                marks["emphasis"] = True
            case "link_open":
                address = str(token.attrs["href"])
                marks |= {"cites": (address[1:],)} if address[:1] == "#" else {"link": address}
            case "strong_close":
                del marks["strong"]
            case "em_close":
                del marks["emphasis"]
            case "link_close":
                marks.pop("link", None)
                marks.pop("cites", None)
            case "code_inline":
                yield Span(token.content, **marks, code=True)
            case _:
                yield Span(token.content, **marks)


def language_of(tag: str | None) -> str | None:
    """Return the language of an argument as BCP 47 writes it; None stays None."""
    return None if tag is None else check_language(tag, "language")


def marking_of(value: MarkingLike | None) -> Marking | None:
    """Return a marking from itself, or from its policy and level."""
    return Marking(*pair(value, "marking")) if isinstance(value, tuple) else value


def pair(values: tuple[Any, ...], name: str) -> tuple[Any, Any]:
    """Return the two values of a pair.

    Raises:
        ArgumentError: They are not two.
    """
    if len(values) != 2:
        raise ArgumentError(f"has {len(values)} values, not two", where=name)
    return values[0], values[1]


def sequence(values: Any, name: str) -> Iterable[Any]:
    """Return values that one can go through, and that are not the letters of a string.

    Raises:
        ArgumentError: They are none.
    """
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise ArgumentError(f"is {type(values).__name__}, no sequence of values", where=name)
    return values


def several(values: Any) -> tuple[Any, ...]:
    """Return one value, or several, as a tuple."""
    return tuple(values) if isinstance(values, Iterable) else (values,)
