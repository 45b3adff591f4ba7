"""Alignment of leaves: which block of a file is which of its payload's brief.

Blocks are found again in this order: those that are equal; those with one anchor that are alike; those that are most
alike; and at last those with one anchor whatever they say, unless the brief has something of the block that nobody sees.
What nobody sees goes with its words: an anchor may come with what was pasted, or stay where all was typed anew.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from attrs import define, field

from briefkit.language.word_pattern import WORD
from briefkit.layout import Heading, Para, Picture
from briefkit.limits import limits_in_force
from briefkit.lower.generated_runs import runs_text
from briefkit.reconcile.lowered_payload import LoweredPayload
from briefkit.reconcile.sheet_leaves import Leaf
from briefkit.sequences import as_letters, similarity

#: The least similarity of two blocks without a common anchor that are taken for one and its edited self.
PAIR_SIMILARITY = 0.6
#: The least similarity of two blocks with a common anchor that speaks for it: anchors are alike in all files.
OWN_SIMILARITY = 0.3
#: The least share of the written blocks that must be found again; with less, the payload belongs to something else.
MIN_SHARE = 0.25
_SAME_IMAGE_SIMILARITY = 0.9  # of two pictures, whatever the words around them
_OTHER_IMAGE_SIMILARITY = PAIR_SIMILARITY / 2
_MAX_COMPARED = 2_000  # characters of a block
_PAIR_COST = 100  # as many words take as long as it takes to begin on a pair


@define
class _Alignment:
    """Alignment so far.

    Attributes:
        found: The leaves of a file.
        payload: What was written.
        places: The index of the written leaf that each of them is, or None.
        free: The indexes of the written leaves that were not found yet.
    """

    found: Sequence[Leaf]
    payload: LoweredPayload
    places: list[int | None] = field(init=False)
    free: set[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.places = [None] * len(self.found)
        self.free = set(range(len(self.payload.leaves)))

    def bind(self, index: int, place: int) -> None:
        """Bind a leaf of the file to a written one, if both are free."""
        if self.places[index] is None and place in self.free:
            self.places[index] = place
            self.free.discard(place)


def align(found: Sequence[Leaf], payload: LoweredPayload) -> list[int | None]:
    """Return for each leaf of a file the index of the written leaf that it is, or None."""
    alignment = _Alignment(found, payload)
    _bind_equal(alignment)
    with_one_anchor = [*_pairs_with_one_anchor(alignment)]
    for alike, index, place in with_one_anchor:
        if alike >= OWN_SIMILARITY:
            alignment.bind(index, place)
    for index, place in _similar_pairs(found, payload, alignment.places, alignment.free):
        if likeness(found[index], payload.leaves[place], payload) >= OWN_SIMILARITY:
            alignment.bind(index, place)
    for _, index, place in with_one_anchor:
        if not _has_unseen(payload.leaves[place], payload):
            alignment.bind(index, place)
    return alignment.places


def _bind_equal(alignment: _Alignment) -> None:
    """Bind equal leaves, first those with one anchor: among equals it tells which is which."""
    written = alignment.payload.leaves
    named = {(leaf.key, leaf.block.anchor): place for place, leaf in enumerate(written)}
    for index, leaf in enumerate(alignment.found):
        place = named.get((leaf.key, leaf.block.anchor))
        if place is not None:
            alignment.bind(index, place)
    by_key: dict[str, deque[int]] = {}
    for index, leaf in enumerate(alignment.found):
        if alignment.places[index] is None:
            by_key.setdefault(leaf.key, deque()).append(index)
    for place in sorted(alignment.free):
        alike = by_key.get(written[place].key)
        if alike:
            alignment.bind(alike.popleft(), place)


def _pairs_with_one_anchor(alignment: _Alignment) -> Iterator[tuple[float, int, int]]:
    """Yield the pairs with one anchor, each with its likeness; a copy brings its anchor along, so the likelier counts."""
    found, payload = alignment.found, alignment.payload
    by_anchor: dict[str, list[int]] = {}
    for index, leaf in enumerate(found):
        if leaf.block.anchor and alignment.places[index] is None:
            by_anchor.setdefault(leaf.block.anchor, []).append(index)
    for place in sorted(alignment.free):
        written = payload.leaves[place]
        candidates = [
            (likeness(found[index], written, payload), -index)
            for index in by_anchor.get(written.block.anchor, ())
            if type(found[index].block) is type(written.block)
        ]
        if candidates:
            alike, index = max(candidates)
            yield alike, -index, place


def _has_unseen(written: Leaf, payload: LoweredPayload) -> bool:
    """Whether the brief may have something of a block that nobody sees; a section is more than its heading."""
    anchor = written.block.anchor
    unseen = anchor in payload.partly_rendered or anchor in payload.own_fields
    return unseen and not isinstance(written.block, Heading)


def likeness(found: Leaf, written: Leaf, payload: LoweredPayload) -> float:
    """Return the similarity of two leaves by what they say, whoever says it and when."""
    said = [_words_said(leaf) for leaf in (found, written)]
    if not (all(said) and _has_unseen(written, payload)):
        return _similarity(found, written, payload)
    if payload.is_shown(written, found):
        return 1
    return _similarity_of_words(*as_letters(said))


def _words_said(leaf: Leaf) -> list[str]:
    """Return the words of a paragraph outside names, dates, labels and numbers; none of any other block."""
    if not isinstance(leaf.block, Para):
        return []
    return _compared(runs_text(run for run in leaf.block.runs if run.role is None))


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
    return _compared(leaf.words)


def _compared(words: str) -> list[str]:
    compared = words[:_MAX_COMPARED]
    return WORD.findall(compared.casefold()) or compared.split()


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
    return _similarity_of_words(words, others)


def _similarity_of_words(words: str, others: str) -> float:
    if not words or not others:
        return 0
    alike = similarity(words, others)
    # A block that was cut in two is still the one that it begins or ends.
    return alike if len(words) > len(others) / 3 else alike * 1.5
