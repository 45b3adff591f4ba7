"""Masthead lines: banner, genre and dateline as the house prints them in plain text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve

from briefkit.language.dates import parse_stamp
from briefkit.language.printed_facts import BANNER, DATELINE, DOT, MARKING, Fact
from briefkit.lexicons import FALLBACK, lexicon
from briefkit.model import MARKING_POLICIES, Marking
from briefkit.recognise import layout_words
from briefkit.recognise.recogniser import Recogniser
from briefkit.recognise.words import fold

# What may stand between two facts.
_SIGNS = re.compile(r"[·•|;()–—]|[,，、](?= )|[.。](?= |$)")
# What people type for the colon of a marking: "TLP: AMBER".
_COLON = re.compile(" ?[:：] ?")
_MOST_PARTS = 5  # of a fact with its label
_GENRE = re.compile(r"\[(?P<words>[^\[\]]{1,60})\]")


def marking(words: str) -> Marking | None:
    """Read "TLP:AMBER"; None where the policy is not known, for any two words may have a colon between them."""
    return _known_marking(words, FALLBACK)


def _known_marking(words: str, language: str) -> Marking | None:
    found = MARKING.parse(_COLON.sub(":", words), language)
    return found if found and found.policy in MARKING_POLICIES else None


_BANNER = {**BANNER, "marking": evolve(MARKING, parse=_known_marking)}


def banner(words: str, recogniser: Recogniser) -> dict[str, Any] | None:
    """Read a banner: "TLP:AMBER · DRAFT · EMBARGOED UNTIL 5 September 2025, 18:30 UTC".

    Returns:
        The fields of the brief that it gives; None where a part of it is anything else.
    """
    return _facts(words, _BANNER, recogniser.language)


def genre(words: str) -> str | None:
    """Read a line over the title that stands in brackets: "[Explainer]"."""
    match = _GENRE.fullmatch(words)
    return match["words"].strip(" ") or None if match else None


def dateline(words: str, recogniser: Recogniser) -> dict[str, Any] | None:
    """Read a dateline: "Published 5 September 2025 · Updated 6 September 2025 · Version 2".

    Returns:
        The fields of the brief that it gives; None where a part of it is anything else.
    """
    return _facts(words, DATELINE, recogniser.language)


def _facts(words: str, facts: Mapping[str, Fact[Any]], language: str) -> dict[str, Any] | None:
    """Read facts in a row, each with its label; None where a part of it is none of them."""
    fields: dict[str, Any] = {}
    for part in words.split(DOT):
        parsed = ((name, fact.parse_labelled(part, language)) for name, fact in facts.items())
        found = next((one for one in parsed if one[1] is not None), None)
        if found is None:
            return None
        fields |= [found]
    return fields


def typed_facts(words: str, recogniser: Recogniser) -> tuple[dict[str, Any], list[str]]:
    """Read the facts of a dateline that somebody typed into, and those of a banner among them.

    Case makes no difference, nor what signs stand between two facts and behind a label.

    Returns:
        The fields of the brief that it gives, the first of each, and the words that give none.
    """
    fields: dict[str, Any] = {}
    others: list[slice] = []
    parts = [*_between_signs(words)]
    at, known = 0, True
    while at < len(parts):
        # A date has commas of its own, so the longest that is a fact counts.
        stops = range(min(at + _MOST_PARTS, len(parts)), at, -1)
        heads = ((stop, words[parts[at].start : parts[stop - 1].stop]) for stop in stops)
        read = ((stop, typed_fact(head, recogniser.language)) for stop, head in heads)
        stop, found = next((one for one in read if one[1]), (at + 1, None))
        start = parts[at].start
        if found and found[0] not in fields:
            fields |= [found]
            known = True
        else:
            start = start if known else others.pop().start
            others.append(slice(start, parts[stop - 1].stop))
            known = False
        at = stop
    return fields, [words[one] for one in others]


def _between_signs(words: str) -> Iterator[slice]:
    """Yield where the words between two signs stand, without the spaces around them."""
    start = 0
    for stop in (*(sign.start() for sign in _SIGNS.finditer(words)), len(words)):
        part = words[start:stop]
        if part.strip():
            before = len(part) - len(part.lstrip())
            yield slice(start + before, start + len(part.rstrip()))
        start = stop + 1


def typed_fact(words: str, language: str) -> tuple[str, Any] | None:
    """Read one fact; None where the words are none."""
    for name, fact in (*DATELINE.items(), *_BANNER.items()):
        for label in _labels(fact, language):
            value = words[len(label) :].lstrip(" :：")
            if fold(words[: len(label)]) != fold(label):
                continue
            found = fact.parse(value, language) or fact.parse(value.upper(), language)
            if found is not None:
                return name, found
    return None


def fact_labelled(label: str, language: str) -> str | None:
    """Return the name of the fact of a banner or a dateline that has a label, in any wording of it."""
    for name, fact in (*DATELINE.items(), *_BANNER.items()):
        if fact.label and fold(label) in map(fold, _labels(fact, language)):
            return name
    return None


def _labels(fact: Fact[Any], language: str) -> tuple[str, ...]:
    """Return the house label of a fact, without its space, and other wordings of it."""
    wordings = lexicon(language).wordings.get(fact.label or "", ())
    return (fact.prefix(language).strip(), *wordings)


def published(words: str, recogniser: Recogniser) -> tuple[dt.date, str] | None:
    """Read a line that only says when the brief came out, and its label: "Posted on 5 September 2025"."""
    prefix = recogniser.opening("published", words) or layout_words.opening(
        "days", words, recogniser.language
    )
    date = parse_stamp(words[len(prefix) :].strip(" :："), recogniser.language)
    return None if date is None else (date, prefix)


def dates(words: str, recogniser: Recogniser) -> bool:
    """Whether a line says nothing but when the brief came out, or what else a dateline says."""
    return dateline(words, recogniser) is not None or published(words, recogniser) is not None


def is_rights(words: str, recogniser: Recogniser) -> bool:
    """Whether a line says whose the words are: "© 2025 Example"."""
    return fold(words).startswith(recogniser.words.phrases["rights"])
