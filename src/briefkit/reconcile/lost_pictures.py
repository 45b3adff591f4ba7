"""Lost pictures: those of a base, put back where a program dropped all pictures of a file.

Where a file has a picture left, one that is not there was taken out.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from briefkit.layout import LayoutBlock, Para, Picture, Role, Runs, Sheet
from briefkit.lower.generated_runs import block_text, runs_text
from briefkit.notes import Code
from briefkit.reconcile.align import PAIR_SIMILARITY
from briefkit.reconcile.parsed_file import ParsedFile
from briefkit.reconcile.word_alignment import fold_words
from briefkit.sequences import as_letters, similarity

_TOLD = (Code.PICTURE_DROPPED, Code.ALT_MISSING)


def with_lost_pictures(file: ParsedFile, written: Sheet) -> ParsedFile:
    """Return a file with the pictures that it was written with, if it has none; notes on them go.

    Args:
        file: The file.
        written: What it was written with.
    """
    shows_any = any(isinstance(block, Picture) for block in file.sheet.blocks)
    if shows_any or not any(isinstance(block, Picture) for block in written.blocks):
        return file
    blocks = list(file.sheet.blocks)
    for index, block in enumerate(written.blocks):
        place = _place_after(written.blocks[:index], blocks) if isinstance(block, Picture) else None
        if isinstance(block, Picture) and place is not None:
            block, beside = _with_words_beside(block, blocks[place : place + 2])
            blocks[place : place + beside] = [block]
    notes = tuple(one for one in file.notes if one.code not in _TOLD)
    return evolve(file, sheet=evolve(file.sheet, blocks=tuple(blocks)), notes=notes)


def _place_after(before: Sequence[LayoutBlock], blocks: Sequence[LayoutBlock]) -> int | None:
    """Return the place in a file behind the nearest of some written blocks that is there; None where none is."""
    places = {_key(block): place for place, block in enumerate(blocks)}
    anchors = {block.anchor: place for place, block in enumerate(blocks) if block.anchor}
    for block in reversed(before):
        found = places.get(_key(block), anchors.get(block.anchor))
        if found is not None:
            return found + 1
    return None


def _key(block: LayoutBlock) -> tuple[object, ...]:
    return type(block), block.anchor if isinstance(block, Picture) else fold_words(
        block_text(block)
    )


def _with_words_beside(picture: Picture, below: Sequence[LayoutBlock]) -> tuple[Picture, int]:
    """Return a picture with its caption and credit as they stand below its place, and how many blocks these take."""
    taken = 0
    for block in below:
        words = _plain(block)
        if words and _is_like(words, picture.caption) and not taken:
            picture = evolve(picture, caption=words)
        elif words and _is_like(words, picture.credit):
            picture = evolve(picture, credit=words)
        else:
            break
        taken += 1
    return picture, taken


def _plain(block: LayoutBlock) -> Runs:
    """Return the words of a paragraph that is nothing else."""
    return block.runs if isinstance(block, Para) and block.role is Role.PARAGRAPH else ()


def _is_like(words: Runs, written: Runs) -> bool:
    one, other = as_letters((fold_words(runs_text(words)), fold_words(runs_text(written))))
    return bool(written) and similarity(one, other) >= PAIR_SIMILARITY
