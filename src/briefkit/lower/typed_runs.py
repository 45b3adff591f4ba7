"""Typed runs: runs that a block was not written with, and where the label ends that they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from attrs import evolve, frozen

from briefkit.layout import Para, Run, RunRole, Runs
from briefkit.lower.generated_runs import COLONS, generated_run
from briefkit.lower.lift_context import Printed
from briefkit.model.text import with_text
from briefkit.recognise.on_demand import KnownSpeakers

# What ends a label: not the colon of a time of day, or of an address.
_COLON = re.compile(rf"[{''.join(sorted(COLONS))}](?:\s+|$)|：")


@frozen(eq=False)
class Written:
    """What a brief was written with.

    Attributes:
        language: The language of the sheet.
        printed: The runs that the blocks were written with; without any, every run is what it looks like.
    """

    language: str
    printed: Printed

    @cached_property
    def speakers(self) -> KnownSpeakers:
        """The speakers whom its labels and its sentences name."""
        runs = [run for block in self.printed.values() for run in block]
        names, roles, bodies = (
            frozenset(words for role, words in runs if role is one)
            for one in (RunRole.NAME, RunRole.ROLE, RunRole.ORGANISATION)
        )
        return KnownSpeakers(names, roles, bodies)

    def is_typed(self, run: Run, block: Para) -> bool:
        """Whether a run has words that the block was not written with in that look."""
        if not run.span.text.strip() or run.role is RunRole.LABEL:
            return False
        return run.role is None or (
            bool(self.printed)
            and (run.role, run.span.text) not in self.printed.get(block.anchor, ())
        )


def split_at_colon(
    block: Para, roles: Sequence[RunRole], written: Written
) -> tuple[Runs, Runs, Runs] | None:
    """Split a block into its portion mark, what stands before its colon, and the colon with what follows.

    The colon is one of the house, or was typed within the look of what stands before it.

    Args:
        block: The block.
        roles: The roles of what may stand before the colon.
        written: What the brief was written with.
    """
    runs = block.runs
    first = behind_portion(runs)
    for index, run in enumerate(runs[first:], first):
        if run.role is RunRole.LABEL and run.span.text.strip() in COLONS:
            return runs[:first], runs[first:index], runs[index:]
        if run.role in roles and written.is_typed(run, block):
            parts = _cut_at_colon(run)
            if parts is not None:
                before, *behind = parts
                return (
                    runs[:first],
                    (*runs[first:index], before),
                    (*behind, *runs[index + 1 :]),
                )
    return None


def split_in_words(block: Para) -> tuple[Runs, Runs, Runs] | None:
    """Split a block that was typed without any look likewise, at the first colon of its words."""
    runs = block.runs
    first = behind_portion(runs)
    if first == len(runs) or runs[first].role is not None:
        return None
    parts = _cut_at_colon(runs[first])
    if parts is None:
        return None
    before, *behind = parts
    return runs[:first], (before,), (*behind, *runs[first + 1 :])


def behind_portion(runs: Runs) -> int:
    """Index of the first run behind the portion mark, if there is one, and its space."""
    return min(2, len(runs)) if runs and runs[0].role is RunRole.PORTION else 0


def _cut_at_colon(run: Run) -> tuple[Run, Run, Run] | None:
    """Cut a run into what stands before its first colon, the colon with its space, and words; None without a colon."""
    match = _COLON.search(run.span.text)
    if match is None:
        return None
    words = run.span.text
    before = words[: match.start()].rstrip()
    return (
        evolve(run, span=with_text(run.span, before)),
        generated_run(words[len(before) : match.end()]),
        Run(with_text(run.span, words[match.end() :])),
    )
