"""Rendering in bulk on the command line: `render --jobs`, its progress, its summary and what failed."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

import click
from attrs import define
from rich.box import ROUNDED
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from briefkit.bulk.result import Result
from briefkit.bulk.runs import prepared
from briefkit.bulk.sources import Source, sources_of
from briefkit.cli.findings import Report
from briefkit.cli.input_files import check_reading, files_of, reading_options
from briefkit.cli.options import ReadingOptions
from briefkit.cli.streams import STREAM, say
from briefkit.limits import DEFAULT
from briefkit.style import Theme

#: The exit code of what Ctrl-C ended, as of a shell: 128 and the number of the signal.
INTERRUPTED = 130
#: Seconds between two lines on how far a run is, where no terminal shows a bar.
_BETWEEN_LINES = 10.0


@define
class _Tally:
    """How many documents became what, and since when."""

    total: int
    made: int = 0
    skipped: int = 0
    failed: int = 0
    start: float = 0.0

    @property
    def done(self) -> int:
        return self.made + self.skipped + self.failed

    def count(self, result: Result) -> None:
        if result.error is not None:
            self.failed += 1
        elif result.skipped:
            self.skipped += 1
        else:
            self.made += 1

    def rate(self) -> str:
        passed = max(time.monotonic() - self.start, 0.001)
        return f"{self.done / passed:.1f}/s"


def render_in_bulk(
    names: Sequence[str],
    formats: Sequence[str],
    output: str,
    theme: Theme,
    reading: ReadingOptions,
    writing: dict[str, Any],
    jobs: int,
    report: Report,
) -> None:
    """Print briefs by workers, into a folder.

    Args:
        names: Files, folders and patterns.
        formats: The names of the formats.
        output: The folder.
        theme: The theme.
        reading: How briefs are read.
        writing: Options of `write`.
        jobs: How many workers; 0 for one a processor.
        report: Where notes and errors go.
    """
    if STREAM in (*names, output):
        raise click.UsageError("--jobs reads files and writes a folder, not standard streams")
    check_reading(reading)
    sources = [
        found.name
        for name in files_of(names)
        for found in (sources_of(name, output) if os.path.isdir(name) else (Source(name, name),))
    ]
    writing = {**writing, "limits": DEFAULT}
    run = prepared(formats, output, theme, writing, reading_options(reading))
    results = run.results(sources, jobs=jobs or None)
    tally = _Tally(len(sources), start=time.monotonic())
    failed: list[Result] = []
    try:
        with closing(results), _progress(tally, shown=report.tells_people) as tell:
            for one in results:
                tally.count(one)
                if one.error is not None:
                    failed.append(one)
                report.notes(one.source, one.notes)
                tell()
    except KeyboardInterrupt:
        say(
            f"stopped after {tally.done} of {tally.total}; the same command goes on from here",
            err=True,
        )
        sys.exit(INTERRUPTED)
    for one in failed:
        assert one.error is not None
        report.error(one.source, one.error)
    if report.tells_people:
        _tell(tally)


def _tell(tally: _Tally) -> None:
    """Tell what a run came to: a table where standard error is a terminal, else a line."""
    passed = time.monotonic() - tally.start
    console = Console(stderr=True)
    if not console.is_terminal:
        states = f"{tally.made} made, {tally.skipped} there already, {tally.failed} failed"
        say(f"{states} in {passed:.0f} s ({tally.rate()})", err=True)
        return
    summary, row = Table(box=ROUNDED), list[str]()
    for name, value, ink in (
        ("made", f"{tally.made:,}", "green"),
        ("there already", f"{tally.skipped:,}", ""),
        ("failed", f"{tally.failed:,}", "bold red" if tally.failed else ""),
        ("all", f"{tally.done:,}", ""),
        ("time", str(dt.timedelta(seconds=round(passed))), ""),
        ("rate", tally.rate(), ""),
    ):
        summary.add_column(name, justify="right", style=ink)
        row.append(value)
    summary.add_row(*row)
    console.print(summary)


@contextmanager
def _progress(tally: _Tally, *, shown: bool) -> Iterator[Callable[[], None]]:
    """Give what tells how far a run is: a bar where standard error is a terminal, else a line now and then."""
    console = Console(stderr=True)
    if shown and console.is_terminal:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("", total=tally.total)
            yield lambda: bar.update(task, completed=tally.done, description=tally.rate())
        return
    told = tally.start

    def line() -> None:
        nonlocal told
        now = time.monotonic()
        if shown and now - told >= _BETWEEN_LINES:
            told = now
            left = (now - tally.start) / tally.done * (tally.total - tally.done)
            words = f"{tally.done} of {tally.total}, {tally.failed} failed, {tally.rate()}"
            say(f"{words}, {left:.0f} s left", err=True)

    yield line
