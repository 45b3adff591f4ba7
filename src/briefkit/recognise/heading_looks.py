"""Looks of headings: what tells the heading of another house, without any mark, from a sentence and from a label."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

from briefkit.language.word_pattern import WORD

_LONGEST_HEADING = 80  # characters
_MOST_WORDS = 10
_MOST_WORDS_OF_QUESTION = 14
_FEW_WORDS = 6
_SMALL_WORD = 4  # letters up to which a word of a title may stand in small letters
_PROSE_WORDS = 8  # of a line that is no heading or label any more
_OPENS_QUESTION = "¿¡"
_ENDS_NO_HEADING = '.,;!…”"’)。，；！、،؛»'
_ENDS_SENTENCE = '.!?”"’»。！？؟…)'
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}\b")
_OPENS_QUOTATION = "“„«「‘\"'"
_ARROWS = "» "
_CLOSES_QUOTATION = "”“»」’\"'"
_BEHIND_SIGN = "\ufe0f\u200d "  # what makes a sign an emoji


def may_be_heading(words: str) -> bool:
    """Whether words are short enough for a heading, and begin and end like one."""
    most = _MOST_WORDS_OF_QUESTION if asks(words) else _MOST_WORDS
    return (
        len(words) <= _LONGEST_HEADING
        and words.count(" ") < most
        and _begins_heading(words)
        and (words[-1] not in _ENDS_NO_HEADING or _opens_with_clock(words))
        and any(character.isalpha() for character in words)
    )


def _begins_heading(words: str) -> bool:
    """Whether words begin with a capital, a number, or a sign of no sentence; quoted ones may come first."""
    first = words.removeprefix(_ARROWS)[0]
    if first in _OPENS_QUOTATION:
        first = words[1:2]
    elif not first.isascii() and unicodedata.category(first) == "So":
        first = words[1:].lstrip(_BEHIND_SIGN)[:1]
    elif first in _OPENS_QUESTION:
        first = words[1:2]
    return first.isdigit() or (first.isalpha() and not first.islower())


def looks_like_title(words: str) -> bool:
    """Whether words stand in capitals, have a title's, or ask a question."""
    letters = [word for word in words.rstrip(":?").split(" ") if word[:1].isalpha()]
    if not letters:
        return False
    titled = all(word[0].isupper() or len(word) <= _SMALL_WORD for word in letters)
    return words.isupper() or asks(words) or (titled and letters[-1][0].isupper())


def asks(words: str) -> bool:
    """Whether words ask a question."""
    return words.endswith(("?", "？", "؟"))


def is_short(words: str) -> bool:
    """Whether words are few."""
    return words.count(" ") < _FEW_WORDS


def is_sentence(words: str) -> bool:
    """Whether words, of any number, end as a sentence does."""
    return bool(words) and words[-1] in _ENDS_SENTENCE and _has_words(words, 3)


def is_prose(words: str) -> bool:
    """Whether words are a sentence that is too long for a heading or a label."""
    return is_sentence(words) and _has_words(words, _PROSE_WORDS)


def ends_sentence(words: str) -> bool:
    """Whether words end where a sentence does."""
    return words[-1] in _ENDS_SENTENCE


def has_label(words: str) -> bool:
    """Whether words stand behind a label: "Q: Who pays?"; a title may have a colon inside."""
    label, _, rest = words.replace("：", ": ").partition(": ")
    if not rest or (words[0] in _OPENS_QUOTATION and label[-1] in _CLOSES_QUOTATION):
        return False
    return asks(words) or not looks_like_title(words)


def _opens_with_clock(words: str) -> bool:
    """Whether words open with a time, as the headings of a day's events do: "15:12 – “A good day”"."""
    return bool(_CLOCK.match(words)) and any(sign in words for sign in f"{_OPENS_QUOTATION}(")


def _has_words(text: str, fewest: int) -> bool:
    """Whether a text has so many words at least, by a look at no more of it: it may be very long."""
    return sum(1 for _ in islice(WORD.finditer(text), fewest)) == fewest
