"""Speaker in a sentence: who spoke, and the attribution verb (the cue), before, behind or between the words said.

All rules work on words whose quoted characters are masked, so that no rule looks into a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from attrs import frozen

from briefkit.language.dates import find_date
from briefkit.model import Organisation
from briefkit.model.text import Text
from briefkit.recognise.recogniser import Recogniser
from briefkit.recognise.speaker_names import Speakers, parse_speakers
from briefkit.recognise.words import fold

#: Stands for each quoted character; no Text holds it.
MASK = "\0"
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")

_LONGEST_OPENING = 240  # characters in which a speaker must have come
_VERBS_TO_TRY = 4
_PIECES_TO_TRY = 4  # parts between commas
_MOST_HEARERS = 4  # words
_QUOTATION = re.compile(f"{MASK}+")
_OPENS_QUOTED = re.compile(rf"[^\w\s]{MASK}")
_SIGNS_BEHIND_QUOTATION = re.compile(r"[\s,.!?”\"»’'“«‹›」』]*")
_DASH = re.compile(r"\s*+[—–-]++(?P<who>[^—–]++)")
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
    """Return the words with every quoted character masked."""
    return "".join([MASK * len(span.text) if span.quoted else span.text for span in text.spans])


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


def find_cue(plain: str, recogniser: Recogniser) -> Cue | None:
    """Find who speaks in the first sentence: before, behind or between the words that were said.

    Args:
        plain: The masked words.
        recogniser: The recogniser of the language.
    """
    if _OPENS_QUOTED.match(plain):
        return _speaker_behind_quotation(plain, recogniser)
    end = end_of_sentence(plain, recogniser)
    return (
        _speaker_according_to(plain, end, recogniser)
        or _speaker_before_verb(plain, end, recogniser)
        or _speaker_at_end_of_sentence(plain, end, recogniser)
    )


# The speaker before the verb: "SPEAKER VERB …"


def _speaker_before_verb(plain: str, end: int, recogniser: Recogniser) -> Cue | None:
    """Read "[On Monday,] SPEAKER VERB": the first verb whose subject is a speaker."""
    for start in _subject_starts(plain, end, recogniser):
        for lemma, match in _attribution_verbs(plain, start, end, recogniser, _VERBS_TO_TRY):
            subject = _subject_speakers(plain[start : match.start()], recogniser)
            if subject and not _agrees_with_subject(subject, lemma, match.group(), recogniser):
                continue
            if subject and _reports_words(subject, lemma, plain, match.end(), recogniser):
                return Cue(subject, lemma, 0, match.start(), match.end())
    return None


def _subject_starts(plain: str, end: int, recogniser: Recogniser) -> Iterator[int]:
    """Yield where the subject may start: at once, or behind an opening phrase and its comma."""
    opening = recogniser.opening("lead_ins", plain[:40])
    if not opening:
        yield 0
        return
    if plain[len(opening) : len(opening) + 1] == " ":
        yield len(opening) + 1
    for match in [*re.finditer(", ", plain[: min(end, _LONGEST_OPENING)])][:_PIECES_TO_TRY]:
        yield match.end()


def _attribution_verbs(
    plain: str, start: int, end: int, recogniser: Recogniser, most: int
) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the first forms of attribution verbs, with their lemmas."""
    count = 0
    for match in WORD.finditer(plain, start, min(end, start + _LONGEST_OPENING)):
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


def _agrees_with_subject(subject: Speakers, lemma: str, form: str, recogniser: Recogniser) -> bool:
    """Whether a form of a verb goes with one named speaker; "Will respond" and "Grim warning" do not."""
    actor = subject.actors[0]
    if len(subject.actors) > 1 or isinstance(actor, Organisation) or actor.name is None:
        return True
    return recogniser.has("unchanging_verbs", lemma) or fold(form).rstrip(".") != lemma


def _subject_speakers(words: str, recogniser: Recogniser) -> Speakers | None:
    """Read the words before a verb as who speaks, without auxiliaries, adverbs and a date."""
    words = _without_aside(_without_date(words.strip(" ,"), recogniser), recogniser)
    found = parse_speakers(words, recogniser, running=True)
    while found is None or not found.sure:
        shorter = _without_adverbial(words, recogniser)
        if shorter == words:
            break
        words = _without_date(shorter, recogniser)
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


def _without_date(words: str, recogniser: Recogniser) -> str:
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


def _reports_words(
    subject: Speakers, lemma: str, plain: str, stop: int, recogniser: Recogniser
) -> bool:
    """Whether a verb reports words: a weak one, or one behind a doubtful name, needs a clause."""
    weak = recogniser.has("verbs_with_clause", lemma)
    doubtful = not subject.sure and all(" " not in str(one.name) for one in subject.actors)
    if not (weak or doubtful):
        return True
    end = end_of_sentence(plain, recogniser, stop)
    window = plain[stop : min(end, stop + (60 if weak else _LONGEST_OPENING))]
    words = {fold(word.group()) for word in WORD.finditer(window)}
    return (
        MASK in window
        or window[:1] in (":", ",")
        or bool(words & recogniser.words.sets["clause_words"])
        or (not weak and recogniser.has("plain_verbs", lemma))
    )


# The speaker without a verb: "According to SPEAKER, …"


def _speaker_according_to(plain: str, end: int, recogniser: Recogniser) -> Cue | None:
    """Read "According to SPEAKER, …" and "…, according to SPEAKER."."""
    for match in islice(recogniser.according_to.finditer(plain, 0, end), _PIECES_TO_TRY):
        found = _speakers_from(plain, match.end(), end, recogniser)
        if found:
            return Cue(found[0], None, match.start(), match.start(), found[1])
    return None


def _speakers_from(
    plain: str, start: int, end: int, recogniser: Recogniser
) -> tuple[Speakers, int] | None:
    """Read as many words from `start` as are a speaker, up to a comma or the end."""
    pieces = plain[start : min(end, start + _LONGEST_OPENING)].rstrip(" .").split(", ")
    for count in range(min(len(pieces), _PIECES_TO_TRY), 0, -1):
        whole = ", ".join(pieces[:count])
        found = parse_speakers(_without_date(whole, recogniser), recogniser, running=True)
        if found:
            return found, start + len(whole)
    return None


# The speaker behind what was said


def _speaker_behind_quotation(plain: str, recogniser: Recogniser) -> Cue | None:
    """Read the speaker behind a quotation: “…,” SPEAKER VERB, “…,” VERB SPEAKER and “…” — SPEAKER."""
    for quotation in [*_QUOTATION.finditer(plain)][:_PIECES_TO_TRY]:
        after = quotation.end() + 1
        end = end_of_sentence(plain, recogniser, after)
        dash = _DASH.fullmatch(plain, after, end)
        found = parse_speakers(dash["who"].strip().removesuffix("."), recogniser) if dash else None
        if found:
            return Cue(found, None, after, after, end)
        clause = _attributing_clause(plain, after, end, recogniser)
        if clause:
            return clause
    return None


def _speaker_at_end_of_sentence(plain: str, end: int, recogniser: Recogniser) -> Cue | None:
    """Read "…, SPEAKER VERB [on DATE]." at the end of a sentence."""
    commas = [match.end() for match in re.finditer(r",[”\"’']? ", plain[:end])]
    for start in commas[-_PIECES_TO_TRY:]:
        clause = _attributing_clause(plain, start, end, recogniser)
        if clause and _only_says_when_and_to_whom(clause, plain[clause.stop : end], recogniser):
            return clause
    return None


def _only_says_when_and_to_whom(cue: Cue, words: str, recogniser: Recogniser) -> bool:
    """Whether words behind a verb say no more than when, and to whom: "told reporters on Monday"."""
    rest = _without_date(f"- {words.strip(' .,')}", recogniser).removeprefix("-").split()
    told = recogniser.has("verbs_of_telling", cue.lemma or "") and len(rest) <= _MOST_HEARERS
    return told or all(recogniser.has("date_gap", word) for word in rest)


def _attributing_clause(plain: str, start: int, end: int, recogniser: Recogniser) -> Cue | None:
    """Read a clause that only attributes: "SPEAKER VERB …" or "VERB SPEAKER …"."""
    behind = _SIGNS_BEHIND_QUOTATION.match(plain, start)
    start = behind.end() if behind else start
    for lemma, match in _attribution_verbs(plain, start, end, recogniser, 2):
        before = plain[start : match.start()].strip(" ,")
        if before:
            subject = _subject_speakers(before, recogniser)
            if subject:
                return Cue(subject, lemma, start, match.start(), match.end())
        else:
            found = _speakers_from(plain, match.end() + 1, end, recogniser)
            if found:
                return Cue(found[0], lemma, start, match.start(), found[1])
    return None
