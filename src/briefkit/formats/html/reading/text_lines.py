"""Text lines: the words of a tree as they stand apart, each with the pieces of the tree that hold it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from typing import Literal, TypeAlias

from attrs import field, frozen
from lxml import etree
from lxml.html import HtmlElement

from briefkit.formats.html.reading.elements import take_out

#: What of an element holds words: its text, or the tail behind it.
Holder: TypeAlias = tuple[HtmlElement, Literal["text", "tail"]]
# A word; in scripts without spaces, a letter.
_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")


@frozen(eq=False)
class TextLine:
    """Line of text: what stands between the edges of two blocks.

    Attributes:
        within: The innermost element that stands apart and holds it.
        holders: What holds its text, in order.
        words: Its words, folded, for programs change capitals, spaces and signs.
    """

    within: HtmlElement
    holders: tuple[Holder, ...]
    words: tuple[str, ...] = field(init=False)

    @words.default
    def _folded(self) -> tuple[str, ...]:
        text = "".join(self._texts())
        return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))

    @property
    def text(self) -> str:
        """Its text, with single spaces, and one wherever an element begins or ends."""
        return " ".join(" ".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        return (getattr(element, part) or "" for element, part in self.holders)

    @property
    def around(self) -> Iterator[HtmlElement]:
        """The element that holds it, and all that this stands in, from within."""
        yield self.within
        yield from self.within.iterancestors()


def text_lines(
    root: HtmlElement, stands_apart: Container[str], unseen: Container[str] = ()
) -> Iterator[TextLine]:
    """Yield the lines of text of a tree, in order.

    Args:
        root: The tree.
        stands_apart: The tags of elements that stand apart from the words around them.
        unseen: The tags of elements whose words are left out.
    """
    around = [root]
    holders: list[Holder] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        apart = element is not root and element.tag in stands_apart
        if apart and holders:
            yield from _line(around[-1], holders)
            holders = []
        if event == "start":
            if apart:
                around.append(element)
            if element.tag in unseen:
                walk.skip_subtree()
            elif element.text:
                holders.append((element, "text"))
        elif element is not root:
            if apart:
                around.pop()
            if element.tail:
                holders.append((element, "tail"))
    yield from _line(root, holders)


def _line(within: HtmlElement, holders: list[Holder]) -> Iterator[TextLine]:
    if any(getattr(element, part).strip() for element, part in holders):
        yield TextLine(within, tuple(holders))


def elements_around(lines: Iterable[TextLine]) -> set[HtmlElement]:
    """Return the elements that hold lines, with all that these stand in."""
    found: set[HtmlElement] = set()
    for line in lines:
        for element, part in line.holders:
            one = element if part == "text" else element.getparent()
            while one is not None and one not in found:
                found.add(one)
                one = one.getparent()
    return found


def remove_lines(removed: Iterable[TextLine], kept: Iterable[TextLine]) -> None:
    """Take lines out of their tree, with the elements that hold nothing else.

    Args:
        removed: The lines.
        kept: All other lines of the tree.
    """
    removed = list(removed)
    emptied = elements_around(removed) - elements_around(kept)
    for line in removed:
        for element, part in line.holders:
            setattr(element, part, None)
    for element in emptied:
        parent = element.getparent()
        if parent is not None and parent not in emptied:
            take_out(element)
