"""Numbering of a Word document: its lists, and the number formats of their levels (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from attrs import Factory, define, field
from lxml.etree import _Element

from briefkit.formats.docx.wordprocessingml import W, value_of, whole_number

# The last level of a list (17.9.3).
_LAST_LEVEL = 8


class ListPosition(NamedTuple):
    """Position of a paragraph in a list: the id of the list, and the level from 0."""

    list: str
    level: int


def level_in_list(digits: str | None) -> int | None:
    """Level of a list, from 0; a level beyond the last counts as the last."""
    level = whole_number(digits)
    return None if level is None else min(level, _LAST_LEVEL)


@define
class Numbering:
    """Lists of a document.

    Attributes:
        abstracts: The abstract definitions of lists, by id.
        by_style: The abstract definitions that stand for all that name their style (17.9.27).
        lists: The lists, by id.
        formats: The number formats that were asked for, by position.
        level_formats: The number formats of abstract definitions, by id; many lists may share one.
    """

    abstracts: Mapping[str, _Element] = Factory(dict)
    by_style: Mapping[str, _Element] = Factory(dict)
    lists: Mapping[str, _Element] = Factory(dict)
    formats: dict[ListPosition, str | None] = field(factory=dict)
    level_formats: dict[str, Mapping[int, str]] = field(factory=dict)

    def format_at(self, position: ListPosition) -> str | None:
        """Number format at a position: "bullet", "decimal", "none"; None where there is no such list."""
        if position not in self.formats:
            self.formats[position] = self._format_at(position)
        return self.formats[position]

    def _format_at(self, position: ListPosition) -> str | None:
        one = self.lists.get(position.list)
        if one is None:
            return None
        for override in one.iterchildren(f"{W}lvlOverride"):
            if whole_number(override.get(f"{W}ilvl")) == position.level:
                stated = _level_formats(override).get(position.level)
                if stated is not None:
                    return stated
        key = value_of(one, f"{W}abstractNumId") or ""
        if key not in self.level_formats:
            abstract = self.abstracts.get(key)
            style = value_of(abstract, f"{W}numStyleLink")
            self.level_formats[key] = _level_formats(
                self.by_style.get(style, abstract) if style else abstract
            )
        return self.level_formats[key].get(position.level)


def read_numbering(root: _Element | None) -> Numbering:
    """Lists that a numbering part defines; none where there is no part."""
    if root is None:
        return Numbering()
    abstracts = {
        one.get(f"{W}abstractNumId", ""): one for one in root.iterchildren(f"{W}abstractNum")
    }
    return Numbering(
        abstracts,
        {name: one for one in abstracts.values() if (name := value_of(one, f"{W}styleLink"))},
        {one.get(f"{W}numId", ""): one for one in root.iterchildren(f"{W}num")},
    )


def _level_formats(element: _Element | None) -> Mapping[int, str]:
    """Number format of each level in a definition; of two for one level, the first counts."""
    found: dict[int, str] = {}
    for one in () if element is None else element.iterchildren(f"{W}lvl"):
        level = whole_number(one.get(f"{W}ilvl")) or 0
        found.setdefault(level, value_of(one, f"{W}numFmt") or "decimal")
    return found
