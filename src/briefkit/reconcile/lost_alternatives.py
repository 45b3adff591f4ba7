"""Lost alternative texts: pictures of which a program dropped the words that say what they show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from briefkit.layout import LayoutBlock, Para, Picture, Role
from briefkit.layout.sheet import UNKNOWN_ALT
from briefkit.notes import Code, Note, note
from briefkit.reconcile.parsed_file import ParsedFile

_NO_ALT = ("", UNKNOWN_ALT)


def with_alternatives(file: ParsedFile, written: Sequence[LayoutBlock] = ()) -> ParsedFile:
    """Return a file in which each picture says what it shows.

    Args:
        file: The file.
        written: The blocks that it was written with. A picture without words has those of the picture that it was; one
            that was none of them goes, unless something stands for its words.
    """
    if not any(isinstance(one, Picture) and one.alt in _NO_ALT for one in file.sheet.blocks):
        return file
    notes: list[Note] = []
    blocks = tuple(_named(file.sheet.blocks, written, notes))
    kept = file.notes
    if not any(isinstance(one, Picture) and one.alt == UNKNOWN_ALT for one in blocks):
        kept = tuple(one for one in kept if one.code != Code.ALT_MISSING)
    return evolve(file, sheet=evolve(file.sheet, blocks=blocks), notes=(*kept, *notes))


def _named(
    blocks: Sequence[LayoutBlock], written: Sequence[LayoutBlock], notes: list[Note]
) -> Iterator[LayoutBlock]:
    there = {(one.image, one.alt) for one in blocks if isinstance(one, Picture)}
    known = [
        one for one in written if isinstance(one, Picture) and (one.image, one.alt) not in there
    ]
    for block in blocks:
        if not isinstance(block, Picture) or block.alt not in _NO_ALT:
            yield block
            continue
        same = [one for one in known if one.image == block.image]
        if same:
            own = next((one for one in same if one.anchor == block.anchor), same[0])
            known.remove(own)
            message = f"A picture lost the words that say what it shows: “{own.alt}”, as it was written, was taken."
            notes.append(note(Code.ALT_MISSING, message))
            yield evolve(block, alt=own.alt, role=own.role)
        elif block.alt:
            yield block
        else:
            message = "A picture has no words that say what it shows."
            notes.append(note(Code.PICTURE_DROPPED, message))
            yield from (
                Para(Role.PARAGRAPH, runs, "") for runs in (block.caption, block.credit) if runs
            )
