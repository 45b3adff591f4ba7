"""Load, read, save, render: what most users call."""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from attrs import frozen

from briefkit.errors import (
    ArgumentError,
    BriefkitError,
    ReadError,
    RenderError,
    UnknownFormatError,
)
from briefkit.formats import AnyFormat, Changes, Format, ReadOptions, WriteOptions
from briefkit.formats.conversion import read_brief, write_brief
from briefkit.formats.registry import find_format, format_of_content, format_of_path
from briefkit.limits import DEFAULT, Limits, limited
from briefkit.model import Brief
from briefkit.model.diff import Difference, differences
from briefkit.model.rules import check_language
from briefkit.notes import Level, Reading
from briefkit.release import check_release
from briefkit.runtime.atomic_files import PathLike, path_of, write_file
from briefkit.runtime.forking import held_inside

if TYPE_CHECKING:
    from briefkit.style import Theme

PayloadChoice: TypeAlias = Literal["full", "none"]
Bytes: TypeAlias = bytes | bytearray | memoryview


class DroppedWarning(UserWarning):
    """Something of a file is not in the brief that was loaded from it."""


class TrackedWarning(UserWarning):
    """A file that is given away keeps changes and comments, with those who made them."""


def load(
    path: PathLike,
    format: AnyFormat | None = None,
    *,
    language: str | None = None,
    changes: Changes = "accepted",
    limits: Limits = DEFAULT,
) -> Brief:
    """Return the brief in a file.

    Args:
        path: The file. `read` gives the notes too.
        format: Its format or the name of it; None goes by content, then by suffix.
        language: Its language, in BCP 47, where it does not say; None assumes English, with a note.
        changes: Whether the tracked changes of a Word document count ("accepted") or not ("original").
        limits: What is read at most.

    Raises:
        ReadError: The file cannot be read as a brief.
        ModelError, ArgumentError: As for `read`.

    Warns:
        DroppedWarning: Something in it could not be kept.
    """
    path = path_of(path)
    reading = read(path, format, language=language, changes=changes, limits=limits)
    for note in reading.notes:
        if note.level is Level.DROPPED:
            warnings.warn(f"{path}: {note}", DroppedWarning, stacklevel=2)
    return reading.brief


def read(
    source: PathLike | Bytes,
    format: AnyFormat | None = None,
    *,
    language: str | None = None,
    changes: Changes = "accepted",
    limits: Limits = DEFAULT,
) -> Reading:
    """Return the brief in a file or in bytes, with notes on all that was guessed, repaired or dropped.

    Args:
        source: The path of a file, or its content as bytes.
        format: Its format or the name of it; None goes by content, then by suffix.
        language: Its language, in BCP 47, where it does not say; None assumes English, with a note.
        changes: Whether the tracked changes of a Word document count ("accepted") or not ("original").
        limits: What is read at most.

    Raises:
        ReadError: There is no such file, or it cannot be read as a brief.
        UnknownFormatError: No format of that name or suffix.
        ModelError: The language is none.
        ArgumentError: No path and no bytes, or `changes` is something else.
    """
    _check_choice(changes, Changes, "changes")
    if language is not None:
        language = check_language(language, "language")
    found, data = _opened(source, format)
    try:
        with limited(limits):
            return read_brief(found, data, ReadOptions(language, changes))
    except ReadError as error:
        if not isinstance(source, Bytes):
            error.where = f"{path_of(source)}: {error.where}".removesuffix(": ")
        raise


def _check_choice(value: object, choices: object, name: str) -> None:
    """Hold an argument to the values of its Literal."""
    allowed = get_args(choices)
    if not isinstance(value, str) or value not in allowed:
        raise ArgumentError(
            f"is {value!r}", where=name, remedy=f"give {' or '.join(map(repr, allowed))}"
        )


def _opened(source: PathLike | Bytes, format: AnyFormat | None) -> tuple[Format, bytes]:
    """Return the format and the bytes of a file."""
    if isinstance(source, Bytes):
        data, suffix = bytes(source), ""
    else:
        path = path_of(source, "source")
        data, suffix = _bytes_of(path), os.path.splitext(path)[1]
    return format_of_content(data, suffix) if format is None else find_format(format), data


def _bytes_of(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise ReadError(error.strerror or str(error), where=path) from None


def render(
    brief: Brief,
    format: AnyFormat,
    theme: Theme | str = "plain",
    *,
    payload: PayloadChoice = "full",
    strict: bool = False,
    allow_overmarked: bool = False,
) -> bytes:
    """Return a brief as the bytes of a file.

    Args:
        brief: The brief.
        format: "pdf", "docx", "html", "json", "yaml", "markdown" or "text", the name of a format that another
            package adds, or a `Format`.
        theme: How it looks: a Theme, or the name of one that comes with the package.
        payload: Whether the brief's data travels unseen in PDF, DOCX and HTML: "full" or "none".
        strict: Whether to refuse a format that would not give the brief back.
        allow_overmarked: Whether to print a part that is marked above the brief, with a warning; JSON and YAML
            are not printed, and take any.

    Raises:
        UnknownFormatError: No format of that name.
        RenderError: No theme of that name, or the brief cannot be printed so, or not without losses, or a part
            is marked above it.
        MissingLibraryError: A library of the system is not there; the message says what to install.
        ArgumentError: No brief or no theme, or `payload` is something else.

    Warns:
        OvermarkedWarning: A part is marked above the brief.
        EmbargoWarning: The brief is under embargo.
    """
    return _released(brief, format, theme, payload, strict, allow_overmarked)


def _released(
    brief: Brief,
    format: AnyFormat,
    theme: Theme | str,
    payload: PayloadChoice,
    strict: bool,
    allow_overmarked: bool,
) -> bytes:
    """Render for whoever called the caller, who is warned."""
    found = find_format(format)
    look = _look(theme)
    _check_choice(payload, PayloadChoice, "payload")
    _check_brief(brief)
    if found.printed:
        for warning in check_release(brief, allow_overmarked=allow_overmarked):
            warnings.warn(warning, stacklevel=3)
    data = _written(brief, found, look, payload)
    if strict:
        _refuse_losses(brief, found, data)
    return data


@held_inside
def _look(theme: Theme | str) -> Theme:
    if isinstance(theme, str):
        from briefkit.themes import by_name

        return by_name(theme)
    from briefkit.style import Theme

    if not isinstance(theme, Theme):
        raise ArgumentError(
            f"is {type(theme).__name__}, not a Theme",
            where="theme",
            remedy="name one that comes with the package, or give load_theme(path)",
        )
    return theme


def _check_brief(brief: Brief) -> None:
    # Another class could have fields that no format carries.
    if type(brief) is not Brief:
        advice = {"Reading": "give its .brief", "Draft": "give what its .build() returns"}
        name = type(brief).__name__
        raise ArgumentError(f"is {name}, not Brief", where="brief", remedy=advice.get(name, ""))


def _written(brief: Brief, found: Format, look: Theme, payload: PayloadChoice) -> bytes:
    try:
        return write_brief(found, brief, WriteOptions(look, payload == "full"))
    except BriefkitError:
        raise
    except OSError as error:
        # Fonts go through files of the system's folder for temporary ones.
        raise RenderError(
            f"cannot be written as {found.name}: {error.strerror or error}",
            remedy="see that TMPDIR names a folder with some space",
        ) from error


def _refuse_losses(brief: Brief, found: Format, data: bytes) -> None:
    try:
        lost = differences(brief, read_brief(found, data, ReadOptions()).brief)
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
    format: AnyFormat | None = None,
    theme: Theme | str = "plain",
    *,
    payload: PayloadChoice = "full",
    strict: bool = False,
    allow_overmarked: bool = False,
    atomic: bool = True,
) -> None:
    """Write a brief into a file; where anything fails, the file is as it was.

    Args:
        brief: The brief.
        path: The file; a link is followed, and what is no regular file, as a pipe, is written straight.
        format: As for `render`; None goes by the suffix.
        theme: As for `render`.
        payload: As for `render`.
        strict: As for `render`.
        allow_overmarked: As for `render`.
        atomic: Whether a new file takes the old one's place once it is whole; False writes over the old one, for
            a folder in which nothing can be made.

    Raises:
        UnknownFormatError: No format of that name or suffix.
        RenderError: As for `render`.
        WriteError: The file cannot be written; it is an OSError too.
        ArgumentError: As for `render`, or no path.

    Warns:
        OvermarkedWarning, EmbargoWarning: As for `render`.
    """
    name = path_of(path)
    wanted = format_of_path(name) if format is None else format
    data = _released(brief, wanted, theme, payload, strict, allow_overmarked)
    write_file(name, data, atomic=atomic)


def strip(
    source: PathLike | Bytes,
    format: AnyFormat | None = None,
    *,
    changes: bool = False,
    limits: Limits = DEFAULT,
) -> bytes:
    """Return a file without the brief's data that travels unseen in it; what is seen stays.

    A bullet that somebody deletes in a printed brief would otherwise still travel along. The result is read again
    before it is returned.

    Args:
        source: The path of a file, or its content as bytes.
        format: Its format or the name of it; None goes by content, then by suffix.
        changes: Whether the tracked changes of a Word document are made, and its comments taken out.
        limits: As for `read`.

    Raises:
        ReadError: There is no such file, it is not of that format, or data in it cannot be taken out.
        UnknownFormatError: No format of that name or suffix, or one in which nothing travels unseen.
        ArgumentError: No path and no bytes, or `changes` is something else.

    Warns:
        TrackedWarning: Changes or comments stay in a Word document.
    """
    if not isinstance(changes, bool):
        raise ArgumentError(f"is {changes!r}", where="changes", remedy="give True or False")
    found, data = _opened(source, format)
    if found.strip is None:
        raise UnknownFormatError(f"nothing travels unseen in {found.name}")
    with limited(limits):
        if changes and found.untracked is not None:
            data = found.untracked(data)
        bare = found.strip(data)
        kept = found.tracked(bare) if found.tracked is not None else ""
    if kept:
        what = f"the file keeps {kept}; changes=True (strip --changes) takes them out"
        warnings.warn(what, TrackedWarning, stacklevel=2)
    return bare


def losses(brief: Brief, format: AnyFormat) -> tuple[Difference, ...]:
    """Return what a format would not give back, found by writing the brief, reading it and comparing.

    Args:
        brief: The brief.
        format: The format or its name; nothing is lost in any but plain text.

    Raises:
        UnknownFormatError: No format of that name.
        ArgumentError: No brief.
    """
    found = find_format(format)
    _check_brief(brief)
    data = _written(brief, found, _look("plain"), "full")
    return differences(brief, read_brief(found, data, ReadOptions()).brief)


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
    """Return a brief for a notebook to show, as its HTML page; what is only looked at, no marking holds back.

    Args:
        brief: The brief.
        theme: As for `render`.

    Raises:
        RenderError: No theme of that name.
        ArgumentError: No brief or no theme.
    """
    _check_brief(brief)
    return Preview(_written(brief, find_format("html"), _look(theme), "none").decode())
