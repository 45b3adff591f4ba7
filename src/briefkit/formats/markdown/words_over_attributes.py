"""Words over attributes: what becomes of a field in braces when the words of its block say something else.

Attributes may say more than the words, and put right what recognition reads. Where what they name is gone from the words,
and other words stand in its place, somebody edited the words and left the braces alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from itertools import takewhile
from typing import TypeVar

from attrs import evolve, frozen

from briefkit.formats.markdown.line import (
    Line,
)
from briefkit.language.dates import dates_in
from briefkit.language.days import find_day
from briefkit.language.spacing import find_words
from briefkit.language.word_pattern import WORD
from briefkit.lexicons import lexicon
from briefkit.lower.alike_names import are_alike
from briefkit.lower.facts_in_words import bare_role, forms_of
from briefkit.lower.speaker_labels import printed_label
from briefkit.model import (
    EVIDENCED_BLOCKS,
    Actor,
    Event,
    ItemBlock,
    Organisation,
    Person,
    Statement,
    Text,
    called,
)
from briefkit.model.when import When
from briefkit.recognise.attributed_statement import attribution
from briefkit.recognise.cues import (
    MASK,
    attribution_verbs,
    end_of_sentence,
    mask_quotations,
    without_date,
)
from briefkit.recognise.quotation_marks import marked
from briefkit.recognise.recogniser import Recogniser, recogniser_for
from briefkit.recognise.speaker_names import parse_speakers

T = TypeVar("T", bound=ItemBlock)
_NAME = re.compile(r",? ((?:[^\W\d_][\w’'-]*(?: |\b)){2,5})")
_PIECES = 3  # between commas, of what names a speaker behind a verb
_OPENING_WORDS = 2  # before a date that opens a sentence


def digest(line: Line) -> str:
    """Return what tells whether words are still those that attributes were written with."""
    words = " ".join([line.plain, *line.keys])
    return hashlib.sha256(words.encode()).hexdigest()[:8]


@frozen
class SeenWords:
    """Words of a block, as its line shows them.

    Attributes:
        line: The line.
        language: The language, in BCP 47.
        label: The words of its label, without a date; None where it has none.
        named: Whom recognition takes for the speakers.
        day: The date behind its label.
    """

    line: Line
    language: str
    label: str | None = None
    named: tuple[Actor, ...] = ()
    day: When | None = None

    @property
    def recogniser(self) -> Recogniser:
        """The recogniser of the language."""
        return recogniser_for(self.language)

    def says(self, words: str) -> bool:
        """Whether some words stand among them."""
        return find_words(words, self.line.plain, self.language) is not None


def with_words_over(block: T, said: Collection[str], seen: SeenWords) -> T:
    """Return a block with what its words say in the place of attributes that contradict them.

    Args:
        block: The block as its attributes say.
        said: The fields that they give.
        seen: The words.
    """
    made: ItemBlock = block
    if isinstance(made, Statement):
        made = _statement(made, said, seen)
    elif isinstance(made, Event) and "on" in said:
        made = evolve(made, on=_date_of_event(made, seen))
    if isinstance(made, EVIDENCED_BLOCKS) and "evidence" in said:
        shown = [one for one in made.evidence if one.source in seen.line.keys]
        made = evolve(made, evidence=tuple(shown))
    return block if made == block else made  # type: ignore[return-value]


def _statement(made: Statement, said: Collection[str], seen: SeenWords) -> Statement:
    if "speakers" in said:
        made = evolve(made, speakers=_speakers(made, seen))
    if "said_on" in said and seen.day:
        made = evolve(made, said_on=seen.day)
    if "cue" not in said and "said_on" not in said:
        return made
    how = attribution(made.text, seen.language, () if made.labelled else made.speakers)
    masked = mask_quotations(made.text)
    if "cue" in said and made.cue and how.cue and how.cue != made.cue:
        gone = next(forms_of(made.cue, masked, seen.language), None) is None
        made = evolve(made, cue=how.cue if gone else made.cue)
    if "said_on" in said and made.said_on and how.said_on and not seen.day:
        named = _agree(made.said_on, how.said_on) or _names_day(masked, made.said_on, seen.language)
        made = evolve(made, said_on=made.said_on if named else how.said_on)
    return made


# Doubts: where no word list knows the verbs of a language, nobody can tell what was edited


def unsaid(block: ItemBlock, said: Collection[str], seen: SeenWords) -> tuple[str, ...]:
    """Return the attributes of a sentence whose values its words do not say, where recognition finds no verb in it.

    Args:
        block: The block.
        said: The fields that attributes give.
        seen: The words.
    """
    if not isinstance(block, Statement) or block.labelled:
        return ()
    masked = mask_quotations(block.text)
    if next(attribution_verbs(masked, 0, len(masked), seen.recogniser, 1), None):
        return ()
    dates = [when for when, *_ in dates_in(masked, seen.language)]
    missing = {
        "speakers": not all(_is_named(one, (), seen) for one in block.speakers),
        "cue": bool(block.cue) and not any(forms_of(block.cue or "", masked, seen.language)),
        "said_on": block.said_on is not None
        and bool(dates)
        and not any(_agree(block.said_on, one) for one in dates)
        and not _names_day(masked, block.said_on, seen.language),
    }
    return tuple(name for name, is_missing in missing.items() if is_missing and name in said)


# Dates


def _agree(one: When, other: When) -> bool:
    """Whether one date is a part of the other: a month of its year."""
    shorter, longer = sorted((one.edtf, other.edtf), key=len)
    return longer.startswith(shorter)


def _names_day(words: str, when: When, language: str) -> bool:
    return any(one == when for one, *_ in dates_in(words, language)) or bool(
        find_day(words, when, language)
    )


def _date_of_event(event: Event, seen: SeenWords) -> When | None:
    """Return when something happened: as its words open with another date, "On 19 July 2026 the line failed"."""
    words = event.text.plain
    found = next(dates_in(words, seen.language), None)
    if event.on is None or found is None or _names_day(words, event.on, seen.language):
        return event.on
    when, start, _ = found
    opens = len(WORD.findall(words[:start])) <= _OPENING_WORDS
    return when if opens and not _agree(when, event.on) else event.on


# Speakers


def _speakers(made: Statement, seen: SeenWords) -> tuple[Actor, ...]:
    """Return who speaks: whom the words name in the place of those who are gone from them."""
    said = made.speakers
    if seen.label is not None:
        named = _named_by_label(seen.label, said, seen)
    else:
        by_form = _named_by_form(made.text, seen)
        named = tuple(_with_formal_role(one, said, by_form) for one in seen.named)
        named = named or by_form or _named_beside_role(said, seen)
    gone = [one for one in said if not _is_named(one, named, seen)]
    new = [one for one in named if not any(_is_within(one, other, seen) for other in said)]
    if all(isinstance(one, Organisation) or one.name for one in gone):
        new = [one for one in new if _is_proper(one, seen)]  # "the ministry" may be anybody in it
    rest_is_seen = seen.label is not None and len(gone) < len(said)
    if not gone or not (new or rest_is_seen):
        return tuple(_with_seen_role(one, named, seen) for one in said)
    found: list[Actor] = []
    for speaker in said:
        if speaker not in gone:
            found.append(_with_seen_role(speaker, named, seen))
        elif new:
            found.append(_in_place_of(speaker, new.pop(0), seen))
    return (*found, *new)


def _is_named(speaker: Actor, named: Iterable[Actor], seen: SeenWords) -> bool:
    """Whether words name a speaker, perhaps by a part of the name."""
    return seen.says(called(speaker)) or any(_is_within(one, speaker, seen) for one in named)


def _is_proper(speaker: Actor, seen: SeenWords) -> bool:
    """Whether somebody is called by a name, as far as a script tells."""
    return not bare_role(called(speaker), seen.language)[:1].islower()


def _is_within(read: Actor, said: Actor, seen: SeenWords) -> bool:
    """Whether what words call somebody is a part of what attributes say of somebody."""
    known = [called(said)]
    if isinstance(said, Person):
        known += [one for one in (said.role, said.organisation) if one]
    words = bare_role(called(read), seen.language).casefold()
    return {*WORD.findall(words)} <= {*WORD.findall(" ".join(known).casefold())}


def _in_place_of(said: Actor, read: Actor, seen: SeenWords) -> Actor:
    """Return the speaker whom words name in the place of one who is gone; a slip in the name makes no other."""
    match said, read:
        case Person(), Person():
            role = read.role or (said.role if said.role and seen.says(said.role) else None)
            return evolve(said if are_alike(said, read) else read, name=read.name, role=role)
        case Organisation(), Organisation() if are_alike(said, read):
            return evolve(said, name=read.name)
        case Organisation(), Person(name=str(name), role=None):
            # That a body has the name does not show by its form.
            return Organisation(name)
        case _:
            return read


def _with_seen_role(speaker: Actor, named: Iterable[Actor], seen: SeenWords) -> Actor:
    """Return a speaker with the role that words give in the place of one that is gone, or that was made longer."""
    if not isinstance(speaker, Person) or not speaker.role or not speaker.name:
        return speaker
    read = next((one for one in named if called(one) == speaker.name), None)
    if not isinstance(read, Person) or not read.role or read.role == speaker.role:
        return speaker
    longer = read.role.endswith(f" {speaker.role}") and "," not in read.role
    return evolve(speaker, role=read.role) if longer or not seen.says(speaker.role) else speaker


def _with_formal_role(read: Actor, said: Iterable[Actor], by_form: Iterable[Actor]) -> Actor:
    """Return a speaker with the role that words give by their form, where it is like the one that is known."""
    if not isinstance(read, Person) or read.role:
        return read
    for known in said:
        for one in by_form:
            if (
                isinstance(known, Person)
                and isinstance(one, Person)
                and known.name == one.name == read.name
                and known.role
                and one.role
                and {*WORD.findall(known.role)} & {*WORD.findall(one.role)}
            ):
                return evolve(read, role=one.role)
    return read


def _named_by_label(label: str, said: tuple[Actor, ...], seen: SeenWords) -> tuple[Actor, ...]:
    """Return whom a label names; where it has as many parts as there are speakers, each part names one."""
    words = lexicon(seen.language).labels
    listed = label.split(words["speaker_separator"].strip())
    parts = [part.strip() for one in listed for part in one.split(words["speaker_last"])]
    if len(parts) != len(said) or not all(parts):
        return seen.named or _named(label, seen.recogniser, label=True)
    known = {printed_label((one,), seen.language): one for one in said}
    named: list[Actor] = []
    for part in parts:
        if part in known:
            named.append(known[part])
        else:
            named += _named(part, seen.recogniser, label=True)
    return tuple(named)


# What is called by its form: the recogniser knows neither the role nor the name


def _named_by_form(text: Text, seen: SeenWords) -> tuple[Actor, ...]:
    """Return whom the words beside the first verb name by their form: "Role, Name" or "Name Name"."""
    recogniser = seen.recogniser
    plain = mask_quotations(marked(text, seen.language))
    end = end_of_sentence(plain, recogniser)
    for _, verb in attribution_verbs(plain, 0, end, recogniser, 1):
        before, behind = plain[: verb.start()], plain[verb.end() : end].strip(" .")
        if MASK not in before and before.strip(" ,"):
            subject = without_date(before.strip(" ,"), recogniser)
            return _named(bare_role(subject, seen.language), recogniser)
        pieces = behind.split(", ")[:_PIECES]
        tries: Sequence[str] = [", ".join(pieces[:n]) for n in range(len(pieces), 0, -1)]
        return next(filter(None, (_named(one, recogniser) for one in tries)), ())
    return ()


def _named_beside_role(said: Iterable[Actor], seen: SeenWords) -> tuple[Actor, ...]:
    """Return whom words name behind the role of a speaker whose name is gone: "Präsidentin Karla Stern"."""
    words, named = seen.line.plain, list[Actor]()
    for one in said:
        if not (isinstance(one, Person) and one.role and one.name) or seen.says(one.name):
            continue
        place = find_words(one.role, words, seen.language)
        run = _NAME.match(words, place[1]) if place else None
        names = list(takewhile(lambda word: word[:1].isupper(), run[1].split(" "))) if run else []
        if len(names) > 1:
            named.append(Person(" ".join(names), role=one.role))
    return tuple(named)


def _named(words: str, recogniser: Recogniser, *, label: bool = False) -> tuple[Actor, ...]:
    found = parse_speakers(words, recogniser, explicit=True)
    if not found:
        return ()
    names = [called(one).split() for one in found.actors]
    looks_named = all(
        len(one) > 1 and one[0][0].isupper() and one[-1][0].isupper() for one in names
    )
    return found.actors if label or found.sure or looks_named else ()
