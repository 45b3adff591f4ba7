"""Memory: what a process holds after so many documents, none of them like another, and after many more.

`python -m benchmarks.memory WORK FOLDER COUNT …` is the process that is measured; nothing else runs in it. Each brief is
read from the folder when its turn comes, and dropped when it is printed. Held briefs would grow by being printed, for
Python keeps the UTF-8 of a string with it; and what is free of briefs that were held would hide growth.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import psutil

import briefkit as bk
from benchmarks.corpus import corpus
from benchmarks.measure import Memory, Row

#: What is rendered: the format, the options, and what that is called; and the megabytes that still count as flat.
_WORK: dict[str, tuple[str, dict[str, Any], str]] = {
    "weasyprint": ("pdf", {"engine": "weasyprint"}, "PDF, WeasyPrint engine"),
    "typst": ("pdf", {"engine": "typst"}, "PDF, Typst engine"),
    "docx": ("docx", {}, "DOCX"),
    "html": ("html", {}, "HTML"),
}
_FLAT = 5
#: Processes, of which the middle one counts: Typst's threads share what is free, and that differs by megabytes each time.
_RUNS = 3


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield a line for each format."""
    first, last = (1, 2) if quick else (100, 1000)
    with tempfile.TemporaryDirectory() as folder:
        for number, brief in enumerate(corpus(last)):
            bk.save(brief, Path(folder) / f"{number:05}.json")
        for name in ["html"] if quick else _WORK:
            counts = [str(first), str(last)]
            command = [sys.executable, "-m", "benchmarks.memory", name, folder, *counts]
            runs = [_held(command) for _ in range(1 if quick else _RUNS)]
            before, after = sorted(runs, key=lambda run: run[1] - run[0])[len(runs) // 2]
            yield Memory(_WORK[name][2], first, last, before, after, _FLAT)


def _held(command: Sequence[str]) -> tuple[float, float]:
    """Return the megabytes that a process holds before and after."""
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    before, after = map(float, done.stdout.split())
    return before, after


def _measured(name: str, folder: str, counts: Sequence[int]) -> Iterator[float]:
    """Yield the resident megabytes after each count of documents."""
    format, options, _ = _WORK[name]
    files = iter(sorted(Path(folder).iterdir()))
    done = 0
    for count in counts:
        for file in islice(files, count - done):
            bk.render(bk.load(file), format, **options)
        done = count
        gc.collect()
        yield psutil.Process().memory_info().rss / 1e6


if __name__ == "__main__":
    print(*_measured(sys.argv[1], sys.argv[2], [*map(int, sys.argv[3:])]))
