"""Statements in paragraphs of an edited file: found by their words, wherever a paragraph was moved, cut or joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from attrs import evolve, frozen

from briefkit.lower.context import PartlyRendered
from briefkit.lower.said_stretches import said_anchor
from briefkit.model import Paragraph, Statement, Text
from briefkit.model.diff import shortened
from briefkit.model.stretches import Stretches
from briefkit.notes import Code, Note, note
from briefkit.rare_words import candidates, holders_of

_MOST_FOUND = 100  # statements of one paragraph


@frozen(eq=False)
class WrittenStatements:
    """Statements in the paragraphs of a brief that was written.

    Attributes:
        by_anchor: The statements by their anchors.
        paragraphs: The anchor of the paragraph of each, by its anchor.
        statements: The statements in reading order; those of unchanged paragraphs, which have theirs already, without ids.
        holders: Those of them that each word stands in, by index.
    """

    by_anchor: Mapping[str, Statement]
    paragraphs: Mapping[str, str]
    statements: Sequence[Statement]
    holders: Mapping[str, Sequence[int]]

    def standing_in(self, text: Text) -> Sequence[tuple[int, int, Statement]]:
        """Return the statements whose words stand in a text: start, stop and statement, in order and apart."""
        if not self.statements:
            return ()
        stretches = Stretches.of(text)
        likely = candidates(text.plain.split(), self.holders, _MOST_FOUND)
        found = [(stretches.first(self.statements[n].text, 0), n) for n in likely]
        kept: list[tuple[int, int, Statement]] = []
        for place, n in sorted((place, n) for place, n in found if place):
            if not kept or kept[-1][1] <= place[0]:
                kept.append((*place, self.statements[n]))
        return kept


def written_statements(
    partly_rendered: Mapping[str, PartlyRendered], unchanged: Set[str]
) -> WrittenStatements:
    """Return the statements in the paragraphs of a brief.

    Args:
        partly_rendered: Its blocks with fields that are not rendered, by their anchors.
        unchanged: The anchors of the blocks that a file shows as they were written.
    """
    by_anchor: dict[str, Statement] = {}
    paragraphs: dict[str, str] = {}
    statements: list[Statement] = []
    for anchor, block in partly_rendered.items():
        if isinstance(block, Paragraph):
            for number, one in enumerate(block.statements, 1):
                own = said_anchor(one, anchor, number)
                by_anchor[own] = one
                paragraphs[own] = anchor
                statements.append(evolve(one, id=None) if anchor in unchanged else one)
    holders = holders_of((n, one.text.plain.split()) for n, one in enumerate(statements))
    return WrittenStatements(by_anchor, paragraphs, statements, holders)


def gone_statements(
    written: WrittenStatements, kept: Set[int], unchanged: Set[str], paths: Mapping[str, str]
) -> Iterator[Note]:
    """Yield a note on every statement in a paragraph that an edit left no statement.

    Args:
        written: The statements that were written.
        kept: The identities of those that have words again.
        unchanged: The anchors of the blocks that are shown as they were written.
        paths: The places of the blocks in the brief that was read, by their anchors.
    """
    for own, one in written.by_anchor.items():
        anchor = written.paragraphs[own]
        if anchor not in unchanged and id(one) not in kept:
            message = f"“{shortened(one.text.plain)}” is a statement no more: its words are others."
            yield note(Code.FACT_DROPPED, message, one.text.plain, path=paths.get(anchor, ""))
