"""Tables of a Word document: the caption, the rows, and columns as wide as they are in PDF (ECMA-376 Part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from attrs import evolve

from briefkit.errors import RenderError
from briefkit.formats.docx.style_names import (
    CAPTION,
    TABLE,
    TABLE_CELL,
    TABLE_END,
    TABLE_HEADING,
    style_id,
)
from briefkit.formats.docx.writing.run_writer import write_runs, write_size
from briefkit.formats.docx.writing.styles_writer import twips
from briefkit.formats.docx.writing.write_context import WriteContext
from briefkit.language.direction import script
from briefkit.layout import Grid, Role, Sheet
from briefkit.runtime.caching import cached
from briefkit.style import TALL_ROW, Page, Style, Theme, for_script
from briefkit.style.column_widths import TableLayout, table_layout

# Conditional formatting of tables (17.4.55): with or without that of the first row; no bands.
_WITH_HEADER, _WITHOUT_HEADER = "0620", "0600"
# Those that programs take where they lack the families of Word may be wider than the theme's by this share.
_SPARE = 0.18


def table_layouts(
    sheet: Sheet, theme: Theme, page: Page, cell_size: float | None = None
) -> dict[str, TableLayout]:
    """Layout of each table, by its anchor.

    Args:
        sheet: What the document shows.
        theme: The look.
        page: The sheet of paper.
        cell_size: The size of the type of tables in a template, in points; None where that is the theme's.

    Raises:
        RenderError: A table does not fit on a page.
    """
    grids = [block for block in sheet.blocks if isinstance(block, Grid)]
    if not grids:
        return {}
    written = script(sheet.language)
    theme = _in_word(theme, written, cell_size)
    return {grid.anchor: _layout(grid, theme, written, page) for grid in grids}


@cached(64)
def _in_word(theme: Theme, written: str, cell_size: float | None) -> Theme:
    """Theme with the size of tables that a document has, which is in halves of a point."""
    own = for_script(theme, written)
    style = own.blocks.get(Role.TABLE, Style())
    size = cell_size or style.size or own.base.size or 10
    blocks = {**theme.blocks, Role.TABLE: evolve(style, size=round(size * 2) / 2)}
    return evolve(theme, blocks=blocks)


def _layout(grid: Grid, theme: Theme, written: str, page: Page) -> TableLayout:
    """Layout of a table; one with less spare room, or with none, is better than an error, for PDF has it too."""
    for spare in (_SPARE, _SPARE / 2):
        with suppress(RenderError):
            return table_layout(grid, theme, written, page=page, spare=spare)
    return table_layout(grid, theme, written, page=page)


def write_table(grid: Grid, context: WriteContext) -> Iterator[str]:
    """Caption of a table, the table, and an empty paragraph that keeps it apart from a table after it."""
    if grid.caption:
        yield context.write_paragraph(CAPTION, write_runs(grid.caption, context), "<w:keepNext/>")
    layout = context.layouts[grid.anchor]
    whole = grid.anchor in context.whole_tables
    widths = [int(width * 20) for width in layout.widths]
    yield f"<w:tbl>{_properties(grid, layout, sum(widths), context)}<w:tblGrid>"
    yield from (f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield "</w:tblGrid>"
    size = None if layout.usual else int(layout.size * 2)  # in half-points
    mark = f"<w:rPr>{write_size(size)}</w:rPr>" if size else ""
    anchor = grid.anchor
    rows = (grid.header, *grid.rows) if grid.header else grid.rows
    for left, (row, lines) in enumerate(zip(rows, layout.lines, strict=True), 1 - len(rows)):
        is_header = row is grid.header
        style = TABLE_HEADING if is_header else TABLE_CELL
        kept = "<w:keepNext/>" if whole and left else ""
        yield f"<w:tr>{_row_properties(is_header=is_header, lines=lines)}"
        for cell, width in zip(row, widths, strict=True):
            inner = write_runs(cell, context, size=size)
            if anchor:
                inner, anchor = context.bookmark(inner, anchor), ""
            yield (
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
                f"{context.write_paragraph(style, inner, kept, mark)}</w:tc>"
            )
        yield "</w:tr>"
    yield f"</w:tbl>{context.write_paragraph(TABLE_END, '')}"


def _row_properties(*, is_header: bool, lines: int) -> str:
    """Properties of a row: headers are repeated on every page, and tall rows break at its end."""
    whole = "<w:cantSplit/>" if lines < TALL_ROW else ""
    header = "<w:tblHeader/>" if is_header else ""
    return f"<w:trPr>{whole}{header}</w:trPr>" if whole or header else ""


def _properties(grid: Grid, layout: TableLayout, width: int, context: WriteContext) -> str:
    """Properties of a table, in the order of their schema (CT_TblPr); its columns do not move with what is in them."""
    visual = "<w:bidiVisual/>" if context.direction == "rtl" else ""
    gap = "" if layout.usual else _cell_margins(layout)
    look = _WITH_HEADER if grid.header else _WITHOUT_HEADER
    return (
        f'<w:tblPr><w:tblStyle w:val="{style_id(TABLE)}"/>{visual}<w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{gap}<w:tblLook w:val="{look}"/></w:tblPr>'
    )


def _cell_margins(layout: TableLayout) -> str:
    """Margins of the cells of a table that has smaller gaps than others; those above and below are the style's."""
    return (
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        f'<w:right w:w="{twips(layout.gap)}" w:type="dxa"/></w:tblCellMar>'
    )
