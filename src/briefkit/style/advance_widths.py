"""Advance widths: how far each character of a font file takes the line, as the file says it (OpenType, hmtx)."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from fontTools.ttLib import TTFont, TTLibError

from briefkit.runtime.caching import cached
from briefkit.style.font_files import FontFile


@cached(64)
def advance_widths(file: FontFile, factor: float) -> Mapping[int, float] | None:
    """Return the width of each character of a font file, as a share of the size; None where the file is no font.

    Args:
        file: The file.
        factor: What each width is multiplied by.
    """
    try:
        with TTFont(file.path, lazy=True, fontNumber=0) as font:
            size, glyphs = font["head"].unitsPerEm, font["hmtx"].metrics
            characters = font.getBestCmap() or {}
            return {code: glyphs[name][0] / size * factor for code, name in characters.items()}
    except (
        OSError,
        ImportError,  # of what unpacks WOFF 2
        TTLibError,
        LookupError,
        ArithmeticError,
        ValueError,
        AssertionError,
        struct.error,
    ):  # printing tells it
        return None
