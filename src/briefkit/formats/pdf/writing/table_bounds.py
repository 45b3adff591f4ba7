"""Table bounds: which tables of a printed page reach beyond its margins, by what PDFium finds on it.

The widths that tables were set by are estimates where no file of the theme has a character, so what was drawn decides.
"""

from __future__ import annotations

import ctypes
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from briefkit.formats.pdf.pdfium_lock import PDFIUM_LOCK
from briefkit.layout import Grid, Sheet
from briefkit.runtime.forking import fork_safe
from briefkit.style import POINTS_PER_MM, Page

_PIXEL = 72 / 96  # of CSS, in points
_TOLERANCE = 2.0  # what a letter stands out, and half the thickness of a rule, in points
_RULE = 5.0  # what is higher is a ground, and no rule of a table, in points


@fork_safe
def tables_beyond_margins(
    data: bytes, places: Sequence[Mapping[str, tuple[float, ...]]], sheet: Sheet, page: Page
) -> frozenset[str]:
    """Return the anchors of the tables that reach beyond the margins at both sides.

    Args:
        data: The PDF.
        places: Where each block begins on each page, by its anchor: from the left and from above, in pixels of CSS.
        sheet: What it shows.
        page: The sheet of paper, for its margins.
    """
    anchors = {block.anchor: isinstance(block, Grid) for block in sheet.blocks}
    _, end, _, start = (one * POINTS_PER_MM for one in page.margins)
    left, right = (start, end) if sheet.direction == "ltr" else (end, start)
    found: set[str] = set()
    with PDFIUM_LOCK, pypdfium2.PdfDocument(data) as document:
        for number, begun in enumerate(places):
            blocks = sorted(
                (y * _PIXEL, name) for name, (_, y, *_) in begun.items() if name in anchors
            )
            if not any(anchors[name] for _, name in blocks):
                continue
            tops = [top for top, _ in blocks]
            width, height = document.get_page_size(number)
            for low, high, middle in _bounds(document, number):
                if low < left - _TOLERANCE or high > width - right + _TOLERANCE:
                    at = bisect(tops, height - middle) - 1
                    if at >= 0 and anchors[blocks[at][1]]:
                        found.add(blocks[at][1])
    return frozenset(found)


def _bounds(document: Any, number: int) -> Iterator[tuple[float, float, float]]:
    """Yield where each piece of text and each rule of a page is: its left, its right and its middle, from below."""
    page = document[number]
    try:
        for place in range(pdfium.FPDFPage_CountObjects(page.raw)):
            shown = pdfium.FPDFPage_GetObject(page.raw, place)
            kind = pdfium.FPDFPageObj_GetType(shown)
            left, bottom, right, top = (ctypes.c_float() for _ in range(4))
            if not pdfium.FPDFPageObj_GetBounds(shown, left, bottom, right, top):
                continue
            rule = kind == pdfium.FPDF_PAGEOBJ_PATH and top.value - bottom.value <= _RULE
            if rule or kind == pdfium.FPDF_PAGEOBJ_TEXT:
                yield left.value, right.value, (top.value + bottom.value) / 2
    finally:
        page.close()
