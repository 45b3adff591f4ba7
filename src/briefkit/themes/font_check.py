"""Font check: font files of a theme are measured before anything unpacks them or lists their characters.

A file for the web (WOFF) may unpack to a thousand times its size, whatever its header claims, and a table of characters
is made of ranges that may name each character again and again.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from briefkit.errors import ThemeError
from briefkit.limits import Tally
from briefkit.runtime.forking import fork_safe
from briefkit.themes.theme_files import read_theme_file

try:
    import brotlicffi as brotli  # what fontTools takes on PyPy
except ImportError:
    import brotli

#: The first bytes of TrueType and OpenType fonts.
_SIGNATURES = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf", b"wOFF", b"wOF2")
#: Characters in a font's tables of them: those of Unicode, in a table for old systems and in one for new ones.
_MAX_CHARACTERS = 2 * 0x110000
_ZLIB_OUTPUT = 65_536  # bytes that zlib unpacks in one go
_BROTLI_INPUT = 16  # bytes that Brotli is given in one go, which it may make megabytes of


def font_checker() -> Callable[[Path], None]:
    """Return a function that checks the file of a face, for all faces of one theme: no file is read twice.

    It raises what `check_font` raises.
    """
    unpacked = Tally("theme_font_bytes", where="faces")
    seen: set[Path] = set()

    def check(place: Path) -> None:
        if place not in seen:
            seen.add(place)
            check_font(read_theme_file(place, "theme_file_bytes"), str(place), unpacked)

    return check


def check_font(data: bytes, where: str, unpacked: Tally) -> None:
    """Refuse a font file that unpacks to too much; a broken one is left to whoever prints with it.

    Args:
        data: The file.
        where: Where it is.
        unpacked: The bytes that the fonts of the theme unpack to, held to their limit.

    Raises:
        ThemeError: It is no font, or has too many characters.
        ReadError: The fonts unpack to more than the limit.
    """
    if not data.startswith(_SIGNATURES):
        raise ThemeError("is no font", where=where, remedy="name a TrueType or OpenType file")
    try:
        match data[:4]:
            case b"wOFF":
                _measure_woff(data, unpacked)
            case b"wOF2":
                _measure_woff2(data, unpacked)
            case _:
                pass
    except (LookupError, struct.error):  # nothing unpacks what has no whole directory
        return
    characters = 0
    for number in _ranges(_characters_table(data)):
        characters += number
        if characters > _MAX_CHARACTERS:
            raise ThemeError(
                "names more characters than there are", where=where, remedy="name another font"
            )


# What unpacks


def _measure_woff(data: bytes, unpacked: Tally) -> None:
    """Count what each table and the metadata unpack to (WOFF 1.0, 3 to 6)."""
    number, *_, start, length = struct.unpack_from(">12xH10xLL", data)
    tables = _records(">4xLLL4x", data[44 : 44 + 20 * number])
    for at, packed, size in [*tables, (start, length, length + 1)]:
        if packed < size:
            _measure_part(data[at : at + packed], unpacked)


def _measure_part(rest: bytes, unpacked: Tally) -> None:
    unpacker = zlib.decompressobj()
    with suppress(zlib.error):  # another part may be whole
        while rest and not unpacker.eof:
            unpacked.add(len(unpacker.decompress(rest, _ZLIB_OUTPUT)))
            rest = unpacker.unconsumed_tail


def _measure_woff2(data: bytes, unpacked: Tally) -> None:
    """Count what the tables, which are one stream, and the metadata unpack to (WOFF 2.0, 4 and 5)."""
    number, length, meta, meta_length = struct.unpack_from(">12xH6xL4xLL", data)
    at = 48
    for _ in range(number):
        at = _after_entry(data, at)
    for start, size in ((at, length), (meta, meta_length)):
        unpacker, packed = brotli.Decompressor(), data[start : start + size]
        with suppress(brotli.error):
            for sip in range(0, len(packed), _BROTLI_INPUT):
                unpacked.add(len(unpacker.process(packed[sip : sip + _BROTLI_INPUT])))


def _after_entry(data: bytes, at: int) -> int:
    """Return the offset of the next entry of a WOFF 2 directory."""
    known, version = data[at] & 63, data[at] >> 6
    outlines = known in (10, 11)  # glyf and loca
    at += 1
    if known == 63:
        outlines = data[at : at + 4] in (b"glyf", b"loca")
        at += 4
    transformed = version != (3 if outlines else 0)
    for _ in range(
        1 + transformed
    ):  # numbers of seven bits a byte, with the eighth on all but the last
        while data[at] & 128:
            at += 1
        at += 1
    return at


# Which characters there are


@fork_safe
def _characters_table(data: bytes) -> bytes:
    """Return the `cmap` table of a font; b"" where there is none."""
    # It takes as long to load as all else that a theme needs, and most themes name no files of fonts.
    from fontTools.ttLib import TTFont, TTLibError

    faults = (
        TTLibError,
        OSError,
        LookupError,
        ValueError,
        AssertionError,
        struct.error,
        zlib.error,
    )
    try:
        with TTFont(io.BytesIO(data), lazy=True, fontNumber=0) as font:
            table: bytes = font.reader["cmap"]
            return table
    except faults:
        return b""


def _ranges(table: bytes) -> Iterator[int]:
    """Yield the number of characters in each range of a `cmap` table (OpenType 1.9)."""
    with suppress(struct.error):
        (number,) = struct.unpack_from(">2xH", table)
        for at in {at for (at,) in _records(">4xL", table[4 : 4 + 8 * number])}:
            with suppress(struct.error):  # another part may be whole
                yield from _ranges_of_subtable(table[at:])


def _ranges_of_subtable(part: bytes) -> Iterable[int]:
    (kind,) = struct.unpack_from(">H", part)
    match kind:
        case 4:
            (doubled,) = struct.unpack_from(">6xH", part)
            size = doubled // 2 * 2
            ends, starts = part[14 : 14 + size], part[16 + size : 16 + 2 * size]
            pairs = zip(_records(">H", starts), _records(">H", ends), strict=False)
            return (max(0, end - start + 1) for (start,), (end,) in pairs)
        case 12 | 13:
            (groups,) = struct.unpack_from(">12xL", part)
            found = _records(">LL4x", part[16 : 16 + 12 * groups])
            return (max(0, end - start + 1) for start, end in found)
        case 14:
            return _variation_ranges(part)
        case _:
            return ()


def _variation_ranges(part: bytes) -> Iterator[int]:
    """Yield the number of characters in each range of default variation sequences."""
    (selectors,) = struct.unpack_from(">6xL", part)
    for (at,) in _records(">3xL4x", part[10 : 10 + 11 * selectors]):
        if at:
            (ranges,) = struct.unpack_from(">L", part, at)
            for (more,) in _records(">3xB", part[at + 4 : at + 4 + 4 * ranges]):
                yield more + 1


def _records(form: str, data: bytes) -> Iterator[tuple[Any, ...]]:
    """Return the whole records of an array, without one that is cut off."""
    size = struct.calcsize(form)
    return struct.iter_unpack(form, memoryview(data)[: len(data) // size * size])
