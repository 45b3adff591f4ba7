"""Downsampling: a picture with fewer pixels, as the kind of file that it is, in the colours that it has.

A JPEG stays one, a PNG too, for a photograph and a drawing want each their own. Profiles and what else says how colours
are meant go along, transparency and greys stay, and what had a palette has one again where that is smaller. Equal pictures
give equal bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image as Pillow, JpegImagePlugin, PngImagePlugin

from briefkit.model.media import TURNED, Image, MediaType, png
from briefkit.model.media.codec import is_held
from briefkit.runtime.forking import fork_safe

_QUALITY = 88  # of a JPEG: no blocks are seen, at half the bytes of 95
_COLOURS = 256  # of a palette
# How much finer than asked for a JPEG is at least unpacked, and a picture is when it is filtered: more is not seen.
_GAP = 3.0
# Chunks of a PNG that say how its colours are meant, beside a profile.
_COLOUR_CHUNKS = (b"cHRM", b"cICP", b"gAMA", b"sRGB")


@fork_safe
def downsampled(image: Image, size: tuple[int, int]) -> Image:
    """Return a picture with fewer pixels; the same where that has no fewer bytes, or would take too much memory.

    Args:
        image: The picture.
        size: The width and height in pixels, as it is seen.
    """
    stored = size[::-1] if TURNED[image.orientation] % 180 else size
    with Pillow.open(io.BytesIO(image.data), formats=("PNG", "JPEG")) as picture:
        if image.media_type is MediaType.JPEG:
            data = _jpeg(picture, stored)
        elif is_held(_unpacked(picture), len(image.data)):
            data = min(_pngs(picture, stored, image.data), key=len)
        else:
            return image
    return (
        Image(data, image.media_type, image.orientation) if len(data) < len(image.data) else image
    )


def _unpacked(picture: Pillow.Image) -> int:
    width, height = picture.size
    return width * height * len(picture.getbands())


def _jpeg(picture: Pillow.Image, size: tuple[int, int]) -> bytes:
    profile, sampling = picture.info.get("icc_profile"), JpegImagePlugin.get_sampling(picture)
    picture.draft(picture.mode, (round(_GAP * size[0]), round(_GAP * size[1])))
    small = picture.resize(size, Pillow.Resampling.LANCZOS, reducing_gap=_GAP)
    out = io.BytesIO()
    small.save(
        out, "JPEG", quality=_QUALITY, optimize=True, subsampling=sampling, icc_profile=profile
    )
    return out.getvalue()


def _pngs(picture: Pillow.Image, size: tuple[int, int], data: bytes) -> Iterator[bytes]:
    """Yield a picture as PNG: in all colours, and with a palette where it had one."""
    clear = "transparency" in picture.info
    grey = picture.mode in ("1", "L", "LA")
    had_palette = picture.mode in ("1", "P")
    profile = picture.info.get("icc_profile")
    mode = ("L" if grey else "RGB", "LA" if grey else "RGBA")[
        clear or picture.mode in ("LA", "RGBA")
    ]
    small = picture.convert(mode).resize(size, Pillow.Resampling.LANCZOS, reducing_gap=_GAP)
    yield _png(small, profile, data)
    if had_palette:
        method = Pillow.Quantize.FASTOCTREE if clear else Pillow.Quantize.MEDIANCUT
        yield _png(small.quantize(_COLOURS, method, dither=Pillow.Dither.NONE), profile, data)


def _png(picture: Pillow.Image, profile: bytes | None, data: bytes) -> bytes:
    """Return pixels as the file of a PNG, with what the chunks of another one say of colours."""
    kept = PngImagePlugin.PngInfo()
    for chunk in png.chunks_of(data):
        if chunk.kind in _COLOUR_CHUNKS:
            kept.add(chunk.kind, chunk.said)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True, pnginfo=kept, icc_profile=profile)
    return out.getvalue()
