"""Marked changes of a page: words that `del` and `s` strike out, and that `ins` put in (HTML, 4.7 and 4.5.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from briefkit.formats.format import Changes
from briefkit.model.diff import shortened
from briefkit.notes import Code, Notes

_INSERTED = ("ins",)
_DELETED = ("del", "s", "strike")
_STRIKE = "line-through"
_CLASS_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")


def settle_changes(root: HtmlElement, changes: Changes, notes: Notes) -> None:
    """Leave the words of a page that one view of its marked changes has.

    Args:
        root: The page; what that view lacks is taken out of it.
        changes: The view: "accepted", or "original" for the words before the changes.
        notes: Gets the words that were taken out.
    """
    body = root.find("body")
    page = root if body is None else body
    accepted = changes == "accepted"
    found = dict.fromkeys(_struck(root, page) if accepted else page.iter(*_INSERTED))
    for element in found:
        if any(one in found for one in element.iterancestors()):
            continue
        words = " ".join(element.text_content().split())
        element.drop_tree()
        if not words:
            continue
        if accepted:
            message = f"“{shortened(words)}” is struck out; it was read as deleted."
            notes.add(Code.STRUCK_OUT, message, words)
        else:
            message = f"“{shortened(words)}” was put in; the words before that were read."
            notes.add(Code.CHANGES_REFUSED, message, words)


def _struck(root: HtmlElement, page: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements whose words are struck out: by their names, their styles, or the style of a class."""
    yield from page.iter(*_DELETED)
    yield from page.xpath(f".//*[contains(@style, '{_STRIKE}')]")
    for sheet in root.iter("style"):
        if _STRIKE not in (sheet.text or ""):
            continue
        for name, rule in _CLASS_RULE.findall(sheet.text or ""):
            if _STRIKE in rule:
                yield from page.find_class(name)
