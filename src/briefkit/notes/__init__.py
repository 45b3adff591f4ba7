"""Notes: what a reader reports beside the brief that it read, and the collector in which readers gather them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import define, field, frozen

from briefkit.model import Brief
from briefkit.notes.codes import Code, Level

__all__ = ["Code", "Level", "Note", "Notes", "Reading", "note"]


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


def note(
    code: Code,
    message: str,
    words: str = "",
    line: int | None = None,
    *,
    path: str = "",
    before: str = "",
    after: str = "",
) -> Note:
    """Return a note at the level of its code; the arguments are the fields of a Note."""
    return Note(code.value, code.level, message, line, path, words, before, after)


@define
class Notes:
    """Collector of notes: one for each input, which the functions that read it add to, in the order of the input."""

    _collected: list[Note] = field(factory=list, init=False)

    def add(self, code: Code, message: str, words: str = "", line: int | None = None) -> None:
        """Add a note; the arguments are the fields of a Note."""
        self._collected.append(note(code, message, words, line))

    def add_characters_dropped(self, characters: str, line: int | None = None) -> None:
        """Add the note on characters that no text may hold."""
        points = ", ".join(f"U+{ord(one):04X}" for one in characters[:5])
        self.add(Code.CHARACTERS_DROPPED, f"Took out {points}.", characters, line)

    def extend(self, notes: Iterable[Note]) -> None:
        """Add notes that were made elsewhere."""
        self._collected.extend(notes)

    def __len__(self) -> int:
        """Return how many notes there are."""
        return len(self._collected)

    def __iter__(self) -> Iterator[Note]:
        """Yield the notes in their order."""
        return iter(self._collected)


@frozen
class Reading:
    """A brief, and what had to be guessed, repaired or dropped to read it.

    Attributes:
        brief: What was read.
        notes: What to know about it, in the order of the input.
    """

    brief: Brief
    notes: tuple[Note, ...] = ()
