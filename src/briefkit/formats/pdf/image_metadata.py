"""Pictures in a PDF: what is taken out of them (ISO 32000-2, 8.9.5, 7.4.8)."""

from __future__ import annotations

from typing import Any

from briefkit.model.media import without_metadata

# What a picture may say of itself beside what is seen (14.3.2, 14.5).
_TOLD = ("/Metadata", "/PieceInfo", "/LastModified")


def clean_pictures(pdf: Any) -> bool:
    """Take out of an opened PDF's pictures what is not needed to see them; return whether there was anything.

    Args:
        pdf: A pikepdf.Pdf.
    """
    import pikepdf

    found = False
    for part in pdf.objects:
        if not isinstance(part, pikepdf.Stream) or part.get("/Subtype") != "/Image":
            continue
        for key in _TOLD:
            if key in part:
                del part[key]
                found = True
        if _is_jpeg(part):
            data = part.read_raw_bytes()
            clean = without_metadata(data)
            if clean is not data:
                _rewrite(part, clean)
                found = True
    return found


def _is_jpeg(part: Any) -> bool:
    """Whether a stream is a JPEG and nothing around it."""
    import pikepdf

    filters = part.get("/Filter")
    only = filters[0] if isinstance(filters, pikepdf.Array) and len(filters) == 1 else filters
    return bool(only == "/DCTDecode")


def _rewrite(part: Any, data: bytes) -> None:
    """Replace the coded bytes of a stream, and keep how they are coded."""
    part.write(data, filter=part.get("/Filter"), decode_parms=part.get("/DecodeParms"))
