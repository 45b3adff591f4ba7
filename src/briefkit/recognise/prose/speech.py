"""Speech: whether a quotation is somebody's words, or a title or a word that the author keeps apart from."""

from __future__ import annotations

from briefkit.recognise.recogniser import Recogniser
from briefkit.recognise.words import fold

_FEWEST_WORDS = 3
_OUTCRY = frozenset("!?")
_LONGEST_SMALL_WORD = 3  # letters of "the" and "of", which titles do not capitalise


def is_speech(plain: str, start: int, stop: int, recogniser: Recogniser) -> bool:
    """Whether quoted words are somebody's speech: no title, no single word in quotation marks.

    Args:
        plain: The words of the paragraph.
        start: Where the quoted words start in them, behind the mark.
        stop: Where they stop.
        recogniser: The recogniser of the language.
    """
    before = plain[max(start - 40, 0) : max(start - 1, 0)].split()
    titled = recogniser.words.sets.get("before_titles", frozenset())
    if before and fold(before[-1].strip("(,")) in titled:
        return False
    return sounds_spoken(plain[start:stop])


def sounds_spoken(words: str) -> bool:
    """Whether quoted words are more than a name or a single word: an outcry, or words that are not all capitalised."""
    parts = words.split()
    if words.rstrip()[-1:] in _OUTCRY:
        return True
    if len(parts) < _FEWEST_WORDS:
        return False
    return any(word[:1].islower() and len(word) > _LONGEST_SMALL_WORD for word in parts) or not any(
        word[:1].isupper() for word in parts
    )
