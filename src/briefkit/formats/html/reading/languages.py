"""Languages of pages: the tags that pages name, as far as BCP 47 knows them."""

from __future__ import annotations

from lxml.html import HtmlElement

from briefkit.errors import ModelError
from briefkit.model.string_rules import check_language

#: Names of `meta` elements that say the language of a page, the surest first.
_TOLD = ("og:locale", "content-language", "dc.language", "dcterms.language", "language")


def language_tag(words: str) -> str | None:
    """Return the tag that words begin with: "de-DE" of "de_DE", "de" of "de-formal"; None where they are none."""
    parts = words.strip().replace("_", "-").split(",")[0].split("-")
    for count in range(len(parts), 0, -1):
        try:
            return check_language("-".join(parts[:count]).strip(), "lang")
        except ModelError:
            continue
    return None


def told_language(root: HtmlElement) -> str | None:
    """Return the language that the `meta` elements of a page name; None where they name none."""
    told: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("http-equiv") or ""
        told.setdefault(name.lower(), element.get("content") or "")
    return next(filter(None, (language_tag(told.get(name, "")) for name in _TOLD)), None)
