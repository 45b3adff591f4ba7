"""Cold start: whole processes, from the interpreter to the file, each of them fresh.

Their time is the processor's, which other programs on the machine do not lengthen. What is imported was compiled before,
in a folder for the benchmark: where Python is told to write no compiled files, each process would compile all anew.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import briefkit as bk
from benchmarks.corpus import corpus
from benchmarks.measure import Row, Speed, in_turn, speed
from benchmarks.pandoc import processor_time

_FEW = 2
_COMMAND = "import sys; from briefkit.cli import main; sys.argv[0] = 'briefkit'; main()"


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield the lines: the import, HTML from the command line, and PDF by both engines."""
    rounds = _FEW if quick else 20
    with tempfile.TemporaryDirectory() as folder:
        compiled = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        compiled.pop("PYTHONDONTWRITEBYTECODE", None)
        yield _imports(rounds, compiled)
        file = Path(folder) / "brief.json"
        bk.save(corpus(1)[0], file)

        def render(*options: str) -> list[str]:
            return ["-c", _COMMAND, "render", str(file), "-o", folder, "--quiet", *options]

        html, bare = "render --to html", "import attrs, orjson, click"
        times = _interleaved({html: render("--to", "html"), bare: ["-c", bare]}, rounds, compiled)
        yield speed(html, bare, times[html], times[bare], 1 / 3)
        typst, weasyprint = "render --to pdf, Typst engine", "WeasyPrint engine"
        times = _interleaved(
            {
                typst: render("--to", "pdf", "--engine", "typst"),
                weasyprint: render("--to", "pdf", "--engine", "weasyprint"),
            },
            rounds,
            compiled,
        )
        yield speed(typst, weasyprint, times[typst], times[weasyprint], 4)


def _imports(rounds: int, environment: Mapping[str, str]) -> Speed:
    """Return the line of the import of briefkit beside that of attrs; bare Python is taken off both, round by round."""
    codes = {"bare": "pass", "attrs": "import attrs", "briefkit": "import briefkit"}
    times = _interleaved({name: ["-c", code] for name, code in codes.items()}, rounds, environment)
    pairs = [
        (ours - bare, theirs - bare)
        for bare, theirs, ours in zip(times["bare"], times["attrs"], times["briefkit"], strict=True)
    ]
    # A round that was disturbed can have one of them at next to nothing, so the medians are what is divided.
    our, their = (statistics.median(one[side] for one in pairs) for side in (0, 1))
    low, _, high = statistics.quantiles([two / one for one, two in pairs if one > 0], n=4)
    return Speed("import briefkit", "import attrs", our, their, low, their / our, high, 1 / 2)


def _interleaved(
    commands: dict[str, Sequence[str]], rounds: int, environment: Mapping[str, str]
) -> dict[str, list[float]]:
    """Return the seconds of processes of Python, round by round, another one first each time."""
    if rounds > _FEW:
        for arguments in commands.values():
            _seconds(arguments, environment)  # writes the compiled files
    times: dict[str, list[float]] = {name: [] for name in commands}
    names = [*commands]
    for turn in range(rounds):
        for name in in_turn(names, turn):
            times[name].append(_seconds(commands[name], environment))
    return times


def _seconds(arguments: Sequence[str], environment: Mapping[str, str]) -> float:
    """Return the processor's time of a process that runs Python."""
    before = processor_time()
    command = [sys.executable, *arguments]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return processor_time() - before
