"""Advance widths: how far each character of a font file takes the line, as the file says it (OpenType 1.9.1: cmap, hmtx).

Four tables of a static TrueType or OpenType file say it, and are read here; fontTools, which takes 30 ms to load and
makes a name for each glyph, reads what is packed or says it in another way.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Callable, Mapping
from pathlib import Path

from briefkit.runtime.caching import cached
from briefkit.runtime.module_loading import OnDemand
from briefkit.style.font_files import FontFile, font_files
from briefkit.style.theme import Theme

_STATIC = (b"\x00\x01\x00\x00", b"OTTO", b"true")
#: Platform and encoding of the tables of characters, those of all of Unicode first.
_UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
#: What is raised where a file is damaged.
DAMAGED = (LookupError, ArithmeticError, ValueError, struct.error)
_read_by_font_tools: Callable[[Path], tuple[int, dict[int, int]]] = OnDemand(
    "briefkit.style.font_tools_widths:read"
)


@cached(64)
def advance_widths(file: FontFile, factor: float) -> Mapping[int, float] | None:
    """Return the width of each character of a font file, as a share of the size; None where the file is no font.

    Args:
        file: The file.
        factor: What each width is multiplied by.
    """
    try:
        data = file.path.read_bytes()
    except (OSError, ValueError):  # printing tells it
        return None
    try:
        found = _read(data) if data[:4] in _STATIC else None
    except DAMAGED:
        found = None
    size, widths = found or _read_by_font_tools(file.path)
    return {code: width / size * factor for code, width in widths.items()} if size else None


@cached(16)
def characters_by_family(files: tuple[FontFile, ...]) -> Mapping[str, frozenset[int]]:
    """Return the code points that each family has in its upright type, by the family's name.

    Args:
        files: The files of the families.
    """
    upright: dict[str, FontFile] = {}
    for file in sorted(files, key=lambda one: one.face.italic):
        upright.setdefault(file.family, file)
    return {name: frozenset(advance_widths(one, 1.0) or ()) for name, one in upright.items()}


@cached(16)
def common_characters(theme: Theme) -> frozenset[int]:
    """Return the code points that each file of a theme's own three families has; none where one is of the system."""
    own = {one.name: one.faces for one in (theme.body, theme.display, theme.mono)}
    if not all(own.values()):
        return frozenset()
    files = [file for file in font_files(theme) if file.family in own]
    return frozenset.intersection(*(frozenset(advance_widths(one, 1.0) or ()) for one in files))


def _read(data: bytes) -> tuple[int, dict[int, int]] | None:
    """Return the units of the size, and the width of each character in them; None where another way is needed."""
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {}
    for place in range(12, 12 + 16 * count, 16):
        name, _, start, length = struct.unpack_from(">4sIII", data, place)
        tables[name] = data[start : start + length]
    (size,) = struct.unpack_from(">H", tables[b"head"], 18)
    (measured,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    (glyphs,) = struct.unpack_from(">H", tables[b"maxp"], 4)
    characters = _characters(tables[b"cmap"])
    if characters is None:
        return None
    advances = _numbers(tables[b"hmtx"], 0, 2 * measured)[::2]
    advances.extend([advances[-1]] * (glyphs - measured))
    return size, {code: advances[glyph] for code, glyph in characters.items() if glyph}


def _characters(cmap: bytes) -> dict[int, int] | None:
    """Return the glyph of each character; None where a table says it in a rare way."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    places = {}
    for at in range(4, 4 + 8 * count, 8):
        platform, encoding, place = struct.unpack_from(">HHI", cmap, at)
        places[platform, encoding] = place
    place = next((places[one] for one in _UNICODE if one in places), None)
    form = None if place is None else struct.unpack_from(">H", cmap, place)[0]
    if place is None or form not in (4, 12):
        return None
    return _segments(cmap, place) if form == 4 else _groups(cmap, place)


def _segments(cmap: bytes, place: int) -> dict[int, int]:
    """Return what a table of segments says: characters of the Basic Multilingual Plane (format 4)."""
    (twice,) = struct.unpack_from(">H", cmap, place + 6)
    count = twice // 2
    last, first, delta, ahead = (
        _numbers(cmap, place + start, count)
        for start in (14, 16 + twice, 16 + 2 * twice, 16 + 3 * twice)
    )
    found: dict[int, int] = {}
    for index in range(count):
        if index and first[index] <= last[index - 1]:
            raise ValueError("has segments that are not in order")
        codes = range(first[index], last[index] + 1)
        if ahead[index]:
            start = place + 16 + 3 * twice + 2 * index + ahead[index]
            glyphs = [one and one + delta[index] for one in _numbers(cmap, start, len(codes))]
        else:
            glyphs = [one + delta[index] for one in codes]
        found |= {code: glyph & 0xFFFF for code, glyph in zip(codes, glyphs, strict=True)}
    return found


def _groups(cmap: bytes, place: int) -> dict[int, int]:
    """Return what a table of groups says: characters of all planes (format 12)."""
    (count,) = struct.unpack_from(">I", cmap, place + 12)
    found: dict[int, int] = {}
    before = -1
    for first, last, glyph in struct.iter_unpack(
        ">III", cmap[place + 16 : place + 16 + 12 * count]
    ):
        if not before < first <= last <= sys.maxunicode:
            raise ValueError("has groups that are not in order")
        before = last
        found |= zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True)
    return found


def _numbers(data: bytes, start: int, count: int) -> array[int]:
    """Return whole numbers of two bytes, most significant first."""
    numbers = array("H", data[start : start + 2 * count])
    if len(numbers) < count:
        raise ValueError("ends too early")
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers
