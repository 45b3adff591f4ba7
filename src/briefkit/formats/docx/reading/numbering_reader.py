"""Numbering of a Word document: its lists, and the number formats of their levels (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from attrs import Factory, define, field
from lxml.etree import _Element

from briefkit.formats.docx.wordprocessingml import W, is_on, value_of, whole_number

# The last level of a list (17.9.3).
_LAST_LEVEL = 8


class ListPosition(NamedTuple):
    """Position of a paragraph in a list: the id of the list, and the level from 0."""

    list: str
    level: int


class LevelDefinition(NamedTuple):
    """Definition of a level of a list (17.9.6).

    Attributes:
        format: The format of its numbers: "bullet", "decimal", "none".
        start: Where it begins to count.
        text: How a number stands among other words, as "%1.%2".
        legal: Whether the numbers of all levels are decimal.
        restarts: Whether it begins anew behind a level above it.
    """

    format: str = "none"
    start: int = 1
    text: str = ""
    legal: bool = False
    restarts: bool = True


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
        definitions: The definitions of levels that were asked for, by position.
        level_definitions: The levels of abstract definitions, by id; many lists may share one.
    """

    abstracts: Mapping[str, _Element] = Factory(dict)
    by_style: Mapping[str, _Element] = Factory(dict)
    lists: Mapping[str, _Element] = Factory(dict)
    definitions: dict[ListPosition, LevelDefinition | None] = field(factory=dict)
    level_definitions: dict[str, Mapping[int, LevelDefinition]] = field(factory=dict)

    def format_at(self, position: ListPosition) -> str | None:
        """Number format at a position: "bullet", "decimal", "none"; None where there is no such list."""
        found = self._known_definition(position)
        return None if found is None else found.format

    def definition_at(self, position: ListPosition) -> LevelDefinition:
        """Definition of a level of a list; of one that has none, one without numbers."""
        return self._known_definition(position) or LevelDefinition()

    def definition_of(self, key: str) -> str:
        """Id of the abstract definition of a list, by which lists count on from one another."""
        return value_of(self.lists.get(key), f"{W}abstractNumId") or ""

    def restarted_levels(self, key: str) -> list[int]:
        """Levels at which a list of its own begins to count anew (17.9.27)."""
        one = self.lists.get(key)
        overrides = () if one is None else one.iterchildren(f"{W}lvlOverride")
        return [
            level_in_list(override.get(f"{W}ilvl")) or 0
            for override in overrides
            if override.find(f"{W}startOverride") is not None
        ]

    def _known_definition(self, position: ListPosition) -> LevelDefinition | None:
        if position not in self.definitions:
            self.definitions[position] = self._find_definition(position)
        return self.definitions[position]

    def _find_definition(self, position: ListPosition) -> LevelDefinition | None:
        one = self.lists.get(position.list)
        if one is None:
            return None
        start = None
        for override in one.iterchildren(f"{W}lvlOverride"):
            if whole_number(override.get(f"{W}ilvl")) == position.level:
                stated = _level_definitions(override).get(position.level)
                if stated is not None:
                    return stated
                start = whole_number(value_of(override, f"{W}startOverride"))
        key = self.definition_of(position.list)
        if key not in self.level_definitions:
            abstract = self.abstracts.get(key)
            style = value_of(abstract, f"{W}numStyleLink")
            self.level_definitions[key] = _level_definitions(
                self.by_style.get(style, abstract) if style else abstract
            )
        found = self.level_definitions[key].get(position.level)
        return found if found is None or start is None else found._replace(start=start)


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


def _level_definitions(element: _Element | None) -> Mapping[int, LevelDefinition]:
    """Each level in a definition, of which there are nine; of two for one level, the first counts."""
    found: dict[int, LevelDefinition] = {}
    for one in () if element is None else element.iterchildren(f"{W}lvl"):
        level = whole_number(one.get(f"{W}ilvl")) or 0
        if level > _LAST_LEVEL or level in found:
            continue
        start = whole_number(value_of(one, f"{W}start"))
        found[level] = LevelDefinition(
            value_of(one, f"{W}numFmt") or "decimal",
            1 if start is None else start,
            value_of(one, f"{W}lvlText") or "",
            is_on(one.find(f"{W}isLgl")),
            value_of(one, f"{W}lvlRestart") != "0",
        )
    return found
