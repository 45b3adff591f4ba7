"""Dates of saying: the date that goes with a cue, before it in its clause or soon behind it."""

from __future__ import annotations

from briefkit.language.dates import find_date
from briefkit.model.when import When
from briefkit.recognise.cues import MASK, end_of_sentence
from briefkit.recognise.recogniser import Recogniser
from briefkit.recognise.words import WORD, fold

_DATE_WITHIN = 120  # characters behind the verb


def said_on(plain: str, start: int, verb: int, stop: int, recogniser: Recogniser) -> When | None:
    """Return the date that goes with a cue: before it in its clause, or soon behind it.

    Args:
        plain: The words, those of quotations masked.
        start: Where the clause starts.
        verb: Where its verb starts.
        stop: Where the verb, or a speaker behind it, stops.
        recogniser: The recogniser of the language.
    """
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
    # "Condemned the attack of 5 September 2025"
    of_thing = recogniser.has("articles", gap[0]) and recogniser.has("date_of_thing", gap[-1])
    is_said = opens and not clause and not of_thing
    return when if is_said and recogniser.has("before_date", gap[-1]) else None
