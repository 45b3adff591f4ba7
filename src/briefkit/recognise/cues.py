"""Cues: the attribution verb of a sentence and the speaker beside it, by rules that look into no quotation.

All rules work on words whose quoted characters are masked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from briefkit.language.date_patterns import patterns
from briefkit.language.dates import find_date
from briefkit.language.spacing import plain_spaces
from briefkit.model.text import Text
from briefkit.recognise.recogniser import Recogniser
from briefkit.recognise.words import WORD, fold

#: Stands for each quoted character; no Text holds it.
MASK = "\0"

#: Characters in which a speaker must have come.
LONGEST_OPENING = 240
_DAY = re.compile(r"\d{1,2}\.")
_SENTENCE_END = re.compile(r"[.!?][”\"’')»\]]*(?= |$)")


@frozen
class Cue:
    """Cue: a verb that attributes, and where it stands.

    Attributes:
        lemma: The verb's lemma; None where no verb says so.
        start: Where the clause starts.
        verb: Where the verb starts.
        stop: Where the verb, or a speaker behind it, stops.
    """

    lemma: str | None
    start: int
    verb: int
    stop: int


def mask_quotations(text: Text) -> str:
    """Return the words with every quoted character masked, and a U+0020 for each kind of space."""
    spans = text.spans
    words = "".join([MASK * len(span.text) if span.quoted else span.text for span in spans])
    return plain_spaces(words)


def end_of_sentence(plain: str, recogniser: Recogniser, start: int = 0) -> int:
    """Return where the sentence that `start` stands in ends."""
    for match in _SENTENCE_END.finditer(plain, start):
        dot = match.start()
        first = max(plain.rfind(" ", max(dot - 20, 0), dot) + 1, dot - 20)
        word = plain[first : dot + 1]
        initials = re.fullmatch(r"(?:[^\W\d_]\.)+", word)
        following = plain[match.end() + 1 : match.end() + 2]
        number = following.isdigit() and recogniser.has("abbreviations_before_numbers", word)
        day = _DAY.fullmatch(word) and _is_month(plain, match.end(), recogniser.language)
        shortened = initials or number or day or recogniser.has("abbreviations", word)
        if not (shortened or following.islower()):
            return match.end()
    return len(plain)


def _is_month(plain: str, start: int, language: str) -> bool:
    """Whether the name of a month follows: behind "13." it makes a day, and ends no sentence."""
    word = WORD.search(plain, start)
    names = (name for names in patterns(language).months for name in names)
    return word is not None and fold(word.group()) in map(fold, names)


# Attribution verbs


def attribution_verbs(
    plain: str, start: int, end: int, recogniser: Recogniser, most: int
) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the first forms of attribution verbs, with their lemmas."""
    count = 0
    for match in WORD.finditer(plain, start, min(end, start + LONGEST_OPENING)):
        name = match.start() > start and match.group()[0].isupper()
        lemma = None if name else recogniser.lemma_of(match.group())
        if lemma and _is_finite(plain[start : match.start()], match.group(), recogniser):
            yield lemma, match
            count += 1
        if count == most:
            return


def _is_finite(before: str, form: str, recogniser: Recogniser) -> bool:
    """Whether a form can be a sentence's verb: "warning" is not, but in "was quoted as warning"."""
    if not fold(form).rstrip(".").endswith(recogniser.words.phrases["verbal_noun_endings"]):
        return True
    return fold(before).rstrip().endswith(recogniser.words.phrases["before_verbal_noun"])


def without_date(words: str, recogniser: Recogniser) -> str:
    """Drop a date or a day from the end of words: "The minister, on Friday, 5 September 2025"."""
    found = find_date(words, recogniser.language)
    if found and found[2] == len(words):
        rest = words[: found[1]].rstrip(" ,")
    else:
        rest, _, last = words.rpartition(" ")
        if not rest or not recogniser.has("days", last):
            return words
    shorter, _, last = rest.rpartition(" ")
    return (shorter if shorter and recogniser.has("before_date", last) else rest).rstrip(" ,")
