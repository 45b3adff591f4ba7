"""Main content: the article of a web page, without the boilerplate around it (navigation, notices, footers)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml.html import HtmlElement

from briefkit.formats.html.reading.elements import NOT_RENDERED, is_hidden
from briefkit.notes import Code, Note, note
from briefkit.recognise.recogniser import recogniser_for

_NAVIGATION, _FOOTER, _HEADER = "navigation", "page footer", "page header"
_BESIDE, _FORM, _NOTICE = "text beside the article", "form", "notice"
_KIND_OF_TAG: Mapping[str, str] = {
    "nav": _NAVIGATION,
    "aside": _BESIDE,
    "form": _FORM,
    "button": _FORM,
    "dialog": _NOTICE,
}
_KIND_OF_ARIA_ROLE: Mapping[str, str] = {
    "navigation": _NAVIGATION,
    "banner": _HEADER,
    "contentinfo": _FOOTER,
    "complementary": _BESIDE,
    "search": _FORM,
    "dialog": _NOTICE,
    "alertdialog": _NOTICE,
}
# fmt: off
#: Kinds of boilerplate, each with the words in classes and ids that name it. The first that fits counts.
_KIND_OF_NAME: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (kind, frozenset(words.split()))
    for kind, words in (
        ("cookie notice", "cookie cookies consent gdpr onetrust"),
        ("newsletter form", "newsletter newsletters subscribe subscription signup mailing paywall"),
        ("share links", "share sharing sharedaddy social socials addtoany addthis follow"),
        ("comments", "comments disqus respond"),
        (
            "advertising",
            "ad ads advert advertisement advertising adsbygoogle sponsor sponsored promo",
        ),
        ("tags", "cat tag tags categories keywords"),
        (
            "further reading",
            "related recommended recommendations trending popular outbrain taboola",
        ),
        (
            _NAVIGATION,
            "nav navbar navigation menu breadcrumb breadcrumbs pagination pager skip toc",
        ),
        (_HEADER, "masthead topbar"),
        (_FOOTER, "colophon"),
        (_BESIDE, "sidebar"),
    )
)
_MAY_BE_BOILERPLATE = frozenset((
    "div", "section", "ul", "ol", "p", "span", "aside", "header", "footer", "table", "a", "li", "figure",
))
# fmt: on
_NEVER_BOILERPLATE = frozenset(
    ["html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6"]
)
_SECTIONING = frozenset(["div", "section", "main", "article", "center", "form"])
_WORD = re.compile("[a-z]+")
_MAX_BOILERPLATE = 0.5  # of the page's words; no element with more is boilerplate
_MIN_DENSITY = (
    0.85  # of an element's words, in one element within it, for the content to be within that
)
_ARTICLES = "descendant-or-self::article | .//*[@itemprop='articleBody']"
_MAINS = ".//main | .//*[@role='main']"


def visible_text(element: HtmlElement, *besides: HtmlElement) -> str:
    """Return the visible text of an element, with single spaces.

    Args:
        element: The element.
        besides: Elements within it whose text is left out.
    """
    left = {one for other in besides for one in other.iter()}
    shown = []
    for part in element.iter():
        if part.tag not in NOT_RENDERED and part not in left:
            shown.append(part.text or "")
        if part is not element and (part not in left or part in besides):
            shown.append(part.tail or "")
    return " ".join(" ".join(shown).split())


def text_lengths(root: HtmlElement) -> dict[HtmlElement, int]:
    """Return the length of each element's visible text outside of links, in characters."""
    found: dict[HtmlElement, int] = {}
    for element in reversed(list(root.iter())):  # what is within comes before what is around
        if element.tag in NOT_RENDERED or element.tag == "a":
            found[element] = 0
            continue
        own = len((element.text or "").strip())
        found[element] = own + sum(
            found[child] + len((child.tail or "").strip()) for child in element
        )
    return found


def remove_boilerplate(root: HtmlElement, language: str) -> list[Note]:
    """Take the boilerplate out of a page; return one note for each kind."""
    for element in list(root.iter(*NOT_RENDERED)):
        if element.tag not in ("head", "title") and element.getparent() is not None:
            element.drop_tree()
    length = text_lengths(root)
    most = _MAX_BOILERPLATE * length[root]
    titled = {one for title in root.iter("h1") for one in (title, *title.iterancestors())}
    left: dict[str, list[HtmlElement]] = {}
    gone: set[HtmlElement] = set()
    for element in root.iter():
        if element.getparent() in gone:
            gone.add(element)
            continue
        kind = _kind(element, language)
        if kind and element not in titled and length[element] <= most:
            gone.add(element)
            left.setdefault(kind, []).append(element)
    return [_remove(kind, elements) for kind, elements in left.items()]


def _remove(kind: str, elements: list[HtmlElement]) -> Note:
    words = " ".join(filter(None, map(visible_text, elements)))
    for element in elements:
        element.drop_tree()
    return note(Code.BOILERPLATE_DROPPED, f"Left out: {kind}.", words)


def _kind(element: HtmlElement, language: str) -> str | None:
    """Return the kind of boilerplate that an element is; None where it may belong to the article."""
    if element.tag in _NEVER_BOILERPLATE:
        return None
    if element.attrib and is_hidden(element):
        return "words that are not shown"
    kind = (
        _KIND_OF_TAG.get(element.tag)
        or _KIND_OF_ARIA_ROLE.get(element.get("role") or "")
        or _kind_of_edge(element)
    )
    if kind is None and element.tag in _MAY_BE_BOILERPLATE:
        names = set(_WORD.findall(f"{element.get('class')} {element.get('id')}".lower()))
        kind = next((kind for kind, known in _KIND_OF_NAME if not known.isdisjoint(names)), None)
    return None if kind and _is_related(element, language) else kind


def _kind_of_edge(element: HtmlElement) -> str | None:
    """Return the kind of a header or a footer; within an article, only a footer of links is boilerplate."""
    if element.tag not in ("header", "footer"):
        return None
    if not any(one.tag in ("article", "main") for one in element.iterancestors()):
        return _HEADER if element.tag == "header" else _FOOTER
    links = sum(len(visible_text(one)) for one in element.iter("a"))
    return (
        _FOOTER
        if element.tag == "footer" and links > _MAX_BOILERPLATE * len(visible_text(element))
        else None
    )


def _is_related(element: HtmlElement, language: str) -> bool:
    """Whether a heading says that an element holds the related articles or the sources of a brief."""
    if not any(one.tag == "article" for one in element.iterancestors()):
        return False
    recogniser = recogniser_for(language)
    return any(
        recogniser.part_named(visible_text(heading)) in ("related", "sources")
        for heading in element.iter("h2", "h3", "h4", "h5", "h6")
    )


def main_content(root: HtmlElement) -> HtmlElement:
    """Return the element that holds the article: `article` or `main`, else the one with the densest text."""
    length = text_lengths(root)
    body = root.find("body")
    body = root if body is None else body
    for path in (_ARTICLES, _MAINS):
        best: HtmlElement | None = max(body.xpath(path), key=length.__getitem__, default=None)
        if best is not None and length[best] >= _MAX_BOILERPLATE * length[body]:
            return best
    while True:
        within = [one for one in body if one.tag in _SECTIONING]
        inner = max(within, key=length.__getitem__, default=None)
        if inner is None or length[inner] < _MIN_DENSITY * max(length[body], 1):
            return body
        body = inner
