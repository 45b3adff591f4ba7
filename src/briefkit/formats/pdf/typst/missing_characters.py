"""Characters that fonts have, and those of a page that none has: Typst names only the first, and looks for accents apart."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from unicodedata import category

import typst
from fontTools.ttLib import TTFont, TTLibError

from briefkit.formats.pdf.missing_glyphs import page_signs
from briefkit.formats.pdf.text_verification import has_ink
from briefkit.layout import Sheet
from briefkit.runtime.caching import cached
from briefkit.style import Theme, font_files
from briefkit.style.advance_widths import characters_by_family


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


def enclosing_marks(sheet: Sheet, theme: Theme) -> list[int]:
    """Return the code points of marks around signs, as of a key around a digit.

    Typst looks for both in one font, and may pass over the one that has them.

    Args:
        sheet: What is to be printed.
        theme: Whose page it is.
    """
    return sorted(ord(sign) for sign in page_signs(sheet, theme) if category(sign) == "Me")


@cached(2)
def _drawn_by_any(faces: tuple[tuple[str, int], ...]) -> bytes:
    """Return which characters any of some faces has, as 1 at its code point: to look through hundreds takes a second.

    Args:
        faces: The file of each, and its number there.
    """
    drawn = bytearray(sys.maxunicode + 1)
    for path, number in faces:
        for code in _characters(path, number):
            drawn[code] = 1
    return bytes(drawn)


@cached(16)
def _drawn_by_face(path: str, number: int) -> frozenset[int]:
    return frozenset(_characters(path, number))


def _characters(path: str, number: int) -> Iterable[int]:
    """Return the characters of a face; none of a file that is no font.

    Args:
        path: Its file.
        number: Which one of the file.
    """
    try:
        with TTFont(path, fontNumber=number, lazy=True) as opened:
            return opened.getBestCmap() or ()
    except (OSError, TTLibError, IndexError):
        return ()
