"""Standard streams, whatever they are connected to, and errors in one line."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import BinaryIO

import click

from briefkit.errors import BriefkitError

FAILED = 1
STREAM = "-"


def ready_streams() -> None:
    """Let no stream fail over a character that it cannot write: its number is written.

    Where one is closed, no file that is opened later takes its descriptor, into which libraries would warn.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest that is free
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def standard_input() -> bytes:
    """Return what is on standard input."""
    if sys.stdin is None:
        raise BriefkitError("standard input is closed")
    return sys.stdin.buffer.read()


def standard_output() -> BinaryIO:
    """Return the bytes behind standard output, where a command has to write there."""
    if sys.stdout is None:
        raise BriefkitError("standard output is closed")
    return sys.stdout.buffer


@contextmanager
def in_one_line() -> Iterator[None]:
    """Print an error in one line, and end with its exit code."""
    try:
        yield
    except (BriefkitError, OSError) as error:
        # Whoever reads a pipe and goes away has enough; that is no error.
        gone = isinstance(error, OSError) and error.errno == errno.EPIPE
        if not gone:
            with suppress(OSError):  # standard error may be full, too
                click.echo(f"briefkit: {line_of(error)}", err=True)
        _forget_output()
        sys.exit(0 if gone else FAILED)


def line_of(what: object) -> str:
    """Return what is wrong, or is to be known, in one line."""
    if isinstance(what, OSError) and not isinstance(what, BriefkitError) and what.strerror:
        place = f"{what.filename}: " if what.filename else ""
        what = f"{place}{what.strerror}"
    return " ".join(str(what).split())


def _forget_output() -> None:
    """Leave unwritten what a stream still holds and cannot write, so that ending does not try again."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
