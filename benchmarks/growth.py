"""Growth: the time and memory that long briefs take, by how long they are, in each format, engine and direction.

`python -m benchmarks.growth WORK KIND COUNT` is the process that is measured: it makes one brief, and does each step
with it once, after a short brief has loaded what is loaded once.
"""

from __future__ import annotations

import ctypes
import gc
import math
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

import orjson

import briefkit as bk
from benchmarks.long_briefs import LONG
from benchmarks.measure import Row
from briefkit.cli.outline import outline

#: What is tried, each under the name that is told.
WORKS: Mapping[str, dict[str, Any]] = {
    "HTML": {"format": "html"},
    "DOCX": {"format": "docx"},
    "Markdown": {"format": "markdown"},
    "Text": {"format": "text"},
    "JSON": {"format": "json"},
    "YAML": {"format": "yaml"},
    "PDF, WeasyPrint": {"format": "pdf", "engine": "weasyprint"},
    "PDF, Typst": {"format": "pdf", "engine": "typst"},
    "Operations": {},
}
_SHARES = (4, 2, 1)  # of the longest brief, a fourth, a half, and all of it
_FEW = 10

#: A step takes what the one before it returned.
Steps = Mapping[str, Callable[[Any], Any]]


def rows(*, quick: bool, works: tuple[str, ...] = tuple(WORKS)) -> Iterator[Row]:
    """Yield a line for each kind of brief, work and step.

    Args:
        quick: Whether briefs have a few parts only.
        works: What to try.
    """
    for work in works:
        for kind, (_, most) in LONG.items():
            counts = (3, 6) if quick else [most // share for share in _SHARES]
            found = [_in_a_process(work, kind, count) for count in counts]
            for step in found[-1]:
                yield dict(
                    work=f"{work}: {step}",
                    kind=kind,
                    counts=tuple(counts),
                    seconds=tuple(one[step][0] for one in found),
                    megabytes=tuple(one[step][1] for one in found),
                )


def _in_a_process(work: str, kind: str, count: int) -> dict[str, tuple[float, float]]:
    command = [sys.executable, "-m", "benchmarks.growth", work, kind, str(count)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    found: dict[str, tuple[float, float]] = orjson.loads(done.stdout)
    return found


def _steps(work: str) -> Steps:
    """Return the steps of a work, in their order."""
    if not (options := WORKS[work]):
        return _operations()
    format = options["format"]
    write, read = partial(bk.render, **options), partial(bk.read, format=format)
    steps = {"write": write}
    if bk.FORMATS[format].read:
        steps["read"] = read
    if bk.FORMATS[format].strip:
        steps |= {"strip": partial(bk.strip, format=format), "read stripped": read}
    return steps


def _operations() -> Steps:
    def edited(brief: bk.Brief) -> bk.Brief:
        """Return a brief without the block in its middle."""
        blocks = [
            path
            for path, part in bk.walk(brief)
            if isinstance(part, bk.Bullets | bk.Paragraph | bk.Figure)
        ]
        return bk.remove(brief, blocks[len(blocks) // 2]) if blocks else brief

    return {
        "walk": lambda brief: [*bk.walk(brief)],
        "validate": bk.from_dict,
        "diff": lambda brief: bk.differences(brief, edited(brief)),
        "merge": lambda brief: bk.read(bk.render(edited(brief), "html"), base=brief),
        "losses": lambda brief: bk.losses(brief, "html"),
        "outline": outline,
        "linked data": bk.linked_data,
    }


def _measured(work: str, kind: str, count: int) -> dict[str, tuple[float, float]]:
    """Return the seconds of the processor, and the megabytes at most, that each step takes."""
    make = LONG[kind][0]
    steps = _steps(work)
    _run(steps, make(_FEW), work)
    return _run(steps, make(count), work)


def _run(steps: Steps, brief: bk.Brief, work: str) -> dict[str, tuple[float, float]]:
    found = {}
    value: Any = brief
    for name, step in steps.items():
        if not WORKS[work]:
            value = bk.to_dict(brief) if name == "validate" else brief
        elif name == "strip":
            value = written
        gc.collect()
        before, start = _fresh_memory(), process_time()
        value = step(value)
        seconds = process_time() - start
        if isinstance(value, bytes):
            written = value
        found[name] = (seconds, _peak() - before)
    return found


def _fresh_memory() -> float:
    """Return the megabytes that the process holds, and have the system count its peak anew from there (Linux)."""
    ctypes.CDLL(None).malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5", "ascii")
    return _peak()


def _peak() -> float:
    status = Path("/proc/self/status").read_text("ascii")
    kilobytes = re.search(r"VmHWM:\s*(\d+)", status)
    assert kilobytes is not None
    return int(kilobytes[1]) * 1024 / 1e6


def exponent(counts: tuple[int, ...], values: tuple[float, ...]) -> float:
    """Return the power of the count that a value grows with, by the longer half: 1 is linear."""
    return math.log(values[-1] / values[-2]) / math.log(counts[-1] / counts[-2])


if __name__ == "__main__":
    sys.stdout.buffer.write(orjson.dumps(_measured(sys.argv[1], sys.argv[2], int(sys.argv[3]))))
