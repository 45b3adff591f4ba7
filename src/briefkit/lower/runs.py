"""Runs: the words of a text with their notes, labels, and what else the lowering of every kind needs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import count, zip_longest
from typing import TypeAlias, TypeVar, assert_never

from attrs import define, evolve, field

from briefkit.errors import ModelError
from briefkit.layout import (
    Grid,
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Role,
    Run,
    RunRole,
    Runs,
)
from briefkit.lexicons import lexicon
from briefkit.model import (
    Assessment,
    Event,
    Evidence,
    Marking,
    Position,
    Span,
    Statement,
    Text,
)
from briefkit.model.text import PLAIN, respelled, same_marks
from briefkit.notes import Codes, Level, Note, NoteMaker
from briefkit.recognise import marked
from briefkit.runtime.caching import cached

T = TypeVar("T")

#: Blocks that know more than they show.
Knowing: TypeAlias = Statement | Event | Assessment

#: What a sheet can leave unknown → how much that should worry, and what it means. docs/formats.md lists it.
CODES: Codes = {
    "statement-without-speaker": (
        Level.REPAIRED,
        "A statement names no speaker that could be recognised; it is kept as a paragraph.",
    ),
    "statement-recognised": (
        Level.ASSUMED,
        "A paragraph that somebody added reads as a statement, and was made one.",
    ),
    "text-repaired": (
        Level.REPAIRED,
        "Doubled spaces were folded, or words were marked as quoted without quotation marks.",
    ),
    "source-missing": (
        Level.DROPPED,
        "A number cites a source that is not in the list of sources.",
    ),
    "value-dropped": (
        Level.DROPPED,
        "What stands where a fact was printed can no longer be read as one.",
    ),
    "heading-missing": (
        Level.REPAIRED,
        "What stands before the first heading was given a section.",
    ),
}

_note = NoteMaker(CODES)

_SOURCE = "source-"
_CITATION = "cite-"
#: The roles of runs that are no words of a text.
FURNITURE = (RunRole.LABEL, RunRole.PORTION, RunRole.EVIDENCE, RunRole.NOTE, RunRole.BACK)
#: What stands between two facts on one line.
DOT = " · "
#: What ends a label and what parts two facts, in the signs of all languages.
COLONS = frozenset(":：")
COMMAS = frozenset(",،，、")


@define
class Lowering:
    """What lowering a block has to know of its brief.

    Attributes:
        language: The language of the brief, with its region, which dates are printed by.
        numbers: The number that each source's key prints as.
        anchors: The names of the blocks to come.
        made: The blocks that know more than they show, by the anchor of what shows them.
        cited: How often each source was cited so far, by its number.
    """

    language: str
    numbers: Mapping[str, int]
    anchors: Iterator[str] = field(factory=lambda: (f"b{n}" for n in count(1)))
    made: dict[str, Knowing] = field(factory=dict)
    cited: Counter[int] = field(factory=Counter)

    @property
    def labels(self) -> Mapping[str, str]:
        """The house labels."""
        return lexicon(self.language).labels

    def para(self, role: Role, runs: Iterable[Run]) -> Para:
        """Make a paragraph with the next anchor."""
        return Para(role, tuple(runs), next(self.anchors))


@define
class Lifting:
    """What lifting a block has to know of its sheet, and what it has to say of it.

    Attributes:
        language: The language of the sheet.
        known: What is known of blocks beside what they show, by anchor.
        kept: The anchors of blocks that show what they were written with.
        keys: The keys of sources, by the numbers that they were written with.
        spare: The evidence of blocks that are gone: they may have been merged into others.
        lifted: What became of the blocks, by anchor.
        notes: What could not be known so far.
        added: How many sources somebody added so far.
    """

    language: str
    known: Mapping[str, Knowing] = field(factory=dict)
    kept: Set[str] = frozenset()
    keys: Mapping[str, str] = field(factory=dict)
    spare: Sequence[Evidence] = ()
    lifted: dict[str, object] = field(factory=dict)
    notes: list[Note] = field(factory=list)
    added: int = 0

    @property
    def labels(self) -> Mapping[str, str]:
        """The house labels."""
        return lexicon(self.language).labels

    def new_key(self) -> str:
        """Return a key for a source that somebody added."""
        self.added += 1
        return f"added-{self.added}"

    def attempt(self, make: Callable[[], T], words: str) -> T | None:
        """Return what `make` makes of printed words, or None, with a note, where it refuses them."""
        try:
            return make()
        except ModelError as error:
            self.note("value-dropped", f"“{words}” was left out: {error.what}.", words)
            return None

    def read(self, parse: Callable[[str, str], T | None], words: str | None) -> T | None:
        """Return what a printed fact says, or None, with a note, where it cannot be read."""
        found = parse(words, self.language) if words else None
        if words and found is None:
            self.note("value-dropped", f"“{words}” was left out: it can no longer be read.", words)
        return found

    def note(self, code: str, message: str, words: str = "") -> None:
        """Add a note."""
        self.notes.append(_note(code, message, words))


@cached(512, longest=200)
def label(words: str) -> Run:
    """Return furniture: words that the house prints, and no one wrote."""
    return Run(Span(words), RunRole.LABEL)


def said(words: str, role: RunRole, link: str | None = None) -> Run:
    """Return a fact of the model as printed words."""
    return Run(respelled(PLAIN, words, link), role)


def joined(facts: Iterable[Runs], separator: str) -> Runs:
    """Return facts in a row, with the separator between two of them."""
    runs: list[Run] = []
    for fact in facts:
        if runs and separator:
            runs.append(label(separator))
        runs += fact
    return tuple(runs)


def spelled(runs: Iterable[Run]) -> str:
    """Return the words of runs, as printed."""
    return "".join([run.span.text for run in runs])


def shown(block: LayoutBlock) -> str:
    """Return the words of a block, those of its parts one after the other."""
    match block:
        case Heading() | Para():
            return spelled(block.runs)
        case Items():
            return " ".join(shown(part) for item in block.items for part in item)
        case Grid():
            cells = (*block.header, *(cell for row in block.rows for cell in row))
            return " ".join(filter(None, map(spelled, (block.caption, *cells))))
        case Picture():
            return " ".join(
                filter(None, (block.alt, spelled(block.caption), spelled(block.credit)))
            )
        case _:
            assert_never(block)


def find(runs: Iterable[Run], role: RunRole) -> str | None:
    """Return the words of the first run of a role, with their spaces as a fact has them; or None."""
    return fact(next((run.span.text for run in runs if run.role is role), ""))


def fact(words: str) -> str | None:
    """Return words without loose spaces; None where nothing is left."""
    return re.sub(" {2,}", " ", words).strip(" ") or None


# Text


def lower_text(text: Text, lowering: Lowering) -> Runs:
    """Return the words of a text, each citation as the numbers of its sources."""
    spans = text.spans
    if len(spans) == 1 and not spans[0].cites:
        return (Run(spans[0]),)
    return lower_spans(spans, None, lowering)


def lower_spans(spans: Sequence[Span], role: RunRole | None, lowering: Lowering) -> Runs:
    """Return spans as runs of one role, each citation as the numbers of its sources."""
    runs: list[Run] = []
    for span, after in zip_longest(spans, spans[1:]):
        if span.cites:
            add_cited(runs, span, after, role, lowering)
        else:
            runs.append(Run(span, role))
    return tuple(runs)


def add_cited(
    runs: list[Run], span: Span, after: Span | None, role: RunRole | None, lowering: Lowering
) -> None:
    """Add a cited span and its numbers to runs; words that go on in another look have theirs at the end.

    Nobody sees where cited words begin among words that look alike, so they are one run with those.
    """
    bare = respelled(span, span.text, cites=())
    if runs and runs[-1].role is role and same_marks(runs[-1].span, bare):
        bare = respelled(bare, runs.pop().span.text + bare.text)
    runs.append(Run(bare, role))
    goes_on = after.cites if after else ()
    runs += [_citation(key, RunRole.NOTE, lowering) for key in span.cites if key not in goes_on]


def lift_text(runs: Iterable[Run], lifting: Lifting) -> Text:
    """Return the words of runs as a Text: labels stay out, numbers become citations."""
    spans: list[Span] = []
    for run in runs:
        match run.role:
            case RunRole.NOTE if spans:
                spans[-1] = evolve(spans[-1], cites=(*spans[-1].cites, key_of(run, lifting)))
            case role if role not in FURNITURE:
                spans.append(run.span)
            case _:
                pass
    try:
        return Text(spans)
    except ModelError as error:
        lifting.note("text-repaired", f"Words were repaired: {error.what}.")
        return _repaired(spans, lifting.language)


def _repaired(spans: Iterable[Span], language: str) -> Text:
    """Fold spaces, and mark quotations anew where marks and quotation marks no longer agree."""
    folded: list[Span] = []
    last = " "
    for span in spans:
        words = re.sub(" {2,}", " ", span.text).removeprefix(" " if last == " " else "")
        if words:
            folded.append(respelled(span, words))
            last = words[-1]
    if folded and last == " ":
        folded[-1] = respelled(folded[-1], folded[-1].text[:-1])
    try:
        return Text(folded)
    except ModelError:
        return marked(Text([evolve(span, quoted=False) for span in folded]), language)


# Evidence


def lower_evidence(evidence: Iterable[Evidence], lowering: Lowering) -> Runs:
    """Return the numbers of the sources that bear a block out."""
    return tuple([_citation(one.source, RunRole.EVIDENCE, lowering) for one in evidence])


def lift_evidence(runs: Iterable[Run], lifting: Lifting) -> tuple[Evidence, ...]:
    """Return the sources that a block's numbers name."""
    return tuple(Evidence(key_of(run, lifting)) for run in runs if run.role is RunRole.EVIDENCE)


def _citation(key: str, role: RunRole, lowering: Lowering) -> Run:
    """Return the number of a source, which leads to it, and which it leads back to."""
    number = lowering.numbers[key]
    lowering.cited[number] += 1
    return _number(number, lowering.cited[number], role)


@cached(1024)
def _number(number: int, nth: int, role: RunRole) -> Run:
    words = Span(f"[{number}]", position=Position.SUPER)
    return Run(words, role, source_anchor(number), _citation_anchor(number, nth))


def _citation_anchor(number: int, nth: int) -> str:
    return f"{_CITATION}{number}-{nth}"


def is_citation(anchor: str) -> bool:
    """Whether an anchor is that of a citation, which a source leads back to."""
    return anchor.startswith(_CITATION)


def lower_links_back(number: int, lowering: Lowering) -> Iterator[Run]:
    """Yield what leads from a source back to each place that cites it: the places must be lowered by then."""
    total = lowering.cited[number]
    for nth in range(1, total + 1):
        yield label(" ")
        yield _link_back(number, nth, total > 1, lowering.labels["back"])


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
    """Return the anchor of a source in the list of sources."""
    return f"{_SOURCE}{number}"


def number_of(anchor: str) -> str:
    """Return the number of the source that an anchor names; "" where it names none."""
    return anchor.removeprefix(_SOURCE) if anchor.startswith(_SOURCE) else ""


def key_of(run: Run, lifting: Lifting) -> str:
    """Return the key of the source that a note leads to: its number, where no key is known."""
    number = number_of(run.target or "") or run.span.text.strip("[] ") or "?"
    return lifting.keys.get(number, number)


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
