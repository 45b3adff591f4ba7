"""Parts of a sheet: the masthead, the body and the back matter, whatever order somebody has put them in."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field, frozen

from briefkit.layout import Heading, LayoutBlock, Para, Picture, Role, RunRole
from briefkit.layout.roles import BACK_OPENERS, BACK_SECTION_ROLES


@frozen
class SheetParts:
    """Parts of a sheet.

    Attributes:
        masthead: What stands above the first heading.
        body: The sections, in stretches: each begins with a heading, and back matter stands between two of them.
        back_matter: What stands below the headings of the back matter.
    """

    masthead: list[LayoutBlock] = field(factory=list)
    body: list[list[LayoutBlock]] = field(factory=list)
    back_matter: list[LayoutBlock] = field(factory=list)


def split(blocks: Sequence[LayoutBlock]) -> SheetParts:
    """Return the parts of a sheet; headings of sections without words go."""
    parts = SheetParts()
    part = parts.masthead
    blocks = [block for block in blocks if not _is_blank(block)]
    for index, block in enumerate(blocks):
        if block.role in BACK_OPENERS:
            part = parts.back_matter
        elif isinstance(block, Heading) and (
            block.role is not Role.TITLE
            if part is parts.masthead
            else part is parts.back_matter and not _heads_back_matter(blocks[index + 1 : index + 2])
        ):
            part = []
            parts.body.append(part)
        part.append(block)
    return parts


def _heads_back_matter(below: Sequence[LayoutBlock]) -> bool:
    """Whether a heading heads authors or corrections, by what stands right below it; its own words were typed over."""
    return any(
        one.role in (Role.AUTHOR, Role.PHOTO, Role.CORRECTION)
        for one in below
        if isinstance(one, Para | Picture)
    )


def _is_blank(block: LayoutBlock) -> bool:
    return (
        isinstance(block, Heading)
        and block.role not in BACK_SECTION_ROLES
        and not any(
            run.span.text.strip(" ") for run in block.runs if run.role is not RunRole.PORTION
        )
    )
