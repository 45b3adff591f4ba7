"""Image: the bytes of a picture, held against what they say they are, with nothing in them but the picture.

This is the door through which every picture comes, whoever brings it. What is not needed to see it is cut:
a photograph tells where it was taken, when, with what and by whom.
"""

from __future__ import annotations

import enum
import hashlib

from attrs import field, frozen

from briefkit.errors import ModelError, ModelTypeError
from briefkit.model.media.codec import JPEG_BEGINNING, NO_PICTURE, PNG_BEGINNING, Codec
from briefkit.model.media.exif import MIRRORED, TURNED, UPRIGHT
from briefkit.runtime.module_loading import loaded

__all__ = [
    "MAX_PIXELS",
    "MIRRORED",
    "TURNED",
    "UPRIGHT",
    "Image",
    "MediaType",
    "image_of",
    "without_metadata",
]

#: Pixels beyond which a picture is refused: a small file can unpack to gigabytes.
MAX_PIXELS = 100_000_000


class MediaType(enum.StrEnum):
    """Media type: the kinds of picture that every format can carry."""

    PNG = "image/png"
    JPEG = "image/jpeg"


_BEGINNINGS = {MediaType.PNG: PNG_BEGINNING, MediaType.JPEG: JPEG_BEGINNING}
_CODECS = {
    MediaType.PNG: "briefkit.model.media.png",
    MediaType.JPEG: "briefkit.model.media.jpeg",
}


def _codec(media_type: MediaType) -> Codec:
    """Return the codec of a kind of picture, loaded when there is one."""
    codec: Codec = loaded(_CODECS[media_type])
    return codec


def _short(data: bytes) -> str:
    return f"<{len(data)} bytes>"


def _media_type(value: MediaType | str) -> MediaType:
    if not isinstance(value, str):
        raise ModelTypeError(f"is {type(value).__name__}, not str", where="Image.media_type")
    try:
        return MediaType(value)
    except ValueError:
        raise ModelError(
            f"{value!r} is not supported", where="Image.media_type", remedy="use PNG or JPEG"
        ) from None


def _orientation(_: object, __: object, value: object) -> None:
    if type(value) is not int:
        raise ModelTypeError(f"is {type(value).__name__}, not int", where="Image.orientation")
    if not 1 <= value <= 8:
        raise ModelError(
            f"{value!r} is no orientation of EXIF", where="Image.orientation", remedy="use 1 to 8"
        )


@frozen(init=False)
class Image:
    """Picture as bytes, so that printing never reads a file or the network.

    The bytes are decoded once, and all that is not needed to see the picture is cut out of them, without coding
    it anew: EXIF, XMP, IPTC, comments, thumbnails, further pictures. The orientation that EXIF gave is kept. A JPEG
    in CMYK becomes RGB and a PNG of 16 bits a sample gets 8, for not every format can show those.

    Attributes:
        data: The picture's bytes. They do not say its orientation; `file` does.
        media_type: What the bytes are: image/png or image/jpeg.
        orientation: How the stored picture is to be turned or mirrored to be seen (EXIF 3.0, 4.6.5.1.6): 1 not at
            all, 3 by 180°, 6 by 90° clockwise, 8 by 90° counter-clockwise; 2, 4, 5 and 7 are mirrored.

    Raises:
        ModelError: Bytes that are no picture of that type, that cannot be decoded whole, or one of more than
            MAX_PIXELS; an orientation other than the one that the bytes say.
    """

    data: bytes = field(repr=_short)
    media_type: MediaType = field(converter=_media_type)
    orientation: int = field(default=UPRIGHT, validator=_orientation)

    def __init__(
        self, data: bytes, media_type: MediaType | str, orientation: int = UPRIGHT
    ) -> None:
        clean, told = _admitted(data, _media_type(media_type))
        if told != UPRIGHT != orientation != told:
            raise ModelError(
                f"is {orientation}, but the bytes say {told}",
                where="Image.orientation",
                remedy="leave it out, or evolve the picture",
            )
        self.__attrs_init__(clean, media_type, orientation if told == UPRIGHT else told)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, as it is seen: turned the way that its orientation says."""
        width, height = _codec(self.media_type).size_of(self.data)
        return (height, width) if TURNED[self.orientation] % 180 else (width, height)

    @property
    def file(self) -> bytes:
        """The picture as a file that stands by itself: its bytes, with the orientation in them as EXIF."""
        if self.orientation == UPRIGHT:
            return self.data
        return _codec(self.media_type).with_orientation(self.data, self.orientation)

    @property
    def digest(self) -> str:
        """The SHA-256 of `file`, in hexadecimal."""
        return hashlib.sha256(self.file).hexdigest()


def image_of(data: bytes) -> Image:
    """Return a picture from its bytes, with the media type that they show.

    Raises:
        ModelError: As for `Image`.
    """
    return Image(data, _media_type_of(data) or MediaType.PNG)


def _media_type_of(data: bytes) -> MediaType | None:
    return next(
        (kind for kind, beginning in _BEGINNINGS.items() if data.startswith(beginning)), None
    )


def without_metadata(data: bytes) -> bytes:
    """Return a picture's file without what is not needed to see it, but for its orientation.

    Nothing is decoded: one that is damaged loses what can be found in it. Bytes that are neither PNG nor JPEG, and
    a picture in which there is nothing to cut, are returned as they came.
    """
    kind = _media_type_of(data)
    if kind is None:
        return data
    codec = _codec(kind)
    cleaned = codec.cleaned(data)
    if cleaned.orientation == UPRIGHT:
        return cleaned.data
    written = codec.with_orientation(cleaned.data, cleaned.orientation)
    return data if written == data else written


# Digests of bytes that were found whole: decoding a photograph takes a tenth of a second, and a brief is read
# many times. Single operations on a dict need no lock, which a fork could leave locked.
_WHOLE: dict[bytes, None] = {}
_MOST_WHOLE = 4096


def _admitted(data: bytes, media_type: MediaType) -> tuple[bytes, int]:
    """Return the bytes that an image keeps of those that were given, and the orientation that they said."""
    if not isinstance(data, bytes):
        raise ModelTypeError(f"is {type(data).__name__}, not bytes", where="Image.data")
    found = _media_type_of(data)
    if found is None:
        raise ModelError(NO_PICTURE, where="Image.data")
    if found is not media_type:
        raise ModelError(f"says {media_type}, but its bytes are {found}", where="Image")
    codec = _codec(media_type)
    cleaned = codec.cleaned(data)
    clean = cleaned.data
    digest = hashlib.sha256(clean).digest()
    if digest in _WHOLE:
        return clean, cleaned.orientation
    if cleaned.fault:
        raise ModelError(cleaned.fault, where="Image.data")
    width, height = codec.size_of(clean)
    if width * height > MAX_PIXELS:
        raise ModelError(f"is {width} × {height} pixels, too many", where="Image.data")
    plain = codec.decoded(clean)
    if plain is not clean:
        digest = hashlib.sha256(plain).digest()
    if len(_WHOLE) >= _MOST_WHOLE:
        _WHOLE.clear()
    _WHOLE[digest] = None
    return plain, cleaned.orientation
