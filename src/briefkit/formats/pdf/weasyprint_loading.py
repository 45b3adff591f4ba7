"""WeasyPrint: loaded when a PDF is written for the first time, with a remedy where Pango is missing.

It takes half a second to load, and needs Pango, which a machine may lack: without it, everything but writing PDF
works. The modules in `writing/` have it at their top, so `writing.write`, which does not, loads it before the others.
"""

from __future__ import annotations

from types import ModuleType

from briefkit.errors import MissingLibraryError
from briefkit.formats.pdf.install_hints import PANGO_REMEDY
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
