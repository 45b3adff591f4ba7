"""Blocks of an OpenDocument text: paragraphs, headings, lists, sections, tables (OpenDocument 1.3, part 3, 5 and 9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen
from lxml.etree import _Element

from briefkit.formats.docx.wordprocessingml import whole_number
from briefkit.formats.odt.drawings import is_drawing, write_drawing
from briefkit.formats.odt.lists import LEVELS, OUTLINE
from briefkit.formats.odt.opendocument import OFFICE, TABLE, TEXT
from briefkit.formats.odt.paragraphs import ParagraphWriter, follow_insertion
from briefkit.formats.odt.styles import CONTENTS, Look, ParagraphStyle
from briefkit.formats.odt.translation import PartContext
from briefkit.formats.odt.word_parts import sub
from briefkit.notes import Code

_INDEXES = tuple(
    f"{TEXT}{name}"
    for name in (
        *("table-of-content", "illustration-index", "table-index", "object-index"),
        *("user-index", "alphabetical-index", "bibliography"),
    )
)
# What stands among blocks and has no words for readers.
_SKIPPED = frozenset(
    (
        *(f"{TEXT}{name}" for name in ("tracked-changes", "sequence-decls", "variable-decls")),
        *(f"{TEXT}{name}" for name in ("user-field-decls", "soft-page-break")),
        *(f"{OFFICE}{name}" for name in ("forms", "annotation-end")),
        *(f"{TABLE}{name}" for name in ("table-source", "desc", "title")),
        f"{TEXT}dde-connection-decls",
    )
)
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_MOST_COLUMNS, _MOST_ROWS = 64, 1000  # that one cell, or one row, stands for


@frozen
class ListPlace:
    """Place in a list.

    Attributes:
        number: The id of the list.
        style: Its list style.
        level: The level, from 0.
    """

    number: str
    style: str
    level: int


def write_blocks(
    elements: Iterable[_Element],
    parent: _Element,
    context: PartContext,
    place: ListPlace | None = None,
) -> None:
    """Write blocks into an element.

    Args:
        elements: The blocks.
        parent: The element.
        context: The context.
        place: The place in a list that the first paragraph has a number for; None outside of lists.
    """
    for element in elements:
        tag = str(element.tag)
        name = tag.removeprefix(TEXT)
        if tag in _SKIPPED:
            continue
        if tag == f"{TABLE}table":
            _write_table(element, parent, context)
        elif tag in _INDEXES:
            _write_index(element, parent, context)
        elif is_drawing(element):
            write_drawing(element, sub(sub(parent, "p"), "r"), context, write_blocks)
        elif name in ("p", "h"):
            _write_paragraph(element, parent, context, place)
            place = None
        elif name == "list":
            _write_list(element, parent, context, place)
        elif name in ("change-start", "change-end"):
            _follow_change(name, element, context)
        elif name == "section":
            hidden = element.get(f"{TEXT}display", "true") != "true"
            inner = evolve(context, hidden=context.hidden or hidden)
            write_blocks(element, parent, inner)
        else:
            write_blocks(element, parent, context, place)


def _follow_change(name: str, element: _Element, context: PartContext) -> None:
    key = element.get(f"{TEXT}change-id", "")
    change = context.whole.changes.get(key)
    if change is not None and change.tag == f"{TEXT}insertion":
        follow_insertion(name, key, context)


def _write_index(element: _Element, parent: _Element, context: PartContext) -> None:
    """Write a table of contents or another index, which a program made of the document."""
    index = sub(parent, "sdtContent")
    for one in element.iterfind(f"{TEXT}index-body//{TEXT}p"):
        _write_paragraph(one, index, context, None)
    for paragraph in index:
        properties = paragraph[0]
        properties.clear()
        sub(properties, "pStyle", CONTENTS)


# Paragraphs and lists


def _write_paragraph(
    element: _Element, parent: _Element, context: PartContext, place: ListPlace | None
) -> _Element:
    """Write a paragraph, and return what it ends in."""
    style = context.styles.paragraph(element.get(f"{TEXT}style-name", ""))
    paragraph = sub(parent, "p")
    context.whole.nodes.add(1)
    properties = sub(paragraph, "pPr")
    if style.style:
        sub(properties, "pStyle", style.style)
    level = whole_number(element.get(f"{TEXT}outline-level")) if element.tag == f"{TEXT}h" else None
    if level:
        sub(properties, "outlineLvl", str(level - 1))
    if level and place is None:
        place = _outline_place(style, level - 1, context)
    if place is not None:
        numbering = sub(properties, "numPr")
        sub(numbering, "ilvl", str(min(place.level, LEVELS - 1)))
        sub(numbering, "numId", place.number)
    writer = ParagraphWriter(context, write_blocks, parent, style, paragraph, paragraph)
    writer.write(element, Look())
    writer.end()
    return writer.paragraph


def _outline_place(style: ParagraphStyle, level: int, context: PartContext) -> ListPlace | None:
    """Return the place of a heading in the numbering of headings; None where its level has no numbers."""
    number = None if style.list_style else context.whole.lists.outline(level)
    return None if number is None else ListPlace(number, OUTLINE, level)


def _write_list(
    element: _Element, parent: _Element, context: PartContext, outer: ListPlace | None
) -> None:
    """Write a list; one in an item of another is a level of that."""
    lists = context.whole.lists
    own = element.get(f"{TEXT}style-name") or _style_of_paragraphs(element, context)
    if outer is not None:
        same = outer.style if not element.get(f"{TEXT}style-name") else own
        place = ListPlace(outer.number, outer.style, outer.level + 1)
        if same != outer.style:
            place = ListPlace(lists.new(own), own, outer.level + 1)
    else:
        place = ListPlace(lists.begin(element, own), own, 0)
    for item in element:
        start = whole_number(item.get(f"{TEXT}start-value"))
        if start is not None:
            place = evolve(place, number=lists.new(place.style, place.level, start))
        if item.tag == f"{TEXT}list-item":
            _write_item(item, parent, context, place)
        elif item.tag == f"{TEXT}list-header":
            write_blocks(item, parent, context)


def _write_item(item: _Element, parent: _Element, context: PartContext, place: ListPlace) -> None:
    """Write an item: its first paragraph has the number, lists in it are a level below.

    Paragraphs right behind the first are joined with it, for no item of a brief has several.
    """
    numbered: ListPlace | None = place
    first: _Element | None = None
    for one in item:
        if one.tag == f"{TEXT}list":
            _write_list(one, parent, context, place)
            first = None
        elif one.tag not in _PARAGRAPHS:
            write_blocks([one], parent, context, numbered)
        elif first is None:
            first = _write_paragraph(one, parent, context, numbered)
            numbered = None
        elif len(one) or one.text:
            _join(one, first, parent, context)


def _join(element: _Element, paragraph: _Element, parent: _Element, context: PartContext) -> None:
    """Write the words of a paragraph behind those of another."""
    style = context.styles.paragraph(element.get(f"{TEXT}style-name", ""))
    sub(sub(paragraph, "r"), "br")
    writer = ParagraphWriter(context, write_blocks, parent, style, paragraph, paragraph)
    writer.write(element, Look())
    writer.end()
    message = "A list item had several paragraphs; they were joined."
    context.whole.notes_made.add(Code.ITEM_JOINED, message)


def _style_of_paragraphs(element: _Element, context: PartContext) -> str:
    """Return the list style that the paragraphs of a list have by their own style."""
    first = next(element.iter(*_PARAGRAPHS), None)
    name = "" if first is None else first.get(f"{TEXT}style-name", "")
    return context.styles.paragraph(name).list_style


# Tables


def _write_table(element: _Element, parent: _Element, context: PartContext) -> None:
    table = sub(parent, "tbl")
    spanned: dict[
        int, tuple[int, int]
    ] = {}  # column → the rows left that a cell spans, its columns
    for row, is_header in _rows(element, is_header=False):
        for _ in range(_times(row, "rows", _MOST_ROWS)):
            written = sub(table, "tr")
            if is_header:
                sub(sub(written, "trPr"), "tblHeader")
            _write_cells(row, written, spanned, context)


def _rows(element: _Element, *, is_header: bool) -> Iterator[tuple[_Element, bool]]:
    """Yield the rows of a table, and whether each is a header."""
    for child in element:
        name = str(child.tag).removeprefix(TABLE)
        if name == "table-row":
            yield child, is_header
        elif name in ("table-rows", "table-row-group", "table-header-rows"):
            yield from _rows(child, is_header=is_header or name == "table-header-rows")


def _times(element: _Element, of: str, most: int) -> int:
    """Return how often a row or a cell stands there; none of the thousands without words that programs end tables with."""
    times = whole_number(element.get(f"{TABLE}number-{of}-repeated")) or 1
    has_words = any(text.strip() for text in element.itertext())
    return min(times, most) if has_words or times <= most else 0


def _write_cells(
    row: _Element, written: _Element, spanned: dict[int, tuple[int, int]], context: PartContext
) -> None:
    """Write the cells of a row.

    Args:
        row: The row.
        written: The row that is written.
        spanned: The rows left that a cell above spans, and its columns, by the column where it begins.
        context: The context.
    """
    column = 0
    covered = 0  # columns of a cell of this row or above that are still to come
    for cell in row:
        name = str(cell.tag).removeprefix(TABLE)
        if name not in ("table-cell", "covered-table-cell"):
            continue
        for _ in range(_times(cell, "columns", _MOST_COLUMNS)):
            context.whole.cells.add(1)
            if covered:
                covered -= 1
            elif column in spanned:
                left, columns = spanned.pop(column)
                if left > 1:
                    spanned[column] = left - 1, columns
                covered = columns - 1
                _cell(written, columns, "continue")
            else:
                columns, rows = _span(cell, "columns"), _span(cell, "rows")
                if rows > 1:
                    spanned[column] = rows - 1, columns
                covered = columns - 1
                inner = _cell(written, columns, "restart" if rows > 1 else "")
                write_blocks(cell, inner, context)
            column += 1


def _span(cell: _Element, of: str) -> int:
    return min(whole_number(cell.get(f"{TABLE}number-{of}-spanned")) or 1, _MOST_ROWS)


def _cell(row: _Element, columns: int, merge: str) -> _Element:
    cell = sub(row, "tc")
    properties = sub(cell, "tcPr")
    if columns > 1:
        sub(properties, "gridSpan", str(columns))
    if merge:
        sub(properties, "vMerge", merge)
    return cell
