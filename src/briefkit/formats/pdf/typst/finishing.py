"""Finishing of a PDF that Typst printed: its publisher, words beside glyphs that do not tell them, and its page piece."""

from __future__ import annotations

import io
from collections.abc import Collection

import pikepdf

from briefkit.formats.pdf.extracted_text import needs_actual_text
from briefkit.formats.pdf.opening import open_pdf
from briefkit.formats.pdf.publisher_metadata import with_publisher
from briefkit.formats.pdf.reading.text_extraction import extract_text
from briefkit.formats.pdf.replaced_glyphs import Replacements
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
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, fix_metadata_version=False)
    return out.getvalue()


def _write_publisher(pdf: pikepdf.Pdf, publisher: str) -> None:
    metadata = pdf.Root.Metadata
    metadata.write(with_publisher(metadata.read_bytes(), publisher))
