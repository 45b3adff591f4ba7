"""Lead pictures: those between the title of an article and its text, where the text stands in an element of its own.

Pictures elsewhere outside of the article are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve
from lxml.html import HtmlElement

from briefkit.formats.html.reading.article import Article
from briefkit.formats.html.reading.main_content import common_ancestor
from briefkit.formats.html.reading.page_pictures import PagePictures, described
from briefkit.notes import Code, Note, note


def with_lead_pictures(article: Article, pictures: PagePictures) -> Article:
    """Return an article with the pictures that stand between its title and its text."""
    if not article.apart:
        return article
    return evolve(article, apart=[*article.apart, *_leads(article, pictures)])


def _leads(article: Article, pictures: PagePictures) -> Iterator[HtmlElement]:
    first = article.apart[0]
    begun = False
    taken: set[HtmlElement] = set()
    for element in common_ancestor(article.elements).iter():
        if element is article.main:
            return
        begun = begun or element is first
        if element in article.apart or element.getparent() in taken:
            taken.add(element)
        elif begun and element.tag in ("figure", "img"):
            held = [element] if element.tag == "img" else element.iter("img")
            if any(map(pictures.has, held)):
                taken.add(element)
                yield element


def pictures_outside(held: Iterable[HtmlElement], article: Article) -> Iterator[Note]:
    """Yield a note on the pictures of a page that stand outside of its article.

    Args:
        held: The pictures that can be had.
        article: The article.
    """
    within = set(article.elements)
    outside = [one for one in held if within.isdisjoint((one, *one.iterancestors()))]
    if outside:
        words = "; ".join(dict.fromkeys(filter(None, map(described, outside))))
        yield note(
            Code.BOILERPLATE_DROPPED,
            f"Left out: pictures outside the article ({len(outside)}).",
            words,
        )
