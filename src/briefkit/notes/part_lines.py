"""Lines of the input on which the parts of a brief stand, as a reader comes upon them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import define, field

from briefkit.model import Brief, Section
from briefkit.model.walk import walk

#: What begins an item, a list, a section: it has their line where they have none, the innermost first.
_FIRST = (".block", ".items[0]", ".blocks[0]")


@define(eq=False)
class PartLines:
    """Collector of lines: of fields by their path, of blocks and others by themselves, of sections in reading order.

    A reader makes parts before it knows their places in the brief, so a part is kept, and found again in the brief.
    """

    _fields: dict[str, int] = field(factory=dict, init=False)
    _parts: list[tuple[object, int]] = field(factory=list, init=False)
    _sections: list[int | None] = field(factory=list, init=False)

    def add(self, part: object, line: int | None) -> None:
        """Add the line of a part, if there is one; the first line that is added counts."""
        if line and part is not None:
            self._parts.append((part, line))

    def numbers(self) -> Mapping[int, int]:
        """Return the lines of parts so far, by the identity of each."""
        known: dict[int, int] = {}
        for part, line in self._parts:
            known.setdefault(id(part), line)
        return known

    def field_line(self, path: str) -> int | None:
        """Return the line of a field, by its path, if it has one."""
        return self._fields.get(path)

    def add_field(self, path: str, line: int | None) -> None:
        """Add the line of a field by its path."""
        if line:
            self._fields[path] = line

    def add_fields(self, lines: Mapping[str, int]) -> None:
        """Add lines by path."""
        self._fields.update(lines)

    def add_section(self, line: int | None) -> None:
        """Add the line of the next section in reading order."""
        self._sections.append(line)

    def __call__(self, brief: Brief) -> dict[str, int]:
        """Return the lines of a brief's parts by path, a text's spans counted as plain data has them."""
        return self.of(walk(brief))

    def of(self, parts: Iterable[tuple[str, object]]) -> dict[str, int]:
        """Return the lines of parts, of which each is given with its path, in reading order."""
        found = {**self._fields, "": 1}
        known = self.numbers()
        sections: Iterator[int | None] = iter(self._sections)
        for path, part in parts:
            number = next(sections, None) if isinstance(part, Section) else known.get(id(part))
            if number:
                found.setdefault(path, number)
                if path.endswith("][0]"):  # the first cell of a row
                    found.setdefault(path.removesuffix("[0]"), number)
                for end in _FIRST:
                    path = path.removesuffix(end)
                    found.setdefault(path, number)
        return found
