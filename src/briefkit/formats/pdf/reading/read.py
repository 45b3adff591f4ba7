"""Reading a PDF: the brief of its payload, and notes on what the PDF shows otherwise; without one, its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import pikepdf
from attrs import frozen

from briefkit.errors import ReadError
from briefkit.formats.format import READ_DEFAULTS, ReadOptions
from briefkit.formats.pdf.attachment_names import FILE_NAME
from briefkit.formats.pdf.extracted_text import ExtractedText
from briefkit.formats.pdf.opening import open_pdf
from briefkit.formats.pdf.reading.annotations import (
    Annotation,
    annotation_notes,
    read_annotations,
)
from briefkit.formats.pdf.reading.attachment_reader import (
    find_extraction_record,
    find_images,
    find_payload,
    find_piece,
    find_replacements,
)
from briefkit.formats.pdf.reading.image_reader import drawn_images
from briefkit.formats.pdf.reading.text_extraction import extract_text
from briefkit.formats.pdf.replaced_glyphs import Replacements, with_replacements
from briefkit.formats.pdf.text_verification import (
    TextDifference,
    block_texts,
    compare_text,
    has_greek,
    missing_text,
)
from briefkit.layout import Sheet
from briefkit.limits.json_input import from_json
from briefkit.model import Brief
from briefkit.model.media import Image
from briefkit.notes import Code, Note, Reading, note
from briefkit.reconcile.align import MIN_SHARE
from briefkit.reconcile.dated_labels import has_dated_labels
from briefkit.reconcile.payload_reading import RestoredBrief, restore_brief
from briefkit.reconcile.pictures import changed_pictures
from briefkit.reconcile.reading_back import with_base_other
from briefkit.runtime.module_loading import OnDemand

if TYPE_CHECKING:
    from briefkit.formats.pdf.reading.foreign_pdf import ForeignPdf

# PDFium is loaded for PDFs of others alone.
_foreign_pdf: Callable[[pikepdf.Pdf], ForeignPdf] = OnDemand(
    "briefkit.formats.pdf.reading.foreign_pdf:foreign_pdf"
)


@frozen
class ParsedPdf:
    """What a PDF holds and shows.

    Attributes:
        payload: The payload that is attached to it; None where there is none.
        text: The text that it shows.
        extraction_record: What was extracted in place of other text when it was written: pairs of digests.
        replaced: The words that were printed in place of signs.
        images: Its images, by the digests that they were written with.
        drawn: The images that its pages draw, in order, where nothing says with which digests they were written.
        annotations: The remarks that people put on its pages.
    """

    payload: bytes | None
    text: ExtractedText
    extraction_record: frozenset[tuple[str, str]]
    replaced: Replacements
    images: Mapping[str, Image]
    drawn: Sequence[Image] = ()
    annotations: tuple[Annotation, ...] = ()

    def notes(self, sheet: Sheet) -> tuple[Note, ...]:
        """Return a note on every block of a sheet that the PDF does not show as it is."""
        return tuple(_notes(self, with_replacements(sheet, self.replaced)))


def read(data: bytes, options: ReadOptions = READ_DEFAULTS) -> Reading:
    """Return the brief of a PDF's payload, with a note on every block that shows other text and on every annotation.

    Where there is no payload, the brief is recognised in the words that the PDF shows.

    Args:
        data: The file.
        options: The brief in place of the payload's; language and recogniser count where there is no payload.

    Raises:
        ReadError: No PDF, a damaged one, one that wants a password, or one that shows no words.
        SchemaError: The payload holds no brief; the path says where.
    """
    base = options.base
    with open_pdf(data) as pdf:
        payload = find_payload(pdf)
        parsed = None if payload is None and base is None else _parsed(pdf, payload)
        restored = parsed and base and _restored(parsed, base)
        shows_base = parsed and restored and _shows(parsed, restored.sheet)
        foreign = _foreign_pdf(pdf) if payload is None and not shows_base else None
    if foreign is not None:
        reading = foreign.reading(options.language, options.recogniser)
        return reading if base is None else with_base_other(reading)
    assert parsed is not None
    if restored and shows_base:
        return _reading(parsed, restored)
    assert payload is not None
    reading = _reading(parsed, brief_of(payload, parsed.images, parsed.drawn))
    return reading if base is None else with_base_other(reading)


def _reading(parsed: ParsedPdf, found: RestoredBrief) -> Reading:
    brief = found.brief
    lost = (
        note(Code.PICTURE_DROPPED, "A picture is no longer in the PDF.", words)
        for words in found.lost.values()
    )
    notes = (
        *changed_pictures(brief, found),
        *lost,
        *parsed.notes(found.sheet),
        *annotation_notes(parsed.annotations, brief),
    )
    return Reading(brief, notes)


def _restored(parsed: ParsedPdf, base: Brief) -> RestoredBrief:
    """Return the brief that a PDF is an edit of, in place of that of its payload."""
    text = parsed.text
    words = [part.words for part in (*text.blocks, *text.untagged)]
    return RestoredBrief(base, dated_labels=has_dated_labels(base, words, parsed.payload))


def _shows(parsed: ParsedPdf, sheet: Sheet) -> bool:
    """Whether a PDF shows a sheet, or one that was edited: enough of its blocks are there."""
    text, sheet = parsed.text, with_replacements(sheet, parsed.replaced)
    if text.blocks:
        differences = compare_text(sheet, text, parsed.extraction_record)
        missing = sum(1 for one in differences if one.expected)
    else:
        missing = len(missing_text(sheet, [page.words for page in text.untagged]))
    return missing <= (1 - MIN_SHARE) * len(block_texts(sheet))


def parse(data: bytes) -> ParsedPdf:
    """Return what a PDF holds and shows.

    Args:
        data: The file.

    Raises:
        ReadError: No PDF, a damaged one, or one that wants a password.
    """
    with open_pdf(data) as pdf:
        return _parsed(pdf, find_payload(pdf))


def _parsed(pdf: pikepdf.Pdf, payload: bytes | None) -> ParsedPdf:
    return ParsedPdf(
        payload,
        extract_text(pdf),
        find_extraction_record(pdf),
        find_replacements(pdf),
        find_images(pdf),
        drawn_images(pdf) if payload is not None and find_piece(pdf) is None else (),
        tuple(read_annotations(pdf)),
    )


def brief_of(
    payload: bytes, images: Mapping[str, Image], drawn: Sequence[Image] = ()
) -> RestoredBrief:
    """Return the brief of a payload, with the images of its PDF.

    Args:
        payload: The payload.
        images: The images by the digests that they were written with.
        drawn: Those that the pages draw, which are the brief's if they are as many.

    Raises:
        ReadError: No payload, or one that is cut off or nests too deep.
        SchemaError: What it holds is not a brief.
    """
    found = from_json(payload, FILE_NAME)
    if not isinstance(found, dict) or "brief" not in found:
        raise ReadError("carries a file that holds no brief", where=FILE_NAME)
    written = found.get("pictures")
    names = list(written) if isinstance(written, dict) else []
    in_order = dict(zip(names, drawn, strict=True)) if len(names) == len(drawn) else {}
    return restore_brief(found, lambda digest, _: images.get(digest) or in_order.get(digest))


def _notes(parsed: ParsedPdf, sheet: Sheet) -> Iterator[Note]:
    text = parsed.text
    if text.blocks:
        # What was recorded goes with the payload, where a brief that needs it travels.
        recorded = parsed.payload is not None or parsed.extraction_record
        is_plain = sheet.direction == "ltr" and not has_greek(sheet)
        for difference in compare_text(sheet, text, parsed.extraction_record):
            if recorded or (is_plain and difference.is_sure):
                yield _difference_note(difference)
        for page in text.untagged:
            what = f"Page {page.page} has words beside the brief."
            yield note(Code.PDF_WORDS_OUTSIDE, what, _shortened(page.words))
        return
    yield note(Code.PDF_UNTAGGED, "The PDF lost its tags; only its plainest words were checked.")
    for words in missing_text(sheet, [page.words for page in text.untagged]):
        yield note(Code.PDF_WORDS_DIFFER, "The PDF does not show these words of the brief.", words)


def _difference_note(difference: TextDifference) -> Note:
    expected, found = difference.expected, difference.found
    if found is None:
        what = "The PDF does not show these words of the brief."
        return note(Code.PDF_WORDS_DIFFER, what, expected)
    place, instead = f"Page {found.page}", _shortened(found.words)
    if not expected:
        what = f"{place} shows words that the brief does not have."
        return note(Code.PDF_WORDS_ADDED, what, instead)
    what = f"{place} shows “{instead}” in place of these words."
    return note(Code.PDF_WORDS_DIFFER, what, expected)


def _shortened(words: str, most: int = 200) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most]}…"
