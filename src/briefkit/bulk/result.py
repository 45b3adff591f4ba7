"""Results of a bulk run: what became of each document."""

from __future__ import annotations

from attrs import frozen

from briefkit.errors import BriefkitError
from briefkit.notes import Note


@frozen
class Result:
    """What became of one document of a bulk run.

    Attributes:
        source: The document: its path as it was given, or its place in the input, from 1, as "#12".
        paths: The files that are there, one a format, in the order of `to`; none after an error.
        seconds: How long the worker took, in seconds; 0 for what no worker was asked for.
        notes: What is to be known of reading and of writing; of formats that were skipped nothing is said again.
        error: Why there are no files; None where there are.
        skipped: Whether all of its files were there already, and current.
    """

    source: str
    paths: tuple[str, ...] = ()
    seconds: float = 0.0
    notes: tuple[Note, ...] = ()
    error: BriefkitError | None = None
    skipped: bool = False

    @property
    def path(self) -> str | None:
        """The file of the first format; None after an error."""
        return self.paths[0] if self.paths else None
