"""Main content: the element of a web page that holds its article, and the paragraphs between the title and that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from briefkit.formats.html.reading.boilerplate_names import is_boilerplate_by_name
from briefkit.formats.html.reading.elements import STANDS_APART
from briefkit.formats.html.reading.office_html import STANDFIRST_CLASS
from briefkit.formats.html.reading.text_weights import TextWeights, text_weights, visible_text

_MAY_HOLD_ARTICLE = frozenset(
    [
        "div",
        "section",
        "main",
        "article",
        "center",
        "table",
        "tbody",
        "tr",
        "td",
        "form",
        "span",
        "body",
    ]
)
#: Names that say that an element holds the text of an article and nothing else, the surest first.
_NAMES_OF_TEXT = (
    re.compile(
        r"(?:article|story|post|entry|news|blog)(?:body|content|text|copy|entry|main|inner)"
    ),
    re.compile(
        r"entry|bodytext|namebody|fieldnamebody|bodycontent|contentbody|textcontent|blogpost|wysiwyg"
        r"|instapaperbody|shortcodecontent|econtent|textformatted|richtext|rte|fulltext|maintext"
    ),
)
_SIGNS = re.compile(r"[^a-z]+")
_LEADS = re.compile(r"^(?:js|c|m|o|l|u|is|field|name|td|tdb|single)[-_]+")
_FEWEST_NAMED = (
    0.4  # of the page's running text, in an element whose name says that it holds the article
)
_FEWEST_OF_ALIKE = (
    0.6  # of the running text of all elements with such a name, in one, for it to be that one
)
_FEWEST_WITHIN = (
    0.8  # of an element's running text, in one within it, for the article to be within that
)
_FEWEST_UNLINKED = 0.75  # of an element's text outside of links, likewise
_BY_NAME = 0.2  # what running text counts for in what is boilerplate by its name
_FEWEST_OF_LEAD = 70  # characters
_FEWEST_OF_NAMED_LEAD = 20  # characters
_MOST_LINKS_OF_LEAD = 0.3
_MOST_LEADS = 4
_LONGEST_KICKER = 40  # characters
_COMPARED = 60  # characters
_LEAD_WORDS = frozenset(
    [
        "abstract",
        "bajada",
        "chapo",
        "deck",
        "dek",
        "description",
        "excerpt",
        "intro",
        "introduction",
        "lead",
        "lede",
        "leader",
        "sottotitolo",
        "standfirst",
        "subheadline",
        "subtitle",
        "summary",
        "teaser",
        "vorspann",
    ]
)
_NO_LEAD = ("figure", "figcaption", "nav", "ul", "ol", "form", "table", "dl")


def main_content(root: HtmlElement, language: str) -> HtmlElement:
    """Return the element that holds the article of a page, by what its name says, else by where the running text is.

    Args:
        root: The page, without its boilerplate.
        language: Its language, in BCP 47.
    """
    body = root.find("body")
    body = root if body is None else body
    weights = text_weights(body, language, _factor)
    named = _named_text(body, weights)
    return _densest(body, weights) if named is None else named


def _factor(element: HtmlElement) -> float:
    return _BY_NAME if is_boilerplate_by_name(element) else 1


def _named_text(body: HtmlElement, weights: TextWeights) -> HtmlElement | None:
    """Return the element whose name says that it holds the article; of several alike, what holds them all."""
    ranked: dict[int, list[HtmlElement]] = {}
    for element in body.iter(*_MAY_HOLD_ARTICLE):
        rank = _rank(element) if weights.running[element] else None
        if rank is not None:
            ranked.setdefault(rank, []).append(element)
    for rank in sorted(ranked):
        outer = _outermost(ranked[rank])
        best = max(outer, key=weights.running.__getitem__)
        of_all = sum(weights.running[one] for one in outer)
        if weights.running[best] < _FEWEST_OF_ALIKE * of_all:
            best = common_ancestor(outer)
        if weights.running.get(best, 0) >= _FEWEST_NAMED * weights.running[body]:
            return best
    return None


def _rank(element: HtmlElement) -> int | None:
    """Return how sure it is that an element holds the text of an article, 0 for the surest; None for not at all."""
    if "articlebody" in (element.get("itemprop") or "").lower():
        return 0
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
    bare = [_SIGNS.sub("", _LEADS.sub("", name)) for name in names]
    for rank, pattern in enumerate(_NAMES_OF_TEXT, start=1):
        if any(map(pattern.fullmatch, bare)):
            return rank
    return None


def _outermost(elements: list[HtmlElement]) -> list[HtmlElement]:
    known = set(elements)
    return [one for one in elements if known.isdisjoint(one.iterancestors())]


def common_ancestor(elements: Iterable[HtmlElement]) -> HtmlElement:
    """Return the innermost element that holds all of some elements of one page, or is the only one."""
    first, *others = ([*reversed(list(one.iterancestors())), one] for one in elements)
    common = first
    for other in others:
        common = [one for one, two in zip(common, other, strict=False) if one is two]
    return common[-1]


def _densest(body: HtmlElement, weights: TextWeights) -> HtmlElement:
    """Return the innermost element that holds nearly all of the running text."""
    found = body
    while True:
        within = [
            one
            for one in found
            if one.tag in _MAY_HOLD_ARTICLE
            and weights.running[one] >= _FEWEST_WITHIN * weights.running[found]
            and weights.unlinked(one) >= _FEWEST_UNLINKED * weights.unlinked(found)
        ]
        if not within or not weights.running[found]:
            return found
        found = max(within, key=weights.running.__getitem__)


def lead_paragraphs(
    root: HtmlElement, main: HtmlElement, title: HtmlElement | None, language: str
) -> list[HtmlElement]:
    """Return the paragraphs between the title and the article: a standfirst that stands beside the body.

    Args:
        root: The page, without its boilerplate.
        main: The element that holds the article.
        title: The heading of the article; None where it has none of its own.
        language: The language of the page, in BCP 47.
    """
    if title is None or main in title.iterancestors():
        return []
    weights = text_weights(root, language)
    begins = visible_text(main)[: 40 * _COMPARED]
    found = [
        one
        for one in _between(root, title, main)
        if weights.shown[one]
        >= (_FEWEST_OF_NAMED_LEAD if is_lead_by_name(one) else _FEWEST_OF_LEAD)
        and not weights.is_linked(one, _MOST_LINKS_OF_LEAD)
        and visible_text(one)[:_COMPARED] not in begins
    ]
    return found[:_MOST_LEADS]


def mark_standfirst(leads: Iterable[HtmlElement]) -> None:
    """Make the first lead whose name says so the standfirst."""
    named = next(filter(is_lead_by_name, leads), None)
    if named is not None:
        named.tag = "p"
        named.set("class", STANDFIRST_CLASS)


def is_lead_by_name(element: HtmlElement) -> bool:
    """Whether the class of an element, or of what it alone stands in, says that it is the standfirst."""
    around = element.getparent()
    alone = around is not None and len(around) == 1
    named = [element, around] if alone else [element]
    return any(
        not _LEAD_WORDS.isdisjoint(_SIGNS.sub(" ", (one.get("class") or "").lower()).split())
        for one in named
    )


def kicker(main: HtmlElement, title: HtmlElement | None) -> HtmlElement | None:
    """Return the short line right over a title that stands beside the article; None where there is none."""
    if title is None or main in title.iterancestors():
        return None
    before = title.getprevious()
    if before is None or before.tag not in ("div", "p", "span") or _has_links(before):
        return None
    return before if 0 < len(visible_text(before)) <= _LONGEST_KICKER else None


def _has_links(element: HtmlElement) -> bool:
    """Whether an element has more links than one to the page of a genre."""
    return sum(1 for _ in element.iter("a")) > 1


def _between(root: HtmlElement, title: HtmlElement, main: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the innermost blocks that stand between two elements."""
    around = set(main.iterancestors())
    reached = False
    passed: set[HtmlElement] = {title}
    for element in root.iter():
        if element is main:
            return
        if element is title:
            reached = True
        elif element.getparent() in passed:
            passed.add(element)
        elif reached and element not in around:
            if element.tag in _NO_LEAD:
                passed.add(element)
            elif element.tag in STANDS_APART and not any(
                one.tag in STANDS_APART for one in element
            ):
                passed.add(element)
                yield element
