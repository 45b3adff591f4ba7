"""Font slots: Word keeps one font and one language each for Latin, East Asian and complex scripts (ECMA-376 Part 1, 17.3.2.26)."""

from __future__ import annotations

from typing import Literal, TypeAlias

from briefkit.language.direction import script
from briefkit.language.word_scripts import script_of_words

#: The slot of Latin and its like is "".
FontSlot: TypeAlias = Literal["", "cs", "eastAsia"]

# Scripts by the font slot of their characters; all others are in "cs".
_EAST_ASIAN_SLOT = frozenset(
    ("Bopo", "Hang", "Hani", "Hans", "Hant", "Hira", "Jpan", "Kana", "Kore")
)
_LATIN_SLOT = frozenset(("Armn", "Cyrl", "Geor", "Grek", "Latn", "Zzzz"))


def font_slot(language: str) -> FontSlot:
    """Font slot of a language's script."""
    return slot_of_script(script(language))


def slot_of_words(words: str) -> FontSlot:
    """Font slot of most letters."""
    return "" if words.isascii() else slot_of_script(script_of_words(words) or "Zzzz")


def slot_of_script(code: str) -> FontSlot:
    """Font slot of a script, in ISO 15924."""
    return "" if code in _LATIN_SLOT else "eastAsia" if code in _EAST_ASIAN_SLOT else "cs"
