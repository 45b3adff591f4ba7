"""Statements in paragraphs of an edited file: found by their words, wherever a paragraph was moved, cut or joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from attrs import frozen

from briefkit.lower.context import PartlyRendered
from briefkit.lower.said_stretches import said_anchor
from briefkit.model import Paragraph, Statement, Text, called
from briefkit.model.diff import shortened
from briefkit.model.stretches import UNSPACED, Stretches
from briefkit.model.walk import evolve
from briefkit.notes import Code, Note, note
from briefkit.rare_words import candidates, holders_of

_MOST_FOUND = 100  # statements of one paragraph
_UNSPACED = re.compile(f"[{UNSPACED}]")


@frozen
class _Written:
    """Statement in a paragraph of a brief that was written.

    Attributes:
        statement: The statement; that of an unchanged paragraph, which has it already, without its id.
        paragraph: The anchor of the paragraph.
        is_bound: Whether it stands in its paragraph alone: it still does, and its words name nobody who could be known
            by them elsewhere.
    """

    statement: Statement
    paragraph: str
    is_bound: bool


@frozen(eq=False)
class WrittenStatements:
    """Statements in the paragraphs of a brief that was written.

    Attributes:
        by_anchor: The statements by their anchors.
        paragraphs: The anchor of the paragraph of each, by its anchor.
    """

    by_anchor: Mapping[str, Statement]
    paragraphs: Mapping[str, str]
    _written: Sequence[_Written]
    _holders: Mapping[str, Sequence[int]]

    def standing_in(self, text: Text, anchor: str) -> Iterator[tuple[int, int, Statement]]:
        """Yield the statements whose words stand in a text, those that count most first: start, stop and statement.

        Args:
            text: The words of a paragraph.
            anchor: The anchor of the paragraph that it was; "" where it was none.
        """
        if not self._written:
            return
        stretches = Stretches.of(text)
        likely = [
            self._written[n] for n in candidates(_words(text.plain), self._holders, _MOST_FOUND)
        ]
        likely.sort(key=lambda one: (one.paragraph != anchor, -len(one.statement.text.plain)))
        for one in likely:
            if one.paragraph == anchor or not one.is_bound:
                place = stretches.first(one.statement.text, 0)
                if place:
                    yield (*place, one.statement)


def written_statements(
    partly_rendered: Mapping[str, PartlyRendered], unchanged: Set[str], shown: Mapping[str, str]
) -> WrittenStatements:
    """Return the statements in the paragraphs of a brief.

    Args:
        partly_rendered: Its blocks with fields that are not rendered, by their anchors.
        unchanged: The anchors of the blocks that a file shows as they were written.
        shown: The words of the blocks that are still there, by their anchors.
    """
    by_anchor: dict[str, Statement] = {}
    paragraphs: dict[str, str] = {}
    written: list[_Written] = []
    for anchor, block in partly_rendered.items():
        if isinstance(block, Paragraph):
            for number, one in enumerate(block.statements, 1):
                own = said_anchor(one, anchor, number)
                by_anchor[own] = one
                paragraphs[own] = anchor
                is_bound = one.text.plain in shown.get(anchor, "") and not _names_speaker(one)
                bare = evolve(one, id=None) if anchor in unchanged else one
                written.append(_Written(bare, anchor, is_bound))
    holders = holders_of((n, _words(one.statement.text.plain)) for n, one in enumerate(written))
    return WrittenStatements(by_anchor, paragraphs, written, holders)


def _words(plain: str) -> Iterator[str]:
    """Yield the words by which a text is found; in scripts without spaces, each two characters are one."""
    for word in plain.split():
        if _UNSPACED.search(word):
            yield from map("".join, pairwise(word))
        else:
            yield word


def _names_speaker(statement: Statement) -> bool:
    """Whether the words of a statement have a word of the name of a speaker, or of the role of one without."""
    plain = statement.text.plain
    return any(word in plain for speaker in statement.speakers for word in called(speaker).split())


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
