"""Drawn briefs in a format: their parts are marked at random, so often above the brief."""

import warnings
from typing import Any

import attrs

import briefkit as bk
from briefkit.layout import Items, LayoutBlock, Para, Picture, Sheet
from briefkit.layout.fingerprint import join_runs
from briefkit.lower import lower
from briefkit.lower.lifting import lift
from briefkit.reconcile.lost_payload import payload_gone


def rendered(
    brief: bk.Brief, format: str, theme: bk.Theme | str = "plain", **options: Any
) -> bytes:
    """A brief in a format, however its parts are marked."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", bk.OvermarkedWarning)
        return bk.render(brief, format, theme, allow_overmarked=True, **options)


def bare_reading(brief: bk.Brief, format: str = "html") -> bk.Reading:
    """What a file without its payload is read as: what is seen, and that there is none."""
    sheet = lower(brief)
    seen = lift(sheet if format == "html" else unmarked(sheet))
    return bk.Reading(seen.brief, (payload_gone(), *seen.notes))


def without_said(brief: bk.Brief) -> bk.Brief:
    """A brief without the statements in its paragraphs, whose words change with those of the paragraph."""

    def plain(value: Any) -> Any:
        return bk.evolve(value, statements=()) if isinstance(value, bk.Paragraph) else value

    return bk.transform(brief, plain)


def unmarked(sheet: Sheet) -> Sheet:
    """A sheet as a file shows it that marks no words of statements in paragraphs, and no width in per cent."""

    def plain(blocks: tuple[LayoutBlock, ...]) -> tuple[Any, ...]:
        return tuple(map(plain_block, blocks))

    def plain_block(block: LayoutBlock) -> LayoutBlock:
        if isinstance(block, Items):
            return attrs.evolve(block, items=tuple(map(plain, block.items)))
        if isinstance(block, Picture):
            return attrs.evolve(block, width=None)
        if not isinstance(block, Para):
            return block
        return attrs.evolve(block, runs=join_runs(attrs.evolve(run, said="") for run in block.runs))

    return attrs.evolve(sheet, blocks=plain(sheet.blocks))
