"""Boilerplate: what stands around the article of a web page (navigation, notices, forms, footers), in whole blocks."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from attrs import field, frozen
from lxml.html import HtmlElement

from briefkit.formats.html.reading.elements import NOT_RENDERED, is_hidden, take_out
from briefkit.formats.html.reading.text_weights import TextWeights, text_weights, visible_text
from briefkit.notes import Code, Note, note
from briefkit.recognise.recogniser import recogniser_for

_NAVIGATION, _FOOTER, _HEADER = "navigation", "page footer", "page header"
_BESIDE, _FORM, _NOTICE = "text beside the article", "form", "notice"
_CAPTION = "caption"
_LINKS, _HIDDEN = "links to other pages", "words that are not shown"
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


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


@frozen
class _Kind:
    """Kind of boilerplate, by the names in classes and ids: "post-share-bar" has the words post, share and bar.

    Attributes:
        name: What a note calls it.
        words: Words that say so wherever they stand in a name.
        last: Words that say so only at the end of a name: "entry-meta".
        whole: Words that say so only where the name has no other.
        sure: Whether such an element may be most of the page: long comments below a short article.
    """

    name: str
    words: frozenset[str] = field(default="", converter=_words)
    last: frozenset[str] = field(default="", converter=_words)
    whole: frozenset[str] = field(default="", converter=_words)
    sure: bool = False

    def fits(self, name: tuple[str, ...]) -> bool:
        """Whether a name, in its words, says that an element is of this kind."""
        return (
            not self.words.isdisjoint(name)
            or name[-1] in self.last
            or (len(name) == 1 and name[0] in self.whole)
        )


#: Kinds of boilerplate by names; the first that fits counts.
_KINDS = (
    _Kind("cookie notice", "cookie cookies consent gdpr onetrust"),
    _Kind("newsletter form", "newsletter newsletters subscribe subscription signup mailing"),
    _Kind(
        "share links",
        "share sharing sharedaddy sharebar sharethis shariff social socials sociable addtoany addthis",
        "follow print email",
    ),
    _Kind(
        "comments",
        "comments disqus respond commentlist feedback rating ratings vote voting",
        "comment reply replies reactions",
        sure=True,
    ),
    _Kind(
        "advertising",
        "ad ads advert adverts advertisement advertising adsbygoogle sponsor sponsored promo promotion affiliate",
    ),
    _Kind(
        "tags", "tagcloud taglist", "tag tags categories keywords", "cat category archive archives"
    ),
    _Kind(
        "further reading",
        "related relatedposts recommended recommendation recommendations trending popular outbrain taboola recirc"
        " crosslinks",
        sure=True,
    ),
    _Kind(
        _NAVIGATION,
        "navbar navigation breadcrumb breadcrumbs breadcrums pagination pager skip skiplinks sitenav footnav"
        " toolbar sitemap nextpost prevpost",
        "nav menu toc next prev previous more",
        "fixed",
    ),
    _Kind(_HEADER, "masthead siteheader", "banner", "header topbar"),
    _Kind(_FOOTER, "sitefooter copyright disclaimer", "footer bottom", "colophon"),
    _Kind("facts on the article", "bio biography postmetadata", "meta metadata"),
    _Kind(_CAPTION, "", "caption credit credits"),
    _Kind("gallery", "slideshow carousel gallery lightbox"),
    _Kind(_NOTICE, "login signin popup overlay", "modal"),
    _Kind(_BESIDE, "sidebar widget widgets", "info"),
)
_AUTHOR_BOX = "box on the author"
_OF_AUTHOR = _words("author autor auteur")
_BOX = _words("box info card profile details text description about wrap wrapper bio")
_SURE = frozenset(kind.name for kind in _KINDS if kind.sure)
_TEASER = _Kind("further reading", "teaser teasers")
#: Names of containers that blogs give the tags and categories of the article that they hold.
_HOLDS_ARTICLE = _words("hentry hatom status-publish type-post h-entry")
_MAY_BE_BOILERPLATE = _words(
    "div section ul ol p aside header footer table li figure dl address details small"
)
_NEVER_BOILERPLATE = _words("html body main article h1 h2 h3 h4 h5 h6")
_WORD = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}(?![a-z])|[A-Z]?[a-z](?![a-zA-Z])")
_MOST = 0.3  # of the page's running text; no element with more is boilerplate by its name
_MOST_OF_SURE = 0.75  # likewise, where its name leaves no doubt
_MOST_OF_LINKS = 0.6  # of the page's running text, where an element is mostly links
_MOST_WITHOUT_RUNNING_TEXT = 0.5  # of all text, where the page has no running text
_LINKED = 0.4  # of an element's text, in links, for it to be mostly links
_LINKED_TEASER = 0.1
_ONLY_LINKS = 0.8
_LONGEST_LINKS = 3_000  # characters
_LIKE_PROSE = 30  # characters
_ENDS = tuple('.!?…:;。！？؟।"”»')
_LINK_BLOCKS = _words("ul ol div section table dl p menu")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def is_boilerplate_by_name(element: HtmlElement) -> bool:
    """Whether the classes or the id of an element say that it is boilerplate."""
    return _kind_by_name(element) is not None


def remove_boilerplate(
    root: HtmlElement, language: str, spared: Container[HtmlElement] = ()
) -> list[Note]:
    """Take the boilerplate out of a page; return one note for each kind.

    Args:
        root: The page.
        language: Its language, in BCP 47.
        spared: Elements that are known to be none.
    """
    for element in list(root.iter(*NOT_RENDERED)):
        if element.tag not in ("head", "title") and element.getparent() is not None:
            element.drop_tree()
    weights = text_weights(root, language)
    titled = {one for title in root.iter("h1") for one in (title, *title.iterancestors())}
    left: dict[str, list[HtmlElement]] = {}
    gone: set[HtmlElement] = set()
    last = _last_running_text(root, weights)
    for place, element in enumerate(root.iter()):
        if element.getparent() in gone:
            gone.add(element)
            continue
        kind = _kind(element, weights)
        if place > last and kind and _is_related(element, language):
            continue
        if kind and element not in spared and _may_go(element, root, weights, titled, kind):
            gone.add(element)
            left.setdefault(kind, []).append(element)
    return [_remove(kind, elements) for kind, elements in left.items()]


def _last_running_text(root: HtmlElement, weights: TextWeights) -> int:
    """Return the place of the last paragraph of running text that is not in boilerplate by its name."""
    last = 0
    within: set[HtmlElement] = set()
    for place, element in enumerate(root.iter()):
        if element.getparent() in within or _kind(element, weights):
            within.add(element)
        elif weights.running[element]:
            last = place
    return last


def remove_links(main: HtmlElement, language: str) -> list[Note]:
    """Take blocks that are nothing but links out of an article, and headings at its end over nothing.

    The list below a heading of related articles or sources stays.
    """
    weights = text_weights(main, language)
    left: list[HtmlElement] = []
    gone: set[HtmlElement] = set()
    listed: set[HtmlElement] = set()
    for element in main.iter(*_LINK_BLOCKS):
        if element is main or not gone.isdisjoint(element.iterancestors()):
            continue
        only_links = weights.is_linked(element, _ONLY_LINKS)
        if not only_links or weights.shown[element] >= _LONGEST_LINKS:
            continue
        if _is_listed(element, listed, language):
            listed.update(element.iter())
        else:
            gone.add(element)
            left += [*_heading_over(element, gone), element]
    found = [_remove(_LINKS, left)] if left else []
    empty = list(_headings_at_end(main))
    return [*found, *([_remove(_LINKS, empty)] if empty else [])]


def _heading_over(element: HtmlElement, gone: set[HtmlElement]) -> Iterator[HtmlElement]:
    """Yield the heading right over a block that goes, which would stand over the text behind it."""
    before = element.getprevious()
    if before is not None and before.tag in _HEADINGS and not (before.tail or "").strip():
        gone.add(before)
        yield before


def _headings_at_end(main: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the headings behind the last words of an article."""
    last: HtmlElement | None = None
    waiting: list[HtmlElement] = []
    for element in main.iter():
        if element.tag in _HEADINGS:
            waiting.append(element)
            last = element
        elif last is None or last not in element.iterancestors():
            waiting = [] if (element.text or "").strip() else waiting
        if element is not main and (element.tail or "").strip():
            inside = last is not None and last in element.iterancestors()
            waiting = waiting if inside else []
    yield from waiting


def _remove(kind: str, elements: list[HtmlElement]) -> Note:
    words = " ".join(filter(None, map(visible_text, elements)))
    for element in elements:
        take_out(element)
    return note(Code.BOILERPLATE_DROPPED, f"Left out: {kind}.", words)


def _may_go(
    element: HtmlElement,
    root: HtmlElement,
    weights: TextWeights,
    titled: set[HtmlElement],
    kind: str,
) -> bool:
    """Whether an element is not too much of the page to be boilerplate."""
    all_running = weights.running[root]
    mostly_links = weights.is_linked(element, _LINKED)
    if element in titled and not mostly_links:
        return False
    if not all_running:
        return weights.shown[element] <= _MOST_WITHOUT_RUNNING_TEXT * weights.shown[root]
    most = _MOST_OF_SURE if kind in _SURE else _MOST_OF_LINKS if mostly_links else _MOST
    return weights.running[element] <= most * all_running


def _kind(element: HtmlElement, weights: TextWeights) -> str | None:
    """Return the kind of boilerplate that an element is; None where it may belong to the article."""
    if element.tag in _NEVER_BOILERPLATE or not isinstance(element.tag, str):
        return None
    if element.attrib and is_hidden(element):
        return _HIDDEN
    if element.tag == "figcaption":
        within = any(one.tag == "figure" for one in element.iterancestors())
        return None if within else _CAPTION
    kind = (
        _KIND_OF_TAG.get(element.tag)
        or _KIND_OF_ARIA_ROLE.get(element.get("role") or "")
        or _kind_of_edge(element, weights)
        or _kind_by_name(element)
        or _kind_of_teaser(element, weights)
    )
    return None if kind and _is_prose(element, weights) else kind


def _kind_by_name(element: HtmlElement) -> str | None:
    if element.tag not in _MAY_BE_BOILERPLATE or not element.attrib:
        return None
    names = [tuple(one) for one in _names(element)]
    if not names or not _HOLDS_ARTICLE.isdisjoint("-".join(name) for name in names):
        return None
    known = next((kind.name for kind in _KINDS if any(map(kind.fits, names))), None)
    return known or (_AUTHOR_BOX if any(map(_is_author_box, names)) else None)


def _is_author_box(name: tuple[str, ...]) -> bool:
    return not _OF_AUTHOR.isdisjoint(name) and name[-1] in _BOX


def _names(element: HtmlElement) -> Iterator[tuple[str, ...]]:
    """Yield the names in the classes and the id of an element, each as its words."""
    for name in f"{element.get('class') or ''} {element.get('id') or ''}".split():
        words = tuple(word.lower() for word in _WORD.findall(name) if len(word) > 1)
        if words:
            yield words


def _kind_of_teaser(element: HtmlElement, weights: TextWeights) -> str | None:
    """Return the kind of a teaser that leads elsewhere; one without links is the standfirst of the article."""
    may_be = element.tag in _MAY_BE_BOILERPLATE and weights.is_linked(element, _LINKED_TEASER)
    return _TEASER.name if may_be and any(map(_TEASER.fits, _names(element))) else None


def _kind_of_edge(element: HtmlElement, weights: TextWeights) -> str | None:
    """Return the kind of a header or a footer; within an article, only a footer of links is boilerplate."""
    if element.tag not in ("header", "footer"):
        return None
    if element.tag == "footer":
        within = any(one.tag in ("article", "main") for one in element.iterancestors())
        return None if within and not weights.is_linked(element, _LINKED) else _FOOTER
    within = any(one.tag in ("article", "main") for one in element.iterancestors())
    return None if within else _HEADER


def _is_prose(element: HtmlElement, weights: TextWeights) -> bool:
    """Whether an element is a paragraph or an item of running text, whatever its class, or holds a quotation."""
    if element.tag in ("p", "li"):
        long = weights.shown[element] >= _LIKE_PROSE and not weights.is_linked(element, _LINKED)
        return long and visible_text(element).endswith(_ENDS)
    return any(weights.running[one] for one in element.iter("blockquote"))


def _is_related(element: HtmlElement, language: str) -> bool:
    """Whether a heading says that an element holds the related articles or the sources of a brief."""
    if not any(one.tag == "article" for one in element.iterancestors()):
        return False
    return _is_below_heading(element, language) or any(
        _names_links(heading, language) for heading in element.iter(*_HEADINGS)
    )


def _is_listed(element: HtmlElement, listed: set[HtmlElement], language: str) -> bool:
    """Whether a block of links stands below a heading of related articles or sources, or has one."""
    if element in listed or element.getprevious() in listed:
        return True
    return _is_below_heading(element, language) or _is_related(element, language)


def _is_below_heading(element: HtmlElement, language: str) -> bool:
    """Whether a block stands right below a heading of related articles or sources."""
    before = element.getprevious()
    return (
        before is not None and before.tag in ("h1", *_HEADINGS) and _names_links(before, language)
    )


def _names_links(heading: HtmlElement, language: str) -> bool:
    named = recogniser_for(language).part_named(visible_text(heading))
    return named in ("related", "sources")
