"""Growth: the time and memory that long briefs take, by how long they are, in each format, engine and direction.

`python -m benchmarks.growth WORK KIND COUNT` is the process that is measured: it makes one brief, and does each step
with it once, after a short brief has loaded what is loaded once.
"""

from __future__ import annotations

import ctypes
import gc
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path
from time import process_time
from typing import Any

import orjson

import briefkit as bk
from benchmarks.long_briefs import LONG
from benchmarks.measure import Growth, Row
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
_QUICK = ("HTML", "Operations")
_SHARES = (4, 2, 1)  # of the longest brief, a fourth, a half, and all of it
_FEW = 10

#: A step takes the brief, and the file that the steps before it have written.
Step = Callable[[bk.Brief, bytes], object]
Steps = Mapping[str, Step]


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield a line for each work, kind of brief and step.

    Args:
        quick: Whether to do two works alone, with one kind of brief each, of a few parts, in this process.
    """
    pairs = [*zip(_QUICK, LONG, strict=False)] if quick else [*product(WORKS, LONG)]
    measure = _measured if quick else _in_a_process
    for work, kind in pairs:
        most = LONG[kind][1]
        counts = (3, 6) if quick else tuple(most // share for share in _SHARES)
        found = [measure(work, kind, count) for count in counts]
        for step in found[-1]:
            seconds, megabytes = zip(*(one[step] for one in found), strict=True)
            yield Growth(f"{work}: {step}", kind, counts, seconds, megabytes)


def _in_a_process(work: str, kind: str, count: int) -> dict[str, tuple[float, float]]:
    command = [sys.executable, "-m", "benchmarks.growth", work, kind, str(count)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    found: dict[str, tuple[float, float]] = orjson.loads(done.stdout)
    return found


def steps_of(work: str) -> Steps:
    """Return the steps of a work, in their order."""
    if not (options := WORKS[work]):
        return _OPERATIONS
    format = options["format"]
    steps: dict[str, Step] = {"write": lambda brief, _: bk.render(brief, **options)}
    if bk.FORMATS[format].read:
        steps["read"] = lambda _, file: bk.read(file, format)
    if bk.FORMATS[format].strip:
        steps["strip"] = lambda _, file: bk.strip(file, format)
    if bk.FORMATS[format].strip and bk.FORMATS[format].reads_bare:
        steps["read stripped"] = lambda _, file: bk.read(file, format)
    return steps


def _edited(brief: bk.Brief) -> bk.Brief:
    """Return a brief without the block in its middle."""
    kinds = bk.Bullets | bk.Paragraph | bk.Figure
    blocks = [path for path, part in bk.walk(brief) if isinstance(part, kinds)]
    return bk.remove(brief, blocks[len(blocks) // 2]) if blocks else brief


_OPERATIONS: Steps = {
    "walk": lambda brief, _: [*bk.walk(brief)],
    "to plain data and back": lambda brief, _: bk.from_dict(bk.to_dict(brief)),
    "compare": lambda brief, _: bk.differences(brief, _edited(brief)),
    "merge an edit": lambda brief, _: bk.read(bk.render(_edited(brief), "html"), base=brief),
    "losses": lambda brief, _: bk.losses(brief, "html"),
    "outline": lambda brief, _: outline(brief),
    "linked data": lambda brief, _: bk.linked_data(brief),
}


def _measured(work: str, kind: str, count: int) -> dict[str, tuple[float, float]]:
    """Return the seconds of the processor, and the megabytes at most, that each step takes."""
    make = LONG[kind][0]
    steps = steps_of(work)
    _run(steps, make(_FEW))
    return _run(steps, make(count))


def _run(steps: Steps, brief: bk.Brief) -> dict[str, tuple[float, float]]:
    """Return what each step takes; it gets the brief, and the file that the steps before it have written."""
    found = {}
    file = b""
    for name, step in steps.items():
        gc.collect()
        before, start = _fresh_memory(), process_time()
        value = step(brief, file)
        found[name] = (process_time() - start, _peak() - before)
        file = value if isinstance(value, bytes) else file
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


if __name__ == "__main__":
    sys.stdout.buffer.write(orjson.dumps(_measured(sys.argv[1], sys.argv[2], int(sys.argv[3]))))
