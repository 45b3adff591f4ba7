"""Alignment by words: which block of a file is which of a brief, where programs dropped anchors, styles and kinds.

What is compared are pieces: a paragraph or a heading is one, a table and its caption are two, and so are the caption
and the credit of a picture, which other programs make paragraphs of their own.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import assert_never

from attrs import define, field, frozen

from briefkit.layout import Grid, Heading, Items, Para, Picture, Runs
from briefkit.layout.fingerprint import LINK_BACK
from briefkit.limits import limits_in_force
from briefkit.lower.generated_runs import runs_text
from briefkit.reconcile.align import PAIR_SIMILARITY
from briefkit.reconcile.sheet_leaves import Leaf
from briefkit.sequences import as_letters, similarity, stretches

#: A word; in scripts without spaces, a letter.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\s\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
)
_PAIR_COST = 100  # as many words take as long as it takes to begin on a pair
_MAX_COMPARED = 2_000  # words of a piece


class Part(enum.Enum):
    """What a piece is of its leaf."""

    WORDS = enum.auto()
    CELLS = enum.auto()
    CAPTION = enum.auto()
    CREDIT = enum.auto()


@frozen
class Piece:
    """A part of a leaf that may stand as a block of its own.

    Attributes:
        leaf: The index of the leaf.
        part: What it is of the leaf.
        runs: Its runs; () for the cells of a table.
        words: Its words, folded: programs change capitals, spaces and signs.
        is_heading: Whether it is a heading.
    """

    leaf: int
    part: Part
    runs: Runs
    words: tuple[str, ...]
    is_heading: bool = False

    @property
    def key(self) -> str:
        """The words in one; "" where there are but signs."""
        return "".join(self.words).translate(_WITHOUT_SIGNS).replace(" ", "")


@define
class WordAlignment:
    """The pieces of a file, and the written pieces that they are.

    Attributes:
        found: The pieces of the file.
        written: The pieces that were written.
        written_of: The index of the written piece that a piece of the file is.
        found_of: The index of the piece of the file that a written piece is now.
        unchanged: The written pieces whose words are in the file as they were.
    """

    found: Sequence[Piece]
    written: Sequence[Piece]
    written_of: dict[int, int] = field(factory=dict)
    found_of: dict[int, int] = field(factory=dict)
    unchanged: set[int] = field(factory=set)

    def bind(self, index: int, place: int) -> None:
        """Take a piece of the file for a written one, where neither is taken."""
        if index in self.written_of or place in self.found_of:
            return
        self.written_of[index], self.found_of[place] = place, index
        if self.found[index].words == self.written[place].words:
            self.unchanged.add(place)

    def bind_all(self, indices: Sequence[int], places: Sequence[int]) -> None:
        """Take pieces of the file for written ones that have the same words together."""
        self.written_of |= dict.fromkeys(indices, places[0])
        self.found_of |= dict.fromkeys(places, indices[0])
        self.unchanged.update(places)


def fold_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, without what programs change."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = LINK_BACK.sub("", plain).translate(_WITHOUT_SIGNS)
    return tuple(_WORD.findall(words)) or tuple(plain.split())


class _SignTable(dict[int, str]):
    """A table for `str.translate` that makes punctuation a space, and looks at each character once."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        is_sign = unicodedata.category(character) in _SIGNS or character == "|"  # of a table
        self[code] = " " if is_sign else character
        return self[code]


_SIGNS = frozenset(("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Zs", "Zl", "Zp", "Cc", "Cf"))
_WITHOUT_SIGNS = _SignTable()


def _pieces_of(leaves: Sequence[Leaf], settled: Collection[int]) -> list[Piece]:
    """Return the pieces of leaves that have words, in order, but for leaves that are settled."""
    return [
        piece
        for index, leaf in enumerate(leaves)
        if index not in settled
        for piece in _pieces(index, leaf)
    ]


def _pieces(index: int, leaf: Leaf) -> Iterator[Piece]:
    for part, runs, text in _parts(leaf):
        words = fold_words(text)
        has_letters = bool(" ".join(words).translate(_WITHOUT_SIGNS).strip())
        # Signs alone under a picture are not found again where a program joined them to other words.
        if words and (has_letters or part in (Part.WORDS, Part.CELLS)):
            yield Piece(index, part, runs, words, isinstance(leaf.block, Heading))


def _parts(leaf: Leaf) -> Iterator[tuple[Part, Runs, str]]:
    """Yield the parts of a leaf in the order in which they are printed, each with its runs and its text."""
    match leaf.block:
        case Para(runs=runs) | Heading(runs=runs):
            yield Part.WORDS, runs, runs_text(runs)
        case Grid(caption=caption) as grid:
            yield Part.CAPTION, caption, runs_text(caption)
            cells = (runs_text(cell) for row in (grid.header, *grid.rows) for cell in row)
            yield Part.CELLS, (), " ".join(cells)
        case Picture(caption=caption, credit=credit):
            yield Part.CAPTION, caption, runs_text(caption)
            yield Part.CREDIT, credit, runs_text(credit)
        case Items():
            raise AssertionError("a list holds leaves")
        case _:
            assert_never(leaf.block)


def align_words(
    found: Sequence[Leaf], written: Sequence[Leaf], settled: Mapping[int, int]
) -> WordAlignment:
    """Align the pieces of a file with those that were written: the same words first, then similar ones, then places.

    Args:
        found: The leaves of the file.
        written: The leaves that were written.
        settled: The leaves of the file that are known with all their words, each with the written leaf that it is.
    """
    alignment = WordAlignment(_pieces_of(found, settled), _pieces_of(written, {*settled.values()}))
    between = _bind_the_same(alignment)
    for places, indices in between:
        _bind_joined_captions(alignment, places, indices)
    _bind_flattened_tables(alignment)
    _bind_the_similar(alignment)
    for places, indices in between:
        _bind_typed_over(alignment, places, indices)
    return alignment


def _bind_the_same(alignment: WordAlignment) -> list[tuple[range, range]]:
    """Bind pieces of the same words: those in order first, then such as stand somewhere else.

    Returns:
        The stretches in which the two sides differ.
    """
    ours, theirs = alignment.written, alignment.found
    between: list[tuple[range, range]] = []
    for mine, its in stretches([one.words for one in ours], [one.words for one in theirs]):
        places, indices = range(len(ours))[mine], range(len(theirs))[its]
        if [ours[place].words for place in places] == [theirs[index].words for index in indices]:
            for index, place in zip(indices, places, strict=True):
                alignment.bind(index, place)
        else:
            between.append((places, indices))
    elsewhere: dict[tuple[str, ...], deque[int]] = {}
    for places, _ in between:
        for place in places:
            elsewhere.setdefault(ours[place].words, deque()).append(place)
    for _, indices in between:
        for index in indices:
            same = elsewhere.get(theirs[index].words)
            if same:
                alignment.bind(index, same.popleft())
    return between


def _bind_joined_captions(alignment: WordAlignment, places: range, indices: range) -> None:
    """Bind the caption and the credit of a picture of which a program made one paragraph."""
    ours = [place for place in places if place not in alignment.found_of]
    theirs = [index for index in indices if index not in alignment.written_of]
    found = {alignment.found[index].key: index for index in theirs}
    for place, after in pairwise(ours):
        index = found.get(alignment.written[place].key + alignment.written[after].key)
        if index is not None and alignment.written[place].part is Part.CAPTION:
            alignment.bind_all([index], [place, after])


def _bind_flattened_tables(alignment: WordAlignment) -> None:
    """Bind tables of which a program made paragraphs, with all of their words as they were."""
    theirs = [n for n in range(len(alignment.found)) if n not in alignment.written_of]
    whole = "".join(alignment.found[index].key for index in theirs)
    ends = [*accumulate((len(alignment.found[index].key) for index in theirs), initial=0)]
    for place, piece in enumerate(alignment.written):
        if piece.part is not Part.CELLS or place in alignment.found_of:
            continue
        start = whole.find(piece.key)
        if start in ends and start + len(piece.key) in ends:
            parts = theirs[ends.index(start) : ends.index(start + len(piece.key))]
            alignment.bind_all(parts, [place])


def _bind_typed_over(alignment: WordAlignment, places: range, indices: range) -> None:
    """Bind one block that stands alone in the place of another: it was typed over."""
    ours = [place for place in places if place not in alignment.found_of]
    theirs = [index for index in indices if index not in alignment.written_of]
    if len(ours) == len(theirs) == 1 and _may_be(
        alignment.found[theirs[0]], alignment.written[ours[0]]
    ):
        alignment.bind(theirs[0], ours[0])


def _bind_the_similar(alignment: WordAlignment) -> None:
    """Bind what is left on both sides, the most similar first."""
    theirs = [n for n in range(len(alignment.found)) if n not in alignment.written_of]
    ours = [n for n in range(len(alignment.written)) if n not in alignment.found_of]
    texts = as_letters(
        one.words[:_MAX_COMPARED]
        for one in (*(alignment.found[n] for n in theirs), *(alignment.written[n] for n in ours))
    )
    mine, its = texts[: len(theirs)], texts[len(theirs) :]
    work = len(theirs) * sum(map(len, its)) + len(ours) * sum(map(len, mine))
    if work + _PAIR_COST * len(theirs) * len(ours) > limits_in_force().comparisons:
        return
    pairs = [
        (similarity(one, other), -index, -place)
        for index, one in zip(theirs, mine, strict=True)
        for place, other in zip(ours, its, strict=True)
        if _may_be(alignment.found[index], alignment.written[place])
    ]
    for alike, index, place in sorted(pairs, reverse=True):
        if alike >= PAIR_SIMILARITY:
            alignment.bind(-index, -place)


def _may_be(found: Piece, written: Piece) -> bool:
    """Whether a piece of a file may be a written one that was edited: a table stays one."""
    return (found.part is Part.CELLS) == (written.part is Part.CELLS)
