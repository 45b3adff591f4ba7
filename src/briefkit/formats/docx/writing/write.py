"""Writer of Word documents: a Sheet and a Theme as the parts of a package."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from briefkit.errors import ReadError, RenderError, TemplateWarning
from briefkit.formats.docx.part_names import (
    CORE,
    DOCUMENT,
    FOOTERS,
    HEADERS,
    NUMBERING,
    RELATIONSHIPS,
    STYLES,
)
from briefkit.formats.docx.payload_parts import MAX_TEXT_LENGTH, write_payload
from briefkit.formats.docx.reading.read import parse
from briefkit.formats.docx.style_names import CharacterStyle, character_style_name
from briefkit.formats.docx.wordprocessingml import XML_DECLARATION
from briefkit.formats.docx.writing.body_writer import Writing, write_blocks, write_lists
from briefkit.formats.docx.writing.headers_footers import (
    LOGO,
    write_banner,
    write_footer,
    write_header,
    write_properties,
)
from briefkit.formats.docx.writing.skeleton import Skeleton, skeleton_for
from briefkit.formats.docx.writing.styles_writer import write_character_style
from briefkit.formats.docx.zip_archive import PackedMember, deflate, store, write_archive
from briefkit.formats.format import WriteOptions
from briefkit.language.direction import script
from briefkit.layout import Sheet
from briefkit.lower import lower
from briefkit.model import Brief
from briefkit.model.media import Image, MediaType
from briefkit.reconcile.payload import write_payload as payload_of
from briefkit.runtime.caching import cached
from briefkit.style import Theme, for_script

_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
# The XML_DECLARATION parser takes no longer text.
# Characters of a body that is within the reader's limits, and bytes beyond which any file is read again anyway.
_SURELY_READ = 1_000_000
_TOLD = 8  # things of a template that a warning names
_TOO_LONG = re.compile(rf"[^<]{{{MAX_TEXT_LENGTH}}}")
_SUFFIXES = {MediaType.PNG: "png", MediaType.JPEG: "jpeg"}


def write(brief: Brief, options: WriteOptions) -> bytes:
    """Return a brief as a Word document.

    Raises:
        RenderError: The document would be larger than a reader takes.
    """
    payload = payload_of(brief) if options.payload else None
    return write_sheet(lower(brief), options.theme, payload)


def write_sheet(sheet: Sheet, theme: Theme, payload: bytes | None = None) -> bytes:
    """Return a sheet as a Word document; the same sheet, theme and payload give the same bytes.

    Args:
        sheet: What is seen.
        theme: How it looks.
        payload: The payload that the document carries; None for none.

    Raises:
        RenderError: The document would be larger than a reader takes.

    Warns:
        TemplateWarning: Something of the theme's template goes into no document.
    """
    theme = for_script(theme, script(sheet.language))
    base = skeleton_for(
        theme,
        sheet.language,
        with_payload=payload is not None,
        with_banner=bool(sheet.banner and theme.template is not None),
    )
    if base.left_out:
        _warn(base.left_out)
    writing = Writing(
        sheet.direction, base.width, sheet.language, base.lists, base.numbered, base.turned
    )
    body = write_blocks(sheet.blocks, writing)
    if len(body) > MAX_TEXT_LENGTH and _TOO_LONG.search(body):
        what = f"has {MAX_TEXT_LENGTH:,} characters or more in one piece of text"
        raise RenderError(what, where=sheet.title, remedy="make two paragraphs of it")
    own = {
        DOCUMENT: base.frames[DOCUMENT].around(body),
        RELATIONSHIPS: base.frames[RELATIONSHIPS].around("".join(_relationships(writing))),
        STYLES: base.frames[STYLES].around(
            _rare_styles(writing.looks - base.looks, theme, sheet.language)
        ),
        NUMBERING: base.frames[NUMBERING].around(write_lists(writing)),
        CORE: deflate(write_properties(sheet).encode()),
        **(
            _stamped(sheet, theme, writing, base)
            if base.templated
            else _furniture(sheet, theme, writing)
        ),
        **({} if payload is None else write_payload(payload)),
    }
    members = [(name, own.get(name, packed)) for name, packed in base.members]
    logo = () if base.templated or theme.logo is None else _logo(theme.logo)
    pictures = (
        (f"word/{_picture_name(key, image.media_type)}", store(image.data))
        for image, key in writing.pictures.items()
    )
    data = write_archive([*members, *logo, *pictures])
    if len(body) > _SURELY_READ >= len(data):
        _held(data, sheet.title)
    return data


def _warn(left_out: Sequence[str]) -> None:
    more = f"; and {len(left_out) - _TOLD} more" if len(left_out) > _TOLD else ""
    what = f"left out of the template: {'; '.join(left_out[:_TOLD])}{more}"
    warnings.warn(what, TemplateWarning, stacklevel=3)


def _held(data: bytes, title: str) -> None:
    """Hold a document of many words to the limits of its reader: it is packed to little, and says nothing by its size."""
    try:
        parse(data)
    except ReadError as error:
        what = f"could not be read again: {error.what}"
        raise RenderError(what, where=error.where or title, remedy="split the brief") from None


def _furniture(sheet: Sheet, theme: Theme, writing: Writing) -> dict[str, PackedMember]:
    """Return what stands over and under the text of each page."""
    headers = (write_header(sheet, theme, writing, first=first) for first in (False, True))
    footer = deflate(write_footer(sheet, theme, writing).encode())
    return {
        **{name: deflate(one.encode()) for name, one in zip(HEADERS, headers, strict=True)},
        **dict.fromkeys(FOOTERS, footer),
    }


@cached(16)
def _logo(logo: Image) -> tuple[tuple[str, PackedMember], ...]:
    """Return the parts that give the first page's header its picture."""
    name = f"media/logo.{_SUFFIXES[logo.media_type]}"
    relations = (
        f'{XML_DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="{LOGO}" Type="{_IMAGE}" Target="{name}"/></Relationships>'
    )
    of_header = HEADERS[1].replace("word/", "word/_rels/") + ".rels"
    return (of_header, deflate(relations.encode())), (f"word/{name}", store(logo.data))


def _stamped(
    sheet: Sheet, theme: Theme, writing: Writing, base: Skeleton
) -> dict[str, PackedMember]:
    """Return the headers and footers of a template with the banner in them."""
    banner = write_banner(sheet, theme, writing)
    return {name: base.frames[name].around(banner) for name in base.banner_parts}


def _relationships(writing: Writing) -> Iterator[str]:
    for url, key in writing.links.items():
        yield (
            f'<Relationship Id="{key}" Type="{_LINK}" Target="{escape(url)}" TargetMode="External"/>'
        )
    for image, key in writing.pictures.items():
        target = _picture_name(key, image.media_type)
        yield f'<Relationship Id="{key}" Type="{_IMAGE}" Target="{target}"/>'


def _picture_name(key: str, media_type: MediaType) -> str:
    return f"media/image{key.removeprefix('rIdP')}.{_SUFFIXES[media_type]}"


def _rare_styles(looks: Iterable[CharacterStyle], theme: Theme, language: str) -> str:
    """Return the styles of looks that the skeleton has none for, in one order."""
    return "".join(
        write_character_style(look, theme, language)
        for look in sorted(looks, key=character_style_name)
    )
