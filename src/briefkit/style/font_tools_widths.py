"""Advance widths by fontTools, of fonts that are packed (WOFF, collections) or have tables in rare forms."""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from briefkit.style.advance_widths import DAMAGED

#: What fontTools raises of a file that is no font, or a damaged one.
UNREADABLE = (
    *DAMAGED,
    OSError,
    ImportError,  # of what unpacks WOFF 2
    TTLibError,
    AssertionError,
)


def read(path: Path) -> tuple[int, dict[int, int]]:
    """Return the units of the size, and the width of each character in them; 0 and none where the file is no font.

    Args:
        path: The file.
    """
    try:
        with open(path, "rb") as file, TTFont(file, lazy=True, fontNumber=0) as font:
            size, glyphs = font["head"].unitsPerEm, font["hmtx"].metrics
            characters = font.getBestCmap() or {}
            return size, {code: glyphs[name][0] for code, name in characters.items()}
    except UNREADABLE:
        return 0, {}
