"""Context of lifting: what all blocks of one sheet need to know, what its original brief says, and where they leave notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import count
from typing import TypeAlias, TypeVar

from attrs import field, frozen

from briefkit.errors import ModelError
from briefkit.language.printed_facts import Fact
from briefkit.layout import FactValue, Run, RunRole
from briefkit.lexicons import lexicon
from briefkit.lower.context import OwnFields, PartlyRendered
from briefkit.lower.generated_runs import find_fact
from briefkit.lower.unseen_facts import UnseenFact
from briefkit.model import Evidence, IdentifiedBlock, Section, Statement, Text
from briefkit.model.walk import evolve
from briefkit.notes import Code, Notes

T = TypeVar("T")
F = TypeVar("F", bound=FactValue)
P = TypeVar("P", bound="Section | IdentifiedBlock")

#: The runs that each block was written with, by its anchor: the role of each, and its words.
Printed: TypeAlias = Mapping[str, Set[tuple[RunRole | None, str]]]


@frozen(eq=False)
class Original:
    """Original brief that an edited sheet was lowered from, as far as lifting needs it.

    Attributes:
        partly_rendered: Its blocks with unrendered fields, by anchor.
        unchanged: The anchors of the blocks that still show what they were written with.
        keys: The keys of its sources, by number.
        spare_evidence: The evidence of blocks that are gone: they may have been merged into others.
        own_fields: The id and the user's own fields of its parts, by anchor.
        opening: The anchor of a first section without a heading; "" where there is none.
        printed: The runs that its blocks were written with, by anchor.
        with_unseen_marks: Gives a text that was lifted the marks that nobody sees and its words were written with.
        said: Its statements in paragraphs, by their anchors.
        statements_in: Finds those of its statements in paragraphs whose words stand in a text that is shown under an
            anchor: start, stop and statement, those that count most first.
    """

    partly_rendered: Mapping[str, PartlyRendered] = field(factory=dict)
    own_fields: Mapping[str, OwnFields] = field(factory=dict)
    opening: str = ""
    unchanged: Set[str] = frozenset()
    keys: Mapping[str, str] = field(factory=dict)
    spare_evidence: Sequence[Evidence] = ()
    printed: Printed = field(factory=dict)
    with_unseen_marks: Callable[[Text], Text] = lambda text: text
    said: Mapping[str, Statement] = field(factory=dict)
    statements_in: Callable[[Text, str], Iterable[tuple[int, int, Statement]]] = lambda *_: ()


@frozen(eq=False)
class LiftContext:
    """Context of lifting a sheet.

    Attributes:
        language: The language of the sheet.
        original: What is known beside the sheet.
        notes: What could not be known so far.
        blocks: What the blocks were lifted to so far, by anchor; None where nothing was left of one.
        kept: The anchors whose own fields have a part again.
        dropped: The unseen facts of blocks that an edit left nothing of, by anchor.
        said: The identities of the original's statements in paragraphs that have words again.
        new_keys: The keys of sources that somebody added so far.
    """

    language: str
    original: Original = field(factory=Original)
    notes: Notes = field(factory=Notes)
    blocks: dict[str, object] = field(factory=dict)
    kept: set[str] = field(factory=set)
    dropped: dict[str, Sequence[UnseenFact]] = field(factory=dict)
    said: set[int] = field(factory=set)
    new_keys: set[str] = field(factory=set)
    _added: Iterator[int] = field(factory=lambda: count(1))

    @property
    def labels(self) -> Mapping[str, str]:
        """The house labels."""
        return lexicon(self.language).labels

    def new_key(self) -> str:
        """Key for a source that somebody added."""
        key = f"added-{next(self._added)}"
        self.new_keys.add(key)
        return key

    def with_own_fields(self, part: P, anchor: str) -> P:
        """Part that was lifted from a layout block, with the id and the user's own fields of what was written there."""
        own = self.original.own_fields.get(anchor)
        if own is None:
            return part
        self.kept.add(anchor)
        return evolve(part, id=own.id, extra=own.extra)

    def attempt(self, make: Callable[[], T], words: str) -> T | None:
        """Call `make` on printed words; where it refuses them, None and a note."""
        try:
            return make()
        except ModelError as error:
            self.note(Code.VALUE_DROPPED, f"“{words}” was left out: {error.what}.", words)
            return None

    def read(self, fact: Fact[F], runs: Iterable[Run]) -> F | None:
        """Value of a fact among runs, or None; with a note where its words cannot be parsed."""
        words = find_fact(runs, fact.role)
        found = fact.parse(words, self.language) if words else None
        if words and found is None:
            words = f"{fact.prefix(self.language)}{words}"
            self.note(
                Code.VALUE_DROPPED, f"“{words}” was left out: it can no longer be read.", words
            )
        return found

    def note(self, code: Code, message: str, words: str = "") -> None:
        """Add a note."""
        self.notes.add(code, message, words)
