"""Writing a PDF: a brief lowered and printed, with its payload attached."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import evolve

from briefkit.formats.format import MissingGlyphs, WriteOptions, Written
from briefkit.formats.pdf.weasyprint_loading import load_weasyprint
from briefkit.layout import Sheet
from briefkit.lower import lower
from briefkit.model import Brief
from briefkit.notes import Code, Note
from briefkit.reconcile.annotation_paths import printed_parts
from briefkit.reconcile.payload import write_payload
from briefkit.runtime.forking import fork_lock
from briefkit.runtime.module_loading import OnDemand
from briefkit.style import Theme
from briefkit.style.printed_pictures import print_pictures

# It has WeasyPrint at its top, which takes half a second to load, and needs Pango, which may be missing.
_write_sheet: Callable[[Sheet, Theme, bytes | None, MissingGlyphs], Written] = OnDemand(
    "briefkit.formats.pdf.writing.page_rendering:write_sheet", held=False
)


def write(brief: Brief, options: WriteOptions) -> Written:
    """Return a brief as a tagged PDF (PDF/UA-1 and PDF/A-3a); equal input gives equal bytes.

    Raises:
        MissingLibraryError: Pango is not installed.
        MissingGlyphError: No font has a character, and nothing is to be printed in its place.
        ArgumentError: What a function gives for such a character cannot be printed.
        RenderError: The page asks for something that is not in it, or the theme's CSS for what cannot be laid out.
    """
    with fork_lock():
        load_weasyprint()
        dated, printed = options.theme.dated_labels, print_pictures(brief, options.theme)
        sheet, payload = lower(printed.brief, dated_labels=dated), None
        if options.payload:
            payload = write_payload(printed.brief, originals=printed.originals, dated_labels=dated)
    written = _write_sheet(sheet, options.theme, payload, options.missing)
    return evolve(written, notes=(*printed.notes, *_placed(written.notes, brief)))


def _placed(notes: Sequence[Note], brief: Brief) -> tuple[Note, ...]:
    """Return notes, those on signs printed in words with the path of the first part that has the sign."""
    replaced = any(one.code == Code.GLYPH_REPLACED for one in notes)
    printed = [*printed_parts(brief)] if replaced else []
    return tuple(
        evolve(one, path=next((path for words, path in printed if one.words in words), ""))
        if one.code == Code.GLYPH_REPLACED
        else one
        for one in notes
    )
