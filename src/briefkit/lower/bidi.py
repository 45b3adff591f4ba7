"""Words of two directions on one line: what stands alone among words that run the other way is told to."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from attrs import evolve

from briefkit.layout import Items, LayoutBlock, Para, Run, Runs
from briefkit.layout.roles import RunKind, runs_of

#: The roles of runs that are generated, whatever stands between them. A portion mark is a fact.
_BETWEEN_FACTS = runs_of(RunKind.GENERATED, RunKind.SOURCE_NUMBER, RunKind.LINK_BACK)


def isolated(blocks: tuple[LayoutBlock, ...]) -> tuple[LayoutBlock, ...]:
    """Return the blocks of a sheet that runs right to left, its facts in other scripts told to run left to right.

    A date or an address in the midst of them would else fall apart: its numbers and signs would run
    with the line (Unicode Standard Annex 9, 2.7). Words of a running text are left to their context.
    """
    return tuple(map(_isolated, blocks))


def _isolated(block: LayoutBlock) -> LayoutBlock:
    match block:
        case Para(runs=runs) if any(_is_fact(*near) for near in _neighbours(runs)):
            return evolve(block, runs=directed(runs))
        case Items():
            items: Any = tuple(tuple(map(_isolated, item)) for item in block.items)
            return evolve(block, items=items)
        case _:
            return block


def directed(runs: Runs) -> Runs:
    """Return runs of a right-to-left line, its facts in other scripts told to run left to right."""
    return tuple(
        evolve(run, direction="ltr") if _is_fact(before, run, after) else run
        for before, run, after in _neighbours(runs)
    )


def _neighbours(runs: Runs) -> Iterator[tuple[Run | None, Run, Run | None]]:
    # Where there are no runs, there is one neighbour too many: the shortest counts.
    return zip((None, *runs[:-1]), runs, (*runs[1:], None), strict=False)


def _is_fact(before: Run | None, run: Run, after: Run | None) -> bool:
    """Whether a run is a fact, or words alone between labels, and its letters run left to right."""
    if run.role in _BETWEEN_FACTS:
        return False
    near = [one for one in (before, after) if one]
    alone = bool(near) and all(one.role in _BETWEEN_FACTS for one in near)
    return (run.role is not None or alone) and _runs_left_to_right(run.span.text)


def _runs_left_to_right(words: str) -> bool:
    """Whether a letter of words runs left to right, and none the other way."""
    ways = [unicodedata.bidirectional(sign) for sign in words]
    return "L" in ways and "R" not in ways and "AL" not in ways
