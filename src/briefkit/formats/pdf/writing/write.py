"""Writing a PDF: a brief lowered and printed by one of two engines, with its payload attached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from attrs import evolve

from briefkit.formats.content_limits import check_contents
from briefkit.formats.format import WriteOptions, Written
from briefkit.formats.pdf.engine_loading import has_weasyprint, load_typst, load_weasyprint
from briefkit.formats.pdf.missing_glyphs import Printer, print_with_signs
from briefkit.lower import lower_with_unrendered
from briefkit.model import Brief
from briefkit.notes import Code, Note
from briefkit.reconcile.annotation_paths import printed_parts
from briefkit.reconcile.payload import write_payload
from briefkit.runtime.forking import fork_lock
from briefkit.runtime.module_loading import OnDemand
from briefkit.style import Engine
from briefkit.style.printed_pictures import print_pictures

_Engine: TypeAlias = Literal["weasyprint", "typst"]
# Each has its engine at its top, which takes a while to load and may be missing.
_PRINTERS: Mapping[_Engine, Printer] = {
    "weasyprint": OnDemand("briefkit.formats.pdf.writing.page_rendering:write_sheet", held=False),
    "typst": OnDemand("briefkit.formats.pdf.typst.typst_rendering:write_sheet", held=False),
}


def write(brief: Brief, options: WriteOptions) -> Written:
    """Return a brief as a tagged PDF (PDF/UA-1 and PDF/A-3a); equal input gives equal bytes.

    Raises:
        MissingLibraryError: The engine, or the Pango that it needs, is not installed.
        MissingGlyphError: No font has a character, and nothing is to be printed in its place.
        ArgumentError: What a function gives for such a character cannot be printed.
        ReadError: There is more of it than is read.
        RenderError: The page asks for something that is not in it, or the theme's CSS for what cannot be laid out.
    """
    with fork_lock():
        engine = _loaded_engine(options.engine or options.theme.engine)
        dated, printed = options.theme.dated_labels, print_pictures(brief, options.theme)
        check_contents(printed.brief)
        lowered, payload = lower_with_unrendered(printed.brief, dated_labels=dated), None
        if options.payload:
            payload = write_payload(
                printed.brief,
                originals=printed.originals,
                dated_labels=dated,
                lowered=lowered,
            )
    printer = _PRINTERS[engine]
    written = print_with_signs(printer, lowered.sheet, options.theme, payload, options.missing)
    return evolve(written, notes=(*printed.notes, *_placed(written.notes, brief)))


def _loaded_engine(wanted: Engine) -> _Engine:
    """Return the engine that is meant, loaded; "auto" takes Typst where there is no Pango for WeasyPrint."""
    engine: _Engine = wanted if wanted != "auto" else "weasyprint" if has_weasyprint() else "typst"
    if engine == "weasyprint":
        load_weasyprint()
    else:
        load_typst()
    return engine


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
