"""The command line: a thin layer over the library, one line for every error, no traceback.

Exit codes: 0 done; 1 a brief could not be read or printed; 2 the command line itself is wrong; 3 `doctor`
found that something is missing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefkit.errors import BriefkitError

try:
    import click
except ImportError:
    sys.exit("briefkit: the command line needs an extra; install it: pip install 'briefkit[cli]'")

if TYPE_CHECKING:
    from briefkit.notes import Reading

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
_THEME = click.option("--theme", default="plain", show_default=True, help="The look.")
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
@_PAYLOAD
@_QUIET
def render(
    source: str,
    input_format: str | None,
    language: str | None,
    formats: tuple[str, ...],
    output: str,
    theme: str,
    payload: Literal["full", "none"],
    quiet: bool,
) -> None:
    """Print a brief in one format or more."""
    from briefkit.api import render as render_brief
    from briefkit.formats import by_name
    from briefkit.themes import by_name as theme_by_name

    with _one_line_errors():
        wanted = [by_name(name) for name in formats]
        look = theme_by_name(theme)
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
@_PAYLOAD
@_QUIET
def convert(
    source: str,
    target: str,
    input_format: str | None,
    language: str | None,
    theme: str,
    payload: Literal["full", "none"],
    quiet: bool,
) -> None:
    """Read a brief and write it as TARGET, whose suffix tells the format."""
    from briefkit.api import save

    with _one_line_errors():
        save(
            _read(source, input_format, language, quiet).brief, target, theme=theme, payload=payload
        )
        click.echo(target)


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
        mark = click.style("ok", fg="green") if check.found else click.style("missing", fg="red")
        click.echo(f"{check.name:<{width}}  {mark:<7}  {check.found or check.remedy}")
    if not all(check.found for check in checks):
        sys.exit(MISSING)


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


@contextmanager
def _one_line_errors() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        # Whoever reads has enough; nothing more is to be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (BriefkitError, OSError) as error:
        click.echo(f"briefkit: {' '.join(str(error).split())}", err=True)
        sys.exit(FAILED)
