"""The payload's brief, lowered again: what the file must show for that brief to count, for a payload may say anything.

A block counts as unchanged where its key is that of the block which the payload's brief lowers to. The digests in the
payload then tell why one is not: what they know was in the file when it was written, so nobody edited it since, and
the brief beside it says something else.

This version may lower a brief otherwise than an older one did, whose files still show what that one printed. These
differences are excused, in every file, whatever version its payload names:

===================  =========================================================================================
what                 how it may differ
===================  =========================================================================================
pictures             older versions kept what cameras say in them; what is seen is compared without it
headings             a house label may have another wording that the lexicon has for the same section
labels, dates        those of a language that had no lexicon then are English
===================  =========================================================================================
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from attrs import evolve, frozen

from briefkit.layout import Heading, LayoutBlock, Picture, RunRole, Runs, Sheet
from briefkit.layout.fingerprint import content_key, runs_key
from briefkit.lexicons import FALLBACK
from briefkit.lower import lower_with_unrendered
from briefkit.lower.context import OwnFields, PartlyRendered
from briefkit.lower.generated_runs import runs_text
from briefkit.model import Brief
from briefkit.recognise.recogniser import recogniser_for
from briefkit.reconcile.payload_reading import Payload, RestoredBrief
from briefkit.reconcile.sheet_leaves import Leaf, leaves

#: The share of its width by which a figure must be wider or narrower to count as resized: programs round.
_LEAST_RESIZED = 0.02


@frozen
class _InEnglish:
    """What a brief lowers to with English labels and dates.

    Attributes:
        banner: The banner.
        leaves: Each leaf, by the identity of the one in the brief's language.
    """

    banner: Runs
    leaves: Mapping[int, Leaf]

    def leaf_of(self, written: Leaf) -> Leaf:
        """Return the leaf in English; a leaf that is none of the payload's is its own."""
        return self.leaves.get(id(written), written)


@frozen
class LoweredPayload:
    """A payload, with its brief as this version lowers it.

    Attributes:
        restored: The brief, with the pictures of the file.
        sheet: What the brief lowers to.
        leaves: The leaves of that, in order.
        partly_rendered: The blocks with unrendered fields, by their anchors.
        own_fields: The id and the user's own fields of parts of the body, by their anchors.
        digests: The digests of what the file showed when it was written, as the payload says.
        banner_key: The key of the banner then, as the payload says.
        drawn: How wide its figures were drawn then, in millimetres, by their anchors, as the payload says.
    """

    restored: RestoredBrief
    sheet: Sheet
    leaves: tuple[Leaf, ...]
    partly_rendered: Mapping[str, PartlyRendered]
    own_fields: Mapping[str, OwnFields]
    digests: frozenset[str]
    banner_key: str
    drawn: Mapping[str, float]

    @property
    def brief(self) -> Brief:
        """The brief that was written."""
        return self.restored.brief

    def was_written(self, leaf: Leaf) -> bool:
        """Whether the payload has a leaf among those that the file was written with."""
        return leaf.digest in self.digests

    def is_shown(self, written: Leaf, found: Leaf) -> bool:
        """Whether a leaf of the file shows a leaf of the payload's brief, unchanged.

        Args:
            written: The leaf of the payload's brief.
            found: The leaf of the file.
        """
        return self.says_the_same(written, found) and self.resized_to(written, found) is None

    def says_the_same(self, written: Leaf, found: Leaf) -> bool:
        """Whether a leaf of the file shows a leaf of the payload's brief, perhaps in another size."""
        if found.context != written.context or type(found.block) is not type(written.block):
            return False
        return (
            found.block == written.block
            or found.key == written.key
            or (
                self.was_written(found)
                and (
                    _differs_by_version(found.block, written.block, self.brief.language)
                    or found.key == self._in_english.leaf_of(written).key
                )
            )
        )

    def resized_to(self, written: Leaf, found: Leaf) -> int | None:
        """Return the width that a figure was given since it was written, in whole per cent of the line; None for none.

        One that is drawn as wide as it was has none, nor has another picture in its place: programs make that fit.
        """
        one, now = written.block, found.block
        if not (isinstance(one, Picture) and isinstance(now, Picture)):
            return None
        width = now.width
        before = self.drawn.get(one.anchor)
        if width is None and now.extent is not None and before is not None:
            is_other = abs(now.extent.length - before) > _LEAST_RESIZED * before
            is_same_picture = now.image not in self.restored.changed.values()
            width = now.extent.per_cent if is_other and is_same_picture else None
        return None if width == one.width else width

    @cached_property
    def _in_english(self) -> _InEnglish:
        """The payload's brief with English labels and dates, as older versions lowered it that had none in its language."""
        dated = self.restored.dated_labels
        sheet = lower_with_unrendered(self.brief, dated_labels=dated, printed_in=FALLBACK).sheet
        return _InEnglish(sheet.banner, dict(zip(map(id, self.leaves), leaves(sheet), strict=True)))

    def is_all_shown(self, found: Sequence[Leaf]) -> bool:
        """Whether the leaves of a file are those of the payload's brief, and no others, in order."""
        return len(found) == len(self.leaves) and all(map(self.is_shown, self.leaves, found))

    def is_in(self, language: str) -> bool:
        """Whether the payload's brief is in a language (BCP 47); programs respell its region."""
        return _primary(self.brief.language) == _primary(language)

    def has_banner(self, runs: Runs) -> bool:
        """Whether runs are the banner of the payload's brief."""
        return _same(runs, self.sheet.banner) or (
            runs_key(runs) == self.banner_key and _same(runs, self._in_english.banner)
        )


def lower_payload(payload: Payload) -> LoweredPayload:
    """Return a payload with its brief lowered."""
    restored = payload.restored
    lowered = lower_with_unrendered(restored.brief, dated_labels=restored.dated_labels)
    return LoweredPayload(
        restored,
        lowered.sheet,
        leaves(lowered.sheet),
        lowered.partly_rendered,
        lowered.own_fields,
        payload.digests,
        payload.banner,
        payload.drawn,
    )


def _same(runs: Runs, others: Runs) -> bool:
    return runs == others or runs_key(runs) == runs_key(others)


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


def _differs_by_version(found: LayoutBlock, written: LayoutBlock, language: str) -> bool:
    """Whether two blocks differ in nothing but what the table above excuses."""
    match found, written:
        case Picture(), Picture():
            return content_key(evolve(found, digest=None)) == content_key(written)
        case Heading(), Heading() if _is_label(written.runs) and _is_label(found.runs):
            named = recogniser_for(language).part_named(runs_text(_labels(found.runs)))
            return (
                named == written.role.value
                and _same(_portions(found.runs), _portions(written.runs))
                and found.level == written.level
            )
        case _:
            return False


def _is_label(runs: Runs) -> bool:
    """Whether runs are a house label, and perhaps a portion marking."""
    return bool(_labels(runs)) and len(_labels(runs)) + len(_portions(runs)) == len(runs)


def _labels(runs: Runs) -> Runs:
    return tuple(run for run in runs if run.role is RunRole.LABEL)


def _portions(runs: Runs) -> Runs:
    return tuple(run for run in runs if run.role is RunRole.PORTION)
