"""Attributing clauses of a sentence: SPEAKER VERB, VERB SPEAKER, "according to SPEAKER"."""

from __future__ import annotations

from attrs import frozen

from briefkit.recognise.prose.grammar import (
    ADVERB,
    AGENT,
    BE,
    BODY,
    COMPARISON,
    CUE,
    DETERMINER,
    DO,
    DOCUMENT,
    HAVE,
    INFINITIVE,
    JOINT,
    MODAL,
    NEGATION,
    PERSONS,
    PHRASE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    UNREAL,
    Grammar,
)
from briefkit.recognise.prose.subjects import (
    Subject,
    ends_name,
    leading_subject,
    subject_before,
    subject_behind,
)
from briefkit.recognise.prose.tokens import MASK, Tokens

_CLOSERS = frozenset(',.!?;:—–-”"' + MASK)
_BEFORE_ASIDE = frozenset((",", "—", "–", MASK, "?", "!"))
_DASHES = frozenset("-—–―")
_WINDOW_WEAK = 10  # tokens in which a weak verb needs a clause
_WINDOW = 24
_LONGEST_BEFORE_COLON = 12


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
    labelled = _named_behind_dash(tokens, first, last, grammar)
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


def _named_behind_dash(tokens: Tokens, first: int, last: int, grammar: Grammar) -> Clause | None:
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
    lemma = grammar.lemma_at(tokens.words, verb)
    if lemma is None:
        return None
    group, passive = _verb_group(tokens, low, verb, grammar)
    if group is None:
        return _participle(tokens, first, verb, last, lemma, before, grammar)
    if passive:
        weak = grammar.recogniser.has("verbs_with_clause", lemma)
        return None if weak else _passive(tokens, verb, last, lemma, grammar)
    if _is_reduced(tokens, group, verb, last, grammar):
        return None
    behind = group - 1
    sign = tokens.words[behind] if behind >= low else ""
    kind = tokens.kinds[behind] if behind >= low else 0
    subject = subject_before(tokens, low, group, grammar) if sign == "," else None
    if subject is None and group == verb and (behind < low or sign in _BEFORE_ASIDE) and verb > 0:
        inverted = _inverted(tokens, verb, last, lemma, sign == MASK, grammar)
        if inverted:
            return inverted
    if behind < low or _follows_no_subject(tokens, behind, group == verb, grammar):
        return None
    if kind & JOINT:
        subject = before[-1].subject if before else leading_subject(tokens, first, verb, grammar)
        if subject is None or not _agrees(tokens, subject, verb, lemma, grammar):
            return None
        if not _reports(tokens, subject, lemma, verb, last, grammar):
            return None
        return Clause(subject.first, verb, verb + 1, lemma, subject, aside=False)
    subject = subject or subject_before(tokens, low, group, grammar)
    if subject is None or _is_unreal(tokens, subject.first, low):
        return None
    aside = _is_aside(tokens, subject.first, verb + 1, lemma, last, grammar)
    if (
        group == verb
        and not aside
        and _is_doubtful_form(tokens, lemma, verb, last, subject, grammar)
    ):
        return None
    if not aside and not _reports(tokens, subject, lemma, verb, last, grammar):
        return None
    return Clause(subject.first, verb, verb + 1, lemma, subject, aside)


def _agrees(tokens: Tokens, subject: Subject, verb: int, lemma: str, grammar: Grammar) -> bool:
    """Whether a form goes with one named speaker: "needs to rest and tell" has no "tell" of its own."""
    if not subject.named or len(subject.actors) != 1:
        return True
    return tokens.words[verb] != lemma or grammar.recogniser.has("unchanging_verbs", lemma)


def _verb_group(tokens: Tokens, low: int, verb: int, grammar: Grammar) -> tuple[int | None, bool]:
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


def _start_of_time(tokens: Tokens, low: int, index: int) -> int:
    """Return where the words of a time start that end before a token: "on Tuesday", "late Thursday night"."""
    kinds, words = tokens.kinds, tokens.words
    start = index - 1
    while start > low and (kinds[start - 1] & TIME or words[start - 1].isdigit()):
        start -= 1
    return start - 1 if start > low and kinds[start - 1] & PREPOSITION else start


def _passive(tokens: Tokens, verb: int, last: int, lemma: str, grammar: Grammar) -> Clause | None:
    """Read "was described by SPEAKER as"."""
    for index in range(verb + 1, min(last, verb + 4)):
        if tokens.kinds[index] & AGENT:
            subject = subject_behind(tokens, index + 1, last, grammar)
            if subject and subject.actors and (subject.sure or subject.named):
                return Clause(verb, verb, subject.last, lemma, subject, aside=False)
        if not tokens.kinds[index] & (ADVERB | TIME | PREPOSITION):
            return None
    return None


def _is_reduced(tokens: Tokens, group: int, verb: int, last: int, grammar: Grammar) -> bool:
    """Whether a form is a participle behind its noun: "the man accused of", "a fund called Tarn"."""
    if group < verb or verb + 1 >= last:
        return False
    if grammar.lists("participles_with_of", f"{tokens.words[verb]} {tokens.words[verb + 1]}"):
        return True
    return bool(tokens.kinds[verb + 1] & (AGENT | COMPARISON))


def _is_unreal(tokens: Tokens, first: int, low: int) -> bool:
    """Whether a word opens the clause that makes it unreal: "if X says"."""
    return first > low and bool(tokens.kinds[first - 1] & UNREAL)


def _is_doubtful_form(
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


def _is_aside(
    tokens: Tokens, first: int, behind: int, lemma: str, last: int, grammar: Grammar
) -> bool:
    """Whether a clause stands behind or between the words said."""
    before = first - 1
    if before >= 0 and tokens.kinds[before] & COMPARISON:
        before -= 1
    if before < 0 or tokens.words[before] not in _BEFORE_ASIDE:
        return False
    if tokens.words[before] == MASK:
        return True
    if behind >= last or tokens.words[behind] in _CLOSERS - {":"}:
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
    return last - behind <= 16


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
    if not weak and (subject.sure or plain or subject.named):
        return True
    if not subject.sure and not plain and not subject.named:
        return False
    if tokens.kinds[behind] & PRONOUN and not tokens.kinds[behind] & DETERMINER:
        return True
    if tokens.kinds[subject.last - 1] & DOCUMENT and grammar.lists("verbs_of_documents", lemma):
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
    while behind < last and tokens.kinds[behind] & (TIME | ADVERB):
        behind += 1
    return behind < last and (
        tokens.words[behind] in (":", ",") or grammar.lists("clause_openers", tokens.words[behind])
    )


def _follows_no_subject(tokens: Tokens, behind: int, bare: bool, grammar: Grammar) -> bool:
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
        tokens.words[subject.last] in _CLOSERS
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
