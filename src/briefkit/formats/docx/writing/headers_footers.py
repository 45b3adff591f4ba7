"""Headers and footers: the banner, the masthead, the running title and the page number (ECMA-376 Part 1, 17.10)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefkit.formats.docx.opc import relationships_part
from briefkit.formats.docx.part_names import FOOTERS, HEADERS
from briefkit.formats.docx.style_names import BANNER, FOOTER, HEADER, MASTHEAD
from briefkit.formats.docx.wordprocessingml import NAMESPACE_DECLARATIONS, XML_DECLARATION
from briefkit.formats.docx.writing.picture_writer import (
    IMAGE_TYPE,
    PICTURE_SUFFIXES,
    write_drawing,
)
from briefkit.formats.docx.writing.run_writer import write_run, write_text
from briefkit.formats.docx.writing.script_fonts import write_language
from briefkit.formats.docx.writing.write_context import WriteContext, write_paragraph
from briefkit.formats.docx.zip_archive import PackedMember, deflate, store
from briefkit.language.house_words import house_language
from briefkit.layout import Run, RunRole, Sheet
from briefkit.model import Span
from briefkit.model.media import Image
from briefkit.runtime.caching import cached
from briefkit.style import MARKING_SIZE, Theme

# Greatest height and width of a logo, in English Metric Units: 914,400 to the inch.
_LOGO_HEIGHT, _LOGO_WIDTH = 320_000, 1_800_000
# Id of the logo's relationship, in the header of the first page.
_LOGO = "rIdLogo"
_RUN_STYLE = re.compile("<w:rStyle [^<>]*>(?:<w:rFonts [^<>]*>)?")
_PAGE_FIELD = re.compile(r"(\{pages?\})")
_PAGE_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def write_headers_footers(
    sheet: Sheet, theme: Theme, context: WriteContext
) -> dict[str, PackedMember]:
    """Header and footer parts of a document without a template, by name."""
    headers = (_write_header(sheet, theme, context, first=first) for first in (False, True))
    footer = deflate(_write_footer(sheet, theme, context).encode())
    return {
        **{name: deflate(one.encode()) for name, one in zip(HEADERS, headers, strict=True)},
        **dict.fromkeys(FOOTERS, footer),
    }


def _write_header(sheet: Sheet, theme: Theme, context: WriteContext, *, first: bool) -> str:
    """Header of a page: the banner; then the masthead on the first page, the title on others."""
    paragraphs = [write_banner(sheet, theme, context)] if sheet.banner else []
    if not first:
        paragraphs.append(write_paragraph(HEADER, write_run(Run(Span(sheet.title)), context)))
    elif theme.has_masthead:
        paragraphs.append(write_paragraph(MASTHEAD, _write_masthead(sheet, theme, context)))
    inner = "".join(paragraphs) or write_paragraph(HEADER, "")
    return f"{XML_DECLARATION}<w:hdr {NAMESPACE_DECLARATIONS}>{inner}</w:hdr>"


def _write_masthead(sheet: Sheet, theme: Theme, context: WriteContext) -> str:
    """Runs of the masthead: the publisher's logo and name."""
    logo = ""
    if theme.logo:
        logo = write_drawing(
            theme.logo, theme.logo_alt(sheet.language), _LOGO, _logo_size(theme.logo), context
        )
    gap = "\u2002" if logo and theme.publisher else ""
    return logo + write_run(Run(Span(gap + theme.publisher)), context)


def _logo_size(logo: Image) -> tuple[int, int]:
    """Printed size of a logo, in English Metric Units."""
    width, height = logo.size
    scale = min(_LOGO_HEIGHT / height, _LOGO_WIDTH / width)
    return max(1, round(width * scale)), max(1, round(height * scale))


@cached(16)
def logo_parts(logo: Image) -> tuple[tuple[str, PackedMember], ...]:
    """Parts that the first page's header needs for its logo: its relationships, and the picture."""
    target = f"media/logo.{PICTURE_SUFFIXES[logo.media_type]}"
    relationships = (
        f'{XML_DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="{_LOGO}" Type="{IMAGE_TYPE}" Target="{target}"/></Relationships>'
    )
    return (
        (relationships_part(HEADERS[1]), deflate(relationships.encode())),
        (f"word/{target}", store(logo.data)),
    )


def write_banner(sheet: Sheet, theme: Theme, context: WriteContext) -> str:
    """Banner of a page; it has no links, for each part of a document has relationships of its own."""
    runs = [_write_banner_run(run, theme, context) for run in sheet.banner]
    return context.write_paragraph(BANNER, "".join(runs))


def _write_banner_run(run: Run, theme: Theme, context: WriteContext) -> str:
    """Run of the banner; a marking has its own colours, in every theme (TLP 2.0)."""
    written = write_run(run, context)
    if run.role is not RunRole.MARKING:
        return written
    colours = theme.colours_of(run.span.text)
    size = round(MARKING_SIZE * 2)
    properties = (
        f'<w:color w:val="{colours.ink}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{colours.ground}"/>'
    )
    return _RUN_STYLE.sub(lambda found: found.group() + properties, written, count=1)


def _write_footer(sheet: Sheet, theme: Theme, context: WriteContext) -> str:
    """Footer of a page: the banner, and the page number in the sheet's wording."""
    banner = write_banner(sheet, theme, context) if sheet.banner else ""
    number = write_paragraph(
        FOOTER, "".join(_page_number(sheet.page, house_language(sheet.language)))
    )
    return f"{XML_DECLARATION}<w:ftr {NAMESPACE_DECLARATIONS}>{banner}{number}</w:ftr>"


def _page_number(wording: str, language: str | None) -> Iterator[str]:
    """Runs and fields of a page number: "Page {page} of {pages}".

    Args:
        wording: The wording.
        language: Its language, in BCP 47, where it is not the document's.
    """
    spoken = f"<w:rPr>{write_language(language)}</w:rPr>" if language else ""
    for part in _PAGE_FIELD.split(wording):
        if part in _PAGE_FIELDS:
            yield f'<w:fldSimple w:instr="{_PAGE_FIELDS[part]}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        elif part:
            yield f"<w:r>{spoken}{write_text(part)}</w:r>"
