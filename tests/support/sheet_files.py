"""Sheets as the bytes of files, without notes."""

from briefkit.formats.docx.writing.write import write_sheet as write_docx_sheet
from briefkit.formats.pdf.typst.typst_rendering import write_sheet as write_by_typst
from briefkit.formats.pdf.writing.page_rendering import write_sheet as write_by_weasyprint
from briefkit.layout import Sheet
from briefkit.style import Theme
from support.rendered import Engine


def docx_of(sheet: Sheet, theme: Theme, payload: bytes | None = None) -> bytes:
    return write_docx_sheet(sheet, theme, None if payload is None else lambda _: payload).data


def pdf_of(
    sheet: Sheet, theme: Theme, payload: bytes | None = None, engine: Engine = "weasyprint"
) -> bytes:
    write_sheet = write_by_typst if engine == "typst" else write_by_weasyprint
    return write_sheet(sheet, theme, payload).data
