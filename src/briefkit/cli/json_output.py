"""JSON on standard output: the commands `read` and `schema`."""

from __future__ import annotations

import json

from briefkit.api import render
from briefkit.cli.findings import Report, reporting
from briefkit.cli.input_files import BriefReader, files_of, with_base
from briefkit.cli.options import FailOn, ReadingOptions, ReportFormat
from briefkit.cli.streams import put_out, standard_output
from briefkit.data.schema import json_schema


def read(
    briefs: tuple[str, ...],
    reading: ReadingOptions,
    base: str | None,
    notes: bool,
    fail_on: FailOn,
    report_format: ReportFormat,
    quiet: bool,
) -> None:
    """Print briefs as JSON, one after the other, or the notes on them."""
    standard_output()
    with reporting(Report(report_format, fail_on, quiet, err=not notes)) as report:
        sources = files_of(briefs)
        reader = with_base(BriefReader(reading, report), base, sources)
        for source in sources:
            with report.about(source):
                brief = reader.read(source)
                if not notes:
                    put_out(render(brief, "json"))


def schema() -> None:
    """Print the JSON Schema of briefs."""
    text = json.dumps(json_schema(), indent=2, ensure_ascii=False)
    # In UTF-8, whatever the terminal takes: JSON is (RFC 8259, 8.1).
    put_out(f"{text}\n".encode())
