"""Data by language: what houses call their sections, and the words that tell who said what, and when.

One TOML file a language; adding a language is adding a file. Languages without one print English labels.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from attrs import frozen

FALLBACK = "en"
_FOLDER = os.path.dirname(__file__)  # pathlib would cost every import a tenth more


@frozen
class Lexicon:
    """The words of one language.

    Attributes:
        language: The language, in BCP 47.
        labels: What the house prints: by section kind, and for everything else that has a printed label.
        sections: Other wordings of a section's heading, by kind; "related", "authors", "sources",
            "corrections" among them.
        verbs: Attribution verbs: the lemma, and its other forms.
        function_words: What may stand beside a speaker, a cue and a date and say nothing.
        months: The names of each month, the first the one to print.
        weekdays: The names of the days.
        dates: How dates are written, found and printed.
        recognition: Everything else that only the recognisers use.
    """

    language: str
    labels: Mapping[str, str]
    sections: Mapping[str, tuple[str, ...]]
    verbs: Mapping[str, tuple[str, ...]]
    function_words: frozenset[str]
    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[str, ...]
    dates: Mapping[str, Any]
    recognition: Mapping[str, Any]


def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language (BCP 47), or the nearest there is."""
    return _load(language.split("-")[0].lower()) or _english()


@lru_cache
def _load(language: str) -> Lexicon | None:
    import tomllib

    if not language.isalpha():
        return None
    try:
        with open(os.path.join(_FOLDER, f"{language}.toml"), "rb") as file:
            data = tomllib.load(file)
    except FileNotFoundError:
        return None
    return Lexicon(
        language=language,
        labels=data["labels"],
        sections={kind: tuple(names) for kind, names in data["sections"].items()},
        verbs={lemma: tuple(forms) for lemma, forms in data["verbs"].items()},
        function_words=frozenset(data["function_words"]),
        months=tuple(tuple(names) for names in data["dates"]["months"]),
        weekdays=tuple(data["dates"]["weekdays"]),
        dates=data["dates"],
        recognition=data["recognition"],
    )


@lru_cache
def known() -> tuple[Lexicon, ...]:
    """Return every lexicon there is."""
    names = sorted(name for name in os.listdir(_FOLDER) if name.endswith(".toml"))
    loaded = (_load(name.removesuffix(".toml")) for name in names)
    return tuple(one for one in loaded if one is not None)


def _english() -> Lexicon:
    english = _load(FALLBACK)
    assert english is not None
    return english


def is_attribution(word: str, cue: str | None) -> bool:
    """Whether a word, case-folded, only says that somebody said something on some day."""
    return word in _attribution_words() or _is_number(word) or _is_form_of(word, cue)


@lru_cache
def _attribution_words() -> frozenset[str]:
    return frozenset(
        word.casefold().rstrip(".")
        for one in known()
        for words in (one.function_words, one.weekdays, *one.months, *one.verbs.values())
        for word in words
    )


def _is_number(word: str) -> bool:
    """Whether a word is a number or an ordinal in digits: `2025`, `5th`."""
    return word[:1].isdigit() and word.lstrip("0123456789") in ("", "st", "nd", "rd", "th")


def _is_form_of(word: str, lemma: str | None) -> bool:
    """Whether a word is a regular form of a verb that no lexicon lists."""
    stem = (lemma or "").casefold().removesuffix("e")
    return (
        bool(stem)
        and word.startswith(stem)
        and word[len(stem) :] in ("", "e", "es", "ed", "ing", "s")
    )
