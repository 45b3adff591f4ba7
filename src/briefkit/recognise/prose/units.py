"""Units: the sentences that belong to one statement, with its clause and its quotations."""

from __future__ import annotations

from attrs import evolve

from briefkit.recognise.found import Found
from briefkit.recognise.prose.clauses import Clause, clauses_of
from briefkit.recognise.prose.grammar import CONJUNCTION, JOINT, SUBORDINATOR, Grammar
from briefkit.recognise.prose.tokens import MASK, Tokens


def statements_of(tokens: Tokens, grammar: Grammar) -> tuple[Found, ...]:
    """Return the statements of a paragraph."""
    found: list[Found] = []
    pending: int | None = None
    before: int | None = None  # the sentence of the last statement
    for number, (first, last) in enumerate(tokens.sentences):
        clauses = _leading(tokens, clauses_of(tokens, first, last, grammar))
        clauses = [one for one in clauses if one.subject.actors]
        quoted = _is_quotation(tokens, first, last)
        if not clauses:
            if quoted and found and before == number - 1:
                found[-1] = evolve(found[-1], stop=tokens.stops[last - 1])
                before = number
            elif quoted:
                pending = first if pending is None else pending
            continue
        start = first
        if (
            pending is not None
            and tokens.sentences[number - 1][0] >= pending
            and clauses[0].last >= last - 1
        ):
            start = pending
        pending = None
        edges = [start, *(_cut(tokens, one) for one in clauses[1:]), last]
        for clause, begin, end in zip(clauses, edges, edges[1:], strict=False):
            stop = end
            while stop > begin and (
                tokens.words[stop - 1] in (",", ";") or tokens.kinds[stop - 1] & CONJUNCTION
            ):
                stop -= 1
            found.append(
                Found(
                    tokens.starts[begin],
                    tokens.stops[stop - 1],
                    clause.subject.actors,
                    clause.lemma,
                )
            )
        before = number
    return tuple(found)


def _leading(tokens: Tokens, clauses: list[Clause]) -> list[Clause]:
    """Return the clauses that stand in no other: each says who speaks in a part of the sentence of its own."""
    kept: list[Clause] = []
    for clause in clauses:
        if not kept:
            kept.append(clause)
        elif clause.aside:
            if not kept[-1].aside:
                kept[-1] = clause
        elif _parted(tokens, clause):
            kept.append(clause)
    return kept


def _parted(tokens: Tokens, clause: Clause) -> bool:
    return _cut(tokens, clause) < clause.first


def _cut(tokens: Tokens, clause: Clause) -> int:
    """Return where the part of a clause begins: behind a semicolon, or with ", but"."""
    words, kinds, index = tokens.words, tokens.kinds, clause.first
    if index and words[index - 1] in (";", MASK):
        return index
    joined = index > 1 and kinds[index - 1] & (CONJUNCTION | JOINT | SUBORDINATOR)
    return index - 1 if joined and words[index - 2] in (",", ";", MASK) else index


def _is_quotation(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a sentence is a quotation and no more."""
    return tokens.words[first] == MASK and all(
        tokens.words[index] in (MASK, ".", ",", "…") for index in range(first, last)
    )
