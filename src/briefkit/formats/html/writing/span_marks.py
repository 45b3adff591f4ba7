"""Marks of a span as elements: code, raised and lowered, emphasis, strong, and the language of words in another one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from briefkit.formats.html.writing.markup import Markup, attributes, element
from briefkit.language.direction import direction_of
from briefkit.model import Position, Span

_NONE = Markup("")
_UNSTYLED: Mapping[str, Markup] = {}


def with_marks(span: Span, words: Markup, looks: Mapping[str, Markup] = _UNSTYLED) -> Markup:
    """Return words within the elements of a span's marks, but for those of its language.

    Args:
        span: The span.
        words: Its words.
        looks: The attributes of an element by its name; one that is not there has none.
    """
    if span.code:
        words = element("code", words, looks.get("code", _NONE))
    if span.position is not None:
        match span.position:
            case Position.SUPER:
                words = element("sup", words, looks.get("sup", _NONE))
            case Position.SUB:
                words = element("sub", words, looks.get("sub", _NONE))
            case _:
                assert_never(span.position)
    if span.emphasis:
        words = element("em", words, looks.get("em", _NONE))
    return element("strong", words) if span.strong else words


def in_language(span: Span, words: Markup) -> Markup:
    """Return words within an element that says their language and direction, where a span has one of its own."""
    if not span.language:
        return words
    own = attributes({"lang": span.language, "dir": direction_of(span.language)})
    return element("span", words, own)
