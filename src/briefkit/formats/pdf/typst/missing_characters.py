"""Missing characters: those that no font has which Typst knows, for Typst names only the first."""

from __future__ import annotations

import sys
from pathlib import Path
from unicodedata import category

import typst
from fontTools.ttLib import TTFont, TTLibError

from briefkit.formats.pdf.missing_glyphs import page_signs
from briefkit.formats.pdf.text_verification import has_ink
from briefkit.layout import Sheet
from briefkit.runtime.caching import cached
from briefkit.style import Theme, font_files
from briefkit.style.advance_widths import advance_widths


def missing_characters(sheet: Sheet, theme: Theme, fonts: typst.Fonts) -> list[int]:
    """Return the code points of a page that no font has, in the order of Unicode.

    Args:
        sheet: What is to be printed.
        theme: Whose page it is.
        fonts: What Typst prints with.
    """
    signs = {ord(sign) for sign in page_signs(sheet, theme) if has_ink(sign)}
    files = font_files(theme)
    for file in files:
        signs.difference_update(advance_widths(file, 1.0) or ())
    folders = {file.path.parent for file in files}
    faces = ((font.path, font.index) for font in fonts.fonts() if font.path)
    system = ((path, at) for path, at in faces if Path(path).parent not in folders)
    drawn = _characters(tuple(sorted(system)))
    return sorted(code for code in signs if not drawn[code])


def enclosing_marks(sheet: Sheet, theme: Theme) -> list[int]:
    """Return the code points of marks around signs, as of a key around a digit.

    Typst looks for both in one font, and may pass over the one that has them.

    Args:
        sheet: What is to be printed.
        theme: Whose page it is.
    """
    return sorted(ord(sign) for sign in page_signs(sheet, theme) if category(sign) == "Me")


@cached(2)
def _characters(faces: tuple[tuple[str, int], ...]) -> bytes:
    """Return which characters any of some faces has, as 1 at its code point: to look through hundreds takes a second.

    Args:
        faces: The file of each, and its number there.
    """
    drawn = bytearray(sys.maxunicode + 1)
    for path, number in faces:
        try:
            with TTFont(path, fontNumber=number, lazy=True) as opened:
                for code in opened.getBestCmap() or ():
                    drawn[code] = 1
        except (OSError, TTLibError, IndexError):
            continue
    return bytes(drawn)
