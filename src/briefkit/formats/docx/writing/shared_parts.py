"""Skeleton: the parts that all documents of a theme and a language share, made once."""

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
from briefkit.formats.docx.writing.blank_document import write_blank_document
from briefkit.formats.docx.writing.sections import Sections
from briefkit.formats.docx.writing.styles_writer import common_character_styles, twips
from briefkit.formats.docx.zip_archive import PackedMember, SplitPart, deflate
from briefkit.runtime.caching import cached
from briefkit.style import Page, Theme, text_area

_PICTURE_TYPES = (
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="jpeg" ContentType="image/jpeg"/>'
)


@frozen
class Skeleton:
    """Skeleton of documents.

    Attributes:
        members: The parts in their order; each document replaces some.
        split_parts: The parts of which each document writes the middle.
        width: The width of the text, in twips.
        height: The height of the text of a page, in twips.
        sections: The sections that documents may have.
        page: The sheet of paper.
        list_ids: The ids of lists.
        type_size: The size of running text in a template, in points; None where that is the theme's.
        cell_size: The same of the type of tables.
        character_styles: The character styles that are defined.
        numbered: Whether the styles of headings number them.
        against_styles: Whether paragraphs must state their direction, for their styles have the other.
        banner_parts: The names of the template's headers and footers that take a banner.
        templated: Whether headers and footers are those of a template.
        left_out: What of the template goes into no document, in words.
    """

    members: tuple[tuple[str, PackedMember], ...]
    split_parts: Mapping[str, SplitPart]
    width: int
    height: int
    sections: Sections
    page: Page
    list_ids: ListIds = DEFAULT_LIST_IDS
    type_size: float | None = None
    cell_size: float | None = None
    character_styles: frozenset[CharacterStyle] = frozenset((NO_STYLE, *common_character_styles()))
    numbered: bool = False
    against_styles: bool = False
    banner_parts: tuple[str, ...] = ()
    templated: bool = False
    left_out: tuple[str, ...] = ()


@cached(32)
def skeleton_for(
    theme: Theme, language: str, *, with_payload: bool = False, with_banner: bool = False
) -> Skeleton:
    """Skeleton of a theme's documents in a language.

    Args:
        theme: The look.
        language: The language of the documents, in BCP 47.
        with_payload: Whether the documents carry a payload.
        with_banner: Whether the headers and footers of the theme's template take a banner.

    Raises:
        ThemeError: The theme's template cannot be used.
    """
    with zipfile.ZipFile(io.BytesIO(write_blank_document(theme, language))) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    if theme.template is not None:
        template = prepare_template(theme.template, parts, language, with_banner=with_banner)
        return _of_template(template, with_payload=with_payload)
    parts[TYPES] = parts[TYPES].replace(b"<Override", _PICTURE_TYPES.encode() + b"<Override", 1)
    ends = {
        DOCUMENT: b"<w:sectPr",
        STYLES: b"</w:styles>",
    }
    split_parts = {name: _split(parts[name], end) for name, end in ends.items()}
    # Abstract definitions come before lists, and a document may have both.
    numbering = parts[NUMBERING].partition(b"<w:num ")
    split_parts[NUMBERING] = SplitPart.of(numbering[0], b"".join(numbering[1:]))
    return _with_members(
        Skeleton(
            (),
            split_parts,
            *_text_size(theme.page),
            Sections.of(parts[DOCUMENT]),
            theme.page,
            numbered=theme.numbered,
        ),
        parts,
        with_payload=with_payload,
    )


def _of_template(template: PreparedTemplate, *, with_payload: bool) -> Skeleton:
    """Skeleton of documents in a template."""
    skeleton = Skeleton(
        (),
        {
            name: SplitPart.of(*template.parts[name].split(MARK, 1))
            for name in (DOCUMENT, STYLES, NUMBERING, *template.banner_parts)
        },
        template.width,
        template.height,
        Sections.of(template.parts[DOCUMENT]),
        template.page,
        template.list_ids,
        template.type_size,
        template.cell_size,
        frozenset((NO_STYLE, *common_character_styles(), *template.character_styles)),
        template.numbered,
        template.against_styles,
        template.banner_parts,
        templated=True,
        left_out=template.left_out,
    )
    return _with_members(skeleton, template.parts, with_payload=with_payload)


def _with_members(skeleton: Skeleton, parts: dict[str, bytes], *, with_payload: bool) -> Skeleton:
    """Skeleton with its parts, packed, and with those of a payload."""
    split_parts = dict(skeleton.split_parts)
    if with_payload:
        for name, addition in payload_references().items():
            end = b"</Types>" if name == TYPES else b"</Relationships>"
            parts[name] = parts[name].replace(end, addition + end)
        parts |= payload_parts()
    split_parts[RELATIONSHIPS] = _split(parts[RELATIONSHIPS], b"</Relationships>")
    members = tuple(
        (name, split_parts[name].empty if name in split_parts else deflate(parts[name], level=9))
        for name in sorted(parts, key=_part_order)
    )
    return evolve(skeleton, members=members, split_parts=split_parts)


def _text_size(page: Page) -> tuple[int, int]:
    """Width and height of the text on a page, in twips."""
    width, height = text_area(page)
    return twips(width), twips(height)


def _part_order(name: str) -> tuple[int, str]:
    """Sort key of parts, in the order of office programs: those that a reader needs first come first."""
    first = (TYPES, ROOT_RELATIONSHIPS, DOCUMENT, RELATIONSHIPS)
    return (first.index(name) if name in first else len(first), name)


def _split(part: bytes, end: bytes) -> SplitPart:
    """Part split before the last occurrence of its end."""
    at = part.rindex(end)
    return SplitPart.of(part[:at], part[at:])
