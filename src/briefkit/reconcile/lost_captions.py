"""Lost captions: paragraphs beside a picture or a table that are its caption or its credit, and lost the look of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from briefkit.layout import Grid, LayoutBlock, Para, Picture, Role, Run, Runs
from briefkit.lower.generated_runs import runs_text
from briefkit.model import Span
from briefkit.reconcile.lost_looks import looked_runs
from briefkit.reconcile.lowered_payload import LoweredPayload

_SPACE = Run(Span(" "))
#: Paragraphs at most between a picture or a table and its words: somebody typed them.
_NEAR = 4


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
    """Yield blocks, those below a picture that are its words as parts of it."""
    used: set[int] = set()
    for index, block in enumerate(blocks):
        its = written.get(block.image.digest) if isinstance(block, Picture) else None
        if isinstance(block, Picture) and its is not None:
            for place, below in _near(blocks, range(index + 1, index + 1 + _NEAR)):
                if _has(below, its.caption) and not block.caption:
                    block = evolve(block, caption=looked_runs(below.runs, its.caption))
                    used.add(place)
                elif _has(below, its.credit) and not block.credit:
                    block = evolve(block, credit=looked_runs(below.runs, its.credit))
                    used.add(place)
            words = runs_text((*its.caption, _SPACE, *its.credit))
            if its.credit and not block.credit and runs_text(block.caption) == words:
                block = evolve(block, caption=its.caption, credit=its.credit)
        if index not in used:
            yield block


def _above_tables(
    blocks: Sequence[LayoutBlock], written: Mapping[str, Runs]
) -> Iterator[LayoutBlock]:
    """Yield blocks, those above a table that are its caption as parts of it."""
    captions: dict[int, Runs] = {}
    used: set[int] = set()
    for index, block in enumerate(blocks):
        if isinstance(block, Grid) and not block.caption:
            for place, above in _near(blocks, range(index - 1, index - 1 - _NEAR, -1)):
                caption = written.get(runs_text(above.runs))
                if caption and index not in captions:
                    captions[index] = looked_runs(above.runs, caption)
                    used.add(place)
    for index, block in enumerate(blocks):
        if isinstance(block, Grid) and index in captions:
            yield evolve(block, caption=captions[index])
        elif index not in used:
            yield block


def _near(blocks: Sequence[LayoutBlock], places: Iterable[int]) -> Iterator[tuple[int, Para]]:
    """Yield the paragraphs without a look at places, up to the first block that is none."""
    for place in places:
        block = blocks[place] if 0 <= place < len(blocks) else None
        if not isinstance(block, Para) or block.role is not Role.PARAGRAPH:
            return
        yield place, block


def _has(para: Para, words: Runs) -> bool:
    return bool(words) and runs_text(para.runs) == runs_text(words)
