"""Attribution: who spoke, with which verb, on which day, and whether any words were reported."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from briefkit.language.dates import find_date, parse_when
from briefkit.model import Actor, Statement
from briefkit.model.text import Text, TextLike, slice_spans
from briefkit.model.when import When
from briefkit.recognise.cues import MASK, WORD, Cue, end_of_sentence, mask_quotations
from briefkit.recognise.quotation_marks import marked
from briefkit.recognise.recogniser import Recogniser, recogniser_for
from briefkit.recognise.speaker_in_sentence import cue_of_known, find_cue
from briefkit.recognise.speaker_names import parse_speakers
from briefkit.recognise.words import fold

_LONGEST_LABEL = 240  # characters
_DATED = re.compile(r"(?P<who>[^()]+) \((?P<date>[^()]+)\)")  # "Name (5 September 2025)"
_DATE_WITHIN = 120  # characters behind the verb


@frozen
class Attribution:
    """Attribution of a statement, as far as its own words give it.

    Attributes:
        cue: The lemma of the attribution verb.
        said_on: When it was said.
        inferred: Whether no words were reported: a position is read into acts.
    """

    cue: str | None = None
    said_on: When | None = None
    inferred: bool = False


def statement(
    text: TextLike, language: str, *, permissive: bool = False, explicit: bool = False
) -> Statement | None:
    """Recognise a statement: labelled ("Role, Name: …") or naming its own speaker ("Name said …").

    Args:
        text: One bullet or one paragraph.
        language: Its language, in BCP 47.
        permissive: Whether a label that is only capitalised like a name is taken for one, as where
            reactions are listed.
        explicit: Whether the label is set apart as one, so that "Role, Name" is taken by its form.

    Returns:
        The statement, its quoted words marked; None where nobody is recognised as speaking.
    """
    recogniser = recogniser_for(language)
    words = marked(text, language)
    return _labelled_statement(
        words, recogniser, permissive, explicit
    ) or _statement_naming_its_speaker(words, recogniser)


def attribution(text: TextLike, language: str, speakers: Sequence[Actor] = ()) -> Attribution:
    """Recognise how a statement's own words say that it was said, whether or not they name a speaker.

    Args:
        text: The words of the statement, without its label.
        language: Its language, in BCP 47.
        speakers: Who is known to be named in it as speaking, also where no word list knows them.
    """
    recogniser = recogniser_for(language)
    words = marked(text, language)
    plain = mask_quotations(words)
    opening = _opening_verb(plain, recogniser)
    if opening:
        lemma, verb, stop = opening
        return Attribution(lemma, _said_on(plain, 0, verb, stop, recogniser))
    if MASK not in plain and recogniser.opening("hedges", plain):
        return Attribution(inferred=True)
    found = find_cue(plain, recogniser) or cue_of_known(plain, speakers, recogniser)
    return (
        Attribution(found.lemma, _date_of_cue(found, plain, recogniser)) if found else Attribution()
    )


def split_label(text: Text) -> tuple[str, Text] | None:
    """Split the words before the first colon from those after it; None where nothing may be a label."""
    words = mask_quotations(text)
    at = words.find(": ", 0, _LONGEST_LABEL)
    # A no-break space may stand before another.
    start = len(words) - len(words[at + 1 :].lstrip(" "))
    rest = Text(slice_spans(text.spans, start)) if at > 0 else None
    return (text.plain[:at].rstrip(), rest) if rest else None


def _labelled_statement(
    text: Text, recogniser: Recogniser, permissive: bool, explicit: bool
) -> Statement | None:
    split = split_label(text)
    if split is None:
        return None
    label, rest = split
    dated = _DATED.fullmatch(label)
    day = parse_when(dated["date"], recogniser.language) if dated else None
    who = dated["who"] if dated and day else label
    found = parse_speakers(who, recogniser, explicit=explicit)
    if found is None:
        return None
    how = attribution(rest, recogniser.language)
    evident = found.sure or permissive or how.cue or how.inferred or MASK in mask_quotations(rest)
    if not evident:
        return None
    return Statement(
        found.actors,
        rest,
        said_on=how.said_on or day,
        cue=how.cue,
        labelled=True,
        inferred=how.inferred,
    )


def _statement_naming_its_speaker(text: Text, recogniser: Recogniser) -> Statement | None:
    plain = mask_quotations(text)
    cue = find_cue(plain, recogniser)
    if cue is None:
        return None
    said_on = _date_of_cue(cue, plain, recogniser)
    return Statement(cue.speakers.actors, text, said_on=said_on, cue=cue.lemma)


def _opening_verb(plain: str, recogniser: Recogniser) -> tuple[str, int, int] | None:
    """Return the verb that a labelled text opens with and where it stands: "Also said", "Has warned"."""
    start = 0
    while phrase := recogniser.opening("before_cue", plain[start : start + 40]):
        start += len(phrase)
        while plain[start : start + 1] in (" ", ","):
            start += 1
    match = WORD.match(plain, start)
    lemma = recogniser.lemma_of(match.group()) if match else None
    return (lemma, match.start(), match.end()) if match and lemma else None


# Dates of saying


def _date_of_cue(cue: Cue, plain: str, recogniser: Recogniser) -> When | None:
    return _said_on(plain, cue.start, cue.verb, cue.stop, recogniser)


def _said_on(plain: str, start: int, verb: int, stop: int, recogniser: Recogniser) -> When | None:
    """Return the date that goes with the verb: before it in its clause, or soon behind it."""
    return _date_before_verb(plain[start:verb].rstrip(" ,"), recogniser) or _date_behind_verb(
        plain, verb, stop, recogniser
    )


def _date_before_verb(words: str, recogniser: Recogniser) -> When | None:
    """Read "On 5 September 2025, Name", "In a statement on …, Name" and "Name, on 5 September 2025,"."""
    found = find_date(words, recogniser.language)
    if found is None:
        return None
    when, first, last = found
    before = words[:first].rstrip(" ,")
    if last == len(words) or not before or recogniser.has("before_date", before):
        return when
    return when if recogniser.opening("occasions", before) else None


def _date_behind_verb(plain: str, verb: int, stop: int, recogniser: Recogniser) -> When | None:
    """Read "said on 5 September 2025 that", "told reporters in Kyiv on Sept. 5th, 2025, that"."""
    end = min(end_of_sentence(plain, recogniser, stop), stop + _DATE_WITHIN)
    found = find_date(plain[stop:end], recogniser.language)
    if found is None:
        return None
    when, first, last = found
    gap = [fold(word.group()) for word in WORD.finditer(plain, stop, stop + first)]
    if not gap:  # but not "said the 5 September 2025 agreement was void"
        dated, follows = plain[stop + first : stop + last], plain[stop + last + 1 : stop + last + 2]
        return when if recogniser.without_article(dated) == dated or not follows.isalpha() else None
    lemma = recogniser.lemma_of(plain[verb:stop].strip()) or ""
    opens = recogniser.has("date_gap", gap[0]) or recogniser.has("verbs_of_telling", lemma)
    clause = MASK in plain[stop : stop + first] or recogniser.words.sets["clause_words"] & set(
        gap[:-1]
    )
    return when if opens and not clause and recogniser.has("before_date", gap[-1]) else None
