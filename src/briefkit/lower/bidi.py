"""Bidi: the direction of left-to-right facts in right-to-left paragraphs (Unicode Standard Annex 9).

A date or an address among words that run right to left would fall apart, for its numbers and signs would run with the
line (2.7). So each such fact is a run with a direction of its own; words of a running text are left to their context.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from attrs import evolve

from briefkit.layout import Items, LayoutBlock, Para, Run, Runs
from briefkit.layout.roles import RunKind, runs_of

#: The roles of runs that stand between facts. A portion mark is a fact.
_BETWEEN_FACTS = runs_of(RunKind.GENERATED, RunKind.SOURCE_NUMBER, RunKind.LINK_BACK)


def blocks_with_ltr_facts(blocks: tuple[LayoutBlock, ...]) -> tuple[LayoutBlock, ...]:
    """Set the direction of left-to-right facts in the blocks of a right-to-left sheet."""
    return tuple(map(_block_with_ltr_facts, blocks))


def _block_with_ltr_facts(block: LayoutBlock) -> LayoutBlock:
    match block:
        case Para(runs=runs) if any(_is_ltr_fact(*near) for near in _with_neighbours(runs)):
            return evolve(block, runs=runs_with_ltr_facts(runs))
        case Items():
            items: Any = tuple(tuple(map(_block_with_ltr_facts, item)) for item in block.items)
            return evolve(block, items=items)
        case _:
            return block


def runs_with_ltr_facts(runs: Runs) -> Runs:
    """Set the direction of left-to-right facts among the runs of a right-to-left line."""
    return tuple(
        evolve(run, direction="ltr") if _is_ltr_fact(before, run, after) else run
        for before, run, after in _with_neighbours(runs)
    )


def _with_neighbours(runs: Runs) -> Iterator[tuple[Run | None, Run, Run | None]]:
    # Where there are no runs, there is one neighbour too many: the shortest counts.
    return zip((None, *runs[:-1]), runs, (*runs[1:], None), strict=False)


def _is_ltr_fact(before: Run | None, run: Run, after: Run | None) -> bool:
    """Whether a run is a fact, or words alone between generated text, and its letters run left to right."""
    if run.role in _BETWEEN_FACTS:
        return False
    near = [one for one in (before, after) if one]
    alone = bool(near) and all(one.role in _BETWEEN_FACTS for one in near)
    return (run.role is not None or alone) and _has_ltr_letters_only(run.span.text)


def _has_ltr_letters_only(words: str) -> bool:
    classes = [unicodedata.bidirectional(character) for character in words]
    return "L" in classes and "R" not in classes and "AL" not in classes
