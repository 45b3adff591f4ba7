"""Statements, events and assessments, down and back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, assert_never

from briefkit.language.printed_facts import (
    EVENT_DATE,
    PLACE,
    PORTION_MARK,
)
from briefkit.layout import Para, Role, Run, RunRole, Runs, made_run
from briefkit.lower.context import LowerContext
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
    Span,
    Statement,
)
from briefkit.model.text import with_text
from briefkit.model.walk import evolve
from briefkit.recognise import on_demand as recognise

if TYPE_CHECKING:
    from briefkit.lower.lift_context import LiftContext

# Looking them up takes as long as making a run does.
_NAME, _ROLE, _ORGANISATION = RunRole.NAME, RunRole.ROLE, RunRole.ORGANISATION
_STATEMENT: Final = Role.STATEMENT
_INFERRED: Final = Role.INFERRED


# Statements


def lower_statement(statement: Statement, context: LowerContext) -> Para:
    """Lower a statement: its label and the date that its words do not say if it is labelled, its text, and its numbers."""
    if statement.labelled:
        label = lower_speakers(statement.speakers, context.labels)
        if context.dated_labels:
            label += lower_label_date(statement, context.language)
        colon = generated_run(context.labels["colon"])
        runs = (*label, colon, *lower_text(statement.text, context))
    else:
        runs = lower_naming(statement, context)
    if statement.marking is not None:
        runs = lower_marking(statement.marking, context.language) + runs
    if statement.evidence:
        runs += lower_evidence(statement.evidence, context)
    anchor = context.anchor(statement)
    context.partly_rendered[anchor] = statement
    return Para(_INFERRED if statement.inferred else _STATEMENT, runs, anchor)


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
    spans = statement.text.spans
    named = _naming(spans, statement.speakers)
    runs: list[Run] = []
    start = 0
    for span, after in zip_longest(spans, spans[1:]):
        if span.cites:  # it stays whole, for its numbers stand at its end
            add_cited(runs, span, after, None, context)
        else:
            _add_named(runs, span, start, named)
        start += len(span.text)
    return tuple(runs)


def _add_named(
    runs: list[Run], span: Span, start: int, named: Sequence[tuple[int, int, RunRole]]
) -> None:
    """Add a span to runs, with each name in it as a run of its own.

    Args:
        runs: Gets it.
        span: The span.
        start: Where it starts in the text.
        named: Where names start and stop in the text, in order.
    """
    words, done = span.text, 0
    for first, last, role in named:
        name_start, name_stop = max(first - start, 0), min(last - start, len(words))
        if name_start >= name_stop:
            continue
        if done < name_start:
            runs.append(made_run(with_text(span, words[done:name_start])))
        runs.append(made_run(with_text(span, words[name_start:name_stop]), role))
        done = name_stop
    if not done:
        runs.append(made_run(span))
    elif done < len(words):
        runs.append(made_run(with_text(span, words[done:])))


def _naming(spans: Sequence[Span], speakers: Sequence[Actor]) -> list[tuple[int, int, RunRole]]:
    """Find where the spans of a text first name its speakers and their roles, outside quotations, in order."""
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
