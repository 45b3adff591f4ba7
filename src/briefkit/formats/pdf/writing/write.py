"""PDF, through WeasyPrint, from the same page as HTML: tagged, with bookmarks and embedded fonts."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from briefkit.errors import BriefkitError, MissingLibraryError, RenderError
from briefkit.formats.format import WriteOptions
from briefkit.formats.html.writing.write import page
from briefkit.formats.pdf.attachment import attach, put_piece
from briefkit.formats.pdf.image_streams import keep_pictures, put_pictures
from briefkit.formats.pdf.opening import opened
from briefkit.formats.pdf.reading.text_extraction import Shown, shown
from briefkit.formats.pdf.verify import certain, record
from briefkit.formats.pdf.writing.conformance import (
    AMBIGUOUS_END,
    NUMBERED_BOOKMARKS,
    date_fonts_as_made,
    declare_universal_access,
    end_streams_plainly,
    fill,
    give_items_bodies,
    name_every_glyph,
    space_bookmarks,
)
from briefkit.formats.pdf.writing.font_config import check_families, draw
from briefkit.formats.pdf.writing.missing_glyphs import check_glyphs, printed_words
from briefkit.formats.pdf.writing.retag import retag
from briefkit.formats.pdf.writing.url_fetcher import fetcher
from briefkit.language.direction import script
from briefkit.layout import Direction, Sheet
from briefkit.lower import lower
from briefkit.model import Brief
from briefkit.reconcile.payload import write_payload
from briefkit.runtime.caching import cached
from briefkit.runtime.forking import inside
from briefkit.runtime.loading import load_aside
from briefkit.style import (
    Theme,
    banner_css,
    css,
    masthead_css,
    page_css,
    running_css,
)

#: What to install where WeasyPrint finds no Pango, by operating system.
PANGO_REMEDY = (
    "install Pango: `apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0` (Debian, Ubuntu), "
    "`brew install pango` (macOS), `pacman -S mingw-w64-ucrt-x86_64-pango` in MSYS2 (Windows)"
)

# PDF/A has no interpolated pictures (ISO 19005-3, 6.2.8).
_SHARP_IMAGES = "html,img,figure img{image-rendering:crisp-edges}"


# To hyphenate a word, WeasyPrint lays out what is left of it at every place: with 6,000 letters, that takes half a
# minute. No language has a word of 200, so a paragraph that has one is broken where the line ends.
_NO_WORD = re.compile(r"[^ -]{200}")
_WHOLE_WORDS = "*{hyphens:manual!important}"

_VARIANT = "pdf/a-3a"
# One stream in 256 ends in the wrong byte, so a second try is rare and a third hardly ever needed.
_TRIES = 5
# What WeasyPrint may stumble with over lengths and rules that no page has.
_STUMBLES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def write(brief: Brief, options: WriteOptions) -> bytes:
    """Return a brief as a tagged PDF.

    Raises:
        MissingLibraryError, MissingGlyphError, RenderError: As for `write_sheet`.
    """
    with inside():
        sheet, payload = lower(brief), write_payload(brief) if options.payload else None
    return write_sheet(sheet, options.theme, payload)


def write_sheet(sheet: Sheet, theme: Theme, payload: bytes | None = None) -> bytes:
    """Return a sheet as a tagged PDF (PDF/UA-1 and PDF/A-3a); equal input gives equal bytes.

    Args:
        sheet: What is seen.
        theme: How it looks.
        payload: The payload with the brief as data; None puts none into the file.

    Raises:
        MissingLibraryError: Pango is not installed.
        MissingGlyphError: No font has a character.
        RenderError: The page asks for something that is not in it, or the theme's CSS for what cannot be laid out.
    """
    with inside():
        weasyprint = load_weasyprint()
        _pass_over_profile()
        document = weasyprint.HTML(
            string=page(sheet, theme),
            base_url="about:blank",
            url_fetcher=fetcher(frozenset({"data"})),
        )
        with _blamed_on_css(theme):
            styles = _stylesheets(sheet, theme)

    def drawn(fonts: Any) -> bytes:
        pictures: dict[str, Any] = {}
        pages = document.render(
            stylesheets=styles, font_config=fonts, cache=pictures, pdf_variant=_VARIANT
        )
        if None in pictures.values():
            raise RenderError("a picture could not be drawn")
        return _written(pages, lambda drawn, pdf: _finish(drawn, sheet, theme, payload, pdf))

    try:
        with _blamed_on_css(theme):
            return draw(theme, drawn)
    except weasyprint.urls.FatalURLFetchingError as error:
        if error.__cause__:
            raise error.__cause__ from None
        raise RenderError(f"refused to fetch: {error}") from None


@contextmanager
def _blamed_on_css(theme: Theme) -> Iterator[None]:
    """Tell of what WeasyPrint stumbles over, in more CSS of a theme."""
    try:
        yield
    except BriefkitError:
        raise
    except _STUMBLES as error:
        if not theme.css:
            raise
        raise RenderError(
            f"WeasyPrint cannot lay out what the theme's CSS asks for ({error!r})",
            where="Theme.css",
            remedy="leave lengths without end out, or the CSS",
        ) from error


def _pass_over_profile() -> None:
    """Have no warning that WeasyPrint leaves the file of its colour profile to the interpreter to close.

    For this file alone, and for good: to put the filters of warnings back would be to put back what another
    thread has just changed.
    """
    warnings.filterwarnings("ignore", r"unclosed file .*sRGB2014\.icc", ResourceWarning)


def _written(drawn: Any, finish: Callable[[Any, Any], None]) -> bytes:
    """Return laid-out pages as a file in which the end of every stream is plain.

    Where the last byte of a stream is a carriage return, the line feed before `endstream` could be taken for
    a part of one line end with it, and the stream's length for a wrong one. For most streams `finish` sees to
    that; the tables of objects are only made as the file is written, so another object must move them.
    """
    for fillers in range(_TRIES):

        def finisher(drawn: Any, pdf: Any, fillers: int = fillers) -> None:
            finish(drawn, pdf)
            fill(pdf, fillers)

        pdf: bytes = drawn.write_pdf(pdf_variant=_VARIANT, finisher=finisher)
        if AMBIGUOUS_END not in pdf:
            break
    return pdf


def _finish(drawn: Any, sheet: Sheet, theme: Theme, payload: bytes | None, pdf: Any) -> None:
    check_glyphs(drawn, sheet, theme)
    check_families(drawn, sheet, theme)
    if not retag(drawn, pdf):
        give_items_bodies(pdf)
    name_every_glyph(pdf)
    date_fonts_as_made(drawn, pdf)
    declare_universal_access(pdf, theme.publisher)
    if theme.numbered:
        space_bookmarks(pdf)
    pictures = put_pictures(sheet, pdf)
    if payload is not None:
        attach(pdf, payload)
        uncertain = theme.numbered or not certain(sheet)
        words = record(sheet, _as_written(pdf)) if uncertain else []
        if words or pictures:
            put_piece(pdf, words, keep_pictures(pictures, pdf))
    end_streams_plainly(pdf)


def _as_written(pdf: Any) -> Shown:
    """Return what a PDF that is being written will show."""
    import io

    draft, count = io.BytesIO(), len(pdf.objects)
    pdf.write(draft)
    # Writing adds objects and counts bytes, and would go on from there the next time.
    del pdf.objects[count:]
    pdf.current_position = 0
    with opened(draft.getvalue()) as written:
        return shown(written)


def load_weasyprint() -> Any:
    """Import WeasyPrint.

    Raises:
        MissingLibraryError: It, or the Pango that it needs, is not installed.
    """
    load_aside("weasyprint", "pikepdf")
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        what = f"PDF needs Pango, which was not found ({str(error).splitlines()[0]})"
        raise MissingLibraryError(what, remedy=PANGO_REMEDY) from None
    return weasyprint


def _stylesheets(sheet: Sheet, theme: Theme) -> list[Any]:
    """Return the style of a page: what it shares with others, and its own banner."""
    shared = _stylesheet(theme, sheet.page, sheet.language, sheet.direction)
    banner = banner_css(sheet.banner, theme, sheet.direction, script(sheet.language))
    own = banner + masthead_css(theme, sheet.direction)
    if any(_NO_WORD.search(words) for _, words in printed_words(sheet, theme)):
        own += _WHOLE_WORDS
    return [shared, *([_parsed(own)] if own else [])]


@cached(64)
def _stylesheet(theme: Theme, number: str, language: str, runs: Direction) -> Any:
    written = script(language)
    rules = (
        css(theme, written),
        page_css(theme, number, runs, written),
        running_css(theme, runs, written),
        _SHARP_IMAGES,
        NUMBERED_BOOKMARKS if theme.numbered else "",
    )
    return _parsed("\n".join(rules))


def _parsed(rules: str) -> Any:
    from weasyprint import CSS

    return CSS(string=rules, url_fetcher=fetcher(frozenset()))
