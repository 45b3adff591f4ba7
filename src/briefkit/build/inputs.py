"""Inputs of builders: inline Markdown, dates, markings and pictures, and their conversion."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, ParamSpec, TypeAlias, TypeVar

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefkit.build.by_language import ENGLISH
from briefkit.errors import ArgumentError, ModelError
from briefkit.model import (
    Actor,
    Block,
    Marking,
    Organisation,
    Person,
    Span,
    Text,
    When,
)
from briefkit.model.grades import marking_in_words
from briefkit.model.string_rules import check_characters, check_language
from briefkit.model.when import to_when
from briefkit.recognise.quotation_marks import marked
from briefkit.recognise.speaker_names import parse_label
from briefkit.runtime.caching import cached
from briefkit.runtime.forking import fork_safe

#: Inline Markdown, or a Text made before.
Words: TypeAlias = str | Text
#: A person or organisation, or several; a string is "Role, Name", or a name.
ActorsLike: TypeAlias = Actor | str | Iterable[Actor | str]
WhenLike: TypeAlias = When | dt.date | str
#: A marking, its policy and level, `("TLP", "GREEN")`, or its words: `"TLP:GREEN"`, `"SECRET//NOFORN"`.
MarkingLike: TypeAlias = Marking | tuple[str | None, str] | str
#: What a section may be given: a string is a paragraph; statements and events in a row are one list.
Content: TypeAlias = str | Block

#: Signs of inline Markdown.
_SIGNS = re.compile(r"[\\`*_\[\]]")

P = ParamSpec("P")
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


def escape(words: str) -> str:
    """Return words with a backslash before each sign that inline Markdown would take for more than itself.

    For words that a program did not write: names of files, formulas, what somebody typed into a form.

    Args:
        words: Any words.

    Raises:
        ArgumentError: What is given are no words.

    Example:
        >>> bk.inline(bk.escape("2 * 3 * 4 [sic]")).plain
        '2 * 3 * 4 [sic]'
    """
    if not isinstance(words, str):
        raise ArgumentError(f"is {type(words).__name__}, not str", where="words")
    return _SIGNS.sub(r"\\\g<0>", words)


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


def some_words(words: Words, name: str) -> Text:
    """Return the inline Markdown of an argument as a Text that is not empty.

    Raises:
        ModelError: It is empty, or as for `words_of`.
    """
    text = words_of(words, name)
    if not text:
        raise ModelError("is empty", where=name, remedy="leave it out, or say it")
    return text


def optional_words(words: Words | None, name: str) -> Text | None:
    """Return the inline Markdown of an argument as a Text that is not empty; None stays None."""
    return None if words is None else some_words(words, name)


def called_by(name: str, make: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Make a value of an argument; an error of the model names the argument."""
    try:
        return make(*args, **kwargs)
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


#: The mark of each tag of Markdown's.
_MARKS = {"strong": "strong", "em": "emphasis"}


def _spans(tokens: Iterable[Token]) -> Iterable[Span]:
    opened: list[str] = []  # one may stand in another of its kind
    linked: dict[str, Any] = {}
    for token in tokens:
        marks: dict[str, Any] = {**linked, **dict.fromkeys(opened, True)}
        match token.type:
            case "strong_open" | "em_open":
                opened.append(_MARKS[token.tag])
            case "strong_close" | "em_close":
                opened.remove(_MARKS[token.tag])
            case "link_open":
                address = str(token.attrs["href"])
                linked = {"cites": (address[1:],)} if address[:1] == "#" else {"link": address}
            case "link_close":
                linked = {}
            case "code_inline":
                yield Span(token.content, **marks, code=True)
            case _:
                yield Span(token.content, **marks)


def language_of(tag: str | None) -> str | None:
    """Return the language of an argument as BCP 47 writes it; None stays None."""
    return None if tag is None else check_language(tag, "language")


def marking_of(value: MarkingLike | None) -> Marking | None:
    """Return a marking from itself, from its policy and level, or from words: "TLP:GREEN", "SECRET//NOFORN".

    Raises:
        ArgumentError: It is neither.
    """
    match value:
        case None | Marking():
            return value
        case tuple():
            return called_by("marking", Marking, *pair(value, "marking"))
        case str():
            return called_by("marking", marking_in_words, value)
        case _:
            what = f"is {type(value).__name__}, no marking"
            raise ArgumentError(what, where="marking", remedy='write "TLP:GREEN"')


def when_of(value: WhenLike | None, name: str) -> When | None:
    """Return the date of an argument; None stays None."""
    return called_by(name, to_when, value)


def boolean(value: object, name: str) -> bool:
    """Return an argument that is True or False.

    Raises:
        ArgumentError: It is something else.
    """
    if not isinstance(value, bool):
        raise ArgumentError(f"is {type(value).__name__}, neither True nor False", where=name)
    return value


@fork_safe
def actors_of(values: ActorsLike, name: str, language: str | None) -> tuple[Actor, ...]:
    """Return the persons and organisations of an argument, one or several.

    Raises:
        ArgumentError: Something else is among them.
    """
    alone = isinstance(values, str | Person | Organisation)
    found: list[Actor] = []
    for place, one in enumerate((values,) if alone else sequence(values, name)):
        where = name if alone else f"{name}[{place}]"
        match one:
            case str():
                found += called_by(where, parse_label, one, language or ENGLISH)
            case Person() | Organisation():
                found.append(one)
            case _:
                raise ArgumentError(
                    f"is {type(one).__name__}, nobody who speaks or acts",
                    where=where,
                    remedy='give a Person, an Organisation, or "Role, Name"',
                )
    return tuple(found)


def pair(values: tuple[Any, ...], name: str) -> tuple[Any, Any]:
    """Return the two values of a pair.

    Raises:
        ArgumentError: They are not two.
    """
    if len(values) != 2:
        raise ArgumentError(f"has {len(values)} values, not two", where=name)
    return values[0], values[1]


def sequence(values: Any, name: str) -> Iterator[Any]:
    """Go through values that are not the letters of a string.

    Raises:
        ArgumentError: They are none.
    """
    try:
        if not isinstance(values, str | bytes):
            return iter(values)
    except TypeError:  # isinstance would not tell an array of numpy without dimensions
        pass
    raise ArgumentError(f"is {type(values).__name__}, no sequence of values", where=name)


def several(values: Any) -> tuple[Any, ...]:
    """Return one value, or several, as a tuple."""
    try:
        return tuple(values)
    except TypeError:
        return (values,)
