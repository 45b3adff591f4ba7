"""EXIF: the orientation of a picture (EXIF 3.0, 4.6.5.1.6; TIFF 6.0)."""

from __future__ import annotations

import struct

#: The orientation of a picture that is stored as it is seen.
UPRIGHT = 1
#: By how many degrees, clockwise, a stored picture is turned to be seen, by its orientation.
TURNED = {1: 0, 2: 0, 3: 180, 4: 180, 5: 270, 6: 90, 7: 90, 8: 270}
#: The orientations in which left and right of a stored picture are changed before it is turned.
MIRRORED = frozenset({2, 4, 5, 7})

_TAG, _SHORT, _LONG = 0x0112, 3, 4
_ORDERS = {b"II": "<", b"MM": ">"}


def orientation_of(tiff: bytes) -> int:
    """Return the orientation that EXIF says; 1 where it says none, or is damaged.

    Args:
        tiff: EXIF from its byte order on.
    """
    order = _ORDERS.get(tiff[:2])
    if order is None:
        return UPRIGHT
    try:
        (start,) = struct.unpack_from(f"{order}4xL", tiff)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for place in range(start + 2, start + 2 + 12 * count, 12):
            tag, kind = struct.unpack_from(f"{order}HH", tiff, place)
            if tag == _TAG:
                form = {_SHORT: "H", _LONG: "L"}.get(kind, "H")
                (value,) = struct.unpack_from(f"{order}{form}", tiff, place + 8)
                return value if value in TURNED else UPRIGHT
    except struct.error:
        pass
    return UPRIGHT


def exif_of(orientation: int) -> bytes:
    """Return EXIF, from its byte order on, that says an orientation and nothing else."""
    return struct.pack(">2sHLHHHLHHL", b"MM", 42, 8, 1, _TAG, _SHORT, 1, orientation, 0, 0)
