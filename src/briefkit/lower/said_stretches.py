"""Statements in a paragraph, down and back: the stretch of each is its runs, with the numbers of its evidence behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby

from attrs import frozen

from briefkit import recognise
from briefkit.layout import Para, Role, Run, RunRole, Runs
from briefkit.layout.roles import NOT_IN_TEXT
from briefkit.lower.context import LiftContext, LowerContext
from briefkit.lower.merge_edited_block import merged
from briefkit.lower.source_numbers import citation_run, key_of
from briefkit.lower.statements import lower_naming
from briefkit.lower.text_runs import add_cited, lift_block_text
from briefkit.lower.unseen_facts import dropped_facts
from briefkit.model import Evidence, Paragraph, Span, Statement, Text
from briefkit.model.paragraph import stretches_of
from briefkit.model.stretches import stretches_at, words_between
from briefkit.model.text import slice_spans
from briefkit.model.walk import evolve
from briefkit.model.word_changes import word_changes
from briefkit.notes import Code


def lower_said(paragraph: Paragraph, anchor: str, context: LowerContext) -> Runs:
    """Lower the words of a paragraph with statements.

    Args:
        paragraph: The paragraph.
        anchor: Its anchor.
        context: Numbers the sources.
    """
    runs: list[Run] = []
    pieces = [*_pieces(paragraph, anchor, context)]
    after = iter([*[span for piece in pieces for span in piece.spans][1:], None])
    for piece in pieces:
        for span in piece.spans:
            add_cited(runs, span, next(after), None, context, piece.said)
        for one in piece.evidence:
            runs.append(citation_run(one.source, RunRole.EVIDENCE, context))
    return tuple(runs)


def said_anchor(statement: Statement, paragraph: str, number: int) -> str:
    """Return the anchor of a statement in a paragraph: its id, or else that of the paragraph and its number."""
    return statement.id or f"{paragraph}-{number}"


@frozen
class _Piece:
    """Piece of a paragraph: the stretch of a statement, or what stands between two.

    Attributes:
        spans: The words.
        said: The anchor of the statement; "" where it is none.
        evidence: What bears the statement out.
    """

    spans: Sequence[Span]
    said: str = ""
    evidence: Sequence[Evidence] = ()


def _pieces(paragraph: Paragraph, anchor: str, context: LowerContext) -> Iterator[_Piece]:
    spans = paragraph.text.spans
    at = 0
    places = zip(paragraph.statements, stretches_of(paragraph), strict=True)
    for number, (one, (start, stop)) in enumerate(places, 1):
        if at < start:
            yield _Piece(slice_spans(spans, at, start))
        said = said_anchor(one, anchor, number)
        context.said[said] = lower_naming(one, context)
        yield _Piece(slice_spans(spans, start, stop), said, one.evidence)
        at = stop
    if at < len(paragraph.text.plain):
        yield _Piece(slice_spans(spans, at))


# Back


@frozen
class _Said:
    """Stretch of a paragraph in which somebody speaks.

    Attributes:
        start: Where it begins in the plain words.
        stop: Where it ends.
        known: The statement that was written of it; None where none is known.
    """

    start: int
    stop: int
    known: Statement | None = None


def lift_said(para: Para, context: LiftContext) -> tuple[Text, tuple[Statement, ...]]:
    """Lift the words of a paragraph, and the statements in them.

    A statement that was written is found by its words, wherever they stand now. Where they were edited, it is what
    stands in their place, recognised anew; so is one that a page marks and of which nothing else is known. The numbers
    of evidence that stand behind no statement are citations.
    """
    text = lift_block_text(para, para.runs, context)
    found = _found(para, text, context)
    evidence = [index for index, run in enumerate(para.runs) if run.role is RunRole.EVIDENCE]
    if not found and not evidence:
        return text, ()
    places = stretches_at(text, [(one.start, one.stop) for one in found])
    letters = [_letters(text.plain[:stop]) for _, stop in places]
    behind: dict[int, list[Evidence]] = {}
    for index in evidence:
        key = key_of(para.runs[index], context)
        before = _letters("".join(_words(para.runs[:index])))
        if before in letters:
            behind.setdefault(letters.index(before), []).append(Evidence(key))
        elif before and para.role is Role.PARAGRAPH:
            text = _cited(text, before, key)
    said = (
        _statement(one, words_between(text, *place), behind.get(number, ()), para.anchor, context)
        for number, (one, place) in enumerate(zip(found, places, strict=True))
    )
    return text, tuple(one for one in said if one)


def _cited(text: Text, letters: int, key: str) -> Text:
    """Return a text that cites a source behind so many letters and digits."""
    counted = accumulate(map(str.isalnum, text.plain))
    stop = next(place for place, count in enumerate(counted, 1) if count == letters)
    *before, last = slice_spans(text.spans, 0, _end_of_word(text.plain, stop))
    behind = slice_spans(text.spans, _end_of_word(text.plain, stop))
    return Text((*before, evolve(last, cites=(*last.cites, key)), *behind))


def _end_of_word(plain: str, stop: int) -> int:
    """Return where the signs end that stand at a letter."""
    while stop < len(plain) and not (plain[stop].isalnum() or plain[stop].isspace()):
        stop += 1
    return stop


def _words(runs: Iterable[Run]) -> Iterator[str]:
    return (run.span.text for run in runs if run.role not in NOT_IN_TEXT)


def _letters(words: str) -> int:
    """Return how many letters and digits there are, whatever was repaired of the spaces."""
    return sum(map(str.isalnum, words))


def _found(para: Para, text: Text, context: LiftContext) -> list[_Said]:
    """Return where somebody speaks in a paragraph, in order and apart: what is known best goes first."""
    written = context.original.statements_in(text)
    found = [_Said(start, stop, one) for start, stop, one in written]
    found += _apart(_marked(para, text, context), found)
    before = context.original.partly_rendered.get(para.anchor)
    if isinstance(before, Paragraph) and len(found) < len(before.statements):
        known = {id(one.known) for one in found}
        found += _apart(_edited(before, text, known), found)
    return sorted(found, key=lambda one: one.start)


def _apart(more: Iterable[_Said], found: Sequence[_Said]) -> list[_Said]:
    """Return those of some stretches that overlap no other."""
    kept: list[_Said] = []
    for one in more:
        if one.start < one.stop and not any(
            one.start < other.stop and other.start < one.stop for other in (*found, *kept)
        ):
            kept.append(one)
    return kept


def _marked(para: Para, text: Text, context: LiftContext) -> Iterator[_Said]:
    """Yield the stretches that the runs of a page mark."""
    if not any(run.said for run in para.runs):
        return
    at = 0
    for said, runs in groupby(para.runs, key=lambda run: run.said):
        words = "".join(_words(runs))
        start = text.plain.find(words.strip(" "), at)
        if start < 0:  # spaces were repaired in it
            continue
        at = start + len(words.strip(" "))
        if said and words.strip(" "):
            yield _Said(start, at, context.original.said.get(said))


def _edited(before: Paragraph, text: Text, found: set[int]) -> Iterator[_Said]:
    """Yield where the statements of a paragraph that was edited stand now, but for those that were found."""
    changes = word_changes(before.text, text)
    if changes is None:
        return
    for one, (start, stop) in zip(before.statements, stretches_of(before), strict=True):
        if id(one) not in found:
            first, last = start, stop
            for old, new, *_ in changes:
                if old.start <= start:
                    first = new.start if start < old.stop else start + new.stop - old.stop
                if old.start < stop:
                    last = new.stop if stop <= old.stop else stop + new.stop - old.stop
            yield _Said(first, last, one)


def _statement(
    said: _Said,
    words: Text,
    evidence: Sequence[Evidence],
    anchor: str,
    context: LiftContext,
) -> Statement | None:
    """Return the statement of a stretch; None, with a note, where nobody is known to speak in it."""
    known = said.known
    if known is not None and known.id and id(known) in context.said:
        known = evolve(known, id=None)  # a copy: an id stands once
    if known is not None and known.text == words:
        context.said.add(id(known))
        same = [one.source for one in evidence] == [one.source for one in known.evidence]
        return known if same else _merged(known, known, evidence, context)
    found = recognise.statement(words, context.language) if words else None
    if known is not None:
        shown = Paragraph(words) if found is None or found.labelled else found
        now = _merged(shown, known, evidence, context)
        if now is not None:
            context.said.add(id(known))
            context.dropped[anchor] = (*context.dropped.get(anchor, ()), *dropped_facts(known, now))
        return now
    if found is None or found.labelled:
        context.note(
            Code.STATEMENT_WITHOUT_SPEAKER,
            "A statement names no speaker; its words are the paragraph's.",
            words.plain,
        )
        return None
    return evolve(found, text=words, evidence=tuple(evidence))


def _merged(
    shown: Statement | Paragraph,
    known: Statement,
    evidence: Sequence[Evidence],
    context: LiftContext,
) -> Statement | None:
    if isinstance(shown, Statement):
        shown = evolve(shown, evidence=tuple(evidence))
    now = merged(shown, known, context)
    if not isinstance(now, Statement) or now.labelled:
        return None
    return evolve(now, text=shown.text, id=known.id, extra=known.extra)
