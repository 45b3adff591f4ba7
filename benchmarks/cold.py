"""Cold start: whole processes, from the interpreter to the file, each of them fresh.

Their time is the processor's, which other programs on the machine do not lengthen. What is imported was compiled before,
in a folder for the benchmark: where Python is told to write no compiled files, each process would compile all anew.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import briefkit as bk
from benchmarks.corpus import corpus
from benchmarks.measure import Row, Speed, in_turn, speed
from benchmarks.pandoc import processor_time

_COMMAND = "import sys; from briefkit.cli import main; sys.argv[0] = 'briefkit'; main()"


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield the lines: the import, HTML from the command line, and PDF by both engines."""
    rounds = 2 if quick else 20
    with tempfile.TemporaryDirectory() as folder:
        compiled = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        compiled.pop("PYTHONDONTWRITEBYTECODE", None)
        yield _imports(rounds, compiled)
        file = Path(folder) / "brief.json"
        bk.save(corpus(1)[0], file)

        def render(*options: str) -> list[str]:
            return ["-c", _COMMAND, "render", str(file), "-o", folder, "--quiet", *options]

        html, bare = "render --to html", "import attrs, orjson, click"
        times = _interleaved(
            {html: render("--to", "html"), bare: ["-c", bare]}, rounds, compiled, _whole_seconds
        )
        yield speed(html, bare, times[html], times[bare], 1 / 3)
        typst, weasyprint = "render --to pdf, Typst engine", "WeasyPrint engine"
        times = _interleaved(
            {
                typst: render("--to", "pdf", "--engine", "typst"),
                weasyprint: render("--to", "pdf", "--engine", "weasyprint"),
            },
            rounds,
            compiled,
            _whole_seconds,
        )
        yield speed(typst, weasyprint, times[typst], times[weasyprint], 4)


def _imports(rounds: int, environment: Mapping[str, str]) -> Speed:
    """Return the line of the import of briefkit beside that of attrs, each timed by its own process: bare Python is in neither."""
    ours, theirs = "import briefkit", "import attrs"
    commands = {
        name: [
            "-c",
            f"from time import process_time; start = process_time(); {name}; print(process_time() - start)",
        ]
        for name in (ours, theirs)
    }
    times = _interleaved(commands, rounds, environment, _printed_seconds)
    return speed(ours, theirs, times[ours], times[theirs], 1 / 2)


def _interleaved(
    commands: Mapping[str, Sequence[str]],
    rounds: int,
    environment: Mapping[str, str],
    seconds: Callable[[Sequence[str], Mapping[str, str]], float],
) -> dict[str, list[float]]:
    """Return the seconds of processes of Python, round by round, another one first each time."""
    for arguments in commands.values():
        seconds(arguments, environment)  # writes the compiled files
    times: dict[str, list[float]] = {name: [] for name in commands}
    names = [*commands]
    for turn in range(rounds):
        for name in in_turn(names, turn):
            times[name].append(seconds(commands[name], environment))
    return times


def _whole_seconds(arguments: Sequence[str], environment: Mapping[str, str]) -> float:
    """Return the processor's time of a process that runs Python."""
    before = processor_time()
    _run(arguments, environment)
    return processor_time() - before


def _printed_seconds(arguments: Sequence[str], environment: Mapping[str, str]) -> float:
    """Return the processor's time that a process measured itself, and printed."""
    return float(_run(arguments, environment))


def _run(arguments: Sequence[str], environment: Mapping[str, str]) -> bytes:
    """Run Python and return what it printed."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout
