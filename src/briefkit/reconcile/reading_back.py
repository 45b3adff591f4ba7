"""Reading back: what a file shows, held against the payload that travels in it.

Every reader of a visual format gives what the file shows as a Sheet, and its payload, if there is one. What becomes of
the two is decided here, in one place for all of them:

- the file shows what the payload's brief shows: that is the brief, exactly;
- something differs: seen words win, and what is not seen stays with its block. By the digests in the payload somebody
  edited the file, or its brief never was what it shows;
- no payload, or one that belongs to something else: the brief is what is seen.

Where the brief that the file is an edit of is known, the base, it takes the place of the payload: it is what the caller
knows, while a payload may say anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from briefkit.errors import ReadError
from briefkit.layout import LayoutBlock
from briefkit.lower import lower
from briefkit.lower.generated_runs import lines_of_runs, runs_text
from briefkit.lower.lifting import lift
from briefkit.model import Brief
from briefkit.model.media import Image
from briefkit.model.walk import walk
from briefkit.notes import Code, Note, Reading, note
from briefkit.reconcile.align import align, is_own
from briefkit.reconcile.dated_labels import has_dated_labels
from briefkit.reconcile.downsampled_pictures import with_whole_pictures
from briefkit.reconcile.dropped_words import lines_of, with_dropped_words
from briefkit.reconcile.lost_alternatives import with_alternatives
from briefkit.reconcile.lost_captions import with_captions
from briefkit.reconcile.lost_looks import with_written_banner, with_written_looks
from briefkit.reconcile.lost_payload import payload_gone
from briefkit.reconcile.lost_pictures import with_lost_pictures
from briefkit.reconcile.lowered_payload import LoweredPayload, lower_payload
from briefkit.reconcile.merge_edits import read_edited
from briefkit.reconcile.page_words import dropped_page_words
from briefkit.reconcile.parsed_file import ParsedFile, UnstyledFile
from briefkit.reconcile.payload import write_payload
from briefkit.reconcile.payload_reading import Payload, read_payload
from briefkit.reconcile.pictures import changed_pictures, picture_finder
from briefkit.reconcile.restyled_sheet import RestyledSheet, restyled
from briefkit.reconcile.sheet_leaves import Leaf, leaves


def reconcile(file: ParsedFile, base: Brief | None = None) -> Reading:
    """Return the brief of a file.

    Args:
        file: The file.
        base: The brief that it is an edit of, in place of the one in its payload.

    Raises:
        ReadError: There is no title, in what is seen or in the payload.
    """
    if base is not None:
        dated = has_dated_labels(base, _words_of(file.sheet.blocks), file.payload)
        whole = with_lost_pictures(with_whole_pictures(file, base), lower(base, dated_labels=dated))
        found = leaves(whole.sheet)
        payload = _base_payload(base, found, dated_labels=dated)
        reading = _read_against(whole, found, _with_drawn_widths(payload, file, found))
        return reading or with_base_other(reconcile(file))
    found = leaves(file.sheet)
    if file.payload is None:
        return _only_seen(file, payload_gone())
    try:
        parsed = read_payload(file.payload, picture_finder(found))
    except ReadError as error:
        return _only_seen(file, note(Code.PAYLOAD_CORRUPT, str(error)))
    reading = _read_against(file, found, parsed)
    return reading or _only_seen(file, note(Code.PAYLOAD_OTHER, "The file shows something else."))


def reconcile_unstyled(files: Sequence[UnstyledFile], base: Brief) -> Reading | None:
    """Return the brief of a file that has neither styles nor a payload; None where it is no edit of the base.

    Args:
        files: The ways to read the file: that which has most of the base counts, of several the first.
        base: The brief that the file is an edit of.
    """
    ways = [(file, made) for file in files if (made := _restyled(file, base))]
    if not ways:
        return None
    file, made = max(ways, key=lambda way: way[1].found)
    notes = list(file.notes)
    if made.has_all_pictures:
        notes = [one for one in notes if one.code not in (Code.PICTURE_DROPPED, Code.ALT_MISSING)]
    if made.outside:
        message = "Left out words that stand before the brief."
        notes.append(note(Code.OUTSIDE_DROPPED, message, made.outside))
    sheet = evolve(made.sheet, language=file.language or base.language)
    shown = lines_of(evolve(made.sheet, banner=(), blocks=file.blocks))
    return reconcile(
        ParsedFile(sheet, None, tuple(notes), marks_languages=False, lines=lambda: shown), base
    )


def _restyled(file: UnstyledFile, base: Brief) -> RestyledSheet | None:
    dated = has_dated_labels(base, _words_of(file.blocks))
    return restyled(file.blocks, base, dated_labels=dated)


def _words_of(blocks: Iterable[LayoutBlock]) -> Iterator[str]:
    return map(runs_text, lines_of_runs(blocks))


def _base_payload(base: Brief, found: Sequence[Leaf], *, dated_labels: bool) -> Payload:
    """Return the payload that a file would have if it had been written from a base, whose pictures are at hand."""
    in_file = picture_finder(found)
    own = {image.digest: image for _, image in walk(base, Image)}
    return read_payload(
        write_payload(base, dated_labels=dated_labels),
        lambda digest, anchors: in_file(digest, anchors) or own.get(digest),
    )


def _with_drawn_widths(payload: Payload, file: ParsedFile, found: Sequence[Leaf]) -> Payload:
    """Return the payload of a base with the widths that figures were drawn in, where that of the file is of the same blocks."""
    if file.payload is None:
        return payload
    try:
        own = read_payload(file.payload, picture_finder(found))
    except ReadError:
        return payload
    return evolve(payload, drawn=own.drawn) if own.digests == payload.digests else payload


def with_base_other(reading: Reading) -> Reading:
    """Return a reading with the note that the file is no edit of the base."""
    other = note(Code.BASE_OTHER, "The file shows something else than the base.")
    return evolve(reading, notes=(other, *reading.notes))


def _read_against(file: ParsedFile, found: Sequence[Leaf], parsed: Payload) -> Reading | None:
    """Return the brief of a file, held against a payload; None where that belongs to something else."""
    payload = lower_payload(parsed)
    named = with_alternatives(file, payload.sheet.blocks)
    if named is not file:
        file, found = named, leaves(named.sheet)
    printed = file.sheet
    if payload.has_banner(file.sheet.banner) and payload.is_all_shown(found):
        reading = Reading(payload.brief, tuple(changed_pictures(payload.brief, payload.restored)))
    else:
        sheet = with_written_banner(file.sheet, payload)
        sheet = evolve(sheet, blocks=with_captions(sheet.blocks, payload))
        file = evolve(file, sheet=sheet)
        found = with_written_looks(leaves(file.sheet), payload)
        aligned = align(found, payload)
        if not is_own(found, payload, aligned):
            return None
        reading = read_edited(file, found, aligned, payload)
        printed = lower(reading.brief)
    page_words = dropped_page_words(file.page_words, file.sheet, payload.brief)
    reading = Reading(reading.brief, (*file.notes, *page_words, *reading.notes))
    reading = with_dropped_words(reading, file, printed)
    return _in_its_language(reading, file.sheet.language, payload)


def _only_seen(file: ParsedFile, *notes: Note) -> Reading:
    """Return the brief that a file shows, whatever its payload says."""
    file = with_alternatives(file)
    reading = lift(file.sheet)
    page_words = dropped_page_words(file.page_words, file.sheet)
    reading = Reading(reading.brief, (*file.notes, *page_words, *notes, *reading.notes))
    return with_dropped_words(reading, file, lower(reading.brief))


def _in_its_language(reading: Reading, language: str, payload: LoweredPayload) -> Reading:
    """Return a reading in the language that the file says it is in."""
    if payload.is_in(language):
        return reading
    written = payload.brief.language
    message = f"The file says that it is in {language}; its brief was in {written}."
    edited = note(Code.LANGUAGE_EDITED, message, path="language", before=written, after=language)
    return Reading(evolve(reading.brief, language=language), (*reading.notes, edited))
