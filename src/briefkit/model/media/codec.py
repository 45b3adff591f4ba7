"""Codec of a kind of picture: what JPEG and PNG have in common."""

from __future__ import annotations

from typing import Protocol

from attrs import frozen

from briefkit.errors import ModelError
from briefkit.model.media.exif import UPRIGHT

#: What is wrong with bytes that do not begin as a picture does.
NO_PICTURE = "is no PNG or JPEG picture"
#: How a file of each kind begins.
PNG_BEGINNING, JPEG_BEGINNING = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"

_HEADER = 128
# Bytes that a picture which has to be converted may unpack to, by themselves or to one of its file: it is held whole.
_MOST_HELD, _HELD_RATIO = 48_000_000, 6


def is_held(size: int, packed: int) -> bool:
    """Whether a picture may be held in memory whole: one that does not take much, or is a large file.

    Args:
        size: Bytes that it unpacks to.
        packed: Bytes of its file.
    """
    return size <= max(_MOST_HELD, _HELD_RATIO * packed)


def check_held(size: int, packed: int, what: str, remedy: str) -> None:
    """Refuse a picture that would take much memory to convert, and is no large file.

    Args:
        size: Bytes that it unpacks to.
        packed: Bytes of its file.
        what: What it has to be converted from.
        remedy: What to do about it.

    Raises:
        ModelError: It is too large.
    """
    if not is_held(size, packed):
        raise ModelError(
            f"{what} and unpacks to {size:,} bytes, too many", where="Image.data", remedy=remedy
        )


@frozen
class Cleaned:
    """Cleaned picture: its bytes, without metadata that is not needed to see it.

    Attributes:
        data: The bytes; those that were given, where nothing had to go.
        orientation: What the EXIF in them said; 1 where it said nothing.
        fault: Why they are no whole picture; "" where that is not to be seen without decoding them.
    """

    data: bytes
    orientation: int = UPRIGHT
    fault: str = ""


class Codec(Protocol):
    """Codec of a kind of picture, as a module has it."""

    def cleaned(self, data: bytes) -> Cleaned:
        """Return a file without what is not needed to see its picture, and the orientation that it said."""

    def size_of(self, data: bytes) -> tuple[int, int]:
        """Return the width and height in which the picture of a cleaned file is stored."""

    def decoded(self, data: bytes) -> bytes:
        """Return a cleaned file that was decoded whole, in samples that every format can show."""

    def with_orientation(self, data: bytes, orientation: int) -> bytes:
        """Return a cleaned file with an orientation in it."""


def is_profile_of(profile: bytes, space: bytes) -> bool:
    """Whether bytes are a colour profile (ICC.1:2022, 7.2) for a space.

    Args:
        profile: The bytes.
        space: The signature of the space: b"RGB ", b"GRAY" or b"CMYK".
    """
    return (
        len(profile) >= max(_HEADER, int.from_bytes(profile[:4], "big"))
        and profile[36:40] == b"acsp"
        and profile[16:20] == space
    )
