"""Turned pages: which blocks stand on pages that are turned to landscape for the tables among them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from briefkit.layout import Grid, Heading, LayoutBlock, Picture, Role
from briefkit.lower.generated_runs import block_text

#: Letters beside a table on a turned page, of which a page of their own would be mostly empty.
_FEW = 400


def turned_blocks(blocks: Sequence[LayoutBlock], tables: Collection[str]) -> frozenset[str]:
    """Return the anchors of the blocks on turned pages.

    Headings go with the table below them. So do a few words above, below and between such tables.

    Args:
        blocks: The blocks of a sheet.
        tables: The anchors of the tables that need a turned page.
    """
    return frozenset(_turned(blocks, tables))


def _turned(blocks: Sequence[LayoutBlock], tables: Collection[str]) -> Iterator[str]:
    stretch: list[LayoutBlock] = []
    beside = False
    for block in blocks:
        if block.anchor in tables:
            yield from _that_go_along(stretch)
            yield block.anchor
            stretch, beside = [], True
        else:
            stretch.append(block)
    if beside and _are_few(stretch):
        yield from (one.anchor for one in stretch)


def _that_go_along(stretch: Sequence[LayoutBlock]) -> Iterator[str]:
    """Yield which blocks above a turned table stand on its page: all where they are few, else its headings."""
    few = _are_few(stretch)
    for block in reversed(stretch):
        if not (few or isinstance(block, Heading) or block.role is Role.PORTION):
            return
        yield block.anchor


def _are_few(stretch: Sequence[LayoutBlock]) -> bool:
    return not any(isinstance(block, Grid | Picture) for block in stretch) and (
        sum(len(block_text(block)) for block in stretch) <= _FEW
    )
