"""Terminal output: control sequences, and characters that reorder words, are made visible."""

from __future__ import annotations

import re

from briefkit.runtime.caching import cached

# C0 and C1 (ECMA-48), which begin every sequence; separators of lines; bytes of a file's name that are no UTF-8; and
# embeddings, overrides and isolates (UAX 9), with which a line can be read as what it does not say.
_SIGNS = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
_IN_LINES = frozenset(b"\t\n\r")


@cached(1)
def _signs() -> re.Pattern[str]:
    """Return the pattern of a sign; few commands print one."""
    return re.compile(_SIGNS)


def visible(words: str) -> str:
    r"""Return words in one line, with every control or bidi character as its number: `\x1b`."""
    if words.isascii() and words.isprintable():
        return words
    return _signs().sub(lambda found: _number(ord(found[0])), words)


def _number(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def is_words(data: bytes) -> bool:
    """Whether bytes are lines of text in UTF-8, without control or bidi characters."""
    try:
        words = data.decode()
    except UnicodeError:
        return False
    return all(
        ord(found[0]) in _IN_LINES or ord(found[0]) > 0x9F for found in _signs().finditer(words)
    )
