"""Main subjects: who does something in a sentence whose verb no list knows."""

from __future__ import annotations

from briefkit.recognise.prose.grammar import (
    BODY,
    DETERMINER,
    DOCUMENT,
    PARTICLE,
    PERSONS,
    PREPOSITION,
    SUBORDINATOR,
    TITLE,
    Grammar,
)
from briefkit.recognise.prose.noun_phrases import (
    KNOWN,
    LONGEST,
    SIGNS,
    Subject,
    is_past,
    noun_phrase,
)
from briefkit.recognise.prose.openings import behind_opening
from briefkit.recognise.prose.tokens import MASK, Tokens

_LONGEST_SENTENCE = 60  # tokens in which it is looked for
_CLAUSES_TO_TRY = 5


def leading_subject(tokens: Tokens, first: int, last: int, grammar: Grammar) -> Subject | None:
    """Read the subject of the main clause of a sentence whose verb no list knows: a name, or a noun of persons."""
    words = tokens.words
    last = min(last, first + _LONGEST_SENTENCE)
    for start in _main_clauses(tokens, first, last, grammar):
        index = _end_of_leading_phrase(tokens, start, last, grammar)
        if index == start or index >= last or words[index] in (".", MASK):
            continue
        if words[index] != "," or start == first:
            return noun_phrase(tokens, start, index, grammar)
    return None


def _end_of_leading_phrase(tokens: Tokens, start: int, last: int, grammar: Grammar) -> int:
    words, kinds, capitals = tokens.words, tokens.kinds, tokens.capitals
    index, last = start, min(last, start + LONGEST)
    while index < last and (
        capitals[index]
        or (words[index] == "." and index + 1 < last)
        or kinds[index] & (PARTICLE | TITLE | PERSONS | BODY | DOCUMENT | DETERMINER)
        or (
            kinds[index] == 0
            and index > start
            and kinds[start] & DETERMINER
            and words[index] not in SIGNS
            and not is_past(tokens, index, grammar)
        )
    ):
        index += 1
        known = kinds[index - 1] & KNOWN and not capitals[index - 1]
        if known and index < last and not (capitals[index] or kinds[index] & KNOWN):
            break
    return index


def _main_clauses(tokens: Tokens, first: int, last: int, grammar: Grammar) -> list[int]:
    """Return where the main clause may start: at once, or behind a comma after "In Ostrel", "Asked about the deal"."""
    start = behind_opening(tokens, first, last, grammar)
    if start >= last:
        return []
    opened = (
        tokens.kinds[start] & (PREPOSITION | SUBORDINATOR)
        or tokens.words[start] == ","
        or tokens.words[start].endswith((*grammar.participle_endings, *grammar.past_endings))
    )
    if not opened:
        return [start]
    commas = [index for index in range(start, last) if tokens.words[index] == ","]
    return [behind_opening(tokens, one + 1, last, grammar) for one in commas[:_CLAUSES_TO_TRY]]
