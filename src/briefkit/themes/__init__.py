"""The themes that come with the package, by name."""

from __future__ import annotations

from collections.abc import Mapping

from briefkit.errors import RenderError
from briefkit.style import Theme
from briefkit.themes.plain import PLAIN

#: The themes by their names.
THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (PLAIN,)}


def by_name(name: str) -> Theme:
    """Return the theme of a name.

    Raises:
        RenderError: There is none.
    """
    if name not in THEMES:
        raise RenderError(f"no theme is called {name!r}", remedy=f"use one of {', '.join(THEMES)}")
    return THEMES[name]


__all__ = ["PLAIN", "THEMES", "by_name"]
