"""Office HTML: the styles of Word and Google Docs, replaced by the elements that HTML has for them."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

from lxml.html import HtmlElement

from briefkit.formats.html.reading.inline_reader import classes

_TITLES = {"MsoTitle", "title"}
#: The class of a standfirst.
STANDFIRST_CLASS = "standfirst"
_SUBTITLES = {
    STANDFIRST_CLASS,
    "MsoSubtitle",
    "subtitle",
    "dek",
    "deck",
    "subheadline",
    "subhead",
    "summary",
}
_WORD_LEVEL = re.compile(r"(?:^|;)(?>[^;]*?mso-list\s*:)[^;]*level([1-9])")
_WORD_MARK = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_NUMBER = re.compile(r"\(?\w{1,4}[.)]")
_DOCS_LIST = re.compile(r"lst-kix_\w+-(\d)")
_CLASS_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|400)")
_ITALIC = re.compile(r"font-style\s*:\s*italic")
_REDIRECT = "www.google.com"


def normalise_office_html(root: HtmlElement) -> None:
    """Replace the styles of Word and Google Docs by elements, in the tree itself."""
    for element in root.xpath(".//p | .//h2 | .//h3 | .//h4"):
        names = classes(element)
        if element.tag == "p" and not _TITLES.isdisjoint(names):
            element.tag = "h1"
        elif element.tag != "p" and has_subtitle_class(element):
            element.tag = "p"
    _nest_word_lists(root)
    _nest_docs_lists(root)
    _mark_styled(root)
    for element in root.iter("a"):
        if _REDIRECT in (element.get("href") or ""):
            # A link to no address stays as it is.
            with suppress(ValueError):
                _unwrap(element)


def has_subtitle_class(element: HtmlElement) -> bool:
    """Whether an element is the standfirst, by its class."""
    return not _SUBTITLES.isdisjoint(classes(element))


def _unwrap(link: HtmlElement) -> None:
    """Replace a link through Google's redirect by the address that it leads to."""
    parts = urlsplit(link.get("href") or "")
    if parts.netloc == _REDIRECT and parts.path == "/url":
        link.set("href", parse_qs(parts.query).get("q", [""])[0])


def _nest_word_lists(root: HtmlElement) -> None:
    """Make lists of the paragraphs that Word only styles as list items."""
    stack: list[HtmlElement] = []
    for element in root.xpath(".//p[contains(@style, 'mso-list')]"):
        level = _WORD_LEVEL.search(element.get("style") or "")
        if not level:
            continue
        marks = [one for one in element.iter("span") if _WORD_MARK.search(one.get("style") or "")]
        printed = "".join(one.text_content() for one in marks).strip()
        for one in marks:
            one.drop_tree()
        if not stack or element.getprevious() is not stack[0]:
            stack = []
        del stack[int(level[1]) :]
        while len(stack) < int(level[1]):
            inner = element.makeelement("ol" if _NUMBER.fullmatch(printed) else "ul")
            if stack:
                stack[-1].append(inner)
            else:
                element.addprevious(inner)
            stack.append(inner)
        element.tag = "li"
        stack[-1].append(element)


def _nest_docs_lists(root: HtmlElement) -> None:
    """Nest a list that Google Docs writes after another into the one that it belongs to."""
    for element in list(root.iter("ul", "ol")):
        level = _DOCS_LIST.search(element.get("class") or "")
        before = element.getprevious()
        if not level or level[1] == "0" or before is None or before.tag not in ("ul", "ol"):
            continue
        for _ in range(int(level[1]) - 1):
            if len(before) and before[-1].tag in ("ul", "ol"):
                before = before[-1]
        before.append(element)


def _mark_styled(root: HtmlElement) -> None:
    """Replace spans that are bold or italic by style with `b` and `i`."""
    styles = dict(
        rule for sheet in root.iter("style") for rule in _CLASS_RULE.findall(sheet.text or "")
    )
    for element in list(root.iter("b", "strong")):
        if _NOT_BOLD.search(element.get("style") or ""):
            element.tag = "span"
    for element in list(root.iter("span")):
        style = ";".join(
            [element.get("style") or "", *(styles.get(one, "") for one in classes(element))]
        )
        bold, italic = _BOLD.search(style), _ITALIC.search(style)
        if bold and italic:
            inner = element.makeelement("i")
            inner.text, element.text = element.text, None
            inner.extend(list(element))
            element.append(inner)
        if bold or italic:
            element.tag = "b" if bold else "i"
