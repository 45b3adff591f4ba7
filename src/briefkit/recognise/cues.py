"""Cues: the attribution verb of a sentence and the speaker beside it, by rules that look into no quotation.

All rules work on words whose quoted characters are masked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from briefkit.language.dates import find_date
from briefkit.language.spacing import plain_spaces
from briefkit.model.text import Text
from briefkit.recognise.recogniser import Recogniser
from briefkit.recognise.speaker_names import Speakers, parse_speakers
from briefkit.recognise.words import fold

#: Stands for each quoted character; no Text holds it.
MASK = "\0"
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")

#: Characters in which a speaker must have come.
LONGEST_OPENING = 240
#: Parts between commas that are looked at.
PIECES_TO_TRY = 4
_SENTENCE_END = re.compile(r"[.!?][”\"’')»\]]*(?= |$)")


@frozen
class Cue:
    """Attributing clause: it says who spoke.

    Attributes:
        speakers: Who.
        lemma: The verb's lemma; None where no verb says so.
        start: Where the clause starts.
        verb: Where the verb starts.
        stop: Where the verb, or a speaker behind it, stops.
    """

    speakers: Speakers
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
        if not (initials or recogniser.has("abbreviations", word) or following.islower()):
            return match.end()
    return len(plain)


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


# Speakers beside a verb


def subject_speakers(words: str, recogniser: Recogniser) -> Speakers | None:
    """Read the words before a verb as who speaks, without auxiliaries, adverbs and a date."""
    words = _without_aside(without_date(words.strip(" ,"), recogniser), recogniser)
    found = parse_speakers(words, recogniser, running=True)
    while found is None or not found.sure:
        shorter = _without_adverbial(words, recogniser)
        if shorter == words:
            break
        words = without_date(shorter, recogniser)
        found = parse_speakers(words, recogniser, running=True) or found
    return found


def _without_aside(words: str, recogniser: Recogniser) -> str:
    """Drop an age, or an occasion, behind a name: "Name, 54", "Name, speaking in Porto"."""
    who, comma, aside = words.rpartition(", ")
    return who if comma and (aside.isdigit() or recogniser.opening("occasions", aside)) else words


def _without_adverbial(words: str, recogniser: Recogniser) -> str:
    """Drop one phrase that may stand before the verb from the end of a subject."""
    folded = fold(words)
    for phrase in recogniser.words.phrases["before_cue"]:
        if folded.endswith(" " + phrase):
            return words[: -len(phrase)].rstrip(" ,")
    return words


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


def speakers_from(
    plain: str, start: int, end: int, recogniser: Recogniser
) -> tuple[Speakers, int] | None:
    """Read as many words from `start` as are a speaker, up to a comma or the end."""
    pieces = plain[start : min(end, start + LONGEST_OPENING)].rstrip(" .").split(", ")
    for count in range(min(len(pieces), PIECES_TO_TRY), 0, -1):
        whole = ", ".join(pieces[:count])
        found = parse_speakers(without_date(whole, recogniser), recogniser, running=True)
        if found:
            return found, start + len(whole)
    return None
