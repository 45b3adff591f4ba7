"""data: URLs in CSS: allowed are those of raster images, of a size that can be drawn.

SVG is not: it is a document, which may ask for others and draw without end.
"""

from __future__ import annotations

import binascii
import io
import re
from urllib.parse import unquote_to_bytes

from PIL import Image, UnidentifiedImageError

from briefkit.model.media import MAX_PIXELS

_KINDS = "PNG, JPEG, GIF or WebP"
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp)(;[^,]*)?,", re.IGNORECASE)
_TOO_MANY = "has too many pixels"
_FORMATS = frozenset({"PNG", "JPEG", "GIF", "WEBP"})
#: Bytes that may stand before the first sign of XML, in UTF-8 or UTF-16.
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"


def data_picture_fault(address: str) -> str:
    """Return what is wrong with an address in CSS; "" for a picture.

    A broken picture passes, for nothing would draw it.

    Args:
        address: The address, of any scheme (RFC 2397 for those that pass).
    """
    found = _PICTURE.match(address)
    if not found:
        return f"is no data: address of a picture ({_KINDS})"
    data = _decoded(address[found.end() :], (found[1] or "").lower())
    if data is None:
        return "is no Base64"
    # A renderer that finds no picture of pixels looks for SVG.
    if data.lstrip(_BEFORE_XML).startswith(b"<"):
        return f"is no {_KINDS}"
    return _pixels_fault(data)


def _decoded(words: str, parameters: str) -> bytes | None:
    data = unquote_to_bytes(words)
    if not parameters.rstrip().endswith("base64"):
        return data
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        return None


def _pixels_fault(data: bytes) -> str:
    try:
        with Image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
            if picture.format not in _FORMATS:
                return f"is {picture.format}, not {_KINDS}"
    except UnidentifiedImageError:
        return ""
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return _TOO_MANY
    except Exception:  # whatever Pillow's decoders stumble over
        return "cannot be decoded"
    return _TOO_MANY if width * height > MAX_PIXELS else ""
