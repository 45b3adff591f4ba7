"""Statements, events and assessments, down and back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import assert_never

from briefkit.language.printed_facts import (
    EVENT_DATE,
    PLACE,
    PORTION_MARK,
)
from briefkit.layout import Para, Role, Run, RunRole, Runs
from briefkit.lower.context import LiftContext, LowerContext
from briefkit.lower.generated_runs import (
    behind_label,
    fact_runs,
    generated_run,
    joined_facts,
    lower_marking,
)
from briefkit.lower.judgements import judgement_of, lift_judgement, lower_judgement
from briefkit.lower.label_dates import lift_label_date, lower_label_date
from briefkit.lower.source_numbers import lift_evidence, lower_evidence
from briefkit.lower.speaker_labels import lift_speakers, lower_speakers
from briefkit.lower.text_runs import add_cited, lift_block_text, lower_text, runs_beside
from briefkit.model import (
    Actor,
    Assessment,
    Event,
    Organisation,
    Person,
    Statement,
    Text,
)
from briefkit.model.text import with_text
from briefkit.model.walk import evolve
from briefkit.recognise import on_demand as recognise

_NAME, _ROLE, _ORGANISATION = RunRole.NAME, RunRole.ROLE, RunRole.ORGANISATION


# Statements


def lower_statement(statement: Statement, context: LowerContext) -> Para:
    """Lower a statement: its label and the date that its words do not say if it is labelled, its text, and its numbers."""
    if statement.labelled:
        label = lower_speakers(statement.speakers, context.labels)
        if context.dated_labels:
            label += lower_label_date(statement, context.language)
        colon = generated_run(context.labels["colon"])
        words = (*label, colon, *lower_text(statement.text, context))
    else:
        words = lower_naming(statement, context)
    para = context.para(
        Role.INFERRED if statement.inferred else Role.STATEMENT,
        lower_marking(statement.marking, context.language)
        + words
        + lower_evidence(statement.evidence, context),
        context.anchor(statement),
    )
    context.partly_rendered[para.anchor] = statement
    return para


def lift_statement(para: Para, context: LiftContext) -> Statement | None:
    """Lift a statement from its paragraph; None where no speaker is left.

    The date is that of its label, or else recognised in the words, as the cue is; so are the speakers, where no run
    names them.
    """
    end = behind_label(para.runs)
    text = lift_block_text(para, para.runs[end:], context)
    speakers = lift_speakers(para.runs[:end] if end else para.runs)
    if not end and not speakers:
        known = recognise.statement(text, context.language)
        if known is not None and known.labelled:
            evidence, marking = (
                lift_evidence(para.runs, context),
                context.read(PORTION_MARK, para.runs),
            )
            return evolve(known, evidence=evidence, marking=marking)
        speakers = known.speakers if known else ()
    if not speakers or not text:
        return None
    found = recognise.attribution(text, context.language)
    return Statement(
        speakers,
        text,
        said_on=lift_label_date(para, context) or found.said_on,
        cue=found.cue,
        labelled=end > 0,
        inferred=para.role is Role.INFERRED,
        evidence=lift_evidence(para.runs, context),
        marking=context.read(PORTION_MARK, para.runs),
    )


def lower_naming(statement: Statement, context: LowerContext) -> Runs:
    """Lower the text of a statement that names its own speakers, with each name as a run of its own."""
    runs: list[Run] = []
    named = _naming(statement.text, statement.speakers)
    position = 0
    spans = statement.text.spans
    for span, after in zip_longest(spans, spans[1:]):
        end = position + len(span.text)
        # A cited span stays whole, for its numbers stand at its end.
        within = [] if span.cites else [one for one in named if one[0] < end and position < one[1]]
        if not within:
            if span.cites:
                add_cited(runs, span, after, None, context)
            else:
                runs.append(Run(span))
            position = end
            continue
        at = position
        for start, stop, role in within:
            if at < start:
                runs.append(Run(with_text(span, span.text[at - position : start - position])))
                at = start
            last = min(stop, end)
            runs.append(Run(with_text(span, span.text[at - position : last - position]), role))
            at = last
        if at < end:
            runs.append(Run(with_text(span, span.text[at - position :])))
        position = end
    return tuple(runs)


def _naming(text: Text, speakers: Sequence[Actor]) -> list[tuple[int, int, RunRole]]:
    """Find where a text first names its speakers and their roles, outside quotations, in order."""
    spans = text.spans
    plain = (
        spans[0].text  # nothing can be quoted in a text of one span
        if len(spans) == 1
        else "".join([" " * len(span.text) if span.quoted else span.text for span in spans])
    )
    found: list[tuple[int, int, RunRole]] = []
    for speaker in speakers:
        for words, role in _names(speaker):
            start = plain.find(words) if words else -1
            if start < 0:
                continue
            stop = start + len(words)
            if not found or all(stop <= other[0] or other[1] <= start for other in found):
                found.append((start, stop, role))
    return sorted(found)


def _names(actor: Actor) -> tuple[tuple[str, RunRole], ...]:
    match actor:
        case Organisation():
            return ((actor.name, _ORGANISATION),)
        case Person():
            return (actor.name or "", _NAME), (actor.role or "", _ROLE)
        case _:
            assert_never(actor)


# Events


def lower_event(event: Event, context: LowerContext) -> Para:
    """Lower an event: when and where, then what."""
    when = fact_runs(EVENT_DATE, event.on, context.language)
    where = fact_runs(PLACE, event.place, context.language)
    facts = joined_facts((when, where), context.labels["comma"])
    para = context.para(
        Role.EVENT,
        lower_marking(event.marking, context.language)
        + (facts and (*facts, generated_run(context.labels["colon"])))
        + lower_text(event.text, context)
        + lower_evidence(event.evidence, context),
        context.anchor(event),
    )
    context.partly_rendered[para.anchor] = event
    return para


def lift_event(para: Para, context: LiftContext) -> Event:
    """Lift an event from its paragraph."""
    end = behind_label(para.runs) or len(para.runs)
    facts = para.runs[:end]
    beside = (RunRole.DATE, RunRole.PLACE, RunRole.LABEL)
    return Event(
        lift_block_text(para, runs_beside(para.runs, beside, end), context),
        on=context.read(EVENT_DATE, facts),
        place=context.read(PLACE, facts),
        evidence=lift_evidence(para.runs, context),
        marking=context.read(PORTION_MARK, para.runs),
    )


# Assessments


def lower_assessment(assessment: Assessment, context: LowerContext) -> tuple[Para, ...]:
    """Lower an assessment: its text, then a line with its likelihood, confidence and basis."""
    para = context.para(
        Role.ASSESSMENT,
        lower_marking(assessment.marking, context.language)
        + lower_text(assessment.text, context)
        + lower_evidence(assessment.evidence, context),
        context.anchor(assessment),
    )
    context.partly_rendered[para.anchor] = assessment
    line = lower_judgement(judgement_of(assessment), context)
    return (para, context.para(Role.JUDGEMENT, line)) if line else (para,)


def lift_assessment(para: Para, below: Para | None, context: LiftContext) -> Assessment:
    """Lift an assessment from its paragraph and the line of judgement after it."""
    line = below.runs if below and below.role is Role.JUDGEMENT else ()
    judgement = lift_judgement(line, context)
    return Assessment(
        lift_block_text(para, para.runs, context),
        likelihood=judgement.likelihood,
        confidence=judgement.confidence,
        basis=judgement.basis,
        evidence=lift_evidence(para.runs, context),
        marking=context.read(PORTION_MARK, para.runs),
    )
