"""Statements in a paragraph, down and back: the stretch of each is its runs, with the numbers of its evidence behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from briefkit.layout import Para, Role, Run, RunRole, Runs
from briefkit.layout.fingerprint import join_runs
from briefkit.lower.context import LowerContext
from briefkit.lower.lifting_on_demand import (
    dropped_facts,
    found_stretches,
    merged,
    merged_evidence,
    places_of_evidence,
)
from briefkit.lower.source_numbers import citation_run
from briefkit.lower.statements import lower_naming
from briefkit.lower.text_runs import add_cited, lift_block_text
from briefkit.model import Evidence, ItemBlock, Paragraph, Span, Statement, Text
from briefkit.model.paragraph import stretches_of
from briefkit.model.stretches import Stretches, stretches_at
from briefkit.model.text import cut_spans
from briefkit.model.walk import evolve
from briefkit.notes import Code
from briefkit.recognise import on_demand as recognise

if TYPE_CHECKING:
    from briefkit.lower.found_stretches import FoundStretch
    from briefkit.lower.lift_context import LiftContext


def lower_said(paragraph: Paragraph, anchor: str, context: LowerContext) -> Runs:
    """Lower the words of a paragraph with statements.

    Args:
        paragraph: The paragraph.
        anchor: Its anchor.
        context: Numbers the sources.
    """
    places = [place for stretch in stretches_of(paragraph) for place in stretch]
    pieces = cut_spans(paragraph.text.spans, places)
    after = iter([*[span for piece in pieces for span in piece][1:], None])
    runs: list[Run] = []
    for index, piece in enumerate(pieces):
        number, is_said = divmod(index, 2)
        one = paragraph.statements[number] if is_said else None
        said = said_anchor(one, anchor, number + 1) if one else ""
        for span in piece:
            add_cited(runs, span, next(after), None, context, said)
        if one:
            # A position that is read into acts has no words that linked data may quote.
            context.said[said] = () if one.inferred else lower_naming(one, context)
            runs += [citation_run(each.source, RunRole.EVIDENCE, context) for each in one.evidence]
    return tuple(runs)


def said_anchor(statement: Statement, paragraph: str, number: int) -> str:
    """Return the anchor of a statement in a paragraph: its id, or else that of the paragraph and its number."""
    return statement.id or f"{paragraph}-{number}"


def lift_said(para: Para, context: LiftContext) -> tuple[Text, tuple[Statement, ...]]:
    """Lift the words of a paragraph, and the statements in them.

    A statement that was written is found by its words, wherever they stand now. Where they were edited, it is what
    stands in their place, recognised anew; so is one that a page marks and of which nothing else is known. The numbers
    of evidence that stand behind no statement are citations.
    """
    text = lift_block_text(para, _unmarked(para.runs), context)
    numbers = places_of_evidence(para.runs, text.plain, context)
    found = found_stretches(para, text, numbers, context)
    if not found and not numbers:
        return text, ()
    words = Stretches.of(text)
    statements: list[Statement] = []
    for one, (start, stop) in zip(
        found, stretches_at(text, [(one.start, one.stop) for one in found]), strict=True
    ):
        if start == stop:  # the statement before was lengthened over it
            continue
        evidence = [Evidence(key) for key in numbers.get(stop, ())]
        said = Text(words.spans(start, stop))
        statement = _statement(one, said, evidence, para.anchor, context)
        if statement:
            statements.append(statement)
            numbers.pop(stop, None)
    # A block of another role lost what it was, and its evidence with that.
    return _cited(text, numbers) if para.role is Role.PARAGRAPH else text, tuple(statements)


def _unmarked(runs: Runs) -> Runs:
    """Return runs as if no statement was marked in them, for nobody sees that cited words begin where one does."""
    if not any(run.said for run in runs):
        return runs
    return join_runs(evolve(run, said="") for run in runs)


def _cited(text: Text, numbers: Mapping[int, Sequence[str]]) -> Text:
    """Return a text that cites sources at some places; before all words there is nothing that could."""
    places = sorted(place for place in numbers if place)
    if not places:
        return text
    spans: list[Span] = []
    for piece, place in zip(cut_spans(text.spans, places), [*places, 0], strict=True):
        spans += piece
        if place:
            spans[-1] = evolve(spans[-1], cites=(*spans[-1].cites, *numbers[place]))
    return Text(spans)


def _statement(
    said: FoundStretch,
    words: Text,
    evidence: Sequence[Evidence],
    anchor: str,
    context: LiftContext,
) -> Statement | None:
    """Return the statement of a stretch; None, with a note, where nobody is known to speak in it."""
    known = said.known
    found = None
    if known is None or known.text != words:
        found = recognise.statement(words, context.language)
        found = None if found is None or found.labelled else evolve(found, text=words)
    if known is not None:
        return _merged(found, known, words, evidence, anchor, context)
    if found is not None:
        return evolve(found, evidence=tuple(evidence))
    message = "A statement names no speaker; its words are the paragraph's."
    context.note(Code.STATEMENT_WITHOUT_SPEAKER, message, words.plain)
    return None


def _merged(
    found: Statement | None,
    known: Statement,
    words: Text,
    evidence: Sequence[Evidence],
    anchor: str,
    context: LiftContext,
) -> Statement | None:
    """Return the statement of a stretch that was written, or None where its words are others.

    Args:
        found: What is recognised in its words, where they were edited.
        known: The statement.
        words: Its words now.
        evidence: Its evidence, by the numbers behind it.
        anchor: The anchor of the paragraph.
        context: Gets what is known no more.
    """
    now: ItemBlock = known
    if known.text != words:
        now = merged(found or Paragraph(words), known, context)
    if not isinstance(now, Statement) or now.labelled:
        return None
    own = None if id(known) in context.said else known.id  # of a copy; an id stands once
    context.said.add(id(known))
    now = evolve(
        now,
        text=words,
        evidence=merged_evidence(tuple(evidence), known.evidence, context),
        id=own,
        extra=known.extra,
    )
    context.dropped[anchor] = (*context.dropped.get(anchor, ()), *dropped_facts(known, now))
    return now
