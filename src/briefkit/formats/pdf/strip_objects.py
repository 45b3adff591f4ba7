"""Taking out of a PDF what nobody sees: the brief that it carries, older revisions, and what pictures tell."""

from __future__ import annotations

import io
from typing import Any

from briefkit.errors import ReadError
from briefkit.formats.pdf import attachment
from briefkit.formats.pdf.image_metadata import clean_pictures
from briefkit.formats.pdf.opening import identity, opened


def strip(data: bytes) -> bytes:
    """Return a PDF without the brief that it carries and what its pictures tell; all that is seen stays as it is.

    It is written anew, whole: what a program took out of it, and left in an older revision of the file, goes too
    (ISO 32000-2, 7.5.6).

    Args:
        data: The file.

    Raises:
        ReadError: No PDF, one that wants a password, one that is damaged, or one of which the brief could not be
            taken out.
    """
    with opened(data) as pdf:
        clean_pictures(pdf)
        _forget(pdf, _emptied(pdf))
        bare = _saved(pdf)
    with opened(bare) as pdf:
        if attachment.find(pdf) is not None or attachment.piece(pdf) is not None:
            raise ReadError(
                "carries a brief in a form that cannot be taken out of it",
                remedy="print it anew without its payload",
            )
    return bare


def _emptied(pdf: Any) -> set[Any]:
    """Empty what carries the brief, wherever it stands; return the file specifications that led there."""
    import pikepdf

    files: set[Any] = set()
    for file in attachment.files(pdf):
        if attachment.is_ours(file):
            del file["/EF"]  # whatever still names the file leads nowhere
            files.add(identity(file))
    for part in pdf.objects:
        if isinstance(part, pikepdf.Stream):
            if attachment.is_payload_stream(part):
                part.write(b"")
        elif isinstance(part, pikepdf.Dictionary) and "/EF" in part and attachment.is_ours(part):
            del part["/EF"]
            files.add(identity(part))
    return files


def _saved(pdf: Any) -> bytes:
    """Return a PDF written anew: what nothing leads to is not saved."""
    import pikepdf

    out = io.BytesIO()
    if pdf.is_encrypted:
        pdf.save(out, fix_metadata_version=False, encryption=True)
    else:
        pdf.save(
            out,
            fix_metadata_version=False,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            deterministic_id=True,
        )
    return out.getvalue()


def _forget(pdf: Any, ours: set[Any]) -> None:
    """Take files out of the lists that name them, and briefkit's piece of information out of the catalogue."""
    import pikepdf

    if attachment.piece(pdf) is not None:
        del pdf.Root.PieceInfo[f"/{attachment.PIECE}"]
        if not len(pdf.Root.PieceInfo):
            del pdf.Root.PieceInfo
    listed = pdf.Root.get("/AF")
    if isinstance(listed, pikepdf.Array):
        kept = [file for file in listed if identity(file) not in ours]
        if kept:
            pdf.Root.AF = pikepdf.Array(kept)
        else:
            del pdf.Root.AF
    for name, file in list(pdf.attachments.items()):
        if identity(file.obj) in ours:
            del pdf.attachments[name]
    names = pdf.Root.get("/Names")
    listed = isinstance(names, pikepdf.Dictionary) and "/EmbeddedFiles" in names
    if listed and not len(pdf.attachments):
        del names["/EmbeddedFiles"]
