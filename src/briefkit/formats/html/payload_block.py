"""Payload block: the script element of a page that holds the payload as JSON, and how that is escaped."""

from __future__ import annotations

import re

# A backslash before it that is itself escaped is a backslash of the words.
_ESCAPED_LESS_THAN = re.compile(r"(?<!\\)((?:\\\\)*)\\u003c")


def escape_json(data: bytes) -> bytes:
    """Return JSON escaped for a data block, which no browser runs (HTML, 4.12.1)."""
    # Only `<` can end a script element or change how it is read on; in JSON it stands in strings alone.
    return data.replace(b"<", b"\\u003c")


def unescape_json(words: str) -> bytes:
    """Return the JSON that a data block holds, as it was before it was escaped."""
    return _ESCAPED_LESS_THAN.sub(r"\1<", words).encode()
