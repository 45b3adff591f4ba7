"""How ways of doing the same work are timed against each other, and what comes of it."""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Mapping, Sequence
from math import log
from time import process_time
from typing import TypeVar

from attrs import frozen

T = TypeVar("T")


@frozen
class Speed:
    """How long briefkit takes for some work, beside a peer.

    Attributes:
        work: What was done.
        peer: The other way of doing it.
        ours: The seconds that briefkit takes, the median.
        theirs: The seconds that the peer takes, the median.
        low: The lower quartile of the ratios.
        ratio: How many times as long as briefkit the peer takes, the median of the pairs.
        high: The upper quartile.
        target: The least ratio that is aimed at, if one is.
    """

    work: str
    peer: str
    ours: float
    theirs: float
    low: float
    ratio: float
    high: float
    target: float | None = None

    @property
    def met(self) -> bool:
        """Whether the target was reached, or there is none."""
        return self.target is None or self.ratio >= self.target


@frozen
class Memory:
    """How much memory a process holds at two points of the same work.

    Attributes:
        work: What was done.
        first: The number of documents at the first point.
        last: That at the second.
        before: The megabytes (10⁶ bytes) at the first.
        after: Those at the second.
        target: How many megabytes more are aimed at, at most.
    """

    work: str
    first: int
    last: int
    before: float
    after: float
    target: float | None = None

    @property
    def met(self) -> bool:
        """Whether the target was reached, or there is none."""
        return self.target is None or self.after - self.before <= self.target


@frozen
class Growth:
    """How the time and the memory of some work grow with what it is done to.

    Attributes:
        work: What was done: "HTML: write".
        kind: What there was more and more of: "statements".
        counts: How many there were.
        seconds: The seconds of the processor that it took, for each count.
        megabytes: The megabytes (10⁶ bytes) that the process held at most beside what it held before, likewise.
    """

    work: str
    kind: str
    counts: tuple[int, ...]
    seconds: tuple[float, ...]
    megabytes: tuple[float, ...]


def exponent(counts: Sequence[int], values: Sequence[float]) -> float | None:
    """Return the power of the count that values grow with: 1 is linear, 2 quadratic; None where there is no value.

    It is the slope of the line through the logarithms of both that is nearest to them.
    """
    if min(values) <= 0:
        return None
    return statistics.linear_regression([*map(log, counts)], [*map(log, values)]).slope


#: What may have a target.
Aimed = Speed | Memory
Row = Aimed | Growth


def interleaved(
    documents: Sequence[T],
    sides: Mapping[str, Callable[[T], object]],
    *,
    rounds: int,
    batch: int = 1,
    clocks: Mapping[str, Callable[[], float]] = {},
) -> dict[str, list[float]]:
    """Return the seconds that each side takes for each document, side after side, another one first each time.

    The time is that of the processor, so that other programs on the machine count for no side. The
    collector of garbage runs between two batches and never within one, so that no side pays for what
    another left.

    Args:
        documents: The documents, in a shuffled order.
        sides: What each side does with one.
        rounds: How often to go through all of them.
        batch: How many documents a side does in a row, each of them timed. Work of microseconds wants many:
            a side's first documents pay for what the other sides have left in the processor's caches.
        clocks: The seconds of the processor, of sides whose work other processes do.
    """
    for document in documents[:3]:  # fonts, templates and the like are made once
        for work in sides.values():
            work(document)
    batches = [documents[n : n + batch] for n in range(0, len(documents), batch)]
    times: dict[str, list[float]] = {name: [] for name in sides}
    names = [*sides]
    for turn in range(rounds):
        for number, several in enumerate(batches):
            for name in in_turn(names, turn + number):
                times[name] += _timed(sides[name], several, clocks.get(name, process_time))
    return times


def in_turn(names: Sequence[str], turn: int) -> list[str]:
    """Return names in the order of a turn: another one is first each time."""
    first = turn % len(names)
    return [*names[first:], *names[:first]]


def _timed(
    work: Callable[[T], object], documents: Sequence[T], clock: Callable[[], float]
) -> list[float]:
    """Return the seconds that each document takes."""
    times = []
    gc.collect()
    gc.disable()
    try:
        for document in documents:
            start = clock()
            work(document)
            times.append(clock() - start)
    finally:
        gc.enable()
    return times


def speed(
    work: str, peer: str, ours: Sequence[float], theirs: Sequence[float], target: float | None
) -> Speed:
    """Return how fast briefkit is beside a peer.

    Args:
        work: What was done.
        peer: The other way of doing it.
        ours: The seconds that briefkit took for each document.
        theirs: Those that the peer took for the same documents.
        target: The least ratio that is aimed at, if one is.
    """
    pairs = [their / our for our, their in zip(ours, theirs, strict=True) if our > 0]
    low, ratio, high = statistics.quantiles(pairs, n=4)
    medians = statistics.median(ours), statistics.median(theirs)
    return Speed(work, peer, *medians, low, ratio, high, target)
