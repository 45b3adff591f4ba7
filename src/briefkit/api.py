"""Load, read, save, render: what most users call."""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from briefkit.diff import Difference, differences
from briefkit.errors import ReadError, RenderError, UnknownFormatError
from briefkit.forking import inside
from briefkit.model import Brief
from briefkit.notes import Level, Reading

if TYPE_CHECKING:
    from briefkit.formats import Changes, Format
    from briefkit.style import Theme

Payload: TypeAlias = Literal["full", "none"]
PathLike: TypeAlias = "str | os.PathLike[str]"


class DroppedWarning(UserWarning):
    """Something of a file is not in the brief that was loaded from it."""


def load(
    path: PathLike,
    format: str | None = None,
    *,
    language: str | None = None,
    changes: Changes = "accepted",
) -> Brief:
    """Return the brief in a file.

    Args:
        path: The file. `read` gives the notes too.
        format: The name of its format; None goes by content, then by suffix.
        language: Its language, in BCP 47, where it does not say; None assumes English, with a note.
        changes: Whether the tracked changes of a Word document count ("accepted") or not ("original").

    Raises:
        ReadError: The file cannot be read as a brief.

    Warns:
        DroppedWarning: Something in it could not be kept.
    """
    reading = read(path, format, language=language, changes=changes)
    for note in reading.notes:
        if note.level is Level.DROPPED:
            warnings.warn(f"{os.fspath(path)}: {note}", DroppedWarning, stacklevel=2)
    return reading.brief


def read(
    source: PathLike | bytes,
    format: str | None = None,
    *,
    language: str | None = None,
    changes: Changes = "accepted",
) -> Reading:
    """Return the brief in a file or in bytes, with notes on all that was guessed, repaired or dropped.

    Args:
        source: The path of a file, or its content as bytes.
        format: The name of its format; None goes by content, then by suffix.
        language: Its language, in BCP 47, where it does not say; None assumes English, with a note.
        changes: Whether the tracked changes of a Word document count ("accepted") or not ("original").

    Raises:
        ReadError: There is no such file, or it cannot be read as a brief.
        UnknownFormatError: No format of that name or suffix.
    """
    found, data = _opened(source, format)
    try:
        return found.read(data, language, changes)
    except ReadError as error:
        if not isinstance(source, bytes):
            error.where = f"{os.fspath(source)}: {error.where}".removesuffix(": ")
        raise


def _opened(source: PathLike | bytes, format: str | None) -> tuple[Format, bytes]:
    """Return the format and the bytes of a file."""
    if isinstance(source, bytes):
        data, suffix = source, ""
    else:
        data, suffix = _bytes_of(source), _suffix(source)
    with inside():
        from briefkit.formats import by_name, of_content

    return by_name(format) if format else of_content(data, suffix), data


def _bytes_of(path: PathLike) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise ReadError(error.strerror or str(error), where=os.fspath(path)) from None


def _suffix(path: PathLike) -> str:
    return os.path.splitext(path)[1]


def render(
    brief: Brief,
    format: str,
    theme: Theme | str = "plain",
    *,
    payload: Payload = "full",
    strict: bool = False,
) -> bytes:
    """Return a brief as the bytes of a file.

    Args:
        brief: The brief.
        format: "pdf", "docx", "html", "json", "yaml", "markdown" or "text".
        theme: How it looks: a Theme, or the name of one that comes with the package.
        payload: Whether the brief's data travels unseen in PDF, DOCX and HTML: "full" or "none".
        strict: Whether to refuse a format that would not give the brief back.

    Raises:
        UnknownFormatError: No format of that name.
        RenderError: No theme of that name, or the brief cannot be printed so, or not without losses.
        MissingLibraryError: A library of the system is not there; the message says what to install.
    """
    with inside():
        from briefkit.formats import by_name
        from briefkit.themes import by_name as theme_by_name

    found = by_name(format)
    look = theme_by_name(theme) if isinstance(theme, str) else theme
    data = found.write(brief, look, payload == "full")
    if strict:
        _refuse_losses(brief, found, data)
    return data


def _refuse_losses(brief: Brief, found: Format, data: bytes) -> None:
    try:
        lost = differences(brief, found.read(data, None, "accepted").brief)
        places = ", ".join(one.path or "all of it" for one in lost[:3])
    except ReadError as error:
        lost, places = (Difference("", brief, None),), error.what
    if lost:
        raise RenderError(
            f"{found.name} would not give the brief back: {places}",
            remedy="see losses(), or use a format that carries it",
        )


def save(
    brief: Brief,
    path: PathLike,
    format: str | None = None,
    theme: Theme | str = "plain",
    *,
    payload: Payload = "full",
    strict: bool = False,
) -> None:
    """Write a brief into a file; one that cannot be rendered leaves the file as it was.

    Args:
        brief: The brief.
        path: The file.
        format: As for `render`; None goes by the suffix.
        theme: As for `render`.
        payload: As for `render`.
        strict: As for `render`.

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
    data = render(brief, format or suffix, theme, payload=payload, strict=strict)
    with open(path, "wb") as file:
        file.write(data)


def strip(source: PathLike | bytes, format: str | None = None) -> bytes:
    """Return a file without the brief's data that travels unseen in it; what is seen stays.

    A bullet that somebody deletes in a printed brief would otherwise still travel along.

    Args:
        source: The path of a file, or its content as bytes.
        format: The name of its format; None goes by content, then by suffix.

    Raises:
        ReadError: There is no such file, or it is not of that format.
        UnknownFormatError: No format of that name or suffix, or one in which nothing travels unseen.
    """
    found, data = _opened(source, format)
    if found.strip is None:
        raise UnknownFormatError(f"nothing travels unseen in {found.name}")
    return found.strip(data)


def losses(brief: Brief, format: str) -> tuple[Difference, ...]:
    """Return what a format would not give back, found by writing the brief, reading it and comparing.

    Args:
        brief: The brief.
        format: The name of a format; nothing is lost in any but plain text.

    Raises:
        UnknownFormatError: No format of that name.
    """
    with inside():
        from briefkit.formats import by_name

    found = by_name(format)
    return differences(brief, found.read(render(brief, found.name), None, "accepted").brief)


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
    return Preview(render(brief, "html", theme, payload="none").decode())
