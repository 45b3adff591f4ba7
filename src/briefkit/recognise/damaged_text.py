"""Damaged text: bytes that are nearly UTF-8, read as a browser reads them, each that stands for nothing as U+FFFD."""

from __future__ import annotations

import re

from briefkit.notes import Code, Notes

_REPLACED = "\ufffd"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f\ufffd]")


def decode_mostly_utf8(data: bytes) -> str | None:
    """Return bytes as text where more of what is beyond ASCII is UTF-8 than is not; None otherwise.

    Args:
        data: The bytes, which are no UTF-8 as a whole.
    """
    words = data.decode("utf-8", "replace")
    damaged = words.count(_REPLACED)
    return words if len(_BEYOND_ASCII.findall(words)) > damaged else None


def note_replaced(words: str, encoding: str, notes: Notes) -> None:
    """Add the note on bytes that stand for no character."""
    count = words.count(_REPLACED)
    what = "A byte stands" if count == 1 else f"{count} bytes stand"
    message = f"{what} for no character in {encoding}; “{_REPLACED}” took its place."
    notes.add(Code.ENCODING_ASSUMED, message)
