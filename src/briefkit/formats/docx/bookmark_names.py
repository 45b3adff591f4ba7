"""Bookmark names: the anchors of a brief's blocks, as a Word document spells them (ECMA-376 Part 1, 17.13.6.2)."""

from __future__ import annotations

from collections.abc import Set

from briefkit.model.string_rules import is_id
from briefkit.runtime.caching import cached

_PREFIX = "bk_"
_MAX_LENGTH = 40  # characters that Word takes


@cached(2048)
def bookmark_name(anchor: str) -> str:
    """Name of an anchor's bookmark: letters, digits and underscores; an id is its own."""
    # Anchors are counted, so they are the same few in every document.
    return anchor if is_id(anchor) else f"{_PREFIX}{anchor.replace('-', '_')}"[:_MAX_LENGTH]


def anchor_of_bookmark(name: str, ids: Set[str] = frozenset()) -> str:
    """Anchor that a bookmark stands for; "" where it is neither one of briefkit's own nor one of the ids."""
    if name in ids:
        return name
    return name.removeprefix(_PREFIX).replace("_", "-") if name.startswith(_PREFIX) else ""
