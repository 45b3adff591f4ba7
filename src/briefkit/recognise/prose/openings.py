"""Openings: what stands before the subject of a sentence, as a time or "meanwhile"."""

from __future__ import annotations

from briefkit.recognise.prose.grammar import (
    ADVERB,
    DETERMINER,
    JOINT,
    PERSONS,
    POSSESSIVE,
    PREPOSITION,
    TIME,
    TITLE,
    Grammar,
)
from briefkit.recognise.prose.tokens import Tokens


def behind_opening(tokens: Tokens, start: int, last: int, grammar: Grammar) -> int:
    """Return where a phrase starts behind "Meanwhile", "In March", "on Tuesday", "and"."""
    kinds, words = tokens.kinds, tokens.words
    while start < last:
        kind = kinds[start]
        if (
            kind & JOINT
            or words[start] == "."
            or (kind & ADVERB and not kind & (DETERMINER | PERSONS))
            or (
                kind & ADVERB and start + 1 < last and tokens.capitals[start + 1]
            )  # "both Calder and Lund"
        ):
            start += 1
            continue
        behind = end = start + 1 if kind & PREPOSITION else start
        if kind & TIME and _opens_name(tokens, start, last):  # "Jan Riis"
            return start
        while end < last and (
            kinds[end] & TIME or words[end].isdigit() or (words[end] == "." and end > behind)
        ):
            end += 1
        named = any(kinds[index] & TIME for index in range(behind, end))
        if (
            behind < end < last
            and (kind & PREPOSITION or named)
            and not kinds[end - 1] & POSSESSIVE
        ):
            start = end
            continue
        return start
    return start


def _opens_name(tokens: Tokens, index: int, last: int) -> bool:
    """Whether a capitalised word is followed by another, which is no time."""
    if not tokens.capitals[index] or index + 1 >= last or not tokens.capitals[index + 1]:
        return False
    return not tokens.kinds[index + 1] & (TIME | TITLE | PERSONS)
