"""Runs of layout blocks: the paragraphs of a block, several as one, and runs as a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from attrs import evolve

from briefkit.layout import Grid, Heading, Items, LayoutBlock, Para, Picture, Run, Runs
from briefkit.model import Span, Text
from briefkit.model.text import slice_spans

_SPACES = " \u00a0\u3000\u200b\ufeff"


def paragraphs_in(block: LayoutBlock) -> list[Runs]:
    """Return the paragraphs of a block as runs: list items and table rows are some; pictures have none."""
    match block:
        case Para() | Heading():
            return [block.runs]
        case Items():
            return [runs for item in block.items for one in item for runs in paragraphs_in(one)]
        case Grid():
            rows = [
                join_paragraphs([cell for cell in row if cell], " | ")
                for row in (block.header, *block.rows)
            ]
            return [runs for runs in (block.caption, *rows) if runs]
        case Picture():
            return []
        case _:
            assert_never(block)


def join_paragraphs(paragraphs: Iterable[Runs], separator: str = " ") -> Runs:
    """Return paragraphs as one, with a separator between them."""
    runs: list[Run] = []
    for one in paragraphs:
        if runs:
            runs.append(Run(Span(separator)))
        runs += one
    return tuple(runs)


def words_in(blocks: Iterable[LayoutBlock]) -> Runs:
    """Return the words of blocks as one paragraph."""
    return join_paragraphs([runs for block in blocks for runs in paragraphs_in(block)])


def text_of(runs: Runs) -> Text:
    """Return runs as a text; what stands between quotation marks is found again by its words."""
    return stripped([evolve(run.span, quoted=False) for run in runs])


def stripped(spans: Sequence[Span]) -> Text:
    """Return spans without spaces of any kind at their ends."""
    words = "".join([span.text for span in spans])
    start = len(words) - len(words.lstrip(_SPACES))
    return Text(slice_spans(spans, start, max(len(words.rstrip(_SPACES)), start)))
