"""Links of a PDF's pages, as PDFium finds them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium
from attrs import frozen

from briefkit.errors import ModelError
from briefkit.model.string_rules import check_url

_MOST_LINKS = 2_000  # of a page, whose places are compared with those of its characters
_LONGEST_ADDRESS = 2_000  # bytes


@frozen
class LinkPlace:
    """Place of a page that leads to an address: a rectangle, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    address: str


def links_of(document: Any, page: Any) -> Iterator[LinkPlace]:
    """Yield the places of a page that lead to an address that a brief may have.

    Args:
        document: The document, as pypdfium2 has it.
        page: The page, likewise.
    """
    place, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(_MOST_LINKS):
        if not pdfium.FPDFLink_Enumerate(page.raw, place, link):
            return
        action = pdfium.FPDFLink_GetAction(link)
        rectangle = pdfium.FS_RECTF()
        if not action or not pdfium.FPDFLink_GetAnnotRect(link, rectangle):
            continue
        size = pdfium.FPDFAction_GetURIPath(document.raw, action, None, 0)
        if not 1 < size <= _LONGEST_ADDRESS:
            continue
        held = ctypes.create_string_buffer(size)
        pdfium.FPDFAction_GetURIPath(document.raw, action, held, size)
        try:
            address = check_url(held.value.decode(), "link")
        except (ModelError, UnicodeDecodeError):
            continue
        yield LinkPlace(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top, address)
