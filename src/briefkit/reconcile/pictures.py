"""Pictures of a file: found for its payload, which names them, and noted where another took their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefkit.layout import Picture
from briefkit.model import Brief
from briefkit.model.media import Image
from briefkit.model.walk import walk
from briefkit.notes import Code, Note, note
from briefkit.reconcile.payload_reading import FindPicture, RestoredBrief
from briefkit.reconcile.sheet_leaves import Leaf


def picture_finder(found: Sequence[Leaf]) -> FindPicture:
    """Return what finds the pictures of a file among its leaves: by digest, else where they stood."""
    pictures = [leaf.block for leaf in found if isinstance(leaf.block, Picture)]
    by_digest = {one.image.digest: one.image for one in pictures}
    by_anchor = {one.anchor: one.image for one in pictures if one.anchor}

    def find(digest: str, anchors: Sequence[str]) -> Image | None:
        there = (by_anchor[anchor] for anchor in anchors if anchor in by_anchor)
        return by_digest.get(digest) or next(there, None)

    return find


def changed_pictures(brief: Brief, restored: RestoredBrief) -> Iterator[Note]:
    """Yield a note on every picture of a brief that took the place of the one that was written.

    Args:
        brief: The brief that was read.
        restored: The brief of the payload.
    """
    others = set(map(id, restored.changed.values()))
    for path, image in walk(brief, Image) if others else ():
        if id(image) in others:
            yield note(
                Code.PICTURE_CHANGED, "The picture is not the one that was written.", path=path
            )
