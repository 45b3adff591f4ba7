"""Typed numbers: source numbers that somebody typed by hand, raised behind a word or at the end of a block.

Only a look makes [2] a citation, and only words that nobody wrote before can be typed ones. So a number counts where a
file was edited, where the source is listed, and where the block had no such words when it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from briefkit.layout import LayoutBlock, Para, Role, Run, RunRole
from briefkit.layout.roles import NOT_IN_TEXT
from briefkit.model import Position, Span
from briefkit.model.text import with_text

_GROUP = r"\[\d{1,4}(?: ?[,;] ?\d{1,4})*\]"
_NUMBERS = re.compile(rf"(?:{_GROUP})+")
# What numbers are made of.
_SIGNS = "0123456789,;[] "
_DIGITS = re.compile(r"\d+")
#: Blocks whose numbers at the end are evidence of the whole; in others they are citations of the words before.
_EVIDENCED = (Role.STATEMENT, Role.INFERRED, Role.EVENT, Role.ASSESSMENT)
_CITING = (*_EVIDENCED, Role.PARAGRAPH, Role.STANDFIRST)


def listed_sources(anchors: Sequence[str], written: int) -> Mapping[str, str | None]:
    """Return the anchor of each source by its number in the list of a file; None for one that is told by its number.

    Args:
        anchors: The anchors of the sources that are listed, in their order; "" for one that somebody added.
        written: How many sources there were when the file was written.
    """
    return {
        str(number): anchor or None
        for number, anchor in enumerate(anchors, 1)
        if anchor or number > written
    }


def with_typed_numbers(
    block: LayoutBlock, written: str, sources: Mapping[str, str | None]
) -> LayoutBlock:
    """Return an edited block with the source numbers that somebody typed into it.

    Args:
        block: The block.
        written: The words that it was written with; "" for a block that somebody added.
        sources: The sources that may be cited, as `listed_sources` gives them.
    """
    if not isinstance(block, Para) or block.role not in _CITING or not sources:
        return block
    ends = [run for run in block.runs if run.role not in NOT_IN_TEXT][-1:]
    runs: list[Run] = []
    for run in block.runs:
        typed = _typed(run, is_end=run in ends) if run.role is None else ""
        numbers = _DIGITS.findall(typed) if typed else []
        if not typed or typed in written or not sources.keys() >= {*numbers}:
            runs.append(run)
            continue
        before = run.span.text[: run.span.text.rindex(typed)].rstrip(" ")
        if before:
            runs.append(evolve(run, span=with_text(run.span, before)))
        elif runs and runs[-1].span.text.endswith(" "):
            words = runs[-1].span.text[:-1]
            runs[-1:] = [evolve(runs[-1], span=with_text(runs[-1].span, words))] if words else []
        is_evidence = run in ends and block.role in _EVIDENCED
        runs += _numbers(numbers, RunRole.EVIDENCE if is_evidence else RunRole.NOTE, sources)
        if run.span.text.endswith(" ") and run not in ends:
            runs.append(evolve(run, span=Span(" ")))
    return evolve(block, runs=tuple(runs))


def _typed(run: Run, *, is_end: bool) -> str:
    """Return the numbers that a raised run is, or that any ends with at the end of a block; "" where there are none."""
    words = run.span.text.strip(" ")
    if run.span.position is not Position.SUPER:
        tail = words[len(words.rstrip(_SIGNS)) :] if is_end else ""
        words = tail[tail.find("[") :] if "[" in tail else ""
    return words if _NUMBERS.fullmatch(words) else ""


def _numbers(
    numbers: Sequence[str], role: RunRole, sources: Mapping[str, str | None]
) -> Iterator[Run]:
    for number in numbers:
        words = Span(f"[{number}]", position=Position.SUPER)
        yield Run(words, role, sources[number])
