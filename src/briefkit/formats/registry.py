"""Registry of formats: briefkit's own, and those that other packages add by an entry point.

A package adds a format by an entry point of the group `briefkit.formats` whose name is the format's and which points to
a `Format`::

    [project.entry-points."briefkit.formats"]
    rst = "briefkit_rst:RST"

No module of a format is loaded before the format is used, and no package that adds one before its format is asked for,
or a suffix that no format of briefkit's own has.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal, NoReturn, TypeAlias

from briefkit.errors import ArgumentError, UnknownFormatError
from briefkit.formats.format import Format
from briefkit.formats.page_start import is_page
from briefkit.formats.unread_kinds import check_bytes, check_suffix
from briefkit.runtime.caching import cached
from briefkit.runtime.forking import fork_safe
from briefkit.runtime.module_loading import OnDemand
from briefkit.runtime.plugins import Plugin, PluginTable, plugins_of

#: The names of briefkit's own formats.
FormatName: TypeAlias = Literal[
    "pdf", "docx", "html", "email", "json", "yaml", "markdown", "odt", "text"
]
#: A format, or the name or a suffix of one; any string, for other packages add formats.
AnyFormat: TypeAlias = FormatName | str | Format

#: The group of entry points by which other packages add formats.
GROUP = "briefkit.formats"

_ROOM = "briefkit.formats"
_START = 512  # bytes at the start of a file that tell its format
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_BUILT_IN: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format(
            "pdf",
            (".pdf",),
            "application/pdf",
            # Threads wait for each other to draw, and a fork must not wait for all of them.
            write=OnDemand(f"{_ROOM}.pdf.writing.write:write", held=False),
            read=OnDemand(f"{_ROOM}.pdf.reading.read:read"),
            strip=OnDemand(f"{_ROOM}.pdf.strip_pdf:strip"),
            magic=(b"%pdf-",),
            reads_bare=False,
        ),
        Format(
            "docx",
            (".docx",),
            _WORD,
            write=OnDemand(f"{_ROOM}.docx.writing.write:write"),
            read=OnDemand(f"{_ROOM}.docx.reading.read:read"),
            strip=OnDemand(f"{_ROOM}.docx.strip_docx:strip"),
            magic=(b"pk\x03\x04",),
            bounded=True,
        ),
        Format(
            "html",
            (".html", ".htm"),
            "text/html",
            write=OnDemand(f"{_ROOM}.html.writing.write:write"),
            read=OnDemand(f"{_ROOM}.html.reading.read:read"),
            strip=OnDemand(f"{_ROOM}.html.strip_html:strip"),
            magic=(b"<!doctype html", b"<html", b"<article"),
            takes=("fragment", "media"),
            bounded=True,
        ),
        Format(
            "email",
            (".email.html",),
            "text/html",
            write=OnDemand(f"{_ROOM}.email.write:write"),
            takes=("media",),
        ),
        Format(
            "json",
            (".json",),
            "application/json",
            write=OnDemand(f"{_ROOM}.json:write"),
            read=OnDemand(f"{_ROOM}.json:read"),
            magic=(b"{",),
            printed=False,
            bounded=True,
        ),
        Format(
            "yaml",
            (".yaml", ".yml"),
            "application/yaml",
            write=OnDemand(f"{_ROOM}.yaml:write"),
            read=OnDemand(f"{_ROOM}.yaml:read"),
            magic=(b"schema_version:",),
            printed=False,
            bounded=True,
        ),
        Format(
            "markdown",
            (".md", ".markdown"),
            "text/markdown",
            write=OnDemand(f"{_ROOM}.markdown.write:write"),
            read=OnDemand(f"{_ROOM}.markdown.read:read"),
            bounded=True,
        ),
        Format(
            "odt",
            (".odt", ".ott", ".fodt"),
            "application/vnd.oasis.opendocument.text",
            read=OnDemand(f"{_ROOM}.odt.read:read"),
            strip=OnDemand(f"{_ROOM}.odt.strip_odt:strip"),
            magic=(b"pk\x03\x04", b"<?xml"),
            holds=(b"application/vnd.oasis.opendocument.text", b"office:document"),
        ),
        Format(
            "text",
            (".txt",),
            "text/plain",
            write=OnDemand(f"{_ROOM}.plain_text:write"),
            read=OnDemand(f"{_ROOM}.plain_text:read"),
            bounded=True,
        ),
    )
}


@cached(64)
@fork_safe
def load_added(plugin: Plugin) -> Format:
    """Return the format of another package.

    Raises:
        UnknownFormatError: The package cannot be loaded, or gives no format of that name.
    """
    found = plugin.load(Format)
    if found.name != plugin.name:
        raise plugin.refusal(f"it calls itself {found.name!r}")
    return found


@cached(64)
def _loaded(plugin: Plugin) -> Format:
    """Return a format; where it cannot be loaded, one whose every use says why, so that all others can be listed."""
    try:
        return load_added(plugin)
    except UnknownFormatError as error:
        what, remedy = error.what, error.remedy

    def refuse(*_: object) -> NoReturn:
        raise UnknownFormatError(what, remedy=remedy)

    suffix = f".{plugin.name}"
    return Format(plugin.name, (suffix,), "", write=refuse, read=refuse, strip=refuse)


@cached(1)
@fork_safe
def added_formats() -> Mapping[str, Plugin]:
    """Return the formats that other packages add, not loaded; the names of briefkit's own are taken."""
    return plugins_of(GROUP, "format", UnknownFormatError, _BUILT_IN)


#: Every format by its name.
FORMATS: Mapping[str, Format] = PluginTable("FORMATS", _BUILT_IN, added_formats, _loaded)


def is_own(format: Format) -> bool:
    """Whether a format is one of briefkit's own."""
    return _BUILT_IN.get(format.name) is format


def format_names() -> list[str]:
    """Return the names of all formats; none is loaded for it."""
    return list(FORMATS)


def written_format_names() -> list[str]:
    """Return the names of the formats that are written; those of other packages are not loaded to know."""
    only_read = {one.name for one in _BUILT_IN.values() if one.write is None}
    return [name for name in FORMATS if name not in only_read]


def find_format(wanted: AnyFormat) -> Format:
    """Return the format of a name or a suffix: "text", "txt" and ".txt" are the same.

    Args:
        wanted: The name or suffix; a format is returned as it is.

    Raises:
        UnknownFormatError: There is none.
        ArgumentError: What is given is neither.
    """
    if isinstance(wanted, Format):
        return wanted
    if not isinstance(wanted, str):
        raise ArgumentError(f"is {type(wanted).__name__}, not the name of one", where="format")
    name = wanted.lower()
    suffix = f".{name.removeprefix('.')}"
    for formats in (_BUILT_IN, FORMATS):  # other packages are asked for what is not briefkit's own
        found = formats.get(wanted) or formats.get(name) or _of_suffix(formats, suffix)
        if found is not None:
            return found
    raise UnknownFormatError(
        f"no format is called {wanted!r}", remedy=f"use one of {', '.join(FORMATS)}"
    )


def format_of_path(path: str) -> Format:
    """Return the format that the suffix of a file's name stands for.

    Raises:
        UnknownFormatError: There is no suffix, or no format of it.
    """
    for one in _BUILT_IN.values():  # of two suffixes, as in a.email.html, both count
        if any(two.count(".") == 2 and path.lower().endswith(two) for two in one.suffixes):
            return one
    suffix = os.path.splitext(path)[1]
    if not suffix:
        raise UnknownFormatError("the name has no suffix", where=path, remedy="name the format")
    return find_format(suffix)


def format_of_content(data: bytes, suffix: str) -> Format:
    """Return the format of a file by its first bytes, else by its suffix; without either it is text.

    A suffix that only another package's format has goes before the bytes: files of many programs begin as a Word
    document does.

    Raises:
        UnknownFormatError: The suffix is that of no format.
        ReadError: The file is of a kind that is not read, and can be converted.
    """
    suffix = suffix.lower()
    check_bytes(data)
    if suffix and _of_suffix(_BUILT_IN, suffix) is None:
        added = _of_suffix(FORMATS, suffix)
        if added is not None:
            return added
    start = data[:_START].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    found = _of_magic(_BUILT_IN, start)
    named = _of_suffix(_BUILT_IN, suffix)
    if named is not None and named.holds and start.startswith(named.magic):
        return named
    if found is not None and not (found.name == "json" and _is_front_matter(data, suffix)):
        return found
    if is_page(data, named=bool(suffix)):
        return _BUILT_IN["html"]
    check_suffix(suffix)
    return find_format(suffix) if suffix else _of_magic(FORMATS, start) or _BUILT_IN["text"]


def _is_front_matter(data: bytes, suffix: str) -> bool:
    """Whether what begins as JSON is front matter of a file that is named as Markdown: words stand below it."""
    named = _of_suffix(_BUILT_IN, suffix)
    return named is _BUILT_IN["markdown"] and not data.rstrip().endswith(b"}")


def _of_suffix(formats: Mapping[str, Format], suffix: str) -> Format | None:
    return next((one for one in formats.values() if suffix in one.suffixes), None)


def _of_magic(formats: Mapping[str, Format], start: bytes) -> Format | None:
    """Return the format that begins so; one that something else must tell from others goes before those."""
    found = [one for one in formats.values() if start.startswith(one.magic)]
    special = (one for one in found if one.holds and any(words in start for words in one.holds))
    return next(special, next((one for one in found if not one.holds), None))
