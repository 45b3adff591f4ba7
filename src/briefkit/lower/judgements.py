"""Judgements: the line under an assessment with its likelihood, confidence and basis, down and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve, frozen

from briefkit.language.printed_facts import CONFIDENCE, DOT, LIKELIHOOD_SCALE, LIKELIHOOD_TERM
from briefkit.language.spacing import plain_spaces, whole_words
from briefkit.layout import LayoutBlock, Para, Role, Run, RunRole, Runs
from briefkit.lexicons import lexicon
from briefkit.lower.context import LowerContext
from briefkit.lower.generated_runs import COLONS, fact_run, generated_run, joined_facts, runs_text
from briefkit.lower.text_runs import lift_text, lower_spans
from briefkit.model import Assessment, Confidence, Likelihood, Text
from briefkit.model.text import with_text
from briefkit.notes import Code

if TYPE_CHECKING:
    from briefkit.lower.lift_context import LiftContext

B = TypeVar("B", bound=LayoutBlock)

_LABELS = ("likelihood", "confidence", "basis")
_SIGNS = " ·•|;,."
_OPENING_BRACKETS = str.maketrans("（）", "()")


@frozen
class Judgement:
    """How likely something is held to be, how surely, and on what basis.

    Attributes:
        likelihood: How likely it is.
        confidence: How sure the analyst is.
        basis: What that rests on.
    """

    likelihood: Likelihood | None = None
    confidence: Confidence | None = None
    basis: Text | None = None


def judgement_of(assessment: Assessment) -> Judgement:
    """Return the judgement of an assessment."""
    return Judgement(assessment.likelihood, assessment.confidence, assessment.basis)


def lower_judgement(judgement: Judgement, context: LowerContext) -> Runs:
    """Lower a judgement to the runs of its line; () where there is nothing to say."""
    basis = judgement.basis.spans if judgement.basis else ()
    return _printed(judgement, lower_spans(basis, RunRole.BASIS, context), context.language)


def _printed(judgement: Judgement, basis: Runs, language: str) -> Runs:
    """Runs of a judgement, its basis given as runs."""
    likelihood, confidence = judgement.likelihood, judgement.confidence
    facts: dict[str, Runs] = {}
    if likelihood:
        facts["likelihood"] = (
            fact_run(LIKELIHOOD_TERM, likelihood.term, language),
            generated_run(" ("),
            fact_run(LIKELIHOOD_SCALE, likelihood.scale, language),
            generated_run(")"),
        )
    if confidence:
        facts["confidence"] = (fact_run(CONFIDENCE, confidence, language),)
    if basis:
        facts["basis"] = basis
    labels = lexicon(language).labels
    labelled = [
        (generated_run(f"{labels[key]}{labels['colon']}"), *runs) for key, runs in facts.items()
    ]
    return joined_facts(labelled, DOT)


def lift_judgement(line: Runs, context: LiftContext) -> Judgement:
    """Lift a judgement from its line: by its runs, or by its words where the house's own are not what it prints."""
    likelihood = _likelihood(_of(LIKELIHOOD_TERM.role, line), _of(LIKELIHOOD_SCALE.role, line))
    confidence = CONFIDENCE.parse(_of(CONFIDENCE.role, line), context.language)
    basis = tuple(run for run in line if run.role in (RunRole.BASIS, RunRole.NOTE))
    by_runs = Judgement(likelihood, confidence)
    if _house_words(line) != _house_words(_printed(by_runs, basis, context.language)):
        return _lift_words(line, context)
    return evolve(by_runs, basis=lift_text(basis, context) or None)


def with_lines_below(blocks: Sequence[B]) -> list[B]:
    """Return blocks, the line of each judgement right below its assessment, before what somebody typed between the two."""
    ordered: list[B] = []
    for block in blocks:
        place = len(ordered)
        if isinstance(block, Para) and block.role is Role.JUDGEMENT and block.anchor:
            while place and _is_typed(ordered[place - 1]):
                place -= 1
            if not (place and ordered[place - 1].role is Role.ASSESSMENT):
                place = len(ordered)
        ordered.insert(place, block)
    return ordered


def _is_typed(block: LayoutBlock) -> bool:
    return isinstance(block, Para) and not block.anchor


def _of(role: RunRole, line: Iterable[Run]) -> str:
    """Words of the runs of a role."""
    return " ".join(runs_text(run for run in line if run.role is role).split(" ")).strip(" ")


def _likelihood(term: str, scale: str) -> Likelihood | None:
    return Likelihood(scale, term) if term and scale else None


def _house_words(line: Iterable[Run]) -> str:
    """Words in a line that are no fact, without their spaces, which programs respell."""
    facts = (LIKELIHOOD_TERM.role, LIKELIHOOD_SCALE.role, CONFIDENCE.role, RunRole.BASIS)
    words = runs_text(run for run in line if run.role not in (*facts, RunRole.NOTE))
    return plain_spaces(words).replace(" ", "")


# By its words


def _lift_words(line: Runs, context: LiftContext) -> Judgement:
    """Lift a judgement from the words behind its labels; what cannot be read is told."""
    parts = dict(_parts(line, context))
    words = {label: runs_text(part).strip(_SIGNS) for label, part in parts.items()}
    term, _, scale = words.get("likelihood", "").translate(_OPENING_BRACKETS).rpartition("(")
    likelihood = _likelihood(term.strip(" "), scale.removesuffix(")").strip(" "))
    sure = words.get("confidence", "")
    parse = CONFIDENCE.parse
    confidence = parse(sure, context.language) or parse(sure.lower(), context.language)
    basis = tuple(
        run if run.role is RunRole.NOTE else Run(run.span) for run in parts.get("basis", ())
    )
    read = {"likelihood": likelihood, "confidence": confidence, "basis": True}
    for label, value in words.items():
        if value and not read.get(label):
            some = f"{context.labels[label]}{context.labels['colon']}{value}" if label else value
            message = f"“{some}” was left out: it can no longer be read."
            context.note(Code.VALUE_DROPPED, message, some)
    return Judgement(likelihood, confidence, lift_text(_stripped(basis), context) or None)


def _parts(line: Runs, context: LiftContext) -> Iterator[tuple[str, Runs]]:
    """Yield the runs behind each label, by its key, and those before the first, by ""."""
    words = plain_spaces(runs_text(line))
    starts = [("", 0, 0)]
    for key in _LABELS:
        for match in whole_words(context.labels[key], context.language).finditer(words):
            behind = words[match.end() :].lstrip(" ")
            if behind[:1] in COLONS and behind:
                starts.append((key, match.start(), len(words) - len(behind) + 1))
                break
    starts.sort(key=lambda one: one[1])
    ends = [start for _, start, _ in starts[1:]] + [len(words)]
    for (key, _, start), end in zip(starts, ends, strict=True):
        yield key, tuple(_cut(line, start, end))


def _cut(line: Runs, start: int, end: int) -> Iterator[Run]:
    """Yield what of runs stands between two places of their words."""
    at = 0
    for run in line:
        words = run.span.text
        inside = words[max(start - at, 0) : max(end - at, 0)]
        at += len(words)
        if inside:
            yield evolve(run, span=with_text(run.span, inside))


def _stripped(runs: Runs) -> Runs:
    """Runs without spaces and separators at their ends."""
    texts = [run for run in runs if run.role is not RunRole.NOTE]
    if not texts:
        return ()
    first, last = texts[0], texts[-1]

    def strip(run: Run) -> Run:
        words = run.span.text
        words = words.lstrip(_SIGNS) if run is first else words
        words = words.rstrip(" ·•|") if run is last else words
        return evolve(run, span=with_text(run.span, words))

    return tuple(run for run in map(strip, runs) if run.span.text)
