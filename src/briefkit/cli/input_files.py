"""Input of commands: briefs and themes, from files or standard input, and the notes on a brief."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from attrs import evolve

from briefkit.api import read
from briefkit.cli.streams import STREAM, line_of, say, standard_input
from briefkit.notes import Reading
from briefkit.style import Theme
from briefkit.themes import theme_of
from briefkit.themes.custom_theme import decode_css
from briefkit.themes.theme_files import read_theme_file


def read_brief(source: str, input_format: str | None, language: str | None, quiet: bool) -> Reading:
    """Return the brief of a file or of standard input, and print its notes."""
    data = standard_input() if source == STREAM else source
    reading = read(data, input_format, language=language)
    print_notes(source, reading.notes, quiet)
    return reading


def load_theme(theme: str, css: str | None = None, template: str | None = None) -> Theme:
    """Return the theme of a name or of a TOML file, with the CSS and the Word document of other files."""
    look = theme_of(theme)
    if css:
        rules = decode_css(read_theme_file(Path(css), "css_bytes"), css)
        look = evolve(look, css=f"{look.css}\n{rules}")
    if template:
        look = evolve(look, template=read_theme_file(Path(template), "theme_file_bytes"))
    return look


def print_notes(source: str, notes: Iterable[object], quiet: bool) -> None:
    """Print notes to standard error, each in a line that names what it is about."""
    if not quiet:
        for note in notes:
            say(f"{source}: {line_of(note)}", err=True)
