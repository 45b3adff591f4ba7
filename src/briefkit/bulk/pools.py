"""Pools of workers: processes of our own, which are started again after one of them dies, or whatever executor is given."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from typing import Any

from briefkit.bulk.worker import Outcome, Task, ready, start_worker, work
from briefkit.errors import RenderError

_GUARD = 'in a script, call it below `if __name__ == "__main__":`, for workers import the script'
_DIED = "the worker that printed it died"


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Processes:
    """Pool of processes. They are spawned, so that none inherits the locks of threads that it does not have.

    Args:
        workers: How many.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool = self._started(workers)
        self._lone: ProcessPoolExecutor | None = None  # for those whose worker died

    def submit(self, task: Task) -> Future[Outcome]:
        """Hand a document to a worker."""
        try:
            return self._pool.submit(work, task)
        except BrokenExecutor as error:  # those that are under way say so, too
            failed: Future[Outcome] = Future()
            failed.set_exception(error)
            return failed

    def outcome(self, future: Future[Outcome], task: Task) -> Outcome:
        """Return what became of a document. Where a worker died, it is tried again alone, which shows who is to blame."""
        try:
            return future.result()
        except BrokenExecutor:
            return self._tried_alone(task)

    def _tried_alone(self, task: Task) -> Outcome:
        self._lone = self._lone or self._started(1)
        try:
            return self._lone.submit(work, task).result()
        except BrokenExecutor:
            self._lone = None
            remedy = "see whether the system ended it for its memory; print this one alone"
            return Outcome(error=RenderError(_DIED, remedy=remedy))

    def revive(self) -> None:
        """Start the workers anew, if one of them died; what is under way has been told by then."""
        try:
            self._pool.submit(ready)
        except BrokenExecutor:
            self._pool.shutdown()
            self._pool = self._started(self._workers)

    def close(self) -> None:
        """End the workers, once each has done what it is at."""
        self._pool.shutdown(cancel_futures=True)
        if self._lone is not None:
            self._lone.shutdown()

    @staticmethod
    def _started(workers: int) -> ProcessPoolExecutor:
        spawn = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(workers, mp_context=spawn, initializer=start_worker)
        try:
            pool.submit(ready).result()
        except BrokenExecutor:
            raise RenderError("no worker could be started", remedy=_GUARD) from None
        return pool


class Given:
    """Pool of an executor that somebody gives, who ends it.

    Args:
        executor: The executor.
    """

    def __init__(self, executor: Executor) -> None:
        self._submit: Callable[..., Future[Any]] = executor.submit
        self._open: set[Future[Any]] = set()

    def submit(self, task: Task) -> Future[Outcome]:
        """Hand a document to the executor."""
        try:
            future: Future[Outcome] = self._submit(work, task)
        except (BrokenExecutor, RuntimeError) as error:  # it was shut down
            raise RenderError(
                f"the executor takes no more work ({error})", remedy="give another one"
            ) from None
        self._open.add(future)
        return future

    def outcome(self, future: Future[Outcome], task: Task) -> Outcome:
        """Return what became of a document; what an executor says of a lost worker is its error."""
        try:
            return future.result()
        except Exception as error:  # each executor has its own for a worker that is gone
            what = f"{_DIED} ({type(error).__name__}: {error})"
            return Outcome(error=RenderError(what, remedy="print this one alone"))
        finally:
            self._open.discard(future)

    def revive(self) -> None:
        """Do nothing: workers are the executor's affair."""

    def close(self) -> None:
        """Take back what is not begun, and wait for the rest, so that no file is made behind the back of a next run."""
        for future in list(self._open):
            if not future.cancel():
                future.exception()
        self._open.clear()
