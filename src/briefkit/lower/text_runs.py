"""Text runs: the spans of a text as runs, its citations as source numbers, down and back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from attrs import evolve

from briefkit.errors import ModelError
from briefkit.layout import Para, Run, RunRole, Runs, made_run
from briefkit.layout.roles import NOT_IN_TEXT, NUMBER_RUNS
from briefkit.lower.context import LowerContext
from briefkit.lower.source_numbers import citation_run, key_of
from briefkit.model import Span, Text
from briefkit.model.text import same_marks, with_text
from briefkit.notes import Code
from briefkit.recognise.on_demand import marked

if TYPE_CHECKING:
    from briefkit.lower.lift_context import LiftContext


def lower_text(text: Text, context: LowerContext) -> Runs:
    """Lower a text, each citation to the numbers of its sources."""
    spans = text.spans
    if len(spans) == 1 and not spans[0].cites:
        return (made_run(spans[0]),)
    return lower_spans(spans, None, context)


def lower_spans(spans: Sequence[Span], role: RunRole | None, context: LowerContext) -> Runs:
    """Lower spans to runs of one role, each citation to the numbers of its sources."""
    runs: list[Run] = []
    for span, after in zip_longest(spans, spans[1:]):
        if span.cites:
            add_cited(runs, span, after, role, context)
        else:
            runs.append(made_run(span, role))
    return tuple(runs)


def add_cited(
    runs: list[Run],
    span: Span,
    after: Span | None,
    role: RunRole | None,
    context: LowerContext,
    said: str = "",
) -> None:
    """Add a cited span and its source numbers to runs; a citation over several spans has its numbers after the last.

    Nobody sees where cited words begin among words that look alike, so they are one run with those.
    """
    bare = with_text(span, span.text, cites=())
    last = runs[-1] if runs and span.cites else None
    if last and last.role is role and last.said == said and same_marks(last.span, bare):
        bare = with_text(bare, runs.pop().span.text + bare.text)
    runs.append(made_run(bare, role, said))
    goes_on = after.cites if after else ()
    for key in span.cites:
        if key not in goes_on:
            number = citation_run(key, RunRole.NOTE, context)
            runs.append(evolve(number, said=said) if said else number)


def lift_text(runs: Iterable[Run], context: LiftContext) -> Text:
    """Lift a text from runs without the labels printed before it: source numbers become citations.

    A label among them lost its place, as where two paragraphs were joined, and is words.
    """
    return context.original.with_unseen_marks(_seen_text(runs, context))


def lift_block_text(para: Para, runs: Iterable[Run], context: LiftContext) -> Text:
    """Lift the text of a block from some of its runs.

    In a block that somebody typed into a file of ours, quotations have their signs, but nothing else marks them.
    """
    text = lift_text(runs, context)
    is_typed = context.original.printed and not para.anchor
    return marked(text, context.language) if is_typed else text


def runs_beside(
    runs: Sequence[Run], facts: Collection[RunRole], until: int | None = None
) -> Iterator[Run]:
    """Yield the runs of a text that stands beside facts, with a space where facts stood between two of them.

    Args:
        runs: The runs of a paragraph.
        facts: The roles of the facts, and of the labels that part them.
        until: Where the facts end; None where they may stand anywhere.
    """
    apart, last = False, " "
    for index, run in enumerate(runs):
        if run.role in facts and (until is None or index < until):
            apart = True
            continue
        if apart and not (last.isspace() or run.span.text[:1].isspace()):
            yield Run(Span(" "))
        yield run
        apart = False
        if run.role not in NOT_IN_TEXT:
            last = run.span.text[-1:] or last


def runs_of_text(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield those of the runs of a block that are words of its text, and the source numbers among them."""
    begun = False
    before: RunRole | None = None
    for run in runs:
        match run.role:
            case role if role in NUMBER_RUNS:
                yield run
            case RunRole.LABEL if begun and before is not RunRole.PORTION:
                yield run
            case role if role not in NOT_IN_TEXT:
                begun = True
                yield run
            case _:
                pass
        before = run.role


def _seen_text(runs: Iterable[Run], context: LiftContext) -> Text:
    spans: list[Span] = []
    for run in runs_of_text(runs):
        if run.role not in NUMBER_RUNS:
            spans.append(run.span)
        elif run.role is RunRole.NOTE and spans:
            spans[-1] = evolve(spans[-1], cites=(*spans[-1].cites, key_of(run, context)))
    try:
        return Text(spans)
    except ModelError as error:
        context.note(Code.TEXT_REPAIRED, f"Words were repaired: {error.what}.")
        return _repaired(spans, context.language)


def _repaired(spans: Iterable[Span], language: str) -> Text:
    """Repair the spans of a text: fold spaces, and mark quotations again where marks and quotation marks disagree."""
    folded: list[Span] = []
    last = " "
    for span in spans:
        words = re.sub(" {2,}", " ", span.text).removeprefix(" " if last == " " else "")
        if words:
            folded.append(with_text(span, words))
            last = words[-1]
    if folded and last == " ":
        folded[-1] = with_text(folded[-1], folded[-1].text[:-1])
    try:
        return Text(folded)
    except ModelError:
        return marked(Text([evolve(span, quoted=False) for span in folded]), language)
