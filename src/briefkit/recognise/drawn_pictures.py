"""Pictures drawn anew by Pillow: those of other kinds than a brief has, and what is left of those that are cut."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image as Pillow, ImageOps

from briefkit.errors import ModelError
from briefkit.model import Image
from briefkit.model.media import MAX_PIXELS, MediaType, image_of
from briefkit.model.media.codec import check_held
from briefkit.runtime.forking import fork_safe

# Kinds that Pillow draws without any other program.
_KINDS = ("GIF", "BMP", "DIB", "TIFF", "WEBP", "AVIF")
# Modes that a PNG has as they are; all others become colours of 8 bits.
_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")
_BYTES_OF_PIXEL = 4
_QUALITY = 95  # of a JPEG that is cut
_WHERE = "Image.data"


@fork_safe
def drawn_anew(data: bytes) -> tuple[Image, str]:
    """Return a picture of another kind as PNG, and its kind, as "GIF"; of several pages or frames, the first.

    Raises:
        ModelError: The bytes are no picture that Pillow draws, a damaged one, or one too large.
    """
    Pillow.init()
    kinds = [kind for kind in _KINDS if kind in Pillow.OPEN]
    try:
        with Pillow.open(io.BytesIO(data), formats=kinds) as picture:
            kind = picture.format or ""
            width, height = picture.size
            if width * height > MAX_PIXELS:
                raise ModelError(f"is {width} × {height} pixels, too many", where=_WHERE)
            check_held(width * height * _BYTES_OF_PIXEL, len(data), f"is {kind}", "save it as PNG")
            out = io.BytesIO()
            _plain(ImageOps.exif_transpose(picture)).save(out, "PNG")
    except ModelError:
        raise
    except Exception:  # whatever Pillow's decoders stumble over
        raise ModelError("is of no known kind, or damaged", where=_WHERE) from None
    return image_of(out.getvalue()), kind


def _plain(picture: Pillow.Image) -> Pillow.Image:
    if picture.mode in _MODES:
        return picture
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


@fork_safe
def is_blank(image: Image, *, plain: bool) -> bool:
    """Whether nothing is seen of a picture: it is all transparent, or, where that counts as well, of one plain colour.

    Args:
        image: The picture.
        plain: Whether one colour counts.
    """
    with Pillow.open(io.BytesIO(image.data), formats=("PNG", "JPEG")) as picture:
        shown = picture.convert("RGBA")
    transparent = shown.getchannel("A").getbbox() is None
    return transparent or (plain and shown.getcolors(1) is not None)


@fork_safe
def cropped(image: Image, crop: Sequence[float]) -> Image:
    """Return what is shown of a picture; the rest is gone, for whoever cut it off may not want it seen.

    Args:
        image: The picture.
        crop: The parts of its sides that are cut off, from 0 to 1, before it is turned: left, top, right, bottom.

    Raises:
        ModelError: Nothing is left of it, or it is too large.
    """
    with Pillow.open(io.BytesIO(image.data), formats=("PNG", "JPEG")) as picture:
        width, height = picture.size
        check_held(width * height * _BYTES_OF_PIXEL, len(image.data), "is cut", "cut it yourself")
        left, top, right, bottom = crop
        box = (
            round(left * width),
            round(top * height),
            width - round(right * width),
            height - round(bottom * height),
        )
        if box[0] >= box[2] or box[1] >= box[3]:
            raise ModelError("is cut to nothing", where=_WHERE)
        out = io.BytesIO()
        profile = picture.info.get("icc_profile")
        if image.media_type is MediaType.JPEG:
            picture.crop(box).save(out, "JPEG", quality=_QUALITY, icc_profile=profile)
        else:
            picture.crop(box).save(out, "PNG", icc_profile=profile)
    return Image(out.getvalue(), image.media_type, image.orientation)
