"""Drawn glyphs: what WeasyPrint drew, checked for characters that no font has.

So the check holds for running content, for letters that a style made capitals, and for fonts of the system. Characters
without ink, such as joiners, need no glyph.
"""

from __future__ import annotations

from collections.abc import Iterable

import weasyprint

from briefkit.formats.pdf.missing_glyphs import missing_glyph_error
from briefkit.layout import Sheet
from briefkit.style import Theme

# Fonts that print a box for every character there is.
_BOX_FONTS = {".LastResort", "LastResort", "Last Resort", "Adobe Blank", "Adobe NotDef"}


def check_glyphs(document: weasyprint.Document, sheet: Sheet, theme: Theme) -> None:
    """Check that a document was drawn with fonts that have its every character.

    Args:
        document: The document, whose pages were drawn.
        sheet: What it shows.
        theme: Whose page it is.

    Raises:
        MissingGlyphError: No font has a character; the error names each with the first block that has one.
    """
    missing = _missing(document.fonts.values())
    if missing:
        raise missing_glyph_error(missing, sheet, theme)


def _missing(fonts: Iterable[weasyprint.pdf.fonts.Font]) -> list[int]:
    """Return the code points that were drawn as boxes, in the order of Unicode."""
    found: set[int] = set()
    for font in fonts:
        found.update(font.missing)
        if font.family in _BOX_FONTS:
            found.update(ord(sign) for words in font.to_unicode.values() for sign in words)
    return sorted(found)
