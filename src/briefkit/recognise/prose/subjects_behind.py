"""Subjects behind a verb or a phrase: "said Ann Lee", "according to the port"."""

from __future__ import annotations

from briefkit.recognise.prose.grammar import (
    ADVERB,
    INFINITIVE,
    PREPOSITION,
    TIME,
    Grammar,
)
from briefkit.recognise.prose.noun_phrases import (
    AUXILIARY,
    CLAUSAL,
    LONGEST,
    SIGNS,
    Subject,
    noun_phrase,
)
from briefkit.recognise.prose.subjects import with_apposition
from briefkit.recognise.prose.tokens import MASK, Tokens


def subject_behind(
    tokens: Tokens, first: int, last: int, grammar: Grammar, *, strong: bool = False
) -> Subject | None:
    """Read the subject that starts at the token `first`: "said Ann Lee, a spokeswoman for the port"."""
    end = _end_of_phrase(tokens, first, last)
    while end > first:
        subject = noun_phrase(tokens, first, end, grammar, strong=strong)
        if subject:
            break
        end = _shorter(tokens, first, end)
    else:
        return None
    if end < last and tokens.words[end] == ",":
        limit = min(last, end + LONGEST)
        closing = next(
            (i for i in range(end + 1, limit) if tokens.words[i] in ",.;" + MASK),
            limit if limit == last else end,
        )
        return (
            with_apposition(tokens, subject, end, closing, grammar)
            if closing > end + 1
            else subject
        )
    return subject


def _end_of_phrase(tokens: Tokens, first: int, last: int) -> int:
    """Return where a phrase ends at the latest: before a sign, a clause or a verb."""
    words, kinds = tokens.words, tokens.kinds
    index, last = first, min(last, first + LONGEST)
    while index < last:
        if words[index] == "(":
            closing = next((i for i in range(index, last) if words[i] == ")"), index)
            index = closing + 1
            continue
        if (
            words[index] == "."
            and index + 1 < last
            and tokens.stops[index] > tokens.stops[index - 1]
        ):
            index += 1
            continue
        if words[index] in SIGNS or words[index] in "…." or kinds[index] & (AUXILIARY | CLAUSAL):
            break
        if kinds[index] & TIME and index > first and not tokens.capitals[index - 1]:
            break
        index += 1
    return index


def _shorter(tokens: Tokens, first: int, end: int) -> int:
    """Return where a shorter phrase ends: before its last preposition or name of a day."""
    for index in range(end - 1, first, -1):
        if tokens.kinds[index] & (PREPOSITION | TIME | INFINITIVE | ADVERB):
            return index
    return first
