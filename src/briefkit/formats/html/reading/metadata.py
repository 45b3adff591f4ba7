"""Metadata of a foreign page: title, authors and date of publication, from meta elements, JSON-LD and bylines."""

from __future__ import annotations

import datetime as dt
import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from attrs import frozen
from lxml.html import HtmlElement

from briefkit.errors import ModelError, ReadError
from briefkit.formats.html.reading.inline_reader import classes
from briefkit.formats.html.reading.page_bylines import names_in_byline
from briefkit.limits.json_input import from_json
from briefkit.model import Author
from briefkit.model.string_rules import REFUSED_CHARACTER
from briefkit.recognise.back_matter_lines import is_full_name
from briefkit.recognise.recogniser import recogniser_for
from briefkit.recognise.repaired import made

_LARGEST_DATA = 1_000_000  # characters of a data block
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dc.date",
    "dcterms.date",
    "date",
    "pubdate",
)
_OF_ARTICLE = frozenset(["datePublished", "author", "headline"])
_ARTICLE_TYPES = ("Article", "Posting", "Report", "Review", "Recipe")
_BETWEEN_PARTS = re.compile(r" (?:[|·«»]|::|[-–—]) ")
_FEWEST_SPACES = 2  # of a part of a title that may be all of it
_DASHES = (" | ", " - ", " – ", " — ", " · ", " :: ", " « ", " » ", ": ")


@frozen
class PageMetadata:
    """Metadata of a page: what it says of itself.

    Attributes:
        title: The title for sharing or for the browser's tab; "" where there is none.
        titles: All that it calls itself, without the name of the site.
        sites: The names of the site.
        published: The date of publication, where the page plainly says it.
        authors: The authors with a full name.
        base: The base address of its links; "" where it is not known.
    """

    title: str
    titles: tuple[str, ...]
    sites: frozenset[str]
    published: dt.date | None
    authors: tuple[Author, ...]
    base: str


def page_metadata(root: HtmlElement, language: str) -> PageMetadata:
    """Metadata of a page, from whatever says it first."""
    meta = _meta_elements(root)
    linked = sorted(_linked_data(root), key=_is_no_article)
    dates = [
        *(one.get("datePublished") for one in linked),
        *(meta.get(name) for name in _PUBLISHED),
        *_times(root),
    ]
    told = next(filter(None, (_names(one.get("author")) for one in linked)), [])
    authors = (
        tuple(_authors(told, language)) or tuple(_authors([meta.get("author", "")], language)),
        tuple(_authors(names_in_byline(root, language), language)),
    )
    titles, sites = _titles_and_sites(root, meta, linked)
    return PageMetadata(
        next(iter(titles), ""),
        titles,
        sites,
        next((stamp for stamp in map(_stamp, dates) if stamp), None),
        _agreed(*authors),
        _base(root, meta),
    )


def _meta_elements(root: HtmlElement) -> dict[str, str]:
    """Meta elements: the first content of each, by its name, property or itemprop."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        words = _clean(element.get("content") or "")
        if words:
            found.setdefault(name.lower(), words)
    return found


def _clean(words: str) -> str:
    return " ".join(REFUSED_CHARACTER.sub(" ", words).split())


def _titles_and_sites(
    root: HtmlElement, meta: dict[str, str], linked: list[dict[str, Any]]
) -> tuple[tuple[str, ...], frozenset[str]]:
    """Titles of a page, the surest first, without the names of its site; and those names."""
    publishers = [one.get("publisher") for one in linked]
    sites = {
        meta.get("og:site_name", ""),
        meta.get("application-name", ""),
        *(name for one in publishers for name in _names(one)),
    }
    told = [
        meta.get("og:title", ""),
        *(_clean(one["headline"]) for one in linked if isinstance(one.get("headline"), str)),
        meta.get("twitter:title", ""),
        *_of_tab(_without_site(_clean(root.findtext(".//title") or ""), sites)),
    ]
    bare = [_without_site(one, sites) for one in told]
    parts = [part for one in bare for part in _parts(one)]
    return tuple(dict.fromkeys(filter(None, (*bare, *parts)))), frozenset(filter(None, sites))


def _of_tab(title: str) -> list[str]:
    """Titles that the words on a browser's tab may be: what stands before the first bar or dash, then all of it."""
    first = _BETWEEN_PARTS.split(title)[0]
    return [first, title] if " " in first.strip() else [title]


def _parts(title: str) -> list[str]:
    """Parts of a title of several words that stand between bars or dashes: one may be the name of the site."""
    parts = _BETWEEN_PARTS.split(title)
    return [one for one in parts if one.count(" ") >= _FEWEST_SPACES] if len(parts) > 1 else []


def _without_site(title: str, sites: Iterable[str]) -> str:
    for dash, site in product(_DASHES, filter(None, sites)):
        title = title.removesuffix(dash + site).removeprefix(site + dash)
    return title


def _base(root: HtmlElement, meta: dict[str, str]) -> str:
    links = (
        root.xpath("string(.//base/@href)"),
        root.xpath("string(.//link[@rel='canonical']/@href)"),
    )
    known = (*map(str, links), meta.get("og:url") or "")
    return next((one for one in known if one.startswith(("https://", "http://"))), "")


# JSON-LD


def _is_no_article(linked: dict[str, Any]) -> bool:
    """Whether the type of an object of JSON-LD is none of an article; a comment or a product has authors too."""
    kinds = linked.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return not any(isinstance(one, str) and one.endswith(_ARTICLE_TYPES) for one in named)


def _linked_data(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """JSON-LD: the objects that say something of an article."""
    for element in root.iter("script"):
        words = element.text or ""
        if element.get("type") != "application/ld+json" or len(words) > _LARGEST_DATA:
            continue
        try:
            waiting = deque([from_json(words.encode())])
        except ReadError:
            continue
        while waiting:
            one = waiting.popleft()
            if isinstance(one, list):
                waiting += one
            elif isinstance(one, dict):
                if not _OF_ARTICLE.isdisjoint(one):
                    yield one
                waiting.append(one.get("@graph"))


def _names(author: Any) -> list[str]:
    """Names of authors, each a string, an object with a name, or a list of those."""
    if isinstance(author, list):
        return [name for one in author if not isinstance(one, list) for name in _names(one)]
    name = author.get("name") if isinstance(author, dict) else author
    return [_clean(name)] if isinstance(name, str) else []


# Dates


def _times(root: HtmlElement) -> Iterator[str | None]:
    """Dates of `time` elements that are marked as the page's own; else that of the only one."""
    times = [one for one in root.iter("time") if one.get("datetime")]
    plain = [
        one
        for one in times
        if one.get("pubdate") is not None
        or "datePublished" in (one.get("itemprop") or "")
        or not {"published", "entry-date"}.isdisjoint(classes(one))
    ]
    for one in plain or (times if len(times) == 1 else []):
        yield one.get("datetime")


def _stamp(words: Any) -> dt.date | None:
    """Day, or moment with its zone, of a string in ISO 8601; None for anything else."""
    try:
        moment = dt.datetime.fromisoformat(words.strip()).replace(microsecond=0)
        offset = moment.utcoffset()
    except (AttributeError, ValueError):
        return None
    if offset is None or offset.total_seconds() % 60:
        return moment.date()
    return moment


# Authors


def _agreed(told: tuple[Author, ...], shown: tuple[Author, ...]) -> tuple[Author, ...]:
    """Authors that a page names unseen; those of its byline where it names none, or where that has them and more."""
    return shown if not told or set(told) < set(shown) else told


def _authors(names: list[str], language: str) -> Iterator[Author]:
    """Authors: one for each different full name."""
    recogniser = recogniser_for(language)
    for name in dict.fromkeys(names):
        if is_full_name(name, recogniser):
            try:
                yield made(Author, name)
            except ModelError:
                continue
