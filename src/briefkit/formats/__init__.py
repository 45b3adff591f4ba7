"""The formats: one module each, gathered in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from attrs import frozen

from briefkit.errors import UnknownFormatError
from briefkit.formats import docx, html, json, pdf, text
from briefkit.layout import Sheet
from briefkit.lower import lower
from briefkit.model import Brief
from briefkit.notes import Reading
from briefkit.style import Theme

Writer: TypeAlias = Callable[[Brief, Theme], bytes]
Reader: TypeAlias = Callable[[bytes, str | None], Reading]


@frozen
class Format:
    """One format, and the ways there and back.

    Attributes:
        name: What it is called: "pdf".
        suffixes: How the names of its files end; the first is the one to write.
        media_type: Its media type (IANA).
        write: Makes bytes of a brief and a theme.
        read: Reads them back, in a language where they do not say theirs; None where briefkit has no reader.
        magic: What its bytes begin with, where that tells it from all others.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    write: Writer
    read: Reader | None = None
    magic: bytes = b""


def _shown(write: Callable[[Sheet, Theme], bytes]) -> Writer:
    """Let a writer of sheets write briefs."""
    return lambda brief, theme: write(lower(brief), theme)


def _unstyled(write: Callable[[Sheet], bytes]) -> Writer:
    """Let a writer of sheets without looks write briefs."""
    return lambda brief, _: write(lower(brief))


def _plain(write: Callable[[Brief], bytes]) -> Writer:
    """Let a writer of data write briefs."""
    return lambda brief, _: write(brief)


def _exact(read: Callable[[bytes], Reading]) -> Reader:
    """Let a reader of data, which says its language, read briefs."""
    return lambda data, _: read(data)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("json", (".json",), "application/json", _plain(json.write), _exact(json.read)),
        Format("text", (".txt",), "text/plain", _unstyled(text.write), text.read),
        Format("html", (".html", ".htm"), "text/html", _shown(html.write)),
        Format("docx", (".docx",), _WORD, _shown(docx.write), magic=b"PK\x03\x04"),
        Format("pdf", (".pdf",), "application/pdf", _shown(pdf.write), magic=b"%PDF-"),
    )
}


def by_name(name: str) -> Format:
    """Return the format of a name or a suffix: "text", "txt" and ".txt" are the same.

    Raises:
        UnknownFormatError: There is none.
    """
    wanted = name.lower()
    for one in FORMATS.values():
        if wanted == one.name or f".{wanted.removeprefix('.')}" in one.suffixes:
            return one
    raise UnknownFormatError(
        f"no format is called {name!r}", remedy=f"use one of {', '.join(FORMATS)}"
    )


def of_content(data: bytes, suffix: str) -> Format:
    """Return the format of a file by its first bytes, else by its suffix; without either it is text.

    Raises:
        UnknownFormatError: The suffix is that of no format.
    """
    for one in FORMATS.values():
        if one.magic and data.startswith(one.magic):
            return one
    if suffix:
        return by_name(suffix)
    return FORMATS["json" if data.lstrip()[:1] == b"{" else "text"]
