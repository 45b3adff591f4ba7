"""What a Word document defines beside its text: styles and lists (ECMA-376 Part 1, 17.7 and 17.9)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from attrs import Factory, define, field, frozen
from lxml.etree import _Element

from briefkit.formats.docx.opc import parse_part
from briefkit.formats.docx.style_names import (
    CharacterStyle,
    character_style_of,
    heading_level_of,
    paragraph_role_of,
)
from briefkit.formats.docx.wordprocessingml import VAL, W, is_default, is_on, value_of, whole_number
from briefkit.layout import Role
from briefkit.runtime.caching import cached

_STRONG, _EMPHASIS = ("strong", "intense emphasis"), ("emphasis", "intense emphasis")
# The last level of a list (17.9.3).
_LAST_LEVEL = 8
# Bytes of styles that are kept for the next document: a hundred styles have some fifty thousand.
_KEPT = 2**20


class Number(NamedTuple):
    """The place of a paragraph in a list: the number of the list, and the level from 0."""

    list: str
    level: int


@frozen
class Style:
    """A style, with what it has from those that it is based on.

    Attributes:
        name: Its name, in small letters; "" for no style.
        role: The role of a paragraph of it, where it is one of ours.
        heading: The level of the heading that it makes, 1 for the title.
        outline: Its level in the outline, from 0.
        number: The list that its paragraphs are in.
        look: What a run of it tells, where it is one of ours.
        strong: Whether it sets words in bold.
        emphasis: Whether it sets words in italics.
        hidden: Whether it hides words.
    """

    name: str = ""
    role: Role | None = None
    heading: int | None = None
    outline: int | None = None
    number: tuple[str | None, int | None] = (None, None)
    look: CharacterStyle | None = None
    strong: bool = False
    emphasis: bool = False
    hidden: bool = False

    @property
    def ours(self) -> bool:
        """Whether briefkit alone has a style of the name."""
        return self.name.startswith("brief ")


@define
class Styles:
    """The styles of a document by id, and what holds where no style says otherwise.

    Attributes:
        paragraphs: The styles of paragraphs.
        runs: The styles of runs.
        normal: The style of paragraphs that name none.
        language: The language of words that name none; "" where nothing says so.
        rtl: Whether lines run from right to left.
    """

    paragraphs: Mapping[str, Style] = Factory(dict)
    runs: Mapping[str, Style] = Factory(dict)
    normal: Style = field(factory=Style)
    language: str = ""
    rtl: bool = False


def level_in_list(words: str | None) -> int | None:
    """Return the level of a list, from 0; beyond the last there is none."""
    level = whole_number(words)
    return None if level is None else min(level, _LAST_LEVEL)


def styles_of(data: bytes, name: str) -> Styles:
    """Return the styles that a part defines; documents of one theme share the part.

    Raises:
        ReadError: The part is no XML.
    """
    return _kept_styles(data, name) if len(data) <= _KEPT else _styles(data, name)


@cached(8)
def _kept_styles(data: bytes, name: str) -> Styles:
    return _styles(data, name)


def _styles(data: bytes, name: str) -> Styles:
    root = parse_part(data, name)
    elements = {one.get(f"{W}styleId", ""): one for one in root.iterchildren(f"{W}style")}
    found: dict[str, dict[str, Style]] = {"paragraph": {}, "character": {}}
    normal = Style()
    known: dict[str, _Inherited] = {}
    for key, element in elements.items():
        kind = element.get(f"{W}type", "paragraph")
        if kind in found:
            style = _style(element, _chained(key, elements, known))
            found[kind][key] = style
            if kind == "paragraph" and is_default(element):
                normal = style
                rtl = is_on(element.find(f"{W}pPr/{W}bidi"))
                normal_rtl = rtl
    language = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    return Styles(
        found["paragraph"],
        found["character"],
        normal,
        "" if language is None else language.get(VAL, ""),
        normal.name != "" and normal_rtl,
    )


class _Inherited(NamedTuple):
    """What a style hands on to those that are based on it: what it says, else what it was handed."""

    role: Role | None = None
    heading: int | None = None
    outline: int | None = None
    list: str | None = None
    level: int | None = None
    strong: bool = False
    emphasis: bool = False
    hidden: bool = False


def _chained(
    key: str, elements: Mapping[str, _Element], known: dict[str, _Inherited]
) -> _Inherited:
    """Return what a style hands on; its chain is followed to what is known, and ends where it is a circle."""
    chain: dict[str, None] = {}
    while key in elements and key not in known and key not in chain:
        chain[key] = None
        key = value_of(elements[key], f"{W}basedOn") or ""
    found = known.get(key, _Inherited())
    for one in reversed(chain):
        found = known[one] = _over(elements[one], found)
    return found


def _over(element: _Element, below: _Inherited) -> _Inherited:
    """Return what a style hands on, by what it says itself and what it is handed."""

    def switched(path: str, otherwise: bool) -> bool:
        own = element.find(path)
        return otherwise if own is None else is_on(own)

    name = _name(element)
    outline = value_of(element, f"{W}pPr/{W}outlineLvl")
    level = value_of(element, f"{W}pPr/{W}numPr/{W}ilvl")
    named = value_of(element, f"{W}pPr/{W}numPr/{W}numId")
    return _Inherited(
        paragraph_role_of(name) or below.role,
        heading_level_of(name) or below.heading,
        below.outline if outline is None else whole_number(outline),
        below.list if named is None else named,
        below.level if level is None else level_in_list(level),
        switched(f"{W}rPr/{W}b", below.strong),
        switched(f"{W}rPr/{W}i", below.emphasis),
        switched(f"{W}rPr/{W}vanish", below.hidden),
    )


def _style(element: _Element, found: _Inherited) -> Style:
    """Return a style with what it has from those below it."""
    name = _name(element)
    return Style(
        name=name,
        role=found.role,
        heading=found.heading,
        outline=found.outline,
        number=(found.list, found.level),
        look=character_style_of(name),
        strong=name in _STRONG or found.strong,
        emphasis=name in _EMPHASIS or found.emphasis,
        hidden=found.hidden,
    )


def _name(element: _Element) -> str:
    return (value_of(element, f"{W}name") or "").strip().lower()


# Lists


@define
class Numbering:
    """The lists of a document.

    Attributes:
        kinds: The definitions of lists, by id.
        linked: Those that stand for all that name their style (17.9.27).
        lists: The lists, by number.
        known: How the levels count that were asked for.
        counted: How the levels of a definition count, by its id, where one was asked for: many lists may share it.
    """

    kinds: Mapping[str, _Element] = Factory(dict)
    linked: Mapping[str, _Element] = Factory(dict)
    lists: Mapping[str, _Element] = Factory(dict)
    known: dict[Number, str | None] = field(factory=dict)
    counted: dict[str, Mapping[int, str]] = field(factory=dict)

    def kind(self, place: Number) -> str | None:
        """Return how a level of a list counts: "bullet", "decimal", "none"; None for no list at all."""
        if place not in self.known:
            self.known[place] = self._kind(place)
        return self.known[place]

    def _kind(self, place: Number) -> str | None:
        one = self.lists.get(place.list)
        if one is None:
            return None
        for override in one.iterchildren(f"{W}lvlOverride"):
            if whole_number(override.get(f"{W}ilvl")) == place.level:
                stated = _formats(override).get(place.level)
                if stated is not None:
                    return stated
        key = value_of(one, f"{W}abstractNumId") or ""
        if key not in self.counted:
            abstract = self.kinds.get(key)
            link = value_of(abstract, f"{W}numStyleLink")
            self.counted[key] = _formats(self.linked.get(link, abstract) if link else abstract)
        return self.counted[key].get(place.level)


def numbering_of(root: _Element | None) -> Numbering:
    """Return the lists that a part defines."""
    if root is None:
        return Numbering()
    kinds = {one.get(f"{W}abstractNumId", ""): one for one in root.iterchildren(f"{W}abstractNum")}
    return Numbering(
        kinds,
        {name: one for one in kinds.values() if (name := value_of(one, f"{W}styleLink"))},
        {one.get(f"{W}numId", ""): one for one in root.iterchildren(f"{W}num")},
    )


def _formats(element: _Element | None) -> Mapping[int, str]:
    """Return how the levels of a definition count; where two are of one level, the first tells."""
    found: dict[int, str] = {}
    for one in () if element is None else element.iterchildren(f"{W}lvl"):
        level = whole_number(one.get(f"{W}ilvl")) or 0
        found.setdefault(level, value_of(one, f"{W}numFmt") or "decimal")
    return found
