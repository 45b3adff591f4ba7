"""Faults of an input: their collector, which keeps as many as `Limits.faults` and counts the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias, TypeVar

from attrs import define, evolve, field

from briefkit.errors import BriefkitError, Fault
from briefkit.limits import limits_in_force

E = TypeVar("E", bound=BriefkitError)

#: Returns the line of an input, from 1, by the path of what starts there.
Lines: TypeAlias = Callable[[], Mapping[str, int]]


def no_lines() -> Mapping[str, int]:
    """Return the lines of an input that has none."""
    return {}


def line_of(path: str, lines: Mapping[str, int]) -> int | None:
    """Return the line of what stands at a path, or of the nearest thing around it; None where none has one."""
    while path not in lines:
        if not path:
            return None
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return lines[path]


@define(eq=False)
class Faults:
    """Collector of faults: one for each input, which the functions that read it add to.

    Attributes:
        lines: Where things stand in the input.
        found: The faults, in the order in which they were found.
        more: How many more there are.
    """

    lines: Lines = no_lines
    found: list[Fault] = field(factory=list, init=False)
    more: int = field(default=0, init=False)
    _most: int = field(factory=lambda: limits_in_force().faults, init=False)

    def __bool__(self) -> bool:
        return bool(self.found)

    @property
    def full(self) -> bool:
        """Whether faults are only counted from now on."""
        return len(self.found) >= self._most

    def add(self, fault: Fault, place: str | None = None) -> None:
        """Add a fault, with its line.

        Args:
            fault: The fault.
            place: The path by which its line is found, where that is another than its own.
        """
        if self.full:
            self.more += 1
        elif fault.line is None:
            line = line_of(fault.path if place is None else place, self.lines())
            self.found.append(evolve(fault, line=line))
        else:
            self.found.append(fault)

    def add_error(self, error: BriefkitError) -> None:
        """Add the faults that an error tells."""
        for fault in error.errors:
            self.add(fault)
        self.more += error.more

    def error(self, kind: type[E], where: Callable[[Fault], str]) -> E:
        """Return the one error that tells all faults, in the order of the input, what a parser has told first.

        Args:
            kind: Its class.
            where: Returns how the place of the first fault is written.
        """
        faults = sorted(self.found, key=lambda one: (one.column is None, one.line or 0))
        first = faults[0]
        return kind(
            first.message,
            where=where(first),
            remedy=first.remedy,
            code=first.code,
            errors=faults,
            more=self.more,
        )
