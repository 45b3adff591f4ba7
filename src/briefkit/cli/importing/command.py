"""The command `import`: documents of others, each read and written as a draft, and what is told of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from attrs import evolve, frozen
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from briefkit.api import write as write_brief
from briefkit.cli.findings import Report, reporting
from briefkit.cli.importing.imported import Imported, unique_names
from briefkit.cli.importing.report_page import report_page
from briefkit.cli.importing.table import print_tables
from briefkit.cli.input_files import check_reading, files_of, read_brief
from briefkit.cli.options import FailOn, ReadingOptions, ReportFormat
from briefkit.cli.output_files import spare, stem_of, write
from briefkit.cli.streams import STREAM, standard_input, standard_output
from briefkit.errors import WriteError
from briefkit.formats import Format
from briefkit.formats.registry import find_format
from briefkit.runtime.atomic_files import path_of, write_file
from briefkit.runtime.terminal import visible

#: The status of what was read and shows none of its own: somebody has to look it through.
_STATUS = "draft"


@frozen
class _Importing:
    """How files are read, and where their drafts are written."""

    reading: ReadingOptions
    format: Format
    force: bool
    report: Report
    tells_paths: bool


def import_files(
    files: tuple[str, ...],
    reading: ReadingOptions,
    output: str,
    format_name: str,
    page: str | None,
    force: bool,
    fail_on: FailOn,
    report_format: ReportFormat,
    quiet: bool,
) -> None:
    """Read documents of others, write each as a draft, and print what was recognised and what was guessed."""
    tells_people = report_format == "text" and not quiet
    report = Report(report_format, fail_on, quiet, errors_alone=tells_people)
    with reporting(report):
        sources = files_of(files)
        folder = path_of(output, "--output")
        if output == STREAM or (os.path.exists(folder) and not os.path.isdir(folder)):
            raise click.UsageError(f"{output} is no folder; drafts are written into one")
        check_reading(reading)
        options = evolve(reading, status=reading.status or _STATUS)
        wanted = find_format(format_name)
        if page is not None:
            _refuse_existing(path_of(page, "--report"), force)
        importing = _Importing(options, wanted, force, report, not tells_people)
        names = unique_names(map(stem_of, sources), wanted.suffixes[0])
        targets = [os.path.join(folder, name) for name in names]
        imported = [
            _imported(source, target, importing)
            for source, target in _with_progress(
                list(zip(sources, targets, strict=True)), shown=tells_people
            )
        ]
        if page is not None:
            os.makedirs(os.path.dirname(page) or ".", exist_ok=True)
            write_file(page, report_page(imported, page))
        if tells_people:
            standard_output()
            print_tables(imported, page)


def _imported(source: str, target: str, importing: _Importing) -> Imported:
    """Read a file and write its draft; what is wrong with it is told, and the next is gone on with."""
    report, before = importing.report, len(importing.report.errors)
    found = Imported(source)
    with report.about(source):
        _refuse_existing(target, importing.force)
        data = standard_input() if source == STREAM else Path(path_of(source, "FILE"))
        reading = read_brief(data, importing.reading)
        found = evolve(found, brief=reading.brief, notes=reading.notes)
        report.reading(source, reading)
        written = write_brief(reading.brief, importing.format)
        report.notes(source, written.notes)
        found = evolve(found, notes=(*reading.notes, *written.notes))
        spare([source], [target], importing.force)
        os.makedirs(os.path.dirname(target) or ".", exist_ok=True)
        if importing.tells_paths:
            write(written.data, target)
        else:
            write_file(target, written.data)
        found = evolve(found, draft=target)
    return evolve(found, errors=tuple(report.errors[before:]))


def _refuse_existing(target: str, force: bool) -> None:
    """Refuse to write over a file, which may be a draft that somebody worked on.

    Raises:
        WriteError: It is there, and nobody said that it may go.
    """
    if not force and os.path.lexists(target):
        remedy = "name another folder or file, or write over it with --force"
        raise WriteError("is there already", where=target, remedy=remedy)


def _with_progress(jobs: Sequence[tuple[str, str]], *, shown: bool) -> Iterator[tuple[str, str]]:
    """Yield jobs, with a bar on standard error of how many are done, where that is a terminal."""
    if not shown or len(jobs) < 2 or not is_terminal():
        yield from jobs
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(jobs))
        for source, target in jobs:
            bar.update(task, description=_plain(os.path.basename(source)))
            yield source, target
            bar.advance(task)


def is_terminal() -> bool:
    """Whether somebody looks at standard error."""
    return sys.stderr is not None and sys.stderr.isatty()


def _plain(name: str) -> str:
    """Return the name of a file as the bar shows it: no control character, no markup of rich."""
    return visible(name).replace("[", "\\[")
