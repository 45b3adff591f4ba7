"""What the Word documents of a theme have in common, made once; documents write their own parts into it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from attrs import evolve, frozen

from briefkit.formats.docx.numbering_ids import DEFAULT_LIST_IDS, ListIds
from briefkit.formats.docx.part_names import (
    DOCUMENT,
    NUMBERING,
    RELATIONSHIPS,
    ROOT_RELATIONSHIPS,
    STYLES,
    TYPES,
)
from briefkit.formats.docx.payload_parts import additions, payload_parts
from briefkit.formats.docx.style_names import NO_STYLE, CharacterStyle
from briefkit.formats.docx.template.house_template import MARK, House, house_of
from briefkit.formats.docx.writing.blank_document import blank
from briefkit.formats.docx.writing.styles_writer import common_character_styles, twips
from briefkit.formats.docx.zip_archive import Frame, Packed, deflate
from briefkit.runtime.caching import cached
from briefkit.style import Page, Theme

_MILLIMETRE = 72 / 25.4
_PICTURES = (
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="jpeg" ContentType="image/jpeg"/>'
)


@frozen
class Skeleton:
    """What all documents of a theme and a language have in common.

    Attributes:
        members: The parts in their order; each document puts its own in place of some.
        frames: The parts of which a document writes the middle.
        width: The width of the text, in twips.
        lists: The ids of lists.
        looks: The looks that have a style.
        numbered: Whether the styles of headings number them.
        turned: Whether paragraphs must say which way they run, for their styles run the other way.
        stamped: The headers, and the footers, of a template that take a banner.
        templated: Whether headers and footers are those of a template.
        left_out: What of the template goes into no document, in words.
    """

    members: tuple[tuple[str, Packed], ...]
    frames: Mapping[str, Frame]
    width: int
    lists: ListIds = DEFAULT_LIST_IDS
    looks: frozenset[CharacterStyle] = frozenset((NO_STYLE, *common_character_styles()))
    numbered: bool = False
    turned: bool = False
    stamped: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    templated: bool = False
    left_out: tuple[str, ...] = ()


@cached(32)
def skeleton_for(
    theme: Theme, language: str, *, carrying: bool = False, stamped: bool = False
) -> Skeleton:
    """Return the skeleton of a theme's documents in a language.

    Args:
        theme: The look.
        language: The language of its words, in BCP 47.
        carrying: Whether the documents carry a payload.
        stamped: Whether their headers and footers have a banner; it tells only where a template has them.

    Raises:
        ThemeError: The theme's template cannot be used.
    """
    with zipfile.ZipFile(io.BytesIO(blank(theme, language))) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    if theme.template is not None:
        house = house_of(theme.template, parts, language, stamped=stamped)
        return _of_house(house, carrying=carrying)
    parts[TYPES] = parts[TYPES].replace(b"<Override", _PICTURES.encode() + b"<Override", 1)
    ends = {
        DOCUMENT: b"<w:sectPr",
        STYLES: b"</w:styles>",
        NUMBERING: b"</w:numbering>",
    }
    frames = {name: _frame(parts[name], end) for name, end in ends.items()}
    return _skeleton(
        Skeleton((), frames, page_width(theme.page), numbered=theme.numbered),
        parts,
        carrying=carrying,
    )


def _of_house(house: House, *, carrying: bool) -> Skeleton:
    """Return the skeleton of documents in a template."""
    own = Skeleton(
        (),
        {
            name: Frame.of(*house.parts[name].split(MARK, 1))
            for name in (DOCUMENT, STYLES, NUMBERING, *house.stamped[0], *house.stamped[1])
        },
        house.width,
        house.lists,
        frozenset((NO_STYLE, *common_character_styles(), *house.looks)),
        house.numbered,
        house.turned,
        house.stamped,
        templated=True,
        left_out=house.left_out,
    )
    return _skeleton(own, house.parts, carrying=carrying)


def _skeleton(skeleton: Skeleton, parts: dict[str, bytes], *, carrying: bool) -> Skeleton:
    """Return a skeleton with its parts, packed, and those of a payload."""
    frames = dict(skeleton.frames)
    if carrying:
        for name, addition in additions().items():
            end = b"</Types>" if name == TYPES else b"</Relationships>"
            parts[name] = parts[name].replace(end, addition + end)
        parts |= payload_parts()
    frames[RELATIONSHIPS] = _frame(parts[RELATIONSHIPS], b"</Relationships>")
    members = tuple(
        (name, frames[name].empty if name in frames else deflate(parts[name], level=9))
        for name in sorted(parts, key=_place)
    )
    return evolve(skeleton, members=members, frames=frames)


def page_width(page: Page) -> int:
    """Return the width of the text on a page, in twips."""
    return twips((page.width - page.margins[1] - page.margins[3]) * _MILLIMETRE)


def _place(name: str) -> tuple[int, str]:
    """Order the parts as office programs write them: what a reader needs first stands first."""
    first = (TYPES, ROOT_RELATIONSHIPS, DOCUMENT, RELATIONSHIPS)
    return (first.index(name) if name in first else len(first), name)


def _frame(part: bytes, end: bytes) -> Frame:
    """Split a part before the last place where `end` stands."""
    at = part.rindex(end)
    return Frame.of(part[:at], part[at:])
