"""Captions of Word documents: paragraphs in a style for captions, and those in which a field counts pictures or tables."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.etree import _Element

from briefkit.formats.docx.reading.open_fields import SEQUENCE
from briefkit.formats.docx.reading.paragraph_content import ParagraphContent
from briefkit.formats.docx.reading.styles_reader import Style, Styles
from briefkit.formats.docx.wordprocessingml import W, value_of
from briefkit.recognise.style_roles import role_of_style


def is_caption_style(style: Style) -> bool:
    """Whether a style, or one that it is based on, is for captions."""
    return role_of_style(style.names, {}) == "caption"


def is_caption(style: Style, content: ParagraphContent) -> bool:
    """Whether a paragraph of a style and a content has the look of a caption."""
    return is_caption_style(style) or content.is_numbered


def captions_in(paragraphs: Iterable[_Element], styles: Styles) -> bool:
    """Whether paragraphs are a caption: those that have words are in such a style, or have such a field.

    Args:
        paragraphs: The elements of the paragraphs.
        styles: The styles of the document.
    """
    worded = [one for one in paragraphs if any(text.text for text in one.iter(f"{W}t"))]
    return bool(worded) and all(
        is_caption_style(_style(one, styles)) or _has_number(one) for one in worded
    )


def _style(paragraph: _Element, styles: Styles) -> Style:
    named = value_of(paragraph, f"{W}pPr/{W}pStyle")
    return styles.normal if named is None else styles.paragraph.get(named, styles.normal)


def _has_number(paragraph: _Element) -> bool:
    instructions = (
        *(one.text or "" for one in paragraph.iter(f"{W}instrText")),
        *(one.get(f"{W}instr", "") for one in paragraph.iter(f"{W}fldSimple")),
    )
    return any(one.split()[:1] == [SEQUENCE] for one in instructions)
