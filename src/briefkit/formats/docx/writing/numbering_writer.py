"""Numbering of a Word document: the definitions of its lists and of numbered headings (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.formats.docx.numbering_ids import (
    CONTINUED_ABSTRACT_ID,
    DEFAULT_LIST_IDS,
    HEADINGS_ABSTRACT_ID,
    HEADINGS_LIST_ID,
)
from briefkit.formats.docx.style_names import heading_style_name, style_id
from briefkit.formats.docx.writing.list_levels import ListLevel, ListRegister
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
        usual = ListLevel(abstract_id, 0, 0, theme.list_indent)
        yield _abstract_list(abstract_id, usual, theme, language)
    if theme.numbered:
        yield _abstract_headings(language)
    for abstract_id, list_id in lists.items():
        yield f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{abstract_id}"/></w:num>'


def write_lists(register: ListRegister, theme: Theme, language: str) -> str:
    """Lists of a document, with definitions of those that stand elsewhere than usual; abstract ones come first.

    Args:
        register: The lists.
        theme: The look.
        language: The language of the document, in BCP 47.
    """
    ids = register.ids
    unusual = dict.fromkeys(one for one in register.lists if not register.is_usual(one))
    abstract_ids = {place: n for n, place in enumerate(unusual, ids.last_abstract + 1)}
    usual = {
        DEFAULT_LIST_IDS.bulleted: ids.bulleted,
        DEFAULT_LIST_IDS.numbered: ids.numbered,
    }
    definitions = [
        _abstract_list(abstract_id, place, theme, language)
        for place, abstract_id in abstract_ids.items()
    ]
    lists = [
        f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{abstract_ids.get(place, usual.get(place.kind))}"/>'
        f'<w:lvlOverride w:ilvl="{place.level}"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for list_id, place in enumerate(register.lists, ids.last + 1)
    ]
    return "".join([*definitions, *lists])


def _abstract_list(abstract_id: int, place: ListLevel, theme: Theme, language: str) -> str:
    """Abstract definition of lists at a level; the levels around it have the usual steps."""
    step = theme.list_indent
    starts = [
        step * level if level < place.level else place.text + step * (level - place.level - 1)
        for level in range(MAX_BULLET_LEVELS)
    ]
    levels = [ListLevel(place.kind, level, start, step) for level, start in enumerate(starts)]
    levels[place.level] = place
    return _abstract(abstract_id, "".join(_level(one, theme, language) for one in levels))


def _level(place: ListLevel, theme: Theme, language: str) -> str:
    match place.kind:
        case DEFAULT_LIST_IDS.numbered:
            number_format, text = "decimal", f"%{place.level + 1}."
        case DEFAULT_LIST_IDS.bulleted:
            number_format, text = "bullet", _BULLETS[place.level % 3]
        case _:
            number_format, text = "none", ""
    return (
        f'<w:lvl w:ilvl="{place.level}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{text}"/>{_hanging(place, theme, language)}'
        f"<w:rPr>{write_fonts('display', theme, language)}"
        f'<w:color w:val="{theme.light.accent.upper()}"/></w:rPr></w:lvl>'
    )


def _hanging(place: ListLevel, theme: Theme, language: str) -> str:
    """Alignment and indent of the numbers of a level, and the indent of the text after them.

    In lines from right to left, office programs differ in which edge of the number is "left", and some place it
    outside the margin. A centred number is in its right place in all of them.
    """
    if direction_of(language) == "ltr":
        return _indent("left", place.text, place.width)
    further = max(place.width - theme.list_indent, 0)
    return _indent("center", place.text, (place.width - further) * _CENTRE + further / 2)


def _indent(side: str, indent: float, hanging: float) -> str:
    """Alignment and indent of a number, and the indent of the text after it; lengths are in points."""
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
            f"{_indent('center', width, width * _CENTRE) if rtl else _AT_START}</w:lvl>"
            for level in range(MAX_SECTION_LEVELS)
            if (width := _HEADING_NUMBER + _HEADING_STEP * level)
        ),
    )


def _abstract(abstract_id: int, levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{abstract_id}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )
