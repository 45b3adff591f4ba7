"""Runs: the words of a text with their notes, labels, and what else the lowering of every kind needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import count

from attrs import define, evolve, field

from briefkit.errors import ModelError
from briefkit.layout import Para, Role, Run, RunRole, Runs
from briefkit.lexicons import Lexicon, lexicon
from briefkit.model import Evidence, Marking, Position, Span, Text
from briefkit.notes import Level, Note

#: What stands between two facts on one line.
DOT = " · "


@define
class Lowering:
    """What lowering a block has to know of its brief.

    Attributes:
        lexicon: The words of the brief's language.
        numbers: The number that each source's key prints as.
        anchors: The names of the blocks to come.
    """

    lexicon: Lexicon
    numbers: Mapping[str, int]
    anchors: Iterator[str] = field(factory=lambda: (f"b{n}" for n in count(1)))

    @property
    def labels(self) -> Mapping[str, str]:
        """The house labels."""
        return self.lexicon.labels

    def para(self, role: Role, runs: Iterable[Run]) -> Para:
        """Make a paragraph with the next anchor."""
        return Para(role, tuple(runs), next(self.anchors))


@define
class Lifting:
    """What lifting a block has to know of its sheet, and what it has to say of it.

    Attributes:
        language: The language of the sheet.
        notes: What could not be known so far.
    """

    language: str
    notes: list[Note] = field(factory=list)

    @property
    def labels(self) -> Mapping[str, str]:
        """The house labels."""
        return lexicon(self.language).labels

    def note(self, code: str, level: Level, message: str, words: str = "") -> None:
        """Add a note."""
        self.notes.append(Note(code, level, message, words=words))


@lru_cache(maxsize=512)
def label(words: str) -> Run:
    """Return furniture: words that the house prints, and no one wrote."""
    return Run(Span(words), RunRole.LABEL)


def said(words: str, role: RunRole, link: str | None = None) -> Run:
    """Return a fact of the model as printed words."""
    return Run(Span(words, link=link), role)


def joined(facts: Iterable[Runs], separator: str) -> Runs:
    """Return facts in a row, with the separator between two of them."""
    runs: list[Run] = []
    for fact in facts:
        if runs:
            runs.append(label(separator))
        runs += fact
    return tuple(runs)


def spelled(runs: Iterable[Run]) -> str:
    """Return the words of runs, as printed."""
    return "".join([run.span.text for run in runs])


def find(runs: Iterable[Run], role: RunRole) -> str | None:
    """Return the words of the first run of a role, or None."""
    return next((run.span.text for run in runs if run.role is role), None)


# Text


def lower_text(text: Text, lowering: Lowering) -> Runs:
    """Return the words of a text, each citation as the numbers of its sources."""
    return lower_spans(text.spans, None, lowering)


def lower_spans(spans: Iterable[Span], role: RunRole | None, lowering: Lowering) -> Runs:
    """Return spans as runs of one role, each citation as the numbers of its sources."""
    runs: list[Run] = []
    for span in spans:
        if span.cites:
            runs.append(Run(evolve(span, cites=()), role))
            runs += [_number(lowering.numbers[key], RunRole.NOTE) for key in span.cites]
        else:
            runs.append(Run(span, role))
    return tuple(runs)


def lift_text(runs: Iterable[Run]) -> Text:
    """Return the words of runs as a Text: labels stay out, numbers become citations."""
    spans: list[Span] = []
    for run in runs:
        match run.role:
            case RunRole.NOTE if spans:
                spans[-1] = evolve(spans[-1], cites=(*spans[-1].cites, key_of(run)))
            case RunRole.LABEL | RunRole.PORTION | RunRole.EVIDENCE | RunRole.NOTE:
                pass
            case _:
                spans.append(run.span)
    return Text(spans)


# Evidence


def lower_evidence(evidence: Iterable[Evidence], lowering: Lowering) -> Runs:
    """Return the numbers of the sources that bear a block out."""
    return tuple([_number(lowering.numbers[one.source], RunRole.EVIDENCE) for one in evidence])


def lift_evidence(runs: Iterable[Run]) -> tuple[Evidence, ...]:
    """Return the sources that a block's numbers name."""
    return tuple(Evidence(key_of(run)) for run in runs if run.role is RunRole.EVIDENCE)


@lru_cache(maxsize=256)
def _number(number: int, role: RunRole) -> Run:
    return Run(Span(f"[{number}]", position=Position.SUPER), role, source_anchor(number))


def source_anchor(number: int) -> str:
    """Return the anchor of a source in the list of sources."""
    return f"source-{number}"


def key_of(run: Run) -> str:
    """Return the number that a note prints, which is the key of a source read back from its sheet."""
    return run.span.text.strip("[]")


# Markings


def lower_marking(marking: Marking | None) -> Runs:
    """Return the portion mark that stands before what is marked."""
    return () if marking is None else (said(f"({marking})", RunRole.PORTION), label(" "))


def lift_marking(runs: Iterable[Run]) -> Marking | None:
    """Return the marking that a portion mark prints."""
    words = find(runs, RunRole.PORTION)
    return parse_marking(words.removeprefix("(").removesuffix(")")) if words else None


def parse_marking(words: str) -> Marking | None:
    """Return the marking that `POLICY:LEVEL` names; None where it names none."""
    policy, _, level = words.partition(":")
    try:
        return Marking(policy, level)
    except ModelError:
        return None
