"""How two ways of the same work are timed against each other, and how the outcome is told."""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Sequence
from time import process_time
from typing import TypeVar

from attrs import frozen

T = TypeVar("T")


@frozen
class Row:
    """One line of the table.

    Attributes:
        work: What was done.
        ours: What it cost briefkit, in words.
        peer: The other way of doing it.
        theirs: What it cost the peer, in words.
        outcome: The ratio, in words.
        target: What was aimed at, in words.
        met: Whether that was reached.
    """

    work: str
    ours: str
    peer: str
    theirs: str
    outcome: str
    target: str
    met: bool


@frozen
class Samples:
    """The times of both sides, document by document, in seconds.

    Attributes:
        ours: What briefkit took.
        theirs: What the peer took for the same document, shortly before or after.
    """

    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    def ratios(self) -> list[float]:
        """Return how many times as long the peer took, document by document."""
        return [theirs / ours for ours, theirs in zip(self.ours, self.theirs, strict=True)]


def interleaved(
    documents: Sequence[T],
    ours: Callable[[T], object],
    theirs: Callable[[T], object],
    *,
    rounds: int,
    batch: int = 1,
) -> Samples:
    """Time both sides on each document, side after side, each side first every other time.

    The time is that of the processor, so that other programs on the machine count for neither side. The
    collector of garbage runs between two batches and never within one, so that neither side pays for what
    the other left.

    Args:
        documents: The documents, in a shuffled order.
        ours: What briefkit does with one.
        theirs: What the peer does with it.
        rounds: How often to go through all of them.
        batch: How many documents a side does in a row, each of them timed. Work of microseconds wants many:
            a side's first documents pay for what the other side has left in the processor's caches.
    """
    for document in documents[:3]:  # fonts, templates and the like are made once
        ours(document)
        theirs(document)
    batches = [documents[n : n + batch] for n in range(0, len(documents), batch)]
    our_times: list[float] = []
    their_times: list[float] = []
    for turn in range(rounds):
        for number, several in enumerate(batches):
            sides = [(ours, our_times), (theirs, their_times)]
            for work, times in sides if (turn + number) % 2 else reversed(sides):
                times += _timed(work, several)
    return Samples(tuple(our_times), tuple(their_times))


def _timed(work: Callable[[T], object], documents: Sequence[T]) -> list[float]:
    """Return the seconds that each document takes."""
    times = []
    gc.collect()
    gc.disable()
    try:
        for document in documents:
            start = process_time()
            work(document)
            times.append(process_time() - start)
    finally:
        gc.enable()
    return times


def faster(work: str, samples: Samples, peer: str, times: float | None) -> Row:
    """Return the line of work that briefkit should do so many times as fast as the peer."""
    low, ratio, high = statistics.quantiles(samples.ratios(), n=4)
    return Row(
        work,
        duration(statistics.median(samples.ours)),
        peer,
        duration(statistics.median(samples.theirs)),
        spread(low, ratio, high),
        "–" if times is None else f"at least {times:g}×",
        times is None or ratio >= times,
    )


def spread(low: float, middle: float, high: float) -> str:
    """Return a ratio with the two quartiles around it."""
    return f"{middle:.2f}× ({low:.2f}–{high:.2f})"


def duration(seconds: float) -> str:
    """Return a time in the unit that suits it."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-6:.3g} µs"


def table(rows: Sequence[Row]) -> str:
    """Return the lines as a table of plain text."""
    head = ("", "briefkit", "peer", "its time", "ratio (quartiles)", "target", "")
    cells = [head] + [
        (
            *(row.work, row.ours, row.peer, row.theirs, row.outcome, row.target),
            "" if row.target == "–" else "met" if row.met else "MISSED",
        )
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )
