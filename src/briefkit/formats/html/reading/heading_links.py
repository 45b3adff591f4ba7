"""Heading links: the signs beside headings that lead to the headings themselves ("¶", "#", "§")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from briefkit.formats.html.reading.inline_reader import classes
from briefkit.notes import Code, Note, note

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_WORD = re.compile(r"\w")
_NAMED = re.compile(r"anchor|permalink|header-?link|heading-?link|hash-?link", re.IGNORECASE)


def remove_heading_links(root: HtmlElement) -> Iterator[Note]:
    """Take the links out of headings that lead to the headings; yield a note on the words of such links."""
    left = []
    for heading in root.iter(*_HEADINGS):
        words_of_heading = _length(heading)
        for element in list(heading.iter("a", "span", "svg")):
            own = _length(element)
            if own < words_of_heading and _is_sign(element):
                words_of_heading -= own
                left.append(" ".join(element.text_content().split()))
                element.drop_tree()
    words = "; ".join(one for one in left if _WORD.search(one))
    if words:
        yield note(Code.BOILERPLATE_DROPPED, "Left out: links of headings to themselves.", words)


def _is_sign(element: HtmlElement) -> bool:
    """Whether an element of a heading is a sign that leads to it, or one that is only looked at."""
    without_words = not _WORD.search(element.text_content())
    if element.get("aria-hidden") == "true" and without_words:
        return True
    if element.tag != "a" or "#" not in (element.get("href") or ""):
        return False
    named = any(map(_NAMED.search, classes(element)))
    return without_words or named or element.get("aria-hidden") == "true"


def _length(element: HtmlElement) -> int:
    """Return how many characters of an element are of words."""
    return len(_WORD.findall(element.text_content()))
