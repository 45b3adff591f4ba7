"""Reading a PDF: the brief that it carries, and whether that is still what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from briefkit.errors import ReadError
from briefkit.formats.format import READ_DEFAULTS, ReadOptions
from briefkit.formats.pdf import attachment
from briefkit.formats.pdf.opening import opened
from briefkit.formats.pdf.reading.text_extraction import Shown, shown
from briefkit.formats.pdf.verify import Difference, differences, missing
from briefkit.layout import Sheet
from briefkit.limits.json_input import from_json
from briefkit.lower import lower
from briefkit.model.media import Image
from briefkit.notes import Code, Note, Reading, note
from briefkit.reconcile import changed_pictures
from briefkit.reconcile.payload import RestoredBrief, restore_brief


@frozen
class ParsedPdf:
    """What a PDF carries and shows.

    Attributes:
        payload: The payload that it carries.
        shown: The words that it shows.
        record: What words came out as when it was written: pairs of digests.
        pictures: Its pictures, by the digests that they were written with.
    """

    payload: bytes
    shown: Shown
    record: frozenset[tuple[str, str]]
    pictures: Mapping[str, Image]

    def notes(self, sheet: Sheet) -> tuple[Note, ...]:
        """Return a note on every block of a sheet that the PDF does not show as it is."""
        return tuple(_notes(self, sheet))


def read(data: bytes, _options: ReadOptions = READ_DEFAULTS) -> Reading:
    """Return the brief that a PDF carries, with a note on every block that shows other words.

    Args:
        data: The file.
        _options: Have no bearing: the brief says its own language.

    Raises:
        ReadError: No PDF, a damaged one, one that wants a password, or one that carries no brief.
        SchemaError: What it carries is not a brief; the path says where.
    """
    carried = parse(data)
    found = brief_of(carried)
    lost = (
        note(Code.PICTURE_DROPPED, "A picture is no longer in the PDF.", words)
        for words in found.lost.values()
    )
    notes = (*changed_pictures(found.brief, found), *lost, *carried.notes(lower(found.brief)))
    return Reading(found.brief, notes)


def parse(data: bytes) -> ParsedPdf:
    """Return what a PDF carries and shows.

    Args:
        data: The file.

    Raises:
        ReadError: No PDF, a damaged one, one that wants a password, or one that carries no brief.
    """
    with opened(data) as pdf:
        payload = attachment.find(pdf)
        if payload is None:
            raise ReadError(
                "carries no brief; what a PDF shows does not say who speaks",
                remedy="read the DOCX or HTML of the brief, or a PDF that was rendered with its payload",
            )
        return ParsedPdf(
            payload, shown(pdf), attachment.find_record(pdf), attachment.find_pictures(pdf)
        )


def brief_of(carried: ParsedPdf) -> RestoredBrief:
    """Return the brief that a PDF carries, with the pictures that are in it.

    Raises:
        ReadError: No payload, or one that is cut off or nests too deep.
        SchemaError: What it holds is not a brief.
    """
    found: Any = from_json(carried.payload, attachment.NAME)
    if not isinstance(found, dict) or "brief" not in found:
        raise ReadError("carries a file that holds no brief", where=attachment.NAME)
    return restore_brief(found, lambda digest, _: carried.pictures.get(digest))


def _notes(carried: ParsedPdf, sheet: Sheet) -> Iterator[Note]:
    if carried.shown.blocks:
        for one in differences(sheet, carried.shown, carried.record):
            yield _note(one)
        for outside in carried.shown.loose:
            words = _short(outside.words)
            yield note(
                Code.PDF_WORDS_OUTSIDE, f"Page {outside.page} has words beside the brief.", words
            )
        return
    yield note(Code.PDF_UNTAGGED, "The PDF lost its tags; only its plainest words were checked.")
    for words in missing(sheet, "\n".join(page.words for page in carried.shown.loose)):
        yield note(Code.PDF_WORDS_DIFFER, "The PDF does not show these words of the brief.", words)


def _note(difference: Difference) -> Note:
    words, printed = difference.words, difference.printed
    if printed is None:
        return note(Code.PDF_WORDS_DIFFER, "The PDF does not show these words of the brief.", words)
    place, instead = f"Page {printed.page}", _short(printed.words)
    if not words:
        return note(
            Code.PDF_WORDS_ADDED, f"{place} shows words that the brief does not have.", instead
        )
    return note(Code.PDF_WORDS_DIFFER, f"{place} shows “{instead}” in place of these words.", words)


def _short(words: str, most: int = 200) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most]}…"
