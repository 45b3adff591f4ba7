"""Captions beside blocks: which table or picture the words belong to that have the look of a caption."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from attrs import evolve

from briefkit.model import Span, Text
from briefkit.recognise.lines import Line

_Paragraph = TypeVar("_Paragraph")
_SPACE = Span(" ")


def with_captions(
    found: Sequence[_Paragraph | Line], caption_of: Callable[[_Paragraph], Text | None]
) -> list[_Paragraph | Line]:
    """Return paragraphs and blocks, each caption right above or below a block taken into that.

    A caption between two blocks is that of the upper one, which has none yet; of several, the last is that of the lower
    one. Words in the look of a caption that stand beside no block stay a paragraph.

    Args:
        found: Paragraphs, and the lines of tables and pictures.
        caption_of: Returns the words of a paragraph that has the look of a caption; None for any other.
    """
    kept: list[_Paragraph | Line] = []
    waiting: list[tuple[_Paragraph, Text]] = []
    for one in found:
        if isinstance(one, Line):
            kept.append(_captioned(one, _give(kept, waiting, one)))
            waiting = []
            continue
        caption = caption_of(one)
        if caption:
            waiting.append((one, caption))
            continue
        _give(kept, waiting, None)
        waiting = []
        kept.append(one)
    _give(kept, waiting, None)
    return kept


def _give(
    kept: list[_Paragraph | Line], waiting: list[tuple[_Paragraph, Text]], below: Line | None
) -> list[Text]:
    """Give captions to the block above them, or keep them as paragraphs; return those of the block below."""
    captions = [caption for _, caption in waiting]
    above = kept[-1] if kept else None
    below_takes = below is not None and below.block is not None
    if captions and isinstance(above, Line) and above.block and above.block.caption is None:
        last = [captions.pop()] if below_takes and len(captions) > 1 else []
        kept[-1] = _captioned(above, captions)
        return last
    if below_takes:
        return captions
    kept += [one for one, _ in waiting]
    return []


def _captioned(line: Line, captions: Sequence[Text]) -> Line:
    """Return the line of a block with its caption, which may have been several paragraphs."""
    if not captions or line.block is None or line.block.caption is not None:
        return line
    first, *others = captions
    spans = [*first.spans, *(span for one in others for span in (_SPACE, *one.spans))]
    return evolve(line, block=evolve(line.block, caption=Text(spans)))
