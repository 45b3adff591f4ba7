"""Missing characters: those that no font has which Typst knows, for Typst names only the first."""

from __future__ import annotations

from collections.abc import Iterator

import typst
from fontTools.ttLib import TTFont, TTLibError

from briefkit.formats.pdf.missing_glyphs import page_signs
from briefkit.formats.pdf.text_verification import has_ink
from briefkit.layout import Sheet
from briefkit.style import Theme


def missing_characters(sheet: Sheet, theme: Theme, fonts: typst.Fonts) -> list[int]:
    """Return the code points of a page that no font has, in the order of Unicode.

    Args:
        sheet: What is to be printed.
        theme: Whose page it is.
        fonts: What Typst prints with.
    """
    missing = {ord(sign) for sign in page_signs(sheet, theme) if has_ink(sign)}
    for characters in _characters(fonts):
        if not missing:
            break
        missing -= characters
    return sorted(missing)


def _characters(fonts: typst.Fonts) -> Iterator[set[int]]:
    """Yield the characters of each font, one after the other: there may be hundreds."""
    for font in fonts.fonts():
        if font.path is not None:
            try:
                with TTFont(font.path, fontNumber=font.index, lazy=True) as opened:
                    yield set(opened.getBestCmap() or ())
            except (OSError, TTLibError):
                continue
