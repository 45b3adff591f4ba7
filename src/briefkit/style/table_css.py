"""CSS of tables on paper: the columns of each, in what size, on which page, and where its rows break."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefkit.errors import RenderError
from briefkit.language.direction import script
from briefkit.layout import Grid, Sheet
from briefkit.runtime.module_loading import OnDemand
from briefkit.style.theme import POINTS_PER_MM, Page, Theme
from briefkit.style.turned_pages import turned_blocks, turned_page

if TYPE_CHECKING:
    from briefkit.style.column_widths import TableLayout

#: Of a module for pages with tables alone.
_table_layout: Callable[..., TableLayout] = OnDemand("briefkit.style.column_widths:table_layout")

_LINE = 1.4  # of a table's lines, as a multiple of the size of type: that of page.css
_PADDING = 0.8  # of a row, as a share of the size of running text: that of page.css
# A table that takes less of a page is moved whole.
_WHOLE = 0.25
#: A row of fewer lines is moved whole.
TALL_ROW = 8


def table_layouts(
    sheet: Sheet,
    theme: Theme,
    tried: Mapping[str, int] = MappingProxyType({}),
    *,
    all_must_fit: bool = True,
) -> dict[str, TableLayout]:
    """Return the layout of each table of a page, by its anchor.

    Args:
        sheet: What the page shows.
        theme: The look.
        tried: How many layouts of a table turned out to be too narrow, by its anchor.
        all_must_fit: Whether a table that does not fit is an error; where it is none, it is left out.

    Raises:
        RenderError: A table does not fit.
    """
    written, found = script(sheet.language), {}
    for block in sheet.blocks:
        if isinstance(block, Grid):
            count = tried.get(block.anchor, 0)
            try:
                found[block.anchor] = _table_layout(block, theme, written, tried=count)
            except RenderError:
                if all_must_fit:
                    raise
    return found


def table_css(sheet: Sheet, theme: Theme, layouts: Mapping[str, TableLayout]) -> str:
    """Return the rules of print for the tables of a page.

    Args:
        sheet: What the page shows.
        theme: The look.
        layouts: The layout of each table, by its anchor.
    """
    grids = [one for one in sheet.blocks if isinstance(one, Grid) and one.anchor in layouts]
    rules = [rule for grid in grids for rule in _table_rules(grid, layouts[grid.anchor], theme)]
    turned = {grid.anchor for grid in grids if layouts[grid.anchor].turned}
    if turned:
        along = turned_blocks(sheet.blocks, turned)
        names = (
            f".table:has(>#{block.anchor})" if isinstance(block, Grid) else f"#{block.anchor}"
            for block in sheet.blocks
            if block.anchor in along
        )
        # WeasyPrint goes back only to a page that has a name.
        rules += [
            _page_rule(turned_page(theme.page)),
            f".brief{{page:upright}}{','.join(names)}{{page:turned}}",
        ]
    return "".join(rules)


def _page_rule(page: Page) -> str:
    return f"@page turned{{size:{page.width:g}mm {page.height:g}mm}}"


def _table_rules(grid: Grid, layout: TableLayout, theme: Theme) -> Iterator[str]:
    own = f"#{grid.anchor}"
    if not layout.usual:
        yield f"{own} :is(th,td){{font-size:{layout.size:g}pt;padding-inline-end:{layout.gap:g}pt}}"
    if layout.breaks:
        yield f"{own}{{table-layout:fixed}}"
        for number, width in enumerate(layout.widths, 1):
            yield f"{own} tr:first-child>:nth-child({number}){{width:{width:.2f}pt}}"
    if is_moved_whole(layout, theme, theme.page):
        yield f"{own}{{break-inside:avoid}}"
    rows = layout.lines[1:] if grid.header else layout.lines
    tall = [number for number, lines in enumerate(rows, 1) if lines >= TALL_ROW]
    if tall:
        names = ",".join(f"{own} tbody tr:nth-child({number})" for number in tall)
        yield f"{names}{{break-inside:auto}}"


def is_moved_whole(layout: TableLayout, theme: Theme, page: Page) -> bool:
    """Return whether a table takes so little of a page that it is moved to the next one rather than cut.

    Args:
        layout: The layout of the table.
        theme: The look.
        page: The sheet of paper.
    """
    page = turned_page(page) if layout.turned else page
    high = (page.height - page.margins[0] - page.margins[2]) * POINTS_PER_MM
    return _height(layout, theme) < _WHOLE * high


def _height(layout: TableLayout, theme: Theme) -> float:
    """Return about how high a table is, in points."""
    padding = _PADDING * (theme.base.size or 10)
    return sum(lines * _LINE * layout.size + padding for lines in layout.lines)
