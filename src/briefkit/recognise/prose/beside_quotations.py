"""Beside quotations: who speaks by the signs alone, where no verb of saying tells."""

from __future__ import annotations

from briefkit.recognise.prose.clause import Clause
from briefkit.recognise.prose.grammar import (
    BE,
    DO,
    HAVE,
    MODAL,
    Grammar,
)
from briefkit.recognise.prose.main_subjects import leading_subject
from briefkit.recognise.prose.noun_phrases import Subject
from briefkit.recognise.prose.subjects import subject_before
from briefkit.recognise.prose.subjects_behind import subject_behind
from briefkit.recognise.prose.tokens import MASK, Tokens

_DASHES = frozenset("-—–―")
_LONGEST_BEFORE_COLON = 12  # tokens between a subject and its colon


def named_behind_dash(tokens: Tokens, first: int, last: int, grammar: Grammar) -> Clause | None:
    """Read "What the report says - Ann Lee: “…”"."""
    for index in range(first + 2, last):
        if (
            tokens.words[index] == MASK
            and tokens.words[index - 1] == ":"
            and tokens.capitals[index - 2]
        ):
            subject = subject_before(tokens, first, index - 1, grammar)
            if (
                subject
                and subject.actors
                and subject.first > first
                and tokens.words[subject.first - 1] in _DASHES
            ):
                return Clause(subject.first, index - 1, index, None, subject, aside=False)
    return None


def clause_without_verb(tokens: Tokens, first: int, last: int, grammar: Grammar) -> Clause | None:
    """Read who speaks beside a quotation by its signs alone: "Ann Lee: “…”", "“…,” Ann Lee laughed"."""
    for index in range(first, last):
        if tokens.words[index] != MASK:
            continue
        if index > first and tokens.words[index - 1] == ":":
            subject = _before_colon(tokens, first, index - 1, grammar)
            if subject and subject.actors and (subject.sure or subject.named):
                return Clause(subject.first, index - 1, index, None, subject, aside=False)
        if index == first and index + 2 < last and tokens.words[index + 1] in _DASHES:
            subject = subject_behind(tokens, index + 2, last, grammar)
            if subject and subject.actors and subject.named and subject.last >= last - 1:
                return Clause(index + 1, index + 1, subject.last, None, subject, aside=True)
        if tokens.plain[tokens.stops[index] - 2] == "," and index + 1 < last:
            subject = leading_subject(tokens, index + 1, last, grammar)
            if subject is None and tokens.words[index + 1].endswith(grammar.past_endings):
                subject = subject_behind(tokens, index + 2, last, grammar)  # "laughed Ann Lee"
            if subject and subject.actors and _is_beside(tokens, subject, index, last):
                return Clause(index + 1, index + 1, subject.last, None, subject, aside=True)
    return None


def _is_beside(tokens: Tokens, subject: Subject, quotation: int, last: int) -> bool:
    """Whether a subject stands right behind a quotation and does something: "“…,” Ann Lee laughed"."""
    if subject.first > quotation + 2 or not (subject.sure or subject.named):
        return False
    return subject.last >= last or not tokens.kinds[subject.last] & (BE | HAVE | DO | MODAL)


def _before_colon(tokens: Tokens, first: int, colon: int, grammar: Grammar) -> Subject | None:
    """Read a name right before a colon, or the subject of the sentence that ends in it."""
    subject = subject_before(tokens, first, colon, grammar) if tokens.capitals[colon - 1] else None
    if subject and (subject.first == first or tokens.words[subject.first - 1] in _DASHES):
        return subject
    subject = leading_subject(tokens, first, colon, grammar)
    return subject if subject and colon - subject.last <= _LONGEST_BEFORE_COLON else None
