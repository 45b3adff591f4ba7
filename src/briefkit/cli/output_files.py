"""Where a command writes: the files it makes, and those that it spares."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from briefkit.cli.streams import STREAM, put_out, say
from briefkit.errors import BriefkitError
from briefkit.runtime.atomic_files import path_of, write_file


def target_of(output: str, source: str, suffixes: tuple[str, ...], count: int) -> str | None:
    """Return the file to write, or None for standard output."""
    if output == STREAM:
        if count > 1:
            raise click.UsageError("standard output takes one --to only")
        return None
    place = Path(path_of(output, "--output"))
    if not (place.is_dir() or output.endswith(os.sep)):
        if count == 1 and place.exists() and not place.is_file():
            return output  # a pipe or a device
        if place.suffix.lower() in suffixes:
            if count > 1:
                raise click.UsageError(f"{output} takes one --to only")
            return output
        if place.suffix and count == 1:
            raise click.UsageError(
                f"{output} does not end as its format does: {' or '.join(suffixes)}"
            )
    stem = "brief" if source == STREAM else Path(source).stem
    return str(place / f"{stem}{suffixes[0]}")


def spare(sources: Iterable[str | None], targets: Iterable[str | None], force: bool) -> None:
    """Refuse to write over a file that is read, by whatever name, unless that is asked for."""
    for target in targets:
        for source in sources:
            if not force and target and source and _same(source, target):
                raise BriefkitError(
                    "is read, and would be written over",
                    where=target,
                    remedy="write another file, or this one with --force",
                )


def _same(source: str, target: str) -> bool:
    try:
        read = os.fstat(sys.stdin.fileno()) if source == STREAM else os.stat(source)
        return os.path.isfile(target) and os.path.samestat(read, os.stat(target))
    except (OSError, ValueError, AttributeError):
        return False  # one of them is not there, or standard input is closed


def write(data: bytes, target: str | None) -> None:
    """Write into a file and print its path; or to standard output."""
    if target is None:
        put_out(data)
        return
    write_file(target, data)
    say(target)
