"""ZIP: an archive whose unchanging members are deflated once (PKWARE APPNOTE 6.3.10; RFC 1951).

The standard library cannot copy a member that is deflated already, so the few records are written here.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence

from attrs import frozen

from briefkit.errors import RenderError
from briefkit.limits import limits_in_force

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_UTF_8 = 0x800
_STORED, _DEFLATED = 0, 8
# Every member says midnight of 1 January 1980, the first day that the format knows.
_TIME, _DATE = 0, 0x21
# Bytes that a part may unpack to whatever it is packed into.
_SMALL = 16 * 2**20
_REMEDY = "split the brief, or make its pictures smaller"
# Quick: a brief is small, and level 9 would save a few hundred bytes of it.
_LEVEL = 4


@frozen
class Packed:
    """A member as it stands in the archive.

    Attributes:
        data: Its bytes, deflated or not.
        size: How many bytes it unpacks to.
        checksum: The CRC-32 of those.
        method: 0 where the bytes are stored as they are, 8 where they are deflated.
    """

    data: bytes
    size: int
    checksum: int
    method: int = _DEFLATED


def store(data: bytes) -> Packed:
    """Pack bytes as they are: pictures are compressed already."""
    return Packed(data, len(data), zlib.crc32(data), _STORED)


def deflate(data: bytes, level: int = _LEVEL) -> Packed:
    """Pack bytes smaller."""
    packer = _packer(level)
    return Packed(packer.compress(data) + packer.flush(), len(data), zlib.crc32(data))


@frozen
class Frame:
    """A part of which each document writes only the middle; what stands before it is kept deflated.

    Attributes:
        head: What stands before, deflated, and open at its end.
        end: What stands after.
        empty: The part with nothing in the middle.
    """

    head: Packed
    end: bytes
    empty: Packed

    @classmethod
    def of(cls, head: bytes, end: bytes) -> Frame:
        """Make a frame of what stands before and after."""
        packer = _packer(9)
        opened = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
        return cls(Packed(opened, len(head), zlib.crc32(head)), end, deflate(head + end, level=9))

    def around(self, own: str) -> Packed:
        """Pack the part with a document's own middle.

        Deflated streams may follow each other where the first ends on a full flush, and a checksum goes on
        where the last one stopped, so the head is never packed again.
        """
        if not own:
            return self.empty
        rest = own.encode() + self.end
        packer = _packer(_LEVEL)
        return Packed(
            self.head.data + packer.compress(rest) + packer.flush(),
            self.head.size + len(rest),
            zlib.crc32(rest, self.head.checksum),
        )


def too_large(size: int, packed: int) -> str:
    """Return what is too large of a part; "" where nothing is.

    Args:
        size: Bytes that it unpacks to.
        packed: Bytes that it is packed into.
    """
    limits = limits_in_force()
    if size > limits.part_bytes:
        return f"unpacks to {size:,} bytes; the limit of a part is {limits.part_bytes:,}"
    if size > _SMALL and size > limits.packing * packed:
        return f"unpacks to {size:,} bytes, more than {limits.packing} times its packed size"
    return ""


def archive(members: Iterable[tuple[str, Packed]]) -> bytes:
    """Return an archive of the members, in order; the same members give the same bytes.

    Raises:
        RenderError: It would be larger than a reader takes.
    """
    members = list(members)
    _hold_to_limits(members)
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, packed in members:
        path = name.encode()
        facts = (
            *(_UTF_8, packed.method, _TIME, _DATE),
            *(packed.checksum, len(packed.data), packed.size, len(path), 0),
        )
        body += [_LOCAL.pack(b"PK\3\4", _VERSION, *facts), path, packed.data]
        directory += [
            _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *facts, 0, 0, 0, 0, offset),
            path,
        ]
        offset += _LOCAL.size + len(path) + len(packed.data)
    size = sum(map(len, directory))
    count = len(directory) // 2
    end = _END.pack(b"PK\5\6", 0, 0, count, count, size, offset, 0)
    return b"".join([*body, *directory, end])


def _hold_to_limits(members: Sequence[tuple[str, Packed]]) -> None:
    for name, packed in members:
        complaint = too_large(packed.size, len(packed.data))
        if complaint:
            raise RenderError(complaint, where=name, remedy=_REMEDY)
    whole = sum(packed.size for _, packed in members)
    limits = limits_in_force()
    if whole > limits.unpacked_bytes:
        what = f"a document's parts have {whole:,} bytes; the limit is {limits.unpacked_bytes:,}"
        raise RenderError(what, remedy=_REMEDY)
    if len(members) > limits.parts:
        what = f"a document has {len(members):,} parts; the limit is {limits.parts:,}"
        raise RenderError(what, remedy=_REMEDY)


def _packer(level: int) -> zlib._Compress:
    return zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
