"""A PDF opened for reading, within limits, whatever is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from threading import RLock
from typing import Any

from briefkit.depth import MAX_DEPTH
from briefkit.errors import ReadError
from briefkit.forking import inside
from briefkit.limits import check_limit
from briefkit.loading import load_aside

#: Bytes that one compressed stream may unpack to.
MAX_STREAM = 100_000_000
#: Pages, beyond which a file is refused.
MAX_PAGES = 5_000

_LIMITS: dict[str, Any] = {
    "flate_max_memory": MAX_STREAM,
    "png_max_memory": MAX_STREAM,
    "run_length_max_memory": MAX_STREAM,
    "tiff_max_memory": MAX_STREAM,
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
    with inside():
        load_aside("pikepdf")
    with inside(), _LOCK, _limits(), _errors(), _pdf(data) as pdf:
        if len(pdf.pages) > MAX_PAGES:
            raise ReadError(f"has {len(pdf.pages):,} pages, too many for a brief")
        yield pdf


def _pdf(data: bytes) -> Any:
    import io

    import pikepdf

    return pikepdf.open(io.BytesIO(data), suppress_warnings=True)


@contextmanager
def _limits() -> Iterator[None]:
    from pikepdf.settings import set_qpdf_limits

    before: dict[str, Any] = set_qpdf_limits(**_LIMITS)
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
