"""Style map files: what the styles of a house mean, in the table [styles] of a TOML file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefkit.errors import ArgumentError, ThemeError
from briefkit.themes.theme_files import read_theme_file
from briefkit.themes.toml_input import parse_toml

_TABLE = "styles"


def read_style_map(path: str) -> Mapping[str, object]:
    """Style map of a TOML file, its roles not checked yet.

    Args:
        path: The file.

    Raises:
        ArgumentError: It cannot be read, is no TOML, or has no such table.
        ReadError: It is over a limit.
    """
    try:
        found = parse_toml(read_theme_file(Path(path), "theme_bytes"), path).get(_TABLE)
    except ThemeError as error:
        raise ArgumentError(error.what, where=error.where, remedy=error.remedy) from None
    if not isinstance(found, dict):
        remedy = f'write [{_TABLE}], and below it "Desk Headline" = "title"'
        raise ArgumentError(f"has no table [{_TABLE}]", where=path, remedy=remedy)
    return found
