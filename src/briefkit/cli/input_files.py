"""Input of commands: briefs and themes, from files or standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from attrs import evolve, frozen

from briefkit.api import read
from briefkit.cli.findings import Report
from briefkit.cli.streams import STREAM, standard_input
from briefkit.formats.registry import find_format
from briefkit.model import Brief
from briefkit.model.string_rules import check_language
from briefkit.recognise.recogniser_registry import check_recogniser
from briefkit.runtime.atomic_files import path_of
from briefkit.style import Theme
from briefkit.themes import theme_of
from briefkit.themes.custom_theme import decode_css
from briefkit.themes.theme_files import read_theme_file


def files_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return the files that names and patterns stand for, each once; `**` stands for folders of any depth.

    A name that is no file and has no match stays, as in a shell, for whoever opens it to say so.
    """
    return tuple(dict.fromkeys(file for name in names for file in _matches(name) or [name]))


def _matches(name: str) -> list[str]:
    if not glob.has_magic(name) or os.path.lexists(name):
        return []
    return sorted(file for file in glob.glob(name, recursive=True) if os.path.isfile(file))


@frozen
class BriefReader:
    """How the briefs of a command are read.

    Attributes:
        format: The name of their format; None goes by content, then by suffix.
        language: Their language, in BCP 47, where they do not say.
        status: The status of those that show no sign of being briefkit's.
        recogniser: The name of what finds the statements in their running text; None is briefkit's own.
        report: Where their notes go.
        base: The brief that they are an edit of; None where that is not known.
    """

    format: str | None
    language: str | None
    status: str | None
    recogniser: str | None
    report: Report
    base: Brief | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what is wrong for all briefs, before the first."""
        if self.format is not None:
            find_format(self.format)
        if self.language is not None:
            check_language(self.language, "language")
        if self.recogniser is not None:
            check_recogniser(self.recogniser)

    def read(self, source: str) -> Brief:
        """Return the brief of a file or of standard input."""
        data = standard_input() if source == STREAM else Path(source)
        reading = read(
            data,
            self.format,
            language=self.language,
            status=self.status,
            base=self.base,
            recogniser=self.recogniser,
        )
        self.report.reading(source, reading)
        return reading.brief


def with_base(reader: BriefReader, base: str | None, sources: Sequence[str]) -> BriefReader:
    """Return a reader of briefs that takes the one among them for an edit of the brief in a file.

    Args:
        reader: The reader.
        base: The file; None for none.
        sources: The files that are to be read.
    """
    if base is None:
        return reader
    if len(sources) > 1:
        raise click.UsageError("--base is the brief that one BRIEF is an edit of; give that alone")
    reading = read(path_of(base, "--base"))
    reader.report.notes(base, reading.notes)
    return evolve(reader, base=reading.brief)


def load_theme(theme: str, css: str | None = None, template: str | None = None) -> Theme:
    """Return the theme of a name or of a TOML file, with the CSS and the Word document of other files."""
    look = theme_of(theme)
    if css:
        rules = decode_css(read_theme_file(Path(css), "css_bytes"), css)
        look = evolve(look, css=f"{look.css}\n{rules}")
    if template:
        look = evolve(look, template=read_theme_file(Path(template), "theme_file_bytes"))
    return look
