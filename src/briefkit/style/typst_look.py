"""Look of a theme as data for the Typst template: the colours, families, styles and page, beside css.py."""

from __future__ import annotations

from typing import Any

from briefkit.layout import Direction
from briefkit.layout.roles import HYPHENATED_ROLES, SETTINGS, UNBROKEN_ROLES
from briefkit.runtime.caching import cached
from briefkit.style.css import colour_variables
from briefkit.style.font_files import family_names, stacked_families
from briefkit.style.script_adjustments import FULL_WIDTH, for_script, has_italics
from briefkit.style.theme import Family, Style, Theme
from briefkit.style.turned_pages import turned_page

# Between the sign of an item and its words, as a share of the size of running text.
_MARK_GAP = 0.45


@cached(64)
def typst_look(theme: Theme, direction: Direction, script: str) -> dict[str, Any]:
    """Return the look of a theme as plain data; lengths are in points.

    Args:
        theme: The look.
        direction: Which way lines run: pages are mirrored by it.
        script: The script of the page's language, in ISO 15924.
    """
    theme = for_script(theme, script)
    turned = turned_page(theme.page)
    _, end, _, start = theme.page.margins
    right, left = (end, start) if direction == "ltr" else (start, end)
    families = {"body": theme.body, "display": theme.display, "mono": theme.mono}
    return {
        "colours": {name: f"#{one}" for name, one in colour_variables(theme.light).items()},
        "families": {name: _stack(one, theme, script) for name, one in families.items()},
        "base": _style(theme.base, theme),
        "blocks": {
            str(role): _style(theme.blocks.get(role, Style()), theme)
            | {"hyphenate": role in HYPHENATED_ROLES, "unbroken": role in UNBROKEN_ROLES}
            for role in dict.fromkeys((*SETTINGS, *theme.blocks))
        },
        "headings": [_style(one, theme) for one in theme.headings],
        "runs": {str(role): _style(one, theme) for role, one in theme.runs.items()},
        "mark_gap": _MARK_GAP * (theme.base.size or 10),
        **({"marks": "display"} if script in FULL_WIDTH else {}),
        "italics": has_italics(script),
        "page": {
            "width": theme.page.width,
            "height": theme.page.height,
            "turned_width": turned.width,
            "turned_height": turned.height,
            "left": left,
            "right": right,
        },
    }


def _stack(family: Family, theme: Theme, script: str) -> list[str]:
    stacked = stacked_families(family, theme, script)
    return list(dict.fromkeys(name for one in stacked for name in family_names(one)))


def _style(style: Style, theme: Theme) -> dict[str, Any]:
    """Return a style without what it leaves open."""
    found = {
        "family": style.family,
        "size": style.size,
        "weight": style.weight,
        "italic": style.italic,
        "colour": style.tone,
        "line": style.line,
        "before": style.before,
        "after": style.after,
        "indent": style.indent,
        "align": style.align,
        "capitals": style.capitals or None,
        "tracking": style.tracking,
        "keep": style.keep_with_next or None,
        "rule": style.rule_above,
        "bar": style.bar,
        "tinted": style.tinted or None,
    }
    return {name: value for name, value in found.items() if value is not None}
