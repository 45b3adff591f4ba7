"""Elements: what HTML's own and briefkit's classes stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefkit.layout import Role
from briefkit.model import SectionKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# fmt: off
#: Elements whose words no browser shows, or that are no words at all.
NOT_SHOWN = frozenset((
    "script", "style", "template", "noscript", "head", "title", "meta", "link", "base", "iframe",
    "object", "embed", "video", "audio", "canvas", "svg", "datalist", "select", "option", "textarea",
    "input",
))
#: Elements that stand below what is before them, and hold whatever they hold.
CONTAINERS = (
    "html", "body", "main", "article", "section", "header", "footer", "div", "nav", "aside",
    "blockquote", "address", "center", "details", "summary", "hgroup", "form", "fieldset",
    "legend", "search", "dialog", "li", "tr", "td", "th", "tbody", "thead", "tfoot", "caption",
    "figcaption", "hr",
)
# fmt: on
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")

_LISTS = (Role.LIST, Role.RELATED, Role.SOURCES)
_HEADINGS = (
    Role.TITLE,
    *(Role(kind) for kind in SectionKind),
    Role.AUTHORS,
    Role.RELATED,
    Role.SOURCES,
    Role.CORRECTIONS,
)
_FRAMES = (Role.TABLE, Role.FIGURE, Role.PHOTO)
LIST_ROLES = {role.value: role for role in _LISTS}
HEADING_ROLES = {role.value: role for role in _HEADINGS}
PARA_ROLES = {role.value: role for role in Role if role not in (*_LISTS, *_HEADINGS, *_FRAMES)}


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element says that it is not to be shown."""
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style.lower()))
