"""Payload: the data in a file of a visual format that no reader sees, and that gives the brief back.

It holds the brief's tree, the version of its writer, and a digest of each block as it was seen on the day that it was
written. Pictures are in the file already: the tree names each by its digest, and a reader looks for it there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

import orjson

from briefkit.data.tree import to_tree
from briefkit.layout import Picture
from briefkit.layout.fingerprint import picture_digest, runs_key
from briefkit.limits.json_input import check_json
from briefkit.lower import Lowered, lower_with_unrendered
from briefkit.lower.context import PartlyRendered
from briefkit.model import Brief
from briefkit.model.walk import find_places
from briefkit.reconcile.sheet_leaves import leaves
from briefkit.version import __version__

#: The key that says whether labels print dates.
DATED_LABELS = "dated_labels"


def write_payload(
    brief: Brief,
    letterhead: Sequence[str] = (),
    drawn: Mapping[str, float] | None = None,
    originals: Mapping[str, str] | None = None,
    *,
    dated_labels: bool = True,
    lowered: Lowered | None = None,
) -> bytes:
    """Return the payload of a brief: its tree, and a digest of each block that the file shows.

    Args:
        brief: The brief.
        letterhead: The words of each paragraph that the theme has on pages: it is no part of the brief.
        drawn: How wide the file draws its figures, in millimetres, by their anchors; None where it says that in per cent.
        originals: The digest of the picture that each downsampled one was made of, by the digest of that.
        dated_labels: Whether the labels of statements print when these were made.
        lowered: What the brief is lowered to, where that is known.

    Raises:
        ReadError: It has more values than are read.
    """
    lowered = lowered or lower_with_unrendered(brief, dated_labels=dated_labels)
    wanted = {id(block): anchor for anchor, block in lowered.partly_rendered.items()}
    places = find_places(brief, *get_args(PartlyRendered))
    paths = {wanted[id(part)]: path for path, part in places if id(part) in wanted}
    written = leaves(lowered.sheet)
    pictures: dict[str, list[str]] = {}
    for one in written:
        if isinstance(one.block, Picture):
            pictures.setdefault(picture_digest(one.block), []).append(one.block.anchor)
    payload: dict[str, object] = {
        "briefkit": __version__,
        "brief": to_tree(brief, name_pictures=True),
        "banner": runs_key(lowered.sheet.banner),
        "seen": [
            (one.block.anchor, one.digest, paths.get(one.block.anchor, "")) for one in written
        ],
    }
    if dated_labels:
        payload[DATED_LABELS] = True
    if lowered.sheet.said:
        payload["said"] = [*lowered.sheet.said]
    if pictures:
        payload["pictures"] = pictures
    if originals:
        payload["originals"] = originals
    if letterhead:
        payload["letterhead"] = letterhead
    if drawn:
        payload["drawn"] = drawn
    data = orjson.dumps(payload)
    check_json(data)
    return data
