"""Programs that take part in benchmarks, and their versions."""

from __future__ import annotations

import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version

_CHROMIUM = "chromium", "chromium-browser", "google-chrome"


def chromium() -> str | None:
    """Return the path of Chromium, or None where it is not installed."""
    return next(filter(None, map(shutil.which, _CHROMIUM)), None)


def version_of(name: str) -> str | None:
    """Return the version of a package or of a program, or None where it is not installed."""
    match name:
        case "Chromium":
            return _chromium_version()
        case "pandoc":
            return _pandoc_version()
        case _:
            try:
                return version(name)
            except PackageNotFoundError:
                return None


def _pandoc_version() -> str | None:
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_version())
    except (ImportError, OSError):
        return None


def _chromium_version() -> str | None:
    command = chromium()
    if command is None:
        return None
    told = subprocess.run([command, "--version"], capture_output=True, text=True, check=True).stdout
    return next((word for word in told.split() if word[0].isdigit()), None)
