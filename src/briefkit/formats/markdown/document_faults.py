"""Faults of a Markdown document: collected where they stand, so that the reading goes on behind each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import TypeVar

from attrs import define, evolve, field

from briefkit.errors import Fault, ModelError, ReadError
from briefkit.formats.markdown.sections import Part, path_of_last
from briefkit.limits.faults import Faults
from briefkit.model import SectionKind, Text

T = TypeVar("T")


@define
class DocumentFaults:
    """Collector of what is wrong with a document.

    Attributes:
        faults: The faults, those of the front matter among them.
    """

    faults: Faults = field(factory=Faults)
    _places: dict[Fault, str] = field(factory=dict, init=False)

    def tried(self, read: Callable[[], T], otherwise: T, path: Callable[[], str]) -> T:
        """Return what a function reads; where it cannot, tell that, and return what is to stand there.

        Args:
            read: The function.
            otherwise: What is to stand there, so that what follows keeps its place.
            path: Returns the path of what it reads.
        """
        try:
            return read()
        except ReadError as error:
            self.add_error(error, path())
            return otherwise

    def add_error(self, error: ReadError, path: str) -> None:
        """Add the faults of an error, whose paths go on from one."""
        for one in error.errors:
            fault = evolve(one, path=".".join(filter(None, (path, one.path))))
            self._places.setdefault(fault, error.where)
            self.faults.add(fault)
        self.faults.more += error.more

    def heading(self, parts: list[Part], read: Callable[[], None], level: int, line: int) -> None:
        """Read a heading; one that is wrong begins a section all the same."""
        before, unread = len(parts), Part(SectionKind.OTHER, Text("?"), level, line)
        titles = level == 1 and not parts
        self.tried(read, None, lambda: "title" if titles else path_of_last([*parts, unread]))
        if self.faults and len(parts) == before and not titles:
            parts.append(unread)

    def across_parts(self, error: ModelError, lines: Mapping[str, int]) -> ReadError:
        """Return the error of a brief whose parts are right, each by itself.

        Args:
            error: What the constructor has against them.
            lines: The lines of the parts by path.
        """
        self.faults.lines = lambda: lines
        self.faults.add_error(error)
        return self.faults.error(ReadError, attrgetter("place"))

    def check(self) -> None:
        """Refuse a document with faults.

        Raises:
            ReadError: There are some.
        """
        if self.faults:
            # People find a line sooner than a path.
            raise self.faults.error(ReadError, self._place)

    def _place(self, fault: Fault) -> str:
        return self._places.get(fault, fault.place)
