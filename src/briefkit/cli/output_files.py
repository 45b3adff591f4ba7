"""Where a command writes: the files it makes, and those that it spares."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import click

from briefkit.cli.streams import STREAM, put_out, say
from briefkit.errors import WriteError
from briefkit.runtime.atomic_files import path_of, write_file


def target_of(output: str, source: str, suffixes: tuple[str, ...], count: int) -> str | None:
    """Return the file to write, or None for standard output.

    Args:
        output: What the command line gives: a folder, a file, or standard output.
        source: The brief, which the file is called after in a folder.
        suffixes: Those of its format.
        count: How many files the command writes.
    """
    if output == STREAM:
        if count > 1:
            raise click.UsageError("standard output takes one file only")
        return None
    place = Path(path_of(output, "--output"))
    if not (place.is_dir() or output.endswith(os.sep)):
        if count == 1 and place.exists() and not place.is_file():
            return output  # a pipe or a device
        if place.suffix.lower() in suffixes:
            if count > 1:
                raise click.UsageError(f"{output} is one file; name a folder for several")
            return output
        if place.suffix and count == 1:
            raise click.UsageError(
                f"{output} does not end as its format does: {' or '.join(suffixes)}"
            )
    return str(place / f"{stem_of(source)}{suffixes[0]}")


def stem_of(source: str) -> str:
    """Return what the files of a brief are called after."""
    return "brief" if source == STREAM else Path(source).stem


def spare(sources: Iterable[str | None], targets: Iterable[str | None], force: bool) -> None:
    """Refuse to write over a file that is read, by whatever name, unless that is asked for."""
    read = {_identity(one) for one in sources if one} - {None}
    for target in targets:
        if not force and target and os.path.isfile(target) and _identity(target) in read:
            raise WriteError(
                "is read, and would be written over",
                where=target,
                remedy="write another file, or this one with --force",
            )


def refuse_doubles(targets: Iterable[str | None]) -> None:
    """Refuse to write two files in one place."""
    taken: set[str] = set()
    for target in filter(None, targets):
        place = os.path.realpath(target)
        if place in taken:
            raise WriteError(
                "would be written twice",
                where=target,
                remedy="files of one name go into folders of their own",
            )
        taken.add(place)


def _identity(file: str) -> tuple[int, int] | None:
    """Return what tells a file from all others; None where it is not there, or standard input is closed."""
    with suppress(OSError, ValueError, AttributeError):
        found = os.fstat(sys.stdin.fileno()) if file == STREAM else os.stat(file)
        return found.st_dev, found.st_ino
    return None


def write(data: bytes, target: str | None, *, make_folder: bool = False) -> None:
    """Write into a file and print its path; or to standard output.

    Args:
        data: What to write.
        target: The file; None is standard output.
        make_folder: Whether to make its folder where there is none.
    """
    if target is None:
        put_out(data)
        return
    if make_folder:
        os.makedirs(os.path.dirname(target) or ".", exist_ok=True)
    write_file(target, data)
    say(target)
