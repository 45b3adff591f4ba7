"""Workers: how much sooner two of them are done with a folder of briefs than one, by processes and by threads.

Here the time is the wall's, for it is what workers save; it takes a machine with nothing else to do. Starting the workers is part of it.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor

import briefkit as bk
from benchmarks.corpus import corpus
from benchmarks.measure import Row, in_turn, speed
from briefkit.style import Engine

_TARGET = 1.7
#: Documents by engine: some ten seconds of one worker.
_COUNTS: dict[Engine, int] = {"typst": 300, "weasyprint": 100}
_NAMES: dict[Engine, str] = {"typst": "PDF, Typst engine", "weasyprint": "PDF, WeasyPrint engine"}


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield the lines: two processes beside one for each engine, and two threads of Typst beside one process."""
    for engine, count in _COUNTS.items():
        briefs = corpus(4 if quick else count)
        sides: dict[str, Callable[[], Executor | None]] = {"processes": lambda: None}
        if engine == "typst":
            sides["threads"] = lambda: ThreadPoolExecutor(2)
        times = _interleaved(briefs, engine, sides, 2 if quick else 5)
        for name in sides:
            work = f"{_NAMES[engine]}, two {name}"
            target = _TARGET if name == "processes" else None
            yield speed(work, "one process", times[name], times[""], target)


def _interleaved(
    briefs: Sequence[bk.Brief],
    engine: Engine,
    sides: dict[str, Callable[[], Executor | None]],
    rounds: int,
) -> dict[str, list[float]]:
    """Return the seconds a document of one process, "", and of two workers of each kind, another one first each time."""
    names = ["", *sides]
    times: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(rounds):
        for name in in_turn(names, turn):
            executor = sides[name]() if name else None
            start = time.perf_counter()
            _print(briefs, engine, executor, 2 if name else 1)
            times[name].append((time.perf_counter() - start) / len(briefs))
            if executor is not None:
                executor.shutdown()
    return times


def _print(
    briefs: Sequence[bk.Brief], engine: Engine, executor: Executor | None, jobs: int
) -> None:
    with tempfile.TemporaryDirectory() as out:
        results = bk.render_many(
            briefs, to="pdf", out=out, engine=engine, executor=executor, jobs=jobs
        )
        for one in results:
            if one.error:
                raise one.error
