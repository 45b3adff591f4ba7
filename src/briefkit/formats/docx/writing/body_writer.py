"""A sheet's blocks as the body of a Word document (ECMA-376 Part 1, 17 and 20)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import count, groupby
from typing import assert_never

from attrs import define, field

from briefkit.formats.docx.bookmark_names import bookmark_name
from briefkit.formats.docx.numbering_ids import DEFAULT_LIST_IDS, ListIds
from briefkit.formats.docx.picture_rotation import rotation_attributes
from briefkit.formats.docx.style_names import (
    CAPTION,
    CREDIT,
    FIGURE_CAPTION,
    PARAGRAPHS,
    TABLE,
    TABLE_CELL,
    TABLE_END,
    TABLE_HEADING,
    CharacterStyle,
    character_style_name,
    heading_style_name,
    paragraph_style_name,
    style_id,
)
from briefkit.formats.docx.writing.styles_writer import language_tag, slot
from briefkit.language.direction import direction_of
from briefkit.layout import (
    Direction,
    Grid,
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Role,
    Run,
    Runs,
)
from briefkit.layout.roles import ADDRESS_RUNS, BACK_SECTION_ROLES, HeadingRole
from briefkit.model import Position
from briefkit.model.media import TURNED, Image
from briefkit.runtime.caching import cached

_SOFT_HYPHEN = "\u00ad"

# Lengths of pictures in English Metric Units: 914,400 to the inch.
_TWIP = 635
_PIXEL = 9525
_CENTIMETRE = 360_000
_HIGHEST_FIGURE = 11 * _CENTIMETRE
_PHOTO = 2 * _CENTIMETRE

# Characters that a column of a table counts as having, at least and at most.
_NARROWEST, _WIDEST = 6, 40
# Which parts of its style a table takes (17.4.55): the first row or not, and no bands.
_HEADED, _HEADLESS = "0620", "0600"

# What takes the number off a heading that is none of the brief's own sections (17.9.18).
_UNNUMBERED = '<w:numPr><w:numId w:val="0"/></w:numPr>'

_PARAGRAPH_NAMES = {role: paragraph_style_name(role) for role in PARAGRAPHS}
_HEADING_NAMES = {level: heading_style_name(level) for level in range(1, 7)}


@define
class Writing:
    """What the blocks of one document share.

    Attributes:
        direction: Which way its lines run.
        width: The width of the text, in twips.
        language: The language of its words, in BCP 47.
        defined: The ids of the lists that are there before it has any.
        numbered: Whether the styles of headings number them.
        turned: Whether paragraphs must say which way they run, for their styles run the other way.
        links: The addresses that it leads to, each with the id of its relationship.
        pictures: Its pictures, each with the id of its relationship.
        lists: The kind and level of each of its lists, by number.
        looks: The looks of its runs.
    """

    direction: Direction
    width: int
    language: str = "en"
    defined: ListIds = DEFAULT_LIST_IDS
    numbered: bool = False
    turned: bool = False
    links: dict[str, str] = field(factory=dict)
    pictures: dict[Image, str] = field(factory=dict)
    lists: list[tuple[int, int]] = field(factory=list)
    looks: set[CharacterStyle] = field(factory=set)
    bookmarks: Iterator[int] = field(factory=lambda: count(1))
    drawings: Iterator[int] = field(factory=lambda: count(1))

    def paragraph(self, name: str, inner: str, first: str = "") -> str:
        """Return a paragraph of a named style.

        Args:
            name: The name of the style.
            inner: What the paragraph holds.
            first: A property that stands before the direction: what keeps or numbers it.
        """
        bidi = f'<w:bidi w:val="{int(self.direction == "rtl")}"/>' if self.turned else ""
        return write_paragraph(name, inner, first + bidi)


def write_blocks(blocks: Iterable[LayoutBlock], writing: Writing) -> str:
    """Return blocks as the children of a document's body."""
    return "".join([write_block(block, writing) for block in blocks])


def write_block(block: LayoutBlock, writing: Writing) -> str:
    """Return a block as paragraphs or a table."""
    match block:
        case Para():
            return write_para(block, writing)
        case Heading():
            section = None if block.role is Role.TITLE else block.role
            inner = write_runs(block.runs, writing, section)
            bare = writing.numbered and block.role in BACK_SECTION_ROLES
            return writing.paragraph(
                _HEADING_NAMES[block.level],
                _bookmarked(inner, block.anchor, writing),
                _UNNUMBERED if bare else "",
            )
        case Items():
            return "".join(_items(block, 0, writing))
        case Grid():
            return "".join(_grid(block, writing))
        case Picture():
            return "".join(_picture(block, writing))
        case _:
            assert_never(block)


def write_para(para: Para, writing: Writing, number: str = "", anchor: str = "") -> str:
    """Return a paragraph.

    Args:
        para: The paragraph.
        writing: What it shares with others.
        number: The property that puts it into a list.
        anchor: The anchor of the list that it opens.
    """
    inner = _bookmarked(write_runs(para.runs, writing), para.anchor, writing)
    if anchor:
        inner = _bookmarked(inner, anchor, writing)
    return writing.paragraph(_PARAGRAPH_NAMES[para.role], inner, number)


def write_paragraph(name: str, inner: str, properties: str = "") -> str:
    """Return a paragraph of a named style, with other properties of it."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(name)}"/>{properties}</w:pPr>{inner}</w:p>'


def _bookmarked(inner: str, anchor: str, writing: Writing) -> str:
    number = next(writing.bookmarks)
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{bookmark_name(anchor)}"/>{inner}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


# Lists


def _items(items: Items, level: int, writing: Writing) -> Iterator[str]:
    """Yield the paragraphs of a list: each list has a number of its own, so it starts afresh.

    The bookmark of a list stands around that of its first paragraph.
    """
    defined = writing.defined
    writing.lists.append((defined.numbered if items.ordered else defined.bulleted, level))
    own = _number(defined.last + len(writing.lists), level)
    continued = _number(defined.continued, level)
    anchor = items.anchor
    for item in items.items:
        number = own
        for block in item:
            match block:
                case Para():
                    yield write_para(block, writing, number, anchor)
                    number, anchor = continued, ""
                case Items():
                    yield from _items(block, level + 1, writing)
                case _:
                    assert_never(block)


def _number(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def write_lists(writing: Writing) -> str:
    """Return the definitions of a document's lists."""
    return "".join(
        [
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            for number, (kind, level) in enumerate(writing.lists, writing.defined.last + 1)
        ]
    )


# Tables


def _grid(grid: Grid, writing: Writing) -> Iterator[str]:
    """Yield a table's caption, the table, and what keeps it apart from a table that follows."""
    if grid.caption:
        yield writing.paragraph(CAPTION, write_runs(grid.caption, writing))
    rows = (grid.header, *grid.rows) if grid.header else grid.rows
    widths = _widths(rows, writing.width)
    visual = "<w:bidiVisual/>" if writing.direction == "rtl" else ""
    look = _HEADED if grid.header else _HEADLESS
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_id(TABLE)}"/>{visual}'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLook w:val="{look}"/></w:tblPr><w:tblGrid>'
    )
    yield from (f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield "</w:tblGrid>"
    anchor = grid.anchor
    for row in rows:
        heads = row is grid.header
        style = TABLE_HEADING if heads else TABLE_CELL
        yield f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if heads else ''}</w:trPr>"
        for cell, width in zip(row, widths, strict=True):
            inner = write_runs(cell, writing)
            if anchor:
                inner, anchor = _bookmarked(inner, anchor, writing), ""
            yield (
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
                f"{writing.paragraph(style, inner)}</w:tc>"
            )
        yield "</w:tr>"
    yield f"</w:tbl>{writing.paragraph(TABLE_END, '')}"


def _widths(rows: Iterable[tuple[Runs, ...]], width: int) -> list[int]:
    """Share a width among the columns of a table, by their longest cells."""
    longest = [
        max(sum(len(run.span.text) for run in cell) for cell in column)
        for column in zip(*rows, strict=True)
    ]
    weights = [min(max(length, _NARROWEST), _WIDEST) for length in longest]
    return [width * weight // sum(weights) for weight in weights]


# Pictures


def _picture(picture: Picture, writing: Writing) -> Iterator[str]:
    key = writing.pictures.setdefault(picture.image, f"rIdP{len(writing.pictures) + 1}")
    extent = _extent(picture, writing.width * _TWIP)
    drawn = drawing(picture.image, picture.alt, key, extent, writing)
    yield writing.paragraph(
        _PARAGRAPH_NAMES[picture.role], _bookmarked(drawn, picture.anchor, writing)
    )
    if picture.caption:
        kept = "<w:keepNext/>" if picture.credit else ""
        yield writing.paragraph(FIGURE_CAPTION, write_runs(picture.caption, writing), kept)
    if picture.credit:
        yield writing.paragraph(CREDIT, write_runs(picture.credit, writing))


def drawing(
    image: Image, alt: str, relationship: str, extent: tuple[int, int], writing: Writing
) -> str:
    """Return a run that holds a picture.

    The extents of a frame are those that it has before it is turned; the line makes room for what it has after.

    Args:
        image: The picture.
        alt: What the picture shows.
        relationship: The id of the picture in its part.
        extent: How wide and how high it is printed, turned, in English Metric Units.
        writing: What it shares with others.
    """
    width, height = reversed(extent) if TURNED[image.orientation] % 180 else extent
    number = next(writing.drawings)
    alt = escape(alt)
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr="{alt}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr="{alt}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relationship}"/>'
        f"<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm{rotation_attributes(image.orientation)}>"
        f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _extent(picture: Picture, width: int) -> tuple[int, int]:
    """Return how large a picture is printed: in its own size at most, a photo in one size."""
    natural = [pixels * _PIXEL for pixels in picture.image.size]
    if picture.role is Role.PHOTO:
        scale = min(_PHOTO / side for side in natural)
    else:
        scale = min(1, width / natural[0], _HIGHEST_FIGURE / natural[1])
    return max(1, round(natural[0] * scale)), max(1, round(natural[1] * scale))


# Runs


def write_runs(runs: Runs, writing: Writing, heading: HeadingRole | None = None) -> str:
    """Return runs; neighbours that look alike and lead to one place are one link.

    LibreOffice keeps the style of a link's run where a link has one style only.

    Args:
        runs: The runs.
        writing: What they share with others.
        heading: The role of the section that they head, if they do.
    """
    found = []
    for (target, link, look, anchor, spoken), group in groupby(
        runs, lambda run: (*_place(run, heading), run.anchor, run.spoken)
    ):
        words = "".join([_run(run, look, writing) for run in group])
        if target is not None:
            told = f' w:tooltip="{escape(spoken)}"' if spoken else ""
            words = f'<w:hyperlink w:anchor="{bookmark_name(target)}"{told} w:history="1">{words}</w:hyperlink>'
        elif link is not None:
            key = writing.links.setdefault(link, f"rIdL{len(writing.links) + 1}")
            words = f'<w:hyperlink r:id="{key}" w:history="1">{words}</w:hyperlink>'
        found.append(_bookmarked(words, anchor, writing) if anchor else words)
    return "".join(found)


def write_run(run: Run, writing: Writing) -> str:
    """Return a run without its link."""
    return _run(run, _place(run, None)[2], writing)


def _place(run: Run, heading: HeadingRole | None) -> tuple[str | None, str | None, CharacterStyle]:
    """Return where a run leads to, in the document or outside it, and what it looks like."""
    span = run.span
    linked = span.link is not None and run.role not in ADDRESS_RUNS
    return run.target, span.link, CharacterStyle(heading, run.role, span.quoted, span.code, linked)


def _run(run: Run, look: CharacterStyle, writing: Writing) -> str:
    """Return a run with its style and what marks no style can carry."""
    writing.looks.add(look)
    span = run.span
    properties = _properties(
        look,
        span.strong,
        span.emphasis,
        span.position,
        span.language,
        writing.language,
        run.direction,
    )
    return f"<w:r>{properties}{write_words(span.text)}</w:r>"


@cached(4096)
def _properties(
    look: CharacterStyle,
    strong: bool,
    emphasis: bool,
    position: Position | None,
    language: str | None,
    around: str,
    runs: Direction | None,
) -> str:
    """Return the properties of a run, in the order of their schema (EG_RPrBase).

    Bold and italics are direct, for a bold style within a bold one would be regular (17.7.3).
    """
    name = character_style_name(look)
    found = [f'<w:rStyle w:val="{style_id(name)}"/>'] if name else []
    if slot(language or around) == "eastAsia":
        # Quotation marks and dashes are in the families of every script: these are of this one (17.3.2.26).
        found.append('<w:rFonts w:hint="eastAsia"/>')
    if strong:
        found.append("<w:b/><w:bCs/>")
    if emphasis:
        found.append("<w:i/><w:iCs/>")
    match position:
        case Position.SUPER:
            found.append('<w:vertAlign w:val="superscript"/>')
        case Position.SUB:
            found.append('<w:vertAlign w:val="subscript"/>')
        case None:
            pass
        case _:
            assert_never(position)
    if (runs or direction_of(language or around)) == "rtl":
        found.append("<w:rtl/>")
    if language:
        found.append(language_tag(language))
    return f"<w:rPr>{''.join(found)}</w:rPr>" if found else ""


def write_words(words: str) -> str:
    """Return words as text elements; a soft hyphen has an element of its own in Word (17.3.3.29)."""
    if _SOFT_HYPHEN in words:
        return "<w:softHyphen/>".join(write_words(part) for part in words.split(_SOFT_HYPHEN))
    if not words:
        return ""
    space = ' xml:space="preserve"' if words != words.strip() else ""
    return f"<w:t{space}>{escape(words, quote=False)}</w:t>"
