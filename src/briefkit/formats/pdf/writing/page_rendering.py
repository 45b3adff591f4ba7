"""Printing: a sheet as a tagged PDF, laid out by WeasyPrint from the page that HTML has."""

from __future__ import annotations

import io
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import pydyf
import weasyprint
from attrs import evolve
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from briefkit.errors import BriefkitError, RenderError
from briefkit.formats.file_dates import NO_DATE, made_at, w3c
from briefkit.formats.format import Written
from briefkit.formats.html.writing.write import page
from briefkit.formats.pdf.extracted_text import ExtractedText
from briefkit.formats.pdf.missing_glyphs import page_texts
from briefkit.formats.pdf.opening import open_pdf
from briefkit.formats.pdf.reading.text_extraction import extract_text
from briefkit.formats.pdf.replaced_glyphs import NO_REPLACEMENTS, Replacements
from briefkit.formats.pdf.stream_ends import AMBIGUOUS_END
from briefkit.formats.pdf.text_verification import extraction_record, is_extractable
from briefkit.formats.pdf.writing.attachment_writer import attach_payload, write_piece
from briefkit.formats.pdf.writing.conformance import (
    NUMBERED_BOOKMARKS,
    add_list_bodies,
    add_unused_objects,
    avoid_ambiguous_ends,
    declare_pdf_ua,
    keep_font_dates,
    map_every_glyph,
    settle_streams,
    space_bookmarks,
)
from briefkit.formats.pdf.writing.drawn_glyphs import check_glyphs
from briefkit.formats.pdf.writing.font_config import check_families, substituted_fonts, with_fonts
from briefkit.formats.pdf.writing.image_writer import place_images, write_image_entries
from briefkit.formats.pdf.writing.installed_families import check_installed
from briefkit.formats.pdf.writing.retag import retag
from briefkit.formats.pdf.writing.table_bounds import tables_beyond_margins
from briefkit.formats.pdf.writing.url_fetcher import fetcher_of
from briefkit.language.direction import script
from briefkit.layout import Direction, Sheet
from briefkit.notes import Note
from briefkit.runtime.caching import cached
from briefkit.runtime.forking import fork_lock
from briefkit.style import (
    PRINT_CSS,
    PageEnds,
    Theme,
    banner_css,
    first_page_css,
    number_css,
    page_css,
    table_css,
    table_layouts,
    theme_css,
    title_css,
)

# WeasyPrint keeps for ever what Pango makes of the features of a font, 4 kB for the markers of a page; Typst asks for none.
_PLAIN_MARKERS = "::marker{font-variant-numeric:normal}"
# PDF/A has no interpolated pictures (ISO 19005-3, 6.2.8).
_SHARP_IMAGES = "html,img,figure img{image-rendering:crisp-edges}"

# To hyphenate a word, WeasyPrint lays out what is left of it at every place: with 6,000 letters, that takes half a
# minute. No language has a word of 200, so a paragraph that has one is broken where the line ends.
_ENDLESS_WORD = re.compile(r"[^ -]{200}")
_NO_HYPHENATION = "*{hyphens:manual!important}"

_VARIANT = "pdf/a-3a"
# One stream in 256 ends in the wrong byte, so a second try is rare and a third hardly ever needed.
_TRIES = 5
# What WeasyPrint may raise over lengths and rules that no page has.
_LAYOUT_ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def write_sheet(
    sheet: Sheet,
    theme: Theme,
    payload: bytes | None = None,
    replaced: Replacements = NO_REPLACEMENTS,
) -> Written:
    """Return a sheet as a tagged PDF (PDF/UA-1 and PDF/A-3a); equal input gives equal bytes.

    Args:
        sheet: What is seen.
        theme: How it looks.
        payload: The payload with the brief as data; None puts none into the file.
        replaced: The words that the sheet has in place of signs.

    Raises:
        MissingGlyphError: No font has a character.
        RenderError: No family of the system that the theme names for a role is installed; or the page asks for
            something that is not in it, or the theme's CSS for what cannot be laid out; or a table is too wide.
    """
    tried: Counter[str] = Counter()
    while True:
        written, places = _laid_out(sheet, theme, payload, replaced, tried)
        # A theme with CSS of its own may mean a table to reach beyond the margins.
        beyond = not theme.css and tables_beyond_margins(written.data, places, sheet, theme.page)
        if not beyond:
            return written
        tried.update(beyond)


def _laid_out(
    sheet: Sheet,
    theme: Theme,
    payload: bytes | None,
    replaced: Replacements,
    tried: Mapping[str, int],
) -> tuple[Written, list[Mapping[str, tuple[float, ...]]]]:
    """Return a sheet as a PDF, and where each block begins on each page.

    Args:
        sheet: What is seen.
        theme: How it looks.
        payload: The payload with the brief as data.
        replaced: What is printed in place of signs.
        tried: How many layouts of a table turned out to be too narrow, by its anchor.
    """
    places: list[Mapping[str, tuple[float, ...]]] = []
    with fork_lock():
        _ignore_unclosed_profile()
        html = page(sheet, theme)
        told = check_installed(theme, has_code="<code" in html)
        document = weasyprint.HTML(
            string=html,
            base_url="about:blank",
            url_fetcher=fetcher_of(frozenset({"data"})),
        )
        with _css_errors(theme):
            styles = _stylesheets(sheet, theme, tried)

    def render(fonts: FontConfiguration) -> Written:
        images: dict[str, object] = {}
        rendered = document.render(
            stylesheets=styles, font_config=fonts, cache=images, pdf_variant=_VARIANT
        )
        if None in images.values():
            raise RenderError("a picture could not be drawn")
        rendered.metadata.created = rendered.metadata.modified = w3c(made_at(sheet) or NO_DATE)
        places[:] = [one.anchors for one in rendered.pages]
        return _write_pdf(
            rendered, lambda done, pdf: _finish(done, pdf, sheet, theme, payload, replaced)
        )

    try:
        with _css_errors(theme):
            written = with_fonts(theme, render)
        return evolve(written, notes=(*told, *written.notes)), places
    except FatalURLFetchingError as error:
        if error.__cause__:
            raise error.__cause__ from None
        raise RenderError(f"refused to fetch: {error}") from None


@contextmanager
def _css_errors(theme: Theme) -> Iterator[None]:
    """Raise a RenderError for what WeasyPrint raises while it lays out a theme with CSS of its own."""
    try:
        yield
    except BriefkitError:
        raise
    except _LAYOUT_ERRORS as error:
        if not theme.css:
            raise
        raise RenderError(
            f"WeasyPrint cannot lay out what the theme's CSS asks for ({error!r})",
            where="Theme.css",
            remedy="leave lengths without end out, or the CSS",
        ) from error


def _ignore_unclosed_profile() -> None:
    """Ignore the warning that WeasyPrint leaves the file of its colour profile to the interpreter to close.

    For this file alone, and for good: to put the filters of warnings back would be to put back what another
    thread has just changed.
    """
    warnings.filterwarnings("ignore", r"unclosed file .*sRGB2014\.icc", ResourceWarning)


def _write_pdf(
    rendered: weasyprint.Document,
    finish: Callable[[weasyprint.Document, pydyf.PDF], tuple[Note, ...]],
) -> Written:
    """Return laid-out pages as a file in which the end of every stream is plain.

    For most streams `finish` sees to that; the tables of objects are only made as the file is written, so another object
    must move them.
    """
    notes: tuple[Note, ...] = ()
    for unused in range(_TRIES):

        def finisher(document: weasyprint.Document, pdf: pydyf.PDF, unused: int = unused) -> None:
            nonlocal notes
            notes = finish(document, pdf)
            add_unused_objects(pdf, unused)

        data: bytes = rendered.write_pdf(pdf_variant=_VARIANT, finisher=finisher)
        if AMBIGUOUS_END not in data:
            break
    return Written(data, notes)


def _finish(
    document: weasyprint.Document,
    pdf: pydyf.PDF,
    sheet: Sheet,
    theme: Theme,
    payload: bytes | None,
    replaced: Replacements,
) -> tuple[Note, ...]:
    """Check what was drawn, and finish its PDF before it is written: tags, conformance, images, attachment."""
    check_glyphs(document, sheet, theme)
    check_families(document, sheet, theme)
    notes = [*substituted_fonts(document, theme)]
    kept = retag(document, pdf)
    if kept is not None:
        notes.append(kept)
        add_list_bodies(pdf)
    map_every_glyph(pdf)
    keep_font_dates(document, pdf)
    declare_pdf_ua(pdf, theme.publisher)
    if theme.numbered:
        space_bookmarks(pdf)
    images = place_images(sheet, pdf)
    if payload is not None:
        attach_payload(pdf, payload)
    settle_streams(pdf)
    if payload is not None:
        is_recorded = not is_extractable(sheet, theme)
        record = extraction_record(sheet, _text_of_draft(pdf)) if is_recorded else []
        if record or images or replaced:
            write_piece(pdf, record, write_image_entries(images, pdf), replaced)
    avoid_ambiguous_ends(pdf)
    return tuple(notes)


def _text_of_draft(pdf: pydyf.PDF) -> ExtractedText:
    """Return the text that will be extracted from a PDF that is being written."""
    draft, count = io.BytesIO(), len(pdf.objects)
    pdf.write(draft)
    # Writing adds objects and counts bytes, and would go on from there the next time.
    del pdf.objects[count:]
    pdf.current_position = 0
    with open_pdf(draft.getvalue()) as written:
        return extract_text(written)


def _stylesheets(sheet: Sheet, theme: Theme, tried: Mapping[str, int]) -> list[weasyprint.CSS]:
    """Return the style of a page: what it shares with others, and its own banner."""
    shared = _stylesheet(theme, sheet.page, sheet.language, sheet.direction)
    ends = PageEnds.of(sheet, theme, running_title=True)
    own = (
        banner_css(ends)
        + first_page_css(ends)
        + table_css(sheet, theme, table_layouts(sheet, theme, tried))
    )
    if any(_ENDLESS_WORD.search(text) for _, text in page_texts(sheet, theme)):
        own += _NO_HYPHENATION
    return [shared, *([_parsed(own)] if own else [])]


@cached(64)
def _stylesheet(theme: Theme, number: str, language: str, runs: Direction) -> weasyprint.CSS:
    """Return the style that pages of a theme share."""
    written = script(language)
    ends = PageEnds(theme, language, runs, number, title="")
    rules = (
        theme_css(theme, written),
        page_css(theme, runs),
        number_css(ends),
        title_css(ends),
        PRINT_CSS,
        _SHARP_IMAGES,
        _PLAIN_MARKERS,
        NUMBERED_BOOKMARKS if theme.numbered else "",
    )
    return _parsed("\n".join(rules))


def _parsed(rules: str) -> weasyprint.CSS:
    return weasyprint.CSS(string=rules, url_fetcher=fetcher_of(frozenset()))
