"""Writing a PDF: a brief lowered and printed, with its payload attached."""

from __future__ import annotations

from collections.abc import Callable

from briefkit.formats.format import WriteOptions, Written
from briefkit.formats.pdf.weasyprint_loading import load_weasyprint
from briefkit.layout import Sheet
from briefkit.lower import lower
from briefkit.model import Brief
from briefkit.reconcile.payload import write_payload
from briefkit.runtime.forking import fork_lock
from briefkit.runtime.module_loading import OnDemand
from briefkit.style import Theme

# It has WeasyPrint at its top, which takes half a second to load, and needs Pango, which may be missing.
_write_sheet: Callable[[Sheet, Theme, bytes | None], Written] = OnDemand(
    "briefkit.formats.pdf.writing.page_rendering:write_sheet", held=False
)


def write(brief: Brief, options: WriteOptions) -> Written:
    """Return a brief as a tagged PDF (PDF/UA-1 and PDF/A-3a); equal input gives equal bytes.

    Raises:
        MissingLibraryError: Pango is not installed.
        MissingGlyphError: No font has a character.
        RenderError: The page asks for something that is not in it, or the theme's CSS for what cannot be laid out.
    """
    with fork_lock():
        load_weasyprint()
        sheet, payload = lower(brief), write_payload(brief) if options.payload else None
    return _write_sheet(sheet, options.theme, payload)
