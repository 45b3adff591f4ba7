"""Units: the sentences that belong to one statement, with its clause and its quotations."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve, frozen

from briefkit.model import Person
from briefkit.model.when import When
from briefkit.recognise.dates_of_saying import said_on
from briefkit.recognise.found import Found
from briefkit.recognise.prose.antecedents import Persons, antecedent, sole_speaker
from briefkit.recognise.prose.clause import Clause
from briefkit.recognise.prose.clauses import clauses_of
from briefkit.recognise.prose.grammar import (
    ADVERB,
    CONJUNCTION,
    JOINT,
    PREPOSITION,
    SUBORDINATOR,
    TIME,
    Grammar,
)
from briefkit.recognise.prose.main_subjects import leading_subject
from briefkit.recognise.prose.speech import sounds_spoken
from briefkit.recognise.prose.tokens import MASK, Tokens
from briefkit.recognise.prose.verb_first import verb_first_clauses
from briefkit.recognise.prose.verb_second import verb_second_clauses
from briefkit.recognise.repaired import made

_QUOTATION_SIGNS = frozenset((MASK, ".", ",", "…"))


@frozen
class Earlier:
    """What the paragraph before says about who may speak in this one.

    Attributes:
        said_last: Its last statement, where that ends it.
        tokens: Its tokens.
        persons: Who has spoken so far in the document.
    """

    said_last: Found | None
    tokens: Tokens | None
    persons: Persons


def statements_of(
    tokens: Tokens, earlier: Earlier, grammar: Grammar
) -> tuple[tuple[Found, ...], Earlier]:
    """Return the statements of a paragraph, and what it says to the next one.

    Args:
        tokens: The paragraph.
        earlier: What the paragraph before says.
        grammar: The grammar of the language.
    """
    found: list[Found] = []
    waiting: int | None = None  # the first of the quotations that nobody has spoken yet
    last_said = -1  # the sentence in which the last statement ends
    for number, (first, last) in enumerate(tokens.sentences):
        clauses = _leading(tokens, _clauses(tokens, first, last, grammar))
        said = _statements_of_sentence(tokens, first, last, clauses, found, earlier, grammar)
        if said:
            if waiting is not None and _is_tag(tokens, clauses[0], first, last):
                said[0] = evolve(said[0], start=tokens.starts[waiting])
            elif number > last_said + 1 and grammar.lists(
                "this_words", tokens.words[clauses[0].first]
            ):
                # "That was said by the police": what was said stands before.
                said[0] = evolve(said[0], start=tokens.starts[tokens.sentences[number - 1][0]])
            found += said
            last_said, waiting = number, None
        elif not clauses and _is_quotation(tokens, first, last):
            if found and last_said == number - 1:
                found[-1] = evolve(found[-1], stop=tokens.stops[last - 1])
                last_said = number
            elif number == 0 and earlier.said_last and _is_whole(tokens, grammar):
                carried = evolve(earlier.said_last, cue=None, said_on=None, assumed=True)
                stop = tokens.stops[last - 1]
                found.append(evolve(carried, start=tokens.starts[first], stop=stop))
                last_said = number
            elif waiting is None:
                waiting = first
        elif (
            not clauses
            and found
            and last_said == number - 1
            and _goes_on(tokens, first, last, grammar)
        ):
            # Indirect speech goes on without its clause; each sentence is a statement, for any may be moved or cut.
            begin, end = tokens.starts[first], tokens.stops[last - 1]
            found.append(evolve(found[-1], start=begin, stop=end, cue=None, said_on=None))
            last_said = number
        else:
            waiting = None
    ends = bool(found) and last_said == len(tokens.sentences) - 1 and not found[-1].assumed
    said_last = found[-1] if ends else _introduction(tokens, grammar)
    if ends and _only_introduces(tokens, found[-1]):
        found.pop()
    return tuple(found), Earlier(said_last, tokens, earlier.persons)


def _introduction(tokens: Tokens, grammar: Grammar) -> Found | None:
    """Return who speaks in the next paragraph, where this one ends with a colon: "The captain wrote this:"."""
    if not tokens.words or tokens.words[-1] != ":":
        return None
    first, last = tokens.sentences[-1]
    subject = leading_subject(tokens, first, last, grammar)
    if subject is None or not subject.actors or not (subject.sure or subject.named):
        return None
    return Found(tokens.starts[first], tokens.stops[-1], subject.actors)


def _only_introduces(tokens: Tokens, said: Found) -> bool:
    """Whether a statement at the end of a paragraph only says who speaks in the next: "Ann Lee continued:"."""
    first, last = tokens.sentences[-1]
    return (
        tokens.words[last - 1] == ":"
        and said.start >= tokens.starts[first]
        and MASK not in tokens.words[first:last]
    )


def _clauses(tokens: Tokens, first: int, last: int, grammar: Grammar) -> list[Clause]:
    """Return the attributing clauses of a sentence by the order of words of its language."""
    match grammar.word_order:
        case "verb-second":
            return verb_second_clauses(tokens, first, last, grammar)
        case "verb-first":
            return verb_first_clauses(tokens, first, last, grammar)
        case _:
            return clauses_of(tokens, first, last, grammar)


def _statements_of_sentence(
    tokens: Tokens,
    first: int,
    last: int,
    clauses: Sequence[Clause],
    before: Sequence[Found],
    earlier: Earlier,
    grammar: Grammar,
) -> list[Found]:
    """Return what the clauses of a sentence attribute, each with its part of the sentence."""
    edges = [first]
    edges += [_cut(tokens, one, prior) or one.first for prior, one in pairwise(clauses)]
    edges.append(last)
    found = []
    for clause, begin, end in zip(clauses, edges, edges[1:], strict=False):
        actors, assumed = clause.subject.actors, False
        if not actors:
            pronoun = clause.subject.first
            somebody = (
                sole_speaker(before, tokens, pronoun, grammar)
                if grammar.word_order == "verb-second"
                else antecedent(tokens, pronoun, earlier.tokens, earlier.persons, grammar)
            )
            if somebody is None:
                # Who it is, the words do not say; they do say that somebody speaks, and whom they call so.
                actors = (made(Person, role=tokens.words[pronoun]),)
            else:
                actors, assumed = (somebody,), True
        else:
            earlier.persons.add(actors)
        stop = _without_joint(tokens, begin, end) if end < last else end
        found.append(
            Found(
                tokens.starts[begin],
                tokens.stops[stop - 1],
                actors,
                clause.lemma,
                _said_on(tokens, begin, clause, end, grammar),
                assumed,
            )
        )
    return found


def _said_on(tokens: Tokens, begin: int, clause: Clause, end: int, grammar: Grammar) -> When | None:
    """Return the day on which a clause says that it was said; no words without a number name one."""
    if not any(word[0].isdigit() for word in tokens.words[begin:end]):
        return None
    start = tokens.starts[begin]
    return said_on(
        tokens.masked[start : tokens.stops[end - 1]],
        max(tokens.starts[clause.first] - start, 0) if clause.aside else 0,
        tokens.starts[clause.verb] - start,
        tokens.stops[clause.last - 1] - start,
        grammar.recogniser,
    )


def _without_joint(tokens: Tokens, begin: int, end: int) -> int:
    """Return where a part of a sentence ends without ", but" before the next part."""
    while end > begin + 1 and (
        tokens.words[end - 1] in (",", ";")
        or tokens.kinds[end - 1] & (CONJUNCTION | JOINT | SUBORDINATOR)
    ):
        end -= 1
    return end


def _leading(tokens: Tokens, clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clauses that stand in no other: each says who speaks in a part of the sentence of its own."""
    kept: list[Clause] = []
    for clause in clauses:
        if not kept or (not clause.aside and _cut(tokens, clause, kept[-1]) is not None):
            kept.append(clause)
        elif clause.aside and not kept[-1].aside:
            kept[-1] = clause
    return kept


def _cut(tokens: Tokens, clause: Clause, before: Clause | None = None) -> int | None:
    """Return where the part of a clause begins: behind a semicolon or ", but"; None where it begins none.

    A clause that "while" opens ends with its comma.
    """
    words, kinds, index = tokens.words, tokens.kinds, clause.first
    while index and kinds[index - 1] & (TIME | PREPOSITION | ADVERB) and index > clause.first - 4:
        index -= 1
    if index and words[index - 1] == ";":
        return index
    if index > 1 and kinds[index - 1] & (CONJUNCTION | JOINT | SUBORDINATOR):
        return index if words[index - 2] in (",", ";", MASK) else None
    opened = before is not None and before.first and kinds[before.first - 1] & SUBORDINATOR
    return index if opened and words[index - 1] == "," else None


def _is_tag(tokens: Tokens, clause: Clause, first: int, last: int) -> bool:
    """Whether a sentence only says who spoke the quotation before it: "“Why?” Ann Lee asked."."""
    if clause.first != first:
        return False
    behind = clause.last
    return (
        behind >= last
        or tokens.words[behind] in (",", ".")
        or bool(tokens.kinds[behind] & (PREPOSITION | TIME))
    )


def _is_quotation(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a sentence is a quotation and no more."""
    return tokens.words[first] == MASK and all(
        tokens.words[index] in _QUOTATION_SIGNS for index in range(first, last)
    )


def _goes_on(tokens: Tokens, first: int, last: int, grammar: Grammar) -> bool:
    """Whether a sentence goes on with what was said by the form of its verb: "Es sei ruhig."."""
    return any(grammar.lists("reported_forms", word) for word in tokens.words[first:last])


def _is_whole(tokens: Tokens, grammar: Grammar) -> bool:
    """Whether a paragraph is a quotation and no more, and no title."""
    inner = tokens.plain.strip("“”\"„«»'‘’ ")
    return _is_quotation(tokens, 0, len(tokens.words)) and sounds_spoken(inner)
