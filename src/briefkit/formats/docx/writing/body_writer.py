"""Body of a Word document: the blocks of a sheet as paragraphs and tables (ECMA-376 Part 1, 17.2 to 17.4, 17.9)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import assert_never

from briefkit.formats.docx.style_names import (
    CREDIT,
    FIGURE_CAPTION,
    PARAGRAPHS,
    heading_style_name,
    paragraph_style_name,
)
from briefkit.formats.docx.writing.picture_writer import write_picture
from briefkit.formats.docx.writing.run_writer import write_runs
from briefkit.formats.docx.writing.sections import Sections, with_section_break
from briefkit.formats.docx.writing.table_writer import write_table
from briefkit.formats.docx.writing.write_context import WriteContext
from briefkit.layout import Grid, Heading, Items, LayoutBlock, Para, Picture, Role, Sheet
from briefkit.layout.roles import BACK_SECTION_ROLES, HYPHENATED_ROLES
from briefkit.style import turned_blocks

# Property that takes the number off a heading outside the brief's own sections (17.9.18).
_UNNUMBERED = '<w:numPr><w:numId w:val="0"/></w:numPr>'

_PARAGRAPH_STYLES = {role: paragraph_style_name(role) for role in PARAGRAPHS}
_HEADING_STYLES = {level: heading_style_name(level) for level in range(1, 7)}


def write_blocks(sheet: Sheet, context: WriteContext, sections: Sections) -> tuple[str, str]:
    """Children of a document's body, and the properties of its last section.

    Args:
        sheet: What the document shows.
        context: The context of writing.
        sections: The sections that it may have.
    """
    spaced = sheet.last_above_opening
    tables = {anchor for anchor, layout in context.layouts.items() if layout.turned}
    turned = turned_blocks(sheet.blocks, tables) if tables else ()
    written: list[str] = []
    section = sections.usual.first
    for is_turned, group in groupby(sheet.blocks, lambda block: block.anchor in turned):
        before = section
        own = sections.turned if is_turned else sections.usual
        section = own.later if written else own.first
        if written:
            written[-1] = with_section_break(written[-1], before)
        written += [_write_block(block, context, spaced=block is spaced) for block in group]
    return "".join(written), section


def _write_block(block: LayoutBlock, context: WriteContext, *, spaced: bool = False) -> str:
    space = context.space_above_opening if spaced else ""
    match block:
        case Para():
            return _write_para(block, context, space=space)
        case Heading():
            return _write_heading(block, context, space)
        case Items():
            return "".join(_write_list(block, context))
        case Grid():
            return "".join(write_table(block, context))
        case Picture():
            return "".join(_write_figure(block, context))
        case _:
            assert_never(block)


# Paragraphs


def _write_heading(heading: Heading, context: WriteContext, space: str = "") -> str:
    section = None if heading.role is Role.TITLE else heading.role
    inner = context.bookmark(write_runs(heading.runs, context, section), heading.anchor)
    unnumbered = context.numbered and heading.role in BACK_SECTION_ROLES
    return context.write_paragraph(
        _HEADING_STYLES[heading.level], inner, _UNNUMBERED if unnumbered else "", space
    )


def _write_para(
    para: Para, context: WriteContext, numbering: str = "", list_anchor: str = "", space: str = ""
) -> str:
    """Paragraph of a block.

    Args:
        para: The block.
        context: The context of writing.
        numbering: The property that puts the paragraph into a list.
        list_anchor: The anchor of the list that the paragraph begins.
        space: The property that sets it apart from the next.
    """
    words = write_runs(para.runs, context, hyphenated=para.role in HYPHENATED_ROLES)
    inner = context.bookmark(words, para.anchor)
    if list_anchor:
        inner = context.bookmark(inner, list_anchor)
    return context.write_paragraph(_PARAGRAPH_STYLES[para.role], inner, numbering, space)


# Lists


def _write_list(
    items: Items, context: WriteContext, level: int = 0, start: float = 0
) -> Iterator[str]:
    """Paragraphs of a list; its bookmark stands around that of its first paragraph.

    Args:
        items: The list.
        context: The context of writing.
        level: How deep it is nested, from 0.
        start: Where the text around it begins, in points.
    """
    place, list_id = context.lists.open(items, level, start)
    own = _numbering(list_id, level)
    anchor = items.anchor
    for item in items.items:
        numbering = own
        for block in item:
            match block:
                case Para():
                    yield _write_para(block, context, numbering, anchor)
                    if len(item) > 1:
                        numbering = _numbering(context.lists.continues(place), level)
                    anchor = ""
                case Items():
                    yield from _write_list(block, context, level + 1, place.text)
                case _:
                    assert_never(block)


def _numbering(list_id: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


# Pictures


def _write_figure(picture: Picture, context: WriteContext) -> Iterator[str]:
    """Paragraphs of a picture, its caption and its credit."""
    drawing = write_picture(picture, context)
    yield context.write_paragraph(
        _PARAGRAPH_STYLES[picture.role], context.bookmark(drawing, picture.anchor)
    )
    if picture.caption:
        kept = "<w:keepNext/>" if picture.credit else ""
        yield context.write_paragraph(FIGURE_CAPTION, write_runs(picture.caption, context), kept)
    if picture.credit:
        yield context.write_paragraph(CREDIT, write_runs(picture.credit, context))
