"""Styles of a Word document, with the properties that they inherit (ECMA-376 Part 1, 17.7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from attrs import Factory, define, field, frozen
from lxml.etree import _Element

from briefkit.formats.docx.opc import parse_part
from briefkit.formats.docx.reading.language_tags import UNSAID, LanguageTags, tags_of
from briefkit.formats.docx.reading.numbering_reader import level_in_list
from briefkit.formats.docx.style_names import (
    CharacterStyle,
    character_style_of,
    heading_level_of,
    paragraph_role_of,
)
from briefkit.formats.docx.wordprocessingml import (
    STRIKES,
    W,
    is_default,
    is_on,
    value_of,
    whole_number,
)
from briefkit.layout import Role
from briefkit.runtime.caching import cached

_STRONG, _EMPHASIS = ("strong", "intense emphasis"), ("emphasis", "intense emphasis")
# Styles that one is based on: Word itself takes no more than ten.
_MAX_BASES = 16
# Bytes of a styles part that is kept for the next document: a hundred styles have some fifty thousand.
_MAX_CACHED = 2**20


@frozen
class Style:
    """Style, with the properties that it inherits.

    Attributes:
        name: Its name, in small letters; "" for no style.
        role: The role of its paragraphs, if it is one of briefkit's.
        heading_level: The level of the heading that it makes, 1 for the title.
        outline_level: Its level in the outline, from 0.
        numbering: The id and the level of the list that its paragraphs are in.
        character_style: The character style of briefkit's that it is, if it is one.
        strong: Whether it is bold.
        emphasis: Whether it is italic.
        hidden: Whether its text is hidden.
        struck: Whether its text is struck out.
        languages: The languages of its words.
        names: Its name and those of the styles that it is based on, the nearest first.
        size: The size of its font, in half-points; None where it says none.
    """

    name: str = ""
    role: Role | None = None
    heading_level: int | None = None
    outline_level: int | None = None
    numbering: tuple[str | None, int | None] = (None, None)
    character_style: CharacterStyle | None = None
    strong: bool = False
    emphasis: bool = False
    hidden: bool = False
    struck: bool = False
    languages: LanguageTags = UNSAID
    names: tuple[str, ...] = ()
    size: int | None = None

    @property
    def is_briefkits(self) -> bool:
        """Whether only briefkit has a style of this name."""
        return self.name.startswith("brief ")


#: The style of what has none.
UNSTYLED = Style()


@define
class Styles:
    """Styles of a document by id, and its defaults.

    Attributes:
        paragraph: The paragraph styles.
        character: The character styles.
        normal: The default paragraph style.
        headed_tables: The ids of the table styles that have a look of their own for a first row.
        languages: The default languages.
        rtl: Whether the default direction is from right to left.
        size: The default size of a font, in half-points; None where there is none.
    """

    paragraph: Mapping[str, Style] = Factory(dict)
    character: Mapping[str, Style] = Factory(dict)
    normal: Style = field(factory=Style)
    languages: LanguageTags = UNSAID
    rtl: bool = False
    headed_tables: frozenset[str] = frozenset()
    size: int | None = None


def read_styles(data: bytes, name: str) -> Styles:
    """Styles that a part defines; documents of one theme share the bytes of the part.

    Raises:
        ReadError: The part is no XML.
    """
    return _cached_styles(data, name) if len(data) <= _MAX_CACHED else _styles(data, name)


@cached(8)
def _cached_styles(data: bytes, name: str) -> Styles:
    return _styles(data, name)


def _styles(data: bytes, name: str) -> Styles:
    root = parse_part(data, name)
    elements = {one.get(f"{W}styleId", ""): one for one in root.iterchildren(f"{W}style")}
    found: dict[str, dict[str, Style]] = {"paragraph": {}, "character": {}}
    normal, normal_rtl = UNSTYLED, False
    known: dict[str, _Inherited] = {}
    for key, element in elements.items():
        kind = element.get(f"{W}type", "paragraph")
        if kind in found:
            style = _style(element, _inherited(key, elements, known))
            found[kind][key] = style
            if kind == "paragraph" and is_default(element):
                normal, normal_rtl = style, is_on(element.find(f"{W}pPr/{W}bidi"))
    language = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    return Styles(
        found["paragraph"],
        found["character"],
        normal,
        tags_of(language),
        normal.name != "" and normal_rtl,
        _headed_tables(elements),
        whole_number(value_of(root, f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")),
    )


def _headed_tables(elements: Mapping[str, _Element]) -> frozenset[str]:
    """Ids of the table styles that have, or inherit, a look of their own for a first row (17.7.6.6)."""
    own = {
        key
        for key, element in elements.items()
        if any(one.get(f"{W}type") == "firstRow" for one in element.iterchildren(f"{W}tblStylePr"))
    }
    bases = {key: value_of(elements[key], f"{W}basedOn") or "" for key in elements} if own else {}
    for _ in range(_MAX_BASES):
        more = {key for key, base in bases.items() if base in own} - own
        if not more:
            break
        own |= more
    return frozenset(own)


class _Inherited(NamedTuple):
    """Properties that a style passes on to the styles based on it."""

    role: Role | None = None
    heading_level: int | None = None
    outline_level: int | None = None
    list: str | None = None
    level: int | None = None
    strong: bool = False
    emphasis: bool = False
    hidden: bool = False
    struck: bool = False
    languages: LanguageTags = UNSAID
    names: tuple[str, ...] = ()
    size: int | None = None


def _inherited(
    key: str, elements: Mapping[str, _Element], known: dict[str, _Inherited]
) -> _Inherited:
    """Properties that a style passes on; its chain of bases is followed to a known one, or once round a circle."""
    chain: dict[str, None] = {}
    while key in elements and key not in known and key not in chain:
        chain[key] = None
        key = value_of(elements[key], f"{W}basedOn") or ""
    found = known.get(key, _Inherited())
    for one in reversed(chain):
        found = known[one] = _override(elements[one], found)
    return found


def _override(element: _Element, base: _Inherited) -> _Inherited:
    """Properties that a style passes on: its own, else those of its base."""

    def toggled(path: str, otherwise: bool) -> bool:
        own = element.find(path)
        return otherwise if own is None else is_on(own)

    stricken = [is_on(one) for one in element.iterfind(f"{W}rPr/*") if one.tag in STRIKES]
    name = _name(element)
    outline = value_of(element, f"{W}pPr/{W}outlineLvl")
    level = value_of(element, f"{W}pPr/{W}numPr/{W}ilvl")
    number = value_of(element, f"{W}pPr/{W}numPr/{W}numId")
    return _Inherited(
        paragraph_role_of(name) or base.role,
        heading_level_of(name) or base.heading_level,
        base.outline_level if outline is None else whole_number(outline),
        base.list if number is None else number,
        base.level if level is None else level_in_list(level),
        toggled(f"{W}rPr/{W}b", base.strong),
        toggled(f"{W}rPr/{W}i", base.emphasis),
        toggled(f"{W}rPr/{W}vanish", base.hidden),
        any(stricken) if stricken else base.struck,
        tags_of(element.find(f"{W}rPr/{W}lang")).over(base.languages),
        (name, *base.names[:_MAX_BASES]),
        whole_number(value_of(element, f"{W}rPr/{W}sz")) or base.size,
    )


def _style(element: _Element, properties: _Inherited) -> Style:
    name = _name(element)
    return Style(
        name=name,
        role=properties.role,
        heading_level=properties.heading_level,
        outline_level=properties.outline_level,
        numbering=(properties.list, properties.level),
        character_style=character_style_of(name),
        strong=name in _STRONG or properties.strong,
        emphasis=name in _EMPHASIS or properties.emphasis,
        hidden=properties.hidden,
        struck=properties.struck,
        languages=properties.languages,
        names=properties.names,
        size=properties.size,
    )


def _name(element: _Element) -> str:
    return (value_of(element, f"{W}name") or "").strip().lower()
