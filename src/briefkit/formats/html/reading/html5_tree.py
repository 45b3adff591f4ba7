"""HTML5 tree: a page of anybody as a browser builds it (HTML, 13.2), in the elements that the readers know.

libxml2 reads a page by rules of its own: it takes words that stand between the cells of a table for a part of it,
leaves formatting that is not closed where it stands, and knows no `template`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import turbohtml
from lxml import etree, html
from lxml.html import HtmlElement

from briefkit.formats.html.reading.elements import NOT_RENDERED
from briefkit.limits.nesting import MAX_DEPTH
from briefkit.notes import Notes

# Characters that HTML has and XML does not.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACES = str.maketrans("\x0b\x0c", "  ")
_NAME = re.compile(r"[A-Za-z_][\w.:-]*", re.ASCII)
#: Elements that are opened anew in each block while nothing closes them (HTML, 13.2.4.3). Of links, only one is.
_FORMATTING = re.compile(
    r"<(?:b|big|code|em|font|i|s|small|strike|strong|tt|u)(?=[\s/>])[^>]{0,1000}", re.IGNORECASE
)
_ALIKE = 3  # as often an element of the same attributes is opened anew
_MOST_OPENED = 2_000_000  # elements


def html5_tree(page: str, notes: Notes) -> HtmlElement | None:
    """Return the root element of a page; None where it has so many elements, or so deep, that a browser cuts it too.

    Nothing is fetched, and no script runs.

    Args:
        page: The page, of which the tags are counted.
        notes: Gets a note where control characters were taken out.
    """
    if _opened_at_most(page) > _MOST_OPENED:
        return None
    document = turbohtml.parse(page, scripting=True)
    root = next((one for one in document.children if isinstance(one, turbohtml.Element)), None)
    return None if root is None else _Builder().build(root, notes)


def _opened_at_most(page: str) -> int:
    """Return how many elements a browser could make of formatting that nothing closes, in each block of a page."""
    open_tags = Counter(_FORMATTING.findall(page))
    return page.count("<") * sum(min(count, _ALIKE) for count in open_tags.values())


class _Builder:
    """Builder of a tree, with the characters that it took out."""

    def __init__(self) -> None:
        self.removed: list[str] = []

    def build(self, source: turbohtml.Element, notes: Notes) -> HtmlElement | None:
        """Return an element with all that it holds; None where it nests too deep."""
        root: HtmlElement = html.HTMLParser().makeelement(source.tag)
        _set_attributes(root, source)
        waiting: list[tuple[turbohtml.Node, HtmlElement, int]] = [(source, root, 1)]
        while waiting:
            node, element, depth = waiting.pop()
            if depth > MAX_DEPTH:
                return None
            inner = self._fill(element, _children(node))
            waiting += [(one, made, depth + 1) for one, made in inner]
        if self.removed:
            notes.add_characters_dropped("".join(self.removed))
        return root

    def _fill(
        self, element: HtmlElement, children: Sequence[turbohtml.Node]
    ) -> list[tuple[turbohtml.Node, HtmlElement]]:
        """Give an element its words and elements, whose own are still to come."""
        inner: list[tuple[turbohtml.Node, HtmlElement]] = []
        words: list[str] = []
        last: HtmlElement | None = None
        for child in children:
            match child:
                case turbohtml.Text() | turbohtml.CData():
                    words.append(child.data)
                case turbohtml.Element():
                    self._add_words(element, last, words)
                    last = etree.SubElement(element, _name(child.tag))
                    last.sourceline = child.source_line or 0  # type: ignore[assignment]  # the stubs say `...`
                    _set_attributes(last, child)
                    inner.append((child, last))
                    words = []
                case _:
                    pass  # comments, and what a template holds
        self._add_words(element, last, words)
        return inner

    def _add_words(self, element: HtmlElement, last: HtmlElement | None, parts: list[str]) -> None:
        """Add words to an element, behind the last of its elements."""
        words = "".join(parts)
        if _NOT_XML.search(words):
            spaced = words.translate(_SPACES)
            words = _NOT_XML.sub("", spaced)
            if element.tag not in NOT_RENDERED:
                self.removed += _NOT_XML.findall(spaced)
        if not words:
            return
        if last is None:
            element.text = words
        else:
            last.tail = words


def _children(node: turbohtml.Node) -> Sequence[turbohtml.Node]:
    """Return what a node holds; of `noscript`, which is words for whoever runs scripts, its elements."""
    if isinstance(node, turbohtml.Element) and node.tag == "noscript":
        return turbohtml.parse_fragment(node.text).children
    return node.children


def _name(tag: str) -> str:
    return tag.lower() if _NAME.fullmatch(tag) else "span"


def _set_attributes(element: HtmlElement, source: turbohtml.Element) -> None:
    """Set the attributes of an element, but for those with names that XML does not have."""
    for name, value in source.attrs.items():
        if _NAME.fullmatch(name):
            words = " ".join(value) if isinstance(value, list) else value or ""
            element.set(name, _NOT_XML.sub("", words))
