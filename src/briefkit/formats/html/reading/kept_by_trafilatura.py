"""Main text by trafilatura: what that library keeps of a page, as lines.

It is an extra, and loaded when a page is first read with it. What it keeps is its default without comments: with
pictures or precision asked for, it finds less of the article.
"""

from __future__ import annotations

import logging
from types import ModuleType

from lxml import etree
from lxml.html import HtmlElement, tostring

from briefkit.errors import MissingLibraryError
from briefkit.formats.html.reading.text_lines import TextLine, text_lines
from briefkit.runtime.module_loading import load_aside

#: Elements of its XML that stand apart (https://trafilatura.readthedocs.io, "XML").
_STANDS_APART = frozenset(
    ["main", "div", "p", "head", "list", "item", "table", "row", "cell", "quote", "code"]
)


def lines_of_trafilatura(root: HtmlElement) -> list[TextLine]:
    """Return the lines of the main text of a page; [] where trafilatura finds none, or fails.

    Args:
        root: The page.

    Raises:
        MissingLibraryError: trafilatura is not installed.
    """
    words = tostring(root, encoding="unicode")
    extract = _load_trafilatura().extract
    try:
        found = extract(words, output_format="xml", include_comments=False)
    except Exception:  # what it comes upon in a page of strangers may raise whatever it likes
        return []
    if not found:
        return []
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=True)
    kept = etree.fromstring(found.encode(), parser)
    main = None if kept is None else kept.find("main")
    return [] if main is None else list(text_lines(main, _STANDS_APART))


def _load_trafilatura() -> ModuleType:
    load_aside("trafilatura")
    try:
        # An extra, which few need.
        import trafilatura
    except ImportError:
        raise MissingLibraryError(
            "main_text='trafilatura' needs trafilatura, which is not installed",
            remedy="pip install 'briefkit[trafilatura]'",
        ) from None
    # Where nobody has set up logging, it would print a line on each page without an article.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    module: ModuleType = trafilatura
    return module
