"""Findings: the notes on a file, and what is wrong with it, as people, programs and GitHub want to be told."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import assert_never

from attrs import asdict, define, evolve, field, frozen

from briefkit.cli.options import FailOn, ReportFormat
from briefkit.cli.streams import FAILED, line_of, say
from briefkit.errors import BriefkitError, ErrorCode, PathError, WriteError
from briefkit.notes import Level, Note, Reading
from briefkit.runtime.module_loading import OnDemand

# Few ask for a report in JSON.
_json_of: Callable[..., str] = OnDemand("json:dumps")
_ERROR = "error"
_LEVELS = list(Level)


@frozen
class Finding:
    """Finding: one note on a file, or one thing that is wrong with it.

    Attributes:
        file: The file, as the command line names it; "" for what is about no file.
        level: The level of a note, or "error".
        code: The code of the note or the error.
        message: One sentence.
        line: The line of the file, from 1, where there are lines.
        column: The character of the line, from 1, where a parser has said it.
        path: The place in the brief.
        words: The words of the file that are not in the brief.
        before: What an edited file was written with.
        after: What it shows now.
        remedy: What to do about it, if that is known.
    """

    file: str
    level: str
    code: str
    message: str
    line: int | None = None
    column: int | None = None
    path: str = ""
    words: str = ""
    before: str = ""
    after: str = ""
    remedy: str = ""

    @property
    def sentence(self) -> str:
        """The column, or the place in the brief, the message and the remedy, in one line."""
        place = f"column {self.column}: " if self.column else f"{self.path}: " if self.path else ""
        remedy = f"; {self.remedy}" if self.remedy else ""
        return line_of(f"{place}{self.message}{remedy}")

    def __str__(self) -> str:
        if not self.file:
            return f"briefkit: {self.sentence}"
        line = f":{self.line}" if self.line else ""
        return f"{self.file}{line}: {self.code} {self.sentence}"


@define(eq=False)
class Report:
    """Collector of the findings of one run of a command.

    Attributes:
        format: How they are told.
        fail_on: From which level on a note makes the command fail.
        quiet: Whether only what makes it fail is told.
        err: Whether to tell on standard error.
        errors_alone: Whether notes are told elsewhere.
        failed: Whether something made it fail.
        errors: What is wrong with files.
    """

    format: ReportFormat = "text"
    fail_on: FailOn = "never"
    quiet: bool = False
    err: bool = True
    errors_alone: bool = False
    failed: bool = field(default=False, init=False)
    errors: list[Finding] = field(factory=list, init=False)
    _told: list[Finding] = field(factory=list, init=False)
    _reading: Reading | None = field(default=None, init=False)

    @property
    def tells_people(self) -> bool:
        """Whether words that are about no finding may stand between the findings."""
        return self.format == "text" and not self.quiet

    def reading(self, file: str, reading: Reading) -> None:
        """Add the notes of a reading; what is told of the file from now on is told at its lines."""
        self._reading = reading
        self.notes(file, reading.notes)

    def notes(self, file: str, notes: Iterable[Note]) -> None:
        """Add notes on a file."""
        for one in notes:
            self._add(_of_note(file, one))

    def error(self, file: str, error: BriefkitError | OSError) -> None:
        """Add what is wrong with a file."""
        for one in _of_error(file, error):
            self._add(one)

    @contextmanager
    def about(self, file: str) -> Iterator[None]:
        """Take an error for one of a file, so that the command goes on with the next."""
        self._reading = None
        try:
            yield
        except (BriefkitError, OSError) as error:
            if _of_stream(error):
                raise
            self.error(file, error)

    def finish(self) -> None:
        """Tell what is told as a whole."""
        if self.format == "json":
            # In ASCII, for a terminal is given no more than words.
            for line in _json_of([asdict(one) for one in self._told], indent=2).splitlines():
                say(line, err=self.err)

    def _add(self, finding: Finding) -> None:
        if finding.line is None and finding.path:
            finding = evolve(finding, line=self._line_of(finding.path))
        fails = self._fails(finding)
        self.failed = self.failed or fails
        if finding.level == _ERROR:
            self.errors.append(finding)
        elif self.errors_alone:
            return
        if self.quiet and not fails:
            return
        match self.format:
            case "text":
                say(str(finding), err=self.err)
            case "json":
                self._told.append(finding)
            case "github":
                say(_workflow_command(finding, fails), err=self.err)
            case _:
                assert_never(self.format)

    def _line_of(self, path: str) -> int | None:
        with suppress(PathError):  # it may be that of an argument
            return self._reading.line_of(path) if self._reading else None
        return None

    def _fails(self, finding: Finding) -> bool:
        if finding.level == _ERROR:
            return True
        if self.fail_on == "never":
            return False
        return _LEVELS.index(Level(finding.level)) >= _LEVELS.index(Level(self.fail_on))


@contextmanager
def reporting(report: Report) -> Iterator[Report]:
    """Tell the findings of a command as they come, and end with its exit code."""
    try:
        yield report
    except (BriefkitError, OSError) as error:
        if _of_stream(error):
            raise
        report.error("", error)
    report.finish()
    if report.failed:
        sys.exit(FAILED)


def _of_stream(error: BriefkitError | OSError) -> bool:
    """Whether a stream is at fault, after which nothing can be told there."""
    if isinstance(error, BriefkitError):
        return isinstance(error, WriteError) and error.errno == errno.EPIPE
    return not error.filename


def _of_note(file: str, note: Note) -> Finding:
    return Finding(
        file,
        note.level.value,
        note.code,
        note.message,
        note.line,
        path=note.path,
        words=note.words,
        before=note.before,
        after=note.after,
    )


def _of_error(file: str, error: BriefkitError | OSError) -> Iterator[Finding]:
    """Return the findings of an error: one for each fault, and one on those that it only counts."""
    if not isinstance(error, BriefkitError):
        message = line_of(error).removeprefix(f"{error.filename}: ")
        yield Finding(str(error.filename), _ERROR, ErrorCode.WRITE_FAILED.value, message)
        return
    if isinstance(error, WriteError):
        file = error.where
    for one in error.errors:
        path = "" if one.path in (file, str(Path(file))) else one.path
        yield Finding(
            file, _ERROR, one.code, one.message, one.line, one.column, path, remedy=one.remedy
        )
    if error.more:
        yield Finding(file, _ERROR, error.code, f"{error.more} more faults are not told")


def _workflow_command(finding: Finding, fails: bool) -> str:
    """Return a finding as a workflow command of GitHub Actions, which shows it at its line of a pull request."""
    if fails:
        command = "error"
    elif finding.level in (Level.DROPPED, Level.EDITED):
        command = "warning"
    else:
        command = "notice"
    places = {
        "file": finding.file,
        "line": finding.line,
        "col": finding.column,
        "title": finding.code,
    }
    properties = ",".join(
        f"{name}={_escaped(str(value), ':,')}" for name, value in places.items() if value
    )
    return f"::{command} {properties}::{_escaped(finding.sentence)}"


def _escaped(words: str, signs: str = "") -> str:
    """Escape what ends a value of a workflow command."""
    for sign in f"%\r\n{signs}":
        words = words.replace(sign, f"%{ord(sign):02X}")
    return words
