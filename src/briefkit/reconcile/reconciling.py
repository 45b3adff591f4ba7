"""Reading back: what a file shows, held against the brief that travels in it.

Every reader of a visual format gives what it sees as a Sheet, and the payload that the file carries, if it
carries one. What becomes of the two is decided here, in one place for all of them:

- what is seen is what the carried brief shows: that is the brief, exactly;
- something differs: seen words win, and what is not seen stays with its block. By the digests in the payload somebody
  edited the file, or its brief never was what it shows;
- no payload, or one that belongs to something else: the brief is what is seen.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from briefkit.errors import ReadError
from briefkit.layout import Items, LayoutBlock, Picture, Runs, Sheet
from briefkit.layout.fingerprint import runs_key
from briefkit.limits import limits_in_force
from briefkit.lower import lift, lift_edited
from briefkit.lower.context import Original
from briefkit.lower.runs import runs_text
from briefkit.model import Brief
from briefkit.model.media import Image
from briefkit.model.walk import walk
from briefkit.notes import Code, Note, Reading, note
from briefkit.reconcile.lowered_payload import LoweredPayload, lowered
from briefkit.reconcile.payload import (
    FindPicture,
    Leaf,
    Payload,
    PayloadBrief,
    leaves,
    read_payload,
)
from briefkit.reconcile.similarity import lettered, likeness

# How alike two blocks without a common anchor are, at least, to be one and its edited self.
_ANY_ANCHOR = 0.6
# How alike two blocks are, at least, to speak for a payload: anchors are alike in all files.
_LIKE = 0.3
# The share of the written blocks that must be found again, or the payload belongs to something else.
_OWN = 0.25
_LONGEST_COMPARED = 2_000  # characters
_PAIR = 100  # words that take as long as it takes to begin on a pair


@frozen
class ParsedFile:
    """What a reader found in a file of briefkit's own.

    Attributes:
        sheet: What the file shows; a block without a name of its own has the anchor "".
        payload: The payload that the file carries, as it stands in it; None where there is none.
        notes: What the reader has to say of the file itself.
    """

    sheet: Sheet
    payload: bytes | None = None
    notes: tuple[Note, ...] = ()


# Seen and carried


def reconcile(seen: ParsedFile) -> Reading:
    """Return the brief of a file.

    Raises:
        ReadError: There is no title, seen or carried.
    """
    if seen.payload is None:
        return _only_seen(seen)
    found = leaves(seen.sheet)
    try:
        payload = read_payload(seen.payload, _finder(found))
    except ReadError as error:
        return _only_seen(seen, note(Code.PAYLOAD_CORRUPT, str(error)))
    carried = lowered(payload)
    if carried.has_banner(seen.sheet.banner) and carried.is_all_shown(found):
        exact = Reading(
            carried.brief, (*seen.notes, *changed_pictures(carried.brief, payload.carried))
        )
        return _in_its_language(exact, seen.sheet.language, carried)
    aligned = _align(found, carried)
    pairs = [
        (leaf, carried.leaves[place])
        for leaf, place in zip(found, aligned, strict=True)
        if place is not None
    ]
    alike = [pair for pair in pairs if _likeness(*pair, carried) >= _LIKE]
    if len(alike) < _OWN * len(carried.leaves):
        return _only_seen(seen, note(Code.PAYLOAD_OTHER, "The file shows something else."))
    edited = _edited(seen, payload, carried, found, aligned)
    return _in_its_language(edited, seen.sheet.language, carried)


def _only_seen(seen: ParsedFile, *notes: Note) -> Reading:
    reading = lift(seen.sheet)
    return Reading(reading.brief, (*seen.notes, *notes, *reading.notes))


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


def changed_pictures(brief: Brief, carried: PayloadBrief) -> Iterator[Note]:
    """Yield a note on every picture of a brief that took the place of the one that was written.

    Args:
        brief: The brief that was read.
        carried: The one that the file carries.
    """
    others = set(map(id, carried.changed.values()))
    for path, image in walk(brief, Image) if others else ():
        if id(image) in others:
            yield note(
                Code.PICTURE_CHANGED, "The picture is not the one that was written.", path=path
            )


# What was edited


def _edited(
    seen: ParsedFile,
    payload: Payload,
    carried: LoweredPayload,
    found: Sequence[Leaf],
    aligned: Sequence[int | None],
) -> Reading:
    """Return the brief that is seen, with what is known of the blocks that are still there."""
    old, before = carried.brief, carried.leaves
    kept = {
        before[place].block.anchor
        for leaf, place in zip(found, aligned, strict=True)
        if place is not None and carried.is_shown(before[place], leaf)
    }
    there = {before[place].block.anchor for place in aligned if place is not None}
    original = Original(
        partly_rendered=carried.known,
        spare_evidence=[
            one
            for name, block in carried.known.items()
            if name not in there
            for one in block.evidence
        ],
        unchanged=kept,
        keys={str(number): source.key for number, source in enumerate(old.sources, 1)},
    )
    settled = iter(
        [_settled(leaf, place, carried) for leaf, place in zip(found, aligned, strict=True)]
    )
    banner = seen.sheet.banner
    lifted = lift_edited(
        evolve(
            seen.sheet,
            language=old.language,
            banner=carried.sheet.banner if carried.has_banner(banner) else banner,
            blocks=tuple(_rebuilt(seen.sheet.blocks, settled)),
        ),
        original,
    )
    reading = lifted.reading
    sums = {source.key: source.sha256 for source in old.sources}
    brief = evolve(
        reading.brief,
        id=old.id,
        topics=old.topics,
        sources=tuple(evolve(one, sha256=sums.get(one.key)) for one in reading.brief.sources),
    )
    places = {id(part): path for path, part in walk(brief)}
    paths = {anchor: places.get(id(block), "") for anchor, block in lifted.blocks.items()}
    notes = (
        *seen.notes,
        *_banner_differs(banner, carried),
        *_differences(found, aligned, carried, paths),
        *changed_pictures(brief, payload.carried),
        *reading.notes,
    )
    return Reading(brief, notes)


def _settled(leaf: Leaf, place: int | None, carried: LoweredPayload) -> LayoutBlock:
    """Return a block under the anchor that it was written with; one that is unchanged, as it was written."""
    if place is None:
        return evolve(leaf.block, anchor="")
    written = carried.leaves[place]
    if carried.is_shown(written, leaf):
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


def _align(found: Sequence[Leaf], carried: LoweredPayload) -> list[int | None]:
    """Return for each leaf that is seen the place of the one that was written, or None."""
    before = carried.leaves
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
        candidates = by_anchor.pop(leaf.block.anchor, [])
        best = max(
            candidates, key=lambda index: _likeness(found[index], leaf, carried), default=None
        )
        if best is not None and type(found[best].block) is type(leaf.block):
            bind(best, place)
    for index, place in _likely_pairs(found, carried, aligned, free):
        if aligned[index] is None and place in free:
            bind(index, place)
    return aligned


def _likely_pairs(
    found: Sequence[Leaf], carried: LoweredPayload, aligned: Sequence[int | None], free: set[int]
) -> list[tuple[int, int]]:
    """Return what is left on both sides, paired by likeness, the likeliest first."""
    left = [(index, found[index]) for index, place in enumerate(aligned) if place is None]
    there = [(place, carried.leaves[place]) for place in free]
    texts = lettered(_compared(leaf) for _, leaf in (*left, *there))
    ours, theirs = texts[: len(left)], texts[len(left) :]
    work = len(left) * sum(map(len, theirs)) + len(there) * sum(map(len, ours))
    if work + _PAIR * len(left) * len(there) > limits_in_force().comparisons:
        return []
    pairs = [
        (_likeness_of(one, other, carried, words, others), index, place)
        for (index, one), words in zip(left, ours, strict=True)
        for (place, other), others in zip(there, theirs, strict=True)
    ]
    likely = sorted((pair for pair in pairs if pair[0] >= _ANY_ANCHOR), reverse=True)
    return [(index, place) for _, index, place in likely]


def _compared(leaf: Leaf) -> list[str]:
    """Return the words by which a leaf is compared."""
    return leaf.words[:_LONGEST_COMPARED].split()


def _likeness(one: Leaf, other: Leaf, carried: LoweredPayload) -> float:
    """Return how alike two leaves are, from 0 to 1, by their words: one that is seen, and one that is carried."""
    return _likeness_of(one, other, carried, *lettered((_compared(one), _compared(other))))


def _likeness_of(one: Leaf, other: Leaf, carried: LoweredPayload, words: str, others: str) -> float:
    """Return how alike two leaves are whose words are these, a letter each."""
    if carried.is_shown(other, one):
        return 1
    if type(one.block) is not type(other.block):
        return 0
    if isinstance(one.block, Picture) and isinstance(other.block, Picture):
        return 0.9 if one.block.image == other.block.image else _ANY_ANCHOR / 2
    if not words or not others:
        return 0
    alike = likeness(words, others)
    # A block that was cut in two is still the one that it begins or ends.
    return alike if len(words) > len(others) / 3 else alike * 1.5


# What to say of it


def _differences(
    found: Sequence[Leaf],
    aligned: Sequence[int | None],
    carried: LoweredPayload,
    paths: Mapping[str, str],
) -> Iterator[Note]:
    """Yield a note for every block that was edited, put in, taken out or moved, in reading order."""
    unmoved = _longest_rise([place for place in aligned if place is not None])
    for leaf, place in zip(found, aligned, strict=True):
        words = _short(leaf.words)
        if place is None:
            if carried.was_written(leaf):
                yield _payload_differs("", leaf.words)
            else:
                yield note(
                    Code.BLOCK_INSERTED, f"“{words}” was put in.", before="", after=leaf.words
                )
            continue
        written = carried.leaves[place]
        path = paths.get(written.block.anchor, "")
        if place not in unmoved:
            yield note(Code.BLOCK_MOVED, f"“{words}” stands somewhere else.", path=path)
        if carried.is_shown(written, leaf):
            continue
        if carried.was_written(leaf):
            yield _payload_differs(written.words, leaf.words, path)
            continue
        message = f"“{_short(written.words)}” became “{words}”."
        if written.words == leaf.words:
            message = f"“{words}” looks otherwise than it was written."
        yield note(Code.BLOCK_EDITED, message, path=path, before=written.words, after=leaf.words)
    found_again = set(aligned)
    for place, written in enumerate(carried.leaves):
        if place in found_again:
            continue
        if carried.was_written(written):
            message = f"“{_short(written.words)}” was taken out."
            yield note(Code.BLOCK_DELETED, message, before=written.words, after="")
        else:
            yield _payload_differs(written.words, "")


def _banner_differs(banner: Runs, carried: LoweredPayload) -> Iterator[Note]:
    """Yield a note where the banner is not that of the carried brief."""
    before, after = runs_text(carried.sheet.banner), runs_text(banner)
    if carried.has_banner(banner):
        return
    if runs_key(banner) == carried.banner:
        yield _payload_differs(before, after)
    else:
        yield note(Code.BANNER_EDITED, "The banner was edited.", before=before, after=after)


def _payload_differs(carried: str, shown: str, path: str = "") -> Note:
    message = f"The file was written with “{_short(shown)}”, its brief has “{_short(carried)}”."
    return note(Code.PAYLOAD_DIFFERS, message, path=path, before=carried, after=shown)


def _in_its_language(reading: Reading, language: str, carried: LoweredPayload) -> Reading:
    """Return a reading in the language that the file says it is in."""
    if carried.is_in(language):
        return reading
    written = carried.brief.language
    message = f"The file says that it is in {language}; its brief was in {written}."
    edited = note(Code.LANGUAGE_EDITED, message, path="language", before=written, after=language)
    return Reading(evolve(reading.brief, language=language), (*reading.notes, edited))


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
