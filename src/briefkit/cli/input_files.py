"""Input of commands: briefs and themes, from files or standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from attrs import evolve, frozen

from briefkit.api import read
from briefkit.cli.findings import Report
from briefkit.cli.options import ReadingOptions
from briefkit.cli.streams import STREAM, standard_input
from briefkit.formats.registry import find_format
from briefkit.model import Brief
from briefkit.model.string_rules import check_language
from briefkit.notes import Reading
from briefkit.runtime.atomic_files import path_of
from briefkit.runtime.module_loading import OnDemand
from briefkit.style import Theme
from briefkit.themes import theme_of

# What few commands ask for.
_check_recogniser: Callable[[object], None] = OnDemand(
    "briefkit.recognise.recogniser_registry:check_recogniser"
)
_checked_style_map: Callable[[Mapping[str, object]], Mapping[str, str]] = OnDemand(
    "briefkit.recognise.style_roles:checked_style_map"
)
_read_style_map: Callable[[str], Mapping[str, object]] = OnDemand(
    "briefkit.formats.style_map_files:read_style_map"
)
_read_theme_file: Callable[[Path, str], bytes] = OnDemand(
    "briefkit.themes.theme_files:read_theme_file"
)
_decode_css: Callable[[bytes, str], str] = OnDemand("briefkit.themes.custom_theme:decode_css")


def files_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return the files that names and patterns stand for, each once; `**` stands for folders of any depth.

    A name that is no file and has no match stays, as in a shell, for whoever opens it to say so.
    """
    return tuple(dict.fromkeys(file for name in names for file in _matches(name) or [name]))


def _matches(name: str) -> list[str]:
    if not glob.has_magic(name) or os.path.lexists(name):
        return []
    return sorted(file for file in glob.glob(name, recursive=True) if os.path.isfile(file))


def check_reading(reading: ReadingOptions) -> None:
    """Refuse what is wrong for all briefs, before the first.

    Raises:
        BriefkitError: There is no such format, language, recogniser or role of a style.
    """
    if reading.format is not None:
        find_format(reading.format)
    if reading.language is not None:
        check_language(reading.language, "language")
    if reading.recogniser is not None:
        _check_recogniser(reading.recogniser)
    _styles(reading)


def _styles(reading: ReadingOptions) -> Mapping[str, str]:
    """Return what the styles of Word documents mean: as the command line says, else as its file does."""
    found = dict(_read_style_map(reading.styles)) if reading.styles else {}
    for one in reading.style:
        name, sign, role = one.rpartition("=")
        if not sign:
            raise click.UsageError(f'--style is {one!r}; write "Desk Headline=title"')
        found[name.strip()] = role.strip()
    return _checked_style_map(found) if found else {}


def read_brief(source: Path | bytes, reading: ReadingOptions, base: Brief | None = None) -> Reading:
    """Return the brief of a file or of bytes, with its notes.

    Args:
        source: The file, or what is in it.
        reading: How it is read.
        base: The brief that it is an edit of; None where that is not known.
    """
    return read(source, base=base, **reading_options(reading))


def reading_options(reading: ReadingOptions) -> dict[str, Any]:
    """Return the options of `read` that a command line gives."""
    return {
        "format": reading.format,
        "language": reading.language,
        "changes": reading.changes,
        "status": reading.status,
        "recogniser": reading.recogniser,
        "main_text": reading.main_text,
        "styles": _styles(reading),
    }


@frozen(eq=False)
class BriefReader:
    """What reads the briefs of a command.

    Attributes:
        reading: How they are read.
        report: Where their notes go.
        base: The brief that they are an edit of; None where that is not known.
    """

    reading: ReadingOptions
    report: Report
    base: Brief | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what is wrong for all briefs, before the first."""
        check_reading(self.reading)

    def read(self, source: str) -> Brief:
        """Return the brief of a file or of standard input."""
        data = standard_input() if source == STREAM else Path(source)
        found = read_brief(data, self.reading, self.base)
        self.report.reading(source, found)
        return found.brief


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
        rules = _decode_css(_read_theme_file(Path(css), "css_bytes"), css)
        look = evolve(look, css=f"{look.css}\n{rules}")
    if template:
        look = evolve(look, template=_read_theme_file(Path(template), "theme_file_bytes"))
    return look
