"""Own fields in an edited file: which part has the id and the user's own fields of a block that was cut or joined.

A block that was cut in two is its first part, and two blocks that became one are the first of them, which has the
second's where it had none. What no part has any more is noted. The same goes for what else nobody sees of joined blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from briefkit.lower.context import OwnFields
from briefkit.notes import Code, Note, note
from briefkit.reconcile.lowered_payload import LoweredPayload
from briefkit.reconcile.sheet_leaves import Leaf


def align_first_parts(
    found: Sequence[Leaf], aligned: Sequence[int | None], payload: LoweredPayload
) -> list[int | None]:
    """Return an alignment in which blocks that were cut or joined are aligned by their first parts, if nobody sees all of them.

    Args:
        found: The leaves of the file.
        aligned: The written leaf that each of them is, by its index.
        payload: What was written.
    """
    written, own = payload.leaves, payload.own_fields
    better = list(aligned)
    there = set(aligned)
    for index, place in enumerate(aligned):
        if place is None or payload.is_shown(written[place], found[index]):
            continue
        if written[place].block.anchor in own:
            first = _first_part(found, better, index, written[place], payload)
            better[index], better[first] = better[first], better[index]
        gone = _joined_before(found[index], place, payload, there)
        if gone is not None and any(
            one.block.anchor in own or one.block.anchor in payload.partly_rendered
            for one in written[gone : place + 1]
        ):
            better[index] = gone
    return better


def _first_part(
    found: Sequence[Leaf],
    aligned: Sequence[int | None],
    index: int,
    written: Leaf,
    payload: LoweredPayload,
) -> int:
    """Return the index of the leaf, of those put in right before one, that a written leaf begins with."""
    first = index
    for before in range(index - 1, -1, -1):
        if aligned[before] is not None or payload.was_written(found[before]):
            break
        if _may_be_one(found[before], written) and _begins(written, found[before]):
            first = before
    return first


def _joined_before(
    found: Leaf, place: int, payload: LoweredPayload, there: Set[int | None]
) -> int | None:
    """Return the place of the written leaf, of those that are gone right before one, that a leaf begins with."""
    first = None
    for before in range(place - 1, -1, -1):
        written = payload.leaves[before]
        if before in there:
            break
        if _may_be_one(found, written) and _begins(found, written):
            first = before
    return first


def own_fields_left(
    found: Sequence[Leaf], aligned: Sequence[int | None], payload: LoweredPayload
) -> Mapping[str, OwnFields]:
    """Return the own fields by the anchors of the blocks that have them now.

    A block without any has those of one that it was joined with.

    Args:
        found: The leaves of the file.
        aligned: The written leaf that each of them is, by its index.
        payload: What was written.
    """
    own = dict(payload.own_fields)
    there = set(aligned)
    for leaf, place in zip(found, aligned, strict=True):
        if place is None or payload.leaves[place].block.anchor in own:
            continue
        for joined in payload.leaves[place + 1 : place + 2]:
            if (
                place + 1 not in there
                and joined.block.anchor in own
                and _may_be_one(leaf, joined)
                and _ends(leaf, joined)
            ):
                own[payload.leaves[place].block.anchor] = own.pop(joined.block.anchor)
    return own


def dropped_own_fields(own: Mapping[str, OwnFields], kept: Set[str]) -> Iterator[Note]:
    """Yield a note on the own fields of each block that is gone.

    Args:
        own: The own fields, by anchor.
        kept: The anchors whose own fields a part has again.
    """
    for anchor, fields in own.items():
        if anchor not in kept:
            parts = [f"the id {fields.id!r}"] if fields.id else []
            parts += [f"the field {key!r}" for key in fields.extra]
            message = f"A block is gone, and with it {', '.join(parts)}."
            yield note(Code.OWN_FIELDS_DROPPED, message)


def _may_be_one(one: Leaf, other: Leaf) -> bool:
    return type(one.block) is type(other.block) and one.context == other.context


def _begins(whole: Leaf, part: Leaf) -> bool:
    """Whether the words of a leaf begin with those of another, or with half of them at least."""
    return _shared(whole.words.split(), part.words.split())


def _ends(whole: Leaf, part: Leaf) -> bool:
    return _shared(whole.words.split()[::-1], part.words.split()[::-1])


def _shared(whole: Sequence[str], part: Sequence[str]) -> bool:
    same = next(
        (n for n, (one, other) in enumerate(zip(whole, part, strict=False)) if one != other),
        min(len(whole), len(part)),
    )
    return bool(part) and 2 * same >= len(part)
