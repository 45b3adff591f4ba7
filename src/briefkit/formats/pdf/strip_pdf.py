"""Stripping a PDF of what nobody sees: the attached payload, older revisions of the file, and image metadata."""

from __future__ import annotations

import io
from collections.abc import Set

import pikepdf

from briefkit.errors import ReadError
from briefkit.formats.format import StripOptions, Written
from briefkit.formats.pdf.attachment_names import PIECE_KEY
from briefkit.formats.pdf.image_metadata import remove_image_metadata
from briefkit.formats.pdf.opening import object_key, open_pdf
from briefkit.formats.pdf.reading.attachment_reader import (
    file_specifications,
    find_payload,
    find_piece,
    is_payload_file,
    is_payload_stream,
)
from briefkit.reconcile.payload_reading import payload_ids


def strip(data: bytes, _options: StripOptions) -> Written:
    """Return a PDF without what travels unseen in it.

    Raises:
        ReadError: As for `without_unseen`.
    """
    return Written(without_unseen(data))


def without_unseen(data: bytes) -> bytes:
    """Return a PDF without its payload and image metadata; all that is seen stays as it is.

    It is written anew, whole: what a program took out of it, and left in an older revision of the file, goes too
    (ISO 32000-2, 7.5.6).

    Args:
        data: The file.

    Raises:
        ReadError: No PDF, one that wants a password, one that is damaged, or one of which the brief could not be
            taken out.
    """
    with open_pdf(data) as pdf:
        remove_image_metadata(pdf)
        _remove_destinations(pdf, payload_ids(find_payload(pdf)))
        _delist(pdf, _empty_payloads(pdf))
        bare = _saved(pdf)
    with open_pdf(bare) as pdf:
        if find_payload(pdf) is not None or find_piece(pdf) is not None:
            raise ReadError(
                "carries a brief in a form that cannot be taken out of it",
                remedy="print it anew without its payload",
            )
    return bare


def _remove_destinations(pdf: pikepdf.Pdf, ids: Set[str]) -> None:
    """Take the named destinations of a brief's parts out of a PDF, where no link leads to them (ISO 32000-2, 12.3.2.4)."""
    names = pdf.Root.get("/Names")
    listed = names.get("/Dests") if ids and isinstance(names, pikepdf.Dictionary) else None
    if not isinstance(listed, pikepdf.Dictionary):
        return
    led_to = {
        str(target)
        for part in pdf.objects
        if isinstance(part, pikepdf.Dictionary)
        for holder, key in ((part, "/Dest"), (part.get("/A"), "/D"), (part, "/D"))
        if isinstance(holder, pikepdf.Dictionary)
        if isinstance(target := holder.get(key), pikepdf.String | pikepdf.Name)
    }
    tree = pikepdf.NameTree(listed)
    for name in [name for name in tree if name in ids and name not in led_to]:
        del tree[name]


def _empty_payloads(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Empty what holds the payload, wherever it stands; return the keys of the file specifications that led there."""
    files: set[tuple[int, int]] = set()
    for file in file_specifications(pdf):
        if is_payload_file(file):
            del file["/EF"]  # whatever still names the file leads nowhere
            files.add(object_key(file))
    for part in pdf.objects:
        if isinstance(part, pikepdf.Stream):
            if is_payload_stream(part):
                part.write(b"")
        elif isinstance(part, pikepdf.Dictionary) and "/EF" in part and is_payload_file(part):
            del part["/EF"]
            files.add(object_key(part))
    return files


def _delist(pdf: pikepdf.Pdf, files: set[tuple[int, int]]) -> None:
    """Take files out of the lists that name them, and briefkit's entry out of the page-piece dictionary."""
    if find_piece(pdf) is not None:
        del pdf.Root.PieceInfo[f"/{PIECE_KEY}"]
        if not len(pdf.Root.PieceInfo):
            del pdf.Root.PieceInfo
    listed = pdf.Root.get("/AF")
    if isinstance(listed, pikepdf.Array):
        kept = [file for file in listed if object_key(file) not in files]
        if kept:
            pdf.Root.AF = pikepdf.Array(kept)
        else:
            del pdf.Root.AF
    for name, file in list(pdf.attachments.items()):
        if object_key(file.obj) in files:
            del pdf.attachments[name]
    names = pdf.Root.get("/Names")
    has_files = isinstance(names, pikepdf.Dictionary) and "/EmbeddedFiles" in names
    if names is not None and has_files and not len(pdf.attachments):
        del names["/EmbeddedFiles"]


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """Return a PDF written anew: what nothing leads to is not saved."""
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
