"""Bylines of other houses: who wrote a text, and when it came out, on one line, or names over a date."""

from __future__ import annotations

import re
from typing import Any

from attrs import field, frozen

from briefkit.language.dates import parse_when
from briefkit.model import Author
from briefkit.recognise import back_matter_lines, masthead_lines
from briefkit.recognise.lines import Kind, Line
from briefkit.recognise.recogniser import Recogniser

_LONGEST = 160  # characters
_MOST_WORDS_OF_PLACE = 3
_PARTS = re.compile(r" ?[|·•] ?| [–—] ")


@frozen
class Byline:
    """What a line says of the authors and the day of a text.

    Attributes:
        authors: Whom it names.
        facts: The fields of a dateline.
        labels: What stands before them that the house does not print.
        left: Its words that say neither, such as how long it takes to read.
    """

    authors: tuple[Author, ...] = ()
    facts: dict[str, Any] = field(factory=dict)
    labels: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def byline_with_date(words: str, recogniser: Recogniser) -> Byline | None:
    """Read "By Jane Roe | 5 September 2025 | 4 min read"; None where its first part is none, nor a place."""
    if len(words) > _LONGEST:
        return None
    parts = _PARTS.split(words)
    if len(parts) == 1:
        parts = words.split(", ", 1)
    if len(parts) == 1:
        return None
    authors: tuple[Author, ...] = ()
    facts: dict[str, Any] = {}
    labels, left = [], []
    for number, part in enumerate(parts):
        named = back_matter_lines.byline(part, recogniser)
        found = masthead_lines.dateline(part, recogniser) or _published(part, recogniser)
        if named and not authors:
            authors = named
            labels.append(back_matter_lines.byline_label(part, recogniser))
        elif found and not facts.keys() & found.keys():
            facts |= found
        elif number == 0 and not (len(parts) == 2 and _is_place(part)):
            return None
        else:
            left.append(part)
    if not authors and not facts:
        return None
    return Byline(authors, facts, tuple(labels), tuple(left))


def _is_place(words: str) -> bool:
    """Whether words before a date may say where a text was written: "Mill End, 14 March 2025"."""
    each = words.split(" ")
    return len(each) <= _MOST_WORDS_OF_PLACE and all(word[:1].isupper() for word in each)


def _published(words: str, recogniser: Recogniser) -> dict[str, Any]:
    found = masthead_lines.published(words, recogniser)
    return {"published": found[0]} if found else {}


def names_over_date(line: Line, after: Line | None, recogniser: Recogniser) -> tuple[Author, ...]:
    """Read names, and perhaps where their bearers are, right over a date: "Jane Roe, Varda"; () for anything else."""
    if line.kind not in (Kind.UNKNOWN, Kind.PARAGRAPH) or after is None:
        return ()
    if not says_day(after.plain, recogniser):
        return ()
    named = back_matter_lines.authors_named(line.plain, recogniser)
    one = back_matter_lines.author_named(line.plain, recogniser)
    return named or ((one,) if one else ())


def says_day(words: str, recogniser: Recogniser) -> bool:
    """Whether a line says when a text came out, be it only the month, and nothing else."""
    return (
        masthead_lines.dates(words, recogniser)
        or parse_when(words, recogniser.language) is not None
    )
