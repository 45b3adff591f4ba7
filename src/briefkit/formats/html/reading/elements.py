"""Elements: what HTML's own and briefkit's classes stand for."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from briefkit.layout.roles import HEADING_ROLES, LIST_ROLES, PARA_ROLES

# fmt: off
#: Elements whose words no browser shows, or that are no words at all.
NOT_RENDERED = frozenset((
    "script", "style", "template", "noscript", "head", "title", "meta", "link", "base", "iframe",
    "object", "embed", "video", "audio", "canvas", "svg", "datalist", "select", "option", "textarea",
    "input",
))
#: Elements that stand below what is before them, and hold whatever they hold.
FLOW_CONTAINERS = (
    "html", "body", "main", "article", "section", "header", "footer", "div", "nav", "aside",
    "blockquote", "address", "center", "details", "summary", "hgroup", "form", "fieldset",
    "legend", "search", "dialog", "li", "tr", "td", "th", "tbody", "thead", "tfoot", "caption",
    "figcaption", "hr",
)
#: Elements that stand apart from the words around them; all others stand within a line.
STANDS_APART = frozenset((
    *FLOW_CONTAINERS, "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "menu", "dir", "dl", "dt", "dd",
    "pre", "table", "figure", "br",
))
# fmt: on
#: Elements at whose edges a line of text ends.
ENDS_LINE = STANDS_APART - {"br"}
_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item|table)\s*(?:[;!]|$)")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")

#: Roles by the classes of elements.
LISTS_BY_CLASS = {role.value: role for role in LIST_ROLES}
HEADINGS_BY_CLASS = {role.value: role for role in HEADING_ROLES}
PARAS_BY_CLASS = {role.value: role for role in PARA_ROLES}


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element says that it is not to be shown."""
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style.lower()))


def stands_apart_by_style(element: HtmlElement) -> bool:
    """Whether an element within a line says that it stands apart all the same."""
    style = element.get("style")
    return bool(style and _BLOCK.search(style.lower()))


def take_out(element: HtmlElement) -> None:
    """Take an element out of its tree; words on the two sides of one that stood apart stay apart."""
    if element.tag in STANDS_APART and (element.tail or "").strip():
        element.clear(keep_tail=True)
        element.tag = "div"
    else:
        element.drop_tree()
