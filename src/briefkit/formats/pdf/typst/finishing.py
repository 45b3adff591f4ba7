"""Finishing of a PDF that Typst printed: its publisher, words beside glyphs that do not tell them, and its page piece."""

from __future__ import annotations

import io
from collections.abc import Collection

import pikepdf
from pikepdf import Dictionary, Name, ObjectStreamMode

from briefkit.formats.pdf.extracted_text import needs_actual_text
from briefkit.formats.pdf.opening import open_pdf
from briefkit.formats.pdf.publisher_metadata import with_publisher
from briefkit.formats.pdf.reading.text_extraction import extract_text
from briefkit.formats.pdf.replaced_glyphs import Replacements
from briefkit.formats.pdf.stream_ends import AMBIGUOUS_END
from briefkit.formats.pdf.text_verification import block_texts, extraction_record
from briefkit.formats.pdf.typst.actual_text import write_actual_texts
from briefkit.formats.pdf.typst.piece import write_piece
from briefkit.layout import Sheet
from briefkit.model.media import Image


def finished(
    printed: bytes,
    sheet: Sheet,
    publisher: str,
    images: Collection[Image] | None,
    replaced: Replacements,
    is_extractable: bool,
) -> bytes:
    """Return a PDF with what Typst does not write.

    Args:
        printed: The PDF.
        sheet: What it shows.
        publisher: Whose it is; "" says nothing.
        images: The images on it, in the order in which they are drawn; None where it carries no payload.
        replaced: The words that the sheet has in place of signs.
        is_extractable: Whether all text is surely extracted as it went in.
    """
    with open_pdf(printed) as pdf:
        if not is_extractable and any(map(needs_actual_text, block_texts(sheet))):
            write_actual_texts(pdf)
        if publisher:
            _write_publisher(pdf, publisher)
        if images is not None:
            record = [] if is_extractable else extraction_record(sheet, extract_text(pdf))
            if record or images or replaced:
                write_piece(pdf, record, images, replaced)
        saved = _saved(pdf)
    return with_plain_ends(saved)


def _saved(pdf: pikepdf.Pdf, packed: ObjectStreamMode = ObjectStreamMode.preserve) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, fix_metadata_version=False, object_stream_mode=packed)
    return out.getvalue()


def with_plain_ends(data: bytes) -> bytes:
    """Return a PDF in which the end of every stream is plain.

    Streams of objects are only made as the file is written; where one of them is it, objects stand by themselves.
    """
    for packed in (ObjectStreamMode.preserve, ObjectStreamMode.disable):
        if AMBIGUOUS_END not in data:
            break
        with open_pdf(data) as pdf:
            for one in pdf.objects:
                if isinstance(one, pikepdf.Stream) and one.get("/Filter") == Name.FlateDecode:
                    raw = one.read_raw_bytes()
                    if raw.endswith(b"\r"):
                        said = one.get("/DecodeParms")
                        parameters = said if isinstance(said, Dictionary) else None
                        one.write(raw + b"\n", filter=Name.FlateDecode, decode_parms=parameters)
            data = _saved(pdf, packed)
    return data


def _write_publisher(pdf: pikepdf.Pdf, publisher: str) -> None:
    metadata = pdf.Root.Metadata
    metadata.write(with_publisher(metadata.read_bytes(), publisher))
