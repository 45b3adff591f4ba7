"""Spacing: what a reader sees as a space (general category Zs), and what counts as a word in any script."""

from __future__ import annotations

import re

from briefkit.lexicons import lexicon
from briefkit.runtime.caching import cached

_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
#: The characters of Chinese and Japanese, for a pattern.
UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"


def plain_spaces(words: str) -> str:
    """Return words of the same length with a U+0020 for each space: no-break, narrow, ideographic."""
    return words if words.isascii() else _SPACES.sub(" ", words)


def is_spaced(language: str) -> bool:
    """Whether a language (BCP 47) has spaces between its words."""
    return bool(lexicon(language).dates.get("spaced", True))


def find_words(some: str, words: str, language: str) -> tuple[int, int] | None:
    """Return where some words first stand whole in others, whatever their case and their spaces; None where nowhere.

    Args:
        some: The words to look for.
        words: The others.
        language: Their language, in BCP 47.
    """
    match = whole_words(plain_spaces(some), language).search(plain_spaces(words))
    return match.span() if match else None


@cached(1024, max_length=200)
def whole_words(some: str, language: str) -> re.Pattern[str]:
    """Return the pattern of some words, whole and in any case, in a language (BCP 47)."""
    letter = r"\w" if is_spaced(language) else "[A-Za-z0-9_]"
    return re.compile(rf"(?<!{letter}){re.escape(some)}(?!{letter})", re.IGNORECASE)
