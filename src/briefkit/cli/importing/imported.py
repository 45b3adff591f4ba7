"""Imported files: what was recognised in each, and what was guessed and left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import frozen

from briefkit.cli.findings import Finding
from briefkit.model import Brief, Figure, Section, Statement, Table
from briefkit.model.walk import walk
from briefkit.notes import Code, Level, Note

#: What was counted in a brief, in the order in which it is told.
COUNTED = ("sections", "statements", "tables", "pictures")
#: The levels of notes from the worst on, and what is told of each.
LEVELS = {
    Level.DROPPED: "left out",
    Level.EDITED: "edited",
    Level.REPAIRED: "repaired",
    Level.ASSUMED: "guessed",
    Level.INFO: "to know",
}
_KINDS = {"sections": Section, "statements": Statement, "tables": Table, "pictures": Figure}


@frozen
class Imported:
    """Imported file.

    Attributes:
        source: The file, as the command line names it.
        draft: The file that was written; "" where none was.
        brief: What was read; None where nothing could be.
        notes: The notes on it.
        errors: What is wrong with it.
    """

    source: str
    draft: str = ""
    brief: Brief | None = None
    notes: tuple[Note, ...] = ()
    errors: tuple[Finding, ...] = ()

    @property
    def authors(self) -> str:
        """The names of the authors."""
        return ", ".join(one.name for one in self.brief.authors) if self.brief else ""

    @property
    def date(self) -> str:
        """The day on which it came out."""
        published = self.brief.published if self.brief else None
        return str(published)[:10] if published else ""

    @property
    def counts(self) -> dict[str, int]:
        """How many parts of each kind were recognised."""
        return {name: sum(1 for _ in walk(self.brief, kind)) for name, kind in _KINDS.items()}

    def count(self, level: Level) -> int:
        """Return how many notes have a level."""
        return sum(one.level is level for one in self.notes)


@frozen
class Tally:
    """How often a note was made.

    Attributes:
        level: Its level.
        code: Its code.
        meaning: What the code stands for.
        times: How often.
        files: On how many files.
    """

    level: Level
    code: str
    meaning: str
    times: int
    files: int


def tallies(imported: Sequence[Imported]) -> list[Tally]:
    """Return how often each note was made that is more than information, the worst first, then the most frequent."""
    times = Counter(note.code for one in imported for note in one.notes)
    files = Counter(code for one in imported for code in {note.code for note in one.notes})
    known = {note.code: note.level for one in imported for note in one.notes}
    order = list(LEVELS)
    found = [
        Tally(known[code], code, _meaning(code), number, files[code])
        for code, number in times.items()
        if known[code] is not Level.INFO
    ]
    return sorted(found, key=lambda one: (order.index(one.level), -one.files, one.code))


def _meaning(code: str) -> str:
    """Return what a code stands for; "" of one that another package made."""
    return next((one.meaning for one in Code if one.value == code), "")


def unique_names(stems: Iterable[str], suffix: str) -> list[str]:
    """Return a name for each file, no two alike, whatever a system makes of capitals: "brief.md", "brief-2.md".

    Args:
        stems: What each is called after.
        suffix: What all end with.
    """
    taken: set[str] = set()
    names: list[str] = []
    following: Counter[str] = Counter()
    for stem in stems:
        name = stem
        while name.casefold() in taken:
            following[stem.casefold()] += 1
            name = f"{stem}-{following[stem.casefold()] + 1}"
        taken.add(name.casefold())
        names.append(f"{name}{suffix}")
    return names
