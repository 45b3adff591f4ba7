"""Bookmark names: the anchors of a brief's blocks, as a Word document spells them (ECMA-376 Part 1, 17.13.6.2)."""

from __future__ import annotations

_PREFIX = "bk_"
_MAX_LENGTH = 40  # characters that Word takes


def bookmark_name(anchor: str) -> str:
    """Name of an anchor's bookmark: letters, digits and underscores."""
    return f"{_PREFIX}{anchor.replace('-', '_')}"[:_MAX_LENGTH]


def anchor_of_bookmark(name: str) -> str:
    """Anchor that a bookmark stands for; "" where the bookmark is not one of briefkit's."""
    return name.removeprefix(_PREFIX).replace("_", "-") if name.startswith(_PREFIX) else ""
