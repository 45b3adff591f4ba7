"""Attributing clauses of a sentence: SPEAKER VERB, VERB SPEAKER, "according to SPEAKER"."""

from __future__ import annotations

from attrs import frozen

from briefkit.recognise.prose.grammar import (
    ADVERB,
    BE,
    COMPARISON,
    CUE,
    DO,
    HAVE,
    INFINITIVE,
    MODAL,
    NEGATION,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    UNREAL,
    Grammar,
)
from briefkit.recognise.prose.subjects import Subject, subject_in
from briefkit.recognise.prose.tokens import MASK, Tokens
from briefkit.recognise.speaker_names import parse_speakers

_CLOSERS = frozenset(',.!?;:—–-”"' + MASK)


@frozen
class Clause:
    """Attributing clause.

    Attributes:
        first: Its first token.
        verb: The token of its cue.
        last: The token behind it.
        lemma: The lemma of the verb; None behind "according to".
        subject: Who speaks.
        aside: Whether it stands behind or between the words said, parted from them by a comma or a quotation.
    """

    first: int
    verb: int
    last: int
    lemma: str | None
    subject: Subject
    aside: bool


def clauses_of(tokens: Tokens, first: int, last: int, grammar: Grammar) -> list[Clause]:
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
        if not tokens.kinds[index] & CUE or tokens.capitals[index]:
            continue
        clause = _clause_of_verb(tokens, low, index, last, grammar)
        if clause:
            found.append(clause)
            low = clause.last
    return found


def _clause_of_verb(
    tokens: Tokens, low: int, verb: int, last: int, grammar: Grammar
) -> Clause | None:
    lemma = grammar.recogniser.words.lemmas[tokens.words[verb]]
    group = _verb_group(tokens, low, verb, grammar)
    if group is None:
        return None
    behind = group - 1
    if behind >= low and tokens.words[behind] not in (",", MASK):
        subject = subject_in(tokens, low, group, grammar)
    elif behind >= low and tokens.words[behind] == ",":
        subject = _subject_before_aside(tokens, low, behind, grammar)
    else:
        subject = None
    if subject:
        if _is_unreal(tokens, subject.first, low):
            return None
        aside = _is_aside(tokens, subject.first, verb + 1, low, last)
        if not aside and not _reports(tokens, subject, lemma, verb, last, grammar):
            return None
        return Clause(subject.first, verb, verb + 1, lemma, subject, aside)
    if group == verb and (behind < low or tokens.words[behind] in (",", MASK)) and behind >= 0:
        return _inverted(tokens, verb, last, lemma, grammar)
    return None


def _verb_group(tokens: Tokens, low: int, verb: int, grammar: Grammar) -> int | None:
    """Return the first token of the verb's group, with auxiliaries and adverbs; None where it says nothing."""
    words, kinds = tokens.words, tokens.kinds
    participle = words[verb].endswith(grammar.participle_endings)
    index = verb
    helped = False
    while index > low:
        kind = kinds[index - 1]
        if kind & NEGATION or kind & MODAL:
            return None
        if kind & INFINITIVE:
            return None
        if kind & BE:
            if not participle:
                return None
            helped = True
        elif kind & (HAVE | DO):
            helped = True
        elif kind & ADVERB:
            pass
        elif kind & TIME:
            behind = index - 1
            while behind > low and (kinds[behind - 1] & TIME or words[behind - 1].isdigit()):
                behind -= 1
            if behind > low and kinds[behind - 1] & PREPOSITION:
                behind -= 1
            if behind == low:
                break
            index = behind + 1
        else:
            break
        index -= 1
    if participle and not helped:
        return None
    return index


def _subject_before_aside(tokens: Tokens, low: int, comma: int, grammar: Grammar) -> Subject | None:
    """Read "SPEAKER, an apposition or a clause, VERB"."""
    commas = [i for i in range(max(low, comma - 40), comma) if tokens.words[i] == ","]
    for opening in reversed(commas[-4:]):
        subject = subject_in(tokens, low, opening, grammar)
        if subject:
            return _with_apposition(tokens, subject, comma, grammar)
    return None


def _with_apposition(tokens: Tokens, subject: Subject, comma: int, grammar: Grammar) -> Subject:
    found = parse_speakers(tokens.slice(subject.first, comma), grammar.recogniser, running=True)
    if found and found.sure and len(found.actors) == 1:
        return Subject(subject.first, comma, found.actors, True)
    return Subject(subject.first, comma, subject.actors, subject.sure)


def _is_unreal(tokens: Tokens, first: int, low: int) -> bool:
    """Whether a word opens the clause that makes it unreal: "if X says"."""
    return first > low and bool(tokens.kinds[first - 1] & UNREAL)


def _is_aside(tokens: Tokens, first: int, behind: int, low: int, last: int) -> bool:
    """Whether a clause stands behind or between the words said."""
    before = first - 1
    if before >= 0 and tokens.kinds[before] & COMPARISON:
        before -= 1
        return behind < last and tokens.words[behind] in _CLOSERS
    if before < 0 or tokens.words[before] not in (",", MASK):
        return False
    if tokens.words[before] == MASK:
        return True
    while behind < last and (tokens.kinds[behind] & TIME):
        behind += 1
    return behind >= last or tokens.words[behind] in _CLOSERS


def _reports(
    tokens: Tokens, subject: Subject, lemma: str, verb: int, last: int, grammar: Grammar
) -> bool:
    """Whether a verb reports words: what is weak, or doubtful, needs a clause or a quotation."""
    recogniser = grammar.recogniser
    behind = verb + 1
    if behind >= last or tokens.words[behind] in (".", "!", "?"):
        return False
    weak = recogniser.has("verbs_with_clause", lemma)
    plain = recogniser.has("plain_verbs", lemma)
    if (subject.sure and not weak) or plain:
        return True
    for index in range(behind, min(last, behind + (10 if weak else 24))):
        if tokens.words[index] == MASK or (
            tokens.kinds[index] & SUBORDINATOR
            and grammar.lists("clause_words", tokens.words[index])
        ):
            return True
    return tokens.words[behind] in (":", ",")


def _inverted(tokens: Tokens, verb: int, last: int, lemma: str, grammar: Grammar) -> Clause | None:
    """Read "VERB SPEAKER" behind the words said."""
    end = _end_of_phrase(tokens, verb + 1, last)
    if end == verb + 1:
        return None
    subject = subject_in(tokens, verb + 1, end, grammar)
    if subject is None or subject.first != verb + 1 or not subject.actors:
        return None
    return Clause(verb, verb, subject.last, lemma, subject, True)


def _end_of_phrase(tokens: Tokens, first: int, last: int) -> int:
    index = first
    while index < last:
        if tokens.words[index] in _CLOSERS and not (
            tokens.words[index] == "." and index + 1 < last
        ):
            break
        if tokens.kinds[index] & (SUBORDINATOR | RELATIVE):
            break
        if tokens.kinds[index] & PREPOSITION and tokens.words[index] not in ("of", "for"):
            break
        index += 1
    return index
