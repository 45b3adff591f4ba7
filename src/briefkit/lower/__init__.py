"""Lowering and lifting: a brief becomes the Sheet that its readers see, and a Sheet becomes a brief.

`lift(lower(brief))` is exactly what a visual format carries without a payload; docs/model.md says of every
field whether it is seen. The two directions of each kind stand next to each other; who prints needs one alone, so that
`lift` is in a module of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from briefkit.language.direction import direction_of
from briefkit.layout import Sheet
from briefkit.lower.back_matter import lower_back_matter
from briefkit.lower.bidi import blocks_with_ltr_facts, runs_with_ltr_facts
from briefkit.lower.body import lower_sections
from briefkit.lower.context import LowerContext, OwnFields, PartlyRendered
from briefkit.lower.masthead import lower_banner, lower_masthead
from briefkit.model import Brief, IdentifiedBlock, Section


@frozen
class Lowered:
    """Result of lowering a brief.

    Attributes:
        sheet: What a reader sees.
        partly_rendered: The blocks with unrendered fields, by anchor.
        own_fields: The id and the user's own fields of parts of the body, by anchor.
        parts: The parts of the body, by anchor.
    """

    sheet: Sheet
    partly_rendered: Mapping[str, PartlyRendered]
    own_fields: Mapping[str, OwnFields]
    parts: Mapping[str, Section | IdentifiedBlock]


def lower(brief: Brief, *, dated_labels: bool = True) -> Sheet:
    """Return the sheet of a brief: what its reader sees.

    Args:
        brief: The brief.
        dated_labels: Whether a label prints when a statement was made, where its words do not say so.
    """
    return lower_with_unrendered(brief, dated_labels=dated_labels).sheet


def lower_with_unrendered(
    brief: Brief, *, dated_labels: bool = True, printed_in: str | None = None
) -> Lowered:
    """Return the sheet of a brief, as `lower` does, and its blocks with unrendered fields.

    Args:
        brief: The brief.
        dated_labels: Whether a label prints when a statement was made, where its words do not say so.
        printed_in: The language of labels and dates, in BCP 47; None is the brief's.
    """
    numbers = {source.key: n for n, source in enumerate(brief.sources, 1)}
    context = LowerContext(printed_in or brief.language, numbers, dated_labels)
    banner = lower_banner(brief, context)
    blocks = (
        *lower_masthead(brief, context),
        *lower_sections(brief.sections, 2, context),
        *lower_back_matter(brief, context),
    )
    direction = direction_of(brief.language)
    has_opening = bool(brief.sections) and brief.sections[0].is_opening
    sheet = Sheet(
        title=brief.title.plain,
        language=brief.language,
        direction=direction,
        banner=runs_with_ltr_facts(banner) if direction == "rtl" else banner,
        blocks=blocks_with_ltr_facts(blocks) if direction == "rtl" else blocks,
        page=context.labels["page"],
        opening=next(iter(context.parts)) if has_opening else "",
        description=brief.standfirst.plain if brief.standfirst else "",
        authors=tuple([author.name for author in brief.authors]),
        keywords=brief.topics,
        published=brief.published,
        modified=brief.modified,
        rights=brief.rights or "",
        url=brief.url or "",
        said=context.said,
    )
    return Lowered(sheet, context.partly_rendered, context.own_fields, context.parts)
