"""Subjects: the words before or behind a cue that name who speaks, and the actors that they name."""

from __future__ import annotations

from attrs import frozen

from briefkit.errors import ModelError
from briefkit.model import Actor, Organisation, Person
from briefkit.recognise.prose.grammar import (
    ADVERB,
    BE,
    BODY,
    CONJUNCTION,
    CUE,
    DETERMINER,
    DO,
    DOCUMENT,
    HAVE,
    INFINITIVE,
    JOINT,
    MODAL,
    NEGATION,
    NO_NAME,
    NOTHING,
    PARTICLE,
    PERSONS,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    TITLE,
    Grammar,
)
from briefkit.recognise.prose.tokens import MASK, Tokens
from briefkit.recognise.speaker_names import parse_speakers

_LONGEST = 28  # tokens of a subject
_SIGNS = frozenset(',;:—–()[]“”"«»!?' + MASK)
_VERBAL = HAVE | BE | DO | MODAL | NEGATION
_CLAUSAL = SUBORDINATOR | RELATIVE | CONJUNCTION


@frozen
class Subject:
    """Subject: who speaks, or a pronoun for somebody.

    Attributes:
        first: The first token of its words.
        last: The token behind its words.
        actors: Whom it names; none where it is a pronoun.
        sure: Whether lists of words show that it names somebody who can speak.
    """

    first: int
    last: int
    actors: tuple[Actor, ...]
    sure: bool


def subject_in(tokens: Tokens, first: int, last: int, grammar: Grammar) -> Subject | None:
    """Read the end of some tokens as a subject: the longest stretch that is one.

    Args:
        tokens: The tokens of the paragraph.
        first: The first token.
        last: The token behind the last; the verb, or a comma.
        grammar: The grammar of the language.
    """
    low = _boundary(tokens, first, last)
    start = _behind_opening(tokens, low, last)
    if start >= last:
        return None
    if last - start == 1 and tokens.kinds[start] & PRONOUN:
        return (
            Subject(start, last, (), True) if _stands_for_speaker(tokens, start, grammar) else None
        )
    found = _phrase(tokens, start, last, grammar)
    if found:
        return found
    for index in _shorter_starts(tokens, start, last):
        found = _phrase(tokens, index, last, grammar)
        if found:
            return found
    return None


def _stands_for_speaker(tokens: Tokens, index: int, grammar: Grammar) -> bool:
    return grammar.lists("pronouns", tokens.words[index])


def _boundary(tokens: Tokens, first: int, last: int) -> int:
    """Return where the phrase that ends before `last` may start: behind a sign, a conjunction or a verb."""
    words, kinds = tokens.words, tokens.kinds
    index = last - 1
    low = max(first, last - _LONGEST)
    while index >= low:
        if words[index] in _SIGNS:
            if (
                words[index] == ")"
                and (opening := _opening_bracket(tokens, index, low)) is not None
            ):
                index = opening - 1
                continue
            return index + 1
        if kinds[index] & (_VERBAL | _CLAUSAL) and not tokens.capitals[index]:
            return index + 1
        if kinds[index] & (_VERBAL | _CLAUSAL) and index == first:
            return index + 1
        index -= 1
    return low


def _opening_bracket(tokens: Tokens, closing: int, low: int) -> int | None:
    for index in range(closing - 1, max(low, closing - 12) - 1, -1):
        if tokens.words[index] == "(":
            return index
    return None


def _behind_opening(tokens: Tokens, start: int, last: int) -> int:
    """Return where a phrase starts behind "Meanwhile", "In March", "on Tuesday", "and"."""
    kinds = tokens.kinds
    while start < last:
        kind = kinds[start]
        if kind & (JOINT | CONJUNCTION) or (kind & ADVERB and not kind & (DETERMINER | PERSONS)):
            start += 1
            continue
        behind = start + 1 if kind & PREPOSITION else start
        end = behind
        while end < last and _is_time(tokens, end):
            end += 1
        if end > behind and end < last and not _is_possessive(tokens.words[end - 1]):
            if any(kinds[index] & TIME for index in range(behind, end)):
                start = end
                continue
            if kind & PREPOSITION:  # "In 2007"
                start = end
                continue
        break
    return start


def _is_time(tokens: Tokens, index: int) -> bool:
    word = tokens.words[index]
    return bool(tokens.kinds[index] & TIME) or word.isdigit() or word == "."


def _is_possessive(word: str) -> bool:
    return word.endswith(("'s", "s'"))


def _shorter_starts(tokens: Tokens, start: int, last: int) -> list[int]:
    """Return where a shorter phrase may start: with an article, or with the capitals or the noun at the end."""
    kinds, capitals = tokens.kinds, tokens.capitals
    starts: list[int] = []
    index = last - 1
    while index > start and (
        capitals[index] or kinds[index] & (PARTICLE | TITLE) or tokens.words[index] == "."
    ):
        index -= 1
    if index < last - 1:
        while index < last - 1 and not capitals[index]:
            index += 1
        begin = index
        while begin > start and kinds[begin - 1] & PERSONS:
            begin -= 1
        starts += [begin, index] if begin != index else [index]
    for index in range(last - 2, start, -1):
        if kinds[index] & DETERMINER:
            starts.append(index)
            break
        if kinds[index] & PREPOSITION and index - 1 > start:
            continue
    starts.append(last - 1)
    return starts


def _phrase(tokens: Tokens, first: int, last: int, grammar: Grammar) -> Subject | None:
    """Read tokens as one noun phrase that names who speaks."""
    words, kinds, capitals = tokens.words, tokens.kinds, tokens.capitals
    while first < last and words[first] == ".":
        first += 1
    if first >= last or (kinds[first] & (PREPOSITION | INFINITIVE) and not capitals[first]):
        return None
    if kinds[first] & PREPOSITION and kinds[first] & NO_NAME:
        return None
    head = _head(tokens, first, last)
    kind = kinds[head]
    if (
        words[head] == "."
        or _is_possessive(words[head])
        or (kind & (PRONOUN | TIME | DETERMINER) and not (kind & DETERMINER and head == first))
    ):
        return None
    for index in range(first, last):
        if kinds[index] & (CUE | NOTHING) and not capitals[index] and not _is_noun(tokens, index):
            return None
    if words[head].isdigit() or not any(one.isalpha() for one in words[head]):
        return None
    return _named(tokens, first, last, head, grammar) or _nominal(
        tokens, first, last, head, grammar
    )


def _is_noun(tokens: Tokens, index: int) -> bool:
    """Whether a form of a verb is the noun: "the report", "a new poll"."""
    return bool(tokens.kinds[index] & (DOCUMENT | PERSONS | BODY))


def _head(tokens: Tokens, first: int, last: int) -> int:
    """Return the last token of the phrase before its first preposition, comma or bracket."""
    words, kinds = tokens.words, tokens.kinds
    for index in range(first + 1, last):
        if words[index] in _SIGNS or (kinds[index] & PREPOSITION and not tokens.capitals[index]):
            return index - 1
    return last - 1


def _named(tokens: Tokens, first: int, last: int, head: int, grammar: Grammar) -> Subject | None:
    """Read a name, with titles and roles, or a body."""
    words = tokens.slice(first, last)
    if not tokens.capitals[head] and not tokens.kinds[head] & (PERSONS | BODY):
        return None
    if tokens.kinds[head] & NO_NAME and head == first:
        return None
    found = parse_speakers(words, grammar.recogniser, running=True)
    if found:
        return Subject(first, last, found.actors, found.sure)
    bare = grammar.recogniser.without_article(words)
    actor: Actor | None = None
    try:
        if tokens.capitals[head] and _is_name_like(tokens, first, head + 1):
            actor = Organisation(bare) if bare != words else Person(tokens.slice(first, head + 1))
    except ModelError:
        return None
    return Subject(first, last, (actor,), False) if actor else None


def _is_name_like(tokens: Tokens, first: int, last: int) -> bool:
    """Whether each word is a capitalised one, or one that stands before or within a name."""
    return all(
        tokens.capitals[index]
        or tokens.kinds[index] & (PARTICLE | TITLE | PERSONS | DETERMINER)
        or tokens.words[index] in (".", "&")
        for index in range(first, last)
    )


def _nominal(tokens: Tokens, first: int, last: int, head: int, grammar: Grammar) -> Subject | None:
    """Read a noun of persons, a body or a document: "two officials", "the report"."""
    kind = tokens.kinds[head]
    words = tokens.slice(first, last)
    bare = grammar.recogniser.without_article(words)
    opened = bool(tokens.kinds[first] & DETERMINER)
    known = kind & (PERSONS | BODY | DOCUMENT)
    if not known and not opened:
        return None
    if tokens.words[head] in ("%",):
        return None
    try:
        actor: Actor = Organisation(bare) if kind & (BODY | DOCUMENT) else Person(role=bare)
    except ModelError:
        return None
    return Subject(first, last, (actor,), bool(known))
