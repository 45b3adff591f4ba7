"""Lifting of whole sheets: the brief that a sheet shows, merged with what its original knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any

from attrs import frozen

from briefkit.errors import ModelError, ReadError
from briefkit.layout import Sheet
from briefkit.lower.back_matter import lift_back_matter
from briefkit.lower.body import lift_opening, lift_sections
from briefkit.lower.furniture import with_true_roles
from briefkit.lower.lift_context import LiftContext, Original
from briefkit.lower.masthead import lift_masthead
from briefkit.lower.sheet_parts import SheetParts, split
from briefkit.lower.typed_over import with_read_runs
from briefkit.lower.typed_runs import Written
from briefkit.lower.unseen_facts import UnseenFact
from briefkit.model import EVIDENCED_BLOCKS, Brief, Section, Span
from briefkit.model.walk import evolve, transform
from briefkit.notes import Code, Reading


@frozen
class Lifted:
    """Result of lifting a sheet.

    Attributes:
        reading: The brief, and notes.
        blocks: What each block was lifted to, by anchor; None where nothing was left of it.
        kept: The anchors whose own fields a part has again.
        dropped: The unseen facts of blocks that an edit left nothing of, by anchor.
        said: The identities of the statements in paragraphs that have words again.
    """

    reading: Reading
    blocks: Mapping[str, object]
    kept: Set[str]
    dropped: Mapping[str, Sequence[UnseenFact]]
    said: Set[int]


def lift(sheet: Sheet) -> Reading:
    """Return the brief that a sheet shows, with a note on whatever could not be known.

    Raises:
        ReadError: The sheet has no title, or shows what no brief can be.
    """
    return lift_edited(sheet, Original()).reading


def lift_edited(sheet: Sheet, original: Original) -> Lifted:
    """Return the brief that an edited sheet shows, its blocks merged with what the original knows of them.

    Args:
        sheet: What is seen; blocks that the original has bear their anchors of then.
        original: What is known of the brief that the sheet was once lowered from.

    Raises:
        ReadError: The sheet has no title, or shows what no brief can be.
    """
    context = LiftContext(sheet.language, original)
    furnished = [with_true_roles(block, sheet.language) for block in sheet.blocks]
    written = Written(sheet.language, original.printed)
    parts = split([with_read_runs(one, written) for one in furnished])
    try:
        fields = {
            **lift_masthead(sheet.banner, parts.masthead, context),
            "sections": _lift_sections(parts, context),
            **lift_back_matter(parts.back_matter, context),
        }
        brief = Brief(**_without_missing_sources(fields, context), language=sheet.language)
    except ModelError as error:
        raise ReadError(f"shows what no brief can be: {error.what}", where=error.where) from None
    reading = Reading(brief, tuple(context.notes))
    return Lifted(reading, context.blocks, context.kept, context.dropped, context.said)


def _lift_sections(parts: SheetParts, context: LiftContext) -> tuple[Section, ...]:
    """Lift all sections; one under a heading that somebody typed over the opening is the opening still."""
    opening = lift_opening(parts.opening, context)
    headed = [one for body in parts.body for one in lift_sections(body, context)]
    if headed and not opening:
        heading, *below = parts.body[0]
        if not heading.anchor and below and below[0].anchor:
            headed[0] = context.with_own_fields(headed[0], context.original.opening)
    return (*opening, *headed)


def _without_missing_sources(fields: dict[str, Any], context: LiftContext) -> dict[str, Any]:
    """Return the fields of a brief without citations of sources that are not listed, each with a note."""
    keys = {source.key for source in fields["sources"]}
    # A source that somebody added is cited by its number in the list.
    added = {
        str(number): source.key
        for number, source in enumerate(fields["sources"], 1)
        if source.key in context.new_keys
    }
    missing: set[str] = set()

    def hold(value: Any) -> Any:
        if isinstance(value, Span) and value.cites and not keys.issuperset(value.cites):
            cites = [key if key in keys else added.get(key, key) for key in value.cites]
            missing.update(set(cites) - keys)
            return evolve(value, cites=tuple(key for key in cites if key in keys))
        if isinstance(value, EVIDENCED_BLOCKS):
            evidence = tuple(
                evolve(one, source=added[one.source])
                if one.source not in keys and one.source in added
                else one
                for one in value.evidence
            )
            missing.update(one.source for one in evidence if one.source not in keys)
            kept = tuple(one for one in evidence if one.source in keys)
            # Notes find a block by its identity, so one that keeps its evidence stays the same.
            return value if kept == value.evidence else evolve(value, evidence=kept)
        return value

    held = {name: transform(value, hold) for name, value in fields.items()}
    for key in sorted(missing):
        context.note(Code.SOURCE_MISSING, f"The source {key} is cited, but not listed.", key)
    return held
