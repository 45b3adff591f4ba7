"""Reported words: whether a form is a verb, and whether it says that something was said."""

from __future__ import annotations

from briefkit.recognise.prose.grammar import (
    ADVERB,
    AGENT,
    COMPARISON,
    CUE,
    DETERMINER,
    DOCUMENT,
    PERSONS,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
    TIME,
    Grammar,
)
from briefkit.recognise.prose.noun_phrases import Subject
from briefkit.recognise.prose.tokens import MASK, Tokens

#: Signs behind which a clause between or behind the words said ends.
CLOSERS = frozenset(',.!?;:—–-”"' + MASK)
#: Signs that part such a clause from the words said.
BEFORE_ASIDE = frozenset((",", "—", "–", MASK, "?", "!"))
_WINDOW_WEAK = 10  # tokens in which a weak verb needs a quotation
_WINDOW = 24
_LONGEST_ASIDE = 16


def is_aside(
    tokens: Tokens, first: int, behind: int, lemma: str, last: int, grammar: Grammar
) -> bool:
    """Whether a clause stands behind or between the words said."""
    before = first - 1
    if before >= 0 and tokens.kinds[before] & COMPARISON:
        before -= 1
    if before < 0 or tokens.words[before] not in BEFORE_ASIDE:
        return False
    if tokens.words[before] == MASK:
        return True
    if behind >= last or tokens.words[behind] in CLOSERS - {":"}:
        return True
    if grammar.recogniser.has("verbs_with_clause", lemma):
        return False
    if not (
        tokens.kinds[behind] & (TIME | PREPOSITION | ADVERB)
        or grammar.recogniser.has("verbs_of_telling", lemma)
    ):
        return False
    for index in range(behind, min(last, behind + _WINDOW)):
        word = tokens.words[index]
        if word == MASK or word == ":" or (grammar.lists("relative_that", word)):
            return False
        kind, earlier = tokens.kinds[index], tokens.kinds[index - 1]
        if word == "," or (kind & CUE and not earlier & (DETERMINER | PREPOSITION)):
            return False
    return last - behind <= _LONGEST_ASIDE


def reports(
    tokens: Tokens, subject: Subject, lemma: str, verb: int, last: int, grammar: Grammar
) -> bool:
    """Whether a verb reports words: what is weak, or doubtful, needs a clause or a quotation."""
    recogniser = grammar.recogniser
    behind = verb + 1
    if behind >= last or tokens.words[behind] in (".", "!", "?"):
        return False
    if tokens.kinds[subject.last - 1] & DOCUMENT:
        shown = grammar.lists("verbs_of_documents", lemma)
        return shown or _clause_follows(tokens, behind, last, grammar)
    weak = recogniser.has("verbs_with_clause", lemma)
    plain = recogniser.has("plain_verbs", lemma)
    if not weak and (subject.sure or plain or subject.named):
        return True
    if not subject.sure and not plain and not subject.named:
        return False
    if tokens.kinds[behind] & PRONOUN and not tokens.kinds[behind] & DETERMINER:
        return True
    if weak:
        return _clause_follows(tokens, behind, last, grammar)
    for index in range(behind, min(last, behind + _WINDOW)):
        if tokens.words[index] == MASK or grammar.lists("clause_openers", tokens.words[index]):
            return True
    return tokens.words[behind] in (":", ",")


def _clause_follows(tokens: Tokens, behind: int, last: int, grammar: Grammar) -> bool:
    """Whether a clause follows a verb, but for a time, or a quotation soon."""
    if MASK in tokens.words[behind : min(last, behind + _WINDOW_WEAK)]:
        return True
    while behind < last and (
        tokens.kinds[behind] & (TIME | ADVERB)
        or (
            tokens.kinds[behind] & PREPOSITION
            and behind + 1 < last
            and tokens.kinds[behind + 1] & TIME
        )
    ):
        behind += 1
    return behind < last and (
        tokens.words[behind] == ":" or grammar.lists("clause_openers", tokens.words[behind])
    )


def is_doubtful_form(
    tokens: Tokens, lemma: str, verb: int, last: int, subject: Subject, grammar: Grammar
) -> bool:
    """Whether a form is rather a noun: "state", "reports"; a verb has a clause or its object behind it."""
    word = tokens.words[verb]
    if word not in (lemma, lemma + "s", lemma + "es") or not grammar.lists("noun_verbs", lemma):
        return False
    behind = verb + 1
    if behind >= last:
        return True
    clause = tokens.words[behind] in (MASK, ":") or grammar.lists(
        "clause_openers", tokens.words[behind]
    )
    opened = tokens.kinds[behind] & (DETERMINER | PRONOUN) and (
        subject.named or (subject.sure and tokens.kinds[behind] & PRONOUN)
    )
    return not (clause or opened)


def is_reduced(tokens: Tokens, group: int, verb: int, last: int, grammar: Grammar) -> bool:
    """Whether a form is a participle behind its noun: "the man accused of", "a fund called Tarn"."""
    if group < verb or verb + 1 >= last:
        return False
    if grammar.lists("participles_with_of", f"{tokens.words[verb]} {tokens.words[verb + 1]}"):
        return True
    if tokens.kinds[verb + 1] & AGENT and verb + 2 < last:
        return not grammar.lists("means", tokens.words[verb + 2])  # "said by phone"
    return bool(tokens.kinds[verb + 1] & (AGENT | COMPARISON))


def agrees(tokens: Tokens, subject: Subject, verb: int, lemma: str, grammar: Grammar) -> bool:
    """Whether a form goes with one named speaker: "needs to rest and tell" has no "tell" of its own."""
    if not subject.named or len(subject.actors) != 1:
        return True
    return tokens.words[verb] != lemma or grammar.recogniser.has("unchanging_verbs", lemma)


def follows_no_subject(tokens: Tokens, behind: int, bare: bool, grammar: Grammar) -> bool:
    """Whether a word stands before a form that makes it a noun: "the report", "in hopes"."""
    kind = tokens.kinds[behind]
    return (
        bare
        and not tokens.capitals[behind]
        and bool(
            kind & PREPOSITION
            or (
                kind & DETERMINER
                and not kind & (PERSONS | SUBORDINATOR | PRONOUN)
                and not grammar.lists("numerals", tokens.words[behind])
            )
        )
    )
