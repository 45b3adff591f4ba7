"""Notes: what a reader reports beside the brief that it read, and the collector in which readers gather them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeAlias

from attrs import asdict, define, field, frozen

from briefkit.model import Brief
from briefkit.model.paths import enclosing_paths
from briefkit.notes.codes import Code, Level
from briefkit.notes.part_lines import PartLines
from briefkit.runtime.module_loading import OnDemand
from briefkit.runtime.short_repr import short_repr

__all__ = ["Code", "Level", "LineFinder", "Note", "Notes", "Reading", "note"]

#: What finds the lines of a brief's parts: from 1, by path; a span is an entry of its text, as in plain data.
LineFinder: TypeAlias = Callable[[Brief], Mapping[str, int]]

# Of a room above, which is loaded where somebody asks for plain data.
_to_tree = OnDemand("briefkit.data.tree:to_tree")


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

    __repr__ = short_repr

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line else f"{self.path}: " if self.path else ""
        return f"{place}{self.message} [{self.code}]"

    def to_dict(self) -> dict[str, Any]:
        """Return the note as plain data."""
        return {**asdict(self), "level": self.level.value}


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
    """Collector of notes: one for each input, which the functions that read it add to, in the order of the input.

    Attributes:
        lines: The lines on which the parts of the brief stand, which the same functions add to.
    """

    _collected: list[Note] = field(factory=list, init=False)
    lines: PartLines = field(factory=PartLines, init=False)

    def add(self, code: Code, message: str, words: str = "", line: int | None = None) -> None:
        """Add a note; the arguments are the fields of a Note."""
        self._collected.append(note(code, message, words, line))

    def add_characters_dropped(self, characters: str, line: int | None = None) -> None:
        """Add the note on characters that no text may hold."""
        points = ", ".join(f"U+{ord(one):04X}" for one in characters[:5])
        self.add(Code.CHARACTERS_DROPPED, f"Took out {points}.", characters, line)

    def add_status_assumed(self) -> None:
        """Add the note on a document that shows no sign of being briefkit's, and no status."""
        message = "Nothing says how far the document has come; 'published' was assumed."
        self.add(Code.STATUS_ASSUMED, message)

    def extend(self, notes: Iterable[Note]) -> None:
        """Add notes that were made elsewhere."""
        self._collected.extend(notes)

    def in_order(self) -> tuple[Note, ...]:
        """Return the notes in the order of the input, those on the whole first."""
        return tuple(sorted(self._collected, key=lambda one: one.line or 0))

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
        find_lines: What finds the lines of its parts in the input, for `line_of`; None where there are no lines.
    """

    brief: Brief
    notes: tuple[Note, ...] = ()
    find_lines: LineFinder | None = field(default=None, eq=False, repr=False, kw_only=True)

    __repr__ = short_repr

    def line_of(self, path: str) -> int | None:
        r"""Return the line of the input on which a part of the brief stands; of plain text, Markdown, YAML and JSON.

        Args:
            path: The place in the brief. What has no line of its own has that of what it stands in.

        Returns:
            The line, from 1; None for any other format.

        Raises:
            PathError: The path leads nowhere in the brief.
            ArgumentError: The path is no string.

        Example:
            >>> reading = bk.read(b"# Ferry returns\n\n## Background\n\nIt sails again.\n", "markdown")
            >>> reading.line_of("sections[0].blocks[0].text")
            5
        """
        paths = enclosing_paths(self.brief, path)
        if self.find_lines is None:
            return None
        return next((self._lines[one] for one in paths if one in self._lines), 1)

    @cached_property
    def _lines(self) -> Mapping[str, int]:
        return self.find_lines(self.brief) if self.find_lines else {}

    def to_dict(self) -> dict[str, Any]:
        """Return the brief and the notes as plain data."""
        return {"brief": _to_tree(self.brief), "notes": [one.to_dict() for one in self.notes]}
