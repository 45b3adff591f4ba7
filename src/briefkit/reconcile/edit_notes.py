"""Edits of a file: a note on every block that was edited, put in, taken out or moved since it was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from briefkit.layout import Picture, Runs
from briefkit.layout.fingerprint import runs_key
from briefkit.lower.generated_runs import runs_text
from briefkit.lower.unseen_facts import UnseenFact, unseen_facts
from briefkit.model import Paragraph
from briefkit.model.diff import shortened
from briefkit.notes import Code, Note, note
from briefkit.reconcile.lowered_payload import LoweredPayload
from briefkit.reconcile.sheet_leaves import Leaf
from briefkit.sequences import longest_increasing_subsequence


def edits_of_blocks(
    found: Sequence[Leaf],
    aligned: Sequence[int | None],
    payload: LoweredPayload,
    paths: Mapping[str, str],
    kept: Set[UnseenFact],
) -> Iterator[Note]:
    """Yield a note on every edit of a block, in reading order, and then on every block that is gone.

    Args:
        found: The leaves of the file.
        aligned: The written leaf that each of them is, by its index.
        payload: What was written.
        paths: The places of the blocks in the brief that was read, by their anchors.
        kept: The unseen facts that the brief has: a block may have been joined with another.
    """
    own = {written.digest for written in payload.leaves}
    unmoved = longest_increasing_subsequence([place for place in aligned if place is not None])
    for leaf, place in zip(found, aligned, strict=True):
        if place is None:
            # What the brief has at another place was copied from there.
            yield _insertion(leaf, payload, copied=leaf.digest in own)
            continue
        written = payload.leaves[place]
        path = paths.get(written.block.anchor, "")
        if place not in unmoved:
            message = f"“{shortened(leaf.words)}” stands somewhere else."
            yield note(Code.BLOCK_MOVED, message, path=path)
        if not payload.says_the_same(written, leaf):
            yield _edit(written, leaf, payload, path)
        width = payload.resized_to(written, leaf)
        if width is not None:
            yield _resizing(written, width, path)
    found_again = set(aligned)
    for place, written in enumerate(payload.leaves):
        if place not in found_again:
            yield _deletion(written, payload, kept)


def edits_of_facts(
    dropped: Mapping[str, Sequence[UnseenFact]], paths: Mapping[str, str]
) -> Iterator[Note]:
    """Yield a note on every unseen fact that went with the words of its block.

    Args:
        dropped: The facts, by the anchors of their blocks.
        paths: The places of the blocks in the brief that was read, by their anchors.
    """
    for anchor, facts in dropped.items():
        for fact in facts:
            message = f"“{fact.words}” ({fact.name}) went with the words that were edited."
            yield note(Code.FACT_DROPPED, message, fact.words, path=paths.get(anchor, ""))


def edits_of_banner(banner: Runs, payload: LoweredPayload) -> Iterator[Note]:
    """Yield a note where the banner of a file is not that of its payload's brief."""
    before, after = runs_text(payload.sheet.banner), runs_text(banner)
    if payload.has_banner(banner):
        return
    if runs_key(banner) == payload.banner_key:
        yield _payload_differs(before, after)
    else:
        yield note(Code.BANNER_EDITED, "The banner was edited.", before=before, after=after)


def _insertion(leaf: Leaf, payload: LoweredPayload, *, copied: bool) -> Note:
    if payload.was_written(leaf) and not copied:
        return _payload_differs("", leaf.words)
    return insertion(leaf.words)


def insertion(words: str) -> Note:
    """Return the note on words that were put in as a block."""
    return note(Code.BLOCK_INSERTED, f"“{shortened(words)}” was put in.", after=words)


def _edit(written: Leaf, leaf: Leaf, payload: LoweredPayload, path: str) -> Note:
    before, after = written.words, leaf.words
    if payload.was_written(leaf):
        return _payload_differs(before, after, path)
    message = f"“{shortened(before)}” became “{shortened(after)}”."
    if before == after:
        message = f"“{shortened(after)}” looks otherwise than it was written."
    return note(Code.BLOCK_EDITED, message, path=path, before=before, after=after)


def _resizing(written: Leaf, width: int, path: str) -> Note:
    message = f"“{shortened(written.words)}” was resized to {width} % of the line."
    before = isinstance(written.block, Picture) and written.block.width
    return note(
        Code.FIGURE_RESIZED,
        message,
        path=path,
        before=f"{before} %" if before else "",
        after=f"{width} %",
    )


def _deletion(written: Leaf, payload: LoweredPayload, kept: Set[UnseenFact]) -> Note:
    if not payload.was_written(written):
        return _payload_differs(written.words, "")
    message = f"“{shortened(written.words)}” was taken out."
    known = payload.partly_rendered.get(written.block.anchor)
    facts = unseen_facts(known) if known and not isinstance(known, Paragraph) else ()
    unseen = (fact for fact in facts if not fact.in_words)
    names = dict.fromkeys(fact.name for fact in unseen if fact not in kept)
    if names:
        message = f"{message[:-1]}, and with it what nobody sees: {', '.join(names)}."
    return note(Code.BLOCK_DELETED, message, before=written.words)


def _payload_differs(written: str, shown: str, path: str = "") -> Note:
    message = (
        f"The file was written with “{shortened(shown)}”, its brief has “{shortened(written)}”."
    )
    return note(Code.PAYLOAD_DIFFERS, message, path=path, before=written, after=shown)
