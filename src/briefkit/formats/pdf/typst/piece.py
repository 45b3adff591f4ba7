"""Page piece of a PDF that Typst printed: the images byte for byte, and what is extracted in place of other text."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pikepdf
from pikepdf import Array, Dictionary, String

from briefkit.formats.pdf.attachment_names import PIECE_DATE, PIECE_KEY
from briefkit.formats.pdf.opening import object_key
from briefkit.formats.pdf.replaced_glyphs import Replacements
from briefkit.formats.pdf.text_verification import ExtractionRecord
from briefkit.model.media import Image


def write_piece(
    pdf: pikepdf.Pdf,
    record: ExtractionRecord,
    images: Collection[Image],
    replaced: Replacements,
) -> None:
    """Write briefkit's page-piece dictionary into a PDF.

    Args:
        pdf: The PDF.
        record: Digests of blocks, each with that of the text that is extracted in its place.
        images: The images on it, in the order in which they are drawn.
        replaced: The words that are printed in place of each sign that no font has.
    """
    entries = [_entry(pdf, image, stream) for image, stream in _drawn(pdf, images)]
    private = Dictionary(Words=String(" ".join(map(":".join, record))), Pictures=Array(entries))
    if replaced:
        private.Replaced = Array([String(words) for pair in replaced.items() for words in pair])
    piece = Dictionary(LastModified=String(PIECE_DATE), Private=private)
    pdf.Root.PieceInfo = Dictionary({f"/{PIECE_KEY}": piece})


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
    if stream is None or stream.read_raw_bytes() != image.file:
        entry.Whole = pdf.make_stream(image.data)
    return entry
