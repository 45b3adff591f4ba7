"""Commands of the command line: their options, and where each does its work.

The module of a command is loaded when the command runs, so that `--help` and `--version` do without the library.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Sequence
from typing import Any

import click

from briefkit.cli.options import (
    BASE,
    BRIEFS,
    FAIL_ON,
    FILES,
    FORCE,
    LOOK,
    OUTPUT_FORMATS,
    OVERWRITE,
    PRINTING,
    READING,
    TELLING,
    FormatOption,
    complete_format,
)
from briefkit.cli.streams import in_one_line, ready_streams
from briefkit.runtime.module_loading import OnDemand
from briefkit.version import __version__

#: Objects made, and still there, before Python looks for garbage among them.
_COLLECTED_AFTER = 50_000


class _Commands(click.Group):
    """Commands whose every error is one line."""

    def main(self, args: Sequence[str] | None = None, *more: Any, **named: Any) -> Any:
        """Run the command line; what it prints of itself, as its help, may fail as well."""
        if args is None:  # it is the process's own, which is nobody else's
            _collect_rarely()
        ready_streams()
        with in_one_line():
            return super().main(args, *more, **named)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the command line as far as the name of the command."""
        with in_one_line():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        with in_one_line():
            return super().invoke(ctx)


def _collect_rarely() -> None:
    """Hold the collector of garbage: a command makes little, and stops soon.

    At the end Python would look through all modules that were loaded, which takes a short command a tenth of its time.
    """
    gc.set_threshold(_COLLECTED_AFTER)
    atexit.register(gc.freeze)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)  # by the metadata of the package it would take twice as long
def main() -> None:
    """Briefs as typed data: read them, look at them, print them.

    BRIEF is a file in any format, of briefkit's making or another's, or a pattern of several ("briefs/**/*.md");
    "-" is standard input.

    Exit codes: 0 done; 1 a brief could not be read or printed, or something of it was dropped; 2 the command line
    is wrong; 3 doctor found something missing; 130 Ctrl-C ended render --jobs.
    """


@main.command()
@BRIEFS
@READING
@BASE
@OUTPUT_FORMATS
@click.option(
    "-o",
    "--output",
    default=".",
    metavar="PLACE",
    help="A folder, a file, or - for standard output.",
)
@click.option(
    "--jobs",
    type=click.IntRange(0),
    metavar="N",
    help="Print by N workers, 0 for one a processor; what is in the folder and current is skipped.",
)
@LOOK
@PRINTING
@FAIL_ON
@TELLING
def render(**options: Any) -> None:
    """Print briefs, each in one format or more."""
    OnDemand("briefkit.cli.rendering:render", held=False)(**options)


@main.command()
@BRIEFS
@READING
@BASE
@TELLING
def show(**options: Any) -> None:
    """Show the typed outline of each brief as a tree."""
    OnDemand("briefkit.cli.outline:show", held=False)(**options)


@main.command()
@BRIEFS
@READING
@BASE
@click.option("--notes", is_flag=True, help="Print the notes, and nothing else.")
@FAIL_ON
@TELLING
def read(**options: Any) -> None:
    """Read briefs and print each as JSON, or what is to be known of the reading."""
    OnDemand("briefkit.cli.json_output:read", held=False)(**options)


@main.command()
@BRIEFS
@click.argument("target", metavar="TARGET")
@READING
@BASE
@LOOK
@PRINTING
@FAIL_ON
@TELLING
def convert(**options: Any) -> None:
    """Read a brief and write it as TARGET, whose suffix tells the format.

    Of several briefs, each takes the place of the "*" in TARGET: "out/*.docx".
    """
    OnDemand("briefkit.cli.rendering:convert", held=False)(**options)


@main.command()
@FILES
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
    """Show briefs in a browser, each anew whenever its file changes, until Ctrl-C."""
    OnDemand("briefkit.cli.preview.command:preview", held=False)(**options)


@main.command()
@FILES
@click.option("-o", "--output", metavar="PLACE", help="Another file, or - for standard output.")
@click.option(
    "--changes",
    is_flag=True,
    help="Make the tracked changes of a Word document, drop its comments.",
)
@FORCE
@TELLING
def strip(**options: Any) -> None:
    """Take the brief's data out of PDF, DOCX and HTML files; what is seen stays.

    FILE itself is written only with --force.
    """
    OnDemand("briefkit.cli.rendering:strip", held=False)(**options)


@main.command("import")
@FILES
@READING
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FOLDER",
    help="Where the drafts go; the folder is made where there is none.",
)
@click.option(
    "--to",
    "format_name",
    cls=FormatOption,
    default="markdown",
    show_default=True,
    metavar="FORMAT",
    shell_complete=complete_format,
    help="{}.",
)
@click.option(
    "--report", "page", metavar="FILE", help="An HTML page that tells of each file and each note."
)
@OVERWRITE
@FAIL_ON
@TELLING
def import_(**options: Any) -> None:
    """Read documents of others, write each as a draft, and tell what was recognised and what was guessed.

    A draft that is there already is written over only with --force.
    """
    OnDemand("briefkit.cli.importing.command:import_files", held=False)(**options)


@main.command()
def schema(**options: Any) -> None:
    """Print the JSON Schema of briefs."""
    OnDemand("briefkit.cli.json_output:schema", held=False)(**options)


@main.command()
def doctor(**options: Any) -> None:
    """Say what is installed, and what is missing and how to get it."""
    OnDemand("briefkit.cli.doctor:doctor", held=False)(**options)
