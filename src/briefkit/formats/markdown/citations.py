"""Citations: a source goes by its number, `[[1]](#sources)`, in every renderer; hands may write `[^key]`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from attrs import field, frozen

from briefkit.lexicons import lexicon

_FRAGMENT = r"\(#[^()\s<>]*\)"
#: A citation: the number of a source, which leads to the list of sources.
CITATION = re.compile(r"\[\[(?P<number>\d{1,9})\]\]\(#(?P<anchor>[^()\s<>]*)\)")
#: The same as pandoc writes it; before a number, it is words that this number cites.
ESCAPED_CITATION = re.compile(
    r"\[\\\[(?P<number>\d{1,9})\\\]\]\(#(?P<anchor>[^()\s<>]*)\)(?!\[\[\d)"
)
#: The same as pandoc writes it that reads a Word document: a raised number in brackets.
RAISED_CITATION = re.compile(r"\[\^\\\[(?P<number>\d{1,9})\\\]\^\]\(#(?P<anchor>[^()\s<>]*)\)")
_NUMBERS = rf"(?:\[\[\d{{1,9}}\]\]{_FRAGMENT})+|(?:\[\\\[\d{{1,9}}\\\]\]{_FRAGMENT})+"
#: What stands behind cited words in brackets: a link to the list, or a class where they lead elsewhere; numbers.
CITED = re.compile(rf"(?:{_FRAGMENT}|\{{\.cited\}})(?P<numbers>{_NUMBERS})")
_NUMBER = re.compile(r"\[(\d+)\\?\]\]")


@frozen
class Citations:
    """Citable sources of a document, by label and by number.

    Attributes:
        labels: The key of a source by what may stand in `[^…]`: its key, or its number.
        numbers: The key of a source by its number, in digits.
        anchor: What leads to the list of sources: the name that renderers give its heading.
    """

    labels: Mapping[str, str] = field(factory=dict)
    numbers: Mapping[str, str] = field(factory=dict)
    anchor: str = ""

    @cached_property
    def _of_keys(self) -> Mapping[str, str]:
        return {key: number for number, key in self.numbers.items()}

    @property
    def keys(self) -> Collection[str]:
        """The keys of all sources."""
        return self.labels.values()

    @classmethod
    def of(cls, keys: Iterable[str], language: str) -> Citations:
        """Number sources by their place, as all formats do.

        Args:
            keys: Their keys, in order.
            language: The language of the brief.
        """
        numbers = {str(n): key for n, key in enumerate(keys, start=1)}
        labels = numbers | {key: key for key in numbers.values()}
        return cls(labels, numbers, anchor(lexicon(language).labels["sources"]))

    def cite(self, keys: Iterable[str]) -> str:
        """Return the numbers of sources, each leading to the list."""
        return "".join([f"[[{self._of_keys[key]}]](#{self.anchor})" for key in keys])

    def keys_at(self, source: str, place: int, stop: int) -> tuple[tuple[str, ...], int]:
        """Return the keys that are cited right behind bracketed words, and where the citations end."""
        found = CITED.match(source, place, stop)
        numbers = _NUMBER.findall(found["numbers"]) if found else []
        if not found or not all(one in self.numbers for one in numbers):
            return (), place
        return tuple([self.numbers[one] for one in numbers]), found.end()


def anchor(words: str) -> str:
    """Return the name that renderers give a heading, as GitHub and pandoc make it."""
    return re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
