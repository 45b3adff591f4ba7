"""What is installed here, what is missing, and how to get it."""

from __future__ import annotations

import platform
from importlib import metadata
from importlib.util import find_spec

from attrs import frozen

from briefkit.errors import MissingLibraryError
from briefkit.style import Theme
from briefkit.themes import THEMES

_PACKAGES = (
    *("attrs", "cattrs", "orjson", "langcodes", "lxml", "markdown-it-py", "pikepdf", "pillow"),
    *("python-docx", "pyyaml"),
)


@frozen
class Check:
    """One thing that briefkit uses.

    Attributes:
        name: What it is.
        found: Its version or place; empty where it is missing.
        remedy: How to get it, where it is missing.
    """

    name: str
    found: str
    remedy: str = ""


def examine() -> tuple[Check, ...]:
    """Look for everything that briefkit uses: packages, Pango for PDF, and the themes' fonts."""
    return (
        Check("Python", platform.python_version()),
        *(_package(name) for name in ("briefkit", *_PACKAGES)),
        _weasyprint(),
        *(_font(package) for theme in THEMES.values() for package in _font_packages(theme)),
    )


def _package(name: str) -> Check:
    try:
        return Check(name, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Check(name, "", f"pip install {name}")


def _weasyprint() -> Check:
    from briefkit.formats.pdf import load_weasyprint

    try:
        weasyprint = load_weasyprint()
    except MissingLibraryError as error:
        return Check("WeasyPrint, for PDF", "", str(error))
    from weasyprint.text.ffi import pango

    version = pango.pango_version()
    numbers = f"{version // 10000}.{version // 100 % 100}.{version % 100}"
    return Check("WeasyPrint, for PDF", f"{weasyprint.__version__}, with Pango {numbers}")


def _font_packages(theme: Theme) -> tuple[str, ...]:
    return (theme.body.package, theme.display.package, theme.mono.package)


def _font(package: str) -> Check:
    name = package.replace("_", "-")
    if find_spec(package) is None:
        return Check(name, "", f"pip install {name}")
    return Check(name, metadata.version(name))
