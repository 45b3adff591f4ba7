"""Table blocks: a table of a foreign page as the block that it becomes, or as what it holds where it only lays out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

from briefkit.formats.html.reading.block_runs import paragraphs_in, text_of, words_in
from briefkit.formats.html.reading.elements import is_hidden
from briefkit.formats.html.reading.tables import span_of
from briefkit.layout import Grid, Heading, LayoutBlock, Para, Picture, Role, Run, Runs
from briefkit.limits import Tally
from briefkit.model import Span, Text
from briefkit.notes import Notes
from briefkit.recognise.foreign_tables import ForeignCell, ForeignTable, table_of

_LAYOUT_ROLES = ("presentation", "none")
_GROUPS = ("thead", "tbody", "tfoot")
_WITHOUT_WORDS = ("colgroup", "col", "script", "style", "template")


def table_blocks(
    table: HtmlElement,
    read: Callable[[HtmlElement], list[LayoutBlock]],
    anchor: str,
    count: Tally,
    notes: Notes,
) -> list[LayoutBlock]:
    """Return the blocks of a table: its grid and the pictures of its cells; or all blocks that its cells hold.

    Args:
        table: The table.
        read: Returns the blocks of an element, read on its own.
        anchor: The anchor of the grid.
        count: The count of cells, held to its limit.
        notes: Gets what was assumed or repaired.

    Raises:
        ReadError: There are more cells than the limit.
    """
    captions = [block for one in table.iterchildren("caption") for block in read(one)]
    beside = [block for one in _beside_rows(table) for block in _blocks_beside(one, read)]
    rows = [[(cell, read(cell)) for cell in _cells(row, read)] for row in _rows(table, read)]
    caption = text_of(words_in(captions))
    found = ForeignTable(
        [[_foreign_cell(cell, blocks) for cell, blocks in row] for row in rows],
        caption or None,
        presentational=table.get("role") in _LAYOUT_ROLES,
        line=table.sourceline,
    )
    made = table_of(found, count, notes)
    held = [block for row in rows for _, blocks in row for block in blocks]
    if made is None:
        over = [_as_paragraph(block) for block in captions]
        return [*over, *beside, *held]
    grid = Grid(
        tuple(map(_runs, made.header)),
        tuple(tuple(map(_runs, row)) for row in made.rows),
        _runs(made.caption or Text()),
        anchor,
    )
    return [*beside, grid, *(one for one in (*captions, *held) if isinstance(one, Picture))]


def _rows(
    table: HtmlElement, read: Callable[[HtmlElement], list[LayoutBlock]]
) -> Iterator[HtmlElement]:
    """Yield the rows as a browser shows them, the foot last; what is hidden is read, so that it is told."""
    for last in (False, True):
        for group in table:
            if (group.tag == "tfoot") is not last:
                continue
            for row in (group, *group) if group.tag in _GROUPS else (group,):
                if row.tag in (*_GROUPS, "tr") and is_hidden(row):
                    read(row)
                elif row.tag == "tr" and not is_hidden(group):
                    yield row


def _cells(
    row: HtmlElement, read: Callable[[HtmlElement], list[LayoutBlock]]
) -> Iterator[HtmlElement]:
    for cell in row.iterchildren("td", "th"):
        if is_hidden(cell):
            read(cell)
        else:
            yield cell


def _foreign_cell(cell: HtmlElement, blocks: list[LayoutBlock]) -> ForeignCell:
    texts = (text_of(runs) for block in blocks for runs in paragraphs_in(block))
    group = cell.getparent().getparent()
    return ForeignCell(
        tuple(filter(None, texts)),
        columns=span_of(cell, "colspan"),
        rows=span_of(cell, "rowspan"),
        heads=cell.tag == "th" or group.tag == "thead",
        structured=any(isinstance(block, Heading | Grid) for block in blocks),
        pictured=any(isinstance(block, Picture) for block in blocks),
    )


def _beside_rows(table: HtmlElement) -> Iterator[HtmlElement | str]:
    """Yield what stands in a table, and in none of its cells, as some parsers leave it there."""
    for group in (table, *table.iterchildren(*_GROUPS)):
        for within in (group, *group.iterchildren("tr")):
            yield within.text or ""
            for child in within:
                known = ("td", "th") if within.tag == "tr" else ("caption", "tr", *_GROUPS)
                if child.tag not in (*known, *_WITHOUT_WORDS) and isinstance(child.tag, str):
                    yield child
                yield child.tail or ""


def _blocks_beside(
    found: HtmlElement | str, read: Callable[[HtmlElement], list[LayoutBlock]]
) -> list[LayoutBlock]:
    if not isinstance(found, str):
        return read(found)
    words = " ".join(found.split())
    return [Para(Role.PARAGRAPH, (Run(Span(words)),), "")] if words else []


def _as_paragraph(block: LayoutBlock) -> LayoutBlock:
    """Return a block of a caption, which is never a heading."""
    if isinstance(block, Heading):
        return Para(Role.PARAGRAPH, block.runs, block.anchor)
    return block


def _runs(text: Text) -> Runs:
    return tuple(Run(span) for span in text.spans)
