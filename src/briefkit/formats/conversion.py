"""Conversion between briefs and the bytes of files: what holds for every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefkit.errors import ReadError, RenderError, UnknownFormatError
from briefkit.formats.format import Format, ReadOptions, StripOptions, WriteOptions, Written

if TYPE_CHECKING:
    from briefkit.model import Brief
    from briefkit.notes import Reading

# Bytes of a file that is within every reader's limits.
_SURELY_READ = 1_000_000


def write_brief(format: Format, brief: Brief, options: WriteOptions) -> Written:
    """Return a brief as a file that can be read: a large one is read before it goes out.

    Raises:
        UnknownFormatError: The format is only read.
        RenderError: The brief cannot be printed so, or the file would be over a limit of its reader.
    """
    if format.write is None:
        raise UnknownFormatError(
            f"{format.name} is only read, not written", remedy="write another format"
        )
    try:
        written = format.write(brief, options)
        if not isinstance(written, Written):
            what = f"the writer of {format.name} returned {type(written).__name__}, not Written"
            raise RenderError(what)
        large = len(written.data) > _SURELY_READ
        if large and format.read and (options.payload or format.reads_bare):
            format.read(written.data, ReadOptions(brief.language))
    except UnknownFormatError:
        raise
    except ReadError as error:
        what = f"as {format.name} it could not be read again: {error.what}"
        raise RenderError(what, where=error.where, remedy=error.remedy) from None
    return written


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
    return format.read(data, options)


def strip_file(format: Format, data: bytes, options: StripOptions) -> Written:
    """Return a file without the brief's data that travels unseen in it.

    Raises:
        UnknownFormatError: Nothing travels unseen in the format.
        ReadError: The file is not of that format, or data in it cannot be taken out.
    """
    if format.strip is None:
        raise UnknownFormatError(f"nothing travels unseen in {format.name}")
    return format.strip(data, options)
