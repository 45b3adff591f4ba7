"""Page piece of a PDF that Typst printed: the images byte for byte, and what is extracted in place of other text."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator

import pikepdf
from pikepdf import Array, Dictionary, String

from briefkit.formats.pdf.attachment_names import PIECE_DATE, PIECE_KEY
from briefkit.formats.pdf.opening import object_key, open_pdf
from briefkit.formats.pdf.reading.text_extraction import extract_text
from briefkit.formats.pdf.replaced_glyphs import Replacements
from briefkit.formats.pdf.text_verification import extraction_record
from briefkit.layout import Sheet
from briefkit.model.media import Image


def with_piece(
    printed: bytes,
    sheet: Sheet,
    images: Collection[Image],
    replaced: Replacements,
    is_recorded: bool,
) -> bytes:
    """Return a PDF with briefkit's page-piece dictionary.

    Args:
        printed: The PDF.
        sheet: What it shows.
        images: The images on it, in the order in which they are drawn.
        replaced: The words that the sheet has in place of signs.
        is_recorded: Whether text may be extracted otherwise than it went in, which is written down.
    """
    with open_pdf(printed) as pdf:
        record = extraction_record(sheet, extract_text(pdf)) if is_recorded else []
        entries = [_entry(pdf, image, stream) for image, stream in _drawn(pdf, images)]
        private = Dictionary(Words=String(" ".join(map(":".join, record))), Pictures=Array(entries))
        if replaced:
            private.Replaced = Array([String(words) for pair in replaced.items() for words in pair])
        piece = Dictionary(LastModified=String(PIECE_DATE), Private=private)
        pdf.Root.PieceInfo = Dictionary({f"/{PIECE_KEY}": piece})
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, fix_metadata_version=False)
    return out.getvalue()


def _drawn(
    pdf: pikepdf.Pdf, images: Collection[Image]
) -> Iterator[tuple[Image, pikepdf.Object | None]]:
    """Yield each image with the stream that draws it; None where that cannot be told."""
    streams: dict[tuple[int, int], pikepdf.Object] = {}
    for page in pdf.pages:
        named = page.obj.get("/Resources", Dictionary()).get("/XObject", Dictionary())
        for instruction in pikepdf.parse_content_stream(page, "Do"):
            part = named.get(str(instruction.operands[0]))
            if isinstance(part, pikepdf.Stream) and part.get("/Subtype") == "/Image":
                streams.setdefault(object_key(part), part)
    found = list(streams.values())
    for number, image in enumerate(images):
        yield image, found[number] if len(found) == len(images) else None


def _entry(pdf: pikepdf.Pdf, image: Image, stream: pikepdf.Object | None) -> pikepdf.Object:
    """Return the entry of an image: the stream that is its file, or its file beside it."""
    entry = Dictionary(Digest=String(image.digest), Orientation=image.orientation)
    if stream is not None:
        entry.Image = stream
    if stream is None or stream.read_raw_bytes() != image.data:
        entry.Whole = pdf.make_stream(image.data)
    return entry
