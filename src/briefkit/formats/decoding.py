"""Decoding: the bytes of a text or a page of any origin as words, in the encoding that a browser would take."""

from __future__ import annotations

import codecs
import re

import webencodings

from briefkit.errors import ReadError
from briefkit.notes import Code, Notes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096  # bytes
_BINARY_SHARE = 0.05  # of control characters
_CONTROLS = bytes((*range(1, 9), *range(14, 27), 28, 29, 30, 31, 127))
_FALLBACK = "cp1252"  # Windows-1252, which browsers assume of pages that declare nothing
_REPLACEMENT = "\ufffd"
_ABOVE_ASCII = re.compile(r"[^\x00-\x7f\ufffd]")
#: Encodings of the standard that are no text of bytes, or none that anybody should read.
_UNREAD = ("replacement", "x-user-defined")


def decoded(data: bytes, notes: Notes, *, declared: str = "", what: str = "text") -> str:
    """Return bytes as words, without a byte order mark.

    A byte order mark counts most, then what is declared, then UTF-8. Bytes that stand for nothing there become U+FFFD,
    as in a browser; where nothing is declared, and most of what is beyond ASCII is no UTF-8, it is Windows-1252.

    Args:
        data: The bytes.
        notes: Gets a note where the bytes are not in their encoding.
        declared: The label of the encoding that the file declares; "" where it declares none.
        what: What the bytes should be, for the error.

    Raises:
        ReadError: The bytes are neither text nor a page.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_replacements(data[len(mark) :], encoding, notes)
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if b"\0" in sample or controls > _BINARY_SHARE * len(sample):
        raise ReadError(f"is no {what}", remedy="name the format that it is in")
    named = codec(declared)
    encoding = named or "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeError:
        words = data.decode(encoding, "replace")
    if named is None and words.count(_REPLACEMENT) > len(_ABOVE_ASCII.findall(words)):
        message = f"The bytes are no UTF-8; {_FALLBACK} was assumed."
        notes.add(Code.ENCODING_ASSUMED, message)
        encoding = _FALLBACK
    return _with_replacements(data, encoding, notes)


def codec(label: str) -> str | None:
    """Return the codec that a browser takes for the label of an encoding (Encoding Standard, 4.2); None for no label."""
    found = webencodings.lookup(label)
    if found is None or found.name in _UNREAD:
        return None
    # Bytes in which a label can be read are no UTF-16 (HTML, 13.2.3.3).
    return "utf-8" if found.name.startswith("utf-16") else str(found.codec_info.name)


def _with_replacements(data: bytes, encoding: str, notes: Notes) -> str:
    """Return bytes as words, each that stands for nothing as U+FFFD, with a note on how many there are."""
    words = data.decode(encoding, "replace")
    written = _REPLACEMENT.encode(encoding, "ignore")  # a file may have the character itself
    lost = words.count(_REPLACEMENT) - (data.count(written) if written else 0)
    if lost > 0:
        message = f"Bytes that stand for no character were read as {_REPLACEMENT}: {lost}."
        notes.add(Code.CHARACTERS_REPLACED, message)
    return words
