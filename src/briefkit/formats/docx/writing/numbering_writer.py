"""Numbering of a Word document: the definitions of its lists and of numbered headings (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefkit.formats.docx.numbering_ids import (
    CONTINUED_ABSTRACT_ID,
    DEFAULT_LIST_IDS,
    HEADINGS_ABSTRACT_ID,
    HEADINGS_LIST_ID,
    ListIds,
)
from briefkit.formats.docx.style_names import heading_style_name, style_id
from briefkit.formats.docx.writing.script_fonts import write_fonts
from briefkit.formats.docx.writing.styles_writer import twips
from briefkit.language.direction import direction_of
from briefkit.model import MAX_BULLET_LEVELS, MAX_SECTION_LEVELS
from briefkit.style import Theme

_BULLETS = "•◦▪"
_SPACED = '<w:suff w:val="space"/>'
_AT_START = '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr>'
# The part of an indent step after the middle of a number; the width of a heading's number, in points, and its step.
_CENTRE, _HEADING_NUMBER, _HEADING_STEP = 0.6, 20, 10


def write_numbering(theme: Theme, language: str) -> Iterator[str]:
    """Definitions that all documents of a theme have: abstract ones first, then lists."""
    lists = {CONTINUED_ABSTRACT_ID: DEFAULT_LIST_IDS.continued}
    if theme.numbered:
        lists[HEADINGS_ABSTRACT_ID] = HEADINGS_LIST_ID
    for abstract_id in (
        CONTINUED_ABSTRACT_ID,
        DEFAULT_LIST_IDS.bulleted,
        DEFAULT_LIST_IDS.numbered,
    ):
        yield _abstract_list(abstract_id, theme, language)
    if theme.numbered:
        yield _abstract_headings(language)
    for abstract_id, list_id in lists.items():
        yield f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{abstract_id}"/></w:num>'


def write_lists(lists: Iterable[tuple[int, int]], ids: ListIds) -> str:
    """Lists of a document, each of which starts again.

    Args:
        lists: The abstract definition and the level of each.
        ids: The ids of the lists that are defined before.
    """
    return "".join(
        [
            f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{abstract_id}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            for list_id, (abstract_id, level) in enumerate(lists, ids.last + 1)
        ]
    )


def _abstract_list(abstract_id: int, theme: Theme, language: str) -> str:
    levels = "".join(
        _level(abstract_id, level, theme, language) for level in range(MAX_BULLET_LEVELS)
    )
    return _abstract(abstract_id, levels)


def _level(abstract_id: int, level: int, theme: Theme, language: str) -> str:
    formats = {
        CONTINUED_ABSTRACT_ID: "none",
        DEFAULT_LIST_IDS.bulleted: "bullet",
        DEFAULT_LIST_IDS.numbered: "decimal",
    }
    texts = {
        CONTINUED_ABSTRACT_ID: "",
        DEFAULT_LIST_IDS.bulleted: _BULLETS[level % 3],
        DEFAULT_LIST_IDS.numbered: f"%{level + 1}.",
    }
    step = theme.list_indent
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{formats[abstract_id]}"/>'
        f'<w:lvlText w:val="{texts[abstract_id]}"/>{_hanging(step * (level + 1), step, language)}'
        f"<w:rPr>{write_fonts('display', theme, language)}"
        f'<w:color w:val="{theme.light.accent.upper()}"/></w:rPr></w:lvl>'
    )


def _hanging(indent: float, step: float, language: str) -> str:
    """Alignment and indent of a number, and the indent of the text after it; lengths are in points.

    In lines from right to left, office programs differ in which edge of the number is "left", and some place it
    outside the margin. A centred number is in its right place in all of them.
    """
    side, hanging = (
        ("left", step) if direction_of(language) == "ltr" else ("center", step * _CENTRE)
    )
    return (
        f'<w:lvlJc w:val="{side}"/><w:pPr>'
        f'<w:ind w:left="{twips(indent)}" w:hanging="{twips(hanging)}"/></w:pPr>'
    )


def _abstract_headings(language: str) -> str:
    """Abstract definition that numbers headings whose styles refer to it: 1, 1.1, 1.1.1."""
    rtl = direction_of(language) == "rtl"
    return _abstract(
        HEADINGS_ABSTRACT_ID,
        "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
            f'<w:pStyle w:val="{style_id(heading_style_name(level + 2))}"/>'
            f"{'' if rtl else _SPACED}"
            f'<w:lvlText w:val="{".".join(f"%{one + 1}" for one in range(level + 1))}"/>'
            f"{_hanging(width, width, language) if rtl else _AT_START}</w:lvl>"
            for level in range(MAX_SECTION_LEVELS)
            if (width := _HEADING_NUMBER + _HEADING_STEP * level)
        ),
    )


def _abstract(abstract_id: int, levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{abstract_id}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )
