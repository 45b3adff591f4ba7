"""Registry of themes: briefkit's own, those that other packages add by an entry point, and files.

A package adds a theme by an entry point of the group `briefkit.themes` whose name is the theme's. It points to a
`Theme`, or names the package alone, in whose folder the theme's TOML file stands: `desk.toml`::

    [project.entry-points."briefkit.themes"]
    desk = "briefkit_desk:DESK"
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal, TypeAlias

from briefkit.errors import ArgumentError, RenderError, ThemeError
from briefkit.limits import DEFAULT, Limits, limited
from briefkit.runtime.atomic_files import PathLike
from briefkit.runtime.caching import cached
from briefkit.runtime.forking import fork_safe
from briefkit.runtime.module_loading import load_aside
from briefkit.runtime.plugins import Plugin, PluginTable, plugins_of
from briefkit.style import Theme
from briefkit.themes.formal import FORMAL
from briefkit.themes.magazine import MAGAZINE
from briefkit.themes.plain import PLAIN

#: The names of briefkit's own themes.
ThemeName: TypeAlias = Literal["plain", "formal", "magazine"]
#: A theme, the name of one, or the path of a TOML file; any string, for other packages add themes.
AnyTheme: TypeAlias = Theme | ThemeName | str | os.PathLike[str]

#: The group of entry points by which other packages add themes.
GROUP = "briefkit.themes"

_BUILT_IN: Mapping[str, Theme] = {theme.name: theme for theme in (PLAIN, FORMAL, MAGAZINE)}


def theme_names() -> list[str]:
    """Return the names of all themes; none is loaded for it."""
    return list(THEMES)


@cached(1)
@fork_safe
def added_themes() -> Mapping[str, Plugin]:
    """Return the themes that other packages add, not loaded; the names of briefkit's own are taken."""
    return plugins_of(GROUP, "theme", ThemeError, _BUILT_IN)


@cached(64)
@fork_safe
def load_added(plugin: Plugin) -> Theme:
    """Return the theme of another package: a value, or a file that begins with one of briefkit's own themes.

    Raises:
        ThemeError: The package cannot be loaded, or gives no theme.
    """
    if not plugin.is_file:
        return plugin.load(Theme)
    path = plugin.file(".toml")
    try:
        return _read(path, _BUILT_IN)
    except ThemeError as error:
        raise plugin.refusal(error.what, where=error.where, remedy=error.remedy) from error


#: Every theme by its name.
THEMES: Mapping[str, Theme] = PluginTable("THEMES", _BUILT_IN, added_themes, load_added)


def theme_of(theme: AnyTheme) -> Theme:
    """Return a theme as it is, the one of a name, or that of a TOML file.

    A string is a path where it ends in .toml or has a separator of folders.

    Args:
        theme: The theme, its name, or the path.

    Raises:
        RenderError: There is none of that name.
        ThemeError: The file is refused, as by `load_theme`; or the package that adds the theme is broken.
        ArgumentError: What is given is none of these.
    """
    match theme:
        case Theme():
            return theme
        case str() if not _is_path(theme):
            return _by_name(theme)
        case str() | os.PathLike():
            return load_theme(theme)
        case _:
            raise ArgumentError(
                f"is {type(theme).__name__}, not a Theme",
                where="theme",
                remedy="give the name of one, the path of a TOML file, or a Theme",
            )


def _is_path(words: str) -> bool:
    return words.lower().endswith(".toml") or "/" in words or os.sep in words


def _by_name(name: str) -> Theme:
    try:
        return THEMES[name]
    except KeyError:
        known = ", ".join(THEMES)
        raise RenderError(
            f"no theme is called {name!r}",
            remedy=f"use one of {known}, or the path of a file that ends in .toml",
        ) from None


@fork_safe
def load_theme(path: PathLike, *, limits: Limits = DEFAULT) -> Theme:
    """Return the theme that a TOML file describes: which it begins with, and what is different.

    Args:
        path: The file; docs/themes.md says what can stand in it. The files that it names are beside it.
        limits: What is read at most.

    Raises:
        ArgumentError: No path, or no limits.
        ThemeError: It cannot be read, is over a limit, says what no theme has, or describes a theme that is refused.
    """
    with limited(limits):
        return _read(path, THEMES)


@fork_safe
def _read(path: PathLike, bases: Mapping[str, Theme]) -> Theme:
    # It loads cattrs, tomllib and Brotli, and most briefs are printed with a built-in theme.
    load_aside("briefkit.themes.custom_theme")
    from briefkit.themes.custom_theme import read_theme

    return read_theme(path, bases)
