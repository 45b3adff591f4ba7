"""Entries: how many of the lines below a heading of the back matter belong to it; running text behind them is text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefkit.model import SectionKind
from briefkit.recognise.back_matter_lines import (
    author_named,
    byline,
    correction,
    has_address,
    opens_with_author,
)
from briefkit.recognise.heading_looks import is_prose, looks_like_title
from briefkit.recognise.lines import Kind, Line
from briefkit.recognise.recogniser import Recogniser

# What stands in entries of a bibliography, and seldom in sentences.
_CITES = re.compile(r"\(\d{4}[a-z]?\)|, \d{4}\W*$|\bdoi\b|\bISBN\b", re.IGNORECASE)


def entries_below(name: str, lines: Sequence[Line], recogniser: Recogniser) -> int:
    """Return how many lines are entries of a part of the back matter.

    Args:
        name: The name of the part.
        lines: The lines below its heading, up to the next heading.
        recogniser: The recogniser of the language.
    """
    match name:
        case "authors":
            count = _lines_on_authors(lines, recogniser)
        case "corrections":
            count = _corrections(lines, recogniser)
        case _:
            count = next((at for at, line in enumerate(lines) if _is_text(line)), len(lines))
    if count == len(lines):
        return count
    surely = count
    while surely and not _is_surely_entry(name, lines[surely - 1]):
        surely -= 1
    return surely or (0 if name == "related" else count)


def _is_text(line: Line) -> bool:
    """Whether a line is running text."""
    return is_prose(line.plain) and not _has_form_of_entry(line)


def _is_surely_entry(name: str, line: Line) -> bool:
    """Whether a line, with text behind it, may not be the heading of that text, nor a related article without address."""
    return _has_form_of_entry(line) or (name != "related" and not looks_like_title(line.plain))


def _has_form_of_entry(line: Line) -> bool:
    return line.kind is Kind.ITEM or has_address(line) or bool(_CITES.search(line.plain))


def _corrections(lines: Sequence[Line], recogniser: Recogniser) -> int:
    """Return how many lines are dated corrections; all where the first is none, for they stay a section."""
    dated = [correction(line.plain, recogniser) is not None for line in lines]
    return dated.index(False) if dated[:1] == [True] and not all(dated) else len(lines)


def _lines_on_authors(lines: Sequence[Line], recogniser: Recogniser) -> int:
    """Return how many lines are names, each with what is said of its bearer."""
    name = ""
    for at, line in enumerate(lines):
        words = line.plain
        opening = "" if name else opens_with_author(words, recogniser)
        by = byline(words, recogniser)
        named = author_named(words, recogniser)
        if by or named or opening:
            name = by[-1].name if by else named.name if named else opening
            continue
        if is_prose(words) and not (
            name and (_speaks_of(words, name, recogniser) or _is_only_one(lines, at, recogniser))
        ):
            return at
    return len(lines)


def _speaks_of(words: str, name: str, recogniser: Recogniser) -> bool:
    """Whether a paragraph names somebody, or opens with a pronoun."""
    parts = words.split(" ")
    return name.rsplit(" ", 1)[-1] in words or recogniser.has("pronouns", parts[0])


def _is_only_one(lines: Sequence[Line], at: int, recogniser: Recogniser) -> bool:
    """Whether a paragraph stands right behind a name, and no other before the next name."""
    if at and is_prose(lines[at - 1].plain):
        return False
    for line in lines[at + 1 :]:
        if author_named(line.plain, recogniser) or byline(line.plain, recogniser):
            return True
        if is_prose(line.plain):
            return False
    return True


def is_back_matter(name: str) -> bool:
    """Whether the name of a part is none of a section, nor of what stands above all."""
    return name != "masthead" and name not in set(SectionKind)
