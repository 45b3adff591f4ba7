"""Metadata of a foreign page: title, authors and date of publication, from meta elements, JSON-LD and bylines."""

from __future__ import annotations

import datetime as dt
import re
from collections import deque
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from attrs import frozen
from lxml.html import HtmlElement

from briefkit.errors import ModelError, ReadError
from briefkit.formats.html.reading.inline_reader import classes
from briefkit.formats.html.reading.text_weights import visible_text
from briefkit.limits.json_input import from_json
from briefkit.model import Author
from briefkit.model.string_rules import REFUSED_CHARACTER
from briefkit.recognise.back_matter_lines import byline, is_full_name
from briefkit.recognise.recogniser import recogniser_for
from briefkit.recognise.repaired import made

_LARGEST_DATA = 1_000_000  # characters of a data block
_LONGEST_BYLINE = 150  # characters
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
_BYLINE = frozenset(["byline", "author", "authors", "by", "vcard", "contributor", "writer"])
_DATED = frozenset(
    ["date", "time", "timestamp", "published", "posted", "dateline", "pubdate", "datetime"]
)
_WORD = re.compile("[a-z]+")
_PARAGRAPHS = ("p", "li", "td", "dd", "blockquote")
_NEAR = 8  # elements and pieces of text


@frozen
class PageMetadata:
    """Metadata of a page: what it says of itself.

    Attributes:
        title: The title for sharing or for the browser's tab; "" where there is none.
        published: The date of publication, where the page plainly says it.
        authors: The authors with a full name.
        base: The base address of its links; "" where it is not known.
    """

    title: str
    published: dt.date | None
    authors: tuple[Author, ...]
    base: str


def page_metadata(root: HtmlElement, language: str) -> PageMetadata:
    """Metadata of a page, from whatever says it first."""
    meta = _meta_elements(root)
    linked = list(_linked_data(root))
    dates = [
        *(one.get("datePublished") for one in linked),
        *(meta.get(name) for name in _PUBLISHED),
        *_times(root),
    ]
    names = [
        *(name for one in linked for name in _names(one.get("author"))),
        *([meta["author"]] if "author" in meta else []),
        *_bylines(root, language),
    ]
    return PageMetadata(
        _title(root, meta),
        next((stamp for stamp in map(_stamp, dates) if stamp), None),
        tuple(_authors(names, language)),
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


def _title(root: HtmlElement, meta: dict[str, str]) -> str:
    title = meta.get("og:title") or _clean(root.findtext(".//title") or "")
    site = meta.get("og:site_name")
    for dash in (" | ", " - ", " – ", " — ", " · "):
        if site and title.endswith(dash + site):
            return title.removesuffix(dash + site)
    return title


def _base(root: HtmlElement, meta: dict[str, str]) -> str:
    links = (
        root.xpath("string(.//base/@href)"),
        root.xpath("string(.//link[@rel='canonical']/@href)"),
    )
    known = (*map(str, links), meta.get("og:url") or "")
    return next((one for one in known if one.startswith(("https://", "http://"))), "")


# JSON-LD


def _linked_data(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """JSON-LD: the objects that have a date of publication or an author."""
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
                if "datePublished" in one or "author" in one:
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


def is_byline(element: HtmlElement) -> bool:
    """Whether an element is a byline: it only says who wrote the page."""
    return _is_named(element, _BYLINE, "author")


def is_dateline(element: HtmlElement) -> bool:
    """Whether an element is a dateline: it only says when the page came out, and is no `time` in running words."""
    if element.tag == "time":
        return not _opens_running_words(element)
    return _is_named(element, _DATED, "datePublished")


def _opens_running_words(element: HtmlElement) -> bool:
    """Whether a paragraph goes on with words behind an element, by a look at what is next to it."""
    parent = element.getparent()
    if parent is None or parent.tag not in _PARAGRAPHS:
        return False
    near = islice(element.itersiblings(), _NEAR)
    words = ((*islice(one.itertext(), _NEAR), one.tail or "") for one in near)
    return any(map(str.isalpha, "".join([element.tail or "", *chain.from_iterable(words)])))


def _is_named(element: HtmlElement, names: frozenset[str], prop: str) -> bool:
    found = set(_WORD.findall((element.get("class") or "").lower()))
    named = not names.isdisjoint(found) or prop in (element.get("itemprop"), element.get("rel"))
    return named and len(visible_text(element)) <= _LONGEST_BYLINE


def _bylines(root: HtmlElement, language: str) -> Iterator[str]:
    recogniser = recogniser_for(language)
    for element in root.iter():
        if (
            element.attrib
            and element.tag not in ("meta", "link", "body", "html")
            and is_byline(element)
        ):
            words = visible_text(element)
            named = byline(words, recogniser)
            prefix = recogniser.opening("byline", words)
            yield from [one.name for one in named] if named else [words[len(prefix) :].strip(" :")]


def _authors(names: list[str], language: str) -> Iterator[Author]:
    """Authors: one for each different full name."""
    recogniser = recogniser_for(language)
    for name in dict.fromkeys(names):
        if is_full_name(name, recogniser):
            try:
                yield made(Author, name)
            except ModelError:
                continue
