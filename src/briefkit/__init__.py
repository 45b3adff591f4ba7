"""Briefs as typed data: who said what, when, on whose word; printed as PDF, DOCX and HTML.

import briefkit as bk

brief = bk.load("brief.txt")
bk.save(brief, "brief.pdf")
"""

from __future__ import annotations

from collections.abc import Callable as _Callable

from briefkit.runtime.caching import cached as _cached
from briefkit.runtime.forking import (
    fork_lock as _fork_lock,
    wait_before_logging as _wait_before_logging,
)
from briefkit.runtime.module_loading import loading_lock as _loading_lock
from briefkit.version import __version__ as __version__


@_cached(1)
def _exports() -> tuple[_Callable[[str], object], _Callable[[], list[str]], list[str]]:
    """Return `__getattr__`, `__dir__` and `__all__` as the stub beside this file says where each name comes from."""
    from lazy_loader import attach_stub  # importing briefkit costs nothing of what is not used

    return attach_stub(__name__, __file__)


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for (PEP 562)."""
    with _fork_lock():
        _wait_before_logging()
        load, _, names = _exports()
        if name == "__all__":
            return names
        if (
            name not in names
        ):  # a module too, which `from briefkit import model` asks for before it is loaded
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        with _loading_lock():
            value = load(name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_exports()[2]})
