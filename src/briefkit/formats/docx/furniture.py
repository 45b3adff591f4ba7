"""What stands around a Word document's body: headers, footers and its properties."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from html import escape

from briefkit.formats.docx.document import Writing, write_paragraph, write_run, write_words
from briefkit.formats.docx.names import BANNER, FOOTER, HEADER
from briefkit.formats.docx.skeleton import DECLARED, XML
from briefkit.layout import Run, Sheet
from briefkit.model import Span

_FIELD = re.compile(r"(\{pages?\})")
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def write_header(sheet: Sheet, writing: Writing, *, first: bool) -> str:
    """Return the header of a page: the banner, and on pages after the first the title."""
    paragraphs = []
    if sheet.banner:
        # Each part of a document has links of its own, and a banner leads nowhere.
        banner = "".join([write_run(run, writing) for run in sheet.banner])
        paragraphs.append(write_paragraph(BANNER, banner))
    if not first:
        paragraphs.append(write_paragraph(HEADER, write_run(Run(Span(sheet.title)), writing)))
    inner = "".join(paragraphs) or write_paragraph(HEADER, "")
    return f"{XML}<w:hdr {DECLARED}>{inner}</w:hdr>"


def write_footer(page: str) -> str:
    """Return the footer of a page: its number, in the sheet's wording.

    Args:
        page: The wording, with {page} and {pages}.
    """
    return f"{XML}<w:ftr {DECLARED}>{write_paragraph(FOOTER, ''.join(_numbers(page)))}</w:ftr>"


def _numbers(page: str) -> Iterator[str]:
    for part in _FIELD.split(page):
        if part in _FIELDS:
            yield f'<w:fldSimple w:instr="{_FIELDS[part]}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        elif part:
            yield f"<w:r>{write_words(part)}</w:r>"


def write_properties(sheet: Sheet) -> str:
    """Return the core properties of a document (ECMA-376 Part 2, 11)."""
    inner = "".join(
        f"<{name}{kind}>{escape(words, quote=False)}</{name}>"
        for name, kind, words in _properties(sheet)
        if words
    )
    return (
        f'{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{inner}</cp:coreProperties>'
    )


def _properties(sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    w3cdtf = ' xsi:type="dcterms:W3CDTF"'
    yield "dc:title", "", sheet.title
    yield "dc:creator", "", "; ".join(sheet.authors)
    yield "dc:description", "", sheet.description
    yield "cp:keywords", "", ", ".join(sheet.keywords)
    yield "dc:language", "", sheet.language
    yield "dcterms:created", w3cdtf, _stamp(sheet.published)
    yield "dcterms:modified", w3cdtf, _stamp(sheet.modified or sheet.published)


def _stamp(stamp: dt.date | None) -> str:
    """Return a date as a moment, as office programs want it (W3C Date and Time Formats)."""
    match stamp:
        case None:
            return ""
        case dt.datetime():
            return stamp.isoformat()
        case _:
            return f"{stamp.isoformat()}T00:00:00Z"
