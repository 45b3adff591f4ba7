"""Core properties of a Word document: title, authors, dates (ECMA-376 Part 2, 8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from html import escape

from briefkit.formats.docx.wordprocessingml import XML_DECLARATION
from briefkit.layout import Sheet

_W3CDTF = ' xsi:type="dcterms:W3CDTF"'


def write_core_properties(sheet: Sheet) -> str:
    """Part of the core properties; those without a value are left out."""
    inner = "".join(
        f"<{name}{kind}>{escape(value, quote=False)}</{name}>"
        for name, kind, value in _properties(sheet)
        if value
    )
    return (
        f'{XML_DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{inner}</cp:coreProperties>'
    )


def _properties(sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    yield "dc:title", "", sheet.title
    yield "dc:creator", "", "; ".join(sheet.authors)
    yield "dc:description", "", sheet.description
    yield "cp:keywords", "", ", ".join(sheet.keywords)
    yield "dc:language", "", sheet.language
    yield "dcterms:created", _W3CDTF, _date_and_time(sheet.published)
    yield "dcterms:modified", _W3CDTF, _date_and_time(sheet.modified or sheet.published)


def _date_and_time(date: dt.date | None) -> str:
    """Date and time of a date, which office programs want whole (W3C Date and Time Formats)."""
    match date:
        case None:
            return ""
        case dt.datetime():
            return date.isoformat()
        case _:
            return f"{date.isoformat()}T00:00:00Z"
