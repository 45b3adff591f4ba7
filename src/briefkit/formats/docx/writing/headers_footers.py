"""What stands around a Word document's body: headers, footers and its properties."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from html import escape

from briefkit.formats.docx.style_names import BANNER, FOOTER, HEADER, MASTHEAD
from briefkit.formats.docx.wordprocessingml import NAMESPACE_DECLARATIONS, XML_DECLARATION
from briefkit.formats.docx.writing.body_writer import (
    Writing,
    drawing,
    write_paragraph,
    write_run,
    write_words,
)
from briefkit.layout import Run, RunRole, Sheet
from briefkit.model import Span
from briefkit.model.media import Image
from briefkit.style import MARKING_SIZE, Theme

# A logo, in English Metric Units: 914,400 to the inch.
_LOGO_HEIGHT, _LOGO_WIDTH = 320_000, 1_800_000
#: The relationship of the logo, in the part of the first page's header.
LOGO = "rIdLogo"
_STYLE = re.compile("<w:rStyle [^<>]*>(?:<w:rFonts [^<>]*>)?")
_FIELD = re.compile(r"(\{pages?\})")
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def write_header(sheet: Sheet, theme: Theme, writing: Writing, *, first: bool) -> str:
    """Return the header of a page: the banner; on the first page the masthead, on others the title."""
    paragraphs = [write_banner(sheet, theme, writing)] if sheet.banner else []
    if not first:
        paragraphs.append(write_paragraph(HEADER, write_run(Run(Span(sheet.title)), writing)))
    elif theme.has_masthead:
        paragraphs.append(write_paragraph(MASTHEAD, _masthead(sheet, theme, writing)))
    inner = "".join(paragraphs) or write_paragraph(HEADER, "")
    return f"{XML_DECLARATION}<w:hdr {NAMESPACE_DECLARATIONS}>{inner}</w:hdr>"


def _masthead(sheet: Sheet, theme: Theme, writing: Writing) -> str:
    """Return the runs that say whose page it is: the publisher's picture and name."""
    logo = ""
    if theme.logo:
        logo = drawing(
            theme.logo, theme.logo_alt(sheet.language), LOGO, _extent(theme.logo), writing
        )
    gap = "\u2002" if logo and theme.publisher else ""
    return logo + write_run(Run(Span(gap + theme.publisher)), writing)


def _extent(logo: Image) -> tuple[int, int]:
    """Return how large a logo is printed, in English Metric Units."""
    width, height = logo.size
    scale = min(_LOGO_HEIGHT / height, _LOGO_WIDTH / width)
    return max(1, round(width * scale)), max(1, round(height * scale))


def write_banner(sheet: Sheet, theme: Theme, writing: Writing) -> str:
    """Return the banner of a page; each part of a document has links of its own, and a banner leads nowhere."""
    runs = [_banner_run(run, theme, writing) for run in sheet.banner]
    return writing.paragraph(BANNER, "".join(runs))


def _banner_run(run: Run, theme: Theme, writing: Writing) -> str:
    """Return a run of the banner; a marking has its own colours, in every theme (TLP 2.0)."""
    written = write_run(run, writing)
    if run.role is not RunRole.MARKING:
        return written
    colours = theme.colours_of(run.span.text)
    size = MARKING_SIZE * 2
    look = (
        f'<w:color w:val="{colours.ink}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{colours.ground}"/>'
    )
    return _STYLE.sub(lambda found: found.group() + look, written, count=1)


def write_footer(sheet: Sheet, theme: Theme, writing: Writing) -> str:
    """Return the footer of a page: the banner, and the page's number in the sheet's wording."""
    banner = write_banner(sheet, theme, writing) if sheet.banner else ""
    number = write_paragraph(FOOTER, "".join(_numbers(sheet.page)))
    return f"{XML_DECLARATION}<w:ftr {NAMESPACE_DECLARATIONS}>{banner}{number}</w:ftr>"


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
        f'{XML_DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
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
