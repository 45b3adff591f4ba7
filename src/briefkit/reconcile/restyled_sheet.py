"""Restyled sheet: what a file without styles shows, in the structure that its brief is known to have.

Some programs drop anchors, styles and classes with the payload (Google Docs, mail programs, a CMS), so that a paragraph
is a paragraph. With the brief that went out at hand, each is known by its words. So the sheet of that brief is taken;
what was edited is put in with the roles of the words that were kept, what was typed is put in after what it stands
after, and what is gone is taken out. From there on it is read as any edited file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import groupby
from typing import Any, assert_never

from attrs import define, evolve, field, frozen

from briefkit.layout import Grid, Heading, Items, LayoutBlock, Para, Picture, Role, Runs, Sheet
from briefkit.lower import lower
from briefkit.lower.generated_runs import block_text, runs_text
from briefkit.model import Brief
from briefkit.recognise.masthead_lines import banner as read_banner
from briefkit.recognise.recogniser import recogniser_for
from briefkit.reconcile.align import MIN_SHARE
from briefkit.reconcile.known_pictures import (
    align_pictures,
    has_words,
    picture_now,
    without_end,
)
from briefkit.reconcile.known_runs import with_changed_links, with_known_runs, with_source_numbers
from briefkit.reconcile.sheet_leaves import Leaf, leaves
from briefkit.reconcile.word_alignment import Part, WordAlignment, align_words, fold_words
from briefkit.sequences import longest_increasing_subsequence


@frozen
class RestyledSheet:
    """A sheet in the structure of a brief.

    Attributes:
        sheet: The sheet.
        outside: The words that stand before the brief.
        found: How many blocks of the brief it has.
        has_all_pictures: Whether it has each picture of the brief.
    """

    sheet: Sheet
    outside: str
    found: int
    has_all_pictures: bool


@frozen
class _Extra:
    """A block that stands elsewhere than it was written, or was not: with the lists that it stands in now."""

    context: str
    block: LayoutBlock


def restyled(
    shown: Sequence[LayoutBlock], base: Brief, *, dated_labels: bool = True
) -> RestyledSheet | None:
    """Return what a file shows in the structure of a brief; None where it shows something else.

    Args:
        shown: The blocks of the file.
        base: The brief that the file is an edit of.
        dated_labels: Whether the labels of its statements printed when these were made.
    """
    sheet = lower(base, dated_labels=dated_labels)
    found, written = _leaves_of(shown), leaves(sheet)
    pictures = align_pictures(_blocks_of(found), _blocks_of(written))
    alignment = align_words(found, written, _captioned(pictures, found))
    places = {**_places(alignment), **pictures}
    if len(set(places.values())) < MIN_SHARE * len(written):
        return None
    blocks = _blocks_now(found, written, alignment, pictures)
    order = _Order(found, places, blocks, base, _furniture(sheet))
    extras, moved = order.extras()
    top = _Rebuilt(blocks, extras, moved)
    banner, outside = _banner([found[n] for n in order.outside], base, sheet)
    rebuilt = evolve(sheet, banner=banner, blocks=tuple(top.sheet_blocks(sheet.blocks)))
    own = {place for place, leaf in enumerate(written) if isinstance(leaf.block, Picture)}
    return RestyledSheet(rebuilt, outside, len(blocks), own <= blocks.keys())


def _leaves_of(blocks: Sequence[LayoutBlock]) -> tuple[Leaf, ...]:
    return leaves(Sheet("", "", "ltr", (), tuple(blocks), ""))


def _blocks_of(found: Sequence[Leaf]) -> list[LayoutBlock]:
    return [leaf.block for leaf in found]


def _captioned(pictures: Mapping[int, int], found: Sequence[Leaf]) -> Mapping[int, int]:
    """Return of the pictures that are known those that have their words with them."""
    return {n: place for n, place in pictures.items() if has_words(found[n].block)}


def _furniture(sheet: Sheet) -> Set[tuple[str, ...]]:
    """Return the words that the house prints on every page: the banner and the title."""
    return {fold_words(runs_text(sheet.banner)), fold_words(sheet.title)}


def _places(alignment: WordAlignment) -> Mapping[int, int]:
    """Return for each leaf of a file the index of the written leaf that it is, or is a part of."""
    places: dict[int, int] = {}
    for index, place in alignment.written_of.items():
        places.setdefault(alignment.found[index].leaf, alignment.written[place].leaf)
    return places


# What each written leaf is now


def _blocks_now(
    found: Sequence[Leaf],
    written: Sequence[Leaf],
    alignment: WordAlignment,
    pictures: Mapping[int, int],
) -> Mapping[int, LayoutBlock]:
    """Return the blocks that written leaves are now, by their indices; those that are gone are not among them."""
    pieces: dict[int, dict[Part, int]] = {}
    for number, piece in enumerate(alignment.written):
        pieces.setdefault(piece.leaf, {})[piece.part] = number
    shown = {place: found[index].block for index, place in pictures.items()}
    any_picture = any(isinstance(leaf.block, Picture) for leaf in found)
    blocks: dict[int, LayoutBlock] = {}
    for place, leaf in enumerate(written):
        own, now, block = pieces.get(place, {}), shown.get(place), leaf.block
        if isinstance(block, Picture) and isinstance(now, Picture):
            block = picture_now(block, now)
            blocks[place] = block if has_words(now) else _block_now(block, own, found, alignment)
        elif any(number in alignment.found_of for number in own.values()):
            blocks[place] = _block_now(block, own, found, alignment)
        elif (
            not own or block.role is Role.TITLE or (isinstance(block, Picture) and not any_picture)
        ):
            # It has no words to be found by, or a program lost it: titles are properties, pictures are files.
            blocks[place] = block
    return blocks


def _block_now(
    block: LayoutBlock, own: Mapping[Part, int], found: Sequence[Leaf], alignment: WordAlignment
) -> LayoutBlock:
    def now(part: Part, runs: Runs) -> Runs:
        number = own.get(part)
        if number is None:
            return runs
        index = alignment.found_of.get(number)
        if index is None:
            return ()
        found_runs = alignment.found[index].runs
        is_same = number in alignment.unchanged
        return (with_changed_links if is_same else with_known_runs)(found_runs, runs)

    match block:
        case Para() | Heading():
            return evolve(block, runs=now(Part.WORDS, block.runs))
        case Picture():
            caption, credit = now(Part.CAPTION, block.caption), now(Part.CREDIT, block.credit)
            if block.credit and not credit:  # a program may have joined the two
                caption, credit = without_end(caption, block.credit)
            return evolve(block, caption=caption, credit=credit)
        case Grid():
            number = own.get(Part.CELLS)
            index = None if number is None else alignment.found_of.get(number)
            other = None if index is None else found[alignment.found[index].leaf].block
            if isinstance(other, Grid) and number not in alignment.unchanged:
                block = _grid_now(block, other)
            return evolve(block, caption=now(Part.CAPTION, block.caption))
        case Items():
            raise AssertionError("a list holds leaves")
        case _:
            assert_never(block)


def _grid_now(written: Grid, found: Grid) -> Grid:
    """Return a table that was edited: each cell with the words of the file, as they were written where they were."""
    rows = [*([found.header] if found.header else []), *found.rows]
    known = {
        (across, fold_words(runs_text(cell))): cell
        for row in (written.header, *written.rows)
        for across, cell in enumerate(row)
    }
    now = [
        tuple(
            known.get((across, fold_words(runs_text(cell))), cell)
            for across, cell in enumerate(row)
        )
        for row in rows
    ]
    header = now.pop(0) if written.header and now else ()
    return evolve(written, header=header, rows=tuple(now))


# Where each stands now


@define
class _Order:
    """The order in which blocks stand in a file.

    Attributes:
        found: The leaves of the file.
        places: The written leaf that each of them is.
        blocks: What the written leaves are now.
        base: The brief.
        furniture: The words that the house prints again.
        outside: The leaves that stand before the brief, or read as its banner.
    """

    found: Sequence[Leaf]
    places: Mapping[int, int]
    blocks: Mapping[int, LayoutBlock]
    base: Brief
    furniture: Set[tuple[str, ...]]
    outside: list[int] = field(factory=list)

    def extras(self) -> tuple[Mapping[int, list[_Extra]], Set[int]]:
        """Return the blocks that follow each written leaf (-1: the start) and were not written there; and those that moved."""
        order = list(dict.fromkeys(place for _, place in sorted(self.places.items())))
        unmoved = longest_increasing_subsequence(order)
        extras: dict[int, list[_Extra]] = {}
        moved: set[int] = set()
        last = -1
        for index, leaf in enumerate(self.found):
            place = self.places.get(index)
            if place in unmoved:
                last = max(last, place)
            elif place is not None:
                if place not in moved:
                    moved.add(place)
                    extras.setdefault(last, []).append(_Extra(leaf.context, self.blocks[place]))
            elif fold_words(leaf.words) in self.furniture:
                continue
            elif last < 0 or is_banner(leaf.block, self.base):
                self.outside.append(index)
            else:
                added = _added(leaf.block)
                if added is not None:
                    extras.setdefault(last, []).append(_Extra(leaf.context, added))
        return extras, moved


def _added(block: LayoutBlock) -> LayoutBlock | None:
    """Return a block that somebody added; None where there is nothing in it."""
    if not any(map(str.isalnum, block_text(block))):
        return None
    match block:
        case Para():
            return Para(Role.PARAGRAPH, with_source_numbers(block.runs), "")
        case Heading():
            return Heading(Role.OTHER, with_source_numbers(block.runs), max(block.level, 2), "")
        case _:
            return evolve(block, anchor="")


@frozen
class _Rebuilt:
    """The structure of a brief, with what its leaves are now.

    Attributes:
        blocks: What they are, by index.
        extras: What follows each and was not written there.
        moved: Those that stand elsewhere.
    """

    blocks: Mapping[int, LayoutBlock]
    extras: Mapping[int, list[_Extra]]
    moved: Set[int]
    _counted: list[int] = field(factory=lambda: [0], init=False)

    def sheet_blocks(self, blocks: Sequence[LayoutBlock]) -> Iterator[LayoutBlock]:
        """Yield the blocks of a sheet."""
        yield from _grouped(self.extras.get(-1, ()))
        for block in blocks:
            now, extras = self._block(block, 0)
            yield from now
            yield from _grouped(extras)

    def _block(self, block: LayoutBlock, depth: int) -> tuple[list[LayoutBlock], list[_Extra]]:
        """Return what a block is now, and what comes after it."""
        if isinstance(block, Items):
            return self._items(block, depth + 1)
        place = self._counted[0]
        self._counted[0] += 1
        there = [] if place in self.moved else [self.blocks[place]] if place in self.blocks else []
        return there, self.extras.get(place, [])

    def _items(self, items: Items, depth: int) -> tuple[list[LayoutBlock], list[_Extra]]:
        """Return a list with the bullets that were typed into it, and what comes after it."""
        now: list[tuple[Para | Items, ...]] = []
        after: list[_Extra] = []
        for item in items.items:
            inner: list[Para | Items] = []
            extras: list[_Extra] = []
            for block in item:
                there, behind = self._block(block, depth)
                inner += [one for one in there if isinstance(one, Para | Items)]
                extras += behind
            if inner and (isinstance(inner[0], Para) or not now):
                now.append(tuple(inner))
            elif inner:
                now[-1] = (*now[-1], *inner)
            for extra in extras:
                in_list = len(extra.context) >= depth and not after
                if in_list and isinstance(extra.block, Para):
                    now.append((extra.block,))
                else:
                    after.append(extra)
        return [evolve(items, items=tuple(now))] if now else [], after


def _grouped(extras: Sequence[_Extra]) -> Iterator[LayoutBlock]:
    """Yield blocks that follow one another; paragraphs that stand in a list as a list."""
    for kind, group in groupby(extras, lambda one: one.context[:1]):
        blocks = [one.block for one in group]
        paragraphs = [block for block in blocks if isinstance(block, Para)]
        if kind and len(paragraphs) == len(blocks):
            yield Items(kind == "1", tuple((block,) for block in paragraphs), Role.LIST, "")
        else:
            yield from blocks


# Banner


def is_banner(block: LayoutBlock, base: Brief) -> bool:
    """Whether a block of an unstyled file reads as the banner of a brief, with the same facts or others."""
    return _banner_facts(block_text(block), base) is not None


def _banner_facts(words: str, base: Brief) -> dict[str, Any] | None:
    return read_banner(" ".join(words.split()), recogniser_for(base.language))


def _banner(outside: Sequence[Leaf], base: Brief, sheet: Sheet) -> tuple[Runs, str]:
    """Return the banner that a file shows, that of the brief where it shows none, and what else stands outside."""
    banner, rest = sheet.banner, list[str]()
    for leaf in outside:
        found = _banner_facts(leaf.words, base)
        shown = lower(evolve(base, **found)).banner if found else ()
        if shown and banner in (sheet.banner, shown):  # the first that is not that of the brief
            banner = shown
        else:
            rest.append(leaf.words)
    return banner, " ".join(rest)
