"""Visible lines of a page: the words that stand in it between two block boundaries, whatever a reader makes of them.

They are collected apart from all that is read, so that nothing which a reader passes over is missed here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree
from lxml.html import HtmlElement

from briefkit.formats.html.reading.elements import FLOW_CONTAINERS, NOT_RENDERED, is_hidden
from briefkit.layout import LayoutBlock
from briefkit.lower.generated_runs import lines_of_runs

_STRING = etree.XPath("string(.)")
#: What parts two lines while they are collected; in a page it only breaks a line.
_BOUNDARY = "\u2029"
_BLOCKS = (
    *FLOW_CONTAINERS,
    *("p", "dt", "dd", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "menu", "dir", "pre"),
    *("table", "figure", "br"),
)


def visible_lines(page: HtmlElement, blocks: Sequence[LayoutBlock]) -> list[str] | None:
    """Return the lines of a page that has been read; None where what was read has all of its words, in their order.

    Args:
        page: The page; it is no page any more afterwards.
        blocks: What was read from it.
    """
    body = page.find("body")
    shown = page if body is None else body
    _clear(shown.iter("script"))
    read = "".join([run.span.text for line in lines_of_runs(blocks) for run in line])
    if _squeezed(_text(shown)) == _squeezed(read):
        return None
    _clear(shown.iter(*NOT_RENDERED))
    _clear(filter(is_hidden, shown.xpath(".//*[@hidden or @style]")))
    for element in shown.iter(*_BLOCKS):
        element.text = f"{_BOUNDARY}{element.text or ''}"
        element.tail = f"{_BOUNDARY}{element.tail or ''}"
    return _text(shown).split(_BOUNDARY)


def _clear(elements: Iterable[HtmlElement]) -> None:
    for element in [*elements]:
        element.clear(keep_tail=True)


def _text(element: HtmlElement) -> str:
    return str(_STRING(element))


def _squeezed(words: str) -> str:
    return "".join(words.split())
