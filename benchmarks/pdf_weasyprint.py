"""PDF, peer: WeasyPrint as its documentation shows it, with tags; fonts and style are new for each document.

It makes PDF/UA-1, and attaches no payload. briefkit makes the tags anew too, checks glyphs and fonts, and makes PDF/A-3a.
"""

from __future__ import annotations

import re
import zlib

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

import briefkit as bk
from benchmarks.pdf_page import font_rules, page_of

PEER = "WeasyPrint, naive"


def write(brief: bk.Brief) -> bytes:
    """Return the PDF of a brief."""
    html, rules = page_of(brief)
    fonts = FontConfiguration()
    pdf: bytes = HTML(string=html).write_pdf(
        stylesheets=[CSS(string=font_rules() + rules, font_config=fonts)],
        font_config=fonts,
        pdf_variant="pdf/ua-1",
        pdf_tags=True,
    )
    return pdf


def drawn(pdf: bytes) -> list[list[bytes]]:
    """Return what draws each page, without the marks for the tags; places to a hundredth of a pixel.

    Twice rounded lengths differ in the thousandths.
    """
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    plain = [zlib.decompressobj().decompress(one) if one[:1] == b"x" else one for one in streams]
    pages = [one for one in plain if b"BDC" in one and b"BT\n" in one]
    bare = [re.sub(rb"/\w+\n<<[^>]*>>\nBDC", b"BDC", one) for one in pages]
    return [re.sub(rb"\d+\.\d+", _rounded, one).split() for one in bare]


def _rounded(number: re.Match[bytes]) -> bytes:
    return b"%.2f" % float(number[0])
