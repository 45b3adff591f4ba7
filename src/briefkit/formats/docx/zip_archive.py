"""ZIP archive, written from members that are deflated already (PKWARE APPNOTE 6.3.10; RFC 1951).

The parts that all documents of a theme share are deflated once. The standard library cannot copy a deflated member,
so the few records of an archive are written here.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence

from attrs import frozen

from briefkit.errors import RenderError
from briefkit.limits import limits_in_force

_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_DIRECTORY_HEADER = struct.Struct("<4s6H3L5H2L")
_END_OF_DIRECTORY = struct.Struct("<4s4H2LH")
_VERSION = 20
_UTF_8 = 0x800
_STORED, _DEFLATED = 0, 8
# Every member is dated midnight of 1 January 1980, the first day that the format knows.
_TIME, _DATE = 0, 0x21
# Bytes that a part may unpack to, whatever its ratio.
_SMALL = 16 * 2**20
_REMEDY = "split the brief, or make its pictures smaller"
# Fast: a brief is small, and level 9 would save a few hundred bytes of it.
_LEVEL = 4


@frozen
class PackedMember:
    """Packed member of an archive.

    Attributes:
        data: Its bytes, deflated or stored.
        size: The number of bytes that it unpacks to.
        checksum: The CRC-32 of these.
        method: The compression method: 0 for stored, 8 for deflated.
    """

    data: bytes
    size: int
    checksum: int
    method: int = _DEFLATED


def store(data: bytes) -> PackedMember:
    """Stored member: pictures are compressed already."""
    return PackedMember(data, len(data), zlib.crc32(data), _STORED)


def deflate(data: bytes, level: int = _LEVEL) -> PackedMember:
    """Deflated member."""
    packer = _packer(level)
    return PackedMember(packer.compress(data) + packer.flush(), len(data), zlib.crc32(data))


@frozen
class SplitPart:
    """Part of which each document writes only the middle; the head is deflated once for all of them.

    Attributes:
        head: The head, as a deflated stream that is open at its end.
        end: The end, not deflated.
        empty: The whole part with nothing in the middle.
    """

    head: PackedMember
    end: bytes
    empty: PackedMember

    @classmethod
    def of(cls, head: bytes, end: bytes) -> SplitPart:
        """Split part of a head and an end."""
        packer = _packer(9)
        opened = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
        return cls(
            PackedMember(opened, len(head), zlib.crc32(head)), end, deflate(head + end, level=9)
        )

    def around(self, middle: str) -> PackedMember:
        """Whole part with a document's own middle.

        A deflated stream may be continued by another after a full flush, and a CRC-32 may be continued from the
        checksum so far, so the head is never deflated again.
        """
        if not middle:
            return self.empty
        rest = middle.encode() + self.end
        packer = _packer(_LEVEL)
        return PackedMember(
            self.head.data + packer.compress(rest) + packer.flush(),
            self.head.size + len(rest),
            zlib.crc32(rest, self.head.checksum),
        )


def size_complaint(size: int, packed: int) -> str:
    """Complaint about a part that is too large, or packed too well; "" where it is neither.

    Args:
        size: The number of bytes that it unpacks to.
        packed: The number of bytes that it is packed into.
    """
    limits = limits_in_force()
    if size > limits.part_bytes:
        return f"unpacks to {size:,} bytes; the limit of a part is {limits.part_bytes:,}"
    if size > _SMALL and size > limits.packing * packed:
        return f"unpacks to {size:,} bytes, more than {limits.packing} times its packed size"
    return ""


def write_archive(members: Iterable[tuple[str, PackedMember]]) -> bytes:
    """Archive of members, in their order; the same members give the same bytes.

    Raises:
        RenderError: The archive would be larger than a reader takes.
    """
    members = list(members)
    _hold_to_limits(members)
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, packed in members:
        path = name.encode()
        fields = (
            *(_UTF_8, packed.method, _TIME, _DATE),
            *(packed.checksum, len(packed.data), packed.size, len(path), 0),
        )
        body += [_LOCAL_HEADER.pack(b"PK\3\4", _VERSION, *fields), path, packed.data]
        directory += [
            _DIRECTORY_HEADER.pack(b"PK\1\2", _VERSION, _VERSION, *fields, 0, 0, 0, 0, offset),
            path,
        ]
        offset += _LOCAL_HEADER.size + len(path) + len(packed.data)
    size = sum(map(len, directory))
    count = len(directory) // 2
    end = _END_OF_DIRECTORY.pack(b"PK\5\6", 0, 0, count, count, size, offset, 0)
    return b"".join([*body, *directory, end])


def _hold_to_limits(members: Sequence[tuple[str, PackedMember]]) -> None:
    for name, packed in members:
        complaint = size_complaint(packed.size, len(packed.data))
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
