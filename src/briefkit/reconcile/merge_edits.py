"""Edited brief: what an edited file shows, merged with what its payload knows of the blocks that are still there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import partial
from typing import Any

from attrs import evolve

from briefkit.layout import Items, LayoutBlock, Para, Picture, Role
from briefkit.layout.roles import LISTED_IN
from briefkit.lower.context import OwnFields, PartlyRendered
from briefkit.lower.lift_context import Original
from briefkit.lower.lifting import lift_edited
from briefkit.lower.unseen_facts import unseen_facts
from briefkit.model import EVIDENCED_BLOCKS, Evidence, Paragraph
from briefkit.model.walk import walk
from briefkit.notes import Reading
from briefkit.reconcile.edit_notes import edits_of_banner, edits_of_blocks, edits_of_facts
from briefkit.reconcile.identity import identified
from briefkit.reconcile.kept_statements import (
    WrittenStatements,
    gone_statements,
    written_statements,
)
from briefkit.reconcile.lost_looks import with_look
from briefkit.reconcile.lowered_payload import LoweredPayload
from briefkit.reconcile.own_fields import (
    align_first_parts,
    dropped_own_fields,
    own_fields_left,
)
from briefkit.reconcile.parsed_file import ParsedFile
from briefkit.reconcile.pictures import changed_pictures
from briefkit.reconcile.sheet_leaves import Leaf, leaves
from briefkit.reconcile.typed_numbers import listed_sources, with_typed_numbers
from briefkit.reconcile.unseen_marks import with_unseen_marks, written_texts


def read_edited(
    file: ParsedFile, found: Sequence[Leaf], aligned: Sequence[int | None], payload: LoweredPayload
) -> Reading:
    """Return the brief that an edited file shows, with a note on every edit.

    Args:
        file: The file.
        found: Its leaves, with the looks that they were written with.
        aligned: The written leaf that each of them is, by its index.
        payload: What was written.
    """
    sheet, old, banner = file.sheet, payload.brief, file.sheet.banner
    aligned = align_first_parts(found, aligned, payload)
    own = own_fields_left(found, aligned, payload)
    sources = listed_sources(_source_anchors(found, aligned, payload), len(old.sources))
    unchanged = {
        payload.leaves[place].block.anchor
        for leaf, place in zip(found, aligned, strict=True)
        if place is not None and payload.is_shown(payload.leaves[place], leaf)
    }
    shown = {
        payload.leaves[place].block.anchor: leaf.words
        for leaf, place in zip(found, aligned, strict=True)
        if place is not None
    }
    said = written_statements(payload.partly_rendered, unchanged, shown)
    restored = iter(
        [
            _restored(leaf, place, payload, sources)
            for leaf, place in zip(found, aligned, strict=True)
        ]
    )
    lifted = lift_edited(
        evolve(
            sheet,
            language=old.language,
            banner=payload.sheet.banner if payload.has_banner(banner) else banner,
            blocks=tuple(_with_leaves(sheet.blocks, restored)),
        ),
        _original(file, found, aligned, payload, own, unchanged, said),
    )
    reading = lifted.reading
    known = identified(reading.brief, found, aligned, payload)
    # Paths are found by the blocks that were lifted.
    parts = [*walk(reading.brief)]
    places = {id(part): path for path, part in parts}
    paths = {anchor: places.get(id(block), "") for anchor, block in lifted.blocks.items()}
    unseen = {
        fact
        for _, part in parts
        if isinstance(part, EVIDENCED_BLOCKS)
        for fact in unseen_facts(part)
    }
    notes = (
        *edits_of_banner(banner, payload),
        *edits_of_blocks(leaves(sheet), aligned, payload, paths, unseen),
        *edits_of_facts(lifted.dropped, paths),
        *gone_statements(said, lifted.said, unchanged, paths),
        *dropped_own_fields(own, lifted.kept),
        *known.notes,
        *changed_pictures(known.brief, payload.restored),
        *reading.notes,
    )
    return Reading(known.brief, notes)


def _original(
    file: ParsedFile,
    found: Sequence[Leaf],
    aligned: Sequence[int | None],
    payload: LoweredPayload,
    own: Mapping[str, OwnFields],
    unchanged: Set[str],
    said: WrittenStatements,
) -> Original:
    """Return what lifting needs to know of the brief that was written."""
    written = payload.leaves
    there = {written[place].block.anchor for place in aligned if place is not None}
    return Original(
        partly_rendered=payload.partly_rendered,
        own_fields=own,
        opening=payload.sheet.opening,
        unchanged=unchanged,
        keys={str(number): one.key for number, one in enumerate(payload.brief.sources, 1)},
        spare_evidence=[
            one
            for anchor, block in payload.partly_rendered.items()
            if anchor not in there
            for one in _evidence_of(block)
        ],
        printed={
            leaf.block.anchor: frozenset((run.role, run.span.text) for run in leaf.block.runs)
            for leaf in written
            if isinstance(leaf.block, Para)
        },
        with_unseen_marks=partial(
            with_unseen_marks, written_texts(payload.brief, file.marks_languages)
        ),
        said=said.by_anchor,
        statements_in=said.standing_in,
    )


def _evidence_of(block: PartlyRendered) -> Iterator[Evidence]:
    parts = block.statements if isinstance(block, Paragraph) else (block,)
    return (one for part in parts for one in part.evidence)


def _source_anchors(
    found: Sequence[Leaf], aligned: Sequence[int | None], payload: LoweredPayload
) -> list[str]:
    """Return the anchors that the listed sources of a file were written with; "" for each that somebody added."""
    return [
        "" if place is None else payload.leaves[place].block.anchor
        for leaf, place in zip(found, aligned, strict=True)
        if leaf.block.role is Role.SOURCE
    ]


def _restored(
    leaf: Leaf, place: int | None, payload: LoweredPayload, sources: Mapping[str, str | None]
) -> LayoutBlock:
    """Return the block of a leaf under the anchor that it was written with; an unchanged one as it was written."""
    if place is None:
        return evolve(with_typed_numbers(leaf.block, "", sources), anchor="")
    written = payload.leaves[place]
    if payload.is_shown(written, leaf):
        return written.block
    looked = with_look(leaf.block, written.block)
    typed = with_typed_numbers(looked, written.words, sources)
    if isinstance(typed, Picture) and isinstance(written.block, Picture):
        width = payload.resized_to(written, leaf) or written.block.width
        typed = evolve(typed, width=width)
    return evolve(typed, anchor=written.block.anchor)


def _with_leaves(
    blocks: Sequence[LayoutBlock], restored: Iterator[LayoutBlock]
) -> Iterator[LayoutBlock]:
    """Yield blocks, each leaf in reading order replaced by the next of `restored`."""
    for block in blocks:
        if isinstance(block, Items):
            # A restored leaf has the type of the one in whose place it stands.
            items: Any = tuple(tuple(_with_leaves(item, restored)) for item in block.items)
            roles = (LISTED_IN.get(first.role) for first, *_ in items)
            own = next(filter(None, roles), block.role)
            yield evolve(block, items=items, role=own if block.role is Role.LIST else block.role)
        else:
            yield next(restored)
