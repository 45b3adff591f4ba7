"""A PDF opened for reading, within limits, whatever is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from threading import RLock
from typing import Any

from briefkit.errors import ReadError
from briefkit.limits import check_limit, limits_in_force
from briefkit.limits.nesting import MAX_DEPTH
from briefkit.runtime.forking import inside
from briefkit.runtime.loading import load_aside

# Packings of which qpdf can be told how much they may unpack to.
_MEASURED = ("flate_max_memory", "png_max_memory", "run_length_max_memory", "tiff_max_memory")
# The packing of which it cannot; a thousandfold, and out of use since the last century.
_LZW = re.compile(rb"/LZW(?:Decode)?[\s/\]>]")
_LIMITS: dict[str, Any] = {
    "max_stream_filters": 2,
    "parser_max_nesting": MAX_DEPTH,
    "doc_max_warnings": 100,
}

_UNNUMBERED = count(1)

# qpdf's limits are the process's, so files are read one after the other.
_LOCK = RLock()


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Open a PDF for the length of a block, also one whose cross-reference table must be rebuilt.

    Args:
        data: The file.

    Raises:
        ReadError: No PDF, one that wants a password, or one that is damaged, here or within the block.
    """
    check_limit("file_bytes", len(data))
    if b"%PDF-" not in data[:1024]:
        raise ReadError("is no PDF" if data else "is empty")
    # Each object has this once at its beginning and once at its end. They are counted before qpdf looks for them.
    check_limit("objects", data.count(b"obj") // 2)
    if b"/LZW" in data and _LZW.search(data):
        raise _packed_by_lzw()
    with inside():
        load_aside("pikepdf")
    with (
        inside(),
        _LOCK,
        _limits(_LIMITS),
        unpacking_to("stream_bytes"),
        _errors(),
        _pdf(data) as pdf,
    ):
        check_limit("objects", len(pdf.get_xref_table()))
        check_limit("pages", len(pdf.pages))
        yield pdf


def unpacked(stream: Any, limit: str, *, where: str = "") -> bytes:
    """Return what a stream of an opened PDF holds.

    Args:
        stream: A pikepdf.Stream.
        limit: The field of `Limits` that says to how many bytes it may unpack.
        where: The part of the file.

    Raises:
        ReadError: It is damaged, or unpacks to more.
    """
    import pikepdf

    if "/LZW" in str(stream.get("/Filter")):
        raise _packed_by_lzw()
    try:
        with unpacking_to(limit):
            data: bytes = stream.read_bytes()
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError):
        most = getattr(limits_in_force(), limit)
        what = f"has a stream that is damaged, or unpacks to more than {most:,} bytes"
        remedy = f"raise Limits.{limit} if you trust it"
        raise ReadError(what, where=where, remedy=remedy) from None
    check_limit(limit, len(data), where=where)
    return data


def _packed_by_lzw() -> ReadError:
    what = "has parts that are packed by LZW, of which nobody can tell what they unpack to"
    return ReadError(what, remedy="save it anew with a program of this century")


def _pdf(data: bytes) -> Any:
    import io

    import pikepdf

    return pikepdf.open(io.BytesIO(data), suppress_warnings=True)


def unpacking_to(limit: str) -> AbstractContextManager[None]:
    """Let qpdf unpack a stream to so many bytes at most, for the length of a block within an opened PDF.

    Args:
        limit: The field of `Limits` that says to how many.
    """
    return _limits(dict.fromkeys(_MEASURED, getattr(limits_in_force(), limit)))


@contextmanager
def _limits(limits: dict[str, Any]) -> Iterator[None]:
    from pikepdf.settings import set_qpdf_limits

    before: dict[str, Any] = set_qpdf_limits(**limits)
    try:
        yield
    finally:
        set_qpdf_limits(**before)


@contextmanager
def _errors() -> Iterator[None]:
    import pikepdf

    try:
        yield
    except pikepdf.PasswordError:
        what = "is encrypted, and opens with a password only"
        raise ReadError(what, remedy="save it without the password") from None
    except (
        pikepdf.PdfError,
        pikepdf.DataDecodingError,
        RuntimeError,
        # These where an object is of another type than the norm says.
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
    ) as error:
        # qpdf names its stream and offset first, which says nothing of a file in memory.
        what = str(error).rpartition(": ")[2] or type(error).__name__
        raise ReadError(f"is a damaged PDF ({what})") from None


def identity(part: Any) -> tuple[int, int]:
    """Return what tells an object of a PDF from others, for those who must not meet it twice.

    An object without a number stands within one other, so nobody meets it twice: it gets a new one each time.
    """
    found: tuple[int, int] = part.objgen
    return found if found != (0, 0) else (0, next(_UNNUMBERED))
