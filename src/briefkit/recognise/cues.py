"""Cues: the speaker and the verb in a sentence that names who said it.

All rules work on words whose quoted characters are masked, so that none sees into a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from attrs import frozen

from briefkit.language.dates import find_date
from briefkit.model import Organisation
from briefkit.model.text import Text
from briefkit.recognise.speakers import Speakers, speakers
from briefkit.recognise.words import Words, fold, words_of
from briefkit.runtime.caching import cached

#: Stands for each quoted character; no Text holds it.
MASK = "\0"
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")

_LONGEST_OPENING = 240  # characters in which a speaker must have come
_VERBS_TO_TRY = 4
_PIECES_TO_TRY = 4  # parts between commas
_MOST_HEARERS = 4  # words
_QUOTATION = re.compile(f"{MASK}+")
_OPENS_QUOTED = re.compile(rf"[^\w\s]{MASK}")
_BEHIND_QUOTATION = re.compile(r"[\s,.!?”\"»’'“«‹›」』]*")
_DASH = re.compile(r"\s*+[—–-]++(?P<who>[^—–]++)")
_SENTENCE_END = re.compile(r"[.!?][”\"’')»\]]*(?= |$)")


@frozen
class Cue:
    """A clause that says who spoke.

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


def unquoted(text: Text) -> str:
    """Return the words with every quoted character masked."""
    return "".join([MASK * len(span.text) if span.quoted else span.text for span in text.spans])


def lemma_of(word: str, lexicon: Words) -> str | None:
    """Return the lemma of a form of an attribution verb; None for any other word."""
    return lexicon.lemmas.get(fold(word).rstrip("."))


def end_of_sentence(plain: str, language: str, start: int = 0) -> int:
    """Return where the sentence that `start` stands in ends."""
    lexicon = words_of(language)
    for match in _SENTENCE_END.finditer(plain, start):
        dot = match.start()
        first = max(plain.rfind(" ", max(dot - 20, 0), dot) + 1, dot - 20)
        word = plain[first : dot + 1]
        initials = re.fullmatch(r"(?:[^\W\d_]\.)+", word)
        following = plain[match.end() + 1 : match.end() + 2]
        if not (initials or lexicon.has("abbreviations", word) or following.islower()):
            return match.end()
    return len(plain)


def find_cue(plain: str, language: str) -> Cue | None:
    """Find who speaks in the first sentence: before, behind or between the words that were said.

    Args:
        plain: The masked words.
        language: Their language, in BCP 47.
    """
    lexicon = words_of(language)
    if _OPENS_QUOTED.match(plain):
        return _behind_quotation(plain, language, lexicon)
    end = end_of_sentence(plain, language)
    return (
        _according_to(plain, end, language, lexicon)
        or _leading(plain, end, language, lexicon)
        or _trailing(plain, end, language, lexicon)
    )


# "SPEAKER VERB …"


def _leading(plain: str, end: int, language: str, lexicon: Words) -> Cue | None:
    """Read "[On Monday,] SPEAKER VERB": the first verb whose subject is a speaker."""
    for start in _subject_starts(plain, end, lexicon):
        for lemma, match in _verbs(plain, start, end, lexicon, _VERBS_TO_TRY):
            subject = _subject(plain[start : match.start()], language, lexicon)
            if subject and not _agrees(subject, lemma, match.group(), lexicon):
                continue
            if subject and _reports(subject, lemma, plain, match.end(), language, lexicon):
                return Cue(subject, lemma, 0, match.start(), match.end())
    return None


def _subject_starts(plain: str, end: int, lexicon: Words) -> Iterator[int]:
    """Yield where the subject may start: at once, or behind an opening phrase and its comma."""
    opening = lexicon.opening("lead_ins", plain[:40])
    if not opening:
        yield 0
        return
    if plain[len(opening) : len(opening) + 1] == " ":
        yield len(opening) + 1
    for match in [*re.finditer(", ", plain[: min(end, _LONGEST_OPENING)])][:_PIECES_TO_TRY]:
        yield match.end()


def _verbs(
    plain: str, start: int, end: int, lexicon: Words, most: int
) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the first forms of attribution verbs, with their lemmas."""
    count = 0
    for match in WORD.finditer(plain, start, min(end, start + _LONGEST_OPENING)):
        name = match.start() > start and match.group()[0].isupper()
        lemma = None if name else lemma_of(match.group(), lexicon)
        if lemma and _finite(plain[start : match.start()], match.group(), lexicon):
            yield lemma, match
            count += 1
        if count == most:
            return


def _finite(before: str, form: str, lexicon: Words) -> bool:
    """Whether a form can be a sentence's verb: "warning" is not, but in "was quoted as warning"."""
    if not fold(form).rstrip(".").endswith(lexicon.phrases["verbal_noun_endings"]):
        return True
    return fold(before).rstrip().endswith(lexicon.phrases["before_verbal_noun"])


def _agrees(subject: Speakers, lemma: str, form: str, lexicon: Words) -> bool:
    """Whether a form of a verb goes with one named speaker; "Will respond" and "Grim warning" do not."""
    actor = subject.actors[0]
    if len(subject.actors) > 1 or isinstance(actor, Organisation) or actor.name is None:
        return True
    return lexicon.has("unchanging_verbs", lemma) or fold(form).rstrip(".") != lemma


def _subject(words: str, language: str, lexicon: Words) -> Speakers | None:
    """Read the words before a verb as who speaks, without auxiliaries, adverbs and a date."""
    words = _without_aside(_without_date(words.strip(" ,"), language, lexicon), lexicon)
    found = speakers(words, language, running=True)
    while found is None or not found.sure:
        shorter = _without_last(words, lexicon)
        if shorter == words:
            break
        words = _without_date(shorter, language, lexicon)
        found = speakers(words, language, running=True) or found
    return found


def _without_aside(words: str, lexicon: Words) -> str:
    """Drop an age, or an occasion, behind a name: "Name, 54", "Name, speaking in Porto"."""
    who, comma, aside = words.rpartition(", ")
    return who if comma and (aside.isdigit() or lexicon.opening("occasions", aside)) else words


def _without_last(words: str, lexicon: Words) -> str:
    """Drop one phrase that may stand before the verb from the end of a subject."""
    folded = fold(words)
    for phrase in lexicon.phrases["before_cue"]:
        if folded.endswith(" " + phrase):
            return words[: -len(phrase)].rstrip(" ,")
    return words


def _without_date(words: str, language: str, lexicon: Words) -> str:
    """Drop a date or a day from the end of words: "The minister, on Friday, 5 September 2025"."""
    found = find_date(words, language)
    if found and found[2] == len(words):
        rest = words[: found[1]].rstrip(" ,")
    else:
        rest, _, last = words.rpartition(" ")
        if not rest or not lexicon.has("days", last):
            return words
    shorter, _, last = rest.rpartition(" ")
    return (shorter if shorter and lexicon.has("before_date", last) else rest).rstrip(" ,")


def _reports(
    subject: Speakers, lemma: str, plain: str, stop: int, language: str, lexicon: Words
) -> bool:
    """Whether a verb reports words: a weak one, or one behind a doubtful name, needs a clause."""
    weak = lexicon.has("verbs_with_clause", lemma)
    doubtful = not subject.sure and all(" " not in str(one.name) for one in subject.actors)
    if not (weak or doubtful):
        return True
    end = end_of_sentence(plain, language, stop)
    window = plain[stop : min(end, stop + (60 if weak else _LONGEST_OPENING))]
    words = {fold(word.group()) for word in WORD.finditer(window)}
    return (
        MASK in window
        or window[:1] in (":", ",")
        or bool(words & lexicon.sets["clause_words"])
        or (not weak and lexicon.has("plain_verbs", lemma))
    )


# "According to SPEAKER, …"


def _according_to(plain: str, end: int, language: str, lexicon: Words) -> Cue | None:
    """Read "According to SPEAKER, …" and "…, according to SPEAKER."."""
    for match in islice(_according_pattern(language).finditer(plain, 0, end), _PIECES_TO_TRY):
        found = _speakers_at(plain, match.end(), end, language, lexicon)
        if found:
            return Cue(found[0], None, match.start(), match.start(), found[1])
    return None


@cached(128, longest=200)
def _according_pattern(language: str) -> re.Pattern[str]:
    phrases = words_of(language).phrases["according_to"]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))}) ", re.IGNORECASE)


def _speakers_at(
    plain: str, start: int, end: int, language: str, lexicon: Words
) -> tuple[Speakers, int] | None:
    """Read as many words from `start` as are a speaker, up to a comma or the end."""
    pieces = plain[start : min(end, start + _LONGEST_OPENING)].rstrip(" .").split(", ")
    for count in range(min(len(pieces), _PIECES_TO_TRY), 0, -1):
        whole = ", ".join(pieces[:count])
        found = speakers(_without_date(whole, language, lexicon), language, running=True)
        if found:
            return found, start + len(whole)
    return None


# Behind what was said


def _behind_quotation(plain: str, language: str, lexicon: Words) -> Cue | None:
    """Read “…,” SPEAKER VERB, “…,” VERB SPEAKER and “…” — SPEAKER."""
    for quotation in [*_QUOTATION.finditer(plain)][:_PIECES_TO_TRY]:
        after = quotation.end() + 1
        end = end_of_sentence(plain, language, after)
        dash = _DASH.fullmatch(plain, after, end)
        found = speakers(dash["who"].strip().removesuffix("."), language) if dash else None
        if found:
            return Cue(found, None, after, after, end)
        clause = _clause(plain, after, end, language, lexicon)
        if clause:
            return clause
    return None


def _trailing(plain: str, end: int, language: str, lexicon: Words) -> Cue | None:
    """Read "…, SPEAKER VERB [on DATE]." at the end of a sentence."""
    commas = [match.end() for match in re.finditer(r",[”\"’']? ", plain[:end])]
    for start in commas[-_PIECES_TO_TRY:]:
        clause = _clause(plain, start, end, language, lexicon)
        if clause and _only_circumstances(clause, plain[clause.stop : end], language, lexicon):
            return clause
    return None


def _only_circumstances(cue: Cue, words: str, language: str, lexicon: Words) -> bool:
    """Whether words behind a verb say no more than when, and to whom: "told reporters on Monday"."""
    rest = _without_date(f"- {words.strip(' .,')}", language, lexicon).removeprefix("-").split()
    told = lexicon.has("verbs_of_telling", cue.lemma or "") and len(rest) <= _MOST_HEARERS
    return told or all(lexicon.has("date_gap", word) for word in rest)


def _clause(plain: str, start: int, end: int, language: str, lexicon: Words) -> Cue | None:
    """Read a clause that only attributes: "SPEAKER VERB …" or "VERB SPEAKER …"."""
    behind = _BEHIND_QUOTATION.match(plain, start)
    start = behind.end() if behind else start
    for lemma, match in _verbs(plain, start, end, lexicon, 2):
        before = plain[start : match.start()].strip(" ,")
        if before:
            subject = _subject(before, language, lexicon)
            if subject:
                return Cue(subject, lemma, start, match.start(), match.end())
        else:
            found = _speakers_at(plain, match.end() + 1, end, language, lexicon)
            if found:
                return Cue(found[0], lemma, start, match.start(), found[1])
    return None
