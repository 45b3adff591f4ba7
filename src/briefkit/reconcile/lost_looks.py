"""Lost looks: what a block and its words were written as, where a program or a hand took their style away.

A style or a class says what a block is: a statement, an event, the standfirst. Plain styles ("Normal", "Text body") say
nothing, so what was written under the same words, or nearly the same, counts. A look that says something else counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from attrs import evolve

from briefkit.layout import Heading, LayoutBlock, Para, Picture, Role, Run, Runs, Sheet
from briefkit.layout.fingerprint import join_runs
from briefkit.layout.roles import NOT_IN_TEXT
from briefkit.lower.generated_runs import block_text, runs_text
from briefkit.model.text import with_text
from briefkit.reconcile.lowered_payload import LoweredPayload
from briefkit.reconcile.sheet_leaves import Leaf
from briefkit.sequences import as_letters, similarity, stretches

#: The least similarity of a block without a look and the one that it was, by their words.
_MIN_SIMILARITY = 0.6


def with_written_banner(sheet: Sheet, payload: LoweredPayload) -> Sheet:
    """Return the sheet of a file, without a paragraph above all others that is the banner and lost the look of it."""
    banner, first = payload.sheet.banner, next(iter(sheet.blocks), None)
    if (
        isinstance(first, Para)
        and first.role is Role.PARAGRAPH
        and runs_text(first.runs) == runs_text(banner)
    ):
        return evolve(sheet, banner=sheet.banner or banner, blocks=sheet.blocks[1:])
    return sheet


def with_written_looks(found: Sequence[Leaf], payload: LoweredPayload) -> tuple[Leaf, ...]:
    """Return the leaves of a file, each that lost its look with that of the written leaf of the same words."""
    by_words: dict[str, list[LayoutBlock]] = {}
    for leaf in payload.leaves:
        by_words.setdefault(leaf.words, []).append(leaf.block)
    keys = {leaf.key for leaf in payload.leaves}
    return tuple(
        leaf if leaf.key in keys else _with_look(leaf, by_words.get(leaf.words, ()))
        for leaf in found
    )


def _with_look(leaf: Leaf, written: Sequence[LayoutBlock]) -> Leaf:
    anchored = [block for block in written if block.anchor == leaf.block.anchor]
    original = next(iter(anchored or written), None)
    return leaf if original is None else Leaf(_looked(leaf.block, original), leaf.context)


def with_look(shown: LayoutBlock, written: LayoutBlock) -> LayoutBlock:
    """Return an edited block of a file, with the look of the written one that it was if it lost its own.

    Args:
        shown: The block of the file.
        written: The one that was written.
    """
    if not isinstance(shown, Para) or shown.role is not Role.PARAGRAPH:
        return shown
    words = as_letters(block_text(one).split() for one in (shown, written))
    return _looked(shown, written) if similarity(*words) >= _MIN_SIMILARITY else shown


def _looked(shown: LayoutBlock, written: LayoutBlock) -> LayoutBlock:
    """Return a block with the look of another, as far as it lost its own."""
    match shown, written:
        case Heading(), Heading() if shown.role in (Role.OTHER, written.role):
            runs = looked_runs(shown.runs, written.runs)
            return Heading(written.role, runs, shown.level, shown.anchor)
        case Para(role=Role.PARAGRAPH), Heading():
            runs = looked_runs(shown.runs, written.runs)
            return Heading(written.role, runs, written.level, shown.anchor)
        case Para(), Para(role=Role.LINK) if _is_bare(shown, written):
            return evolve(written, anchor=shown.anchor)
        case Para(), Para() if shown.role in (Role.PARAGRAPH, written.role):
            runs = looked_runs(shown.runs, written.runs)
            return Para(written.role, runs, shown.anchor)
        case Picture(role=Role.FIGURE), Picture():
            return evolve(shown, role=written.role)
        case _:
            return shown


def _is_bare(shown: Para, written: Para) -> bool:
    """Whether a block lost the address that it leads to, which nobody sees, and has the words that were written."""
    leads = any(run.span.link for run in shown.runs)
    return not leads and runs_text(shown.runs) == runs_text(written.runs)


def looked_runs(shown: Runs, written: Runs) -> Runs:
    """Return runs with the roles of those that were written, where the words are theirs and have no role.

    Args:
        shown: The runs of a file.
        written: Those that were written.
    """
    before, after = runs_text(written), runs_text(shown)
    letters = [run for run in written for _ in run.span.text]
    looks: list[Run | None] = [None] * len(after)
    for old, new in stretches(before, after):
        if before[old] == after[new]:
            looks[new] = letters[old]
    return join_runs(_pieces(shown, looks, unedited=before == after))


def _pieces(runs: Runs, looks: Sequence[Run | None], *, unedited: bool) -> Iterator[Run]:
    """Yield runs, cut where the look of their letters changes, the pieces with it where they have none of their own."""
    letters = iter(looks)
    for run in runs:
        own = [*islice(letters, len(run.span.text))]
        if run.role is not None:
            yield run
            continue
        at = 0
        for look, stretch in groupby(own):
            stop = at + len([*stretch])
            piece = evolve(run, span=with_text(run.span, run.span.text[at:stop]))
            yield piece if look is None else _as_written(piece, look, unedited)
            at = stop


def _as_written(piece: Run, look: Run, unedited: bool) -> Run:
    """Return words with the role of a run that was written, and what nobody sees of it."""
    if look.role in NOT_IN_TEXT:
        return Run(with_text(look.span, piece.span.text), look.role, look.target)
    quoted = piece.span.quoted or (unedited and look.span.quoted)
    return evolve(piece, span=evolve(piece.span, quoted=quoted), role=look.role)
