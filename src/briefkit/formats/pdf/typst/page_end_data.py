"""Page end data: heads and feet of pages as plain data for the Typst template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from briefkit.formats.pdf.typst.run_data import Data, RunData, Setting
from briefkit.style import PageEnds, Style
from briefkit.style.page_ends import END_LINE, EndBox

_ELLIPSIS = "…"


def page_end_data(ends: PageEnds, runs: RunData) -> Data:
    """Return the heads and feet of pages, and the head of the first one, as plain data; lengths are in points.

    Args:
        ends: Where they stand.
        runs: What measures their words.

    Raises:
        RenderError: Head and foot leave no room for the text.
    """
    (head, high), (foot, low), first = ends.head, ends.foot, ends.first_head
    if not ends.banner:
        head = ()
    return {
        "top": high,
        "bottom": low,
        "line": END_LINE,
        "head": [*_boxes(head, ends, runs)],
        "foot": [*_boxes(foot, ends, runs)],
        "first": {
            "height": first.height,
            "banner_top": first.banner_top,
            "clear": first.clear,
            "line": first.banner,
        },
    }


def _boxes(boxes: Sequence[EndBox], ends: PageEnds, runs: RunData) -> Iterator[Data]:
    for one in boxes:
        is_whole = one.width > ends.line or one.align != one.corner
        words = _cut(one, runs) if one.kind == "title" else one.words
        room = ends.line - 2 * one.padding
        setting = Setting(Style(family="display", size=one.size, weight=one.weight), room)
        loose = [length for _, length in runs.pieces(words, None, setting) if length]
        yield {
            "kind": one.kind,
            "words": words,
            "corner": one.corner,
            "align": "center" if one.padding and not is_whole else one.align,
            "size": one.size,
            "weight": one.weight,
            "ink": f"#{one.ink}",
            "top": one.top,
            "height": one.height,
            **({} if is_whole else {"width": one.width}),
            **({"ground": f"#{one.ground}"} if one.ground else {}),
            **({"loose": min(loose)} if loose else {}),
        }


def _cut(title: EndBox, runs: RunData) -> str:
    """Return the running title as far as there is room for it."""
    style = Style(family="display", size=title.size, weight=title.weight)
    widths = [one * title.size for one in runs.letters(title.words, style)]
    if sum(widths) <= title.width:
        return title.words
    room = title.width - sum(runs.letters(_ELLIPSIS, style)) * title.size
    kept = sum(1 for reached in accumulate(widths) if reached <= room)
    return title.words[:kept].rstrip() + _ELLIPSIS
