"""Names of boilerplate: what the classes and the ids of elements say that stands around an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from attrs import field, frozen
from lxml.html import HtmlElement

from briefkit.formats.html.reading.text_weights import TextWeights

NAVIGATION, FOOTER, HEADER = "navigation", "page footer", "page header"
BESIDE, FORM, NOTICE = "text beside the article", "form", "notice"
CAPTION = "caption"


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


@frozen
class _Kind:
    """Kind of boilerplate, by the names in classes and ids: "post-share-bar" has the words post, share and bar.

    Attributes:
        name: What a note calls it.
        words: Words that say so wherever they stand in a name, in one or in two: "site-header" has siteheader.
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
            or any("".join(pair) in self.words for pair in pairwise(name))
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
        NAVIGATION,
        "navbar navigation breadcrumb breadcrumbs breadcrums pagination pager skip skiplinks sitenav footnav"
        " toolbar sitemap nextpost prevpost",
        "nav menu toc next prev previous more",
        "fixed",
    ),
    _Kind(HEADER, "masthead siteheader", "banner", "header topbar"),
    _Kind(FOOTER, "sitefooter copyright disclaimer", "footer bottom", "colophon"),
    _Kind("facts on the article", "bio biography postmetadata", "meta metadata"),
    _Kind(CAPTION, "", "caption credit credits"),
    _Kind("gallery", "slideshow carousel gallery lightbox"),
    _Kind(NOTICE, "login signin popup overlay", "modal"),
    _Kind(BESIDE, "sidebar widget widgets", "info"),
)
_AUTHOR_BOX = "box on the author"
_OF_AUTHOR = _words("author autor auteur")
_BOX = _words("box info card profile details text description about wrap wrapper bio")
#: Names of kinds that may be most of a page.
SURE = frozenset(kind.name for kind in _KINDS if kind.sure)
_TEASER = _Kind("further reading", "teaser teasers")
#: Names of containers that blogs give the tags and categories of the article that they hold.
_HOLDS_ARTICLE = _words("hentry hatom status-publish type-post h-entry")
_MAY_BE_BOILERPLATE = _words(
    "div section ul ol p aside header footer table li figure dl address details small"
)
_WORD = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}(?![a-z])|[A-Z]?[a-z](?![a-zA-Z])")
_LINKED_TEASER = 0.1  # of its text, in links, for a teaser to lead elsewhere


def is_boilerplate_by_name(element: HtmlElement) -> bool:
    """Whether the classes or the id of an element say that it is boilerplate."""
    return kind_by_name(element) is not None


def kind_by_name(element: HtmlElement) -> str | None:
    """Return the kind of boilerplate that the classes and the id of an element name; None for none."""
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


def kind_of_teaser(element: HtmlElement, weights: TextWeights) -> str | None:
    """Return the kind of a teaser that leads elsewhere; one without links is the standfirst of the article."""
    may_be = element.tag in _MAY_BE_BOILERPLATE and weights.is_linked(element, _LINKED_TEASER)
    return _TEASER.name if may_be and any(map(_TEASER.fits, _names(element))) else None
