"""The command `preview`: a server for one file, and a browser that shows it."""

from __future__ import annotations

import warnings
import webbrowser
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread

import click

from briefkit.cli.input_files import load_theme
from briefkit.cli.preview.server import PreviewServer
from briefkit.cli.preview.watched_file import Previewed
from briefkit.cli.streams import STREAM, say
from briefkit.errors import BriefkitError, EmbargoWarning
from briefkit.formats.registry import find_format
from briefkit.runtime.atomic_files import path_of


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
    """Show a brief in a browser, anew whenever the file changes, until Ctrl-C."""
    if file == STREAM:
        raise click.UsageError("a preview follows a file; standard input cannot change")
    look = partial(load_theme, theme, css, template)
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
            # Some browsers run in the terminal and come back only when they are closed.
            Thread(target=webbrowser.open, args=(server.url,), daemon=True).start()
        server.serve_forever()
