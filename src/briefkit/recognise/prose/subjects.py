"""Subjects before a verb: who speaks, with what stands between them and the verb."""

from __future__ import annotations

from attrs import evolve

from briefkit.model import Person
from briefkit.recognise.prose.actors import actors_named
from briefkit.recognise.prose.grammar import (
    CONJUNCTION,
    DETERMINER,
    DOCUMENT,
    JOINT,
    MODAL,
    PARTICLE,
    PERSONS,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    TITLE,
    Grammar,
)
from briefkit.recognise.prose.noun_phrases import (
    AUXILIARY,
    CLAUSAL,
    KNOWN,
    LONGEST,
    SIGNS,
    Subject,
    noun_phrase,
)
from briefkit.recognise.prose.openings import behind_opening
from briefkit.recognise.prose.tokens import MASK, Tokens
from briefkit.recognise.speaker_names import Speakers

_LONGEST_BRACKET = 12  # tokens
_LONGEST_ASIDE = 60
_ASIDES_TO_TRY = 5


def subject_before(tokens: Tokens, low: int, last: int, grammar: Grammar) -> Subject | None:
    """Read the subject that ends before the token `last` and starts at `low` or behind it."""
    if last <= low:
        return None
    words = tokens.words
    behind = words[last - 1]
    if behind == "," or behind == MASK:
        return _subject_before_aside(tokens, low, last - (behind == ","), grammar)
    if tokens.kinds[last - 1] & RELATIVE:
        return None
    if grammar.lists("relative_that", behind):  # "a letter that says"
        noun = tokens.kinds[last - 2] & DOCUMENT if last - 2 >= low else 0
        return _closest(tokens, low, last - 1, grammar) if noun else None
    return _closest(tokens, low, last, grammar)


def _closest(tokens: Tokens, low: int, last: int, grammar: Grammar) -> Subject | None:
    edge = _boundary(tokens, low, last)
    start = behind_opening(tokens, edge, last, grammar)
    relative = (
        edge - 1 > low and tokens.kinds[edge - 1] & RELATIVE and tokens.words[edge - 2] != ","
    )
    doubtful: Subject | None = None
    for first in _starts(tokens, start, last)[: 1 if relative else None]:
        found = noun_phrase(tokens, first, last, grammar, opens=first == start)
        if found and (found.sure or found.named):
            return _wider(tokens, low, found, grammar)
        doubtful = doubtful or found
    if doubtful is None and relative:  # "officials who met us"
        return _closest(tokens, low, edge - 1, grammar)
    return doubtful


def _boundary(tokens: Tokens, low: int, last: int) -> int:
    """Return where the phrase that ends before `last` may start: behind a sign, a conjunction or a verb."""
    words, kinds, capitals = tokens.words, tokens.kinds, tokens.capitals
    index, low = last - 1, max(low, last - LONGEST)
    while index >= low:
        kind = kinds[index]
        if words[index] in SIGNS:
            opening = _opening_bracket(tokens, index, low) if words[index] == ")" else None
            if opening is None:
                return index + 1
            index = opening
        elif kind & (AUXILIARY | CLAUSAL) and not (
            capitals[index] and (index > low or (kind & MODAL and capitals[index + 1]))
        ):
            return index + 1
        index -= 1
    return low


def _opening_bracket(tokens: Tokens, closing: int, low: int) -> int | None:
    for index in range(closing - 1, max(low, closing - _LONGEST_BRACKET) - 1, -1):
        if tokens.words[index] == "(":
            return index
    return None


def _starts(tokens: Tokens, start: int, last: int) -> list[int]:
    """Return where a phrase may start, the longest first: at the opening, an article, capitals, a noun of persons."""
    kinds, capitals, words = tokens.kinds, tokens.capitals, tokens.words
    found = [start] if start < last else []
    for index in range(start + 1, last):
        kind, before = kinds[index], kinds[index - 1]
        if words[index] == ".":
            continue
        opens_name = (
            capitals[index]
            and not capitals[index - 1]
            and not before & (DETERMINER | PARTICLE | PREPOSITION)
        )
        if (
            (kind & DETERMINER and not before & (PREPOSITION | DETERMINER))
            or (opens_name and words[index - 1] != ".")
            or (
                kind & PERSONS
                and index == last - 1
                and not capitals[index]
                and not before & PREPOSITION
            )
        ):
            found.append(index)
    return found


def _wider(tokens: Tokens, low: int, subject: Subject, grammar: Grammar) -> Subject:
    """Return a subject with what stands before its comma: "Mayor, Ann Lee", "Calder, Lund and Varda"."""
    words, kinds, first = tokens.words, tokens.kinds, subject.first
    wider = subject
    if not subject.actors or first - 2 < low or words[first - 1] != ",":
        return wider
    for index in range(first - 2, max(low, first - LONGEST) - 1, -1):
        if not (
            tokens.capitals[index]
            or kinds[index] & (KNOWN | PARTICLE | TITLE | DETERMINER | PREPOSITION)
            or words[index] in ",."
        ):
            break
        if kinds[index] & PREPOSITION:
            continue
        if index == low or words[index - 1] == ",":
            found = actors_named(tokens.slice(index, subject.last), grammar.recogniser)
            if found and _is_wider(found, subject):
                wider = Subject(index, subject.last, found.actors, True, True)
    return wider


def _is_wider(found: Speakers, subject: Subject) -> bool:
    """Whether speakers are those of a subject and others before them, or the one of a subject with a role."""
    if len(found.actors) > 1:
        listed = found.sure or len(subject.actors) > 1
        return listed and set(subject.actors) <= set(found.actors)
    (one,) = found.actors
    if not isinstance(one, Person) or not one.name or not one.role:
        return False
    return evolve(one, role=None) in subject.actors


def _subject_before_aside(tokens: Tokens, low: int, comma: int, grammar: Grammar) -> Subject | None:
    """Read "SPEAKER, an apposition or a clause," before the verb."""
    words = tokens.words
    commas = [i for i in range(comma - 1, max(low, comma - _LONGEST_ASIDE), -1) if words[i] == ","]
    doubtful: Subject | None = None
    for opening in reversed(commas[:_ASIDES_TO_TRY]):
        if not _is_aside(tokens, opening + 1, comma):
            continue
        subject = _closest(tokens, low, opening, grammar)
        whole = with_apposition(tokens, subject, opening, comma, grammar) if subject else None
        if whole and (whole.sure or whole.named):
            return whole
        doubtful = doubtful or whole
    return doubtful


def _is_aside(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the words between two commas are an apposition or a clause of their own, and no main clause."""
    for index in range(first, last):
        kind = tokens.kinds[index]
        if kind & (RELATIVE | SUBORDINATOR):
            return True
        if kind & (CONJUNCTION | JOINT) and index == first:
            return False
        if kind & AUXILIARY and not tokens.capitals[index]:
            return False
    return True


def with_apposition(
    tokens: Tokens, subject: Subject, opening: int, closing: int, grammar: Grammar
) -> Subject:
    """Return a subject with the role in the apposition between two commas, if there is one."""
    if not subject.actors:
        return evolve(subject, last=closing)
    for index in range(opening + 2, closing):
        if tokens.kinds[index] & RELATIVE and tokens.words[index - 1] == ",":
            closing = index - 1
            break
    words = tokens.slice(subject.first, closing)
    named = tokens.capitals[opening - 1] or tokens.capitals[closing - 1]
    found = actors_named(words, grammar.recogniser) if named else None
    if found and found.sure and len(found.actors) == 1 == len(subject.actors):
        return Subject(subject.first, closing, found.actors, True, True)
    return evolve(subject, last=closing)
