"""DOCX: WordprocessingML (ECMA-376, transitional) with a named style for everything that is seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape

from briefkit.formats.docx.document import Writing, write_blocks, write_lists
from briefkit.formats.docx.furniture import write_footer, write_header, write_properties
from briefkit.formats.docx.names import PLAIN, Look, look_name
from briefkit.formats.docx.package import Packed, archive, deflate, store
from briefkit.formats.docx.payload import write_payload
from briefkit.formats.docx.reader import read, see
from briefkit.formats.docx.skeleton import (
    CORE,
    DOCUMENT,
    FOOTERS,
    HEADERS,
    NUMBERING,
    RELATIONSHIPS,
    STYLES,
    skeleton_for,
)
from briefkit.formats.docx.strip import strip
from briefkit.formats.docx.styles import character_style, common_looks
from briefkit.layout import Sheet
from briefkit.media import MediaType
from briefkit.style import Theme

__all__ = ["read", "see", "strip", "write"]

_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_SUFFIXES = {MediaType.PNG: "png", MediaType.JPEG: "jpeg"}
_COMMON = frozenset((PLAIN, *common_looks()))


def write(sheet: Sheet, theme: Theme, payload: bytes | None = None) -> bytes:
    """Return a sheet as a Word document; the same sheet, theme and payload give the same bytes.

    Args:
        sheet: What is seen.
        theme: How it looks.
        payload: The envelope that the document carries; None for none.
    """
    base = skeleton_for(theme, sheet.language, carrying=payload is not None)
    writing = Writing(sheet.direction, base.width)
    body = write_blocks(sheet.blocks, writing)
    header, first_header = (write_header(sheet, writing, first=first) for first in (False, True))
    footer = _footer(sheet.page)
    own = {
        DOCUMENT: base.frames[DOCUMENT].around(body),
        RELATIONSHIPS: base.frames[RELATIONSHIPS].around("".join(_relationships(writing))),
        STYLES: base.frames[STYLES].around(_rare_styles(writing.looks, theme)),
        NUMBERING: base.frames[NUMBERING].around(write_lists(writing.lists)),
        HEADERS[0]: deflate(header.encode()),
        HEADERS[1]: deflate(first_header.encode()),
        FOOTERS[0]: footer,
        FOOTERS[1]: footer,
        CORE: deflate(write_properties(sheet).encode()),
        **({} if payload is None else write_payload(payload)),
    }
    members = [(name, own.get(name, packed)) for name, packed in base.members]
    pictures = (
        (f"word/{_picture_name(key, image.media_type)}", store(image.data))
        for image, key in writing.pictures.items()
    )
    return archive([*members, *pictures])


@lru_cache(maxsize=64)
def _footer(page: str) -> Packed:
    return deflate(write_footer(page).encode(), level=9)


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


def _rare_styles(looks: Iterable[Look], theme: Theme) -> str:
    """Return the styles of looks that the skeleton has none for, in one order."""
    rare = sorted((look for look in looks if look not in _COMMON), key=look_name)
    return "".join(character_style(look, theme) for look in rare)
