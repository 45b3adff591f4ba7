"""Reading back: what a file shows, held against the brief that travels in it.

Every reader of a visual format gives what it sees as a Sheet, and the envelope that the file carries, if it
carries one. What becomes of the two is decided here, in one place for all of them:

- what is seen is what was written, by the digests in the envelope: the payload is the brief, exactly;
- something differs, so somebody edited: seen words win, and what is not seen stays with its block;
- no envelope, or one that belongs to something else: the brief is what is seen.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from difflib import SequenceMatcher
from typing import Any

from attrs import evolve, frozen

from briefkit.envelope import (
    CarriedBrief,
    Envelope,
    FindPicture,
    Leaf,
    leaf_of,
    leaves,
    read_envelope,
)
from briefkit.errors import ReadError
from briefkit.layout import Items, LayoutBlock, Picture, Sheet
from briefkit.lower import lift, lower_knowing
from briefkit.lower.words import Knowing, Lifting
from briefkit.media import Image
from briefkit.model import Brief
from briefkit.notes import Codes, Level, Note, NoteMaker, Reading
from briefkit.seen import seen_runs
from briefkit.walk import at, walk

#: What reading back can find → how much that should worry, and what it means. docs/formats.md lists it.
CODES: Codes = {
    "payload-corrupt": (Level.DROPPED, "The brief that travels in the file cannot be read."),
    "payload-other": (
        Level.DROPPED,
        "The brief that travels in the file is not what the file shows.",
    ),
    "block-edited": (Level.EDITED, "The words of a block are not those that it was written with."),
    "block-inserted": (Level.EDITED, "A block was put in."),
    "block-deleted": (Level.EDITED, "A block was taken out."),
    "block-moved": (Level.EDITED, "A block stands somewhere else."),
    "banner-edited": (Level.EDITED, "The banner is not the one that was written."),
    "picture-changed": (
        Level.EDITED,
        "A picture is not the one that was written; the one in the file was taken.",
    ),
}
# How alike two blocks without a common anchor are, at least, to be one and its edited self.
_ANY_ANCHOR = 0.6
# How alike two blocks are, at least, to speak for a payload: anchors are alike in all files.
_LIKE = 0.3
# The share of the written blocks that must be found again, or the payload belongs to something else.
_OWN = 0.25
_LONGEST_COMPARED = 2_000  # characters
_MOST_COMPARED = 40_000  # pairs of blocks


@frozen
class Seen:
    """What a reader found in a file of briefkit's own.

    Attributes:
        sheet: What the file shows; a block without a name of its own has the anchor "".
        payload: The envelope that the file carries, as it stands in it; None where there is none.
        notes: What the reader has to say of the file itself.
    """

    sheet: Sheet
    payload: bytes | None = None
    notes: tuple[Note, ...] = ()


# Seen and carried


def reconcile(seen: Seen) -> Reading:
    """Return the brief of a file.

    Raises:
        ReadError: There is no title, seen or carried.
    """
    if seen.payload is None:
        return _only_seen(seen)
    found = leaves(seen.sheet)
    try:
        envelope = read_envelope(seen.payload, _finder(found))
    except ReadError as error:
        return _only_seen(seen, _note("payload-corrupt", str(error)))
    carried = envelope.carried
    if envelope.anchors:
        found = tuple(_with_written_pictures(found, envelope))
    same_banner = seen_runs(seen.sheet.banner) == envelope.banner
    if same_banner and [leaf.digest for leaf in found] == [
        digest for _, digest, _ in envelope.written
    ]:
        return Reading(carried.brief, (*seen.notes, *changed_pictures(carried.brief, carried)))
    sheet, _ = lower_knowing(carried.brief)
    before = _as_written(leaves(sheet), envelope)
    aligned = _align(found, before)
    pairs = [
        (leaf, before[place])
        for leaf, place in zip(found, aligned, strict=True)
        if place is not None
    ]
    if len([pair for pair in pairs if _likeness(*pair) >= _LIKE]) < _OWN * len(before):
        return _only_seen(seen, _note("payload-other", "The file shows something else."))
    return _edited(seen, envelope, sheet, found, before, aligned)


def _only_seen(seen: Seen, *notes: Note) -> Reading:
    reading = lift(seen.sheet)
    return Reading(reading.brief, (*seen.notes, *notes, *reading.notes))


_made = NoteMaker(CODES)


def _note(code: str, message: str, path: str = "", before: str = "", after: str = "") -> Note:
    return _made(code, message, path=path, before=before, after=after)


# Pictures


def _finder(found: Sequence[Leaf]) -> FindPicture:
    """Return what finds the pictures of a file among its leaves."""
    pictures = [leaf.block for leaf in found if isinstance(leaf.block, Picture)]
    by_digest = {one.image.digest: one.image for one in pictures}
    by_anchor = {one.anchor: one.image for one in pictures if one.anchor}

    def find(digest: str, anchors: Sequence[str]) -> Image | None:
        there = (by_anchor[anchor] for anchor in anchors if anchor in by_anchor)
        return by_digest.get(digest) or next(there, None)

    return find


def _with_written_pictures(found: Sequence[Leaf], envelope: Envelope) -> Iterator[Leaf]:
    """Yield leaves, their pictures with the digests that the envelope names them by.

    One that was changed counts as the one that was written: all else of its block may be unchanged.
    """
    names = {
        anchor: name
        for name in envelope.carried.changed
        for anchor in envelope.anchors.get(name, ())
    }
    for leaf in found:
        if isinstance(leaf.block, Picture):
            block = evolve(leaf.block, digest=names.get(leaf.block.anchor))
            yield leaf_of(block, leaf.context)
        else:
            yield leaf


def changed_pictures(brief: Brief, carried: CarriedBrief) -> Iterator[Note]:
    """Yield a note on every picture of a brief that took the place of the one that was written.

    Args:
        brief: The brief that was read.
        carried: The one that the file carries.
    """
    others = set(map(id, carried.changed.values()))
    for path, image in walk(brief, Image) if others else ():
        if id(image) in others:
            yield _note("picture-changed", "The picture is not the one that was written.", path)


# What was written


def _as_written(lowered: Sequence[Leaf], envelope: Envelope) -> tuple[Leaf, ...]:
    """Return the leaves that were written: as this version lowers them, with the digests of that day."""
    by_anchor = {leaf.block.anchor: leaf for leaf in lowered}
    written = []
    for place, (anchor, digest, _) in enumerate(envelope.written):
        leaf = by_anchor.get(anchor) or lowered[min(place, len(lowered) - 1)]
        written.append(evolve(leaf, block=evolve(leaf.block, anchor=anchor), digest=digest))
    return tuple(written)


def _edited(
    seen: Seen,
    envelope: Envelope,
    sheet: Sheet,
    found: Sequence[Leaf],
    before: Sequence[Leaf],
    aligned: Sequence[int | None],
) -> Reading:
    """Return the brief that is seen, with what is known of the blocks that are still there."""
    old = envelope.carried.brief
    kept = {
        before[place].block.anchor
        for leaf, place in zip(found, aligned, strict=True)
        if place is not None and leaf.digest == before[place].digest
    }
    known = dict(_known(envelope))
    there = {before[place].block.anchor for place in aligned if place is not None}
    lifting = Lifting(
        old.language,
        known=known,
        spare=[one for name in known if name not in there for one in known[name].evidence],
        kept=kept,
        keys={str(number): source.key for number, source in enumerate(old.sources, 1)},
    )
    settled = iter(
        [_settled(leaf, place, before) for leaf, place in zip(found, aligned, strict=True)]
    )
    same_banner = seen_runs(seen.sheet.banner) == envelope.banner
    reading = lift(
        evolve(
            seen.sheet,
            language=old.language,
            banner=sheet.banner if same_banner else seen.sheet.banner,
            blocks=tuple(_rebuilt(seen.sheet.blocks, settled)),
        ),
        lifting,
    )
    sums = {source.key: source.sha256 for source in old.sources}
    brief = evolve(
        reading.brief,
        id=old.id,
        topics=old.topics,
        sources=tuple(evolve(one, sha256=sums.get(one.key)) for one in reading.brief.sources),
    )
    notes = [*seen.notes]
    if not same_banner:
        words = ("".join(run.span.text for run in one.banner) for one in (sheet, seen.sheet))
        notes.append(_note("banner-edited", "The banner was edited.", **_change(*words)))
    places = {id(part): path for path, part in walk(brief)}
    paths = {anchor: places.get(id(block), "") for anchor, block in lifting.lifted.items()}
    notes += _differences(found, before, aligned, paths)
    notes += changed_pictures(brief, envelope.carried)
    return Reading(brief, (*notes, *reading.notes))


def _known(envelope: Envelope) -> Iterator[tuple[str, Knowing]]:
    for anchor, _, path in envelope.written:
        with suppress(LookupError, AttributeError, ValueError):  # an envelope may say anything
            block = at(envelope.carried.brief, path)
            if isinstance(block, Knowing):
                yield anchor, block


def _settled(leaf: Leaf, place: int | None, before: Sequence[Leaf]) -> LayoutBlock:
    """Return a block under the anchor that it was written with; one that is unchanged, as it was written."""
    if place is None:
        return evolve(leaf.block, anchor="")
    written = before[place]
    if leaf.digest == written.digest == leaf_of(written.block, leaf.context).digest:
        return written.block
    return evolve(leaf.block, anchor=written.block.anchor)


def _rebuilt(
    blocks: Sequence[LayoutBlock], settled: Iterator[LayoutBlock]
) -> Iterator[LayoutBlock]:
    """Yield blocks with their leaves, in reading order, taken from `settled`."""
    for block in blocks:
        if isinstance(block, Items):
            items: Any = tuple(tuple(_rebuilt(item, settled)) for item in block.items)
            yield evolve(block, items=items)
        else:
            yield next(settled)


# Which is which


def _align(found: Sequence[Leaf], before: Sequence[Leaf]) -> list[int | None]:
    """Return for each leaf that is seen the place of the one that was written, or None."""
    aligned: list[int | None] = [None] * len(found)
    free = set(range(len(before)))

    def bind(index: int, place: int) -> None:
        aligned[index] = place
        free.discard(place)

    by_anchor: dict[str, list[int]] = {}
    for index, leaf in enumerate(found):
        if leaf.block.anchor:
            by_anchor.setdefault(leaf.block.anchor, []).append(index)
    for place, leaf in enumerate(before):
        # A copied block brings its anchor along: the likelier of the two keeps it.
        candidates = by_anchor.get(leaf.block.anchor, [])
        best = max(candidates, key=lambda index: _likeness(found[index], leaf), default=None)
        if best is not None and type(found[best].block) is type(leaf.block):
            bind(best, place)
    for index, place in _likely_pairs(found, before, aligned, free):
        if aligned[index] is None and place in free:
            bind(index, place)
    return aligned


def _likely_pairs(
    found: Sequence[Leaf], before: Sequence[Leaf], aligned: Sequence[int | None], free: set[int]
) -> list[tuple[int, int]]:
    """Return what is left on both sides, paired by likeness, the likeliest first."""
    left = [index for index, place in enumerate(aligned) if place is None]
    if len(left) * len(free) > _MOST_COMPARED:
        return []
    pairs = [
        (_likeness(found[index], before[place]), index, place) for index in left for place in free
    ]
    likely = sorted((pair for pair in pairs if pair[0] >= _ANY_ANCHOR), reverse=True)
    return [(index, place) for _, index, place in likely]


def _likeness(one: Leaf, other: Leaf) -> float:
    """Return how alike two leaves are, from 0 to 1, by their words."""
    if one.digest == other.digest:
        return 1
    if type(one.block) is not type(other.block):
        return 0
    if isinstance(one.block, Picture) and isinstance(other.block, Picture):
        return 0.9 if one.block.image == other.block.image else _ANY_ANCHOR / 2
    words, others = (leaf.words[:_LONGEST_COMPARED].split() for leaf in (one, other))
    if not words or not others:
        return 0
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    # A block that was cut in two is still the one that it begins or ends.
    return matcher.ratio() if len(words) > len(others) / 3 else matcher.ratio() * 1.5


# What to say of it


def _differences(
    found: Sequence[Leaf],
    before: Sequence[Leaf],
    aligned: Sequence[int | None],
    paths: Mapping[str, str],
) -> Iterator[Note]:
    """Yield a note for every block that was edited, put in, taken out or moved, in reading order."""
    unmoved = _longest_rise([place for place in aligned if place is not None])
    for leaf, place in zip(found, aligned, strict=True):
        words = _short(leaf.words)
        if place is None:
            yield _note("block-inserted", f"“{words}” was put in.", **_change("", leaf.words))
            continue
        written = before[place]
        path = paths.get(written.block.anchor, "")
        if place not in unmoved:
            yield _note("block-moved", f"“{words}” stands somewhere else.", path=path)
        if leaf.digest != written.digest:
            change = _change(written.words, leaf.words)
            message = f"“{_short(written.words)}” became “{words}”."
            if written.words == leaf.words:
                message = f"“{words}” looks otherwise than it was written."
            yield _note("block-edited", message, path=path, **change)
    for place, written in enumerate(before):
        if place not in aligned:
            message = f"“{_short(written.words)}” was taken out."
            yield _note("block-deleted", message, **_change(written.words, ""))


def _change(before: str, after: str) -> dict[str, str]:
    return {"before": before, "after": after}


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59].rstrip()}…"


def _longest_rise(places: Sequence[int]) -> set[int]:
    """Return the longest of the subsequences that rise: whatever is not in it has moved."""
    ends: list[int] = []
    links: dict[int, int | None] = {}
    for place in places:
        at_end = bisect_left(ends, place)
        links[place] = ends[at_end - 1] if at_end else None
        ends[at_end : at_end + 1] = [place]
    rise: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        rise.add(last)
        last = links[last]
    return rise
