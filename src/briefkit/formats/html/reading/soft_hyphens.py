"""Soft hyphens: marks of where a word may be broken, which nobody sees and no search finds a word with."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from briefkit.notes import Code, Note, note

_SOFT_HYPHEN = "\xad"


def remove_soft_hyphens(root: HtmlElement) -> Iterator[Note]:
    """Take the soft hyphens out of a page; yield a note where there were any."""
    count = 0
    for element in root.iter():
        for part in ("text", "tail"):
            words = getattr(element, part)
            if words and _SOFT_HYPHEN in words:
                count += words.count(_SOFT_HYPHEN)
                setattr(element, part, words.replace(_SOFT_HYPHEN, ""))
    if count:
        message = f"Took {count} soft hyphens out of words, which show where these may be broken."
        yield note(Code.SOFT_HYPHENS_DROPPED, message)
