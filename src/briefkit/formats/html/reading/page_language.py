"""Language of a page: what its elements and its metadata say, also in forms that are no language tags."""

from __future__ import annotations

import re
from collections import Counter

from lxml.html import HtmlElement

from briefkit.errors import ModelError
from briefkit.formats.html.reading.elements import NOT_RENDERED
from briefkit.model.string_rules import check_language
from briefkit.runtime.caching import cached

_NAMES = ("lang", "xml:lang")
#: Names of meta elements that say the language of a page, the surest first.
_META = (
    "og:locale",
    "content-language",
    "dc.language",
    "dcterms.language",
    "inlanguage",
    "language",
)
_SIGNS = re.compile("[-_]+")
_MOST_SUBTAGS = 8


def language_of(root: HtmlElement) -> str | None:
    """Return the language that the elements of a page name for the whole of it; None where they name none."""
    for element in (root, *root.iter("body", "main", "article")):
        found = _own_language(element)
        if found:
            return found
    return None


def page_language(root: HtmlElement) -> str | None:
    """Return the language of a page that briefkit did not write; None where it says nothing.

    It is that of most of its words, as the elements around them say; else what its metadata says.
    """
    counted = _characters_by_language(root)
    unnamed = counted.pop(None, 0)
    most = max(counted, key=counted.__getitem__, default=None)
    if most is not None and counted[most] >= unnamed:
        return most
    said: dict[str, str] = {}
    for element in root.iter("meta"):
        names = (element.get("property"), element.get("name"), element.get("http-equiv"))
        name = next(filter(None, (*names, element.get("itemprop"))), "")
        said.setdefault(name.lower(), (element.get("content") or "").split(",")[0])
    found = (closest_language(said[name]) for name in _META if name in said)
    return next(filter(None, found), most)


@cached(256, 40)
def closest_language(words: str) -> str | None:
    """Return the language that a name such as "de-DE-formal" or "pt_BR.UTF-8" begins with; None where it is none."""
    subtags = _SIGNS.split(words.strip().partition(".")[0])[:_MOST_SUBTAGS]
    for count in range(len(subtags), 0, -1):
        try:
            return check_language("-".join(subtags[:count]), "lang")
        except ModelError:
            continue
    return None


def _own_language(element: HtmlElement) -> str | None:
    found = (closest_language(element.get(name) or "") for name in _NAMES)
    return next(filter(None, found), None)


def _characters_by_language(root: HtmlElement) -> Counter[str | None]:
    """Count the characters of a page that stand in each language; None is for those in none."""
    languages: dict[HtmlElement, str | None] = {}
    counted: Counter[str | None] = Counter()
    shown: set[HtmlElement] = set()
    for element in root.iter():
        around = element.getparent()
        outer = languages.get(around) if around is not None else None
        named = element.attrib and _own_language(element)
        languages[element] = named or outer
        if around is None or around in shown:
            counted[outer] += len((element.tail or "").strip())
            if element.tag not in NOT_RENDERED or element.tag == "title":
                shown.add(element)
                counted[languages[element]] += len((element.text or "").strip())
    return counted
