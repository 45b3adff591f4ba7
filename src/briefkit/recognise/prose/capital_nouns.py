"""Noun phrases of a language whose nouns have capitals: where one ends, and whom it names. German.

A phrase is an article, words that end like adjectives, nouns with capitals, and what belongs to them: a genitive, a
bracket, a name between commas.
"""

from __future__ import annotations

import re

from briefkit.errors import ModelError
from briefkit.model import Actor, Organisation, Person
from briefkit.recognise.prose.grammar import (
    ADVERB,
    BODY,
    CUE,
    DETERMINER,
    DOCUMENT,
    HAVE,
    JOINT,
    MODAL,
    NO_NAME,
    PARTICLE,
    PERSONS,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
    TIME,
    TITLE,
    Grammar,
)
from briefkit.recognise.prose.noun_phrases import Subject
from briefkit.recognise.prose.tokens import Tokens
from briefkit.recognise.repaired import made
from briefkit.recognise.speaker_names import parse_speakers

LONGEST_SUBJECT = 24  # tokens
_SHORTEST_END = 4  # characters of the last part of a compound
_LONGEST_NAME = 8  # tokens
_LONGEST_WORDS = 4  # tokens between an article and its noun
_LONGEST_BRACKET = 12  # tokens
_WHO = PERSONS | BODY | DOCUMENT
_ENDS = frozenset(",.:;")
_BRACKET = re.compile(r" ?\([^()]*\)")


def subject_behind(tokens: Tokens, begin: int, last: int, grammar: Grammar) -> Subject | None:
    """Read the speaker whose words begin at a token, or behind adverbs and pronouns there; None where none does."""
    index = begin
    while (
        index < last
        and tokens.kinds[index] & ADVERB
        and not tokens.kinds[index] & (PREPOSITION | DETERMINER)
        and not tokens.capitals[index]
    ):
        index += 1
    if index >= last:
        return None
    word, kind = tokens.words[index], tokens.kinds[index]
    if grammar.lists("pronouns", word):
        return Subject(index, index + 1, (), True)
    if kind & (PRONOUN | SUBORDINATOR) and not kind & DETERMINER:
        return None
    if kind & PREPOSITION and not (kind & PARTICLE and tokens.capitals[index] and index < last - 1):
        return None
    head, end = noun_at(tokens, index, last, grammar)
    if head is None:
        return None
    apposition = _apposition(tokens, end, last, grammar)
    actors = _actors(tokens, index, head, end, apposition, grammar)
    if not actors:
        return None
    stop = apposition[1]
    if stop < last and tokens.kinds[stop] & JOINT and tokens.words[stop - 1] != ",":
        other = subject_behind(tokens, stop + 1, last, grammar)
        if other and other.actors:
            return Subject(index, other.last, (*actors, *other.actors), True, True)
    return Subject(index, stop, actors, True, True)


def noun_at(tokens: Tokens, index: int, last: int, grammar: Grammar) -> tuple[int | None, int]:
    """Return the head of a noun phrase, and the token behind the phrase with what belongs to it."""
    kinds, capitals, words = tokens.kinds, tokens.capitals, tokens.words
    at = index
    while at < last and not _is_capital_noun(tokens, at):
        adjective = kinds[at] == 0 and words[at].endswith(grammar.adjective_endings)
        if at - index > _LONGEST_WORDS or not (
            adjective or kinds[at] & (DETERMINER | PARTICLE) or words[at].isdigit()
        ):
            return None, at
        at += 1
    if at >= last:
        return None, at
    while at < last and (
        _is_capital_noun(tokens, at)
        or kinds[at] & TITLE
        or (
            words[at] in (".", "-", "/")
            and at + 1 < last
            and capitals[at + 1]
            and len(words[at - 1]) <= 3
        )
        or (
            kinds[at] & PARTICLE
            and at + 1 < last
            and capitals[at + 1]
            and not kinds[at] & DETERMINER
        )
    ):
        at += 1
    head = at - 1
    return head, _behind_attributes(tokens, at, last, grammar)


def _is_capital_noun(tokens: Tokens, index: int) -> bool:
    kind = tokens.kinds[index]
    return (
        tokens.capitals[index]
        and not kind & (DETERMINER | PREPOSITION | PRONOUN | TIME)
        and not (kind & NO_NAME and not kind & _WHO)
    )


def _behind_attributes(tokens: Tokens, at: int, last: int, grammar: Grammar) -> int:
    """Return where what belongs to a noun ends: a bracket, a genitive, "von der Universität Ostrel"."""
    while at < last:
        if tokens.words[at] == "(":
            closing = next(
                (n for n in range(at, min(last, at + _LONGEST_BRACKET)) if tokens.words[n] == ")"),
                None,
            )
            if closing is None:
                return at
            at = closing + 1
            continue
        begin = at
        if grammar.lists("attribute_prepositions", tokens.words[at]):
            begin += 1
        if begin >= last or not (
            grammar.lists("genitive_determiners", tokens.words[begin])
            or (
                begin > at and (_is_capital_noun(tokens, begin) or tokens.kinds[begin] & DETERMINER)
            )
        ):
            return at
        noun = begin
        while noun < last and noun - begin < _LONGEST_WORDS and not _is_capital_noun(tokens, noun):
            noun += 1
        if noun >= last or noun - begin >= _LONGEST_WORDS or not _is_capital_noun(tokens, noun):
            return at
        while noun < last and _is_capital_noun(tokens, noun):
            noun += 1
        at = noun
    return at


def _apposition(tokens: Tokens, end: int, last: int, grammar: Grammar) -> tuple[int, int]:
    """Return where a name or a role between commas begins, and what stands behind it: "der Sprecher, Jan Ek,"."""
    for comma in (end, _behind_place(tokens, end, last)):
        if comma >= last or tokens.words[comma] != ",":
            continue
        stop = next(
            (
                n
                for n in range(comma + 1, min(last, comma + LONGEST_SUBJECT))
                if tokens.words[n] in _ENDS
            ),
            None,
        )
        if stop is None:
            continue
        head, behind = noun_at(tokens, comma + 1, stop, grammar)
        is_role = (
            head is not None
            and (
                _kind_of(tokens, head, grammar) & PERSONS
                or grammar.lists("indefinite_articles", tokens.words[comma + 1])
            )
            and (behind == stop or is_noun(tokens, behind, stop))
        )
        if is_role or _is_name(tokens, comma + 1, stop):
            return comma + 1, stop + (tokens.words[stop] == ",")
    return end, end


def _behind_place(tokens: Tokens, at: int, last: int) -> int:
    """Return the token behind "in New Ostrel"."""
    if at >= last or not tokens.kinds[at] & PREPOSITION:
        return last
    at += 1
    while at < last and (_is_capital_noun(tokens, at) or tokens.kinds[at] & DETERMINER):
        at += 1
    return at


def _is_name(tokens: Tokens, first: int, last: int) -> bool:
    """Whether tokens are a name, with a bracket perhaps: words that all have capitals, or small ones of names."""
    inner = next((n for n in range(first, last) if tokens.words[n] == "("), last)
    return 0 < inner - first <= _LONGEST_NAME and all(
        _is_capital_noun(tokens, n)
        or tokens.kinds[n] & (PARTICLE | TITLE)
        or (tokens.words[n] == "." and n > first)
        for n in range(first, inner)
    )


# Whom they name


def _actors(
    tokens: Tokens,
    first: int,
    head: int,
    end: int,
    apposition: tuple[int, int],
    grammar: Grammar,
) -> tuple[Actor, ...]:
    recogniser = grammar.recogniser
    whole = _without_brackets(tokens.slice(first, end))
    bare = recogniser.without_article(whole)
    kind = _kind_of(tokens, head, grammar)
    try:
        beside = _without_brackets(tokens.slice(*apposition).rstrip(" ,"))
        if beside and kind & PERSONS:
            return (made(Person, beside, role=bare),)
        if beside and not kind & _WHO and not tokens.kinds[first] & DETERMINER:
            return (made(Person, bare, role=recogniser.without_article(beside)),)
        found = parse_speakers(whole, recogniser, running=True)
        if found and found.sure:
            return found.actors
        named = [n for n in range(first, head + 1) if tokens.capitals[n]]
        role = next((n for n in named if _kind_of(tokens, n, grammar) & PERSONS), None)
        if role is not None and role < head:
            words = recogniser.without_article(tokens.slice(first, role + 1))
            return (made(Person, tokens.slice(role + 1, head + 1), role=words),)
        if kind & PERSONS:
            return (made(Person, role=bare),)
        if kind & _WHO or tokens.kinds[first] & DETERMINER or len(named) == 1:
            return (made(Organisation, bare),)
        return (made(Person, bare),)
    except ModelError:  # words that no name may hold
        return ()


def _without_brackets(words: str) -> str:
    return _BRACKET.sub("", words).strip(" ,")


def _kind_of(tokens: Tokens, index: int, grammar: Grammar) -> int:
    """Return what a noun can be; a compound is what its last part is: "Polizeisprecher" is a Sprecher."""
    kind = tokens.kinds[index]
    if kind & _WHO:
        return kind
    word = tokens.words[index].rpartition("-")[2]
    for start in range(1, len(word) - _SHORTEST_END + 1):
        found = grammar.kinds.get(word[start:], 0) & _WHO
        if found:
            return found
    return 0


def is_noun(tokens: Tokens, first: int, last: int) -> bool:
    """Whether tokens can be a name or a role with its words: no verb and no clause stands in them."""
    return 0 < last - first <= LONGEST_SUBJECT and not any(
        tokens.kinds[n] & (HAVE | MODAL | CUE | SUBORDINATOR) and not tokens.capitals[n]
        for n in range(first, last)
    )
