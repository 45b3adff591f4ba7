"""Sheets edited for tests: one paragraph of a brief's layout made another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import attrs

from briefkit.layout import Items, LayoutBlock, Para, Sheet
from briefkit.lower.generated_runs import block_text


def edited(sheet: Sheet, edit: Callable[[Para], Sequence[LayoutBlock]], words: str) -> Sheet:
    """Return a sheet in which the one paragraph that holds some words is something else."""
    done = []

    def inside(blocks: Sequence[LayoutBlock]) -> Iterator[LayoutBlock]:
        for block in blocks:
            if isinstance(block, Items):
                items: Any = [tuple(inside(item)) for item in block.items]
                yield attrs.evolve(block, items=tuple(item for item in items if item))
            elif isinstance(block, Para) and words in block_text(block):
                done.append(block)
                yield from edit(block)
            else:
                yield block

    changed = attrs.evolve(sheet, blocks=tuple(inside(sheet.blocks)))
    assert len(done) == 1
    return changed
