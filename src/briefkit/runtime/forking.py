"""Forking: a fork waits until no other thread is inside briefkit, so that a child never meets work left in the middle.

A child has only the thread that forked. A lock that another thread held stays held in the child for ever: that of an
import, of lxml's parsers, of the tables of Babel and Pango. So each thread has a fork lock, which it holds while it is
inside briefkit, and a fork takes those of all others first (POSIX leaves nothing else: fork, application usage).

Threads never wait for each other here: each takes only its own lock. Those that load modules wait in `loading`.
"""

from __future__ import annotations

import os
import threading
import time
from functools import wraps
from typing import TYPE_CHECKING

from briefkit.runtime.caching import cached

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import ParamSpec, TypeVar

    P = ParamSpec("P")
    T = TypeVar("T")

#: Seconds that a fork waits for other threads at most: a thread that waits for the forking one must not stop it.
MAX_WAIT = 30.0
# Python reports what a hook of a fork raises, and goes on; so a step that an interrupt came into is repeated.
_TRIES = 9


class _Own(threading.local):
    """State of a thread.

    Attributes:
        lock: The fork lock, held while the thread is inside briefkit.
        taken: The locks of other threads that it took for a fork.
    """

    def __init__(self) -> None:
        self.taken: list[threading.RLock] = []
        self.lock = threading.RLock()
        with _arriving:
            _locks[threading.get_ident()] = self.lock


_arriving = threading.RLock()
# By the identity of the thread, which the system gives to another one when it ends.
_locks: dict[int, threading.RLock] = {}
_own: _Own


def fork_lock() -> threading.RLock:
    """Return the fork lock of this thread, which it may take as often as need be."""
    return _own.lock


def fork_safe(function: Callable[P, T]) -> Callable[P, T]:
    """Decorate a function so that a fork in another thread waits until it has returned."""

    @wraps(function)
    def held(*args: P.args, **kwargs: P.kwargs) -> T:
        with fork_lock():
            return function(*args, **kwargs)

    return held


def _begin() -> None:
    global _own
    _own = _Own()


_begin()


def _before() -> None:
    """Hook before a fork: let no thread in, and wait for those that are inside."""
    until = time.monotonic() + MAX_WAIT
    own, taken = _own.lock, _own.taken
    taken.append(_arriving)
    _arriving.acquire(timeout=MAX_WAIT)
    for lock in list(_locks.values()):
        if lock is not own:
            taken.append(lock)  # first, so that none stays taken that is not known
            lock.acquire(timeout=max(0.0, until - time.monotonic()))


def _after_in_parent() -> None:
    taken = _own.taken
    while taken:
        _let_go(taken[-1])
        taken.pop()


def _let_go(lock: threading.RLock) -> None:
    """Release a lock, however often it was taken."""
    try:
        while True:
            lock.release()
    except RuntimeError:  # it is not ours, or no more
        return


def _after_in_child() -> None:
    global _arriving, _locks
    _arriving, _locks = threading.RLock(), {}
    _begin()


def _surely(step: Callable[[], None]) -> Callable[[], None]:
    """Return a step that is repeated when an interrupt comes into it, and raises that at its end."""

    def done() -> None:
        interrupt: BaseException | None = None
        for _ in range(_TRIES):
            try:
                step()
                break
            except BaseException as error:
                interrupt = error
        if interrupt:
            raise interrupt

    return done


def _register() -> None:
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(
            before=_surely(_before),
            after_in_parent=_surely(_after_in_parent),
            after_in_child=_surely(_after_in_child),
        )


@cached(8)
def wait_before_logging() -> None:
    """Have forks wait for other threads before they take the lock of logging, which those may need to finish.

    The hook that was registered last is called first, and the second time there is nobody to wait for.
    """
    # It must register its hook before ours, and takes too long to load for `import briefkit`.
    import logging  # noqa: F401

    _register()


_register()
