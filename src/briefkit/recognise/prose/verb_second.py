"""Attributing clauses of a language in which the verb stands second and nouns have capitals: German.

The speaker stands before the verb, or behind it where anything else opens the sentence: the words said, a time, a
place. In "Wie die Polizei mitteilte, …" the verb ends the clause. A verb counts only beside what is said: a quotation, a
clause, a colon.
"""

from __future__ import annotations

import re

from briefkit.errors import ModelError
from briefkit.model import Actor, Organisation, Person
from briefkit.recognise.prose.clause import Clause
from briefkit.recognise.prose.grammar import (
    ADVERB,
    BE,
    BODY,
    CONJUNCTION,
    CUE,
    DETERMINER,
    DOCUMENT,
    HAVE,
    INFINITIVE,
    JOINT,
    MODAL,
    NO_NAME,
    PARTICLE,
    PERSONS,
    PHRASE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    TITLE,
    Grammar,
)
from briefkit.recognise.prose.noun_phrases import Subject
from briefkit.recognise.prose.tokens import MASK, Tokens
from briefkit.recognise.speaker_names import parse_speakers

_LONGEST_SUBJECT = 24  # tokens
_WINDOW = 24  # tokens behind a verb, in which what is said begins
_SHORTEST_END = 4  # characters of the last part of a compound
_WHO = PERSONS | BODY | DOCUMENT
_OPENS_CLAUSE = SUBORDINATOR | RELATIVE | CONJUNCTION
_SAID_SIGNS = frozenset((MASK, ":"))
_LONGEST_NAME = 8  # tokens
_LONGEST_WORDS = 4  # tokens between an article and its noun
_ENDS = frozenset(",.:;")
_BRACKET = re.compile(r" ?\([^()]*\)")
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
            head, _ = _noun(tokens, subject.first, last, grammar)
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
    for begin in range(index - 1, max(low, index - _LONGEST_SUBJECT) - 1, -1):
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
            comma > low and tokens.words[verb - 1] == "," and _is_noun(tokens, comma + 1, verb - 1)
        )
    start = next((n for n in range(comma - 1, low, -1) if tokens.words[n] == ","), None)
    return start is not None and start > low and _is_noun(tokens, start + 1, comma)


def _is_noun(tokens: Tokens, first: int, last: int) -> bool:
    return 0 < last - first <= _LONGEST_SUBJECT and not any(
        tokens.kinds[n] & (HAVE | MODAL | CUE | SUBORDINATOR) and not tokens.capitals[n]
        for n in range(first, last)
    )


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
    if not 0 < last - begin <= _LONGEST_SUBJECT:
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


def subject_behind(tokens: Tokens, begin: int, last: int, grammar: Grammar) -> Subject | None:
    """Read the speaker whose words begin at a token, or behind adverbs and pronouns there; None where none does."""
    index = begin
    while (
        index < last
        and tokens.kinds[index] & ADVERB
        and not tokens.kinds[index] & (PREPOSITION | DETERMINER)
        and not tokens.capitals[index]
    ):
        index += 1
    if index >= last:
        return None
    word, kind = tokens.words[index], tokens.kinds[index]
    if grammar.lists("pronouns", word):
        return Subject(index, index + 1, (), True)
    if kind & (PRONOUN | SUBORDINATOR) and not kind & DETERMINER:
        return None
    if kind & PREPOSITION and not (kind & PARTICLE and tokens.capitals[index] and index < last - 1):
        return None
    head, end = _noun(tokens, index, last, grammar)
    if head is None:
        return None
    apposition = _apposition(tokens, end, last, grammar)
    actors = _actors(tokens, index, head, end, apposition, grammar)
    if not actors:
        return None
    stop = apposition[1]
    if stop < last and tokens.kinds[stop] & JOINT and tokens.words[stop - 1] != ",":
        other = subject_behind(tokens, stop + 1, last, grammar)
        if other and other.actors:
            return Subject(index, other.last, (*actors, *other.actors), True, True)
    return Subject(index, stop, actors, True, True)


def _noun(tokens: Tokens, index: int, last: int, grammar: Grammar) -> tuple[int | None, int]:
    """Return the head of a noun phrase, and the token behind the phrase with what belongs to it."""
    kinds, capitals, words = tokens.kinds, tokens.capitals, tokens.words
    at = index
    while at < last and not _is_capital_noun(tokens, at):
        adjective = kinds[at] == 0 and words[at].endswith(grammar.adjective_endings)
        if at - index > _LONGEST_WORDS or not (
            adjective or kinds[at] & (DETERMINER | PARTICLE) or words[at].isdigit()
        ):
            return None, at
        at += 1
    if at >= last:
        return None, at
    while at < last and (
        _is_capital_noun(tokens, at)
        or kinds[at] & TITLE
        or (
            words[at] in (".", "-", "/")
            and at + 1 < last
            and capitals[at + 1]
            and len(words[at - 1]) <= 3
        )
        or (
            kinds[at] & PARTICLE
            and at + 1 < last
            and capitals[at + 1]
            and not kinds[at] & DETERMINER
        )
    ):
        at += 1
    head = at - 1
    return head, _behind_attributes(tokens, at, last, grammar)


def _is_capital_noun(tokens: Tokens, index: int) -> bool:
    kind = tokens.kinds[index]
    return (
        tokens.capitals[index]
        and not kind & (DETERMINER | PREPOSITION | PRONOUN | TIME)
        and not (kind & NO_NAME and not kind & _WHO)
    )


def _behind_attributes(tokens: Tokens, at: int, last: int, grammar: Grammar) -> int:
    """Return where what belongs to a noun ends: a bracket, a genitive, "von der Universität Ostrel"."""
    while at < last:
        if tokens.words[at] == "(":
            closing = next(
                (n for n in range(at, min(last, at + 12)) if tokens.words[n] == ")"), None
            )
            if closing is None:
                return at
            at = closing + 1
            continue
        begin = at
        if grammar.lists("attribute_prepositions", tokens.words[at]):
            begin += 1
        if begin >= last or not (
            grammar.lists("genitive_determiners", tokens.words[begin])
            or (
                begin > at and (_is_capital_noun(tokens, begin) or tokens.kinds[begin] & DETERMINER)
            )
        ):
            return at
        noun = begin
        while noun < last and noun - begin < _LONGEST_WORDS and not _is_capital_noun(tokens, noun):
            noun += 1
        if noun >= last or noun - begin >= _LONGEST_WORDS or not _is_capital_noun(tokens, noun):
            return at
        while noun < last and _is_capital_noun(tokens, noun):
            noun += 1
        at = noun
    return at


def _apposition(tokens: Tokens, end: int, last: int, grammar: Grammar) -> tuple[int, int]:
    """Return where a name or a role between commas begins, and what stands behind it: "der Sprecher, Jan Ek,"."""
    for comma in (end, _behind_place(tokens, end, last)):
        if comma >= last or tokens.words[comma] != ",":
            continue
        stop = next(
            (
                n
                for n in range(comma + 1, min(last, comma + _LONGEST_SUBJECT))
                if tokens.words[n] in _ENDS
            ),
            None,
        )
        if stop is None:
            continue
        head, behind = _noun(tokens, comma + 1, stop, grammar)
        is_role = (
            head is not None
            and (
                _kind_of(tokens, head, grammar) & PERSONS
                or grammar.lists("indefinite_articles", tokens.words[comma + 1])
            )
            and (behind == stop or _is_noun(tokens, behind, stop))
        )
        if is_role or _is_name(tokens, comma + 1, stop):
            return comma + 1, stop + (tokens.words[stop] == ",")
    return end, end


def _behind_place(tokens: Tokens, at: int, last: int) -> int:
    """Return the token behind "in New Ostrel"."""
    if at >= last or not tokens.kinds[at] & PREPOSITION:
        return last
    at += 1
    while at < last and (_is_capital_noun(tokens, at) or tokens.kinds[at] & DETERMINER):
        at += 1
    return at


def _is_name(tokens: Tokens, first: int, last: int) -> bool:
    """Whether tokens are a name, with a bracket perhaps: words that all have capitals, or small ones of names."""
    inner = next((n for n in range(first, last) if tokens.words[n] == "("), last)
    return 0 < inner - first <= _LONGEST_NAME and all(
        _is_capital_noun(tokens, n)
        or tokens.kinds[n] & (PARTICLE | TITLE)
        or (tokens.words[n] == "." and n > first)
        for n in range(first, inner)
    )


# Whom they name


def _actors(
    tokens: Tokens,
    first: int,
    head: int,
    end: int,
    apposition: tuple[int, int],
    grammar: Grammar,
) -> tuple[Actor, ...]:
    recogniser = grammar.recogniser
    whole = _without_brackets(tokens.slice(first, end))
    bare = recogniser.without_article(whole)
    kind = _kind_of(tokens, head, grammar)
    try:
        beside = _without_brackets(tokens.slice(*apposition).rstrip(" ,"))
        if beside and kind & PERSONS:
            return (Person(beside, role=bare),)
        if beside and not kind & _WHO and not tokens.kinds[first] & DETERMINER:
            return (Person(bare, role=recogniser.without_article(beside)),)
        found = parse_speakers(whole, recogniser, running=True)
        if found and found.sure:
            return found.actors
        named = [n for n in range(first, head + 1) if tokens.capitals[n]]
        role = next((n for n in named if _kind_of(tokens, n, grammar) & PERSONS), None)
        if role is not None and role < head:
            words = recogniser.without_article(tokens.slice(first, role + 1))
            return (Person(tokens.slice(role + 1, head + 1), role=words),)
        if kind & PERSONS:
            return (Person(role=bare),)
        if kind & _WHO or tokens.kinds[first] & DETERMINER or len(named) == 1:
            return (Organisation(bare),)
        return (Person(bare),)
    except ModelError:  # words that no name may hold
        return ()


def _without_brackets(words: str) -> str:
    return _BRACKET.sub("", words).strip(" ,")


def _kind_of(tokens: Tokens, index: int, grammar: Grammar) -> int:
    """Return what a noun can be; a compound is what its last part is: "Polizeisprecher" is a Sprecher."""
    kind = tokens.kinds[index]
    if kind & _WHO:
        return kind
    word = tokens.words[index].rpartition("-")[2]
    for start in range(1, len(word) - _SHORTEST_END + 1):
        found = grammar.kinds.get(word[start:], 0) & _WHO
        if found:
            return found
    return 0
