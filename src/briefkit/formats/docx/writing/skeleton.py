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
from briefkit.formats.docx.payload_parts import payload_parts, payload_references
from briefkit.formats.docx.style_names import NO_STYLE, CharacterStyle
from briefkit.formats.docx.template.prepare import PreparedTemplate, prepare_template
from briefkit.formats.docx.template.template_headers import MARK
from briefkit.formats.docx.writing.blank_document import blank
from briefkit.formats.docx.writing.styles_writer import common_character_styles, twips
from briefkit.formats.docx.zip_archive import PackedMember, SplitPart, deflate
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
        banner_parts: The names of the template's headers and footers that take a banner.
        templated: Whether headers and footers are those of a template.
        left_out: What of the template goes into no document, in words.
    """

    members: tuple[tuple[str, PackedMember], ...]
    frames: Mapping[str, SplitPart]
    width: int
    lists: ListIds = DEFAULT_LIST_IDS
    looks: frozenset[CharacterStyle] = frozenset((NO_STYLE, *common_character_styles()))
    numbered: bool = False
    turned: bool = False
    banner_parts: tuple[str, ...] = ()
    templated: bool = False
    left_out: tuple[str, ...] = ()


@cached(32)
def skeleton_for(
    theme: Theme, language: str, *, with_payload: bool = False, with_banner: bool = False
) -> Skeleton:
    """Return the skeleton of a theme's documents in a language.

    Args:
        theme: The look.
        language: The language of its words, in BCP 47.
        with_payload: Whether the documents carry a payload.
        with_banner: Whether the headers and footers of the theme's template take a banner.

    Raises:
        ThemeError: The theme's template cannot be used.
    """
    with zipfile.ZipFile(io.BytesIO(blank(theme, language))) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    if theme.template is not None:
        template = prepare_template(theme.template, parts, language, with_banner=with_banner)
        return _of_template(template, with_payload=with_payload)
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
        with_payload=with_payload,
    )


def _of_template(template: PreparedTemplate, *, with_payload: bool) -> Skeleton:
    """Return the skeleton of documents in a template."""
    own = Skeleton(
        (),
        {
            name: SplitPart.of(*template.parts[name].split(MARK, 1))
            for name in (DOCUMENT, STYLES, NUMBERING, *template.banner_parts)
        },
        template.width,
        template.list_ids,
        frozenset((NO_STYLE, *common_character_styles(), *template.character_styles)),
        template.numbered,
        template.against_styles,
        template.banner_parts,
        templated=True,
        left_out=template.left_out,
    )
    return _skeleton(own, template.parts, with_payload=with_payload)


def _skeleton(skeleton: Skeleton, parts: dict[str, bytes], *, with_payload: bool) -> Skeleton:
    """Return a skeleton with its parts, packed, and those of a payload."""
    frames = dict(skeleton.frames)
    if with_payload:
        for name, addition in payload_references().items():
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


def _frame(part: bytes, end: bytes) -> SplitPart:
    """Split a part before the last place where `end` stands."""
    at = part.rindex(end)
    return SplitPart.of(part[:at], part[at:])
