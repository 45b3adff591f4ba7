"""Core properties of a Word document: title, authors, dates (ECMA-376 Part 2, 8)."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from briefkit.formats.docx.wordprocessingml import XML_DECLARATION
from briefkit.formats.file_dates import in_utc, made_at, w3c
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
    made = made_at(sheet)
    if made is not None:
        yield "dcterms:created", _W3CDTF, w3c(in_utc(sheet.published or made))
        yield "dcterms:modified", _W3CDTF, w3c(made)
