"""Layout words: what the lines around a text say in the layouts of many houses, by the lexicons' [layout]."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from briefkit.language.spacing import is_spaced
from briefkit.language.word_pattern import WORD
from briefkit.lexicons import FALLBACK, lexicon
from briefkit.recognise.words import fold, fold_heading
from briefkit.runtime.caching import cached

Group = Literal[
    "genres",
    "releases",
    "contacts",
    "promotions",
    "mail",
    "senders",
    "transcripts",
    "restrictions",
    "subject",
    "ends",
    "titles",
    "writers",
    "days",
    "markings",
    "states",
    "references",
    "captions",
    "credits",
    "credited",
]
_LONGEST = 60  # characters, of a phrase


def opening(group: Group, words: str, language: str) -> str:
    """Return the longest phrase of a group that the words open with, or ""."""
    folded = fold(words[:_LONGEST])
    for phrase in _phrases(language)[group]:
        if folded.startswith(phrase) and not folded[len(phrase) : len(phrase) + 1].isalnum():
            return words[: len(phrase)]
    return ""


def behind(group: Group, words: str, language: str) -> Iterator[str]:
    """Yield what stands behind each phrase of a group that the words begin with, also within a word: 図1."""
    folded = fold(words[:_LONGEST])
    for phrase in _phrases(language)[group]:
        if folded.startswith(phrase):
            yield words[len(phrase) :]


def holds(group: Group, words: str, language: str) -> bool:
    """Whether a phrase of a group stands among words."""
    folded = fold(words)
    return any(
        not (folded[at - 1 : at].isalnum() or folded[at + len(phrase) :][:1].isalnum())
        or not is_spaced(language)
        for phrase in _phrases(language)[group]
        if (at := folded.find(phrase)) >= 0
    )


def is_one_of(group: Group, words: str, language: str) -> bool:
    """Whether words, but for the marks at their ends, are a phrase of a group."""
    return fold_heading(words) in _phrases(language)[group]


def speaks_to_somebody(sentence: str, language: str) -> bool:
    """Whether a sentence says "you"."""
    return _has_one("address", sentence, language)


def speaks_of_oneself(sentence: str, language: str) -> bool:
    """Whether a sentence says "I" or "we"."""
    return _has_one("self", sentence, language)


def _has_one(group: str, sentence: str, language: str) -> bool:
    """Whether a sentence has a word of a group, in its very case but for the first: German "Sie" is "you" inside."""
    listed = lexicon(language).layout.get(group, ())
    if not is_spaced(language):
        return any(one in sentence for one in listed)
    first, *rest = WORD.findall(sentence) or [""]
    return not {first.lower() if len(first) > 1 else first, *rest}.isdisjoint(listed)


@cached(256, max_length=200)
def _phrases(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return the phrases of each group, folded, the longest first; as with headings, English ones count everywhere."""
    own, english = lexicon(language).layout, lexicon(FALLBACK).layout
    return {
        group: tuple(
            sorted({fold(one) for one in (*own.get(group, ()), *words)}, key=len, reverse=True)
        )
        for group, words in english.items()
    }
