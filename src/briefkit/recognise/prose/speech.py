"""Speech: whether a quotation is somebody's words, or a title or a word that the author keeps apart from."""

from __future__ import annotations

from briefkit.model.text import Text
from briefkit.recognise.recogniser import Recogniser

_FEWEST_WORDS = 3


def is_speech(text: Text, start: int, stop: int, recogniser: Recogniser) -> bool:
    """Whether quoted words are somebody's speech: no title, no single word in quotation marks.

    Args:
        text: The paragraph.
        start: Where the quoted words start in `text.plain`, behind the mark.
        stop: Where they stop.
        recogniser: The recogniser of the language.
    """
    plain = text.plain
    words = plain[start:stop].split()
    if len(words) < _FEWEST_WORDS:
        return False
    before = plain[max(start - 40, 0) : max(start - 1, 0)].split()
    titled = recogniser.words.sets.get("before_titles", frozenset())
    if before and before[-1].strip("(,").casefold() in titled:
        return False
    return not all(word[:1].isupper() or len(word) < 4 for word in words)
