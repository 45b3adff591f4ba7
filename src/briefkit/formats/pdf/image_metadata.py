"""Image metadata of a PDF: taken out (ISO 32000-2, 8.9.5, 7.4.8)."""

from __future__ import annotations

from typing import Any

import pikepdf

from briefkit.model.media import without_metadata

# What an image may say of itself beside what is seen (14.3.2, 14.5).
_METADATA_KEYS = ("/Metadata", "/PieceInfo", "/LastModified")


def remove_image_metadata(pdf: pikepdf.Pdf) -> bool:
    """Take out of an opened PDF's images what is not needed to see them; return whether there was anything."""
    found = False
    for part in pdf.objects:
        if not isinstance(part, pikepdf.Stream) or part.get("/Subtype") != "/Image":
            continue
        for key in _METADATA_KEYS:
            if key in part:
                del part[key]
                found = True
        if _is_jpeg(part):
            data = part.read_raw_bytes()
            clean = without_metadata(data)
            if clean is not data:
                _replace_data(part, clean)
                found = True
    return found


def _is_jpeg(stream: pikepdf.Object) -> bool:
    """Whether a stream is a JPEG and nothing around it."""
    filters = stream.get("/Filter")
    only = filters[0] if isinstance(filters, pikepdf.Array) and len(filters) == 1 else filters
    return bool(only == "/DCTDecode")


def _replace_data(stream: pikepdf.Object, data: bytes) -> None:
    """Replace the encoded data of a stream, and keep its filters."""
    filters: Any = stream.get("/Filter")  # a name or an array of names, as `write` takes it
    parameters: Any = stream.get("/DecodeParms")
    stream.write(data, filter=filters, decode_parms=parameters)
