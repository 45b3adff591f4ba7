"""Attributing clauses of a language in which the verb stands second and nouns have capitals: German.

The speaker stands before the verb, or behind it where anything else opens the sentence: the words said, a time, a
place. In "Wie die Polizei mitteilte, …" the verb ends the clause. A verb counts only beside what is said: a quotation, a
clause, a colon.
"""

from __future__ import annotations

from briefkit.recognise.prose.capital_nouns import (
    LONGEST_SUBJECT,
    is_noun,
    noun_at,
    subject_behind,
)
from briefkit.recognise.prose.clause import Clause
from briefkit.recognise.prose.grammar import (
    ADVERB,
    BE,
    CONJUNCTION,
    CUE,
    DETERMINER,
    HAVE,
    INFINITIVE,
    JOINT,
    MODAL,
    PHRASE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    Grammar,
)
from briefkit.recognise.prose.noun_phrases import Subject
from briefkit.recognise.prose.tokens import MASK, Tokens

_WINDOW = 24  # tokens behind a verb, in which what is said begins
_SAID_SIGNS = frozenset((MASK, ":"))
_STOPS = frozenset(".!?;:—–" + MASK)


def verb_second_clauses(tokens: Tokens, first: int, last: int, grammar: Grammar) -> list[Clause]:
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
        clause = _clause_at(tokens, first, low, index, last, grammar)
        if clause and clause.subject.first >= low:
            found.append(clause)
            low = clause.last
    return found


def _clause_at(
    tokens: Tokens, first: int, low: int, index: int, last: int, grammar: Grammar
) -> Clause | None:
    kind = tokens.kinds[index]
    if kind & PHRASE and (clause := _according_to(tokens, first, index, last, grammar)):
        return clause
    if grammar.lists("according_behind", tokens.words[index]):
        return _named_before(tokens, low, index, grammar)
    if grammar.lists("so_words", tokens.words[index]) and _is_behind_words(tokens, first, index):
        return _named_behind(tokens, index, last, grammar)
    if kind & CUE and not tokens.capitals[index]:
        return _clause_of_verb(tokens, first, low, index, last, grammar)
    return None


# Without a verb


def _according_to(
    tokens: Tokens, first: int, index: int, last: int, grammar: Grammar
) -> Clause | None:
    for phrase in sorted(grammar.according_to.get(tokens.words[index], ()), key=len, reverse=True):
        behind = index + len(phrase)
        if tuple(tokens.words[index:behind]) == phrase:
            subject = subject_behind(tokens, behind, last, grammar)
            if subject is None or not subject.actors:
                return None
            head, _ = noun_at(tokens, subject.first, last, grammar)
            if grammar.lists("doubtful_according_to", " ".join(phrase)) and not (
                head is not None and _is_saying(tokens, head, grammar)
            ):
                return None
            return Clause(index, index, subject.last, None, subject, aside=index > first)
    return None


def _is_saying(tokens: Tokens, index: int, grammar: Grammar) -> bool:
    """Whether a noun, or the last part of a compound, is one of saying: "nach Angaben", "nach Polizeiangaben"."""
    word = tokens.words[index].rpartition("-")[2]
    return any(word.endswith(noun) for noun in grammar.phrases("nouns_of_saying"))


def _named_before(tokens: Tokens, low: int, index: int, grammar: Grammar) -> Clause | None:
    """Read "der Polizei zufolge"."""
    subject: Subject | None = None
    for begin in range(index - 1, max(low, index - LONGEST_SUBJECT) - 1, -1):
        if tokens.words[begin] in _STOPS or tokens.words[begin] == ",":
            break
        found = subject_behind(tokens, begin, index, grammar)
        if found and found.last == index and found.first == begin:
            subject = found
    if subject is None or not subject.actors:
        return None
    return Clause(subject.first, index, index + 1, None, subject, aside=subject.first > low)


def _is_behind_words(tokens: Tokens, first: int, index: int) -> bool:
    return index > first and tokens.words[index - 1] in (",", MASK)


def _named_behind(tokens: Tokens, index: int, last: int, grammar: Grammar) -> Clause | None:
    """Read "…, so Minister Orlik."."""
    subject = subject_behind(tokens, index + 1, last, grammar)
    if subject is None or not subject.actors:
        return None
    if not (
        _is_closed(tokens, subject.last, last) or tokens.kinds[subject.last] & (PREPOSITION | TIME)
    ):
        return None
    return Clause(index, index, subject.last, None, subject, aside=True)


# With a verb


def _clause_of_verb(
    tokens: Tokens, first: int, low: int, verb: int, last: int, grammar: Grammar
) -> Clause | None:
    lemma, prefix = _lemma_at(tokens, verb, last, grammar)
    if lemma is None:
        return None
    quoted = grammar.lists("verbs_of_quoting", lemma)  # "Moor wird mit den Worten zitiert"
    finite = _auxiliary(tokens, low, verb, BE if quoted else HAVE)
    if not _is_last(tokens, verb, last) or (quoted and finite == verb):
        finite = None if quoted else verb
    if finite is None or (verb > low and tokens.kinds[verb - 1] & (INFINITIVE | JOINT)):
        return None
    begin = _clause_start(tokens, low, finite)
    if grammar.lists("as_words", tokens.words[begin]) and begin < verb:
        return _verb_at_end(tokens, begin, verb, lemma, first, last, grammar)
    if begin == finite:
        if not _is_behind_words(tokens, first, finite):
            return None
        subject = subject_behind(tokens, finite + 1, last, grammar)
        if subject is None or not (subject.actors or _is_closed(tokens, subject.last, last)):
            return None
        return Clause(finite, verb, max(subject.last, verb + 1), lemma, subject, aside=True)
    if tokens.kinds[begin] & (SUBORDINATOR | RELATIVE) or _is_relative(tokens, low, begin):
        return None
    behind_verb = subject_behind(tokens, finite + 1, last, grammar)
    subject = _closest_before(tokens, begin, finite, grammar)
    is_so = grammar.lists("so_words", tokens.words[begin]) and begin + 1 == finite
    if is_so and behind_verb and _is_behind_words(tokens, first, begin):
        return Clause(begin, verb, behind_verb.last, lemma, behind_verb, aside=True)
    if subject is None or (behind_verb and not behind_verb.actors):
        lead = tokens.kinds[begin] & (PREPOSITION | ADVERB | TIME | PHRASE | PRONOUN)
        opens = lead or grammar.lists("not_names", tokens.words[begin]) or subject
        if not opens or behind_verb is None:
            return None
        end = max(behind_verb.last, verb + 1, prefix)
        is_tag = grammar.lists("this_words", tokens.words[begin]) and begin + 1 == finite
        if not is_tag and not _reports(tokens, end, last, lemma, grammar):
            return None
        return Clause(begin, verb, max(behind_verb.last, verb + 1), lemma, behind_verb, aside=False)
    if not (
        _reports(tokens, verb + 1, last, lemma, grammar)
        or grammar.lists("verbs_with_object", lemma)
        or (prefix == verb + 2 and tokens.kinds[verb + 1] & PREPOSITION)  # "sprach von"
    ):
        return None
    return Clause(subject.first, verb, verb + 1, lemma, subject, aside=False)


def _lemma_at(tokens: Tokens, verb: int, last: int, grammar: Grammar) -> tuple[str | None, int]:
    """Return the lemma of a verb, whose other part may end its clause: "gab … bekannt"; and where that ends."""
    word = tokens.words[verb]
    for index in range(verb + 1, min(last, verb + _WINDOW)):
        lemma = grammar.cue_phrases.get((word, tokens.words[index]))
        beside = index == verb + 1 and grammar.lists("attribute_prepositions", tokens.words[index])
        if lemma and (beside or _is_closed(tokens, index + 1, last)):
            return lemma, index + 1
        if tokens.words[index] in _STOPS or tokens.words[index] == ",":
            break
    return grammar.recogniser.words.lemmas.get(word), verb + 1


def _clause_start(tokens: Tokens, low: int, verb: int) -> int:
    """Return the first token of the clause in which a verb stands: behind the last comma that no apposition ends."""
    index = verb
    while index > low and tokens.words[index - 1] not in _STOPS:
        if tokens.words[index - 1] == "," and not _ends_apposition(tokens, low, index - 1, verb):
            break
        index -= 1
    while index < verb and tokens.kinds[index] & (CONJUNCTION | JOINT) and index == low:
        index += 1
    return index


def _ends_apposition(tokens: Tokens, low: int, comma: int, verb: int) -> bool:
    """Whether the words between two commas before a verb are a name or a role: "Der Sprecher, Jan Ek, sagte"."""
    if comma != verb - 1:
        return (
            comma > low and tokens.words[verb - 1] == "," and is_noun(tokens, comma + 1, verb - 1)
        )
    start = next((n for n in range(comma - 1, low, -1) if tokens.words[n] == ","), None)
    return start is not None and start > low and is_noun(tokens, start + 1, comma)


def _is_relative(tokens: Tokens, low: int, begin: int) -> bool:
    """Whether a clause behind a comma opens like a relative one: "…, die", "…, in der"."""
    if begin <= low or tokens.words[begin - 1] != ",":
        return False
    kind = tokens.kinds[begin]
    return bool(kind & DETERMINER and not tokens.capitals[begin]) or bool(
        kind & PREPOSITION and tokens.kinds[begin + 1] & DETERMINER
    )


def _verb_at_end(
    tokens: Tokens, begin: int, verb: int, lemma: str, first: int, last: int, grammar: Grammar
) -> Clause | None:
    """Read "Wie die Polizei am Montag mitteilte, …"."""
    if not _is_last(tokens, verb, last):
        return None
    subject = subject_behind(tokens, begin + 1, verb, grammar)
    if subject is None or not subject.actors:
        return None
    return Clause(begin, verb, verb + 1, lemma, subject, aside=begin > first)


def _is_last(tokens: Tokens, verb: int, last: int) -> bool:
    return verb + 1 >= last or tokens.words[verb + 1] in _STOPS or tokens.words[verb + 1] == ","


def _is_closed(tokens: Tokens, index: int, last: int) -> bool:
    return index >= last or tokens.words[index] in _STOPS or tokens.words[index] == ","


def _auxiliary(tokens: Tokens, low: int, verb: int, auxiliary: int) -> int | None:
    """Return where "hat" stands before a participle; the verb itself where it is one by itself, None behind "will"."""
    for index in range(verb - 1, max(low, verb - _WINDOW) - 1, -1):
        if tokens.kinds[index] & auxiliary:
            return index
        if tokens.kinds[index] & MODAL:
            return None
        if tokens.words[index] in _STOPS or tokens.words[index] == ",":
            break
    return verb


def _reports(tokens: Tokens, begin: int, last: int, lemma: str, grammar: Grammar) -> bool:
    """Whether something is said behind a verb and its speaker: a quotation, a colon, a clause."""
    for index in range(begin, min(last, begin + _WINDOW)):
        word = tokens.words[index]
        if word in _SAID_SIGNS:
            return True
        if word == "," and index + 1 < last:
            kind = tokens.kinds[index + 1]
            if tokens.words[index + 1] == MASK:
                return True
            if kind & SUBORDINATOR:
                return grammar.lists("clause_openers", tokens.words[index + 1])
            near = index == begin or tokens.kinds[begin] & (PREPOSITION | TIME | ADVERB)
            return bool(near) and grammar.lists("plain_verbs", lemma)
        if word in ".;!?":
            break
    return False


# Subjects


def _closest_before(tokens: Tokens, begin: int, last: int, grammar: Grammar) -> Subject | None:
    """Return the subject that opens a clause and ends before a token."""
    if not 0 < last - begin <= LONGEST_SUBJECT:
        return None
    subject = subject_behind(tokens, begin, last, grammar)
    if subject is None:
        return None
    behind = subject.last
    while behind < last and (tokens.kinds[behind] & ADVERB or tokens.words[behind] == ","):
        behind += 1
    if behind < last and tokens.kinds[behind] & (PREPOSITION | TIME):
        behind = last  # "Minister Orlik in Varda"
    return subject if behind >= last else None
