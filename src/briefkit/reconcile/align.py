"""Alignment of leaves: which block of a file is which of its payload's brief, by anchor, and else by similarity."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.layout import Picture
from briefkit.limits import limits_in_force
from briefkit.reconcile.lowered_payload import LoweredPayload
from briefkit.reconcile.sheet_leaves import Leaf
from briefkit.sequences import as_letters, similarity

#: The least similarity of two blocks without a common anchor that are taken for one and its edited self.
PAIR_SIMILARITY = 0.6
#: The least similarity of two aligned blocks that speaks for a payload: anchors are alike in all files.
OWN_SIMILARITY = 0.3
#: The least share of the written blocks that must be found again; with less, the payload belongs to something else.
MIN_SHARE = 0.25
_SAME_IMAGE_SIMILARITY = 0.9  # of two pictures, whatever the words around them
_OTHER_IMAGE_SIMILARITY = PAIR_SIMILARITY / 2
_MAX_COMPARED = 2_000  # characters of a block
_PAIR_COST = 100  # as many words take as long as it takes to begin on a pair


def align(found: Sequence[Leaf], payload: LoweredPayload) -> list[int | None]:
    """Return for each leaf of a file the index of the written leaf that it is, or None."""
    written = payload.leaves
    aligned: list[int | None] = [None] * len(found)
    free = set(range(len(written)))

    def bind(index: int, place: int) -> None:
        aligned[index] = place
        free.discard(place)

    by_anchor: dict[str, list[int]] = {}
    for index, leaf in enumerate(found):
        if leaf.block.anchor:
            by_anchor.setdefault(leaf.block.anchor, []).append(index)
    for place, leaf in enumerate(written):
        # A copied block brings its anchor along: the likelier of the two keeps it.
        candidates = by_anchor.pop(leaf.block.anchor, [])
        best = max(
            candidates, key=lambda index: _similarity(found[index], leaf, payload), default=None
        )
        if best is not None and type(found[best].block) is type(leaf.block):
            bind(best, place)
    for index, place in _similar_pairs(found, payload, aligned, free):
        if aligned[index] is None and place in free:
            bind(index, place)
    return aligned


def is_own(found: Sequence[Leaf], payload: LoweredPayload, aligned: Sequence[int | None]) -> bool:
    """Whether a payload belongs to what a file shows: enough of its blocks are there."""
    pairs = [
        (leaf, payload.leaves[place])
        for leaf, place in zip(found, aligned, strict=True)
        if place is not None
    ]
    similar = [pair for pair in pairs if _similarity(*pair, payload) >= OWN_SIMILARITY]
    return len(similar) >= MIN_SHARE * len(payload.leaves)


def _similar_pairs(
    found: Sequence[Leaf], payload: LoweredPayload, aligned: Sequence[int | None], free: set[int]
) -> list[tuple[int, int]]:
    """Return pairs of what is left on both sides, the most similar first."""
    left = [(index, found[index]) for index, place in enumerate(aligned) if place is None]
    there = [(place, payload.leaves[place]) for place in free]
    texts = as_letters(_compared_words(leaf) for _, leaf in (*left, *there))
    ours, theirs = texts[: len(left)], texts[len(left) :]
    work = len(left) * sum(map(len, theirs)) + len(there) * sum(map(len, ours))
    if work + _PAIR_COST * len(left) * len(there) > limits_in_force().comparisons:
        return []
    pairs = [
        (_similarity_of(one, other, payload, words, others), index, place)
        for (index, one), words in zip(left, ours, strict=True)
        for (place, other), others in zip(there, theirs, strict=True)
    ]
    similar = sorted((pair for pair in pairs if pair[0] >= PAIR_SIMILARITY), reverse=True)
    return [(index, place) for _, index, place in similar]


def _compared_words(leaf: Leaf) -> list[str]:
    """Return the words by which a leaf is compared."""
    return leaf.words[:_MAX_COMPARED].split()


def _similarity(found: Leaf, written: Leaf, payload: LoweredPayload) -> float:
    """Return the similarity of a leaf of a file and a written one, from 0 to 1."""
    words, others = as_letters((_compared_words(found), _compared_words(written)))
    return _similarity_of(found, written, payload, words, others)


def _similarity_of(
    found: Leaf, written: Leaf, payload: LoweredPayload, words: str, others: str
) -> float:
    """Return the similarity of two leaves whose words are these, a letter each."""
    if payload.is_shown(written, found):
        return 1
    if type(found.block) is not type(written.block):
        return 0
    if isinstance(found.block, Picture) and isinstance(written.block, Picture):
        same = found.block.image == written.block.image
        return _SAME_IMAGE_SIMILARITY if same else _OTHER_IMAGE_SIMILARITY
    if not words or not others:
        return 0
    alike = similarity(words, others)
    # A block that was cut in two is still the one that it begins or ends.
    return alike if len(words) > len(others) / 3 else alike * 1.5
