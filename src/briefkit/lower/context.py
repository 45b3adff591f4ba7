"""Context of lowering: what all blocks of one brief need to know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import TypeAlias

from attrs import define, field, frozen

from briefkit.layout import Para, Run, Runs
from briefkit.layout.roles import ParaRole
from briefkit.lexicons import lexicon
from briefkit.model import EvidencedBlock, Extra, IdentifiedBlock, Paragraph, Section
from briefkit.model.ids import has_own_fields

#: Blocks with fields that are not rendered: addressees, participants, the place of a piece of evidence in its source; and
#: paragraphs with statements.
PartlyRendered: TypeAlias = EvidencedBlock | Paragraph


@frozen
class OwnFields:
    """What a part of the body has of its user's own.

    Attributes:
        id: Its id.
        extra: Its user's own fields.
    """

    id: str | None
    extra: Extra


@define(eq=False)
class LowerContext:
    """Context of lowering a brief.

    Attributes:
        language: The language of the brief with its region, which dates are printed by.
        numbers: The number of each source, by its key.
        dated_labels: Whether a label prints when a statement was made, where its words do not say so.
        labels: The house labels.
        anchors: The anchors of the blocks to come.
        citations: How often each source was cited so far, by its number.
        partly_rendered: The blocks with unrendered fields so far, by anchor.
        own_fields: The id and the user's own fields of parts so far, by anchor.
        parts: The parts of the body so far, by anchor.
        said: The words of each statement in a paragraph so far with its speakers as runs, by its anchor.
    """

    language: str
    numbers: Mapping[str, int]
    dated_labels: bool = True
    labels: Mapping[str, str] = field(init=False)
    anchors: Iterator[str] = field(init=False, factory=lambda: map("b{}".format, count(1)))
    citations: defaultdict[int, int] = field(factory=lambda: defaultdict(int))
    partly_rendered: dict[str, PartlyRendered] = field(factory=dict)
    own_fields: dict[str, OwnFields] = field(factory=dict)
    parts: dict[str, Section | IdentifiedBlock] = field(factory=dict)
    said: dict[str, Runs] = field(factory=dict)

    @labels.default
    def _labels_of_the_house(self) -> Mapping[str, str]:
        return lexicon(self.language).labels

    def anchor(self, part: Section | IdentifiedBlock) -> str:
        """Anchor of a part of the body: its id, or else the next; a part with an id leaves the others' as they are."""
        anchor = next(self.anchors)
        if part.id:
            anchor = part.id
        if has_own_fields(part):
            self.own_fields[anchor] = OwnFields(part.id, part.extra)
        self.parts[anchor] = part
        return anchor

    def para(self, role: ParaRole, runs: Iterable[Run], anchor: str = "") -> Para:
        """Paragraph with an anchor, or else with the next."""
        return Para(role, tuple(runs), anchor or next(self.anchors))
