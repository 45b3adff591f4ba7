"""PDF, through WeasyPrint, from the same page as HTML: tagged, with bookmarks and embedded fonts."""

from __future__ import annotations

import atexit
from functools import lru_cache
from typing import Any

from briefkit.errors import MissingLibraryError, RenderError
from briefkit.formats.html import page
from briefkit.layout import Sheet
from briefkit.style import Theme, css, font_faces, page_css, running_css

#: What to install where WeasyPrint finds no Pango, by operating system.
PANGO_REMEDY = (
    "install Pango: `apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0` (Debian, Ubuntu), "
    "`brew install pango` (macOS), `pacman -S mingw-w64-ucrt-x86_64-pango` in MSYS2 (Windows)"
)


def write(sheet: Sheet, theme: Theme) -> bytes:
    """Return a sheet as a tagged PDF (PDF/UA-1 structure).

    Args:
        sheet: What is seen.
        theme: How it looks.

    Raises:
        MissingLibraryError: Pango is not installed.
        RenderError: The page asks for something that is not in it.
    """
    weasyprint = load_weasyprint()
    fatal = weasyprint.urls.FatalURLFetchingError
    try:
        document = weasyprint.HTML(
            string=page(sheet), base_url="about:blank", url_fetcher=fetcher(frozenset({"data"}))
        )
        pdf: bytes = document.write_pdf(
            stylesheets=[_stylesheet(theme, sheet.page)],
            font_config=_fonts(),
            pdf_variant="pdf/ua-1",
            finisher=_give_items_bodies,
        )
    except fatal as error:
        raise RenderError(f"refused to fetch: {error}") from None
    return pdf


def _give_items_bodies(_: Any, pdf: Any) -> None:
    """Put what a list item holds beside its label into a body (ISO 14289-1, 7.2).

    WeasyPrint does so for lines of text only, not for paragraphs within an item.
    """
    import pydyf

    by_reference = {part.reference: part for part in pdf.objects}
    for item in [part for part in pdf.objects if _is_tagged(part, "/LI")]:
        kids = [by_reference[kid] for kid in item["K"]]
        loose = [kid for kid in kids if kid["S"] not in ("/Lbl", "/LBody")]
        if loose:
            body = pydyf.Dictionary(
                {
                    "Type": "/StructElem",
                    "S": "/LBody",
                    "K": pydyf.Array([kid.reference for kid in loose]),
                    "Pg": item["Pg"],
                    "P": item.reference,
                }
            )
            pdf.add_object(body)
            for kid in loose:
                kid["P"] = body.reference
            bound = [kid.reference for kid in kids if kid not in loose]
            item["K"] = pydyf.Array([*bound, body.reference])


def _is_tagged(part: Any, tag: str) -> bool:
    return isinstance(part, dict) and part.get("S") == tag


def load_weasyprint() -> Any:
    """Import WeasyPrint.

    Raises:
        MissingLibraryError: It, or the Pango that it needs, is not installed.
    """
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        what = f"PDF needs Pango, which was not found ({str(error).splitlines()[0]})"
        raise MissingLibraryError(what, remedy=PANGO_REMEDY) from None
    return weasyprint


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """Return the process's one font configuration: making it anew costs time and memory a document."""
    from weasyprint.text.fonts import FontConfiguration

    # Left to the interpreter's end, it would fall over modules that are gone already.
    atexit.register(_fonts.cache_clear)
    return FontConfiguration()


@lru_cache(maxsize=64)
def _stylesheet(theme: Theme, number: str) -> Any:
    from weasyprint import CSS

    rules = (font_faces(theme), css(theme), page_css(theme, number), running_css(theme))
    return CSS(
        string="\n".join(rules),
        font_config=_fonts(),
        url_fetcher=fetcher(frozenset({"file"})),  # the fonts of the theme's own packages
    )


@lru_cache(maxsize=2)
def fetcher(schemes: frozenset[str]) -> Any:
    """Return a fetcher that refuses every address but those of the schemes, and says so."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    class Refusing(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.partition(":")[0].lower() not in schemes:
                raise FatalURLFetchingError(url)
            return super().fetch(url, headers)

    return Refusing(allow_redirects=False)
