"""Unbroken pieces: what of the words of a line no line break comes into."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefkit.runtime.caching import cached

# Lines break at spaces, though not between the digits of a number, nor before its sign.
_SPACES = r"[ \t\n\u1680\u2000-\u2006\u2008-\u200b\u205f\u3000]"
_IN_NUMBER = r"(?<=\d)[ \u2000-\u200a](?=\d\d\d(?!\d)|[%‰°])"
_STRETCH = rf"(?:{_IN_NUMBER}|(?!{_SPACES})[\s\S])+"
# They break after hyphens and dashes between words.
_AFTER_HYPHEN = re.compile(r"(?<=[^\W\d][^\W\d][-–—])(?=[^\W\d][^\W\d])")
_SQUARE = "\u2e80-\u31ff\u3200-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1980-\u19df"
_THIN_SPACES = dict.fromkeys(range(0x2000, 0x200B), " ")


@cached(1)
def _stretch() -> re.Pattern[str]:
    """Return the pattern of what stands between spaces."""
    return re.compile(_STRETCH)


@cached(1)
def square_pattern() -> re.Pattern[str]:
    """Return the pattern of a character that stands in a square; a large set takes 1 ms to make, and few briefs have tables."""
    return re.compile(f"[{_SQUARE}]")


@cached(1)
def unspaced_pattern() -> re.Pattern[str]:
    """Return the pattern of a character of scripts without spaces."""
    return re.compile(f"[{_UNSPACED}]")


@cached(1)
def _piece() -> re.Pattern[str]:
    """Return the pattern of a stretch of characters of one kind."""
    return re.compile(f"[{_SQUARE}]+|[{_UNSPACED}]+|[^{_SQUARE}{_UNSPACED}]+")


def is_spaced_number(words: str) -> bool:
    """Whether words are one number with spaces in it, at which programs that lay out a page would break it."""
    return (
        " " in words.translate(_THIN_SPACES)
        and bool(_stretch().fullmatch(words))
        and is_number(words)
    )


def is_number(words: str) -> bool:
    """Whether words have digits and no letter."""
    return any(map(str.isdigit, words)) and not any(map(str.isalpha, words))


def unbroken_pieces(words: str) -> Iterator[tuple[int, int]]:
    """Yield where each piece of words begins and ends that lines do not break in."""
    whole = words.isascii() and "-" not in words  # as most cells are
    for stretch in _stretch().finditer(words):
        if whole:
            yield stretch.span()
            continue
        starts = [
            stretch.start(),
            *(one.start() for one in _AFTER_HYPHEN.finditer(words, *stretch.span())),
        ]
        for start, end in zip(starts, [*starts[1:], stretch.end()], strict=True):
            yield from (piece.span() for piece in _piece().finditer(words, start, end))
