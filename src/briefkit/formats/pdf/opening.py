"""Opening a PDF with pikepdf: within limits, repaired where it can be, with any damage reported as a ReadError."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from threading import RLock
from typing import Any

import pikepdf
from pikepdf.settings import set_qpdf_limits

from briefkit.errors import ReadError
from briefkit.limits import Tally, check_limit, limits_in_force
from briefkit.limits.nesting import MAX_DEPTH
from briefkit.runtime.forking import fork_lock

# Filters for which qpdf can limit what they unpack to.
_LIMITED_FILTERS = (
    "flate_max_memory",
    "png_max_memory",
    "run_length_max_memory",
    "tiff_max_memory",
)
# The filter for which it cannot: it unpacks a thousandfold, and has been out of use since the last century.
_LZW = re.compile(rb"/LZW(?:Decode)?[\s/\]>]")
# What a cross-reference table says of an object that is packed in a stream with others.
_PACKED = 2
# So many bytes of objects cost little, however small the file is.
_FEW_BYTES = 1_000_000
_PARSER_LIMITS = {
    "max_stream_filters": 2,
    "parser_max_nesting": MAX_DEPTH,
    "doc_max_warnings": 100,
}

_direct_objects = count(1)

# qpdf's limits are the process's, so files are read one after the other.
_LOCK = RLock()


@contextmanager
def open_pdf(data: bytes) -> Iterator[pikepdf.Pdf]:
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
        raise _lzw_error()
    limits = limits_in_force()
    most = min(limits.object_bytes, max(_FEW_BYTES, limits.object_packing * len(data)))
    with (
        fork_lock(),
        _LOCK,
        _qpdf_limits(_PARSER_LIMITS),
        # What the catalogue stands among is unpacked at once.
        _unpacking_to(most),
        _damage_as_read_error(packs_objects=b"/ObjStm" in data),
        pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf,
    ):
        _check_objects(pdf, len(data))
        with _damage_as_read_error(), _unpacking_to(max(most, limits.stream_bytes)):
            check_limit("pages", len(pdf.pages))
            yield pdf


def _check_objects(pdf: pikepdf.Pdf, size: int) -> None:
    """Refuse objects that are too many, or unpack to too much (ISO 32000-2, 7.5.7).

    Args:
        pdf: The PDF.
        size: The bytes of its file.
    """
    entries = pdf.get_xref_table()
    check_limit("objects", len(entries))
    packed = {one.obj_stream_number or 0 for one in entries.values() if one.type == _PACKED}
    unpacked = Tally("object_bytes")
    for number in sorted(packed):
        unpacked.add(len(stream_data(pdf.get_object(number, 0), "object_bytes")))
        if unpacked.found > _FEW_BYTES:
            check_limit("object_packing", -(-unpacked.found // size))


def stream_data(stream: pikepdf.Object, limit: str, *, where: str = "") -> bytes:
    """Return the decoded data of a stream of an opened PDF.

    Args:
        stream: The stream.
        limit: The field of `Limits` that says to how many bytes it may unpack.
        where: The part of the file, for errors.

    Raises:
        ReadError: It is damaged, or unpacks to more.
    """
    if "/LZW" in str(stream.get("/Filter")):
        raise _lzw_error()
    try:
        with limit_unpacking(limit):
            data = stream.read_bytes()
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError):
        most = getattr(limits_in_force(), limit)
        what = f"has a stream that is damaged, or unpacks to more than {most:,} bytes"
        remedy = f"raise Limits.{limit} if you trust it"
        raise ReadError(what, where=where, remedy=remedy) from None
    check_limit(limit, len(data), where=where)
    return data


def _lzw_error() -> ReadError:
    what = "has parts that are packed by LZW, of which nobody can tell what they unpack to"
    return ReadError(what, remedy="save it anew with a program of this century")


def limit_unpacking(limit: str) -> AbstractContextManager[None]:
    """Limit what qpdf unpacks a stream to, for the length of a block within an opened PDF.

    Args:
        limit: The field of `Limits` that says to how many bytes.
    """
    return _unpacking_to(getattr(limits_in_force(), limit))


def _unpacking_to(most: int) -> AbstractContextManager[None]:
    return _qpdf_limits(dict.fromkeys(_LIMITED_FILTERS, most))


@contextmanager
def _qpdf_limits(limits: dict[str, Any]) -> Iterator[None]:  # numbers, and a flag or two
    """Set limits of qpdf for the length of a block."""
    before: dict[str, Any] = set_qpdf_limits(**limits)
    try:
        yield
    finally:
        set_qpdf_limits(**before)


@contextmanager
def _damage_as_read_error(*, packs_objects: bool = False) -> Iterator[None]:
    """Raise a ReadError for whatever pikepdf raises over a damaged or encrypted file.

    Args:
        packs_objects: Whether it has objects that are packed: qpdf does not tell which are damaged, and which unpack to
            more than they may.
    """
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
        if not packs_objects:
            raise ReadError(f"is a damaged PDF ({what})") from None
        raise ReadError(
            f"is a damaged PDF ({what}), or its objects unpack to too much",
            remedy="raise Limits.object_bytes and Limits.object_packing if you trust it",
        ) from None


def object_key(part: pikepdf.Object) -> tuple[int, int]:
    """Return the object and generation number of a PDF object, for those who must not visit one twice.

    A direct object has no number and stands within one other, so nobody meets it twice: it gets a new key each time.
    """
    numbers = part.objgen
    return numbers if numbers != (0, 0) else (0, next(_direct_objects))
