"""Verb groups: the auxiliaries, adverbs and times before a verb."""

from __future__ import annotations

from briefkit.recognise.prose.grammar import (
    ADVERB,
    BE,
    DO,
    HAVE,
    INFINITIVE,
    MODAL,
    NEGATION,
    PREPOSITION,
    TIME,
    Grammar,
)
from briefkit.recognise.prose.noun_phrases import ends_name
from briefkit.recognise.prose.tokens import Tokens


def verb_group(tokens: Tokens, low: int, verb: int, grammar: Grammar) -> tuple[int | None, bool]:
    """Return the first token of the verb's group, with auxiliaries and adverbs, and whether it is passive.

    None where the group says that nothing is said: "did not say", "would say", "to say", "a saying".
    """
    words, kinds = tokens.words, tokens.kinds
    participle = words[verb].endswith(grammar.participle_endings)
    index, helped, passive = verb, False, False
    if (
        participle
        and verb - 2 >= low
        and f"{words[verb - 2]} {words[verb - 1]}" in grammar.before_participle
    ):
        index, helped = verb - 2, True  # "was quoted as saying"
    while index > low:
        kind = kinds[index - 1]
        leading = _words_before_infinitive(tokens, index - 1, grammar) if kind & INFINITIVE else 0
        if leading:
            index, helped = index - leading, True
        elif kind & (NEGATION | MODAL | INFINITIVE) and not ends_name(tokens, low, index - 1):
            return None, False
        elif kind & BE:
            passive = passive or not (participle or helped)
            helped = True
        elif kind & (HAVE | DO):
            helped = True
        elif kind & TIME and not ends_name(tokens, low, index - 1):
            start = _start_of_time(tokens, low, index)
            if start == low:
                break
            index = start + 1
        elif not kind & ADVERB:
            break
        index -= 1
    return (None, False) if participle and not helped else (index, passive)


def _words_before_infinitive(tokens: Tokens, index: int, grammar: Grammar) -> int:
    """Return how many words before "to" say that it was done: "went on", "continued"; 0 where none do."""
    for count in (2, 1):
        if index >= count and grammar.lists(
            "before_infinitive", " ".join(tokens.words[index - count : index])
        ):
            return count
    return 0


def _start_of_time(tokens: Tokens, low: int, index: int) -> int:
    """Return where the words of a time start that end before a token: "on Tuesday", "late Thursday night"."""
    kinds, words = tokens.kinds, tokens.words
    start = index - 1
    while start > low and (kinds[start - 1] & TIME or words[start - 1].isdigit()):
        start -= 1
    return start - 1 if start > low and kinds[start - 1] & PREPOSITION else start
