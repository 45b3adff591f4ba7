"""Rendering: the commands that write files, `render`, `convert` and `strip`."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable
from typing import Literal

from briefkit.api import strip as strip_payload, write as write_brief
from briefkit.cli.input_files import load_theme, print_notes, read_brief
from briefkit.cli.output_files import spare, target_of, write
from briefkit.cli.streams import STREAM, standard_input
from briefkit.formats import Format
from briefkit.formats.registry import find_format, format_of_path
from briefkit.model import Brief
from briefkit.style import Theme


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
    wanted = list(dict.fromkeys(find_format(name) for name in formats))
    look = load_theme(theme, css, template)
    targets = [target_of(output, source, one.suffixes, len(wanted)) for one in wanted]
    spare([source, theme, css, template], targets, force)
    brief = read_brief(source, input_format, language, quiet).brief
    # All is written to memory before anything is to a file, so that what cannot be printed leaves nothing half done.
    files = _written(brief, wanted, look, payload, allow_overmarked, source, quiet)
    for data, target in zip(files, targets, strict=True):
        if target is not None:
            os.makedirs(os.path.dirname(target) or ".", exist_ok=True)
        write(data, target)
    _print_payload_note(wanted, targets, payload, quiet)


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
    """Read a brief and write it in the format of the target's suffix."""
    wanted = format_of_path(target)
    look = load_theme(theme, css, template)
    spare([source, theme, css, template], [target], force)
    brief = read_brief(source, input_format, language, quiet).brief
    (data,) = _written(brief, [wanted], look, payload, allow_overmarked, source, quiet)
    write(data, target)
    _print_payload_note([wanted], [target], payload, quiet)


def strip(file: str, output: str | None, changes: bool, force: bool, quiet: bool) -> None:
    """Take the brief's data out of a file."""
    place = file if output is None else output
    target = None if place == STREAM else place
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", UserWarning)
        data = strip_payload(standard_input() if file == STREAM else file, changes=changes)
    spare([file], [target], force)
    write(data, target)
    print_notes(file, [one.message for one in told], quiet)


def _written(
    brief: Brief,
    formats: Iterable[Format],
    look: Theme,
    payload: Literal["full", "none"],
    allow_overmarked: bool,
    source: str,
    quiet: bool,
) -> list[bytes]:
    """Return a brief in each format, and print each note on it once."""
    written = [
        write_brief(brief, one, look, payload=payload, allow_overmarked=allow_overmarked)
        for one in formats
    ]
    print_notes(source, dict.fromkeys(note for one in written for note in one.notes), quiet)
    return [one.data for one in written]


def _print_payload_note(
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
        print_notes(", ".join(files), [what], quiet)
