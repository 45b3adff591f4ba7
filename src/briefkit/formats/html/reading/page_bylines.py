"""Bylines and datelines of pages: elements, on a line of their own, that only say who wrote the page and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from briefkit.formats.html.reading.elements import STANDS_APART
from briefkit.formats.html.reading.text_weights import visible_text
from briefkit.language.word_pattern import WORD
from briefkit.recognise.back_matter_lines import byline, is_full_name
from briefkit.recognise.recogniser import Recogniser, recogniser_for

_LONGEST = 150  # characters
_LONGEST_DATELINE = 80  # characters
_MOST_BESIDE = 6  # words that stand beside an element within its line
_BYLINE = frozenset(["byline", "author", "authors", "by", "vcard", "contributor", "writer"])
_DATED = frozenset(
    ["date", "time", "timestamp", "published", "posted", "dateline", "pubdate", "datetime"]
)
_NO_LINES = frozenset(["meta", "link", "body", "html", "h1", "h2", "h3", "article", "main"])
_NEAR = 2  # ancestors within which several authors stand beside each other
_WORD = re.compile("[a-z]+")
_ENDS_SENTENCE = tuple(".!?。！？")


def is_byline(element: HtmlElement) -> bool:
    """Whether an element is a byline: it only says who wrote the page."""
    return _is_named(element, _BYLINE, "author") and _is_line(element)


def is_dateline(element: HtmlElement) -> bool:
    """Whether an element is a dateline: it only says when the page came out."""
    if element.tag != "time" and not _is_named(element, _DATED, "datePublished"):
        return False
    words = visible_text(element)
    dated = len(words) <= _LONGEST_DATELINE and any(map(str.isdigit, words))
    return dated and _is_line(element)


def _is_named(element: HtmlElement, names: frozenset[str], prop: str) -> bool:
    if element.tag in _NO_LINES or not element.attrib:
        return False
    found = set(_WORD.findall((element.get("class") or "").lower()))
    named = not names.isdisjoint(found) or prop in (element.get("itemprop"), element.get("rel"))
    return named and len(visible_text(element)) <= _LONGEST


def _is_line(element: HtmlElement) -> bool:
    """Whether an element has its line nearly for itself: within a sentence it is words."""
    block = element
    while block.tag not in STANDS_APART and block.getparent() is not None:
        block = block.getparent()
    if block is element:
        return True
    line = visible_text(block)
    beside = len(WORD.findall(line)) - len(WORD.findall(visible_text(element)))
    return beside <= _MOST_BESIDE and not line.endswith(_ENDS_SENTENCE)


def names_in_byline(root: HtmlElement, language: str) -> list[str]:
    """Return the names in the byline of a page: its first behind a title, with those right beside it.

    Others stand by other articles.
    """
    recogniser = recogniser_for(language)
    titled = next(root.iter("h1"), None) is None
    place: set[HtmlElement] = set()
    found: list[str] = []
    for element in root.iter():
        titled = titled or element.tag == "h1"
        if not titled or not isinstance(element.tag, str) or not is_byline(element):
            continue
        near = set(islice(element.iterancestors(), _NEAR))
        if found and place.isdisjoint(near):
            break
        named = [one for one in _names(element, recogniser) if is_full_name(one, recogniser)]
        place = place or (near if named else set())
        found += named
    return found


def _names(element: HtmlElement, recogniser: Recogniser) -> Iterator[str]:
    words = visible_text(element).replace(" ,", ",")
    named = byline(words, recogniser)
    if named:
        yield from (one.name for one in named)
        return
    linked = [visible_text(one) for one in element.iter("a")]
    full = [one for one in linked if is_full_name(one, recogniser)]
    if full:
        yield from full
        return
    bare = words[len(recogniser.opening("byline", words)) :].strip(" :")
    yield bare if is_full_name(bare, recogniser) else bare.partition(",")[0]
