"""Layouts of other houses in plain text: headings, speakers and quotations found, and lines kept, over a collection.

Each text has beside it what a careful reader finds there: `headings:`, `speakers:` and `quotes:`, a line each. A file's
name begins with its language, or with "ocr" where the text is badly damaged; any other is English.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest
from attrs import frozen

from briefkit.api import render
from briefkit.formats import ReadOptions
from briefkit.formats.plain_text import read
from briefkit.model import Brief, Paragraph, Person, Section, SectionKind, Text
from briefkit.model.walk import walk
from briefkit.notes import Reading
from briefkit.recognise.recogniser import recogniser_for
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
    [(headings, 0.95, 0.9), (speakers, 0.85, 0.15), (quotes, 0.85, 0.15), (lines, 0.99, 0.99)],
)
def test_layouts_are_read(count: Callable[[str], Share], english: float, others: float) -> None:
    assert total(map(count, ENGLISH)).share >= english
    assert total(map(count, OTHERS)).share >= others


@pytest.mark.parametrize(
    "title",
    [
        "Press Release",
        "FOR IMMEDIATE RELEASE",
        "By Petra Lindqvist",
        "5 March 2025",
        "Contact: Ida Roe",
        "Subject: Ferries",
        "DRAFT",
        "Embargo on grain",
        "=== Ferries ===",
    ],
)
def test_a_title_that_looks_like_a_line_over_it_comes_back(title: str) -> None:
    fares = Paragraph(Text("Nine marks a car, and two marks a bicycle."))
    section = Section(SectionKind.OTHER, heading=Text("Fares"), blocks=(fares,))
    brief = Brief(Text(title), sections=(section,), language="en")
    assert read(render(brief, "text"), ReadOptions("en")).brief == brief


def over_title(first: str) -> Brief:
    return read(
        f"{first}\n\nFerry returns\n\nBackground\n\nPilots had asked for a lookout.\n"
    ).brief


def test_a_byline_and_a_date_over_the_title_are_read() -> None:
    assert [one.name for one in over_title("By Petra Lindqvist").authors] == ["Petra Lindqvist"]
    assert over_title("5 March 2025").published == dt.date(2025, 3, 5)
    assert {over_title(one).title.plain for one in ("By Petra Lindqvist", "5 March 2025")} == {
        "Ferry returns"
    }


def test_the_subject_of_an_email_is_its_title() -> None:
    reading = read(
        "From: Ida Roe\nDate: 5 March 2025\nSubject: Ferry returns\n\nIt sails on Monday.\n"
    )
    assert reading.brief.title.plain == "Ferry returns"
    assert reading.brief.published == dt.date(2025, 3, 5)
    assert [author.name for author in reading.brief.authors] == ["Ida Roe"]
    assert [note.words for note in reading.notes if note.code == "label-replaced"] == [
        "From",
        "Date",
        "Subject",
    ]


def test_a_word_in_two_halves_is_whole_where_the_text_has_it_whole() -> None:
    words = (
        "Ferries\n\nThe government of Varda put off its vote on the night fer-\n"
        "ry for a third time, and the govern-\nment said why. It was a long-\n"
        "term plan, said those who like the ferry, and long-term plans are rare.\n"
    )
    [section] = read(words).brief.sections
    assert [block.text.plain for _, block in walk(section, Paragraph)] == [
        "The government of Varda put off its vote on the night ferry for a third time, and the government said "
        "why. It was a long-term plan, said those who like the ferry, and long-term plans are rare."
    ]
