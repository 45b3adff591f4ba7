"""PDF: WeasyPrint kept warm by briefkit against everything new for each document.

Both sides print the same tagged pages; briefkit makes their tags anew too, which costs only its side.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import briefkit as bk
from benchmarks.corpus import corpus
from benchmarks.measure import Row, interleaved, speed
from briefkit.formats.html.writing.write import page
from briefkit.lower import lower
from briefkit.style import (
    PRINT_CSS,
    PageEnds,
    font_face,
    font_files,
    number_css,
    page_css,
    theme_css,
    title_css,
)

PEER = "WeasyPrint, naive"


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield the lines of time and memory."""
    briefs = corpus(4 if quick else 40)
    ours, theirs = (_unpacked(pdf) for pdf in (bk.render(briefs[0], "pdf"), naive(briefs[0])))
    assert _drawn(ours) == _drawn(theirs) != [], "the two PDFs print differently"
    for parts in (ours, theirs):
        assert any(b"/StructTreeRoot" in part for part in parts), "a PDF has no tags"
    times = interleaved(
        briefs,
        {"briefkit": lambda brief: bk.render(brief, "pdf"), PEER: naive},
        rounds=1 if quick else 2,
    )
    yield speed("PDF, WeasyPrint engine", PEER, times["briefkit"], times[PEER], 1.8)


def _unpacked(pdf: bytes) -> list[bytes]:
    """Return the streams of a PDF, those that are deflated as they were before."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return [zlib.decompressobj().decompress(one) if one[:1] == b"x" else one for one in streams]


def _drawn(streams: list[bytes]) -> list[list[bytes]]:
    """Return what draws each page, without the marks for the tags; places to a hundredth of a pixel.

    Twice rounded lengths differ in the thousandths.
    """
    pages = [one for one in streams if b"BDC" in one and b"BT\n" in one]
    bare = [re.sub(rb"/\w+\n<<[^>]*>>\nBDC", b"BDC", one) for one in pages]
    return [re.sub(rb"\d+\.\d+", _rounded, one).split() for one in bare]


def _rounded(number: re.Match[bytes]) -> bytes:
    return b"%.2f" % float(number[0])


def naive(brief: bk.Brief) -> bytes:
    """Return the PDF of the same page in the same style, with new fonts and a style parsed anew."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    sheet, theme = lower(brief), bk.PLAIN
    fonts, ends = FontConfiguration(), PageEnds.of(sheet, theme, running_title=True)
    rules = (
        *map(font_face, font_files(theme)),
        theme_css(theme),
        page_css(theme),
        number_css(ends),
        title_css(ends),
        PRINT_CSS,
    )
    style = CSS(string="\n".join(rules), font_config=fonts)
    document = HTML(string=page(sheet, theme))
    pdf: bytes = document.write_pdf(
        stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True
    )
    return pdf
