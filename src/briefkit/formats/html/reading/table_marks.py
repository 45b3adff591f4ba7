"""Table marks: tables of elements that only say by their roles what they are, made the tables of HTML (WAI-ARIA 1.2)."""

from __future__ import annotations

from collections.abc import Mapping

from lxml.html import HtmlElement

_MAY_BE_TABLE = ("div", "section", "span", "ul")
_TABLES = ("table", "grid", "treegrid")
_PARTS: Mapping[str, str] = {
    "rowgroup": "tbody",
    "row": "tr",
    "cell": "td",
    "gridcell": "td",
    "columnheader": "th",
    "rowheader": "th",
    "caption": "caption",
}
_SPANS = {"aria-colspan": "colspan", "aria-rowspan": "rowspan"}


def mark_tables(root: HtmlElement) -> None:
    """Make tables of the elements that have such roles, in the tree itself."""
    for table in list(root.iter(*_MAY_BE_TABLE)):
        if table.get("role") not in _TABLES:
            continue
        parts = [
            (one, _PARTS[one.get("role")]) for one in table.iter() if one.get("role") in _PARTS
        ]
        if not {"tr", "td"} <= {tag for _, tag in parts}:
            continue
        table.tag = "table"
        for one, tag in parts:
            one.tag = tag
            for said, meant in _SPANS.items():
                if one.get(said):
                    one.set(meant, one.get(said))
