"""Image: the bytes of a picture, held against what they say they are."""

from __future__ import annotations

import enum
import io

from attrs import field, frozen

from briefkit.errors import ModelError
from briefkit.forking import held_inside

#: Pixels beyond which a picture is refused: a small file can unpack to gigabytes.
MAX_PIXELS = 100_000_000


class MediaType(enum.StrEnum):
    """The kinds of picture that every format can carry."""

    PNG = "image/png"
    JPEG = "image/jpeg"


def _short(data: bytes) -> str:
    return f"<{len(data)} bytes>"


def _media_type(value: MediaType | str) -> MediaType:
    try:
        return MediaType(value)
    except ValueError:
        raise ModelError(
            f"{value!r} is not supported", where="Image.media_type", remedy="use PNG or JPEG"
        ) from None


@frozen
class Image:
    """A picture as bytes, so that printing never reads a file or the network.

    Attributes:
        data: The file's bytes.
        media_type: What the bytes are: image/png or image/jpeg.

    Raises:
        ModelError: Bytes that are no picture of that type, or one of more than MAX_PIXELS.
    """

    data: bytes = field(repr=_short)
    media_type: MediaType = field(converter=_media_type)

    def __attrs_post_init__(self) -> None:
        found, _ = _look(self.data)
        if found is not self.media_type:
            raise ModelError(f"says {self.media_type}, but its bytes are {found}", where="Image")

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return _look(self.data)[1]


@held_inside
def _look(data: bytes) -> tuple[MediaType, tuple[int, int]]:
    import warnings

    from PIL import Image as Pillow

    if not isinstance(data, bytes):
        raise ModelError(f"is {type(data).__name__}, not bytes", where="Image.data")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            with Pillow.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
                size, name = picture.size, picture.format or ""
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError):
        raise ModelError("is no PNG or JPEG picture", where="Image.data") from None
    if size[0] * size[1] > MAX_PIXELS:
        raise ModelError(f"is {size[0]} × {size[1]} pixels, too many", where="Image.data")
    return MediaType.PNG if name == "PNG" else MediaType.JPEG, size
