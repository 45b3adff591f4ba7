"""JPEG: what is kept of a file, and whether it can be decoded whole (ITU-T T.81; T.871; T.872).

Kept are the tables, frames and scans, the JFIF header without its thumbnail, a colour profile, and what Adobe says
of the colours. EXIF, XMP, IPTC, comments, further pictures and whatever stands behind the end are cut.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from briefkit.errors import ModelError
from briefkit.model.media.codec import (
    JPEG_BEGINNING,
    NO_PICTURE,
    Cleaned,
    check_held,
    is_profile_of,
)
from briefkit.model.media.exif import exif_of, orientation_of
from briefkit.runtime.forking import fork_safe

_DHT, _SOI, _EOI, _SOS, _COM = 0xC4, 0xD8, 0xD9, 0xDA, 0xFE
_APP0, _APP1, _APP2, _APP14, _APP15 = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF
_LONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length: TEM, and restarts
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # SOF, without DHT, JPG and DAC
_BASELINE, _EXTENDED, _PROGRESSIVE = 0xC0, 0xC1, 0xC2

_JFIF, _JFIF_LENGTH = b"JFIF\0", 14
_EXIF = b"Exif\0\0"
_ICC = b"ICC_PROFILE\0"
_ADOBE, _ADOBE_LENGTH = b"Adobe", 12
_HEAD = 4  # bytes of a segment before what it says: marker and length

# In the data of a scan, FF stands before 00 or a restart, and before the marker that ends it.
_SCAN_END = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_MODES = {1: "L", 3: "RGB", 4: "CMYK"}
_SPACES = {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}
_MOST_SCANS = 200  # encoders write some ten; each may cost as much as a whole picture
# In place of the end of file: enough for a decoder that reads ahead, and too little for what is missing.
_PADDING = bytes(16)
# By how much a picture is decoded smaller, where it is only to be seen whether it can be: an eighth is the least.
_SMALLER = 8
_CUT_OFF = "is a JPEG that is cut off or damaged"
_QUALITY = 95


@frozen
class _Segment:
    """Segment: a marker with its data.

    Attributes:
        marker: The second byte of the marker.
        data: All bytes, the marker's too; of a scan, its coded data too.
    """

    marker: int
    data: bytes

    @property
    def said(self) -> bytes:
        """What stands behind the length."""
        return self.data[_HEAD:]


@frozen
class _Frame:
    """Frame header (T.81, B.2.2)."""

    marker: int
    bits: int
    height: int
    width: int
    components: int


def _segments(data: bytes) -> Iterator[_Segment]:
    """Yield the segments up to the end of the first picture; without an end where the file is cut off.

    Bytes that belong to no segment are passed over, as decoders do.
    """
    place = 2
    while (place := data.find(b"\xff", place)) >= 0:
        while data[place : place + 1] == b"\xff":
            place += 1
        if place >= len(data):
            return
        marker = data[place]
        if marker == _EOI:
            yield _Segment(marker, b"\xff\xd9")
            return
        if not marker or marker in _LONE or marker == _SOI:
            continue
        end = place + 1 + int.from_bytes(data[place + 1 : place + 3], "big")
        if marker == _SOS:
            after = _SCAN_END.search(data, end)
            end = after.start() if after else len(data)
        yield _Segment(marker, b"\xff" + data[place:end])
        place = end


def _frame(segments: Iterable[_Segment]) -> _Frame | None:
    found = next((one for one in segments if one.marker in _FRAMES), None)
    if found is None or len(found.said) < 6:
        return None
    bits, height, width, components = (
        int.from_bytes(found.said[start:end], "big")
        for start, end in ((0, 1), (1, 3), (3, 5), (5, 6))
    )
    return _Frame(found.marker, bits, height, width, components)


# What is kept


def cleaned(data: bytes) -> Cleaned:
    """Return a JPEG without what is not needed to see it, and the orientation that it said."""
    found = list(_segments(data))
    frame = _frame(found)
    with_profile = frame is not None and is_profile_of(
        _profile(found), _SPACES.get(frame.components, b"")
    )
    kept = b"".join([JPEG_BEGINNING[:2], *(_kept(one, with_profile) for one in found)])
    exif = next(
        (one.said for one in found if one.marker == _APP1 and one.said.startswith(_EXIF)), b""
    )
    fault = NO_PICTURE if frame is None else "" if found[-1].marker == _EOI else _CUT_OFF
    return Cleaned(data if kept == data else kept, orientation_of(exif.removeprefix(_EXIF)), fault)


def _kept(segment: _Segment, with_profile: bool) -> bytes:
    said = segment.said
    match segment.marker:
        case marker if marker == _APP0 and said.startswith(_JFIF) and len(said) >= _JFIF_LENGTH:
            return _segment(_APP0, said[: _JFIF_LENGTH - 2] + b"\0\0")  # a thumbnail of 0 × 0
        case marker if marker == _APP2 and said.startswith(_ICC):
            return segment.data if with_profile else b""
        case marker if marker == _APP14 and said.startswith(_ADOBE) and len(said) >= _ADOBE_LENGTH:
            return _segment(_APP14, said[:_ADOBE_LENGTH])
        case marker if _APP0 <= marker <= _APP15 or marker == _COM:
            return b""
        case _:
            return segment.data


def _segment(marker: int, said: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(said) + 2).to_bytes(2, "big") + said


def _profile(segments: Iterable[_Segment]) -> bytes:
    """Return the colour profile, which may stand in several segments, each with its number."""
    parts = [
        one.said[len(_ICC) :]
        for one in segments
        if one.marker == _APP2 and one.said.startswith(_ICC)
    ]
    return b"".join([part[2:] for part in sorted(parts, key=lambda part: part[:1])])


def with_orientation(data: bytes, orientation: int) -> bytes:
    """Return a cleaned JPEG with an orientation in it, behind the JFIF header, which must come first."""
    head = 2 + _HEAD + _JFIF_LENGTH if data[3] == _APP0 else 2
    return data[:head] + _segment(_APP1, _EXIF + exif_of(orientation)) + data[head:]


def size_of(data: bytes) -> tuple[int, int]:
    """Return the width and height in which a cleaned JPEG is stored."""
    frame = _frame(_segments(data))
    assert frame is not None
    return frame.width, frame.height


def components_of(data: bytes) -> int:
    """Return how many colours a pixel of a cleaned JPEG has: 1 or 3."""
    frame = _frame(_segments(data))
    assert frame is not None
    return frame.components


# Decoding


def decoded(data: bytes) -> bytes:
    """Return a cleaned JPEG that was decoded whole; one in CMYK as RGB.

    Raises:
        ModelError: It cannot be decoded whole, or is of a kind that browsers and PDF do not know.
    """
    found = list(_segments(data))
    frame = _frame(found)
    assert frame is not None
    mode = _checked(frame)
    scans = sum(one.marker == _SOS for one in found)
    if not any(
        one.marker == _DHT for one in found
    ):  # some decoders know those of films, most do not
        raise ModelError(_CUT_OFF, where="Image.data")
    if scans > _MOST_SCANS:
        raise ModelError(f"is a JPEG of {scans} scans, too many", where="Image.data")
    coded = data
    if scans == 1 and frame.marker != _PROGRESSIVE:
        # At the end of a file a decoder fills up with grey what is missing; here it runs out of bytes.
        coded = data[: -len(b"\xff\xd9")] + _PADDING
    if mode != "CMYK":
        _pixels(coded, mode, (-(-frame.width // _SMALLER), -(-frame.height // _SMALLER)), _SMALLER)
        return data
    check_held(4 * frame.width * frame.height, len(data), "has four inks", "save it in RGB")
    return _as_rgb(_pixels(coded, mode, (frame.width, frame.height), 1), _profile(found))


def _checked(frame: _Frame) -> str:
    """Return the mode of Pillow for what a frame says."""
    if frame.marker not in (_BASELINE, _EXTENDED, _PROGRESSIVE):
        what = "is a JPEG in lossless, arithmetic or hierarchical coding"
    elif frame.bits != 8:
        what = f"is a JPEG of {frame.bits} bits a sample"
    elif frame.components not in _MODES:
        what = f"is a JPEG of {frame.components} colours"
    elif not frame.width or not frame.height:
        what = "is a JPEG without a size"
    else:
        return _MODES[frame.components]
    raise ModelError(what, where="Image.data", remedy="save it as a plain JPEG")


@fork_safe
def _pixels(data: bytes, mode: str, size: tuple[int, int], smaller: int) -> Any:
    """Decode a JPEG; unlike opening it, this heeds no setting of the process, and warns of nothing.

    Args:
        data: The JPEG.
        mode: The mode of Pillow.
        size: Width and height of what comes out, in pixels.
        smaller: By how much they are less than the picture's; all of it is read all the same.
    """
    from PIL import Image as Pillow  # 30 ms; a brief without pictures needs none of it

    # Colours of four inks are stored turned round, as Photoshop does and all decoders take them to be.
    raw = "CMYK;I" if mode == "CMYK" else mode
    try:
        return Pillow.frombytes(mode, size, data, "jpeg", raw, "", smaller)
    except (ValueError, OSError):
        raise ModelError(_CUT_OFF, where="Image.data") from None


def _as_rgb(picture: Any, profile: bytes) -> bytes:
    """Return a picture of four inks as a JPEG in sRGB, by its profile if it has one."""
    out = io.BytesIO()
    _converted(picture, profile).save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return cleaned(out.getvalue()).data


@fork_safe
def _converted(picture: Any, profile: bytes) -> Any:
    from PIL import ImageCms  # 10 ms; few pictures are of four inks

    if profile:
        try:
            return ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                ImageCms.Intent.RELATIVE_COLORIMETRIC,
                "RGB",
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
        except (ImportError, OSError, ImageCms.PyCMSError):
            pass  # a damaged profile, or a Pillow without LittleCMS: plain is better than none
    return picture.convert("RGB")
