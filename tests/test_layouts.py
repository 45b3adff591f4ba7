"""Layouts of other houses in plain text: headings, speakers and quotations found, and lines kept, over a collection.

Each text has beside it what a careful reader finds there: `headings:`, `speakers:` and `quotes:`, a line each. A file's
name begins with its language, or with "ocr" where the text is badly damaged; any other is English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest
from attrs import frozen

from briefkit.api import render
from briefkit.formats import ReadOptions
from briefkit.formats.plain_text import read
from briefkit.model import Brief, Person, Section, SectionKind
from briefkit.model.walk import walk
from briefkit.notes import Reading
from briefkit.recognise import recogniser_for
from briefkit.recognise.words import fold, fold_heading

LAYOUTS = Path(__file__).parent / "cases" / "layouts"
LANGUAGES = ("de", "fr", "es", "it", "pt", "ru", "uk", "ar", "zh", "tr", "ja", "he")
NAMES = sorted(path.stem for path in LAYOUTS.glob("*.txt"))
ENGLISH = [name for name in NAMES if name.split("_")[0] not in (*LANGUAGES, "ocr")]
OTHERS = [name for name in NAMES if name not in ENGLISH]
NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*|[IVX]+|[A-H](?=\.))\.? ")
LISTS = ("headings", "speakers", "quotes")


@frozen
class Share:
    """How much of what is there was found; what was found beside it counts against it."""

    right: int
    of: int

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def share(self) -> float:
        return self.right / self.of


def language_of(name: str) -> str:
    first = name.split("_")[0]
    return first if first in LANGUAGES else "en"


@cache
def reading_of(name: str) -> Reading:
    data = (LAYOUTS / f"{name}.txt").read_bytes()
    return read(data, ReadOptions(language_of(name)))


def expected(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {one: [] for one in LISTS}
    at = ""
    for line in (LAYOUTS / f"{name}.expected").read_text("utf-8").splitlines():
        at = line[:-1] if line[:-1] in LISTS and line.endswith(":") else at
        if line != f"{at}:":
            found[at].append(line)
    return found


def headings_of(brief: Brief) -> list[str]:
    return [
        unnumbered(section.heading.plain) if section.heading else f"@{section.kind}"
        for _, section in walk(brief, Section)
        if section.heading or section.kind is not SectionKind.OTHER
    ]


def headings(name: str) -> Share:
    """Count headings; one that is the house's own is known by its kind."""
    language = language_of(name)
    found = [*headings_of(reading_of(name).brief)]
    wanted = expected(name)["headings"]
    for one in wanted:
        names = (unnumbered(one), f"@{recogniser_for(language).part_named(one)}")
        match = next((heading for heading in found if heading in names), None)
        if match:
            found.remove(match)
    return Share(len(headings_of(reading_of(name).brief)) - len(found), len(wanted) + len(found))


def unnumbered(heading: str) -> str:
    """Return a heading folded, without its number."""
    return fold_heading(NUMBER.sub("", heading))


def speakers(name: str) -> Share:
    said = {
        fold(one.name or one.role or "" if isinstance(one, Person) else one.name)
        for statement in reading_of(name).brief.statements()
        for one in statement.speakers
    }
    wanted = [fold(one) for one in expected(name)["speakers"]]
    return Share(sum(any(one in who for who in said) for one in wanted), len(wanted))


def quotes(name: str) -> Share:
    said = {
        squeezed(quote) for one in reading_of(name).brief.statements() for quote in one.quotes()
    }
    wanted = expected(name)["quotes"]
    return Share(sum(squeezed(one) in said for one in wanted), len(wanted))


def squeezed(words: str) -> str:
    return re.sub(r"[\W_]", "", words).casefold()


def lines(name: str) -> Share:
    """Count the lines of which each word is printed, or in a note."""
    reading = reading_of(name)
    notes = " ".join(f"{note.words} {note.message}" for note in reading.notes)
    kept = squeezed(render(reading.brief, "text").decode() + notes)
    printed = [line for line in text_of(name).splitlines() if squeezed(line)]
    words = [[squeezed(word) for word in line.split()] for line in printed]
    return Share(sum(all(word in kept for word in line) for line in words), len(words))


def text_of(name: str) -> str:
    return (LAYOUTS / f"{name}.txt").read_text("utf-8")


def total(shares: Iterable[Share]) -> Share:
    return sum(shares, Share(0, 0))


@pytest.mark.parametrize(
    ("count", "english", "others"),
    [(headings, 0.85, 0.43), (speakers, 0.75, 0.0), (quotes, 0.75, 0.0), (lines, 0.99, 0.99)],
)
def test_layouts_are_read(count: Callable[[str], Share], english: float, others: float) -> None:
    assert total(map(count, ENGLISH)).share >= english
    assert total(map(count, OTHERS)).share >= others
