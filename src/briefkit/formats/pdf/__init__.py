"""PDF: the page of HTML on paper, tagged (PDF/UA-1) and fit to keep (PDF/A-3a), with the brief as data in it.

What is printed cannot say which words are a speaker and which a date, so a PDF gives its brief back from the
associated file that it carries; the words that it shows are held against that brief, block by block.
"""

from __future__ import annotations

from briefkit.formats.pdf.reading.read import ParsedPdf, parse, read
from briefkit.formats.pdf.strip_objects import strip
from briefkit.formats.pdf.writing.url_fetcher import fetcher
from briefkit.formats.pdf.writing.write import PANGO_REMEDY, load_weasyprint, write

__all__ = [
    "PANGO_REMEDY",
    "ParsedPdf",
    "fetcher",
    "load_weasyprint",
    "parse",
    "read",
    "strip",
    "write",
]
