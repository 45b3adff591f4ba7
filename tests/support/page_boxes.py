"""Boxes of a printed page: where its words, its rules and its pictures stand, as PDFium sees them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Literal, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium
from attrs import frozen

Kind: TypeAlias = Literal["word", "rule", "picture"]
_DRAWN: dict[int, Kind] = {pdfium.FPDF_PAGEOBJ_PATH: "rule", pdfium.FPDF_PAGEOBJ_IMAGE: "picture"}


@frozen
class Box:
    """Something printed: its edges in points from the lower left corner, and the words of a word."""

    kind: Kind
    left: float
    bottom: float
    right: float
    top: float
    words: str = ""

    def meets(self, other: Box, by: float) -> bool:
        """Whether it lies over another by more than some points, across and down."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.top, other.top) - max(self.bottom, other.bottom)
        return across > by and down > by


@frozen
class PrintedBoxes:
    """A page: its size in points, and what is printed on it."""

    width: float
    height: float
    boxes: tuple[Box, ...]


def printed_boxes(pdf: bytes) -> list[PrintedBoxes]:
    """The pages of a PDF, each with its words, rules and pictures."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_page(document[number]) for number in range(len(document))]
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage) -> PrintedBoxes:
    width, height = page.get_size()
    words = page.get_textpage()
    boxes = (*_words(words), *_drawn(page))
    words.close()
    page.close()
    return PrintedBoxes(width, height, boxes)


def _words(page: pypdfium2.PdfTextPage) -> Iterator[Box]:
    """The words of a page: characters up to the next space or end of a line, by their ink."""
    word: list[Box] = []
    for at in range(page.count_chars()):
        sign = chr(pdfium.FPDFText_GetUnicode(page.raw, at))
        left, bottom, right, top = page.get_charbox(at)
        if sign.isspace() or right - left <= 0:
            if sign.isspace() and word:
                yield _around(word)
                word = []
            continue
        char = Box("word", left, bottom, right, top, sign)
        # The next line, or the other end of the page.
        if word and (abs(char.left - word[-1].right) > 60 or not _one_line(char, word[-1])):
            yield _around(word)
            word = []
        word.append(char)
    if word:
        yield _around(word)


def _one_line(one: Box, other: Box) -> bool:
    return one.bottom < other.top + 3 and other.bottom < one.top + 3


def _around(word: list[Box]) -> Box:
    return Box(
        "word",
        min(char.left for char in word),
        min(char.bottom for char in word),
        max(char.right for char in word),
        max(char.top for char in word),
        "".join(char.words for char in word),
    )


def _drawn(page: pypdfium2.PdfPage) -> Iterator[Box]:
    for one in page.get_objects(filter=tuple(_DRAWN), max_depth=5):
        left, bottom, right, top = one.get_bounds()
        beside = _half_stroke(one) if one.type == pdfium.FPDF_PAGEOBJ_PATH else 0
        yield Box(_DRAWN[one.type], left + beside, bottom + beside, right - beside, top - beside)


def _half_stroke(path: pypdfium2.PdfObject) -> float:
    """Half the width of the line that a path is drawn with: PDFium's bounds have all of it at each side."""
    mode, stroked, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    pdfium.FPDFPath_GetDrawMode(path.raw, mode, stroked)
    pdfium.FPDFPageObj_GetStrokeWidth(path.raw, width)
    return width.value / 2 if stroked.value else 0
