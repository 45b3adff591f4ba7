"""Merge: an edited block with the unrendered fields of the one that was written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from briefkit.lower.context import LiftContext, PartlyRendered
from briefkit.model import (
    Actor,
    Assessment,
    Event,
    Evidence,
    ItemBlock,
    Organisation,
    Paragraph,
    Person,
    Statement,
    called,
)
from briefkit.model.walk import evolve
from briefkit.recognise import attribution, marked


def merged(shown: ItemBlock, known: PartlyRendered, context: LiftContext) -> ItemBlock:
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
            return evolve(
                shown,
                participants=known.participants,
                evidence=_merged_evidence(shown.evidence, known.evidence, context),
            )
        case Assessment():
            if not isinstance(shown, Assessment):
                return shown
            return evolve(shown, evidence=_merged_evidence(shown.evidence, known.evidence, context))
        case _:
            assert_never(known)


def _merged_with_statement(shown: ItemBlock, known: Statement, context: LiftContext) -> ItemBlock:
    if isinstance(shown, Statement):
        return _merged_statement(shown, known, context)
    if isinstance(shown, Paragraph) and not known.labelled and _still_names(shown, known):
        # Its words name nobody whom recognition knows; who spoke was known, and is not denied.
        return evolve(known, text=marked(shown.text, context.language), marking=shown.marking)
    return shown


def _still_names(shown: Paragraph, known: Statement) -> bool:
    """Whether an edited text still names every speaker whom it named."""
    names = [name for name in map(called, known.speakers) if name in known.text.plain]
    return all(name in shown.text.plain for name in names)


def _merged_statement(shown: Statement, known: Statement, context: LiftContext) -> Statement:
    text = marked(shown.text, context.language) if shown.text != known.text else known.text
    now = attribution(text, context.language)
    before = attribution(known.text, context.language)
    return evolve(
        shown,
        text=text,
        speakers=_merged_speakers(shown, known),
        said_on=known.said_on if now.said_on == before.said_on else now.said_on,
        cue=known.cue if now.cue == before.cue else now.cue,
        addressees=known.addressees,
        original_language=known.original_language,
        evidence=_merged_evidence(shown.evidence, known.evidence, context),
    )


def _merged_speakers(shown: Statement, known: Statement) -> tuple[Actor, ...]:
    """Merge the speakers that are named now, each with the known speaker of that name."""
    if not shown.labelled and not known.labelled and _still_names(Paragraph(shown.text), known):
        return known.speakers
    by_name = {called(speaker): speaker for speaker in known.speakers}
    return tuple(_merged_actor(speaker, by_name.get(called(speaker))) for speaker in shown.speakers)


def _merged_actor(shown: Actor, known: Actor | None) -> Actor:
    match shown, known:
        case Person(), Person():
            return evolve(known, role=shown.role)
        case Organisation(), Organisation():
            return known
        case _:
            return shown


def _merged_evidence(
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
