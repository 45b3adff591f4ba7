"""Themes: the built-in ones by name, those of other packages, and custom ones from TOML files."""

from briefkit.themes.formal import FORMAL
from briefkit.themes.magazine import MAGAZINE
from briefkit.themes.plain import PLAIN
from briefkit.themes.theme_registry import THEMES, AnyTheme, load_theme, theme_of

__all__ = ["FORMAL", "MAGAZINE", "PLAIN", "THEMES", "AnyTheme", "load_theme", "theme_of"]
