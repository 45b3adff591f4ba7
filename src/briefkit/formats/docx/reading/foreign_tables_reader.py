"""Tables of a Word document that briefkit did not write, as cells for recognition (ECMA-376 Part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from briefkit.formats.docx.reading.body_reader import BodyContent, Paragraph, Table, paragraphs_in
from briefkit.formats.docx.reading.read_context import ReadContext
from briefkit.limits import Tally
from briefkit.model import Table as TableBlock, Text
from briefkit.recognise.foreign_tables import ForeignCell, ForeignTable, table_of

#: Returns the words of a paragraph, and whether it is a heading.
ReadWords: TypeAlias = Callable[[Paragraph], tuple[Text, bool]]


def table_block(table: Table, read: ReadWords, context: ReadContext) -> TableBlock | None:
    """Return a table as a brief has it; None where it is there for the layout, or has no words.

    Args:
        table: The table.
        read: Returns the words of a paragraph, and whether it is a heading.
        context: The context of reading.
    """
    headers = table.header_rows
    if not headers and table.style in context.styles.headed_tables and table.shows_header:
        headers = 1
    covered = _covered(table)
    rows = [
        [
            _cell(cell, table.spans.get((row, column), (1, 1)), row < headers, read)
            for column, cell in enumerate(cells)
            if (row, column) not in covered
        ]
        for row, cells in enumerate(table.rows)
    ]
    return table_of(ForeignTable(rows, line=table.line), Tally("cells"), context.notes)


def _covered(table: Table) -> set[tuple[int, int]]:
    """Return the places that a cell spans beside its own."""
    return {
        (row + down, column + across)
        for (row, column), (columns, rows) in table.spans.items()
        for down in range(rows)
        for across in range(columns)
        if down or across
    }


def _cell(cell: BodyContent, span: tuple[int, int], heads: bool, read: ReadWords) -> ForeignCell:
    paragraphs = [*paragraphs_in(cell)]
    found = [read(one) for one in paragraphs]
    columns, rows = span
    return ForeignCell(
        tuple(text for text, _ in found if text),
        columns,
        rows,
        heads,
        structured=any(is_heading for text, is_heading in found if text) or _nests(cell),
        pictured=any(one.content.pictures for one in paragraphs),
    )


def _nests(cell: BodyContent) -> bool:
    return any(isinstance(one, Table) for one in cell)
