"""Font packages: Python packages that ship the static files of a family, found without importing any."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from briefkit.runtime.module_loading import entry_points_of

#: The group of entry points by which a font package says that it is one (fontpkg).
_GROUP = "fontpkg.family"


def font_packages() -> Mapping[str, Path]:
    """Return the font packages that are installed: the name of each, and the folder of its files.

    No package is imported. A module within another one does not count, for to find it is to import that.
    """
    found: dict[str, Path] = {}
    for point in entry_points_of(_GROUP):
        spec = find_spec(point.module) if point.module.isidentifier() else None
        for place in (spec and spec.submodule_search_locations) or ():
            found.setdefault(point.module, Path(place) / "files")
    return found
