"""Reading back: what a file shows, held against the payload that travels in it.

Every reader of a visual format gives what the file shows as a Sheet, and its payload, if there is one. What becomes of
the two is decided here, in one place for all of them:

- the file shows what the payload's brief shows: that is the brief, exactly;
- something differs: seen words win, and what is not seen stays with its block. By the digests in the payload somebody
  edited the file, or its brief never was what it shows;
- no payload, or one that belongs to something else: the brief is what is seen.
"""

from __future__ import annotations

from attrs import evolve

from briefkit.errors import ReadError
from briefkit.lower import lift
from briefkit.notes import Code, Note, Reading, note
from briefkit.reconcile.align import align, is_own
from briefkit.reconcile.lost_looks import with_written_looks
from briefkit.reconcile.lowered_payload import LoweredPayload, lower_payload
from briefkit.reconcile.merge_edits import read_edited
from briefkit.reconcile.parsed_file import ParsedFile
from briefkit.reconcile.payload import read_payload
from briefkit.reconcile.pictures import changed_pictures, picture_finder
from briefkit.reconcile.sheet_leaves import leaves


def reconcile(file: ParsedFile) -> Reading:
    """Return the brief of a file.

    Raises:
        ReadError: There is no title, in what is seen or in the payload.
    """
    if file.payload is None:
        return _only_seen(file)
    found = leaves(file.sheet)
    try:
        parsed = read_payload(file.payload, picture_finder(found))
    except ReadError as error:
        return _only_seen(file, note(Code.PAYLOAD_CORRUPT, str(error)))
    payload = lower_payload(parsed)
    if payload.has_banner(file.sheet.banner) and payload.is_all_shown(found):
        reading = Reading(payload.brief, tuple(changed_pictures(payload.brief, payload.restored)))
    else:
        found = with_written_looks(found, payload)
        aligned = align(found, payload)
        if not is_own(found, payload, aligned):
            return _only_seen(file, note(Code.PAYLOAD_OTHER, "The file shows something else."))
        reading = read_edited(file, found, aligned, payload)
    reading = Reading(reading.brief, (*file.notes, *reading.notes))
    return _in_its_language(reading, file.sheet.language, payload)


def _only_seen(file: ParsedFile, *notes: Note) -> Reading:
    """Return the brief that a file shows, whatever its payload says."""
    reading = lift(file.sheet)
    return Reading(reading.brief, (*file.notes, *notes, *reading.notes))


def _in_its_language(reading: Reading, language: str, payload: LoweredPayload) -> Reading:
    """Return a reading in the language that the file says it is in."""
    if payload.is_in(language):
        return reading
    written = payload.brief.language
    message = f"The file says that it is in {language}; its brief was in {written}."
    edited = note(Code.LANGUAGE_EDITED, message, path="language", before=written, after=language)
    return Reading(evolve(reading.brief, language=language), (*reading.notes, edited))
