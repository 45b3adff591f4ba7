"""Lines of facts around the title, as the house prints them: banner, genre, dateline."""

from __future__ import annotations

import re
from typing import Any

from briefkit.language.dates import parse_stamp
from briefkit.lexicons import lexicon
from briefkit.model import MARKING_POLICIES, Marking, Status
from briefkit.recognise.words import fold, words_of

#: What stands between two facts on one line.
DOT = " · "

_MARKING = re.compile(r"(?P<policy>[^\s:]+):(?P<level>\S+)")
_GENRE = re.compile(r"\[(?P<words>[^\[\]]{1,60})\]")
_STAMPS = {"published": "published", "modified": "modified", "as-of": "as_of"}


def banner(words: str, language: str) -> dict[str, Any] | None:
    """Read a line of markings: "TLP:AMBER · DRAFT · EMBARGOED UNTIL 5 September 2025, 18:30 UTC".

    Returns:
        The fields of the brief that it gives; None where a part of it is anything else.
    """
    labels = lexicon(language).labels
    fields: dict[str, Any] = {}
    for fact in words.split(DOT):
        found = marking(fact)
        embargo = fact.removeprefix(labels["embargo"] + " ")
        stamp = parse_stamp(embargo, language) if embargo != fact else None
        if found:
            fields["marking"] = found
        elif fact in (labels[Status.DRAFT], labels[Status.WITHDRAWN]):
            fields["status"] = Status.DRAFT if fact == labels[Status.DRAFT] else Status.WITHDRAWN
        elif hasattr(stamp, "tzinfo"):
            fields["embargo"] = stamp
        else:
            return None
    return fields


def marking(words: str) -> Marking | None:
    """Read "TLP:AMBER"; None where the policy or the level is not known."""
    match = _MARKING.fullmatch(words)
    if match is None or match["level"] not in MARKING_POLICIES.get(match["policy"], ()):
        return None
    return Marking(match["policy"], match["level"])


def genre(words: str) -> str | None:
    """Read a line over the title that stands in brackets: "[Explainer]"."""
    match = _GENRE.fullmatch(words)
    return match["words"].strip(" ") or None if match else None


def dateline(words: str, language: str) -> dict[str, Any] | None:
    """Read a line of dates: "Published 5 September 2025 · Updated 6 September 2025 · Version 2".

    Returns:
        The fields of the brief that it gives; None where a part of it is anything else.
    """
    labels = lexicon(language).labels
    fields: dict[str, Any] = {}
    for fact in words.split(DOT):
        for label, name in _STAMPS.items():
            if fact.startswith(labels[label] + " "):
                stamp = parse_stamp(fact[len(labels[label]) + 1 :], language)
                if stamp:
                    fields[name] = stamp
                    break
        else:
            version = fact.removeprefix(labels["version"] + " ")
            if version == fact or not re.fullmatch(r"[1-9]\d{0,8}", version, re.ASCII):
                return None
            fields["version"] = int(version)
    return fields


def published(words: str, language: str) -> tuple[Any, str] | None:
    """Read a line that only says when the brief came out, and its label: "Posted on 5 September 2025"."""
    prefix = words_of(language).opening("published", words)
    date = parse_stamp(words[len(prefix) :].strip(" :"), language)
    return None if date is None else (date, prefix)


def is_rights(words: str, language: str) -> bool:
    """Whether a line says whose the words are: "© 2025 Example"."""
    return fold(words).startswith(words_of(language).phrases["rights"])
