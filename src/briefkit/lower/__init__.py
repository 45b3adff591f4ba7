"""The way down and back: a brief lowers to the Sheet that its readers see, and lifts from one.

`lift(lower(brief))` is exactly what a visual format carries without a payload; docs/model.md says of every
field whether it is seen. In each module the two directions of a kind stand next to each other.
"""

from __future__ import annotations

from briefkit.layout import Heading, LayoutBlock, Role, Sheet, direction
from briefkit.lexicons import lexicon
from briefkit.lower.back import lift_back, lower_back
from briefkit.lower.body import lift_sections, lower_sections
from briefkit.lower.front import lift_front, lower_banner, lower_front
from briefkit.lower.words import Lifting, Lowering
from briefkit.model import Brief
from briefkit.notes import Reading

#: What stands below the sections starts with one of these.
_BACK = (Role.CORRECTIONS, Role.AUTHORS, Role.RELATED, Role.SOURCES, Role.RIGHTS)


def lower(brief: Brief) -> Sheet:
    """Return what a reader sees of a brief."""
    lowering = Lowering(
        lexicon(brief.language), {source.key: n for n, source in enumerate(brief.sources, 1)}
    )
    return Sheet(
        title=brief.title.plain,
        language=brief.language,
        direction=direction(brief.language),
        banner=lower_banner(brief, lowering),
        blocks=(
            *lower_front(brief, lowering),
            *lower_sections(brief.sections, 2, lowering),
            *lower_back(brief, lowering),
        ),
        page=lowering.labels["page"],
        description=brief.standfirst.plain if brief.standfirst else "",
        authors=tuple(author.name for author in brief.authors),
        keywords=brief.topics,
        published=brief.published,
        modified=brief.modified,
        rights=brief.rights or "",
    )


def lift(sheet: Sheet) -> Reading:
    """Return the brief that a sheet shows, with a note on whatever could not be known.

    Raises:
        ReadError: The sheet has no title.
    """
    lifting = Lifting(sheet.language)
    front, body, back = _parts(sheet.blocks)
    brief = Brief(
        **lift_front(sheet.banner, front, lifting),
        sections=lift_sections(body, 2, lifting),
        **lift_back(back, lifting),
        language=sheet.language,
    )
    return Reading(brief, tuple(lifting.notes))


def _parts(
    blocks: tuple[LayoutBlock, ...],
) -> tuple[list[LayoutBlock], list[LayoutBlock], list[LayoutBlock]]:
    """Split a sheet before its first section, and before the first heading of its furniture."""
    front: list[LayoutBlock] = []
    body: list[LayoutBlock] = []
    back: list[LayoutBlock] = []
    part = front
    for block in blocks:
        if block.role in _BACK:
            part = back
        elif isinstance(block, Heading) and block.role is not Role.TITLE and part is front:
            part = body
        part.append(block)
    return front, body, back
