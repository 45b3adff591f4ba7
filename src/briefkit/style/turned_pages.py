"""Turned pages: pages that are turned to landscape for tables, and which blocks stand on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import takewhile

from attrs import evolve

from briefkit.layout import Grid, Heading, LayoutBlock, Picture, Role
from briefkit.lower.generated_runs import block_text
from briefkit.style.theme import Page

#: Letters beside a table on a turned page, of which a page of their own would be mostly empty.
_FEW = 400


def turned_page(page: Page) -> Page:
    """Return a page turned to landscape, with the same margins at the same sides of its lines."""
    return evolve(page, width=max(page.width, page.height), height=min(page.width, page.height))


def turned_blocks(blocks: Sequence[LayoutBlock], tables: Collection[str]) -> frozenset[str]:
    """Return the anchors of the blocks on turned pages.

    Headings go with the table below them. So do a few words above, below and between such tables, as far as the next heading.

    Args:
        blocks: The blocks of a sheet.
        tables: The anchors of the tables that need a turned page.
    """
    return frozenset(_turned(blocks, tables))


def _turned(blocks: Sequence[LayoutBlock], tables: Collection[str]) -> Iterator[str]:
    between: list[LayoutBlock] = []
    is_below = False
    for block in blocks:
        if block.anchor in tables:
            yield from (one.anchor for one in _above(between))
            if is_below:
                yield from (one.anchor for one in _below(between))
            yield block.anchor
            between, is_below = [], True
        else:
            between.append(block)
    if is_below:
        yield from (one.anchor for one in _below(between))


def _above(blocks: Sequence[LayoutBlock]) -> Sequence[LayoutBlock]:
    """Return which blocks above a table go with it: a few words that begin under a heading, or at the page's head."""
    held = len(
        list(
            takewhile(
                lambda one: isinstance(one, Heading) or one.role is Role.PORTION, blocks[::-1]
            )
        )
    )
    for count, block in enumerate(_few(blocks[::-1]), 1):
        if isinstance(block, Heading) or count == len(blocks):
            held = max(held, count)
    return blocks[len(blocks) - held :]


def _below(blocks: Sequence[LayoutBlock]) -> Sequence[LayoutBlock]:
    """Return which blocks below a table go with it: a few words that end before a heading, or with the brief."""
    few = list(_few(blocks))
    ends = (
        count
        for count in range(len(few), -1, -1)
        if count == len(blocks) or isinstance(blocks[count], Heading)
    )
    return blocks[: next(ends, 0)]


def _few(blocks: Iterable[LayoutBlock]) -> Iterator[LayoutBlock]:
    """Yield the first blocks, as long as they are a few words together."""
    letters = 0
    for block in blocks:
        letters += len(block_text(block))
        if letters > _FEW or isinstance(block, Grid | Picture):
            return
        yield block
