"""Fragments: the article of a brief in a page of somebody else, found by its classes and ids and cut out of it."""

from __future__ import annotations

from lxml.html import HtmlElement

from briefkit.formats.html.page_names import ANCHOR, BRIEF_CLASS
from briefkit.formats.html.reading.inline_reader import classes
from briefkit.formats.html.reading.text_weights import visible_text
from briefkit.notes import Code, Notes


def own_article(root: HtmlElement) -> tuple[HtmlElement, str] | None:
    """Return the first article that briefkit wrote, and the prefix of its classes and ids; None where there is none.

    It has the class "brief" behind the prefix, and blocks whose ids are anchors behind the same prefix.
    """
    for article in root.iter("article"):
        for word in classes(article):
            prefix = word.removesuffix(BRIEF_CLASS)
            if word.endswith(BRIEF_CLASS) and _has_anchors(article, prefix):
                return article, prefix
    return None


def _has_anchors(article: HtmlElement, prefix: str) -> bool:
    return any(
        name.startswith(prefix) and ANCHOR.fullmatch(name, len(prefix))
        for element in article.iter("h1", "h2", "p")
        for name in (element.get("id") or "",)
    )


def own_page(root: HtmlElement, notes: Notes) -> HtmlElement | None:
    """Return the page that briefkit wrote: the whole of it, or a fragment cut out of the page of somebody else.

    Args:
        root: The page; of a fragment, the classes and ids lose their prefix.
        notes: Gets a note on words beside a fragment.
    """
    found = own_article(root)
    if found is None:
        return None
    article, prefix = found
    # Of a page of briefkit's own, the language is at its root; a fragment says its own.
    if not prefix and article.get("lang") is None:
        return root
    body = root.find("body")
    words = "" if body is None else visible_text(body, article)
    if words:
        notes.add(Code.OUTSIDE_DROPPED, "Left out words outside the article.", words)
    article.tail = None
    if prefix:
        for element in article.iter():
            _remove_prefix(element, prefix)
    return article


def _remove_prefix(element: HtmlElement, prefix: str) -> None:
    """Take the prefix off the classes, the id and the link of an element; classes without it are not briefkit's."""
    if "class" in element.attrib:
        own = [word[len(prefix) :] for word in classes(element) if word.startswith(prefix)]
        element.set("class", " ".join(own))
    name, address = element.attrib.pop("id", ""), element.get("href") or ""
    if name.startswith(prefix):
        element.set("id", name[len(prefix) :])
    if address.startswith(f"#{prefix}"):
        element.set("href", f"#{address[len(prefix) + 1 :]}")
