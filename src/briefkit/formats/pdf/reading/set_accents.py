"""Set accents: letters that a typesetter made of an accent and a letter under it, as old fonts of TeX have them."""

from __future__ import annotations

import unicodedata

_COMBINING = {
    "`": "\u0300",
    "\u00b4": "\u0301",
    "\u02c6": "\u0302",
    "\u02dc": "\u0303",
    "\u00af": "\u0304",
    "\u02d8": "\u0306",
    "\u02d9": "\u0307",
    "\u00a8": "\u0308",
    "\u02da": "\u030a",
    "\u02dd": "\u030b",
    "\u02c7": "\u030c",
}
_WITHOUT_DOT = {"\u0131": "i", "\u0237": "j"}
#: The accents, each as a character of its own.
ACCENTS = frozenset(_COMBINING)


def composed(accent: str, letter: str) -> str:
    """Return a letter with the accent that stands over it; both, where there is no such letter.

    Args:
        accent: One of ACCENTS.
        letter: What stands under it.
    """
    made = unicodedata.normalize("NFC", _WITHOUT_DOT.get(letter, letter) + _COMBINING[accent])
    return made if len(made) == 1 else accent + letter
