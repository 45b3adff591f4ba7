"""Facts in words: what becomes of a date, a verb or a role that a text gives when the text is edited.

Recognition reads the words of before and those of now, and the fact follows. Where it could not read what was written,
what counts is what stands now in the place of the words that gave the fact: another date there is the date, and where
none is, and the words say it nowhere else, the fact is gone. A fact that the words never gave stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from briefkit.language.dates import dates_in
from briefkit.language.days import find_day
from briefkit.language.spacing import find_words, is_spaced
from briefkit.lower.alike_names import are_alike, same_name
from briefkit.lower.edited_words import EditedWords
from briefkit.model import Actor, Organisation, Person, Text
from briefkit.model.when import When
from briefkit.recognise.on_demand import attribution, mask_quotations, recogniser_for, statement
from briefkit.recognise.words import WORD

if TYPE_CHECKING:
    from briefkit.recognise.attributed_statement import Attribution

_SIGNS = " ,;:.()[]–—-"
_SHORTEST_STEM = 3  # letters


@frozen
class EditedText:
    """Text of a block, before and after somebody edited it.

    Attributes:
        before: What was written.
        now: What stands there now.
        language: The language, in BCP 47.
        speakers_before: Who speaks in what was written; nobody where a label says who.
        speakers_now: Who speaks there now, likewise.
    """

    before: Text
    now: Text
    language: str
    speakers_before: tuple[Actor, ...] = ()
    speakers_now: tuple[Actor, ...] = ()

    @cached_property
    def words(self) -> EditedWords:
        """The words, with those within quotations masked."""
        return EditedWords(mask_quotations(self.before), mask_quotations(self.now))

    @cached_property
    def attributions(self) -> tuple[Attribution, Attribution]:
        """How the words say that something was said: before, and now."""
        return (
            attribution(self.before, self.language, self.speakers_before),
            attribution(self.now, self.language, self.speakers_now),
        )

    @cached_property
    def named(self) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Whom recognition takes for the speakers: before, and now."""
        found = [statement(text, self.language) for text in (self.before, self.now)]
        before, now = (one.speakers if one and not one.labelled else () for one in found)
        return before, now


def followed_date(known: When | None, text: EditedText) -> When | None:
    """Return when something was said, as its edited words have it."""
    was, now = (one.said_on for one in text.attributions)
    if now is not None and (now != was or was == known):
        return now
    if known is None or now is not None:
        return known
    words, language = text.words, text.language
    given = (
        (first, last) for when, first, last in dates_in(words.before, language) if when == known
    )
    place = next(given, None) or find_day(words.before, known, language)
    if place is None:
        return known
    start, stop = words.span(words.in_place(*place))
    there = [*dates_in(words.now, language)]
    in_place = (when for when, first, last in there if first < stop and start < last)
    still = any(when == known for when, *_ in there) or find_day(words.now, known, language)
    return next(in_place, known if still else None)


def followed_cue(known: str | None, text: EditedText) -> str | None:
    """Return the lemma of the verb by which something was said, as its edited words have it."""
    was, now = (one.cue for one in text.attributions)
    if now is not None and (now != was or was == known):
        return now
    if known is None or now is not None:
        return known
    words, language = text.words, text.language
    given = next(forms_of(known, words.before, language), None)
    if given is None:
        return known
    start, stop = words.span(words.in_place(*given))
    lemma_of = recogniser_for(language).lemma_of
    verbs = map(lemma_of, WORD.findall(words.now[start:stop]))
    still = next(forms_of(known, words.now, language), None)
    return next(filter(None, verbs), known if still else None)


def followed_inference(known: bool, text: EditedText) -> bool:
    """Return whether a position is read into acts, as edited words have it: they report now what they did not, or no more."""
    was, now = text.attributions
    told_otherwise = was.inferred != now.inferred and (now.inferred or now.cue is not None)
    return now.inferred if told_otherwise else known


def forms_of(cue: str, words: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield where forms of a verb stand; of one that no lexicon lists, words with its stem."""
    lemma_of = recogniser_for(language).lemma_of
    if lemma_of(cue):
        yield from (word.span() for word in WORD.finditer(words) if lemma_of(word.group()) == cue)
    else:
        yield from (form.span() for form in _unlisted(cue, language).finditer(words))


def _unlisted(cue: str, language: str) -> re.Pattern[str]:
    """Pattern of the forms of a verb that no lexicon lists: words with its stem, or itself where words have no forms."""
    if not is_spaced(language):
        return re.compile(re.escape(cue))
    stem = re.escape(cue[: max(_SHORTEST_STEM, (len(cue) + 1) // 2)])
    return re.compile(rf"(?<!\w){stem}\w*", re.IGNORECASE)


def followed_role(known: Person, now: Person, text: EditedText) -> str | None:
    """Return the role of a speaker whom a sentence names, as its edited words have it.

    Args:
        known: The speaker who was written.
        now: The same one, or another in the same place, as called now.
        text: The sentence.
    """
    if not (known.name and now.name):
        return now.role  # It is all that the speaker is called.
    was, read = (
        next((one for one in actors if same_name(one, speaker)), None)
        for actors, speaker in zip(text.named, (known, now), strict=True)
    )
    if (
        isinstance(was, Person)
        and isinstance(read, Person)
        and (was.role == known.role or read.role not in (None, was.role))
    ):
        return read.role
    words = text.words
    place = find_words(known.role, words.before, text.language) if known.role else None
    if place is None:
        return known.role
    role = _role_in(words, words.in_place(*place), text.language)
    if role is None and find_words(str(known.role), words.now, text.language):
        return known.role  # at another place
    return role


def _role_in(words: EditedWords, tokens: range, language: str) -> str | None:
    """Return the role that some tokens are, with the words put in right before and right behind them."""
    if not tokens:
        return None
    recogniser = recogniser_for(language)
    first, stop = tokens.start, tokens.stop
    while first and words.is_put_in(first - 1):
        first -= 1
    last = stop
    while words.is_put_in(last):
        last += 1
    # "Minister of Trade, Name", but not "Minister reluctantly said".
    if last > stop and (
        recogniser.has("prepositions", words.token(stop)) or words.token(last)[:1] in _SIGNS
    ):
        stop = last
    start, end = words.span(range(first, stop))
    return bare_role(words.now[start:end], language) or None


def bare_role(words: str, language: str) -> str:
    """Return a role in a sentence without an article and signs: "Yesterday the minister," has the role "minister"."""
    role = words.strip(_SIGNS)
    for group in ("lead_ins", "articles"):
        role = role[len(recogniser_for(language).opening(group, role)) :].strip(_SIGNS)
    return role


def still_said(name: str, before: str, now: str, language: str) -> bool:
    """Whether a name still stands in words that were edited, or never did."""
    return not find_words(name, before, language) or bool(find_words(name, now, language))


def followed_name(name: str, words: EditedWords, language: str) -> str | None:
    """Return a name as edited words have it; None where they gave it and give it no more.

    Args:
        name: The name, of somebody or something that is known beside the words.
        words: The words.
        language: Their language, in BCP 47.
    """
    if still_said(name, words.before, words.now, language):
        return name
    place = find_words(name, words.before, language)
    start, stop = words.span(words.in_place(*place)) if place else (0, 0)
    now = words.now[start:stop].strip(_SIGNS)
    return now if now and are_alike(Organisation(name), Organisation(now)) else None
