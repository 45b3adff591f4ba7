"""The command line: a thin layer over the library, one line for every error, no traceback.

Exit codes: 0 done; 1 a brief could not be read or printed; 2 the command line itself is wrong; 3 `doctor`
found that something is missing.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefkit.errors import BriefkitError

try:
    import click
except ImportError:
    sys.exit("briefkit: the command line needs an extra; install it: pip install 'briefkit[cli]'")

if TYPE_CHECKING:
    from briefkit.notes import Reading
    from briefkit.serve import Previewed
    from briefkit.style import Theme

FAILED = 1
MISSING = 3
STREAM = "-"

_INPUT = click.argument("source", metavar="BRIEF")
_FROM = click.option(
    "--from",
    "input_format",
    metavar="FORMAT",
    help="The format of BRIEF; its content tells if not.",
)
_LANGUAGE = click.option(
    "--language", metavar="TAG", help="The language of BRIEF, in BCP 47, where it does not say."
)
_THEME = click.option(
    "--theme",
    default="plain",
    show_default=True,
    metavar="NAME|FILE",
    help="The look: plain, formal, magazine, or a TOML file.",
)
_CSS = click.option("--css", metavar="FILE", help="More CSS for HTML and PDF.")
_TEMPLATE = click.option(
    "--template", metavar="FILE", help="A Word document whose letterhead and styles DOCX takes."
)
_PAYLOAD = click.option(
    "--payload",
    type=click.Choice(["full", "none"]),
    default="full",
    show_default=True,
    help="Whether the brief's data travels unseen in PDF, DOCX and HTML.",
)
_QUIET = click.option("-q", "--quiet", is_flag=True, help="Print no notes.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefkit")
def main() -> None:
    """Briefs as typed data: read them, look at them, print them.

    BRIEF is a file in any format, of briefkit's making or another's; "-" is standard input.

    Exit codes: 0 done; 1 a brief could not be read or printed; 2 the command line is wrong; 3 doctor found
    something missing.
    """


@main.command()
@_INPUT
@_FROM
@_LANGUAGE
@click.option(
    "--to",
    "formats",
    multiple=True,
    required=True,
    metavar="FORMAT",
    help="pdf, docx, html, json, yaml, markdown or text; may be given again.",
)
@click.option(
    "-o",
    "--output",
    default=".",
    metavar="PLACE",
    help="A folder, a file, or - for standard output.",
)
@_THEME
@_CSS
@_TEMPLATE
@_PAYLOAD
@_QUIET
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
    quiet: bool,
) -> None:
    """Print a brief in one format or more."""
    from briefkit.api import render as render_brief
    from briefkit.formats import by_name

    with _one_line_errors():
        wanted = [by_name(name) for name in formats]
        look = _look(theme, css, template)
        targets = [_target(output, source, one.suffixes, len(wanted)) for one in wanted]
        reading = _read(source, input_format, language, quiet)
        for one, target in zip(wanted, targets, strict=True):
            data = render_brief(reading.brief, one.name, look, payload=payload)
            if target is None:
                sys.stdout.buffer.write(data)
                sys.stdout.buffer.flush()
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
                click.echo(target)


@main.command()
@_INPUT
@_FROM
@_LANGUAGE
@_QUIET
def show(source: str, input_format: str | None, language: str | None, quiet: bool) -> None:
    """Show the typed outline of a brief as a tree."""
    from rich.console import Console

    from briefkit.outline import outline

    with _one_line_errors():
        reading = _read(source, input_format, language, quiet)
        Console(highlight=False).print(outline(reading.brief))


@main.command()
@_INPUT
@_FROM
@_LANGUAGE
@click.option("--notes", is_flag=True, help="Print the notes, and nothing else.")
def read(source: str, input_format: str | None, language: str | None, notes: bool) -> None:
    """Read a brief and print it as JSON, or what is to be known of the reading."""
    from briefkit.api import render as render_brief

    with _one_line_errors():
        reading = _read(source, input_format, language, quiet=notes)
        if notes:
            for note in reading.notes:
                click.echo(f"{note.level}: {note}")
        else:
            click.echo(render_brief(reading.brief, "json"), nl=False)


@main.command()
@_INPUT
@click.argument("target", metavar="TARGET")
@_FROM
@_LANGUAGE
@_THEME
@_CSS
@_TEMPLATE
@_PAYLOAD
@_QUIET
def convert(
    source: str,
    target: str,
    input_format: str | None,
    language: str | None,
    theme: str,
    css: str | None,
    template: str | None,
    payload: Literal["full", "none"],
    quiet: bool,
) -> None:
    """Read a brief and write it as TARGET, whose suffix tells the format."""
    from briefkit.api import save

    with _one_line_errors():
        look = _look(theme, css, template)
        brief = _read(source, input_format, language, quiet).brief
        save(brief, target, theme=look, payload=payload)
        click.echo(target)


@main.command()
@click.argument("file", metavar="FILE")
@_FROM
@_LANGUAGE
@_THEME
@_CSS
@_TEMPLATE
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
    from briefkit.formats import by_name
    from briefkit.serve import Previewed

    if file == STREAM:
        raise click.UsageError("a preview follows a file; standard input cannot change")
    look = partial(_look, theme, css, template)
    styling = [Path(one) for one in (theme, css, template) if one]
    with _one_line_errors():
        # What is wrong from the start is told at once; what goes wrong later, in the page.
        Path(file).open("rb").close()
        look()
        if input_format:
            by_name(input_format)
        watched = tuple(one for one in styling if one.is_file())
        _serve(
            Previewed(Path(file), look, watched=watched, format=input_format, language=language),
            port,
            no_open,
        )


def _serve(previewed: Previewed, port: int, no_open: bool) -> None:
    from briefkit.serve import PreviewServer

    try:
        server = PreviewServer(previewed, port)
    except OSError as error:
        raise BriefkitError(
            error.strerror or str(error),
            where=f"port {port}",
            remedy="choose another with --port, or 0 for any that is free",
        ) from None
    with server, suppress(KeyboardInterrupt):
        click.echo(f"{server.url}  (Ctrl-C ends it)")
        if not no_open:
            import webbrowser
            from threading import Thread

            # Some browsers run in the terminal and come back only when they are closed.
            Thread(target=webbrowser.open, args=(server.url,), daemon=True).start()
        server.serve_forever()


@main.command()
@click.argument("file", metavar="FILE")
@click.option("-o", "--output", metavar="PLACE", help="Another file, or - for standard output.")
def strip(file: str, output: str | None) -> None:
    """Take the brief's data out of a PDF, DOCX or HTML file; what is seen stays."""
    from briefkit.api import strip as strip_file

    with _one_line_errors():
        data = strip_file(sys.stdin.buffer.read() if file == STREAM else file)
        if (output or file) == STREAM:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            Path(output or file).write_bytes(data)
            click.echo(output or file)


@main.command()
def schema() -> None:
    """Print the JSON Schema of briefs."""
    import json

    from briefkit.schema import json_schema

    with _one_line_errors():
        click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


@main.command()
def doctor() -> None:
    """Say what is installed, and what is missing and how to get it."""
    from briefkit.doctor import examine

    checks = examine()
    width = max(len(check.name) for check in checks)
    for check in checks:
        absent = click.style("missing", fg="red") if check.needed else "none"
        mark = click.style("ok", fg="green") if check.found else absent
        click.echo(f"{check.name:<{width}}  {mark:<7}  {check.found or check.remedy}")
    if not all(check.found for check in checks if check.needed):
        sys.exit(MISSING)


def _look(theme: str, css: str | None = None, template: str | None = None) -> Theme:
    """Return the theme of a name or a TOML file, with the CSS and the Word document of other files."""
    from attrs import evolve

    from briefkit.themes import find_theme

    look = find_theme(theme)
    if css:
        look = evolve(look, css=f"{look.css}\n{Path(css).read_text('utf-8')}")
    return evolve(look, template=Path(template).read_bytes()) if template else look


def _read(source: str, input_format: str | None, language: str | None, quiet: bool) -> Reading:
    from briefkit.api import read

    data = sys.stdin.buffer.read() if source == STREAM else source
    reading = read(data, input_format, language=language)
    if not quiet:
        for note in reading.notes:
            click.echo(f"{source}: {note}", err=True)
    return reading


def _target(output: str, source: str, suffixes: tuple[str, ...], count: int) -> Path | None:
    """Return the file to write, or None for standard output."""
    if output == STREAM:
        if count > 1:
            raise click.UsageError("standard output takes one --to only")
        return None
    place = Path(output)
    if place.suffix.lower() in suffixes and not place.is_dir():
        return place
    if place.suffix and not place.is_dir() and count == 1 and not output.endswith(os.sep):
        raise click.UsageError(f"{output} does not end as its format does: {' or '.join(suffixes)}")
    stem = "brief" if source == STREAM else Path(source).stem
    return place / f"{stem}{suffixes[0]}"


def _print_warning(message: Warning | str, *_: object, **__: object) -> None:
    click.echo(f"briefkit: {' '.join(str(message).split())}", err=True)


@contextmanager
def _one_line_errors() -> Iterator[None]:
    before, warnings.showwarning = warnings.showwarning, _print_warning
    try:
        yield
    except BrokenPipeError:
        # Whoever reads has enough; nothing more is to be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (BriefkitError, OSError) as error:
        click.echo(f"briefkit: {' '.join(str(error).split())}", err=True)
        sys.exit(FAILED)
    finally:
        warnings.showwarning = before
