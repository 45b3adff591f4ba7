"""The commands and their options."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from briefkit.cli.options import FORCE, INPUT, LOOK, OUTPUT_FORMATS, PRINTING, QUIET, READING
from briefkit.cli.output_files import spare, target_of, write
from briefkit.cli.streams import (
    STREAM,
    in_one_line,
    line_of,
    put_out,
    ready_streams,
    say,
    standard_input,
    standard_output,
)
from briefkit.errors import BriefkitError

if TYPE_CHECKING:
    from briefkit.cli.preview import Previewed
    from briefkit.formats import Format
    from briefkit.model import Brief
    from briefkit.notes import Reading
    from briefkit.style import Theme

MISSING = 3


class _Commands(click.Group):
    """Commands whose every error is one line."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line; what it prints of itself, as its help, may fail as well."""
        ready_streams()
        with in_one_line():
            return super().main(*args, **kwargs)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the command line as far as the name of the command."""
        with in_one_line():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        with in_one_line():
            return super().invoke(ctx)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefkit")
def main() -> None:
    """Briefs as typed data: read them, look at them, print them.

    BRIEF is a file in any format, of briefkit's making or another's; "-" is standard input.

    Exit codes: 0 done; 1 a brief could not be read or printed; 2 the command line is wrong; 3 doctor found
    something missing.
    """


@main.command()
@INPUT
@READING
@OUTPUT_FORMATS
@click.option(
    "-o",
    "--output",
    default=".",
    metavar="PLACE",
    help="A folder, a file, or - for standard output.",
)
@LOOK
@PRINTING
@QUIET
def render(
    source: str,
    input_format: str | None,
    language: str | None,
    formats: tuple[str, ...],
    output: str,
    theme: str,
    css: str | None,
    template: str | None,
    payload: Literal["full", "none"],
    allow_overmarked: bool,
    force: bool,
    quiet: bool,
) -> None:
    """Print a brief in one format or more."""
    from briefkit.formats.registry import find_format

    wanted = list(dict.fromkeys(find_format(name) for name in formats))
    look = _look(theme, css, template)
    targets = [target_of(output, source, one.suffixes, len(wanted)) for one in wanted]
    spare([source, theme, css, template], targets, force)
    brief = _read(source, input_format, language, quiet).brief
    # All is printed before anything is written, so that what cannot be printed leaves nothing half done.
    printed = _printed(brief, wanted, look, payload, allow_overmarked, source, quiet)
    for data, target in zip(printed, targets, strict=True):
        if target is not None:
            os.makedirs(os.path.dirname(target) or ".", exist_ok=True)
        write(data, target)
    _tell_what_travels(wanted, targets, payload, quiet)


@main.command()
@INPUT
@READING
@QUIET
def show(source: str, input_format: str | None, language: str | None, quiet: bool) -> None:
    """Show the typed outline of a brief as a tree."""
    from rich.console import Console

    from briefkit.cli.outline import outline

    reading = _read(source, input_format, language, quiet)
    standard_output()
    Console(highlight=False).print(outline(reading.brief))


@main.command()
@INPUT
@READING
@click.option("--notes", is_flag=True, help="Print the notes, and nothing else.")
def read(source: str, input_format: str | None, language: str | None, notes: bool) -> None:
    """Read a brief and print it as JSON, or what is to be known of the reading."""
    from briefkit.api import render as render_brief

    reading = _read(source, input_format, language, quiet=notes)
    if notes:
        standard_output()
        for note in reading.notes:
            say(f"{note.level}: {note}")
    else:
        put_out(render_brief(reading.brief, "json"))


@main.command()
@INPUT
@click.argument("target", metavar="TARGET")
@READING
@LOOK
@PRINTING
@QUIET
def convert(
    source: str,
    target: str,
    input_format: str | None,
    language: str | None,
    theme: str,
    css: str | None,
    template: str | None,
    payload: Literal["full", "none"],
    allow_overmarked: bool,
    force: bool,
    quiet: bool,
) -> None:
    """Read a brief and write it as TARGET, whose suffix tells the format."""
    from briefkit.formats.registry import format_of_path

    wanted = format_of_path(target)
    look = _look(theme, css, template)
    spare([source, theme, css, template], [target], force)
    brief = _read(source, input_format, language, quiet).brief
    (data,) = _printed(brief, [wanted], look, payload, allow_overmarked, source, quiet)
    write(data, target)
    _tell_what_travels([wanted], [target], payload, quiet)


@main.command()
@click.argument("file", metavar="FILE")
@READING
@LOOK
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port on this machine; 0 takes any that is free.",
)
@click.option("--no-open", is_flag=True, help="Open no browser.")
def preview(
    file: str,
    input_format: str | None,
    language: str | None,
    theme: str,
    css: str | None,
    template: str | None,
    port: int,
    no_open: bool,
) -> None:
    """Show a brief in a browser, anew whenever FILE changes, until Ctrl-C."""
    from briefkit.cli.preview import Previewed
    from briefkit.errors import EmbargoWarning
    from briefkit.formats.registry import find_format
    from briefkit.runtime.atomic_files import path_of

    if file == STREAM:
        raise click.UsageError("a preview follows a file; standard input cannot change")
    look = partial(_look, theme, css, template)
    styling = [Path(one) for one in (theme, css, template) if one]
    # What is wrong from the start is told at once; what goes wrong later, in the page.
    Path(path_of(file, "FILE")).open("rb").close()
    look()
    if input_format:
        find_format(input_format)
    watched = tuple(one for one in styling if one.is_file())
    with warnings.catch_warnings():
        # The page shows it at its head.
        warnings.simplefilter("ignore", EmbargoWarning)
        _serve(
            Previewed(Path(file), look, watched=watched, format=input_format, language=language),
            port,
            no_open,
        )


def _serve(previewed: Previewed, port: int, no_open: bool) -> None:
    from briefkit.cli.preview import PreviewServer

    try:
        server = PreviewServer(previewed, port)
    except OSError as error:
        raise BriefkitError(
            error.strerror or str(error),
            where=f"port {port}",
            remedy="choose another with --port, or 0 for any that is free",
        ) from None
    with server, suppress(KeyboardInterrupt):
        say(f"{server.url}  (Ctrl-C ends it)")
        if not no_open:
            import webbrowser
            from threading import Thread

            # Some browsers run in the terminal and come back only when they are closed.
            Thread(target=webbrowser.open, args=(server.url,), daemon=True).start()
        server.serve_forever()


@main.command()
@click.argument("file", metavar="FILE")
@click.option("-o", "--output", metavar="PLACE", help="Another file, or - for standard output.")
@click.option(
    "--changes",
    is_flag=True,
    help="Make the tracked changes of a Word document, drop its comments.",
)
@FORCE
@QUIET
def strip(file: str, output: str | None, changes: bool, force: bool, quiet: bool) -> None:
    """Take the brief's data out of a PDF, DOCX or HTML file; what is seen stays.

    FILE itself is written only with --force.
    """
    from briefkit.api import strip as strip_file

    place = file if output is None else output
    target = None if place == STREAM else place
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", UserWarning)
        data = strip_file(standard_input() if file == STREAM else file, changes=changes)
    spare([file], [target], force)
    write(data, target)
    _tell(file, [str(one.message) for one in told], quiet)


@main.command()
def schema() -> None:
    """Print the JSON Schema of briefs."""
    import json

    from briefkit.data.schema import json_schema

    text = json.dumps(json_schema(), indent=2, ensure_ascii=False)
    # In UTF-8, whatever the terminal takes: JSON is (RFC 8259, 8.1).
    put_out(f"{text}\n".encode())


@main.command()
def doctor() -> None:
    """Say what is installed, and what is missing and how to get it."""
    from briefkit.cli.doctor import examine

    standard_output()
    checks = examine()
    width = max(len(check.name) for check in checks)
    for check in checks:
        absent = ("missing", "red") if check.needed else "none"
        mark = ("ok", "green") if check.found else absent
        say(f"{check.name:<{width}}  ", mark, f"  {check.found or check.remedy}")
    if not all(check.found for check in checks if check.needed):
        sys.exit(MISSING)


# Reading and printing


def _look(theme: str, css: str | None = None, template: str | None = None) -> Theme:
    """Return the theme of a name or a TOML file, with the CSS and the Word document of other files."""
    from attrs import evolve

    from briefkit.themes import find_theme
    from briefkit.themes.custom_theme import decode_css
    from briefkit.themes.theme_files import read_theme_file

    look = find_theme(theme)
    if css:
        look = evolve(
            look, css=f"{look.css}\n{decode_css(read_theme_file(Path(css), 'css_bytes'), css)}"
        )
    return (
        evolve(look, template=read_theme_file(Path(template), "theme_file_bytes"))
        if template
        else look
    )


def _read(source: str, input_format: str | None, language: str | None, quiet: bool) -> Reading:
    from briefkit.api import read

    data = standard_input() if source == STREAM else source
    reading = read(data, input_format, language=language)
    _tell(source, reading.notes, quiet)
    return reading


def _printed(
    brief: Brief,
    formats: Iterable[Format],
    look: Theme,
    payload: Literal["full", "none"],
    allow_overmarked: bool,
    source: str,
    quiet: bool,
) -> list[bytes]:
    """Return a brief in each format, and print each note on it once."""
    from briefkit.api import write as write_brief

    written = [
        write_brief(brief, one, look, payload=payload, allow_overmarked=allow_overmarked)
        for one in formats
    ]
    _tell(source, dict.fromkeys(note for one in written for note in one.notes), quiet)
    return [one.data for one in written]


def _tell(source: str, notes: Iterable[object], quiet: bool) -> None:
    if not quiet:
        for note in notes:
            say(f"{source}: {line_of(note)}", err=True)


def _tell_what_travels(
    formats: Iterable[Format], targets: Iterable[str | None], payload: str, quiet: bool
) -> None:
    """Say in one line which files have the brief's data in them, and how they would not."""
    files = [
        "standard output" if target is None else target
        for one, target in zip(formats, targets, strict=True)
        if one.strip and payload == "full"
    ]
    if files:
        what = "the brief's data travels along unseen; leave it out with --payload none"
        _tell(", ".join(files), [what], quiet)
