"""Merge: an edited block with the unrendered fields of the one that was written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, assert_never

from briefkit.lower.alike_names import are_alike, same_name
from briefkit.lower.edited_words import EditedWords
from briefkit.lower.facts_in_words import (
    EditedText,
    bare_role,
    followed_cue,
    followed_date,
    followed_inference,
    followed_name,
    followed_role,
    still_said,
)
from briefkit.model import (
    Actor,
    Assessment,
    Event,
    Evidence,
    EvidencedBlock,
    ItemBlock,
    Organisation,
    Paragraph,
    Person,
    Statement,
    Text,
    called,
)
from briefkit.model.walk import evolve
from briefkit.recognise import on_demand as recognise
from briefkit.recognise.on_demand import marked

if TYPE_CHECKING:
    from briefkit.lower.lift_context import LiftContext

_MOST_COMPARED = 50  # people and bodies of one block


def merged(shown: ItemBlock, known: EvidencedBlock, context: LiftContext) -> ItemBlock:
    """Merge an edited block with the unrendered fields of the one that was written, unless its words contradict them.

    Args:
        shown: The block that the edited words are lifted to.
        known: The block that was written.
        context: What was known of the brief.
    """
    match known:
        case Statement():
            return _merged_with_statement(shown, known, context)
        case Event():
            if not isinstance(shown, Event):
                return shown
            text = EditedText(known.text, shown.text, context.language)
            return evolve(
                shown,
                participants=_named_now(known.participants, text),
                evidence=merged_evidence(shown.evidence, known.evidence, context),
            )
        case Assessment():
            if not isinstance(shown, Assessment):
                return shown
            return evolve(shown, evidence=merged_evidence(shown.evidence, known.evidence, context))
        case _:
            assert_never(known)


def _merged_with_statement(shown: ItemBlock, known: Statement, context: LiftContext) -> ItemBlock:
    if isinstance(shown, Statement):
        return _merged_statement(shown, known, context)
    if (
        isinstance(shown, Paragraph)
        and not known.labelled
        and _still_names(shown.text, known, context.language)
    ):
        # Its words name nobody whom recognition knows; who spoke was known, and is not denied.
        named = Statement(known.speakers, shown.text, marking=shown.marking)
        evolved = _merged_statement(named, known, context)
        return evolve(evolved, evidence=known.evidence, inferred=known.inferred)
    return shown


def _still_names(text: Text, known: Statement, language: str) -> bool:
    """Whether an edited text still names every speaker whom it named."""
    before, now = known.text.plain, text.plain
    return all(still_said(called(one), before, now, language) for one in known.speakers)


def _merged_statement(shown: Statement, known: Statement, context: LiftContext) -> Statement:
    language = context.language
    words = marked(shown.text, language) if shown.text != known.text else known.text
    speakers = _speakers_now(shown, known, language)
    text = EditedText(
        known.text,
        words,
        language,
        () if known.labelled else known.speakers[:_MOST_COMPARED],
        () if shown.labelled else speakers[:_MOST_COMPARED],
    )
    if _are_many(speakers, known.speakers):
        merged_speakers = _merged_by_name(speakers, known.speakers)
    else:
        in_their_look = [_with_shown_role(one, shown.speakers) for one in speakers]
        merged_speakers = _merged_speakers(in_their_look, known.speakers, text)
    return evolve(
        shown,
        text=words,
        speakers=merged_speakers,
        said_on=followed_date(known.said_on, text),
        cue=followed_cue(known.cue, text),
        inferred=followed_inference(shown.inferred, text),
        addressees=_named_now(known.addressees, text),
        original_language=known.original_language,
        evidence=merged_evidence(shown.evidence, known.evidence, context),
    )


# Speakers


def _speakers_now(shown: Statement, known: Statement, language: str) -> tuple[Actor, ...]:
    """Return who speaks: those who are named as speaking, or whom a sentence still names."""
    if shown.labelled or known.labelled or _are_many(shown.speakers, known.speakers):
        return shown.speakers
    if _still_names(shown.text, known, language):
        return tuple(_with_longer_name(one, shown.speakers) for one in known.speakers)
    if any(isinstance(one, Person) and one.name is None for one in shown.speakers):
        # A name may have been typed on in the look of a role.
        read = recognise.statement(shown.text, language)
        if read and not read.labelled:
            return read.speakers
    return shown.speakers


def _are_many(*actors: Sequence[Actor]) -> bool:
    """Whether there are more than a statement ever has, so that comparing each with each would take too long."""
    return max(map(len, actors)) > _MOST_COMPARED


def _merged_by_name(speakers: Sequence[Actor], known: Sequence[Actor]) -> tuple[Actor, ...]:
    """Merge speakers, each with the known one of the very same name."""
    by_name = {(type(one), called(one)): one for one in known}
    found = ((one, by_name.get((type(one), called(one)))) for one in speakers)
    return tuple(
        evolve(before, role=one.role)
        if isinstance(one, Person) and isinstance(before, Person)
        else before or one
        for one, before in found
    )


def _with_longer_name(speaker: Actor, shown: Sequence[Actor]) -> Actor:
    """Return a speaker under the name that a run shows, where that is the known one and more: "GridNet AG"."""
    name = called(speaker)
    for one in shown:
        before, known_name, behind = called(one).partition(name)
        more = f"{before} {behind}".split()
        # Words that were typed on behind a name are in its look as well: "GridNet also".
        if known_name and more and all(word[0].isupper() for word in more):
            return one
    return speaker


def _with_shown_role(speaker: Actor, shown: Sequence[Actor]) -> Actor:
    """Return a speaker with the role that a run of its own shows beside the name, if one does."""
    one = next((one for one in shown if same_name(one, speaker)), None)
    if isinstance(speaker, Person) and isinstance(one, Person) and one.role:
        return evolve(speaker, role=one.role)
    return speaker


def _merged_speakers(
    speakers: Sequence[Actor], known: Sequence[Actor], text: EditedText
) -> tuple[Actor, ...]:
    """Merge the speakers of now, each with the known one who is called the same, or alike, or had the place."""
    left = [*known]
    partners: dict[int, Actor] = {}
    for is_one in (same_name, are_alike):
        for place, speaker in enumerate(speakers):
            found = next((one for one in left if is_one(speaker, one)), None)
            if found is not None and place not in partners:
                partners[place] = found
                left.remove(found)
    replaced = len(speakers) == len(known)
    return tuple(
        _merged_speaker(speaker, partners[place], text)
        if place in partners
        else _replaced_speaker(speaker, known[place], text)
        if replaced and known[place] in left
        else speaker
        for place, speaker in enumerate(speakers)
    )


def _merged_speaker(shown: Actor, known: Actor, text: EditedText) -> Actor:
    match shown, known:
        case Person(), Person():
            organisation = known.organisation
            if organisation:
                words = _with_roles(shown, known, text)
                organisation = followed_name(organisation, words, text.language)
            role = _role_now(shown, known, text)
            return evolve(known, name=shown.name, role=role, organisation=organisation)
        case Organisation(), Organisation():
            return evolve(known, name=shown.name)
        case _:
            return shown


def _replaced_speaker(shown: Actor, known: Actor, text: EditedText) -> Actor:
    """Return a speaker who took the place of another, of whom no more stays than the words still say."""
    match shown, known:
        case Person(), Person() if shown.name:
            return evolve(shown, role=_role_now(shown, known, text))
        case _:
            return shown


def _role_now(shown: Person, known: Person, text: EditedText) -> str | None:
    if not (text.speakers_before and text.speakers_now):
        return shown.role
    role = followed_role(known, shown, text)
    # Words may have been typed on in the look of the role: "Minister" is "Minister of Trade".
    in_its_look = bare_role(shown.role or "", text.language)
    return in_its_look if role and role in in_its_look else role


def _with_roles(shown: Person, known: Person, text: EditedText) -> EditedWords:
    """Return the words with the roles that labels print."""
    before = f"{known.role or ''} {text.before.plain}"
    return EditedWords(before, f"{shown.role or ''} {text.now.plain}")


def _named_now(actors: Sequence[Actor], text: EditedText) -> tuple[Actor, ...]:
    """Return actors as the words name them now, without those whom they named and name no more."""
    if len(actors) > _MOST_COMPARED:
        return tuple(actors)
    words = EditedWords(text.before.plain, text.now.plain)
    named = ((one, followed_name(called(one), words, text.language)) for one in actors)
    return tuple(_renamed(one, name) for one, name in named if name)


def _renamed(actor: Actor, name: str) -> Actor:
    if name == called(actor):
        return actor
    by_role = isinstance(actor, Person) and actor.name is None
    return evolve(actor, role=name) if by_role else evolve(actor, name=name)


# Evidence


def merged_evidence(
    shown: Sequence[Evidence], known: Sequence[Evidence], context: LiftContext
) -> tuple[Evidence, ...]:
    """Merge the evidence whose source numbers are shown, each with its known place in the source.

    A block that another was merged into shows the numbers of both.
    """
    left = [*known, *context.original.spare_evidence]
    found: list[Evidence] = []
    for one in shown:
        match = next((other for other in left if other.source == one.source), one)
        if match is not one:
            left.remove(match)
        found.append(match)
    return tuple(found)
