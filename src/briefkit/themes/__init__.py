"""Themes: the built-in ones by name, and custom ones from TOML files."""

from __future__ import annotations

import os
from collections.abc import Mapping

from briefkit.errors import ArgumentError, RenderError
from briefkit.limits import DEFAULT, Limits, limited
from briefkit.runtime.forking import fork_safe
from briefkit.runtime.module_loading import load_aside
from briefkit.style import Theme
from briefkit.themes.formal import FORMAL
from briefkit.themes.magazine import MAGAZINE
from briefkit.themes.plain import PLAIN

#: The themes by their names.
THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (PLAIN, FORMAL, MAGAZINE)}


def by_name(name: str) -> Theme:
    """Return the theme of a name.

    Raises:
        RenderError: There is none.
    """
    if name not in THEMES:
        known = ", ".join(THEMES)
        raise RenderError(
            f"no theme is called {name!r}", remedy=f"use one of {known}, or name a TOML file"
        )
    return THEMES[name]


def theme_of(theme: Theme | str) -> Theme:
    """Return a theme as it is, or the one of a name.

    Raises:
        RenderError: There is none of that name.
        ArgumentError: What is given is neither.
    """
    if isinstance(theme, str):
        return by_name(theme)
    if not isinstance(theme, Theme):
        raise ArgumentError(
            f"is {type(theme).__name__}, not a Theme",
            where="theme",
            remedy="name one that comes with the package, or give load_theme(path)",
        )
    return theme


def find_theme(name: str) -> Theme:
    """Return the theme of a name, or of a TOML file: what ends in .toml is a file.

    Raises:
        RenderError: There is no theme of that name.
        ThemeError: The file is refused, as by `load_theme`.
    """
    return load_theme(name) if name.lower().endswith(".toml") else by_name(name)


@fork_safe
def load_theme(path: str | os.PathLike[str], *, limits: Limits = DEFAULT) -> Theme:
    """Return the theme that a TOML file describes: which it begins with, and what is different.

    Args:
        path: The file; docs/themes.md says what can stand in it. The files that it names are beside it.
        limits: What is read at most.

    Raises:
        ArgumentError: No path, or no limits.
        ThemeError: It cannot be read, is over a limit, says what no theme has, or describes a theme that is refused.
    """
    # It loads cattrs, tomllib and Brotli, and most briefs are printed with a built-in theme.
    load_aside("briefkit.themes.custom_theme")
    from briefkit.themes.custom_theme import read_theme

    with limited(limits):
        return read_theme(path, THEMES)


__all__ = [
    "FORMAL",
    "MAGAZINE",
    "PLAIN",
    "THEMES",
    "by_name",
    "find_theme",
    "load_theme",
    "theme_of",
]
