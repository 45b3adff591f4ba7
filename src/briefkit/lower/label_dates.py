"""Label dates: when a statement was made, in its label where its words do not say so, down and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import evolve

from briefkit.language.printed_facts import SAID_ON
from briefkit.layout import Para, Run, RunRole, Runs
from briefkit.lexicons import lexicon
from briefkit.lower.generated_runs import (
    behind_label,
    brackets,
    fact_run,
    generated_run,
    name_run,
    runs_text,
)
from briefkit.model import Statement
from briefkit.model.text import with_text
from briefkit.model.when import When
from briefkit.recognise.on_demand import says_when, split_dated

if TYPE_CHECKING:
    from briefkit.lower.lift_context import LiftContext
    from briefkit.lower.typed_runs import Written

_BRACKETS = "()（） "


def lower_label_date(statement: Statement, language: str) -> Runs:
    """Lower when a labelled statement was made, in brackets; () where its words say it, or nobody knows."""
    when = statement.said_on
    if when is None or says_when(statement.text, when, language):
        return ()
    return in_brackets(when, language)


def in_brackets(when: When, language: str) -> Runs:
    """Date of a label with its brackets, in a language (BCP 47)."""
    opening, closing = brackets(lexicon(language).labels)
    return generated_run(opening), fact_run(SAID_ON, when, language), generated_run(closing)


def printed_label_date(statement: Statement, language: str) -> str:
    """Text of the date behind a label, with the space before it; "" where none is printed."""
    return runs_text(lower_label_date(statement, language))


def lift_label_date(para: Para, context: LiftContext) -> When | None:
    """Lift the date from the label of a statement; None where it has none, with a note where it cannot be parsed."""
    dates = [run for run in para.runs[: behind_label(para.runs)] if run.role is RunRole.SAID_ON]
    return context.read(SAID_ON, [name_run(runs_text(dates), RunRole.SAID_ON)]) if dates else None


def has_label_date(para: Para, context: LiftContext) -> bool:
    """Whether the label of a statement has a date, or was written with one."""
    written = context.original.printed.get(para.anchor, ())
    return any(role is RunRole.SAID_ON for role, _ in (*_looks(para.runs), *written))


def _looks(runs: Runs) -> Iterator[tuple[RunRole | None, str]]:
    return ((run.role, run.span.text) for run in runs)


def cut_date(label: Runs, block: Para, written: Written) -> tuple[Runs, Runs]:
    """Cut the date off a label that was typed over, or typed into; () where there is none.

    Args:
        label: The runs before the colon.
        block: The block of the label.
        written: What the brief was written with.
    """
    who, when = split_dated(runs_text(label), written.language)
    if when is not None:
        before, date = _cut_at(label, len(who))
        # A name may end in brackets: "Expo (2025)".
        if date[0].role in (None, RunRole.LABEL) or written.is_typed(label[len(before) - 1], block):
            return before, in_brackets(when, written.language)
    dates = tuple(run for run in label if run.role is RunRole.SAID_ON)
    return tuple(run for run in label if not _is_of_date(run)) if dates else label, dates


def _is_of_date(run: Run) -> bool:
    is_bracket = run.role is RunRole.LABEL and not run.span.text.strip(_BRACKETS)
    return run.role is RunRole.SAID_ON or (is_bracket and bool(run.span.text.strip()))


def _cut_at(runs: Runs, at: int) -> tuple[Runs, Runs]:
    """Cut runs at a character of their words."""
    before: list[Run] = []
    behind: list[Run] = []
    for run in runs:
        words, start = run.span.text, at
        at -= len(words)
        if start > 0:
            before.append(evolve(run, span=with_text(run.span, words[:start])))
        if at < 0:
            behind.append(evolve(run, span=with_text(run.span, words[max(start, 0) :])))
    return tuple(before), tuple(behind)
