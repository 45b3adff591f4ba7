"""Source numbers: the [1] of a citation or a piece of evidence, and the links back from the list of sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from briefkit.layout import Run, RunRole, Runs
from briefkit.lower.context import LowerContext
from briefkit.lower.generated_runs import generated_run
from briefkit.model import Evidence, Position, Span
from briefkit.runtime.caching import cached

if TYPE_CHECKING:
    from briefkit.lower.lift_context import LiftContext

_SOURCE = "source-"
_CITATION = "cite-"


def citation_run(key: str, role: RunRole, context: LowerContext) -> Run:
    """Source number as a run: it links to the source, which links back to it."""
    number = context.numbers[key]
    context.citations[number] += 1
    return _number(number, context.citations[number], role)


@cached(1024)
def _number(number: int, nth: int, role: RunRole) -> Run:
    words = Span(f"[{number}]", position=Position.SUPER)
    return Run(words, role, source_anchor(number), _citation_anchor(number, nth))


def _citation_anchor(number: int, nth: int) -> str:
    return f"{_CITATION}{number}-{nth}"


def is_citation(anchor: str) -> bool:
    """Whether an anchor is that of a citation, to which a source links back."""
    return anchor.startswith(_CITATION)


def lower_links_back(number: int, context: LowerContext) -> Iterator[Run]:
    """Lower the links back from a source to its citations, which must have been lowered before."""
    total = context.citations[number]
    for nth in range(1, total + 1):
        yield generated_run(" ")
        yield _link_back(number, nth, total > 1, context.labels["back"])


@cached(1024)
def _link_back(number: int, nth: int, several: bool, spoken: str) -> Run:
    words = f"↑{nth}" if several else "↑"
    return Run(
        Span(words),
        RunRole.BACK,
        target=_citation_anchor(number, nth),
        spoken=spoken.format(number=nth),
    )


def source_anchor(number: int) -> str:
    """Anchor of a source in the list of sources."""
    return f"{_SOURCE}{number}"


def number_of(anchor: str) -> str:
    """Number of the source that an anchor names; "" where it names none."""
    return anchor.removeprefix(_SOURCE) if anchor.startswith(_SOURCE) else ""


def key_of(run: Run, context: LiftContext) -> str:
    """Key of the source that a source number links to; the number itself where no key is known."""
    number = number_of(run.target or "") or run.span.text.strip("[] ") or "?"
    return context.original.keys.get(number, number)


# Evidence


def lower_evidence(evidence: Iterable[Evidence], context: LowerContext) -> Runs:
    """Lower evidence to source numbers."""
    return tuple([citation_run(one.source, RunRole.EVIDENCE, context) for one in evidence])


def lift_evidence(runs: Iterable[Run], context: LiftContext) -> tuple[Evidence, ...]:
    """Lift evidence from the source numbers of a block."""
    return tuple(Evidence(key_of(run, context)) for run in runs if run.role is RunRole.EVIDENCE)
