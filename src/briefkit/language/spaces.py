"""Spaces: what a reader sees as a space, whichever character it is (general category Zs)."""

from __future__ import annotations

_SPACES = str.maketrans(
    dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
        " ",
    )
)


def plain_spaces(words: str) -> str:
    """Return words of the same length with a U+0020 for each space: no-break, narrow, ideographic."""
    return words if words.isascii() else words.translate(_SPACES)
