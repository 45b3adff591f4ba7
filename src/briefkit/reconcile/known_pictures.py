"""Known pictures: which picture of an unstyled file is which of a brief, and what is its caption, what its credit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from attrs import evolve

from briefkit.layout import LayoutBlock, Picture, Run, Runs
from briefkit.lower.generated_runs import runs_text
from briefkit.model import Span
from briefkit.model.text import with_text
from briefkit.reconcile.known_runs import with_known_runs
from briefkit.reconcile.word_alignment import fold_words

_SPACE = Run(Span(" "))


def align_pictures(
    found: Sequence[LayoutBlock], written: Sequence[LayoutBlock]
) -> Mapping[int, int]:
    """Return for pictures of a file the indices of those that they were: by what they show, else by their order."""
    theirs = {n: block for n, block in enumerate(found) if isinstance(block, Picture)}
    ours = {n: block for n, block in enumerate(written) if isinstance(block, Picture)}
    known: dict[int, int] = {}
    for key in (_image, _alternative_text):
        known |= _same(theirs, ours, key, known)
    rest = [index for index in theirs if index not in known]
    free = [place for place in ours if place not in set(known.values())]
    return {**known, **dict(zip(rest, free, strict=True))} if len(rest) == len(free) else known


def _same(
    theirs: Mapping[int, Picture],
    ours: Mapping[int, Picture],
    key: Callable[[Picture], str],
    known: Mapping[int, int],
) -> dict[int, int]:
    """Return those that have the same key, the first of each the first."""
    taken = set(known.values())
    free: dict[str, list[int]] = {}
    for place, picture in ours.items():
        if place not in taken:
            free.setdefault(key(picture), []).append(place)
    return {
        index: free[key(picture)].pop(0)
        for index, picture in theirs.items()
        if index not in known and free.get(key(picture))
    }


def _image(picture: Picture) -> str:
    return picture.image.digest


def _alternative_text(picture: Picture) -> str:
    return picture.alt


def has_words(picture: LayoutBlock) -> bool:
    """Whether a picture of a file has its caption, or its credit, with it."""
    return isinstance(picture, Picture) and bool(picture.caption or picture.credit)


def picture_now(written: Picture, found: Picture) -> Picture:
    """Return a picture as a file shows it; what stands under it was perhaps joined there."""
    now = evolve(written, image=found.image, digest=found.digest)
    if not has_words(found):
        return now
    shown = (*found.caption, *([_SPACE] if found.caption and found.credit else []), *found.credit)
    before = f"{runs_text(written.caption)} {runs_text(written.credit)}"
    if fold_words(runs_text(shown)) == fold_words(before):
        return now
    caption, credit = without_end(shown, written.credit)
    return evolve(now, caption=with_known_runs(caption, written.caption), credit=credit)


def without_end(runs: Runs, end: Runs) -> tuple[Runs, Runs]:
    """Return runs without the words that they end with, and these as they were written; () where they are not there."""
    words = runs_text(end)
    if not words or not runs_text(runs).endswith(words):
        return runs, ()
    left, kept = len(runs_text(runs)) - len(words), list[Run]()
    for run in runs:
        part = run.span.text[:left]
        left -= len(part)
        if part:
            kept.append(evolve(run, span=with_text(run.span, part)))
    if kept:
        kept[-1] = evolve(kept[-1], span=with_text(kept[-1].span, kept[-1].span.text.rstrip(" ")))
    return tuple(run for run in kept if run.span.text), end
