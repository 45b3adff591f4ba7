"""Commands of the command line: their options, and where each does its work.

The module of a command is loaded when the command runs, so that `--help` and `--version` do without the library.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from briefkit.cli.options import FORCE, INPUT, LOOK, OUTPUT_FORMATS, PRINTING, QUIET, READING
from briefkit.cli.streams import in_one_line, ready_streams


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


def _run(where: str, options: dict[str, Any]) -> None:
    """Run the function of a command with its options: "briefkit.cli.doctor:doctor"."""
    module, _, name = where.partition(":")
    getattr(import_module(module), name)(**options)


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
def render(**options: Any) -> None:
    """Print a brief in one format or more."""
    _run("briefkit.cli.rendering:render", options)


@main.command()
@INPUT
@READING
@QUIET
def show(**options: Any) -> None:
    """Show the typed outline of a brief as a tree."""
    _run("briefkit.cli.outline:show", options)


@main.command()
@INPUT
@READING
@click.option("--notes", is_flag=True, help="Print the notes, and nothing else.")
def read(**options: Any) -> None:
    """Read a brief and print it as JSON, or what is to be known of the reading."""
    _run("briefkit.cli.json_output:read", options)


@main.command()
@INPUT
@click.argument("target", metavar="TARGET")
@READING
@LOOK
@PRINTING
@QUIET
def convert(**options: Any) -> None:
    """Read a brief and write it as TARGET, whose suffix tells the format."""
    _run("briefkit.cli.rendering:convert", options)


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
def preview(**options: Any) -> None:
    """Show a brief in a browser, anew whenever FILE changes, until Ctrl-C."""
    _run("briefkit.cli.preview.command:preview", options)


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
def strip(**options: Any) -> None:
    """Take the brief's data out of a PDF, DOCX or HTML file; what is seen stays.

    FILE itself is written only with --force.
    """
    _run("briefkit.cli.rendering:strip", options)


@main.command()
def schema(**options: Any) -> None:
    """Print the JSON Schema of briefs."""
    _run("briefkit.cli.json_output:schema", options)


@main.command()
def doctor(**options: Any) -> None:
    """Say what is installed, and what is missing and how to get it."""
    _run("briefkit.cli.doctor:doctor", options)
