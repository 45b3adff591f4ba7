"""Body of a part: its paragraphs and tables, in their order (ECMA-376 Part 1, 17.2 to 17.4, 17.13)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from attrs import define, field
from lxml.etree import _Element

from briefkit.formats.docx.bookmark_names import anchor_of_bookmark
from briefkit.formats.docx.reading.numbering_reader import (
    ListPosition,
    Numbering,
    level_in_list,
)
from briefkit.formats.docx.reading.paragraph_content import ParagraphContent
from briefkit.formats.docx.reading.read_context import ReadContext
from briefkit.formats.docx.reading.run_reader import WRAPPERS, RunReader, chosen_alternative
from briefkit.formats.docx.reading.styles_reader import Style
from briefkit.formats.docx.tracked_changes import CELL_DELETED, CELL_INSERTED
from briefkit.formats.docx.wordprocessingml import OFF, VAL, W, is_on, value_of, whole_number
from briefkit.notes import Code

_PARAGRAPH, _TABLE, _ROW, _CELL = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc"))
_PROPERTIES = f"{W}pPr"
_SECTION = f"{W}sectPr"
_PROPERTIES_CHANGE = f"{W}pPrChange"
_STYLE, _OUTLINE_LEVEL, _INDENT = f"{W}pStyle", f"{W}outlineLvl", f"{W}ind"
_LIST_ID, _LEVEL = f"{W}numId", f"{W}ilvl"
_LIST, _FRAME, _MARK = f"{W}numPr", f"{W}framePr", f"{W}rPr"
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{1,8}")
_FIRST_ROW = 0x20
# Columns that a cell may span before the number counts as a mistake.
_MAX_SPAN = 64


@define
class Paragraph:
    """Paragraph as it is read.

    Attributes:
        style: Its style.
        content: Its content.
        position: Its position in a list, if it is in one.
        numbering_format: The format of that list's numbers, as "bullet".
        outline_level: Its level in the outline, from 0.
        indent: Its indent, in twips.
        line: Its number in the document, from 1.
        element: Its element, for what most readers do not ask.
    """

    style: Style
    content: ParagraphContent
    position: ListPosition | None = None
    numbering_format: str = ""
    outline_level: int | None = None
    indent: int = 0
    line: int = 0
    element: _Element | None = field(default=None, eq=False, repr=False)


#: Content of a body or of a table's cell.
BodyContent: TypeAlias = "list[Paragraph | Table]"
_PropertyElements: TypeAlias = "dict[str, _Element]"


@define
class Table:
    """Table as it is read.

    Attributes:
        rows: The cells of each row; all rows are as long as the longest.
        header_rows: How many rows at the top are repeated on each page, as headers are.
        style: The id of its style.
        shows_header: Whether it shows the look that its style has for a first row.
        spans: How many columns and rows a cell spans, by the place of its row and its column, where more than one.
        line: The number of the paragraph before it.
    """

    rows: list[list[BodyContent]]
    header_rows: int = 0
    style: str = ""
    shows_header: bool = False
    spans: dict[tuple[int, int], tuple[int, int]] = field(factory=dict)
    line: int = 0


def paragraphs_in(found: BodyContent) -> Iterator[Paragraph]:
    """All paragraphs, those in tables too."""
    for one in found:
        if isinstance(one, Paragraph):
            yield one
        else:
            for row in one.rows:
                for cell in row:
                    yield from paragraphs_in(cell)


@define
class BodyReader:
    """Reader of the body of a part.

    Attributes:
        context: The context of reading.
        numbering: The lists of the document.
        runs: The reader of runs.
        lines: The number of paragraphs met so far.
        pending: A paragraph whose mark is deleted: its content goes before that of the next one.
        anchors: The anchors of bookmarks between paragraphs, which belong to the next one.
        sections: The properties of each section but the last, with the number of its last paragraph.
    """

    context: ReadContext
    numbering: Numbering = field(factory=Numbering)
    runs: RunReader = field(init=False)
    lines: int = 0
    pending: Paragraph | None = None
    anchors: list[str] = field(factory=list)
    sections: list[tuple[int, _Element]] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.runs = RunReader(self.context)

    def read(self, element: _Element) -> BodyContent:
        """Paragraphs and tables of a body or a cell."""
        found = self._read(element)
        if self.pending is not None:
            found.append(self.pending)
            self.pending = None
        return found

    def _read(self, element: _Element) -> BodyContent:
        found: BodyContent = []
        for child in element:
            tag = child.tag
            if tag == _PARAGRAPH:
                paragraph = self._paragraph(child)
                if paragraph is not None:
                    found.append(paragraph)
            elif tag == _TABLE:
                found.append(self._table(child))
            elif tag in self.context.skipped:
                self.context.change_count += 1
            elif tag in WRAPPERS:
                found += self._read(child)
            elif tag == f"{W}bookmarkStart":
                name = child.get(f"{W}name", "")
                self.anchors.append(anchor_of_bookmark(name, self.context.ids))
            elif tag == f"{W}altChunk":
                message = "Another document stands here; it was not read."
                self.context.notes.add(Code.FILE_DROPPED, message)
            elif str(tag).endswith("}AlternateContent"):
                found += self._read(chosen_alternative(child))
        return found

    # Paragraphs

    def _paragraph(self, element: _Element) -> Paragraph | None:
        """Read a paragraph; None where its mark is deleted, so that it goes on in the next one."""
        self.lines += 1
        self.context.package.count("paragraphs")
        content = self.runs.read(element)
        if self.pending is not None:
            self.pending.content.join(content)
            content = self.pending.content
            self.pending = None
        if self.anchors:
            content.anchors = [one for one in self.anchors if one] + content.anchors
            self.anchors = []
        first = next(iter(element), None)
        found: _PropertyElements = {}
        if first is not None and first.tag == _PROPERTIES:
            found = {one.tag: one for one in first}
        if _SECTION in found:
            self.sections.append((self.lines, found[_SECTION]))
        goes_on = self._goes_on(found)
        if first is not None and _PROPERTIES_CHANGE in found:
            found = {one.tag: one for one in self.context.in_view(first, _PROPERTIES_CHANGE)}
        paragraph = self._with_properties(content, found)
        paragraph.element = element
        if goes_on:
            self.pending = paragraph
            return None
        return paragraph

    def _goes_on(self, found: _PropertyElements) -> bool:
        """Whether a paragraph's mark is deleted, or the paragraph is a drop cap (17.3.1.11)."""
        frame, mark = found.get(_FRAME), found.get(_MARK)
        if frame is not None and frame.get(f"{W}dropCap", "none") != "none":
            return True
        if mark is None:
            return False
        deleted = any(mark.find(name) is not None for name in self.context.skipped)
        self.context.change_count += deleted
        return deleted

    def _with_properties(self, content: ParagraphContent, found: _PropertyElements) -> Paragraph:
        """Paragraph with its own properties, and those of its style."""
        styles = self.context.styles
        named, outline, indent = found.get(_STYLE), found.get(_OUTLINE_LEVEL), found.get(_INDENT)
        style = styles.normal
        if named is not None:
            style = styles.paragraph.get(named.get(VAL, ""), style)
        paragraph = Paragraph(style, content, outline_level=style.outline_level, line=self.lines)
        if outline is not None:
            paragraph.outline_level = whole_number(outline.get(VAL))
        if indent is not None:
            paragraph.indent = _indent(indent)
        position = _position(style, found.get(_LIST))
        number_format = None if position is None else self.numbering.format_at(position)
        if number_format is not None:
            paragraph.position, paragraph.numbering_format = position, number_format
        return paragraph

    # Tables

    def _table(self, element: _Element) -> Table:
        style = value_of(element, f"{W}tblPr/{W}tblStyle") or ""
        table = Table([], 0, style, _shows_first_row(element), line=self.lines)
        merges: dict[int, tuple[int, int]] = {}
        for row in self._parts(element, _ROW):
            properties = row.find(f"{W}trPr")
            is_header = False
            if properties is not None:
                if properties.find(self.context.skipped[0]) is not None:
                    self.context.change_count += 1
                    continue
                properties = self.context.in_view(properties, f"{W}trPrChange")
                is_header = is_on(properties.find(f"{W}tblHeader"))
            cells = self._cells(row, properties, table, merges)
            if cells or row.find(_CELL) is None:
                table.header_rows += is_header and table.header_rows == len(table.rows)
                table.rows.append(cells)
        width = max(map(len, table.rows), default=0)
        self.context.package.count("cells", len(table.rows) * width)
        table.rows = [row + [[]] * (width - len(row)) for row in table.rows]
        return table

    def _cells(
        self,
        row: _Element,
        properties: _Element | None,
        table: Table,
        merges: dict[int, tuple[int, int]],
    ) -> list[BodyContent]:
        """Read the cells of a row, and what they span.

        Args:
            row: The row.
            properties: Its properties.
            table: The table so far; gets the spans.
            merges: The place of the cell that spans the rows of a column so far, by the column.
        """
        before = whole_number(value_of(properties, f"{W}gridBefore")) or 0
        cells: list[BodyContent] = [[] for _ in range(min(before, _MAX_SPAN))]
        for cell in self._parts(row, _CELL):
            if self._is_skipped_cell(cell):
                continue
            inner = self.read(cell)
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            continues = merged is not None and merged.get(VAL, "continue") == "continue"
            span = min(whole_number(value_of(cell, f"{W}tcPr/{W}gridSpan")) or 1, _MAX_SPAN)
            place = len(table.rows), len(cells)
            if continues and place[1] in merges:
                columns, rows = table.spans.get(merges[place[1]], (span, 1))
                table.spans[merges[place[1]]] = columns, rows + 1
            elif span > 1:
                table.spans[place] = span, 1
            if merged is None:
                merges.pop(place[1], None)
            elif not continues:
                merges[place[1]] = place
            cells.append([] if continues else inner)
            cells += [[] for _ in range(span - 1)]
        return cells

    def _is_skipped_cell(self, cell: _Element) -> bool:
        """Whether a cell was deleted or inserted with its column, and is none in the view that is read (17.13.5)."""
        inserted = cell.find(f"{W}tcPr/{CELL_INSERTED}")
        deleted = cell.find(f"{W}tcPr/{CELL_DELETED}")
        self.context.change_count += (inserted is not None) + (deleted is not None)
        return (deleted if self.context.changes == "accepted" else inserted) is not None

    def _parts(self, element: _Element, wanted: str) -> list[_Element]:
        """Rows of a table or cells of a row, those within wrappers too."""
        found = []
        for child in element:
            if child.tag == wanted:
                found.append(child)
            elif child.tag in WRAPPERS and child.tag not in self.context.skipped:
                found += self._parts(child, wanted)
        return found


def _shows_first_row(table: _Element) -> bool:
    """Whether a table shows the look of its style for a first row (17.4.55); older programs write a sum of bits."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return False
    stated = look.get(f"{W}firstRow")
    if stated is not None:
        return stated not in OFF
    digits = look.get(VAL, "")
    return bool(_HEXADECIMAL.fullmatch(digits)) and bool(int(digits, 16) & _FIRST_ROW)


def _position(style: Style, properties: _Element | None) -> ListPosition | None:
    """Position of a paragraph in a list: its own, or that of its style."""
    number, level = style.numbering
    if properties is not None:
        own = {one.tag: one.get(VAL) for one in properties}
        number = own.get(_LIST_ID) or number
        stated = level_in_list(own.get(_LEVEL))
        level = level if stated is None else stated
    return None if number is None else ListPosition(number, level or 0)


def _indent(element: _Element) -> int:
    digits = element.get(f"{W}left") or element.get(f"{W}start") or "0"
    return int(digits) if digits.lstrip("-").isdecimal() and len(digits) < 9 else 0
