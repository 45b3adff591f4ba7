"""Attributing clauses of a language in which the verb stands first and no letter is a capital: Arabic.

The speaker stands right behind the verb, up to what opens the words said: "قال وزير الدفاع إن …". A verb counts only
where such a word, a quotation or a colon follows, or where the words said stand before it.
"""

from __future__ import annotations

from briefkit.errors import ModelError
from briefkit.model import Actor, Organisation, Person
from briefkit.recognise.prose.clause import Clause
from briefkit.recognise.prose.grammar import (
    ADVERB,
    BODY,
    CUE,
    DOCUMENT,
    PERSONS,
    PHRASE,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    Grammar,
)
from briefkit.recognise.prose.noun_phrases import Subject
from briefkit.recognise.prose.tokens import MASK, Tokens
from briefkit.recognise.repaired import made

_LONGEST_SUBJECT = 9  # tokens
_WINDOW = 12  # tokens behind a speaker, in which what is said begins
_ARTICLE = "ال"
_NAME = 2  # tokens of a name behind a role
_WHO = PERSONS | BODY | DOCUMENT
_SIGNS = frozenset('.!?؟;:,،؛()[]—–-"“”«»…' + MASK)
_OPENS_WORDS = frozenset((":", MASK))


def verb_first_clauses(tokens: Tokens, first: int, last: int, grammar: Grammar) -> list[Clause]:
    """Return the attributing clauses of a sentence, in order.

    Args:
        tokens: The tokens of the paragraph.
        first: The first token of the sentence.
        last: The token behind its last.
        grammar: The grammar of the language.
    """
    found: list[Clause] = []
    low = first
    for index in range(first, last):
        if index < low:
            continue
        clause = _clause_at(tokens, first, index, last, grammar)
        if clause:
            found.append(clause)
            low = clause.last
    return found


def _clause_at(
    tokens: Tokens, first: int, index: int, last: int, grammar: Grammar
) -> Clause | None:
    kind = tokens.kinds[index]
    if kind & PHRASE:
        for phrase in grammar.according_to.get(tokens.words[index], ()):
            behind = index + len(phrase)
            if tuple(tokens.words[index:behind]) == phrase:
                subject = _subject(tokens, behind, last, grammar)
                if subject:
                    return Clause(index, index, subject.last, None, subject, aside=index > first)
    if not kind & CUE:
        return None
    subject = _subject(tokens, index + 1, last, grammar)
    if subject is None:
        return None
    behind_words = index > first and tokens.words[index - 1] in (MASK, ",", "،")
    if not behind_words and not _reports(tokens, subject.last, last, grammar):
        return None
    lemma = grammar.recogniser.words.lemmas[tokens.words[index]]
    return Clause(index, index, subject.last, lemma, subject, aside=behind_words)


def _reports(tokens: Tokens, begin: int, last: int, grammar: Grammar) -> bool:
    """Whether something is said behind a speaker: a quotation, a colon, a clause."""
    for index in range(begin, min(last, begin + _WINDOW)):
        word = tokens.words[index]
        if word in _OPENS_WORDS or grammar.lists("clause_openers", word):
            return True
        if word in ".!?؟":
            break
    return False


def _subject(tokens: Tokens, begin: int, last: int, grammar: Grammar) -> Subject | None:
    """Read the speaker whose words begin at a token: up to a sign, a preposition or what opens a clause."""
    end = begin
    while end < min(last, begin + _LONGEST_SUBJECT) and not (
        tokens.words[end] in _SIGNS
        or tokens.kinds[end] & (SUBORDINATOR | RELATIVE | PREPOSITION | TIME | ADVERB | CUE)
        or grammar.lists("clause_openers", tokens.words[end])
    ):
        end += 1
    actors = _actors(tokens, begin, end)
    return Subject(begin, end, actors, True, True) if actors else None


def _actors(tokens: Tokens, begin: int, end: int) -> tuple[Actor, ...]:
    if not 0 < end - begin < _LONGEST_SUBJECT:
        return ()
    kind = tokens.kinds[begin]
    words = tokens.slice(begin, end)
    name = tokens.words[end - _NAME : end]
    try:
        if kind & PERSONS:
            if end - begin > _NAME and not any(_is_definite(one) for one in name):
                role = tokens.slice(begin, end - _NAME)
                return (made(Person, tokens.slice(end - _NAME, end), role=role),)
            return (made(Person, role=words),)
        if kind & _WHO:
            return (made(Organisation, words),)
        is_name = end - begin == _NAME and not any(_is_definite(one) for one in name)
        return (made(Person, words),) if is_name else ()
    except ModelError:  # words that no name may hold
        return ()


def _is_definite(word: str) -> bool:
    """Whether a word has the article, as no name of a person does."""
    return word.startswith(_ARTICLE)
