"""Font packages: Python packages that ship the static files of a family, found without importing any."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefkit.runtime.forking import held_inside

#: The group of entry points by which a font package says that it is one (fontpkg).
_GROUP = "fontpkg.family"


@held_inside
def font_packages() -> Mapping[str, Path]:
    """Return the font packages that are installed: the name of each, and the folder of its files.

    Nothing is imported. Where a module within another is would only be found by importing that, so such a one is
    none.
    """
    from importlib.metadata import entry_points
    from importlib.util import find_spec

    found: dict[str, Path] = {}
    for point in entry_points(group=_GROUP):
        spec = find_spec(point.module) if point.module.isidentifier() else None
        for place in (spec and spec.submodule_search_locations) or ():
            found.setdefault(point.module, Path(place) / "files")
    return found
