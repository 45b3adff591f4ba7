"""PNG: what is kept of a file, and whether it can be decoded whole (PNG, third edition).

Kept are the chunks that a picture is made of, and those of its colours, transparency and the shape of its pixels.
Words, times, EXIF, the frames of an animation, private chunks and whatever stands behind the end are cut.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable, Iterator
from functools import reduce

from attrs import astuple, evolve, frozen

from briefkit.errors import ModelError
from briefkit.model.media.codec import NO_PICTURE, PNG_BEGINNING, Cleaned, check_held, is_profile_of
from briefkit.model.media.exif import exif_of, orientation_of
from briefkit.runtime.forking import fork_safe

_GREY, _RGB, _PALETTE, _GREY_ALPHA, _RGBA = 0, 2, 3, 4, 6
CHANNELS = {_GREY: 1, _RGB: 3, _PALETTE: 1, _GREY_ALPHA: 2, _RGBA: 4}
_DEPTHS = {
    _GREY: (1, 2, 4, 8, 16),
    _RGB: (8, 16),
    _PALETTE: (1, 2, 4, 8),
    _GREY_ALPHA: (8, 16),
    _RGBA: (8, 16),
}
_CRITICAL = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
# Chunks that say how the colours are meant, and the shape of a pixel, each of one length.
_LENGTHS = {b"cHRM": 32, b"cICP": 4, b"gAMA": 4, b"pHYs": 9, b"sRGB": 1}
_MOST_PROFILE = 2**24  # bytes
# The passes of an interlaced picture: the first column and row of each, and the steps between them (Adam7).
_PASSES = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
_LAST_FILTER = 4
# Bytes that are unpacked at a time, and those packed ones that they are taken from.
_PIECE, _SLICE = 2**20, 2**16
_CUT_OFF = "is a PNG that is cut off or damaged"


@frozen
class Chunk:
    """A chunk.

    Attributes:
        data: The chunk as it stands in the file, with its length and its checksum.
    """

    data: bytes

    @property
    def kind(self) -> bytes:
        """Its type, in four letters."""
        return self.data[4:8]

    @property
    def said(self) -> bytes:
        """What stands behind its type."""
        return self.data[8:-4]

    @property
    def is_whole(self) -> bool:
        """Whether it is as long as it says, and has the right checksum."""
        return self.data == _chunk(self.kind, self.said).data


def _chunk(kind: bytes, said: bytes) -> Chunk:
    checksum = zlib.crc32(said, zlib.crc32(kind))
    return Chunk(struct.pack(">L", len(said)) + kind + said + struct.pack(">L", checksum))


@frozen
class Header:
    """What the header says (11.2.1)."""

    width: int
    height: int
    depth: int
    colours: int
    compression: int
    filtering: int
    interlacing: int

    @property
    def known(self) -> bool:
        """Whether it is one that the norm has."""
        return (
            0 < self.width < 2**31
            and 0 < self.height < 2**31
            and self.depth in _DEPTHS.get(self.colours, ())
            and not self.compression
            and not self.filtering
            and self.interlacing in (0, 1)
        )

    @property
    def rows(self) -> Iterator[tuple[int, int]]:
        """Yield how long each row of a pass is in bytes, the one for its filter too, and how many there are."""
        for left, top, across, down in _PASSES if self.interlacing else ((0, 0, 1, 1),):
            width, height = -(-(self.width - left) // across), -(-(self.height - top) // down)
            if width > 0 and height > 0:
                yield 1 + (width * CHANNELS[self.colours] * self.depth + 7) // 8, height


_HEADER = struct.Struct(">LLBBBBB")


def chunks_of(data: bytes) -> Iterator[Chunk]:
    """Yield the chunks up to the end; the last one is in part where the file is cut off."""
    place = len(PNG_BEGINNING)
    while place < len(data):
        end = place + 12 + int.from_bytes(data[place : place + 4], "big")
        chunk = Chunk(data[place:end])
        yield chunk
        if chunk.kind == b"IEND":
            return
        place = end


def header_of(chunks: Iterable[Chunk]) -> Header | None:
    """Return what the header of a PNG says; None where there is none that the norm has."""
    first = next(iter(chunks), None)
    if first is None or first.kind != b"IHDR" or len(first.said) != _HEADER.size:
        return None
    header = Header(*_HEADER.unpack(first.said))
    return header if header.known else None


# What is kept


def cleaned(data: bytes) -> Cleaned:
    """Return a PNG without what is not needed to see it, and the orientation that it said."""
    found = list(chunks_of(data))
    header = header_of(found)
    palette = next((len(one.said) // 3 for one in found if one.kind == b"PLTE"), 0)
    kept = list(_in_order(one for one in found if _is_kept(one, header, palette)))
    written = b"".join([PNG_BEGINNING, *(one.data for one in kept)])
    exif = next((one.said for one in found if one.kind == b"eXIf"), b"")
    return Cleaned(
        data if written == data else written, orientation_of(exif), _fault(kept, header, palette)
    )


def _in_order(chunks: Iterable[Chunk]) -> Iterator[Chunk]:
    """Yield chunks without those that decoders pass over: seconds of a kind, and late words on the colours."""
    met: set[bytes] = set()
    for one in chunks:
        late = one.kind not in _CRITICAL and b"IDAT" in met
        if one.kind == b"IDAT" or not (late or one.kind in met):
            yield one
        met.add(one.kind)


def _is_kept(chunk: Chunk, header: Header | None, palette: int) -> bool:
    kind, said = chunk.kind, chunk.said
    if header is None or kind in (b"IHDR", b"IDAT"):
        return kind[:1].isupper()
    match kind:
        case b"IEND":
            return not said
        case b"PLTE":
            return header.colours == _PALETTE
        case b"tRNS":
            lengths = {_GREY: (2,), _RGB: (6,), _PALETTE: range(1, palette + 1)}
            return len(said) in lengths.get(header.colours, ())
        case b"iCCP":
            return is_profile_of(_profile(said), b"RGB " if header.colours & _RGB else b"GRAY")
        case _ if kind in _LENGTHS:
            return len(said) == _LENGTHS[kind]
        case _:
            return kind[:1].isupper()  # what must be understood to see the picture


def _fault(kept: list[Chunk], header: Header | None, palette: int) -> str:
    """Return why chunks are no whole picture, as far as that is to be seen without decoding them."""
    kinds = [one.kind for one in kept]
    if header is None:
        return NO_PICTURE
    if not all(one.is_whole for one in kept) or kinds[-1] != b"IEND":
        return _CUT_OFF
    unknown = next((kind for kind in kinds if kind[:1].isupper() and kind not in _CRITICAL), None)
    if unknown:
        return f"is a PNG of a kind that few programs know ({unknown.decode('latin-1')})"
    if header.colours == _PALETTE and not 0 < palette <= 2**header.depth:
        return _CUT_OFF
    if b"PLTE" in kinds and b"IDAT" in kinds[: kinds.index(b"PLTE")]:
        return _CUT_OFF
    return ""


def _profile(said: bytes) -> bytes:
    """Return the colour profile of an iCCP chunk: behind its name and one byte, packed."""
    try:
        return zlib.decompressobj().decompress(said.partition(b"\0")[2][1:], _MOST_PROFILE)
    except zlib.error:
        return b""


def with_orientation(data: bytes, orientation: int) -> bytes:
    """Return a cleaned PNG with an orientation in it, behind the header."""
    head = len(PNG_BEGINNING) + 12 + _HEADER.size
    return data[:head] + _chunk(b"eXIf", exif_of(orientation)).data + data[head:]


def size_of(data: bytes) -> tuple[int, int]:
    """Return the width and height in which a cleaned PNG is stored."""
    width, height = struct.unpack_from(">LL", data, len(PNG_BEGINNING) + 8)
    return width, height


# Decoding


def decoded(data: bytes) -> bytes:
    """Return a cleaned PNG that was decoded whole; one of 16 bits a sample with 8.

    Raises:
        ModelError: It cannot be decoded whole.
    """
    found = list(chunks_of(data))
    header = header_of(found)
    assert header is not None
    packed = b"".join([one.said for one in found if one.kind == b"IDAT"])
    try:
        if not _hold(_unpacked(packed), header.rows):
            raise ModelError(_CUT_OFF, where="Image.data")
        if header.depth < 16:
            return data
        size = sum(length * count for length, count in header.rows)
        check_held(size, len(packed), "has 16 bits a sample", "save it with 8 bits a sample")
        return _with_8_bits(found, header, b"".join(_unpacked(packed)))
    except zlib.error:
        raise ModelError(_CUT_OFF, where="Image.data") from None


def _unpacked(packed: bytes) -> Iterator[bytes]:
    """Yield what image data unpacks to, in pieces: a small file can hold more than memory does.

    Raises:
        zlib.error: It is damaged, or something stands before its end or behind it.
    """
    unpacker = zlib.decompressobj()
    for start in range(0, len(packed), _SLICE):
        waiting = packed[start : start + _SLICE]
        while waiting:
            yield unpacker.decompress(waiting, _PIECE)
            waiting = unpacker.unconsumed_tail
    yield unpacker.flush()
    if not unpacker.eof or unpacker.unused_data:
        raise zlib.error("is cut off, or goes on")


def _hold(pieces: Iterable[bytes], rows: Iterable[tuple[int, int]]) -> bool:
    """Whether pieces are just so many rows, each of a filter that there is (9.2)."""
    passes = iter(rows)
    length = left = row = (
        0  # bytes of a row, of the pass that are to come, and of the row that were met
    )
    for piece in pieces:
        while piece:
            if not left:
                length, count = next(passes, (0, 0))
                left, row = length * count, 0
                if not left:
                    return False
            part, piece = piece[:left], piece[left:]
            if max(part[-row % length :: length], default=0) > _LAST_FILTER:
                return False
            row = (row + len(part)) % length
            left -= len(part)
    return not left and next(passes, None) is None


def _with_8_bits(found: list[Chunk], header: Header, pixels: bytes) -> bytes:
    """Return a picture of 16 bits a sample with the upper 8 of each.

    Filters take each byte from the same byte of samples beside and above (9.2), so a filtered row of upper bytes
    is what a row of upper bytes would be filtered to.
    """
    first = _chunk(b"IHDR", _HEADER.pack(*astuple(evolve(header, depth=8))))
    upper, lower = (
        _assembled(found, first, [_chunk(b"IDAT", zlib.compress(_halved(header, pixels, start)))])
        for start in (1, 2)
    )
    clear = next((one.said for one in found if one.kind == b"tRNS"), b"")
    return _with_alpha(found, upper, lower, clear) if clear else upper


def _halved(header: Header, pixels: bytes, first: int) -> bytes:
    """Return filtered rows with the filter of each, and every second byte from the first on."""
    parts = []
    place = 0
    for length, count in header.rows:
        end = place + length * count
        for start in range(place, end, length):
            parts += [pixels[start : start + 1], pixels[start + first : start + length : 2]]
        place = end
    return b"".join(parts)


def _assembled(found: Iterable[Chunk], first: Chunk, pixels: Iterable[Chunk]) -> bytes:
    """Return a PNG of other pixels, with the chunks that say how its colours are meant."""
    beside = [one for one in found if one.kind in (b"iCCP", *_LENGTHS)]
    return b"".join(
        [PNG_BEGINNING, *(one.data for one in (first, *beside, *pixels, _chunk(b"IEND", b"")))]
    )


@fork_safe
def _with_alpha(found: Iterable[Chunk], upper: bytes, lower: bytes, clear: bytes) -> bytes:
    """Return a picture in which the pixels of one colour of 16 bits a sample are transparent."""
    from PIL import Image, ImageChops  # 30 ms, and a picture is seldom converted

    halves = [Image.open(io.BytesIO(one), formats=("PNG",)) for one in (upper, lower)]
    others = [
        band.point([255 * (level != value) for level in range(256)])
        for half, values in zip(halves, (clear[::2], clear[1::2]), strict=True)
        for band, value in zip(half.split(), values, strict=True)
    ]
    halves[0].putalpha(reduce(ImageChops.lighter, others))
    out = io.BytesIO()
    halves[0].save(out, "PNG")
    first, *rest = chunks_of(out.getvalue())
    return _assembled(found, first, [one for one in rest if one.kind == b"IDAT"])
