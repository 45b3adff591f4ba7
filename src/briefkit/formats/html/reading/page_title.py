"""Title of a page: the heading that agrees with what the page calls itself, never the name of its site."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from briefkit.formats.html.reading.metadata import PageMetadata
from briefkit.formats.html.reading.text_weights import visible_text
from briefkit.notes import Code, Note, note
from briefkit.recognise.words import fold

_MAY_BE_TITLE = ("h1", "h2", "h3")


def title_heading(
    root: HtmlElement, main: HtmlElement, metadata: PageMetadata
) -> HtmlElement | None:
    """Return the heading that is the title of the article; None where none is.

    It is one that says what the page calls itself, else the first `h1` of the article, else the only one of the page.
    """
    wanted = {_key(one) for one in metadata.titles}
    sites = {_key(one) for one in metadata.sites}
    for tag in _MAY_BE_TITLE:
        agreed = next((one for one in root.iter(tag) if _key(visible_text(one)) in wanted), None)
        if agreed is not None and _key(visible_text(agreed)) not in sites:
            return agreed
    found = [one for one in root.iter("h1") if _key(visible_text(one)) not in {"", *sites}]
    inside = [one for one in found if one is main or main in one.iterancestors()]
    if inside:
        return inside[0]
    return found[0] if len(found) == 1 else None


def remove_site_names(
    root: HtmlElement, title: HtmlElement | None, metadata: PageMetadata
) -> Iterator[Note]:
    """Take the headings that only name the site out of a page, with one note."""
    sites = {_key(one) for one in metadata.sites}
    found = [
        one
        for one in root.iter(*_MAY_BE_TITLE)
        if one is not title and _key(visible_text(one)) in sites
    ]
    words = " ".join(map(visible_text, found))
    for heading in found:
        heading.drop_tree()
    if words:
        yield note(Code.BOILERPLATE_DROPPED, "Left out: the name of the site.", words)


def mark_title(root: HtmlElement, title: HtmlElement | None) -> None:
    """Make the title the only heading of the first level before itself."""
    if title is None:
        return
    for heading in _before(root, title):
        heading.tag = "h2"
    title.tag = "h1"


def _before(root: HtmlElement, title: HtmlElement) -> Iterator[HtmlElement]:
    for heading in list(root.iter("h1", title.tag)):
        if heading is title:
            return
        if heading.tag == "h1":
            yield heading


def _key(words: str) -> str:
    return fold(words).strip(" .:")
