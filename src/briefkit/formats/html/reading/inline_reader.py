"""Inline reader: the runs of a paragraph, with the marks of the inline elements around their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, TypeAlias

from attrs import frozen
from lxml.html import HtmlElement

from briefkit.errors import ModelError
from briefkit.formats.html.page_names import QUOTED_CLASS, SAID_CLASS
from briefkit.language.house_words import ROLES_WITHOUT_LANGUAGE
from briefkit.layout import Run, RunRole, Runs
from briefkit.model import Position, Span
from briefkit.model.string_rules import REFUSED_CHARACTER, check_language, check_url
from briefkit.model.text import QUOTATION_MARKS
from briefkit.notes import Code, Notes
from briefkit.style import run_class

#: The sign that stands for `br` until a paragraph becomes runs.
LINE_BREAK = "\u2028"

#: White space of HTML, which a browser collapses; other spaces it keeps (CSS Text 3, 4.1.1).
HTML_SPACES = " \t\n\r\f"
#: Spaces that may stand between quotation marks and what they stand around, as in French.
_SPACES_OF_MARKS = f"{HTML_SPACES}\u00a0\u202f"
# U+2028, U+2029 and the like only break lines.
_SPACES = re.compile("[ \t\n\r\f\v\x85\u2028\u2029]+")
_ROLES = {run_class(role): role for role in RunRole}
_MARKS: Mapping[str, Mapping[str, Any]] = {
    "strong": {"strong": True},
    "b": {"strong": True},
    "em": {"emphasis": True},
    "i": {"emphasis": True},
    "cite": {"emphasis": True},
    "dfn": {"emphasis": True},
    "var": {"emphasis": True},
    "q": {"quoted": True},
    "code": {"code": True},
    "kbd": {"code": True},
    "samp": {"code": True},
    "tt": {"code": True},
    "sup": {"position": Position.SUPER},
    "sub": {"position": Position.SUB},
}


@frozen
class InlineStyle:
    """Inline style: what the elements around some words say of them.

    Attributes:
        marks: The fields of their Span, apart from the words.
        role: Their role, from a class.
        target: The anchor in the same page that they lead to.
        owner: The element, a link or one with a role, that they are a run of their own for; None for words between such.
        said: The element of the statement in a paragraph that they are words of.
    """

    marks: Mapping[str, Any] = {}
    role: RunRole | None = None
    target: str | None = None
    owner: HtmlElement | None = None
    said: HtmlElement | None = None


NO_STYLE = InlineStyle()
#: Words as they stand in the page, white space and all, and their style.
StyledText: TypeAlias = tuple[str, InlineStyle]


def style_within(
    element: HtmlElement, style: InlineStyle, own_page: bool, notes: Notes
) -> InlineStyle:
    """Return the inline style within an element.

    Args:
        element: An inline element.
        style: The style around it.
        own_page: Whether the classes of the page are those of briefkit.
        notes: Gets what could not be kept.
    """
    more = _MARKS.get(element.tag)
    marks = {**style.marks, **more} if more else style.marks
    role, target, owner, said = style.role, style.target, style.owner, style.said
    language = _language(element)
    if language:
        marks = {**marks, "language": language}
    if own_page:
        words = classes(element)
        if QUOTED_CLASS in words:
            marks = {**marks, "quoted": True}
        named = next((_ROLES[word] for word in words if word in _ROLES), None)
        if named:
            role, owner = named, element
        if SAID_CLASS in words:
            said = element
    if element.tag == "a":
        link, anchor = _address(element, notes)
        if link or anchor:
            marks = {**marks, "link": link} if link else marks
            target, owner = anchor or target, element
    if role in ROLES_WITHOUT_LANGUAGE and "language" in marks:
        marks = {name: value for name, value in marks.items() if name != "language"}
    return InlineStyle(marks, role, target, owner, said)


def classes(element: HtmlElement) -> list[str]:
    """Return the classes of an element."""
    return (element.get("class") or "").split()


def has_quotation_marks(quotation: HtmlElement, texts: Sequence[StyledText]) -> bool:
    """Whether quotation marks stand around a quotation already, or at its ends: then none are printed once more.

    Args:
        quotation: The element.
        texts: The texts of the paragraph before it.
    """
    before = next((words for words, _ in reversed(texts) if words), "")
    around = (quotation, *islice(quotation.iterancestors(), 1))
    after = next((one.tail for one in around if one.tail), "")
    within = quotation.text_content().strip(_SPACES_OF_MARKS)
    pairs = (
        (before.rstrip(_SPACES_OF_MARKS)[-1:], after.lstrip(_SPACES_OF_MARKS)[:1]),
        (within[:1], within[-1:]),
    )
    return any(close and close in QUOTATION_MARKS.get(begin, "") for begin, close in pairs)


def _language(element: HtmlElement) -> str | None:
    """Return the language of an element; None where it names none that exists."""
    try:
        name = element.get("lang")
        return check_language(name, "lang") if name else None
    except ModelError:
        return None


def _address(element: HtmlElement, notes: Notes) -> tuple[str | None, str | None]:
    """Return the address that a link leads to, and the anchor within its page; one of them is None."""
    address = (element.get("href") or "").strip(HTML_SPACES)
    if address.startswith("#") or not address:
        return None, address[1:] or None
    try:
        return check_url(address, "href"), None
    except ModelError:
        message = f"“{address[:80]}” is no address that a brief may link to."
        notes.add(Code.LINK_DROPPED, message, address)
        return None, None


def to_runs(texts: Iterable[StyledText], notes: Notes) -> Runs:
    """Return texts as the runs of one paragraph, their white space collapsed as a browser does.

    Neighbours of one style are one run, unless each has an element of its own.
    """
    parts: list[tuple[list[str], InlineStyle]] = []
    after_space = True
    for printed, style in texts:
        words = printed
        if not (words.isascii() and words.isprintable()) or "  " in words:
            words = _without_control_characters(_SPACES.sub(" ", words), notes)
        if after_space and words.startswith(" "):
            words = words[1:]
        if not words:
            continue
        after_space = words.endswith(" ")
        if parts and parts[-1][1] == style:
            parts[-1][0].append(words)
        else:
            parts.append(([words], style))
    if parts and after_space:
        last = parts[-1][0]
        last[-1] = last[-1][:-1]
    unnamed: dict[HtmlElement, str] = {}
    return tuple(
        Run(Span(words, **style.marks), style.role, style.target, said=_name(style.said, unnamed))
        for words, style in (("".join(some), style) for some, style in parts)
        if words
    )


def _name(said: HtmlElement | None, unnamed: dict[HtmlElement, str]) -> str:
    """Return the id of the element of a statement, or else a name that no other has; "" where there is no element."""
    if said is None:
        return ""
    return said.get("id") or unnamed.setdefault(said, f"{SAID_CLASS}-{len(unnamed)}")


def _without_control_characters(words: str, notes: Notes) -> str:
    removed = "".join(REFUSED_CHARACTER.findall(words))
    if not removed:
        return words
    notes.add_characters_dropped(removed)
    return _SPACES.sub(" ", re.sub(" {2,}", " ", REFUSED_CHARACTER.sub("", words)))
