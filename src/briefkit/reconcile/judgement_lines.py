"""Lines of judgement: each stays with its assessment, also where somebody typed a paragraph between the two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from attrs import evolve

from briefkit.layout import Items, LayoutBlock, Para, Role
from briefkit.reconcile.sheet_leaves import Leaf


def judged_by_line(written: Sequence[Leaf]) -> Mapping[str, str]:
    """Return the anchors of the assessments that were written, by those of the lines of judgement below them."""
    return {
        below.block.anchor: leaf.block.anchor
        for leaf, below in pairwise(written)
        if leaf.block.role is Role.ASSESSMENT and below.block.role is Role.JUDGEMENT
    }


def with_judgements_below(
    blocks: Sequence[LayoutBlock], judged: Mapping[str, str]
) -> tuple[LayoutBlock, ...]:
    """Return blocks in which a line of judgement stands right below its assessment, above what was typed between.

    Args:
        blocks: The blocks; one that was typed has the anchor "".
        judged: The anchors of assessments by those of their lines.
    """
    ordered: list[LayoutBlock] = []
    for block in blocks:
        if isinstance(block, Items):
            items: Any = tuple(with_judgements_below(item, judged) for item in block.items)
            ordered.append(evolve(block, items=items))
            continue
        at = len(ordered)
        if isinstance(block, Para) and block.anchor in judged:
            at = _below_assessment(ordered, judged[block.anchor])
        ordered.insert(at, block)
    return tuple(ordered)


def _below_assessment(above: Sequence[LayoutBlock], assessment: str) -> int:
    """Return the index below an assessment, where only typed paragraphs follow it; else that of the end."""
    at = len(above)
    while at and isinstance(above[at - 1], Para) and not above[at - 1].anchor:
        at -= 1
    return at if at and above[at - 1].anchor == assessment else len(above)
