"""The carried brief, held against what is seen: a payload may say anything, so it counts as far as the file shows it.

A block counts as unchanged where its key is that of the block which the carried brief lowers to. The digests of the
payload then tell why one is not: what they know was in the file when it was written, so nobody edited it since, and
the brief beside it says something else.

A version may lower a brief otherwise than an older one did, whose files still show what that one printed. What is
excused for that is the same for every file, whatever version its payload names:

===================  =========================================================================================
what                 how it may differ
===================  =========================================================================================
pictures             older versions kept what cameras say in them; what is seen is compared without it
headings             a heading of the house's may have another wording of the same section, of the lexicon's
===================  =========================================================================================
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from briefkit.layout import Heading, LayoutBlock, Picture, RunRole, Runs, Sheet
from briefkit.layout.fingerprint import content_key, runs_key
from briefkit.lower import lower_with_unrendered
from briefkit.lower.context import PartlyRendered
from briefkit.lower.runs import runs_text
from briefkit.model import Brief
from briefkit.recognise.words import bare, section_names
from briefkit.reconcile.payload import Leaf, Payload, leaves


@frozen
class LoweredPayload:
    """A carried brief, and what it shows.

    Attributes:
        brief: The brief.
        sheet: What it shows.
        leaves: The leaves of that, in order.
        known: The blocks that know more than they show, by their anchors.
        written: The digests of what the file showed when it was written, as its payload says.
        banner: What its banner showed then, as its payload says.
    """

    brief: Brief
    sheet: Sheet
    leaves: tuple[Leaf, ...]
    known: Mapping[str, PartlyRendered]
    written: frozenset[str]
    banner: str

    def was_written(self, leaf: Leaf) -> bool:
        """Whether the payload has a leaf among those that the file was written with."""
        return leaf.digest in self.written

    def is_shown(self, leaf: Leaf, found: Leaf) -> bool:
        """Whether a file shows a leaf of its carried brief.

        Args:
            leaf: The leaf of the carried brief.
            found: What the file shows.
        """
        if found.context != leaf.context or type(found.block) is not type(leaf.block):
            return False
        return (
            found.block == leaf.block
            or found.key == leaf.key
            or (
                _differs_by_version(found.block, leaf.block, self.brief.language)
                and self.was_written(found)
            )
        )

    def is_all_shown(self, found: Sequence[Leaf]) -> bool:
        """Whether a file shows the leaves of its carried brief, and no others, in order."""
        return len(found) == len(self.leaves) and all(map(self.is_shown, self.leaves, found))

    def is_in(self, language: str) -> bool:
        """Whether the carried brief is in a language (BCP 47); programs respell its region."""
        return _primary(self.brief.language) == _primary(language)

    def has_banner(self, runs: Runs) -> bool:
        """Whether runs are the banner of the carried brief."""
        return _same(runs, self.sheet.banner)


def lowered(payload: Payload) -> LoweredPayload:
    """Return the brief of a payload with what it shows."""
    brief = payload.carried.brief
    found = lower_with_unrendered(brief)
    sheet, known = found.sheet, found.partly_rendered
    return LoweredPayload(brief, sheet, leaves(sheet), known, payload.written, payload.banner)


def _same(runs: Runs, others: Runs) -> bool:
    return runs == others or runs_key(runs) == runs_key(others)


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


def _differs_by_version(found: LayoutBlock, carried: LayoutBlock, language: str) -> bool:
    """Whether two blocks differ in nothing but what the table above excuses."""
    match found, carried:
        case Picture(), Picture():
            return content_key(evolve(found, digest=None)) == content_key(carried)
        case Heading(), Heading() if _is_label(carried.runs) and _is_label(found.runs):
            named = section_names(language).get(bare(runs_text(_labels(found.runs))))
            return (
                named == carried.role.value
                and _same(_marks(found.runs), _marks(carried.runs))
                and found.level == carried.level
            )
        case _:
            return False


def _is_label(runs: Runs) -> bool:
    return bool(_labels(runs)) and len(_labels(runs)) + len(_marks(runs)) == len(runs)


def _labels(runs: Runs) -> Runs:
    return tuple(run for run in runs if run.role is RunRole.LABEL)


def _marks(runs: Runs) -> Runs:
    return tuple(run for run in runs if run.role is RunRole.PORTION)
