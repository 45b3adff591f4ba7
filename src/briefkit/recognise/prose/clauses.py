"""Attributing clauses of a sentence: SPEAKER VERB, VERB SPEAKER, "according to SPEAKER"."""

from __future__ import annotations

from briefkit.recognise.prose.beside_quotations import clause_without_verb, named_behind_dash
from briefkit.recognise.prose.clause import Clause
from briefkit.recognise.prose.grammar import (
    ADVERB,
    AGENT,
    BODY,
    CUE,
    DETERMINER,
    DOCUMENT,
    JOINT,
    NEGATION,
    PERSONS,
    PHRASE,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    UNREAL,
    Grammar,
)
from briefkit.recognise.prose.main_subjects import leading_subject
from briefkit.recognise.prose.reported_words import (
    BEFORE_ASIDE,
    CLOSERS,
    agrees,
    follows_no_subject,
    is_aside,
    is_doubtful_form,
    is_reduced,
    reports,
)
from briefkit.recognise.prose.subjects import subject_before
from briefkit.recognise.prose.subjects_behind import subject_behind
from briefkit.recognise.prose.tokens import MASK, Tokens
from briefkit.recognise.prose.verb_groups import verb_group


def clauses_of(tokens: Tokens, first: int, last: int, grammar: Grammar) -> list[Clause]:
    """Return the attributing clauses of a sentence, in order.

    Args:
        tokens: The tokens of the paragraph.
        first: The first token of the sentence.
        last: The token behind its last.
        grammar: The grammar of the language.
    """
    labelled = named_behind_dash(tokens, first, last, grammar)
    if labelled:
        return [labelled]
    found: list[Clause] = []
    low = first
    for index in range(first, last):
        kind = tokens.kinds[index]
        if not kind & (CUE | PHRASE) or index < low:
            continue
        clause = None
        if kind & PHRASE:
            clause = _according_to(tokens, first, index, last, grammar)
        if clause is None and kind & CUE and not tokens.capitals[index]:
            clause = _clause_of_verb(tokens, first, low, index, last, found, grammar)
        if clause:
            found.append(clause)
            low = clause.last
    if not found:
        clause = clause_without_verb(tokens, first, last, grammar)
        return [clause] if clause else []
    return found


def _according_to(
    tokens: Tokens, first: int, index: int, last: int, grammar: Grammar
) -> Clause | None:
    """Read "according to SPEAKER"."""
    for phrase in grammar.according_to.get(tokens.words[index], ()):
        behind = index + len(phrase)
        if tuple(tokens.words[index:behind]) == phrase:
            subject = subject_behind(tokens, behind, last, grammar, strong=True)
            if subject and subject.actors:
                aside = index > first and not tokens.kinds[index - 1] & (JOINT | SUBORDINATOR)
                return Clause(index, index, subject.last, None, subject, aside)
    return None


def _clause_of_verb(
    tokens: Tokens,
    first: int,
    low: int,
    verb: int,
    last: int,
    before: list[Clause],
    grammar: Grammar,
) -> Clause | None:
    """Read the clause of a form of an attribution verb; None where it attributes nothing.

    Args:
        tokens: The tokens of the paragraph.
        first: The first token of the sentence.
        low: The token behind the clause before.
        verb: The form.
        last: The token behind the sentence.
        before: The clauses before.
        grammar: The grammar of the language.
    """
    lemma = grammar.lemma_at(tokens.words, verb)
    if lemma is None or grammar.says_nothing(tokens.words, verb):
        return None
    group, passive = verb_group(tokens, low, verb, grammar)
    if group is None:
        return _participle(tokens, first, verb, last, lemma, before, grammar)
    if passive:
        return _passive(tokens, verb, last, lemma, grammar)
    if is_reduced(tokens, group, verb, last, grammar):
        return None
    sign = tokens.words[group - 1] if group > low else ""
    subject = subject_before(tokens, low, group, grammar) if sign == "," else None
    bare = group == verb or grammar.inverts_auxiliary
    if subject is None and bare and group > 0 and (group == low or sign in BEFORE_ASIDE):
        inverted = _inverted(tokens, verb, last, lemma, sign == MASK, grammar)
        if inverted:
            return inverted
    if group == low or follows_no_subject(tokens, group - 1, group == verb, grammar):
        return None
    if tokens.kinds[group - 1] & JOINT:
        return _joined(tokens, first, verb, last, lemma, before, grammar)
    subject = subject or subject_before(tokens, low, group, grammar)
    if subject is None or _is_unreal(tokens, subject.first, low):
        return None
    aside = is_aside(tokens, subject.first, verb + 1, lemma, last, grammar)
    doubtful = group == verb and is_doubtful_form(tokens, lemma, verb, last, subject, grammar)
    if aside or (not doubtful and reports(tokens, subject, lemma, verb, last, grammar)):
        return Clause(subject.first, verb, verb + 1, lemma, subject, aside)
    return None


def _joined(
    tokens: Tokens,
    first: int,
    verb: int,
    last: int,
    lemma: str,
    before: list[Clause],
    grammar: Grammar,
) -> Clause | None:
    """Read "… and said that": the subject is that of the clause before."""
    subject = before[-1].subject if before else leading_subject(tokens, first, verb, grammar)
    if (
        subject
        and agrees(tokens, subject, verb, lemma, grammar)
        and reports(tokens, subject, lemma, verb, last, grammar)
    ):
        return Clause(subject.first, verb, verb + 1, lemma, subject, aside=False)
    return None


def _inverted(
    tokens: Tokens, verb: int, last: int, lemma: str, quoted: bool, grammar: Grammar
) -> Clause | None:
    """Read "VERB SPEAKER" behind the words said."""
    if not quoted and not grammar.lists("verbs_before_speaker", lemma):
        return None
    if grammar.recogniser.has("verbs_of_telling", lemma):
        return None
    subject = subject_behind(tokens, verb + 1, last, grammar)
    if subject is None or not subject.actors:
        return None
    if subject.last < last and not (
        tokens.words[subject.last] in CLOSERS
        or tokens.kinds[subject.last] & (PREPOSITION | TIME | ADVERB | SUBORDINATOR | RELATIVE)
    ):
        return None
    if not (
        quoted
        or tokens.capitals[subject.first]
        or tokens.kinds[subject.first] & (DETERMINER | PERSONS | BODY | DOCUMENT)
    ):
        return None
    return Clause(verb, verb, subject.last, lemma, subject, True)


def _participle(
    tokens: Tokens,
    first: int,
    verb: int,
    last: int,
    lemma: str,
    before: list[Clause],
    grammar: Grammar,
) -> Clause | None:
    """Read "…, saying that": the subject is that of the clause before."""
    words, behind = tokens.words, verb + 1
    if not words[verb].endswith(grammar.participle_endings) or behind >= last or verb == first:
        return None
    if not (
        words[verb - 1] in (",", MASK)
        or tokens.kinds[verb - 1] & (JOINT | DOCUMENT | AGENT | TIME)
        or grammar.lists("relative_that", words[behind])
    ):
        return None
    if not (
        words[behind] in (MASK, ":")
        or (words[behind] == "," and words[behind + 1 : behind + 2] == [MASK])
        or grammar.lists("clause_openers", words[behind])
        or (
            grammar.recogniser.has("plain_verbs", lemma)
            or grammar.lists("verbs_before_speaker", lemma)
        )
    ):
        return None
    subject = before[-1].subject if before else leading_subject(tokens, first, verb, grammar)
    return Clause(verb, verb, behind, lemma, subject, aside=False) if subject else None


def _passive(tokens: Tokens, verb: int, last: int, lemma: str, grammar: Grammar) -> Clause | None:
    """Read "was described by SPEAKER as"."""
    if grammar.recogniser.has("verbs_with_clause", lemma):
        return None
    for index in range(verb + 1, min(last, verb + 4)):
        if tokens.kinds[index] & AGENT:
            subject = subject_behind(tokens, index + 1, last, grammar)
            if subject and subject.actors and (subject.sure or subject.named):
                return Clause(verb, verb, subject.last, lemma, subject, aside=False)
        if not tokens.kinds[index] & (ADVERB | TIME | PREPOSITION):
            return None
    return None


def _is_unreal(tokens: Tokens, first: int, low: int) -> bool:
    """Whether the word before a subject says that nothing was said: "if X says", "neither X said"."""
    return first > low and bool(tokens.kinds[first - 1] & (UNREAL | NEGATION))
