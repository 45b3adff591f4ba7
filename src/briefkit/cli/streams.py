"""Standard streams, whatever they are connected to, and errors in one line."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import BinaryIO, TypeAlias

import click

from briefkit.errors import BriefkitError
from briefkit.runtime.terminal import is_words, visible

#: Exit codes: a brief could not be read or printed; `doctor` found something missing.
FAILED, MISSING = 1, 3
STREAM = "-"
#: Words, or words and their colour.
Piece: TypeAlias = str | tuple[str, str]


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


def say(*pieces: Piece, err: bool = False) -> None:
    """Print one line, whatever words are in it; nothing else is printed to be read.

    Args:
        pieces: What to print.
        err: Whether to print it to standard error.
    """
    line = "".join(
        [
            visible(piece) if isinstance(piece, str) else click.style(visible(piece[0]), piece[1])
            for piece in pieces
        ]
    )
    click.echo(line, err=err)


def put_out(data: bytes) -> None:
    """Write a file's content to standard output.

    Raises:
        BriefkitError: It is closed, or a terminal, to which the content would be more than words.
    """
    out = standard_output()
    if out.isatty() and not is_words(data):
        raise BriefkitError(
            "is more than a terminal should be given",
            where="standard output",
            remedy="name a file with -o, or send it on through a pipe",
        )
    out.write(data)
    out.flush()


@contextmanager
def in_one_line() -> Iterator[None]:
    """Print an error in one line, and end with its exit code."""
    try:
        yield
    except click.UsageError as error:  # which click prints, with the usage
        raise click.UsageError(visible(line_of(error.format_message())), error.ctx) from None
    except (BriefkitError, OSError) as error:
        # Whoever reads a pipe and goes away has enough; that is no error.
        gone = isinstance(error, OSError) and error.errno == errno.EPIPE
        if not gone:
            with suppress(OSError):  # standard error may be full, too
                say(f"briefkit: {line_of(error)}", err=True)
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
