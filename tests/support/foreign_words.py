"""Words of documents of other houses: whether they are in the brief that was read, or in a note."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import briefkit as bk

_SPACES = re.compile(r"\s+")


def alike(words: str) -> str:
    """Words without what no reader sees: kinds of spaces."""
    return _SPACES.sub(" ", words.replace("\u200b", "")).strip()


@cache
def printed(brief: bk.Brief) -> str:
    """All that is printed of a brief."""
    return alike(bk.render(brief, "text", allow_overmarked=True).decode())


def told(notes: Iterable[bk.Note]) -> str:
    """All that notes say."""
    return alike(" ".join(f"{one.words} {one.message}" for one in notes))
