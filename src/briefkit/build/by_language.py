"""Words by language: numbers, dates and quotation marks of blocks that are built before their brief says its language.

A builder prints them in English, unless it is told a language, and a draft prints them anew in its own. They are strings
like any other to whoever does not ask, for they stand in values of the model.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from briefkit.model.walk import find, transform

#: Prints words in a language, in BCP 47.
Printer: TypeAlias = Callable[[str], str]
T = TypeVar("T")

ENGLISH = "en"


class ByLanguage(str):
    """Words printed in English, with the parts that another language prints otherwise."""

    parts: tuple[str | Printer, ...]
    __slots__ = ("parts",)

    def __new__(cls, *parts: str | Printer) -> ByLanguage:
        """Return the words, printed in English."""
        made = super().__new__(cls, _printed(parts, ENGLISH))
        made.parts = parts
        return made

    # Neighbours with the same marks are one span.
    def __add__(self, other: str) -> ByLanguage:
        return ByLanguage(*self.parts, *_parts_of(other))

    def __radd__(self, other: str) -> ByLanguage:
        return ByLanguage(*_parts_of(other), *self.parts)

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)


def _parts_of(words: str) -> tuple[str | Printer, ...]:
    return words.parts if isinstance(words, ByLanguage) else (words,)


def _printed(parts: tuple[str | Printer, ...], language: str) -> str:
    return "".join([part if isinstance(part, str) else part(language) for part in parts])


def printed(words: Printer, language: str | None) -> str:
    """Print words in a language; without one in English, until a draft prints them in its own."""
    return words(language) if language else ByLanguage(words)


def print_in(value: T, language: str) -> T:
    """Return a value of the model with all that is printed by language printed in this one."""
    if next(find(value, ByLanguage), None) is None:
        return value
    return transform(
        value,
        lambda part: _printed(part.parts, language) if isinstance(part, ByLanguage) else part,
    )
