"""Loading: functions on demand, extensions aside, where no handler of a signal runs, and other packages' entry points.

A handler runs in the main thread, so extensions are loaded in another one. Some end the process when an exception comes
into their first steps (nanobind, of pikepdf, calls abort), and some cannot be loaded a second time.
"""

from __future__ import annotations

import gc
import threading
from contextlib import contextmanager, nullcontext, suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

from briefkit.runtime.caching import cached
from briefkit.runtime.forking import fork_lock, fork_safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from importlib.metadata import EntryPoints
    from types import ModuleType

# Held by the thread that loads modules. Python takes a lock for each module, and where one thread imports `html.entities`
#: and another one `html`, which imports that, it may raise a deadlock error instead of waiting.
_loading = threading.RLock()
# Marks the threads that load for another one, which holds the lock and waits for them.
_aside = threading.local()

_loaded: set[str] = set()


def load_aside(*names: str) -> None:
    """Load modules in a thread of their own, whatever interrupts this one.

    What cannot be loaded says so where it is imported. The thread that asks holds its fork lock, so that a fork waits for
    the one that loads.

    Args:
        names: The modules, with their packages: "lxml.html".
    """
    for name in names:
        if name not in _loaded:
            with loading_lock():
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


def loading_lock() -> AbstractContextManager[object]:
    """Return what a thread holds while it loads modules; nothing where it loads for a thread that holds it."""
    return nullcontext() if hasattr(_aside, "loads") else _loading


def _load(name: str) -> None:
    _aside.loads = True
    with suppress(Exception):
        import_module(name)


@fork_safe
def entry_points_of(group: str) -> EntryPoints:
    """Return the entry points of a group, in all packages that are installed; none is loaded.

    Args:
        group: The group: "briefkit.formats".
    """
    # It reads the data of packages as mail, whose policies it loads by itself.
    load_aside("importlib.metadata", "email.policy")
    # To load it takes as long as `import briefkit` does.
    from importlib.metadata import entry_points

    return entry_points(group=group)


class OnDemand:
    """Function of a module that is loaded when the function is first called.

    Extensions among what the module imports are loaded aside, and a fork waits for the loading.

    Args:
        where: The module and the function: "briefkit.formats.json:read".
        held: Whether a fork waits for the call as well; False where the function itself says for what.
    """

    def __init__(self, where: str, *, held: bool = True) -> None:
        self.where = where
        self._held = held

    def __repr__(self) -> str:
        return f"OnDemand({self.where!r})"

    def __call__(self, *args: Any, **named: Any) -> Any:
        """Load the module if need be, and call the function."""
        with fork_lock():
            function = self.load()
            if self._held:
                return function(*args, **named)
        return function(*args, **named)

    def load(self) -> Callable[..., Any]:
        """Return the function."""
        module, name = _loaded_module(self.where)
        function: Callable[..., Any] = getattr(module, name)
        return function


@cached(64)
def _loaded_module(where: str) -> tuple[ModuleType, str]:
    """Return a module, loaded, and the name of a function in it."""
    module, _, name = where.partition(":")
    return loaded(module), name


@cached(64)
def loaded(module: str) -> Any:
    """Return a module, which is loaded aside when it is first asked for, and a fork waits.

    Args:
        module: Its name: "briefkit.model.media.png".
    """
    with fork_lock(), without_collecting():
        load_aside(module)
        return import_module(module)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Hold the collector of garbage: what modules make stays, and to look through it again and again takes a tenth of the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
