"""Parts of a sheet: the masthead, the opening, the body and the back matter, whatever order somebody has put them in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from attrs import field, frozen

from briefkit.layout import Grid, Heading, Items, LayoutBlock, Para, Picture, Role, RunRole
from briefkit.layout.roles import BACK_SECTION_ROLES, MASTHEAD_ROLES, in_body


@frozen
class SheetParts:
    """Parts of a sheet.

    Attributes:
        masthead: What stands above the sections.
        opening: What else stands above the first heading: a section without one.
        body: The sections, in stretches: each begins with a heading, and back matter stands between two of them.
        back_matter: What stands below the headings of the back matter.
    """

    masthead: list[LayoutBlock] = field(factory=list)
    opening: list[LayoutBlock] = field(factory=list)
    body: list[list[LayoutBlock]] = field(factory=list)
    back_matter: list[LayoutBlock] = field(factory=list)


def split(blocks: Sequence[LayoutBlock]) -> SheetParts:
    """Return the parts of a sheet; headings of sections without words go.

    What has no meaning but in the masthead or the back matter is theirs wherever it stands.
    """
    parts = SheetParts()
    part = parts.masthead
    blocks = [block for block in blocks if not _is_blank(block)]
    is_titled = in_author = in_section = False
    for block, after in zip_longest(blocks, blocks[1:]):
        in_author = _is_of_author(block, after, in_author)
        if _is_of_masthead(block, in_section):
            parts.masthead.append(block)
        elif in_author or _is_of_back_matter(block):
            parts.back_matter.append(block)
        elif part is parts.back_matter and _has_body(parts) and _is_of_body(block, after):
            (parts.body[-1] if parts.body else parts.opening).append(block)
        else:
            if block.role is Role.TITLE and not is_titled:
                part, is_titled = parts.masthead, True
            elif block.role in BACK_SECTION_ROLES:
                part = parts.back_matter
            elif isinstance(block, Heading) and _opens_body(block, after, part, parts):
                part = []
                parts.body.append(part)
                in_section = in_section or bool(block.anchor)
            opens = part is parts.masthead and block.role not in MASTHEAD_ROLES
            (parts.opening if opens else part).append(block)
    return parts


def _has_body(parts: SheetParts) -> bool:
    return bool(parts.body or parts.opening)


def _opens_body(
    heading: Heading, after: LayoutBlock | None, part: list[LayoutBlock], parts: SheetParts
) -> bool:
    """Whether a heading opens a stretch of the body."""
    if part is parts.masthead:
        return heading.role is not Role.TITLE
    return part is parts.back_matter and not _heads_back_matter(after)


def _is_of_masthead(block: LayoutBlock, in_section: bool) -> bool:
    """Whether a block is the genre, the dateline, or the standfirst, which sections that were typed may stand above."""
    return block.role in (Role.GENRE, Role.DATELINE) or (
        block.role is Role.STANDFIRST and not in_section
    )


def _is_of_back_matter(block: LayoutBlock) -> bool:
    """Whether a block is a correction, the rights, or a list of sources or related articles."""
    return block.role in (Role.CORRECTION, Role.RIGHTS) or (
        isinstance(block, Items) and block.role is not Role.LIST
    )


def _is_of_author(block: LayoutBlock, after: LayoutBlock | None, in_author: bool) -> bool:
    """Whether a block names an author, or stands with one that does."""
    match block:
        case Para(role=Role.AUTHOR | Role.CONTACT):
            return True
        case Para(role=Role.BIO):
            return in_author
        case Picture(role=Role.PHOTO):
            return after is not None and after.role is Role.AUTHOR
        case _:
            return False


def _is_of_body(block: LayoutBlock, after: LayoutBlock | None) -> bool:
    """Whether a block below the headings of the back matter can only be one of the sections."""
    match block:
        case Grid() | Picture(role=Role.FIGURE):
            return True
        case Picture():
            return after is None or isinstance(after, Heading)  # It has lost its author.
        case Items():
            return any(_is_of_body(part, None) for item in block.items for part in item)
        case Para() if in_body(block.role):
            return block.role is not Role.PARAGRAPH or bool(block.anchor)
        case _:
            return False


def _heads_back_matter(below: LayoutBlock | None) -> bool:
    """Whether a heading heads authors or corrections, by what stands right below it; its own words were typed over."""
    return below is not None and below.role in (Role.AUTHOR, Role.PHOTO, Role.CORRECTION)


def _is_blank(block: LayoutBlock) -> bool:
    return (
        isinstance(block, Heading)
        and block.role not in BACK_SECTION_ROLES
        and not any(
            run.span.text.strip(" ") for run in block.runs if run.role is not RunRole.PORTION
        )
    )
