"""Load, read, save, render: what most users call."""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from briefkit.errors import ReadError, UnknownFormatError
from briefkit.model import Brief
from briefkit.notes import Level, Reading
from briefkit.walk import Difference, differences

if TYPE_CHECKING:
    from briefkit.formats import Format, Reader
    from briefkit.style import Theme

PathLike: TypeAlias = "str | os.PathLike[str]"


class DroppedWarning(UserWarning):
    """Something of a file is not in the brief that was loaded from it."""


def load(path: PathLike, format: str | None = None, *, language: str | None = None) -> Brief:
    """Return the brief in a file.

    Args:
        path: The file. `read` gives the notes too.
        format: The name of its format; None goes by content, then by suffix.
        language: Its language, in BCP 47, where it does not say; None assumes English, with a note.

    Raises:
        ReadError: The file cannot be read as a brief.

    Warns:
        DroppedWarning: Something in it could not be kept.
    """
    reading = read(path, format, language=language)
    for note in reading.notes:
        if note.level is Level.DROPPED:
            warnings.warn(f"{os.fspath(path)}: {note}", DroppedWarning, stacklevel=2)
    return reading.brief


def read(
    source: PathLike | bytes, format: str | None = None, *, language: str | None = None
) -> Reading:
    """Return the brief in a file or in bytes, with notes on all that was guessed, repaired or dropped.

    Args:
        source: The path of a file, or its content as bytes.
        format: The name of its format; None goes by content, then by suffix.
        language: Its language, in BCP 47, where it does not say; None assumes English, with a note.

    Raises:
        ReadError: There is no such file, or it cannot be read as a brief.
        UnknownFormatError: No format of that name or suffix, or one that has no reader.
    """
    from briefkit.formats import by_name, of_content

    if isinstance(source, bytes):
        data, suffix = source, ""
    else:
        data, suffix = _bytes_of(source), _suffix(source)
    found = by_name(format) if format else of_content(data, suffix)
    reader = _reader(found)
    try:
        return reader(data, language)
    except ReadError as error:
        if not isinstance(source, bytes):
            error.where = f"{os.fspath(source)}: {error.where}".removesuffix(": ")
        raise


def _bytes_of(path: PathLike) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise ReadError(error.strerror or str(error), where=os.fspath(path)) from None


def _suffix(path: PathLike) -> str:
    return os.path.splitext(path)[1]


def _reader(found: Format) -> Reader:
    if found.read is None:
        raise UnknownFormatError(
            f"{found.name} cannot be read", remedy="keep the brief as JSON beside what is printed"
        )
    return found.read


def render(brief: Brief, format: str, theme: Theme | str = "plain") -> bytes:
    """Return a brief as the bytes of a file.

    Args:
        brief: The brief.
        format: "pdf", "docx", "html", "text" or "json".
        theme: How it looks: a Theme, or the name of one that comes with the package.

    Raises:
        UnknownFormatError: No format of that name.
        RenderError: No theme of that name, or the brief cannot be printed so.
        MissingLibraryError: A library of the system is not there; the message says what to install.
    """
    from briefkit.formats import by_name
    from briefkit.themes import by_name as theme_by_name

    found = by_name(format)
    return found.write(brief, theme_by_name(theme) if isinstance(theme, str) else theme)


def save(
    brief: Brief, path: PathLike, format: str | None = None, theme: Theme | str = "plain"
) -> None:
    """Write a brief into a file; one that cannot be rendered leaves the file as it was.

    Args:
        brief: The brief.
        path: The file.
        format: As for `render`; None goes by the suffix.
        theme: As for `render`.

    Raises:
        UnknownFormatError: No format of that name or suffix.
        RenderError: As for `render`.
        OSError: The file cannot be written.
    """
    suffix = _suffix(path)
    if format is None and not suffix:
        raise UnknownFormatError(
            "the name has no suffix", where=os.fspath(path), remedy="name the format"
        )
    data = render(brief, format or suffix, theme)
    with open(path, "wb") as file:
        file.write(data)


def losses(brief: Brief, format: str) -> tuple[Difference, ...]:
    """Return what a format would not give back, found by writing the brief, reading it and comparing.

    Args:
        brief: The brief.
        format: A format that briefkit reads: "text" or "json".

    Raises:
        UnknownFormatError: No format of that name, or one that has no reader.
    """
    from briefkit.formats import by_name

    found = by_name(format)
    return differences(brief, _reader(found)(render(brief, found.name), None).brief)


@frozen
class Preview:
    """A brief as a notebook shows it.

    Attributes:
        html: The page.
    """

    html: str

    def _repr_html_(self) -> str:
        """Return a frame of its own, so that the page's style stays in it (IPython display protocol)."""
        from html import escape

        return (
            f'<iframe srcdoc="{escape(self.html)}" sandbox="" title="briefkit preview" '
            'style="width:100%;height:40rem;border:1px solid #ccc"></iframe>'
        )


def preview(brief: Brief, theme: Theme | str = "plain") -> Preview:
    """Return a brief for a notebook to show, as its HTML page.

    Args:
        brief: The brief.
        theme: As for `render`.

    Raises:
        RenderError: No theme of that name.
    """
    return Preview(render(brief, "html", theme).decode())
