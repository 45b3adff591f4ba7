"""A fork waits until no other thread is inside briefkit, so that a child never meets work left in the middle.

A child has only the thread that forked. Whatever another thread held stays held in the child for ever: the lock of
an import, of lxml's parsers, of Babel's and Pango's tables. So each thread has a lock that it holds while it is
inside; a fork takes those of all others first (POSIX leaves nothing else: fork, application usage).

Threads never wait for each other here: each takes only its own lock.
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

#: Seconds that a fork waits for other threads at most: one that waits for the forking thread must not stop it.
PATIENCE = 30.0
# What a hook of a fork raises is reported and lost, so a step that an interrupt came into is done again.
_TRIES = 9


class _Own(threading.local):
    """What each thread has.

    Attributes:
        lock: Held while the thread is inside.
        taken: The locks that it took for a fork.
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


def inside() -> threading.RLock:
    """Return the lock that a thread holds while it is inside, as often as need be."""
    return _own.lock


def held_inside(function: Callable[P, T]) -> Callable[P, T]:
    """Return a function that a thread is inside for as long as it runs."""

    @wraps(function)
    def held(*args: P.args, **kwargs: P.kwargs) -> T:
        with inside():
            return function(*args, **kwargs)

    return held


def _begin() -> None:
    global _own
    _own = _Own()


_begin()


def _before() -> None:
    """Let no thread in, and wait for those that are inside."""
    until = time.monotonic() + PATIENCE
    own, taken = _own.lock, _own.taken
    taken.append(_arriving)
    _arriving.acquire(timeout=PATIENCE)
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
    """Return a step that is done again when an interrupt comes into it, and reports that at its end."""

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
    """Have forks wait for other threads before they take the lock of logging, which those may need to come out.

    What was registered last is called first, and logging takes too long to load for `import briefkit`. To wait a
    second time is to wait for nobody.
    """
    import logging  # noqa: F401

    _register()


_register()
