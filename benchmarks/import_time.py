"""Import time: `import briefkit` against `import attrs`, each over bare Python in a fresh process."""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
from collections.abc import Iterator
from resource import RUSAGE_CHILDREN, getrusage

from benchmarks.measure import Row, Speed

PEER = "import attrs"
_CODE = {"bare": "pass", "attrs": "import attrs", "briefkit": "import briefkit"}


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield the line of import time; bare Python is taken off both sides, round by round."""
    for code in _CODE.values():
        _seconds(code)  # writes the compiled files
    rounds = [_round() for _ in range(4 if quick else 60)]
    ours = [one["briefkit"] - one["bare"] for one in rounds]
    theirs = [one["attrs"] - one["bare"] for one in rounds]
    # A round that was disturbed can have attrs at next to nothing, so the medians are what is divided.
    our, their = statistics.median(ours), statistics.median(theirs)
    low, _, high = statistics.quantiles(
        [theirs / ours for ours, theirs in zip(ours, theirs, strict=True) if ours > 0], n=4
    )
    yield Speed("import briefkit", PEER, our, their, low, their / our, high, 1 / 2)


def _round() -> dict[str, float]:
    names = list(_CODE)
    random.shuffle(names)
    return {name: _seconds(_CODE[name]) for name in names}


def _seconds(code: str) -> float:
    """Return the processor's time of a fresh process, which other programs on the machine do not lengthen."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
