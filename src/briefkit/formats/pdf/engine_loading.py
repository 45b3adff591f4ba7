"""Engines of PDF, loaded when one is written for the first time, with a remedy where one is missing.

WeasyPrint takes half a second to load, and needs Pango, which a machine may lack; Typst is a wheel that few need.
Without either, everything but writing PDF works. Modules that print have their engine at their top, so
`writing.write`, which does not, loads it before them.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from briefkit.errors import MissingLibraryError
from briefkit.formats.pdf.install_hints import PANGO_REMEDY, TYPST_REMEDY
from briefkit.runtime.module_loading import load_aside

#: The versions of WeasyPrint that `writing/` is made for; pyproject.toml bounds it by the same.
KNOWN_VERSIONS = range(70, 71)


def load_weasyprint() -> ModuleType:
    """Import WeasyPrint.

    Raises:
        MissingLibraryError: It, or the Pango that it needs, is not installed.
    """
    load_aside("weasyprint")
    try:
        # It takes half a second, and may fail.
        import weasyprint
    except (ImportError, OSError) as error:
        what = f"PDF needs Pango, which was not found ({str(error).splitlines()[0]})"
        raise MissingLibraryError(what, remedy=PANGO_REMEDY) from None
    module: ModuleType = weasyprint
    return module


def has_weasyprint() -> bool:
    """Whether WeasyPrint is installed, with the Pango that it needs."""
    try:
        load_weasyprint()
    except MissingLibraryError:
        return False
    return True


def load_typst() -> ModuleType:
    """Import Typst.

    Raises:
        MissingLibraryError: It is not installed.
    """
    load_aside("typst")
    try:
        return import_module("typst")
    except ImportError as error:
        what = f"the engine typst was not found ({error})"
        raise MissingLibraryError(what, remedy=TYPST_REMEDY) from None
