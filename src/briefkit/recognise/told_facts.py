"""Told facts: words of which a style or the label beside them says what they are: the author, the day, the marking."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from briefkit.errors import ModelError
from briefkit.language.dates import parse_stamp
from briefkit.language.printed_facts import BANNER, DATELINE
from briefkit.lexicons import FALLBACK
from briefkit.model import MARKING_POLICIES, Author
from briefkit.recognise import back_matter_lines, layout_words, masthead_lines
from briefkit.recognise.lines import Line
from briefkit.recognise.recogniser import Recogniser

_LONGEST_NAME = 80  # characters
_BETWEEN_NAMES = re.compile(r" ?[;/|\n] ?")
_DAY = re.compile(
    r"(?P<first>\d{1,4})(?P<sign>[./-])\s?(?P<month>\d{1,2})(?P=sign)\s?(?P<last>\d{1,4})"
)
_MONTHS = 12


@frozen
class ToldFact:
    """What a line says, where it is known what it says.

    Attributes:
        line: The line, or that of the table.
        facts: The fields of the brief that it gives, but for the authors.
        authors: The authors.
    """

    line: Line
    facts: Mapping[str, Any] = field(factory=dict)
    authors: tuple[Author, ...] = ()


def told_fact(name: str, words: str, line: Line, recogniser: Recogniser) -> ToldFact | None:
    """Return the fact that words tell; None where they are none of its kind.

    Args:
        name: What they tell: "authors", "sender", or the name of a field that is printed in a banner or a dateline; "published" is
            any line of dates.
        words: The words.
        line: The line that they stand in.
        recogniser: The recogniser of the language.
    """
    if name in ("authors", "sender"):
        found = _authors(words, recogniser) if name == "authors" else _sender(words, recogniser)
        return ToldFact(line, authors=found) if found else None
    facts = _facts(name, words, recogniser)
    return ToldFact(line, facts) if facts else None


def _facts(name: str, words: str, recogniser: Recogniser) -> Mapping[str, Any]:
    language = recogniser.language
    match name:
        case "genre":
            return {"genre": masthead_lines.genre(words) or words} if words.strip() else {}
        case "marking":
            found = masthead_lines.marking(words) or masthead_lines.marking(words.upper())
            return {"marking": found} if found else {}
        case "status":
            one = masthead_lines.typed_fact(words, language)
            return {"status": one[1]} if one and one[0] == "status" else {}
        case "published":
            day = typed_day(words, language)
            return {"published": day} if day else _dates(words, recogniser)
        case _:
            fact = {**DATELINE, **BANNER}[name]
            value = fact.parse(words, language)
            day = typed_day(words, language) if value is None and name in _DAYS else None
            return {} if value is None and day is None else {name: day or value}


_DAYS = ("modified", "as_of")


def _dates(words: str, recogniser: Recogniser) -> Mapping[str, Any]:
    """Facts of a line of dates, each with its label."""
    facts, others = masthead_lines.typed_facts(words, recogniser)
    if facts and not others:
        return facts
    found = masthead_lines.published(words, recogniser)
    return {"published": found[0]} if found else {}


def typed_day(words: str, language: str) -> dt.date | None:
    """Day that words say, also in figures; None where it is not clear which figure is the month, as in English."""
    stamp = parse_stamp(words, language)
    found = _DAY.fullmatch(words.strip())
    if stamp is not None or found is None:
        return stamp
    first, month, last = (int(found[one]) for one in ("first", "month", "last"))
    if len(found["first"]) == 4:
        return _day(first, month, last)
    if month > _MONTHS:
        return _day(last, first, month)
    is_english = language.split("-")[0].lower() == FALLBACK
    clear = found["sign"] == "." or first > _MONTHS or first == month or not is_english
    return _day(last, month, first) if clear else None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if year >= 1000 else None
    except ValueError:
        return None


def _authors(words: str, recogniser: Recogniser) -> tuple[Author, ...]:
    """Authors whom words name, which are known to name some: also a desk, or a single name; () where a part is none."""
    bare = words[len(recogniser.opening("byline", words)) :].strip(" :")
    found: list[Author] = []
    for part in _BETWEEN_NAMES.split(bare):
        named = back_matter_lines.authors_named(part, recogniser)
        one = back_matter_lines.author_named(part, recogniser)
        authors = named or ((one,) if one else _unusual_author(part))
        if part and not authors:
            return ()
        found += authors
    return tuple({one.name: one for one in found}.values())


def _sender(words: str, recogniser: Recogniser) -> tuple[Author, ...]:
    """Authors who sent a text, named in full: a desk that did is none."""
    one = back_matter_lines.author_named(words, recogniser)
    return back_matter_lines.authors_named(words, recogniser) or ((one,) if one else ())


def _unusual_author(words: str) -> tuple[Author, ...]:
    """Author of a name that does not look like one, and of addresses beside it."""
    found, name = back_matter_lines.typed_addresses(words)
    addresses: Mapping[str, Any] = found
    if not name or len(name) > _LONGEST_NAME or not any(map(str.isalpha, name)):
        return ()
    try:
        return (Author(name, **addresses),)
    except ModelError:
        return ()


def name_of_fact(label: str, language: str) -> str | None:
    """Name of the fact that a label announces, "title" or "other" among them; None for a label that is not known.

    Args:
        label: The words of the label, as in the first column of a table.
        language: Its language, in BCP 47.
    """
    words = label.strip(" :：.")
    for group, name in _GROUPS.items():
        if layout_words.is_one_of(group, words, language):
            return name
    return masthead_lines.fact_labelled(words, language) or (
        "marking" if words.upper() in MARKING_POLICIES else None
    )


_GROUPS: Mapping[layout_words.Group, str] = {
    "writers": "authors",
    "senders": "sender",
    "days": "published",
    "markings": "marking",
    "states": "status",
    "subject": "title",
    "titles": "title",
    "references": "other",
    "mail": "other",
}
