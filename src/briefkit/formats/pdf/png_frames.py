"""PNG frames: what a PNG file has beside its image data, by which the file is put together again, byte for byte.

A PDF holds the image data of a PNG as it is (ISO 32000-1, 7.4.4.4), so the frame, a few hundred bytes, is all that
must be kept beside it.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefkit.model.media import png
from briefkit.model.media.codec import PNG_BEGINNING


def frame_of(chunks: Iterable[png.Chunk]) -> bytes:
    """Return the frame of a PNG: its chunks, of image data only the length, the name and the checksum."""
    return b"".join([PNG_BEGINNING, *map(_without_data, chunks)])


def _without_data(chunk: png.Chunk) -> bytes:
    return chunk.data[:8] + chunk.data[-4:] if chunk.kind == b"IDAT" else chunk.data


def join_frame(frame: bytes, pixels: bytes) -> bytes:
    """Return the PNG of a frame and its image data."""
    parts, start, place = [PNG_BEGINNING], 0, len(PNG_BEGINNING)
    while place + 12 <= len(frame):
        length = int.from_bytes(frame[place : place + 4], "big")
        if frame[place + 4 : place + 8] == b"IDAT":
            parts += [frame[place : place + 8], pixels[start : start + length]]
            parts.append(frame[place + 8 : place + 12])
            start, place = start + length, place + 12
        else:
            parts.append(frame[place : place + 12 + length])
            place += 12 + length
    return b"".join(parts)
