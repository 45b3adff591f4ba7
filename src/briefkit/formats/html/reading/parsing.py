"""Parsing: bytes to the element tree of a page, in the encoding that a browser would take."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree, html
from lxml.html import HtmlElement

from briefkit.errors import ReadError
from briefkit.formats.decoding import decoded
from briefkit.formats.html.page_names import BRIEF_CLASS
from briefkit.formats.html.reading.elements import NOT_RENDERED
from briefkit.formats.html.reading.fragment import own_article
from briefkit.formats.html.reading.tag_limits import check_tag_counts
from briefkit.limits import check_limit
from briefkit.limits.nesting import elements_too_deep, too_deep
from briefkit.notes import Notes
from briefkit.runtime.module_loading import OnDemand

#: turbohtml takes as long to load as a brief to read; a page of briefkit's own does not need it.
_html5_tree: Callable[[str, Notes], HtmlElement | None] = OnDemand(
    "briefkit.formats.html.reading.html5_tree:html5_tree"
)
_HEAD = 4096  # bytes in which an encoding is declared; browsers look into the first 1024
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*(?:[\"']\s*)?([\w:.-]+)", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]+)")
# Characters that HTML has and XML does not: lxml reads them, and refuses to write them.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACES = str.maketrans("\x0b\x0c", "  ")


def parse_page(data: bytes, notes: Notes) -> HtmlElement:
    """Return the root element of a page: of one that briefkit wrote as `parse_html` does, of any other as a browser does.

    Args:
        data: The page.
        notes: As for `parse_html`.

    Raises:
        ReadError: As for `parse_html`.
    """
    page = _decoded(data, notes)
    if BRIEF_CLASS in page:
        found = Notes()
        root = _parsed(page, found)
        if own_article(root) is not None:
            notes.extend(found)
            return root
    root = _html5_tree(page, notes)
    return _parsed(page, notes) if root is None else root


def parse_html(data: bytes, notes: Notes) -> HtmlElement:
    """Return the root element of a page, as libxml2 reads it: fast, and as a browser does where a page is in form.

    Nothing is fetched, no entity of a document type is expanded, and no script runs.

    Args:
        data: The page; its encoding is that of its byte order mark, else the one it declares, else UTF-8.
        notes: Gets a note where the encoding had to be assumed, or control characters were taken out.

    Raises:
        ReadError: No page, no words in it, or one that is too large or nests too deep.
    """
    return _parsed(_decoded(data, notes), notes)


def _decoded(data: bytes, notes: Notes) -> str:
    """Return a page as words, within the limits."""
    check_limit("file_bytes", len(data))
    head = data[:_HEAD]
    declared = _CHARSET.search(head) or _DECLARED.match(head)
    words = decoded(data, notes, declared=declared[1].decode() if declared else "", what="HTML")
    check_tag_counts(words)
    return words


def _parsed(words: str, notes: Notes) -> HtmlElement:
    # Above its own limit of depth, which is beyond ours, the parser leaves out the rest without a word.
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = html.document_fromstring(words.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise ReadError("has no words", remedy="give a page with a title at least") from None
    if elements_too_deep(root):
        raise too_deep()
    if _NOT_XML.search(words) or "&#" in words:
        _take_out_controls(root, notes)
    return root


def _take_out_controls(root: HtmlElement, notes: Notes) -> None:
    """Take control characters out, for a tree with them cannot be changed; those that are white space become a space."""
    removed = ""
    for element in root.iter():
        for part in ("tail",) if element.tag in NOT_RENDERED else ("text", "tail"):
            words = getattr(element, part)
            if words and _NOT_XML.search(words):
                spaced = words.translate(_SPACES)
                removed += "".join(_NOT_XML.findall(spaced))
                setattr(element, part, _NOT_XML.sub("", spaced))
    if removed:
        notes.add_characters_dropped(removed)
