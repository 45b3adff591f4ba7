"""Word lists of recognition: sets of folded words, by language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from attrs import frozen

from briefkit.lexicons import FALLBACK, Lexicon, lexicon, recognition
from briefkit.runtime.caching import cached

# Lists of English that a lexicon of another language need not have: bylines, rights, places, what is no speaker.
_AROUND = frozenset(
    (
        "author_joints",
        "bio_words",
        "byline",
        "capitals",
        "ends",
        "non_speakers",
        "published",
        "rights",
        "states",
    )
)
#: A word, or what was shortened to one: "Mr.", "don't".
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")


def fold(words: str) -> str:
    """Return words without what does not tell one from another: case, and the shape of an apostrophe."""
    if words.isascii():  # most words are; looking up each of their characters takes longest
        return words.casefold()
    return words.translate(_APOSTROPHES).casefold()


@frozen
class Words:
    """The words that recognition knows in one language, folded for look-up.

    Attributes:
        lemmas: The lemma of each form of an attribution verb.
        sets: Every list of the recognition part as a set.
        phrases: The same lists, the longest phrase first.
        openings: The phrases of each list by their first character, so that few are tried on words.
    """

    lemmas: Mapping[str, str]
    sets: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[str, ...]]
    openings: Mapping[str, Mapping[str, tuple[str, ...]]]


@cached(128, max_length=200)
def words_of(language: str) -> Words:
    """Return the words of a language, or of English where nothing is known of it.

    What a lexicon does not list has no words, but for what stands around a text in any language.
    """
    one, english = recognition(language), recognition(FALLBACK)
    lists = {name: english.lists[name] if name in _AROUND else () for name in english.lists}
    groups = {name: _listed(value) for name, value in {**lists, **one.lists}.items()}
    phrases = {name: tuple(sorted(value, key=len, reverse=True)) for name, value in groups.items()}
    return Words(
        lemmas={
            fold(form): lemma for lemma, forms in one.verbs.items() for form in (lemma, *forms)
        },
        sets={name: frozenset(value) for name, value in groups.items()},
        phrases=phrases,
        openings={name: _by_first_character(value) for name, value in phrases.items()},
    )


def _by_first_character(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for phrase in phrases:
        found[phrase[:1]] = (*found.get(phrase[:1], ()), phrase)
    return found


def _listed(value: str | Iterable[str]) -> tuple[str, ...]:
    return tuple(fold(word) for word in ([value] if isinstance(value, str) else value))


@cached(256, max_length=200)
def section_names(language: str) -> Mapping[str, str]:
    """Return the section kind, or other part of a brief, by each heading that the lexicon knows.

    Headings in English name their parts in any language that does not use the words otherwise.
    """
    own = lexicon(language)
    named = _named(lexicon(FALLBACK)) if own.language != FALLBACK else {}
    return {**named, **_named(own)}


def _named(words: Lexicon) -> dict[str, str]:
    named = {fold_heading(name): kind for kind, names in words.sections.items() for name in names}
    labels = {fold_heading(name): kind for kind, name in words.labels.items()}
    return named | {
        name: {"author": "authors"}.get(kind, kind)
        for name, kind in labels.items()
        if kind in words.sections or kind == "author"
    }


_EDGE = re.compile(r"^[\W_]+|(?<![\W_])[\W_]+$")


def fold_heading(heading: str) -> str:
    """Return a heading folded, without the marks at its ends: colons, numbers' dots, bold signs."""
    return _EDGE.sub("", fold(heading))


def is_spaced_out(words: str) -> bool:
    """Whether all words are single letters: "B A C K G R O U N D"."""
    return words[1:2] == " " and all(len(one) == 1 for one in words.split(" "))
