"""Lost captions: paragraphs beside a picture or a table that are its caption or its credit, and lost the look of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard

from attrs import evolve

from briefkit.layout import Grid, LayoutBlock, Para, Picture, Role, Runs
from briefkit.lower.generated_runs import runs_text
from briefkit.reconcile.lost_looks import looked_runs
from briefkit.reconcile.lowered_payload import LoweredPayload


def with_captions(
    blocks: Sequence[LayoutBlock], payload: LoweredPayload
) -> tuple[LayoutBlock, ...]:
    """Return blocks in which pictures and tables have the captions and credits that they were written with.

    Args:
        blocks: The blocks of a file.
        payload: What was written.
    """
    pictures = {one.image.digest: one for one in payload.sheet.blocks if isinstance(one, Picture)}
    grids = {
        runs_text(one.caption): one.caption
        for one in payload.sheet.blocks
        if isinstance(one, Grid) and one.caption
    }
    return tuple(_above_tables([*_below_pictures(blocks, pictures)], grids))


def _below_pictures(
    blocks: Sequence[LayoutBlock], written: Mapping[str, Picture]
) -> Iterator[LayoutBlock]:
    picture: Picture | None = None
    for block in blocks:
        its = written.get(picture.image.digest) if picture else None
        if picture and its and _is(block, its.caption) and not picture.caption:
            picture = evolve(picture, caption=looked_runs(block.runs, its.caption))
        elif picture and its and _is(block, its.credit) and not picture.credit:
            picture = evolve(picture, credit=looked_runs(block.runs, its.credit))
        else:
            if picture:
                yield picture
            picture = block if isinstance(block, Picture) else None
            if picture is None:
                yield block
    if picture:
        yield picture


def _is(block: LayoutBlock, words: Runs) -> TypeGuard[Para]:
    """Whether a block is a paragraph without a look that has these words."""
    return (
        isinstance(block, Para)
        and block.role is Role.PARAGRAPH
        and runs_text(block.runs) == runs_text(words)
    )


def _above_tables(
    blocks: Sequence[LayoutBlock], written: Mapping[str, Runs]
) -> Iterator[LayoutBlock]:
    above: Para | None = None
    for block in blocks:
        caption = written.get(runs_text(above.runs)) if above else None
        if above and isinstance(block, Grid) and caption and not block.caption:
            block = evolve(block, caption=looked_runs(above.runs, caption))
        elif above:
            yield above
        above = block if isinstance(block, Para) and block.role is Role.PARAGRAPH else None
        if above is None:
            yield block
    if above:
        yield above
