"""Font packages: Python packages that ship the static files of a family, found without importing any."""

from __future__ import annotations

import os
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
        place = _place_of(point.module)
        if place is not None:
            found.setdefault(point.module, place / "files")
    return found


def font_folder(package: str) -> Path | None:
    """Return the folder of a font package's files; None where there is no such package, or it has no fonts.

    Mostly what is installed of a package stands beside it, under its own name. Only where it does not, all packages are
    asked, which takes as long as `import briefkit.model`.

    Args:
        package: The name of the package.
    """
    place = _place_of(package)
    if place is None:
        return None
    return place / "files" if _says_so_beside(place) else font_packages().get(package)


def _place_of(package: str) -> Path | None:
    spec = find_spec(package) if package.isidentifier() else None
    places = spec and spec.submodule_search_locations
    return Path(next(iter(places))) if places else None


def _says_so_beside(place: Path) -> bool:
    """Whether the entry points of a package say that it has fonts (Core metadata: `.dist-info/entry_points.txt`)."""
    for name in os.listdir(place.parent):
        if name.startswith(f"{place.name}-") and name.endswith(".dist-info"):
            try:
                lines = (place.parent / name / "entry_points.txt").read_text("utf-8").splitlines()
            except OSError:
                return False
            points = [line.replace(" ", "").partition("=") for line in lines]
            return f"[{_GROUP}]" in lines and any(point[2] == place.name for point in points)
    return False
