"""Capitals: what those of a language have beside the capital that each letter has for itself (CLDR, el-Upper and tr-Upper)."""

from __future__ import annotations

import re
from unicodedata import normalize

_DOTTED = ("az", "tr")
# Letters and their accents stand apart in Greek words here (NFD).
_WORD = re.compile("[\\w\u0300-\u036f]+")
_ACCENTS = re.compile(
    "(?:(?<=[\u0370-\u03ff])|(?<=[\u0370-\u03ff]\u0308))[\u0300\u0301\u0304\u0306\u0313\u0314\u0342\u0345]+"
)
# What follows an accented vowel is no second half of it, which without the accent two dots say.
_BEHIND_ACCENT = re.compile("([αεηουΑΕΗΟΥ]\u0301)([ιυΙΥ])(?!\u0308)")
# The accent tells the word “or” from “the”.
_OR = ("η\u0301", "Η\u0301")


def for_capitals(words: str, language: str) -> str:
    """Return words whose capitals, letter by letter, are those of their language.

    The Turkish i keeps its dot. Greek letters lose their accents, but for that of the word ή.

    Args:
        words: The words.
        language: Their language, in BCP 47.
    """
    if language.partition("-")[0] in _DOTTED:
        return words.replace("i", "İ")
    return _greek(words) if is_greek(language) else words


def is_greek(language: str) -> bool:
    """Whether a language, in BCP 47, is modern Greek, of which capitals have no accents."""
    return language.partition("-")[0] == "el"


def _greek(words: str) -> str:
    apart = _BEHIND_ACCENT.sub("\\1\\2\u0308", normalize("NFD", words))
    return normalize("NFC", _WORD.sub(_without_accents, apart))


def _without_accents(word: re.Match[str]) -> str:
    return word[0] if word[0] in _OR else _ACCENTS.sub("", word[0])
