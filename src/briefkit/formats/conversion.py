"""Conversion between briefs and the bytes of files: what holds for every format."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from briefkit.errors import (
    ArgumentError,
    BriefkitError,
    ReadError,
    RenderError,
    UnknownFormatError,
)
from briefkit.formats.format import (
    DEFAULT_PREFIX,
    Format,
    ReadOptions,
    StripOptions,
    WriteOptions,
    Written,
)
from briefkit.formats.registry import is_own
from briefkit.limits import surely_within_limits
from briefkit.model.blocks import IdentifiedBlock, Section
from briefkit.model.extra import NO_EXTRA, Extra
from briefkit.model.ids import have_own_fields
from briefkit.model.walk import evolve, transform
from briefkit.notes import Code, Reading

if TYPE_CHECKING:
    from briefkit.model import Brief, Status

T = TypeVar("T")


def write_brief(format: Format, brief: Brief, options: WriteOptions) -> Written:
    """Return a brief as a file that can be read: what its writer does not hold to limits is read before it goes out.

    Where nothing is to travel unseen, neither do ids and fields of the user's own.

    Raises:
        UnknownFormatError: The format is only read.
        RenderError: The brief cannot be printed so, or the file would be over a limit of its reader.
        ArgumentError: The format does not take one of the options.
    """
    if format.write is None:
        raise UnknownFormatError(
            f"{format.name} is only read, not written", remedy="write another format"
        )
    _check_options(format, options)
    if format.strip is not None and not options.payload:
        brief = without_own_fields(brief)
    try:
        written = _called(format, "writer", Written, RenderError, format.write, brief, options)
        unasked = not format.bounded and not surely_within_limits(len(written.data))
        if unasked and format.read and (options.payload or format.reads_bare):
            read_brief(format, written.data, ReadOptions(brief.language))
    except UnknownFormatError:
        raise
    except ReadError as error:
        what = f"as {format.name} it could not be read again: {error.what}"
        raise RenderError(what, where=error.where, remedy=error.remedy, code=error.code) from None
    return written


def _check_options(format: Format, options: WriteOptions) -> None:
    """Refuse options that a format would pass over."""
    if not isinstance(options.fragment, bool):
        raise ArgumentError(
            f"is {options.fragment!r}", where="fragment", remedy="give True or False"
        )
    if options.media is not None and not callable(options.media):
        raise ArgumentError(
            f"is {type(options.media).__name__}, not a function",
            where="media",
            remedy="give a function that takes an Image and returns its address",
        )
    if options.fragment and "fragment" not in format.takes:
        raise ArgumentError(
            f"{format.name} has none", where="fragment", remedy="write html, or leave it out"
        )
    left_out = "media" in format.takes and (options.fragment or "fragment" not in format.takes)
    for name, refused in (
        ("media", options.media is not None and not left_out),
        ("prefix", options.prefix != DEFAULT_PREFIX and not options.fragment),
    ):
        if refused:
            remedy = "give fragment=True with html, or leave it out"
            raise ArgumentError("is not for this", where=name, remedy=remedy)


def without_own_fields(brief: Brief) -> Brief:
    """Return a brief without the ids of its parts and without fields of its user's own."""
    if not brief.extra and not have_own_fields(brief.sections):
        return brief

    def bare(value: object) -> object:
        if isinstance(value, Extra):
            return NO_EXTRA
        return evolve(value, id=None) if isinstance(value, Section | IdentifiedBlock) else value

    return transform(brief, bare)


def read_brief(format: Format, data: bytes, options: ReadOptions) -> Reading:
    """Return the brief in the bytes of a file.

    Raises:
        UnknownFormatError: The format is only written.
        ReadError: They cannot be read as a brief.
    """
    if format.read is None:
        raise UnknownFormatError(
            f"{format.name} is only written, not read", remedy="read the brief from another format"
        )
    reading = _called(format, "reader", Reading, ReadError, format.read, data, options)
    return reading if options.status is None else _with_status(reading, options.status)


def _with_status(reading: Reading, status: Status) -> Reading:
    """Return a reading with a status in the place of one that was assumed."""
    notes = tuple(one for one in reading.notes if one.code != Code.STATUS_ASSUMED)
    if len(notes) == len(reading.notes):
        return reading
    return evolve(reading, brief=evolve(reading.brief, status=status), notes=notes)


def strip_file(format: Format, data: bytes, options: StripOptions) -> Written:
    """Return a file without the brief's data that travels unseen in it.

    Raises:
        UnknownFormatError: Nothing travels unseen in the format.
        ReadError: The file is not of that format, or data in it cannot be taken out.
    """
    if format.strip is None:
        raise UnknownFormatError(f"nothing travels unseen in {format.name}")
    return _called(format, "strip", Written, ReadError, format.strip, data, options)


def _called(
    format: Format,
    who: str,
    kind: type[T],
    error_of: type[BriefkitError],
    function: Callable[..., T],
    *arguments: object,
) -> T:
    """Return what a function of a format does; where one of another package fails, the error names it."""
    try:
        found = function(*arguments)
    except BriefkitError:
        raise
    except Exception as error:
        if is_own(format):
            raise
        raise error_of(f"the {who} of {format.name} failed: {error!r}") from error
    if not isinstance(found, kind):
        what = f"the {who} of {format.name} returned {type(found).__name__}, not {kind.__name__}"
        raise error_of(what)
    return found
