"""Writing a PDF: a brief lowered and printed, with its payload attached."""

from __future__ import annotations

from briefkit.formats.format import WriteOptions, Written
from briefkit.formats.pdf.weasyprint_loading import load_weasyprint
from briefkit.lower import lower
from briefkit.model import Brief
from briefkit.reconcile.payload import write_payload
from briefkit.runtime.forking import fork_lock
from briefkit.runtime.loading import load_aside


def write(brief: Brief, options: WriteOptions) -> Written:
    """Return a brief as a tagged PDF (PDF/UA-1 and PDF/A-3a); equal input gives equal bytes.

    Raises:
        MissingLibraryError: Pango is not installed.
        MissingGlyphError: No font has a character.
        RenderError: The page asks for something that is not in it, or the theme's CSS for what cannot be laid out.
    """
    with fork_lock():
        load_weasyprint()
        load_aside("briefkit.formats.pdf.writing.printing")
        # It needs WeasyPrint, which is loaded first: it takes half a second, and Pango may be missing.
        from briefkit.formats.pdf.writing.printing import write_sheet

        sheet, payload = lower(brief), write_payload(brief) if options.payload else None
    return write_sheet(sheet, options.theme, payload)
