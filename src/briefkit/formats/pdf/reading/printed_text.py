"""Printed text: the words of a PDF's pages with their looks and places, as PDFium reads them.

A PDF of somebody else's names its characters in a hundred ways: by encodings of fonts, by collections of Asian
characters, or not at all. PDFium, which Chrome shows PDFs with, knows them, sets right-to-left lines in the order in
which they are spoken, and is tested against damaged files day and night. It is given the file as qpdf writes it anew,
so that both see the same pages, and nothing in it unpacks to more than `Limits` allow.
"""

from __future__ import annotations

import ctypes
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from math import atan2, pi
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from attrs import define, field, frozen

from briefkit.errors import ReadError
from briefkit.formats.pdf.pdfium_lock import PDFIUM_LOCK
from briefkit.formats.pdf.reading.drawn_content import check_content
from briefkit.formats.pdf.reading.filled_forms import print_fields
from briefkit.formats.pdf.reading.page_links import LinkPlace, links_of
from briefkit.formats.pdf.reading.set_accents import ACCENTS, composed
from briefkit.limits import Tally
from briefkit.model.string_rules import REFUSED_CHARACTER

_BOLD_NAME = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"ital|obliq|slant", re.IGNORECASE)
_ITALIC_FLAG = 1 << 6  # of a font descriptor (ISO 32000-2, table 121)
_BOLD_FLAG = 1 << 18
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_HYPHENS = "\u0002\u00ad\ufffe"
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)  # halves of characters above U+FFFF
_LINE_ENDS = "\r\n"
#: How far the baseline of a raised number is from that of its line, in parts of the font's size.
_SAME_BASELINE = 0.05
#: How far apart the characters of one stretch stand at most, in parts of the font's size.
_GAP = 1.6
#: How much of a letter lies under its accent at least.
_OVER = 0.3
_KEPT = 3
_SMALLEST = 0.1  # points
_FARTHEST = 1e6  # points
_PICTURE_SIDE = 24.0  # points; smaller ones are signs of a list or of a logo
_PAGE_SHARE = 0.5  # of a page that the picture of a scanned one covers at least


@frozen
class Look:
    """Look of characters.

    Attributes:
        size: The size of the font, in points.
        bold: Whether the font is bold.
        italic: Whether it is italic.
        mark: The number of the marked content that they stand in (MCID); None where there is none.
        artifact: Whether the file says that they are furniture of the page, as a running head.
        turns: How many quarters of a turn to the left they are turned, as on a page in landscape.
    """

    size: float
    bold: bool = False
    italic: bool = False
    mark: int | None = None
    artifact: bool = False
    turns: int = 0


@frozen
class Sign:
    """Character, and where it begins and ends, in points from the left edge."""

    word: str
    left: float
    right: float


@define
class Stretch:
    """Stretch: neighbouring characters of one look, on one line, and where they stand.

    Attributes:
        page: The page, from 0.
        look: Their look.
        words: The characters.
        left: Where the first begins, in points from the left edge.
        right: Where the last ends.
        base: Their baseline, in points from the lower edge; of turned ones, as seen on the turned page.
        link: The address that they lead to.
        ends_line: Whether a line ends behind them.
        broken: Whether a word is broken behind them by a hyphen, which is their last character.
        reference: Whether the file says that they lead to a footnote.
        signs: Each character that is printed, on a page with words that are read from the right.
    """

    page: int
    look: Look
    words: str
    left: float
    right: float
    base: float
    link: str | None = None
    ends_line: bool = False
    broken: bool = False
    reference: bool = False
    signs: list[Sign] = field(factory=list)


@frozen
class PrintedPage:
    """Page: what it prints, in the order of its content.

    Attributes:
        number: Its place, from 0.
        width: Its width, in points.
        height: Its height.
        stretches: Its words.
        pictures: How many pictures it shows.
        scanned: Whether a picture covers most of it.
    """

    number: int
    width: float
    height: float
    stretches: tuple[Stretch, ...]
    pictures: int = 0
    scanned: bool = False


def printed_pages(pdf: pikepdf.Pdf) -> list[PrintedPage]:
    """Return the pages of an opened PDF.

    Args:
        pdf: The PDF; the fields of its forms are printed, its remarks are taken out.

    Raises:
        ReadError: It is damaged, or has more content than `Limits` allow.
    """
    print_fields(pdf)
    check_content(pdf)
    copy = io.BytesIO()
    pdf.save(
        copy,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        encryption=False,
        fix_metadata_version=False,  # which would read the metadata, and log what is wrong with it
    )
    counts = _Counts()
    with PDFIUM_LOCK:
        try:
            document = pypdfium2.PdfDocument(copy.getvalue())
        except pypdfium2.PdfiumError as error:
            raise ReadError(f"is a damaged PDF ({error})") from None
        try:
            return [_page(document, number, counts) for number in range(len(document))]
        finally:
            document.close()


@frozen
class _Counts:
    """Counts of a document, held to their limits: its characters, and their stretches."""

    characters: Tally = field(factory=lambda: Tally("printed_characters"))
    stretches: Tally = field(factory=lambda: Tally("elements"))


def _page(document: Any, number: int, counts: _Counts) -> PrintedPage:
    """Return a page; one that cannot be read has no words."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return PrintedPage(number, 0, 0, ())
    try:
        width, height = page.get_size()
        pictures = list(_pictures(page))
        covered = max(pictures, default=0.0) >= _PAGE_SHARE * width * height > 0
        words = page.get_textpage()
        try:
            links = list(links_of(document, page))
            from_right = bool(_FROM_RIGHT.search(words.get_text_range()))
            reader = _StretchReader(words.raw, number, links, counts, from_right)
            found = tuple(reader.stretches())
        finally:
            words.close()
    finally:
        page.close()
    return PrintedPage(number, width, height, found, len(pictures), covered)


def _pictures(page: Any) -> Iterator[float]:
    """Yield the area of each picture that a page shows."""
    for place in range(pdfium.FPDFPage_CountObjects(page.raw)):
        shown = pdfium.FPDFPage_GetObject(page.raw, place)
        if pdfium.FPDFPageObj_GetType(shown) != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if pdfium.FPDFPageObj_GetBounds(shown, left, bottom, right, top):
            width, height = right.value - left.value, top.value - bottom.value
            if min(width, height) >= _PICTURE_SIDE:
                yield width * height


# Characters


@define
class _StretchReader:
    """Reader of the characters of a page.

    Attributes:
        text: PDFium's text of the page.
        page: The page, from 0.
        links: Where it leads to an address.
        counts: The counts of the document.
        from_right: Whether the page has words that are read from the right.
        looks: The look of each object of the page that was met.
        high: The first half of a character that the next number ends; 0 where there is none.
        accent_right: Where an accent ends that may stand over the next letter.
        current: The stretch that is being read.
    """

    text: Any
    page: int
    links: Sequence[LinkPlace]
    counts: _Counts
    from_right: bool
    looks: dict[int, Look] = field(factory=dict)
    high: int = 0
    accent_right: float = -_FARTHEST
    current: Stretch | None = None

    def stretches(self) -> Iterator[Stretch]:
        """Yield the stretches of the page, in the order of its content."""
        count = pdfium.FPDFText_CountChars(self.text)
        # Where places are kept, a character takes as much memory as some others.
        self.counts.characters.add(max(count, 0) * (_KEPT if self.from_right else 1))
        across, up = ctypes.c_double(), ctypes.c_double()
        box = pdfium.FS_RECTF()
        for index in range(count):
            code = pdfium.FPDFText_GetUnicode(self.text, index)
            if code in _HIGH and index + 1 < count:
                self.high = code
                continue
            sign, self.high = _character(code, self.high), 0
            if sign in _LINE_ENDS or pdfium.FPDFText_IsGenerated(self.text, index) == 1:
                yield from self._made_up(sign)
                continue
            pdfium.FPDFText_GetCharOrigin(self.text, index, across, up)
            pdfium.FPDFText_GetLooseCharBox(self.text, index, box)
            look = self._look(index)
            left, right, base = map(_within_page, _upright(box, across.value, up.value, look.turns))
            link = self._link(across.value, up.value + look.size / 4) if self.links else None
            current = self.current
            if current is None or not _goes_on(current, look, link, left, right, base):
                if current is not None:
                    yield current
                self.counts.stretches.add()
                self.current = current = Stretch(self.page, look, "", left, right, base, link)
            current.left = min(current.left, left)
            current.right = max(current.right, right)
            if sign in _HYPHENS:
                current.words += "-"
                current.ends_line = current.broken = True
                yield current
                self.current = None
                continue
            shown = sign if sign.isascii() and sign.isprintable() else _expanded(sign)
            if self.accent_right - left > _OVER * (right - left) and current.words[-1:] in ACCENTS:
                shown = composed(current.words[-1], shown)
                current.words = current.words[:-1]
            self.accent_right = right if shown in ACCENTS else -_FARTHEST
            current.words += shown
            if self.from_right and shown:
                current.signs.append(Sign(shown, left, right))
        if self.current is not None:
            yield self.current

    def _made_up(self, sign: str) -> Iterator[Stretch]:
        """Take a space or a line end that PDFium sees between characters."""
        if self.current is None:
            return
        if sign in _LINE_ENDS:
            self.current.ends_line = True
            yield self.current
            self.current = None
        elif not self.current.words.endswith(" "):
            self.current.words += " "

    def _look(self, index: int) -> Look:
        """Return the look of a character, which all of its object have."""
        shown = pdfium.FPDFText_GetTextObject(self.text, index)
        key = ctypes.addressof(shown.contents) if shown else 0
        if key not in self.looks:
            self.looks[key] = _look_of(self.text, index, shown)
        return self.looks[key]

    def _link(self, across: float, up: float) -> str | None:
        for one in self.links:
            if one.left - 1 <= across <= one.right and one.bottom <= up <= one.top:
                return one.address
        return None


def _upright(box: Any, across: float, up: float, turns: int) -> tuple[float, float, float]:
    """Return where a character begins and ends and its baseline, as seen when the page is turned so that it stands upright.

    Args:
        box: Its rectangle on the page.
        across: Where its baseline begins, from the left edge of the page.
        up: The same, from the lower edge.
        turns: How many quarters of a turn to the left it is turned.
    """
    match turns:
        case 1:
            return box.bottom, box.top, -across
        case 2:
            return -box.right, -box.left, -up
        case 3:
            return -box.top, -box.bottom, across
        case _:
            return box.left, box.right, up


def _within_page(number: float) -> float:
    """Return a number as it may stand for a place: 0 for what is none, or is farther off than any page."""
    return number if abs(number) < _FARTHEST else 0.0


def _character(code: int, high: int) -> str:
    """Return a character by its number; U+FFFD for one that is none, as where the file does not name it.

    Args:
        code: The number, or the second half of one above U+FFFF.
        high: The first half of it (Unicode, 3.9, D91); 0 where there is none.
    """
    if high and code in _LOW:
        return chr(0x10000 + ((high - _HIGH.start) << 10) + code - _LOW.start)
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code <= 0x10FFFF else "\ufffd"


def _goes_on(
    before: Stretch, look: Look, link: str | None, left: float, right: float, base: float
) -> bool:
    """Whether a character belongs to the stretch before it."""
    size = look.size
    return (
        (before.look is look or before.look == look)
        and before.link == link
        and abs(before.base - base) <= _SAME_BASELINE * size
        and max(left - before.right, before.left - right) <= _GAP * size
    )


def _expanded(sign: str) -> str:
    """Return a character as words have it: a ligature as its letters, none that no text may hold."""
    if _LIGATURES.match(sign):
        return unicodedata.normalize("NFKC", sign)
    return "" if REFUSED_CHARACTER.match(sign) else sign


def _look_of(text: Any, index: int, shown: Any) -> Look:
    matrix = pdfium.FS_MATRIX()
    scale, turns = 1.0, 0
    if pdfium.FPDFText_GetMatrix(text, index, matrix):
        scale = (matrix.c**2 + matrix.d**2) ** 0.5
        turns = round(atan2(matrix.b, matrix.a) / (pi / 2)) % 4
    size = _within_page(abs(pdfium.FPDFText_GetFontSize(text, index)) * scale)
    flags = ctypes.c_int(0)
    held = ctypes.create_string_buffer(200)
    pdfium.FPDFText_GetFontInfo(text, index, held, len(held), flags)
    name = held.value.decode("latin-1")
    mark = pdfium.FPDFPageObj_GetMarkedContentID(shown) if shown else -1
    return Look(
        max(round(size, 1), _SMALLEST),
        bool(_BOLD_NAME.search(name) or flags.value & _BOLD_FLAG),
        bool(_ITALIC_NAME.search(name) or flags.value & _ITALIC_FLAG),
        mark if mark >= 0 else None,
        bool(shown) and _is_artifact(shown),
        turns,
    )


def _is_artifact(shown: Any) -> bool:
    """Whether an object of a page stands in marked content that is an artifact (ISO 32000-2, 14.8.2.2)."""
    held, size = (ctypes.c_ushort * 32)(), ctypes.c_ulong(0)
    for place in range(min(pdfium.FPDFPageObj_CountMarks(shown), 8)):
        mark = pdfium.FPDFPageObj_GetMark(shown, place)
        if not pdfium.FPDFPageObjMark_GetName(mark, held, ctypes.sizeof(held), size):
            continue
        if bytes(held)[: size.value].decode("utf-16-le", "replace").rstrip("\0") == "Artifact":
            return True
    return False
