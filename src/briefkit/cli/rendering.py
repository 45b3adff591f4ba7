"""Rendering: the commands that write files, `render`, `convert` and `strip`."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import click
from attrs import frozen

from briefkit.api import write as write_brief
from briefkit.cli.findings import Report, reporting
from briefkit.cli.input_files import BriefReader, files_of, load_theme, with_base
from briefkit.cli.options import FailOn, ReadingOptions, ReportFormat
from briefkit.cli.output_files import refuse_doubles, spare, stem_of, target_of, write
from briefkit.cli.streams import STREAM, say, standard_input
from briefkit.errors import ReadError
from briefkit.formats import Format, StripOptions, Written
from briefkit.formats.conversion import strip_file
from briefkit.formats.format import MissingGlyphs
from briefkit.formats.registry import find_format, format_of_content, format_of_path
from briefkit.runtime.atomic_files import path_of
from briefkit.runtime.module_loading import OnDemand
from briefkit.style import Engine, PayloadChoice, Theme

#: Of a module that loads what starts workers.
_render_in_bulk: Callable[..., None] = OnDemand(
    "briefkit.cli.bulk_rendering:render_in_bulk", held=False
)
#: Stands in the target of `convert` for the name of each brief.
_NAME = "*"
#: Files that the line on what travels along names at most.
_NAMED = 3


@frozen
class _Job:
    """One brief to print, and each format of it with its file; None is standard output."""

    source: str
    targets: tuple[tuple[Format, str | None], ...]


@frozen(eq=False)
class _Printing:
    """How briefs are read and printed."""

    reader: BriefReader
    look: Theme
    payload: PayloadChoice
    allow_overmarked: bool
    missing: MissingGlyphs
    engine: Engine | None


def render(
    briefs: tuple[str, ...],
    reading: ReadingOptions,
    base: str | None,
    formats: tuple[str, ...],
    output: str,
    theme: str,
    css: str | None,
    template: str | None,
    payload: PayloadChoice | None,
    allow_overmarked: bool,
    missing: MissingGlyphs,
    engine: Engine | None,
    force: bool,
    jobs: int | None,
    fail_on: FailOn,
    report_format: ReportFormat,
    quiet: bool,
) -> None:
    """Print briefs, each in one format or more."""
    with reporting(Report(report_format, fail_on, quiet)) as report:
        if jobs is not None:
            if base is not None:
                raise click.UsageError("--base is of one brief, and --jobs prints many")
            writing = {
                "payload": payload,
                "allow_overmarked": allow_overmarked,
                "missing": missing,
                "engine": engine,
            }
            look = load_theme(theme, css, template)
            _render_in_bulk(briefs, formats, output, look, reading, writing, jobs, report)
            return
        sources = files_of(briefs)
        reader = with_base(BriefReader(reading, report), base, sources)
        wanted = list(dict.fromkeys(find_format(name) for name in formats))
        look = load_theme(theme, css, template)
        count = len(sources) * len(wanted)
        each = [
            _Job(
                source,
                tuple((one, target_of(output, source, one.suffixes, count)) for one in wanted),
            )
            for source in sources
        ]
        carried = payload or look.payload
        printing = _Printing(reader, look, carried, allow_overmarked, missing, engine)
        _print(each, printing, [theme, css, template, base], force, make_folders=True)


def convert(
    briefs: tuple[str, ...],
    target: str,
    reading: ReadingOptions,
    base: str | None,
    theme: str,
    css: str | None,
    template: str | None,
    payload: PayloadChoice | None,
    allow_overmarked: bool,
    missing: MissingGlyphs,
    engine: Engine | None,
    force: bool,
    fail_on: FailOn,
    report_format: ReportFormat,
    quiet: bool,
) -> None:
    """Read briefs and write each in the format of the target's suffix."""
    with reporting(Report(report_format, fail_on, quiet)) as report:
        sources = files_of(briefs)
        reader = with_base(BriefReader(reading, report), base, sources)
        wanted = format_of_path(path_of(target, "TARGET"))
        look = load_theme(theme, css, template)
        if len(sources) > 1 and _NAME not in target:
            raise click.UsageError(
                f"{target} is one file; for several write {_NAME} for the name of each"
            )
        jobs = [
            _Job(source, ((wanted, target.replace(_NAME, stem_of(source))),)) for source in sources
        ]
        carried = payload or look.payload
        printing = _Printing(reader, look, carried, allow_overmarked, missing, engine)
        _print(jobs, printing, [theme, css, template, base], force)


def strip(
    files: tuple[str, ...],
    output: str | None,
    changes: bool,
    force: bool,
    report_format: ReportFormat,
    quiet: bool,
) -> None:
    """Take the brief's data out of files."""
    with reporting(Report(report_format, quiet=quiet)) as report:
        sources = files_of(files)
        targets = [_stripped_place(source, output, len(sources)) for source in sources]
        refuse_doubles(targets)
        for source, target in zip(sources, targets, strict=True):
            with report.about(source):
                stripped = _stripped(source, StripOptions(changes))
                spare(sources, [target], force)
                write(stripped.data, target, make_folder=output is not None)
                report.notes(source, stripped.notes)


def _stripped_place(source: str, output: str | None, count: int) -> str | None:
    """Return where a file goes without its data: into its own place, unless another is given."""
    place = source if output is None else output
    if place == STREAM:
        if count > 1:
            raise click.UsageError("standard output takes one file only")
        return None
    if output is not None and (count > 1 or os.path.isdir(output) or output.endswith(os.sep)):
        return os.path.join(output, os.path.basename(source))
    return place


def _stripped(source: str, options: StripOptions) -> Written:
    try:
        data = standard_input() if source == STREAM else Path(path_of(source, "FILE")).read_bytes()
    except OSError as error:
        raise ReadError(error.strerror or str(error), where=source) from None
    found = format_of_content(data, os.path.splitext(source)[1])
    return strip_file(found, data, options)


def _print(
    jobs: Sequence[_Job],
    printing: _Printing,
    others: Sequence[str | None],
    force: bool,
    *,
    make_folders: bool = False,
) -> None:
    """Print briefs; of one that cannot be printed nothing is written, and the next is gone on with."""
    targets = [target for job in jobs for _, target in job.targets]
    refuse_doubles(targets)
    spare([*(job.source for job in jobs), *others], targets, force)
    report = printing.reader.report
    payloads: list[str] = []
    for job in jobs:
        with report.about(job.source):
            for (one, target), data in zip(job.targets, _written(job, printing), strict=True):
                write(data, target, make_folder=make_folders)
                if one.strip and printing.payload == "full":
                    payloads.append("standard output" if target is None else target)
    if payloads and report.tells_people:
        _say_what_travels(payloads)


def _written(job: _Job, printing: _Printing) -> list[bytes]:
    """Return a brief in each format, and report each note on it once."""
    brief = printing.reader.read(job.source)
    written = [
        write_brief(
            brief,
            one,
            printing.look,
            payload=printing.payload,
            allow_overmarked=printing.allow_overmarked,
            missing=printing.missing,
            engine=printing.engine,
        )
        for one, _ in job.targets
    ]
    printing.reader.report.notes(
        job.source, dict.fromkeys(note for one in written for note in one.notes)
    )
    return [one.data for one in written]


def _say_what_travels(files: Sequence[str]) -> None:
    """Say in one line which files have the brief's data in them, and how they would not."""
    named = ", ".join(files[:_NAMED])
    others = f" and {len(files) - _NAMED} others" if len(files) > _NAMED else ""
    what = "the brief's data travels along unseen; leave it out with --payload none"
    say(f"{named}{others}: {what}", err=True)
