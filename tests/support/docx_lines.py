"""Word documents line by line: what a sheet says there is to see, and what a reader of the file finds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from itertools import groupby, product
from typing import Any, NamedTuple

from docx import Document
from docx.oxml.ns import qn

from briefkit.formats.docx.bookmark_names import bookmark_name
from briefkit.formats.docx.style_names import (
    CAPTION,
    CREDIT,
    FIGURE_CAPTION,
    TABLE_CELL,
    TABLE_END,
    TABLE_HEADING,
    CharacterStyle,
    character_style_name,
    heading_style_name,
    paragraph_style_name,
    style_id,
)
from briefkit.language.house_words import house_language, is_house_words
from briefkit.layout import (
    Grid,
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Role,
    RunRole,
    Runs,
    Sheet,
)
from briefkit.layout.roles import ADDRESS_RUNS, BACK_SECTION_ROLES, SECTION_ROLES, HeadingRole
from briefkit.model import Position

_POSITIONS = {"superscript": Position.SUPER, "subscript": Position.SUB, None: None}

# What a reader can know of a document, and what a sheet says there must be to know


class Seen(NamedTuple):
    """A run, as a reader of the document finds it."""

    look: CharacterStyle
    strong: bool
    emphasis: bool
    position: Position | None
    language: str | None
    target: str | None
    link: str | None
    text: str


class Line(NamedTuple):
    """A paragraph, as a reader of the document finds it: style, level in a list, bookmarks, runs."""

    style: str
    level: int | None
    bookmarks: tuple[str, ...]
    runs: tuple[Seen, ...]


def joined(runs: Iterator[Seen]) -> tuple[Seen, ...]:
    """Join neighbours that differ in nothing but their words; none is empty."""
    return tuple(
        marks._replace(text="".join(run.text for run in group))
        for marks, group in (
            (key, list(group)) for key, group in groupby(runs, lambda run: run._replace(text=""))
        )
        if any(run.text for run in group)
    )


def told(sheet: Sheet) -> list[Line]:
    """What a sheet says the lines of its document are."""
    house = house_language(sheet.language)
    return [line for block in sheet.blocks for line in told_block(block, house)]


def told_block(block: LayoutBlock, house: str | None, level: int | None = None) -> Iterator[Line]:
    match block:
        case Para():
            yield told_line(
                paragraph_style_name(block.role), block.runs, house, block.anchor, level=level
            )
        case Heading(role=role):
            section = None if role is Role.TITLE else role
            yield told_line(
                heading_style_name(block.level), block.runs, house, block.anchor, section
            )
        case Items():
            below = 0 if level is None else level + 1
            lines = [
                line
                for item in block.items
                for one in item
                for line in told_block(one, house, below)
            ]
            first = lines[0]
            lines[0] = first._replace(bookmarks=(bookmark_name(block.anchor), *first.bookmarks))
            yield from lines
        case Grid():
            if block.caption:
                yield told_line(CAPTION, block.caption, house)
            cells = [(TABLE_HEADING, cell) for cell in block.header]
            cells += [(TABLE_CELL, cell) for row in block.rows for cell in row]
            for number, (style, cell) in enumerate(cells):
                yield told_line(style, cell, house, "" if number else block.anchor)
            yield told_line(TABLE_END, (), house)
        case Picture():
            yield told_line(paragraph_style_name(block.role), (), house, block.anchor)
            for style, runs in ((FIGURE_CAPTION, block.caption), (CREDIT, block.credit)):
                if runs:
                    yield told_line(style, runs, house)


def told_line(
    style: str,
    runs: Runs,
    house: str | None,
    anchor: str = "",
    section: HeadingRole | None = None,
    level: int | None = None,
) -> Line:
    seen = (
        Seen(
            CharacterStyle(section, run.role, run.span.quoted, run.span.code),
            run.span.strong,
            run.span.emphasis,
            run.span.position,
            run.span.language or (house if is_house_words(run) else None),
            bookmark_name(run.target) if run.target else None,
            run.span.link,
            run.span.text,
        )
        for run in runs
    )
    anchors = (anchor, *(run.anchor for run in runs))
    return Line(style, level, tuple(bookmark_name(one) for one in anchors if one), joined(seen))


def found(document: Any) -> list[Line]:
    """What the lines of a document are, by the names of its styles alone."""
    names = {style.element.styleId: style.element.name_val for style in document.styles}
    return [found_line(p, document, names) for p in document.element.body.iter(qn("w:p"))]


def found_line(paragraph: Any, document: Any, names: dict[str, str]) -> Line:
    (style,) = paragraph.xpath("w:pPr/w:pStyle/@w:val")
    level = paragraph.xpath("w:pPr/w:numPr/w:ilvl/@w:val")
    runs = (found_run(run, document, names) for run in paragraph.iter(qn("w:r")))
    return Line(
        names[style],
        int(level[0]) if level else None,
        tuple(paragraph.xpath("w:bookmarkStart/@w:name")),
        joined(runs),
    )


def found_run(run: Any, document: Any, names: dict[str, str]) -> Seen:
    def value(path: str) -> str | None:
        values = run.xpath(path)
        return str(values[0]) if values else None

    link = value("parent::w:hyperlink/@r:id")
    style = value("w:rPr/w:rStyle/@w:val")
    return Seen(
        looks()[names[style]] if style else CharacterStyle(),
        bool(run.xpath("w:rPr/w:b")),
        bool(run.xpath("w:rPr/w:i")),
        _POSITIONS[value("w:rPr/w:vertAlign/@w:val")],
        value("w:rPr/w:lang[@w:val!='x-none']/@w:val"),  # identifiers have no language
        value("parent::w:hyperlink/@w:anchor"),
        document.part.rels[link].target_ref if link else None,
        "".join(
            "\u00ad" if one.tag == qn("w:softHyphen") else one.text
            for one in run.xpath("w:t|w:softHyphen")
        ),
    )


@cache
def looks() -> dict[str, CharacterStyle]:
    """Every look by the name of its style; that it is a link is known from the link."""
    flags = (False, True)
    headings = (None, *SECTION_ROLES, *BACK_SECTION_ROLES)
    every = [
        CharacterStyle(*one) for one in product(headings, (None, *RunRole), flags, flags, flags)
    ]
    every = [look for look in every if not (look.linked and look.role in ADDRESS_RUNS)]
    names = {character_style_name(look) for look in every}
    assert len(names) == len(every) == len({style_id(name) for name in names})
    return {character_style_name(look): look._replace(linked=False) for look in every}


def opened(data: bytes) -> Any:
    return Document(io.BytesIO(data))
