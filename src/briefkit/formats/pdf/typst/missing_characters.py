"""Characters that fonts have, and those of a page that none has: Typst names only the first, and looks for accents apart."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Literal
from unicodedata import category, normalize

import typst
from fontTools.ttLib import TTFont

from briefkit.formats.pdf.missing_glyphs import page_signs, page_texts
from briefkit.formats.pdf.text_verification import has_ink
from briefkit.layout import Sheet
from briefkit.runtime.caching import cached
from briefkit.style import Theme, font_files
from briefkit.style.advance_widths import characters_by_family
from briefkit.style.font_tools_widths import UNREADABLE

#: A sign and the marks on it, in the blocks of marks that go with letters of any script (Unicode, 7.9).
_MARKED = re.compile("[^\\s][\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")


def missing_characters(sheet: Sheet, theme: Theme, fonts: typst.Fonts) -> list[int]:
    """Return the code points of a page that no font has, in the order of Unicode.

    Args:
        sheet: What is to be printed.
        theme: Whose page it is.
        fonts: What Typst prints with.
    """
    files = font_files(theme)
    signs = {ord(sign) for sign in page_signs(sheet, theme) if has_ink(sign)}
    signs.difference_update(*characters_by_family(files).values())
    folders = {file.path.parent for file in files}
    faces = ((font.path, font.index) for font in fonts.fonts() if font.path)
    system = ((path, at) for path, at in faces if Path(path).parent not in folders)
    drawn = _drawn_by_any(tuple(sorted(system)))
    return sorted(code for code in signs if not drawn[code])


def characters_of_system_family(name: str, fonts: typst.Fonts) -> frozenset[int]:
    """Return the code points that a family of the system has in its upright type.

    Args:
        name: The family's name, in capitals or small letters.
        fonts: What Typst prints with.
    """
    faces = [
        (font.style != "normal", abs(font.weight - 400), font.path, font.index)
        for font in fonts.fonts()
        if font.path and font.family.casefold() == name.casefold()
    ]
    return _drawn_by_face(*min(faces)[2:]) if faces else frozenset()


def marks_apart(sheet: Sheet, theme: Theme) -> list[int]:
    """Return the code points of marks that no family of a theme has together with the sign that they stand on.

    Typst looks for all of them in one font. Where a mark is set around a sign, as a key around a digit, it may pass
    over a font that has both, so those are told in any case. Fonts of the system, which take seconds, are not looked through.

    Args:
        sheet: What was to be printed, and Typst refuses to.
        theme: Whose page it is.
    """
    drawn = characters_by_family(font_files(theme)).values()
    marked = {one for _, words in page_texts(sheet, theme) for one in _MARKED.findall(words)}
    return sorted(
        {
            ord(sign)
            for one in marked
            if "Me" in map(category, one) or not any(_has(family, one) for family in drawn)
            for sign in one[1:]
            if category(sign) in ("Mn", "Me")
        }
    )


def _has(characters: frozenset[int], sign: str) -> bool:
    """Whether some characters are all of a sign, whole or apart."""
    return any(characters.issuperset(map(ord, normalize(form, sign))) for form in _FORMS)


@cached(2)
def _drawn_by_any(faces: tuple[tuple[str, int], ...]) -> bytes:
    """Return which characters any of some faces has, as 1 at its code point: to look through hundreds takes a second.

    Args:
        faces: The file of each, and its number there.
    """
    drawn = bytearray(sys.maxunicode + 1)
    tables: set[bytes] = set()
    for path, number in faces:
        for code in _characters(path, number, tables):
            drawn[code] = 1
    return bytes(drawn)


@cached(16)
def _drawn_by_face(path: str, number: int) -> frozenset[int]:
    return frozenset(_characters(path, number, set()))


def _characters(path: str, number: int, tables: set[bytes]) -> Iterable[int]:
    """Return the characters of a face; none of a file that is no font, or of a face whose table was read.

    Args:
        path: Its file.
        number: Which one of the file.
        tables: Digests of the tables that were read, for the weights of a family have one: it gets that of the face.
    """
    try:
        with open(path, "rb") as file, TTFont(file, fontNumber=number, lazy=True) as opened:
            table = sha256(opened.getTableData("cmap")).digest()
            if table in tables:
                return ()
            tables.add(table)
            # Nobody asks for the names of glyphs, which take longest to read.
            opened.setGlyphOrder([""] * opened["maxp"].numGlyphs)
            return opened.getBestCmap() or ()
    except UNREADABLE:
        return ()
