"""Item blocks: the items of a list of a page, from the blocks that stand in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias, assert_never

from briefkit.formats.html.reading.block_runs import paragraphs_in
from briefkit.layout import Grid, Heading, Items, LayoutBlock, Para, Picture, Role

#: The blocks of an item of a list.
_Item: TypeAlias = tuple[Para | Items, ...]


def items_of(found: Iterable[list[LayoutBlock]], *, headed: bool) -> tuple[_Item, ...]:
    """Return the items of a list; its pictures are left to whoever reads it.

    Args:
        found: The blocks of each item, and of whatever else stands in the list.
        headed: Whether an item may have a heading, with what stands below that as a list within it.
    """
    items: list[list[Para | Items]] = []
    for blocks in found:
        has_heading = headed and bool(blocks) and isinstance(blocks[0], Heading)
        item = _headed_item(blocks) if has_heading else tuple(_as_item_blocks(blocks))
        if not item:
            continue
        if isinstance(item[0], Para):
            items.append([*item])
        elif items:  # a list that stands where an item should belongs to the item before it
            items[-1] += item
        else:
            for block in item:
                items += map(list, block.items if isinstance(block, Items) else [(block,)])
    return tuple(map(tuple, items))


def _headed_item(blocks: list[LayoutBlock]) -> _Item:
    """Return an item that has a heading: what stands below that is a list within it."""
    first, *others = _as_item_blocks(blocks)
    below = tuple((one,) for one in others if isinstance(one, Para))
    listed = [Items(False, below, Role.LIST, "")] if below else []
    return (first, *listed, *(one for one in others if isinstance(one, Items)))


def _as_item_blocks(blocks: list[LayoutBlock]) -> Iterator[Para | Items]:
    """Yield blocks as a list item may hold them: headings and tables as paragraphs."""
    for block in blocks:
        match block:
            case Para() | Items():
                yield block
            case Heading() | Grid():
                for runs in paragraphs_in(block):
                    yield Para(Role.PARAGRAPH, runs, "")
            case Picture():
                pass
            case _:
                assert_never(block)
