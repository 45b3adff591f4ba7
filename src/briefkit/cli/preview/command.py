"""The command `preview`: a server for files, and a browser that shows them."""

from __future__ import annotations

import warnings
import webbrowser
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread

import click

from briefkit.cli.input_files import check_reading, files_of, load_theme
from briefkit.cli.options import ReadingOptions
from briefkit.cli.preview.server import PreviewServer
from briefkit.cli.preview.watched_file import Previewed
from briefkit.cli.streams import STREAM, say
from briefkit.errors import BriefkitError, EmbargoWarning
from briefkit.runtime.atomic_files import path_of


def preview(
    files: tuple[str, ...],
    reading: ReadingOptions,
    theme: str,
    css: str | None,
    template: str | None,
    port: int,
    no_open: bool,
) -> None:
    """Show briefs in a browser, each anew whenever its file changes, until Ctrl-C."""
    if STREAM in files:
        raise click.UsageError("a preview follows a file; standard input cannot change")
    look = partial(load_theme, theme, css, template)
    styling = [Path(one) for one in (theme, css, template) if one]
    # What is wrong from the start is told at once; what goes wrong later, in the page.
    shown = [Path(path_of(file, "FILE")) for file in files_of(files)]
    for file in shown:
        file.open("rb").close()
    look()
    check_reading(reading)
    watched = tuple(one for one in styling if one.is_file())
    with warnings.catch_warnings():
        # The page shows it at its head.
        warnings.simplefilter("ignore", EmbargoWarning)
        previews = [Previewed(file, look, watched=watched, reading=reading) for file in shown]
        _serve(previews, port, no_open)


def _serve(previews: Sequence[Previewed], port: int, no_open: bool) -> None:
    try:
        server = PreviewServer(*previews, port=port)
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
