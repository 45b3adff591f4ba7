"""Systems that find articles: briefkit as it reads a page, and trafilatura where it is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec

from lxml import html
from lxml.html import HtmlElement, defs

import briefkit as bk
from briefkit.errors import BriefkitError
from briefkit.notes import Reading

_TRAFILATURA = "trafilatura"
_NO_TEXT = (
    *("script", "style", "noscript", "template", "head", "iframe", "object", "audio", "video"),
    *("select", "datalist", "textarea", "svg"),
)


def systems() -> dict[str, Callable[[bytes], str]]:
    """Return the systems that are there, by name."""
    found: dict[str, Callable[[bytes], str]] = {"briefkit": own_text}
    if find_spec(_TRAFILATURA):
        found[f"{_TRAFILATURA} {version(_TRAFILATURA)}"] = _text_of_trafilatura
    return found


def own_text(page: bytes) -> str:
    """Return the text of the brief of a page, below its title: the standfirst and the sections."""
    try:
        return text_of(bk.read(page, "html").brief)
    except BriefkitError:
        return ""


def text_of(brief: bk.Brief) -> str:
    """Return the text of a brief below its title."""
    return "\n".join(_lines(brief))


def _lines(brief: bk.Brief) -> Iterator[str]:
    if brief.standfirst:
        yield brief.standfirst.plain
    for path, value in bk.walk(brief.sections):
        # A statement in a paragraph is a stretch of its words.
        if isinstance(value, bk.Text) and ".statements[" not in path:
            yield value.plain


def _text_of_trafilatura(page: bytes) -> str:
    found = import_module(_TRAFILATURA).extract(page, include_comments=False)
    return str(found or "")


def shown_text(page: bytes) -> str:
    """Return the words of a page that stand as text in it: no scripts, no styles, no fields of forms, no drawings."""
    encoding = "utf-8" if _is_utf8(page) else None
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding=encoding)
    root: HtmlElement = html.document_fromstring(page, parser=parser)
    for element in list(root.iter(*_NO_TEXT)):
        element.drop_tree()
    for element in root.iter():
        if element.tag not in defs.special_inline_tags | defs.font_style_tags | {"font"}:
            element.text = f" {element.text or ''}"
            element.tail = f" {element.tail or ''}"
    return str(root.text_content())


def _is_utf8(page: bytes) -> bool:
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def told(reading: Reading) -> str:
    """Return the words of the notes on a reading."""
    return " ".join(f"{one.words} {one.message}" for one in reading.notes)
