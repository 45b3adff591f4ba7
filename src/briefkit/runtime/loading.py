"""Extensions are loaded where no handler of a signal runs: in a thread that is not the main one.

Some end the process when an exception comes into their first steps (nanobind, of pikepdf, calls abort), and some
cannot be loaded a second time.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from importlib import import_module

_loaded: set[str] = set()


def load_aside(*names: str) -> None:
    """Load modules, whatever interrupts this thread; what cannot be loaded tells where it is imported.

    The thread that asks is inside, so that a fork waits for the one that loads.

    Args:
        names: The modules, with their packages: "lxml.html".
    """
    for name in names:
        if name not in _loaded:
            thread = threading.Thread(target=_load, args=(name,))
            try:
                thread.start()
            except RuntimeError:  # at its end, the interpreter starts no thread
                return
            try:
                thread.join()
            finally:
                thread.join()  # an interrupt waits too: a fork must find nothing half loaded
            _loaded.add(name)


def _load(name: str) -> None:
    with suppress(Exception):
        import_module(name)
