"""Numbering of a Word document: its lists, and the number formats of their levels (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from attrs import Factory, define, frozen
from lxml.etree import _Element

from briefkit.formats.docx.opc import parse_part
from briefkit.formats.docx.wordprocessingml import VAL, W, is_on, value_of, whole_number
from briefkit.runtime.caching import cached

_START, _FORMAT, _LEVEL_TEXT = f"{W}start", f"{W}numFmt", f"{W}lvlText"
_IS_LEGAL, _RESTART = f"{W}isLgl", f"{W}lvlRestart"
# Bytes of a numbering part that is kept for the next document; that of a template has some twenty thousand.
_MAX_CACHED = 2**16
# The last level of a list (17.9.3).
_LAST_LEVEL = 8
_NO_LEVELS: Mapping[int, LevelDefinition] = MappingProxyType({})
_NO_STARTS: Mapping[int, int | None] = MappingProxyType({})


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


_UNDEFINED = LevelDefinition()


def level_in_list(digits: str | None) -> int | None:
    """Level of a list, from 0; a level beyond the last counts as the last."""
    level = whole_number(digits)
    return None if level is None else min(level, _LAST_LEVEL)


#: Definitions of levels, by level from 0.
Levels: TypeAlias = Mapping[int, LevelDefinition]


class ListDefinition(NamedTuple):
    """Definition of a list (17.9.15).

    Attributes:
        abstract: The id of the abstract definition that it has its levels from.
        stated: The definitions of levels that are its own.
        starts: Where levels begin to count in it; None where it says nothing of that.
        restarted: The levels at which it begins to count anew, as they stand in the file.
    """

    abstract: str = ""
    stated: Levels = _NO_LEVELS
    starts: Mapping[int, int | None] = _NO_STARTS
    restarted: tuple[int, ...] = ()


@frozen
class Numbering:
    """Lists of a document, in few values: a part may define many, and most are alike.

    Attributes:
        abstracts: The levels of abstract definitions, by id.
        lists: The lists, by id.
    """

    abstracts: Mapping[str, Levels] = Factory(dict)
    lists: Mapping[str, ListDefinition] = Factory(dict)

    def format_at(self, position: ListPosition) -> str | None:
        """Number format at a position: "bullet", "decimal", "none"; None where there is no such list."""
        found = self._known_definition(position)
        return None if found is None else found.format

    def definition_at(self, position: ListPosition) -> LevelDefinition:
        """Definition of a level of a list; of one that has none, one without numbers."""
        return self._known_definition(position) or _UNDEFINED

    def definition_of(self, key: str) -> str:
        """Id of the abstract definition of a list, by which lists count on from one another."""
        found = self.lists.get(key)
        return "" if found is None else found.abstract

    def restarted_levels(self, key: str) -> tuple[int, ...]:
        """Levels at which a list of its own begins to count anew (17.9.27)."""
        found = self.lists.get(key)
        return () if found is None else found.restarted

    def _known_definition(self, position: ListPosition) -> LevelDefinition | None:
        one = self.lists.get(position.list)
        if one is None:
            return None
        stated = one.stated.get(position.level)
        if stated is not None:
            return stated
        found = self.abstracts.get(one.abstract, _NO_LEVELS).get(position.level)
        start = one.starts.get(position.level)
        return found if found is None or start is None else found._replace(start=start)


def read_numbering(data: bytes | None, name: str) -> Numbering:
    """Lists that a numbering part defines; equal parts are read once, for the documents of a house have few.

    Args:
        data: The bytes of the part; None where there is none.
        name: The name of the part.

    Raises:
        ReadError: The part is no XML.
    """
    return Numbering() if data is None else _numbering(data, name)


@cached(16, max_length=_MAX_CACHED)
def _numbering(data: bytes, name: str) -> Numbering:
    root = parse_part(data, name)
    reader = _Reader()
    abstracts = {
        one.get(f"{W}abstractNumId", ""): one for one in root.iterchildren(f"{W}abstractNum")
    }
    # The abstract definitions that stand for all that name their style (17.9.27).
    by_style = {link: one for one in abstracts.values() if (link := value_of(one, f"{W}styleLink"))}
    return Numbering(
        {
            key: reader.levels(by_style.get(value_of(one, f"{W}numStyleLink") or "", one))
            for key, one in abstracts.items()
        },
        {one.get(f"{W}numId", ""): reader.list(one) for one in root.iterchildren(f"{W}num")},
    )


@define
class _Reader:
    """Reader of definitions; equal ones are one value.

    Attributes:
        known: The definitions so far.
        known_levels: The levels of the abstract definitions so far.
    """

    known: dict[LevelDefinition, LevelDefinition] = Factory(dict)
    known_levels: dict[tuple[tuple[int, LevelDefinition], ...], Levels] = Factory(dict)

    def levels(self, element: _Element) -> Levels:
        """Read each level in a definition, of which there are nine; of two for one level, the first counts."""
        found: dict[int, LevelDefinition] = {}
        for one in element.iterchildren(f"{W}lvl"):
            level = whole_number(one.get(f"{W}ilvl")) or 0
            if level <= _LAST_LEVEL and level not in found:
                made = _level_definition(one)
                found[level] = self.known.setdefault(made, made)
        return self.known_levels.setdefault(tuple(found.items()), found)

    def list(self, element: _Element) -> ListDefinition:
        """Read a list, and what it says otherwise than its abstract definition; of a level that it states, the first counts."""
        abstract = value_of(element, f"{W}abstractNumId") or ""
        overrides = element.findall(f"{W}lvlOverride")
        if not overrides:
            return ListDefinition(abstract)
        stated: dict[int, LevelDefinition] = {}
        starts: dict[int, int | None] = {}
        restarted = []
        for one in overrides:
            digits = one.get(f"{W}ilvl")
            level = whole_number(digits)
            if one.find(f"{W}startOverride") is not None:
                restarted.append(level_in_list(digits) or 0)
            if level is not None:
                own = self.levels(one).get(level)
                if own is not None:
                    stated.setdefault(level, own)
                starts[level] = whole_number(value_of(one, f"{W}startOverride"))
        return ListDefinition(abstract, stated, starts, tuple(restarted))


def _level_definition(element: _Element) -> LevelDefinition:
    # Of two elements for one property, the first counts. A search for each would take four times as long.
    found = {one.tag: one for one in reversed(element)}
    value = {tag: one.get(VAL) for tag, one in found.items()}
    start = whole_number(value.get(_START))
    return LevelDefinition(
        value.get(_FORMAT) or "decimal",
        1 if start is None else start,
        value.get(_LEVEL_TEXT) or "",
        is_on(found.get(_IS_LEGAL)),
        value.get(_RESTART) != "0",
    )
