"""HTML tags within a line of Markdown: which are marks of a brief, and what their attributes say."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from briefkit.formats.markdown.html_pieces import is_element
from briefkit.model.text import Position

#: The marks of words by the element that they stand in.
MARKS: Mapping[str, dict[str, Any]] = {
    **{name: {"strong": True} for name in ("b", "strong")},
    **{name: {"emphasis": True} for name in ("i", "em", "cite", "dfn", "var")},
    **{name: {"code": True} for name in ("code", "kbd", "samp", "tt")},
    "sup": {"position": Position.SUPER},
    "sub": {"position": Position.SUB},
    "wbr": {},
}
#: Elements whose words are struck out.
STRUCK = ("del", "s", "strike")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w:-]*+)(?P<rest>[^<>]*+)>")
_ATTRIBUTE = re.compile(
    r"""(?<![\w:-])(?P<name>[\w:-]++)\s*+=\s*+(?:"(?P<two>[^"]*+)"|'(?P<one>[^']*+)'|(?P<bare>[^\s"'=<>`]++))"""
)


@frozen
class InlineTag:
    """Tag of an element: its name, whether it closes the element, and its attributes."""

    name: str
    closes: bool = False
    attributes: Mapping[str, str] = field(factory=dict)


def inline_tag(written: str) -> InlineTag | None:
    """Return a tag; None where what stands between angle brackets is a word.

    Args:
        written: The tag as it is written; a comment or an instruction has no name.
    """
    found = _TAG.fullmatch(written)
    if found is None:
        return InlineTag("")
    if not is_element(found["name"]):
        return None
    attributes = {
        one["name"].lower(): html.unescape(one["two"] or one["one"] or one["bare"] or "")
        for one in _ATTRIBUTE.finditer(found["rest"])
    }
    return InlineTag(found["name"].lower(), bool(found["close"]), attributes)
