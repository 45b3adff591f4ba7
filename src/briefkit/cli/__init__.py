"""The command line: a thin layer over the library, one line for every error, no traceback.

Exit codes: 0 done; 1 a brief could not be read or printed; 2 the command line itself is wrong; 3 `doctor`
found that something is missing.
"""

from __future__ import annotations

import sys

from briefkit.runtime.module_loading import without_collecting

with without_collecting():
    try:
        import click as _click  # noqa: F401  # what is missing is told once, here
    except ImportError:
        sys.exit(
            "briefkit: the command line needs an extra; install it: pip install 'briefkit[cli]'"
        )
    from briefkit.cli.commands import main
    from briefkit.cli.streams import FAILED, MISSING

__all__ = ["FAILED", "MISSING", "main"]
