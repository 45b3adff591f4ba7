"""Figure blocks: the picture or the table of a figure, with the words under it as its caption."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from attrs import evolve
from lxml.html import HtmlElement

from briefkit.formats.html.reading.block_runs import join_paragraphs, paragraphs_in, words_in
from briefkit.layout import Grid, LayoutBlock, Para, Picture, Role, Runs


def figure_blocks(
    blocks: Sequence[LayoutBlock],
    captions: Sequence[LayoutBlock],
    credit: Runs,
    anchor: Callable[[], str],
) -> list[LayoutBlock]:
    """Return the blocks of a figure: its first picture, or else its only table, has all of its words.

    Where it holds more, as a quotation or a list, all stands one below the other, its caption last.

    Args:
        blocks: What it holds, apart from its captions.
        captions: What its captions hold; they are never headings.
        credit: The words that say whose the picture is.
        anchor: Returns the anchor of the figure.
    """
    held = [*blocks, *(one for one in captions if isinstance(one, Picture))]
    under = join_paragraphs(runs for one in captions for runs in paragraphs_in(one))
    bare = next((one for one in held if isinstance(one, Picture) and not one.caption), None)
    if bare is not None and all(isinstance(one, Para | Picture) for one in held):
        caption = join_paragraphs(filter(None, (words_in(blocks), under)))
        named = evolve(bare, caption=caption, credit=credit or bare.credit, anchor=anchor())
        return [named if one is bare else one for one in held if isinstance(one, Picture)]
    words = list(filter(None, (under, credit)))
    tables = [one for one in held if isinstance(one, Grid)]
    if len(tables) == 1 and not tables[0].caption and not any(map(_is_words, held)):
        table = evolve(tables[0], caption=join_paragraphs(words))
        return [table if one is tables[0] else one for one in held]
    return [*held, *(Para(Role.PARAGRAPH, runs, "") for runs in words)]


def _is_words(block: LayoutBlock) -> bool:
    return not isinstance(block, Grid | Picture)


def lost_its_picture(
    figure: HtmlElement, blocks: Sequence[LayoutBlock], caption: Sequence[LayoutBlock]
) -> bool:
    """Whether a figure has a picture or a film that cannot be read, and nothing but words beside it."""
    shown = any(True for _ in figure.iter("img", "picture", "video", "iframe", "svg", "canvas"))
    pictures = any(isinstance(one, Picture) for one in (*blocks, *caption))
    return shown and not pictures and all(isinstance(one, Para) for one in blocks)


def take_out(elements: Iterable[HtmlElement]) -> None:
    """Take elements out of the page; what stands behind them stays."""
    for one in elements:
        one.drop_tree()
        one.tail = None  # which stands where it stood
