"""Runs: facts and generated text as runs, and the words of runs and blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

from briefkit.errors import ModelError
from briefkit.layout import Grid, Heading, Items, LayoutBlock, Para, Picture, Run, RunRole, Runs
from briefkit.model import Marking, Span
from briefkit.model.text import PLAIN, respelled
from briefkit.runtime.caching import cached

#: What stands between two facts on one line.
DOT = " · "
#: What ends a label and what parts two facts, in the signs of all languages.
COLONS = frozenset(":：")
COMMAS = frozenset(",،，、")


@cached(512, longest=200)
def generated_run(words: str) -> Run:
    """Return furniture: words that the house prints, and no one wrote."""
    return Run(Span(words), RunRole.LABEL)


def fact_run(words: str, role: RunRole, link: str | None = None) -> Run:
    """Return a fact of the model as printed words."""
    return Run(respelled(PLAIN, words, link), role)


def joined_facts(facts: Iterable[Runs], separator: str) -> Runs:
    """Return facts in a row, with the separator between two of them."""
    runs: list[Run] = []
    for fact in facts:
        if runs and separator:
            runs.append(generated_run(separator))
        runs += fact
    return tuple(runs)


def runs_text(runs: Iterable[Run]) -> str:
    """Return the words of runs, as printed."""
    return "".join([run.span.text for run in runs])


def block_text(block: LayoutBlock) -> str:
    """Return the words of a block, those of its parts one after the other."""
    match block:
        case Heading() | Para():
            return runs_text(block.runs)
        case Items():
            return " ".join(block_text(part) for item in block.items for part in item)
        case Grid():
            cells = (*block.header, *(cell for row in block.rows for cell in row))
            return " ".join(filter(None, map(runs_text, (block.caption, *cells))))
        case Picture():
            return " ".join(
                filter(None, (block.alt, runs_text(block.caption), runs_text(block.credit)))
            )
        case _:
            assert_never(block)


def find_fact(runs: Iterable[Run], role: RunRole) -> str | None:
    """Return the words of the first run of a role, with their spaces as a fact has them; or None."""
    return without_loose_spaces(next((run.span.text for run in runs if run.role is role), ""))


def without_loose_spaces(words: str) -> str | None:
    """Return words without loose spaces; None where nothing is left."""
    return re.sub(" {2,}", " ", words).strip(" ") or None


# Markings


def lower_marking(marking: Marking | None) -> Runs:
    """Return the portion mark that stands before what is marked."""
    return (
        () if marking is None else (fact_run(f"({marking})", RunRole.PORTION), generated_run(" "))
    )


def lift_marking(runs: Iterable[Run]) -> Marking | None:
    """Return the marking that a portion mark prints."""
    words = find_fact(runs, RunRole.PORTION)
    return parse_marking(words.removeprefix("(").removesuffix(")")) if words else None


def parse_marking(words: str) -> Marking | None:
    """Return the marking that `POLICY:LEVEL` names; None where it names none."""
    policy, _, level = words.partition(":")
    try:
        return Marking(policy, level)
    except ModelError:
        return None
