"""Antecedents: whom a pronoun stands for, where the words leave no doubt.

The one person counts who is named before it in this paragraph and the one before, and who has spoken. A second name, of
anybody or anything that may be a person, leaves a doubt; so does the name in the words that "he said" attributes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field

from briefkit.model import Actor, Person
from briefkit.recognise.found import Found
from briefkit.recognise.prose.grammar import (
    CONJUNCTION,
    CUE,
    DETERMINER,
    JOINT,
    NO_NAME,
    PARTICLE,
    PERSONS,
    POSSESSIVE,
    PREPOSITION,
    TIME,
    TITLE,
    Grammar,
)
from briefkit.recognise.prose.tokens import Tokens
from briefkit.recognise.repaired import made

_LONGEST_PARAGRAPH = 400  # tokens in which names are looked for
_LONGEST_INITIAL = 4  # characters of "Sen"


@define
class Persons:
    """The persons who have spoken so far in a document: their names as printed, by the last word of each."""

    known: dict[str, set[str]] = field(factory=dict)

    def add(self, actors: tuple[Actor, ...]) -> None:
        """Remember who spoke."""
        for actor in actors:
            if isinstance(actor, Person) and actor.name:
                self.known.setdefault(_last_word(actor.name), set()).add(actor.name)

    def named(self, words: str) -> str | None:
        """Return the longest known name that some words end in, or else the words; None for a stranger."""
        names = self.known.get(_last_word(words))
        if names is None:
            return None
        return max((one for one in names if words.endswith(one)), key=len, default=words)


def antecedent(
    tokens: Tokens, pronoun: int, before: Tokens | None, persons: Persons, grammar: Grammar
) -> Person | None:
    """Return the person for whom a pronoun stands; None where that is not sure.

    Args:
        tokens: The paragraph.
        pronoun: The token of the pronoun.
        before: The paragraph before.
        persons: Who has spoken so far.
        grammar: The grammar of the language.
    """
    if pronoun > _LONGEST_PARAGRAPH or (before and len(before.words) > _LONGEST_PARAGRAPH):
        return None
    names = [*_names(tokens, pronoun, grammar)]
    if before is not None:
        names += _names(before, len(before.words), grammar)
    if len({_last_word(name) for name, _ in names}) != 1:
        return None
    acting = [persons.named(name) for name, acts in names if acts]
    name = max((one for one in acting if one), key=len, default=None)
    return made(Person, name) if name else None


def sole_speaker(
    found: Sequence[Found], tokens: Tokens, pronoun: int, grammar: Grammar
) -> Person | None:
    """Return the one person who speaks in a paragraph before a pronoun; None where somebody else may be meant.

    In a language whose nouns have capitals, names are no more than words with capitals that no list knows: two in a row
    are one.

    Args:
        found: What was said in the paragraph so far.
        tokens: The paragraph.
        pronoun: The token of the pronoun.
        grammar: The grammar of the language.
    """
    speakers = {actor for one in found for actor in one.speakers}
    if len(speakers) != 1:
        return None
    (speaker,) = speakers
    if not isinstance(speaker, Person) or not speaker.name:
        return None
    begin = next((n for n in range(pronoun) if tokens.starts[n] >= found[-1].stop), pronoun)
    for index in range(begin, pronoun - 1):
        pair = tokens.kinds[index : index + 2]
        if all(tokens.capitals[index : index + 2]) and not any(pair):
            return None
    return speaker


def _last_word(name: str) -> str:
    return name.rpartition(" ")[2].casefold()


def _names(tokens: Tokens, stop: int, grammar: Grammar) -> Iterator[tuple[str, bool]]:
    """Yield the names before a token that may be those of persons, and whether each opens a sentence as its subject."""
    openings = {first for first, _ in tokens.sentences if first < stop}
    for first, last in _capitalised_runs(tokens, stop):
        name = tokens.slice(first, last)
        whose = tokens.kinds[last - 1] & POSSESSIVE
        bare = name.rstrip("s").rstrip("’'") if whose else name
        if not _is_no_person(tokens, first, bare, grammar):
            yield bare, not whose and _acts(tokens, first, last, openings)


def _acts(tokens: Tokens, first: int, last: int, openings: set[int]) -> bool:
    """Whether a name is the subject of its sentence: it opens it, or stands beside a verb of saying."""
    start = first
    while (
        start - 1 >= 0
        and start not in openings
        and (
            tokens.kinds[start - 1] & (TITLE | PERSONS | CONJUNCTION | JOINT)
            or tokens.words[start - 1] == "."
            or tokens.capitals[start - 1]
        )
    ):
        start -= 1
    beside = (*tokens.kinds[last : last + 1], *tokens.kinds[max(start - 1, 0) : start])
    return start in openings or any(kind & CUE for kind in beside)


def _is_no_person(tokens: Tokens, first: int, name: str, grammar: Grammar) -> bool:
    recogniser = grammar.recogniser
    if any(recogniser.has(group, name) for group in ("states", "capitals", "bodies")):
        return True
    before = tokens.kinds[first - 1] if first else 0
    return bool(before & DETERMINER) and not tokens.kinds[first] & PERSONS


def _capitalised_runs(tokens: Tokens, stop: int) -> Iterator[tuple[int, int]]:
    kinds, capitals, words = tokens.kinds, tokens.capitals, tokens.words
    index = 0
    while index < stop:
        first = index
        while index < stop and (
            (capitals[index] and not kinds[index] & (TIME | NO_NAME | PREPOSITION))
            or (
                index > first
                and index + 1 < stop
                and capitals[index + 1]
                and (
                    kinds[index] & PARTICLE
                    or (words[index] == "." and len(words[index - 1]) <= _LONGEST_INITIAL)
                )
            )
        ):
            index += 1
        while first < index and (kinds[first] & (TITLE | PERSONS) or words[first] == "."):
            first += 1
        if first < index:
            yield first, index
        index += 1
