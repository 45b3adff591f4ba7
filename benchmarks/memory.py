"""Memory: what a process holds after so many documents, none of them like another, and after many more.

`python -m benchmarks.memory FORMAT COUNT …` is the process that is measured; nothing else runs in it.
"""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import islice

import psutil

import briefkit as bk
from benchmarks.corpus import corpus
from benchmarks.measure import Memory, Row

#: What is rendered, and the megabytes that still count as flat.
_WORK = {"pdf": ("PDF, WeasyPrint engine", 5), "docx": ("DOCX", 5), "html": ("HTML", 5)}


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield a line for each format."""
    first, last = (1, 2) if quick else (100, 1000)
    for format, (work, target) in _WORK.items():
        command = [sys.executable, "-m", "benchmarks.memory", format, str(first), str(last)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        before, after = map(float, done.stdout.split())
        yield Memory(work, first, last, before, after, target)


def _measured(format: str, counts: Sequence[int]) -> Iterator[float]:
    """Yield the resident megabytes after each count of documents."""
    briefs = iter(corpus(counts[-1]))
    done = 0
    for count in counts:
        for brief in islice(briefs, count - done):
            bk.render(brief, format)
        done = count
        gc.collect()
        yield psutil.Process().memory_info().rss / 1e6


if __name__ == "__main__":
    print(*_measured(sys.argv[1], [*map(int, sys.argv[2:])]))
