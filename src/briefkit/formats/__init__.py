"""The formats: one module each, gathered in one table."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from attrs import frozen

from briefkit.errors import ArgumentError, ReadError, RenderError, UnknownFormatError
from briefkit.formats import docx, html, json, markdown, pdf, plain_text, yaml
from briefkit.layout import Sheet
from briefkit.lower import lower
from briefkit.model import Brief
from briefkit.notes import Reading
from briefkit.reconcile.payload import write_payload
from briefkit.runtime.forking import held_inside, inside
from briefkit.style import Theme

#: Whether tracked changes of a Word document count as made.
Changes: TypeAlias = Literal["accepted", "original"]
Writer: TypeAlias = Callable[[Brief, Theme, bool], bytes]
Reader: TypeAlias = Callable[[bytes, "str | None", Changes], Reading]


@frozen
class Format:
    """One format, and the ways there and back.

    Attributes:
        name: What it is called: "pdf".
        suffixes: How the names of its files end; the first is the one to write.
        media_type: Its media type (IANA).
        write: Makes bytes of a brief, a theme, and whether the brief's data travels along.
        read: Reads them back: bytes, the language where they do not say theirs, and which changes count.
        strip: Takes the brief's data out of a file; None where it never travels unseen.
        tracked: Says what a file keeps of changes and comments, and whose; None where it never does.
        untracked: Makes the changes that a file tracks, and takes its comments out.
        magic: What its bytes may begin with, in small letters, where that tells it from all others.
        reads_bare: Whether a file without the brief's data can be read.
        printed: Whether people read it; if not, it is data, which carries parts of any marking.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    write: Writer
    read: Reader
    strip: Callable[[bytes], bytes] | None = None
    tracked: Callable[[bytes], str] | None = None
    untracked: Callable[[bytes], bytes] | None = None
    magic: tuple[bytes, ...] = ()
    reads_bare: bool = True
    printed: bool = True


def _shown(write: Callable[[Sheet, Theme, bytes | None], bytes]) -> Writer:
    """Let a writer of sheets write briefs, and their data along with them."""

    def shown(brief: Brief, theme: Theme, payload: bool) -> bytes:
        with inside():
            sheet, carried = lower(brief), write_payload(brief) if payload else None
        return write(sheet, theme, carried)

    return shown


def _data(write: Callable[[Brief], bytes]) -> Writer:
    """Let a writer of data write briefs."""
    return held_inside(lambda brief, _theme, _payload: write(brief))


def _exact(read: Callable[[bytes], Reading]) -> Reader:
    """Let a reader of data, which says its language, read briefs."""
    return held_inside(lambda data, _language, _changes: read(data))


def _unchanged(read: Callable[[bytes, str | None], Reading]) -> Reader:
    """Let a reader of files without tracked changes read briefs."""
    return held_inside(lambda data, language, _changes: read(data, language))


# Bytes of a file that is within every reader's limits.
_SURELY_READ = 1_000_000
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format(
            "pdf",
            (".pdf",),
            "application/pdf",
            _shown(pdf.write),
            _unchanged(pdf.read),
            strip=held_inside(pdf.strip),
            magic=(b"%pdf-",),
            reads_bare=False,
        ),
        Format(
            "docx",
            (".docx",),
            _WORD,
            _shown(held_inside(docx.write)),
            held_inside(docx.read),
            strip=held_inside(docx.strip),
            tracked=held_inside(docx.tracked),
            untracked=held_inside(docx.without_tracked),
            magic=(b"pk\x03\x04",),
        ),
        Format(
            "html",
            (".html", ".htm"),
            "text/html",
            _shown(held_inside(html.write)),
            _unchanged(html.read),
            strip=held_inside(html.strip),
            magic=(b"<!doctype html", b"<html"),
        ),
        Format(
            "json",
            (".json",),
            "application/json",
            _data(json.write),
            _exact(json.read),
            magic=(b"{",),
            printed=False,
        ),
        Format(
            "yaml",
            (".yaml", ".yml"),
            "application/yaml",
            _data(yaml.write),
            _exact(yaml.read),
            magic=(b"schema_version:",),
            printed=False,
        ),
        Format(
            "markdown",
            (".md", ".markdown"),
            "text/markdown",
            _data(markdown.write),
            _unchanged(markdown.read),
        ),
        Format(
            "text",
            (".txt",),
            "text/plain",
            _data(lambda brief: plain_text.write(lower(brief))),
            _unchanged(plain_text.read),
        ),
    )
}


def write(found: Format, brief: Brief, theme: Theme, payload: bool) -> bytes:
    """Return a brief as the bytes of a file that can be read: a large one is read before it goes out.

    Args:
        found: The format.
        brief: The brief.
        theme: How it looks.
        payload: Whether the brief's data travels along.

    Raises:
        RenderError: The brief cannot be printed so, or the file would be over a limit of its reader.
    """
    try:
        data = found.write(brief, theme, payload)
        if len(data) > _SURELY_READ and (payload or found.reads_bare):
            found.read(data, brief.language, "accepted")
    except ReadError as error:
        what = f"as {found.name} it could not be read again: {error.what}"
        raise RenderError(what, where=error.where, remedy=error.remedy) from None
    return data


def by_name(name: str) -> Format:
    """Return the format of a name or a suffix: "text", "txt" and ".txt" are the same.

    Raises:
        UnknownFormatError: There is none.
        ArgumentError: What is given is no name.
    """
    if not isinstance(name, str):
        raise ArgumentError(f"is {type(name).__name__}, not the name of one", where="format")
    if name in FORMATS:
        return FORMATS[name]
    wanted = name.lower()
    for one in FORMATS.values():
        if wanted == one.name or f".{wanted.removeprefix('.')}" in one.suffixes:
            return one
    raise UnknownFormatError(
        f"no format is called {name!r}", remedy=f"use one of {', '.join(FORMATS)}"
    )


def of_path(path: str) -> Format:
    """Return the format that the suffix of a file's name stands for.

    Raises:
        UnknownFormatError: There is no suffix, or no format of it.
    """
    suffix = os.path.splitext(path)[1]
    if not suffix:
        raise UnknownFormatError("the name has no suffix", where=path, remedy="name the format")
    return by_name(suffix)


def of_content(data: bytes, suffix: str) -> Format:
    """Return the format of a file by its first bytes, else by its suffix; without either it is text.

    Raises:
        UnknownFormatError: The suffix is that of no format.
    """
    start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for one in FORMATS.values():
        if start.startswith(one.magic):
            return one
    return by_name(suffix) if suffix else FORMATS["text"]
