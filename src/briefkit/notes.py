"""What a reader has to say beside the brief that it read."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import TypeAlias

from attrs import frozen

from briefkit.model import Brief


class Level(enum.StrEnum):
    """How much a note should worry its reader, from nothing to a loss."""

    INFO = "info"
    ASSUMED = "assumed"
    REPAIRED = "repaired"
    EDITED = "edited"
    DROPPED = "dropped"


#: Code → how much it should worry, and what it stands for; docs/formats.md lists them all.
Codes: TypeAlias = Mapping[str, tuple[Level, str]]


@frozen
class Note:
    """Something that a reader guessed, repaired or dropped.

    Attributes:
        code: What sort of thing, as "author-twice"; docs/formats.md lists them.
        level: How much it should worry you.
        message: One sentence about it.
        line: The line of the input, from 1, where there are lines.
        path: The place in the brief, as `sections[0].blocks[1]`.
        words: The words of the input that are not in the brief.
        before: What an edited file was written with, at that place.
        after: What it shows there now.
    """

    code: str
    level: Level
    message: str
    line: int | None = None
    path: str = ""
    words: str = ""
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line else f"{self.path}: " if self.path else ""
        return f"{place}{self.message} [{self.code}]"


@frozen
class NoteMaker:
    """Makes notes at the levels that their codes have; the arguments of a call are the fields of a Note.

    Attributes:
        codes: Each code, how much it should worry, and what it stands for.
    """

    codes: Codes

    def __call__(
        self,
        code: str,
        message: str,
        words: str = "",
        line: int | None = None,
        *,
        path: str = "",
        before: str = "",
        after: str = "",
    ) -> Note:
        """Return a note."""
        level, _ = self.codes[code]
        return Note(code, level, message, line, path, words, before, after)


@frozen
class Reading:
    """A brief, and what had to be guessed, repaired or dropped to read it.

    Attributes:
        brief: What was read.
        notes: What to know about it, in the order of the input.
    """

    brief: Brief
    notes: tuple[Note, ...] = ()
