"""The styles and lists of a template, and those of briefkit's that it lacks, as one (ECMA-376 Part 1, 17.7, 17.9)."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from itertools import count
from typing import TYPE_CHECKING

from attrs import frozen

from briefkit.formats.docx.numbering_ids import DEFAULT_LIST_IDS, ListIds
from briefkit.formats.docx.style_names import (
    CharacterStyle,
    character_style_name,
    character_style_of,
    heading_level_of,
    style_id,
)
from briefkit.formats.docx.wordprocessingml import VAL, W, is_default, is_on, value_of, whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element

_STYLE, _NAME, _ID, _TYPE = f"{W}style", f"{W}name", f"{W}styleId", f"{W}type"
# The elements that refer to a style by its id, in any part.
_REFERENCES = tuple(
    f"{W}{name}"
    for name in (
        *("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"),
        *("styleLink", "numStyleLink", "defaultTableStyle", "clickAndTypeStyle"),
    )
)
# What stands before the number among the properties of a paragraph (CT_PPrBase).
_BEFORE_NUMBER = {
    f"{W}{name}"
    for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
}
# What stands after the paragraph's in a style, and after the language in a run (CT_Style, EG_RPrBase).
_AFTER_PARAGRAPH = {f"{W}{name}" for name in ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr")}
_AFTER_LANGUAGE = {f"{W}{name}" for name in ("eastAsianLayout", "specVanish", "oMath")}


@frozen
class Merged:
    """What documents must know of the styles that they have.

    Attributes:
        ids: The ids that styles of the template had, with those that they have now.
        looks: The looks of runs that it has styles for.
        rtl: Whether its lines run from right to left.
        numbered: Whether it numbers headings by itself.
    """

    ids: Mapping[str, str]
    looks: frozenset[CharacterStyle]
    rtl: bool
    numbered: bool


def rename(root: _Element, ids: Mapping[str, str]) -> None:
    """Give every reference to a style the id that the style has now."""
    for one in root.iter(*_REFERENCES):
        name = one.get(VAL, "")
        one.set(VAL, ids.get(name, name))


def respell(root: _Element) -> None:
    """Say left and right for start and end: LibreOffice writes the strict words, which Office 2007 refuses."""
    for one in root.iter(f"{W}jc", f"{W}lvlJc"):
        word = one.get(VAL, "")
        one.set(VAL, _SIDES.get(word, word))
    for one in root.iter(f"{W}ind"):
        for strict, common in _SIDES.items():
            length = one.get(f"{W}{strict}")
            if length is not None:
                del one.attrib[f"{W}{strict}"]
                one.set(f"{W}{common}", length)
    for one in root.iter(f"{W}charset"):
        one.attrib.pop(f"{W}characterSet", "")


_SIDES = {"start": "left", "end": "right"}

# Styles


def merge_styles(theirs: _Element, ours: _Element) -> Merged:
    """Add to a template's styles those that it lacks by name; all of them get the ids that briefkit writes.

    Args:
        theirs: The root of the template's part; it is changed.
        ours: The root of briefkit's.
    """
    ids = _identify(theirs, ours)
    present = {_key(one): one for one in theirs.iterchildren(_STYLE)}
    defaults = {one.get(_TYPE): one for one in theirs.iterchildren(_STYLE) if is_default(one)}
    numbered = numbers_headings(theirs)
    for one in ours.iterchildren(_STYLE):
        there = present.get(_key(one))
        if there is not None:
            if not numbered:
                _number_as(one, there)
        elif not (is_default(one) and one.get(_TYPE) in defaults):
            added = deepcopy(one)
            if numbered:
                _unnumber(added)
            theirs.append(added)
    _speak(theirs, ours)
    normal = defaults.get("paragraph")
    return Merged(
        ids,
        frozenset(look for key in present if (look := _look(key))),
        normal is not None and is_on(normal.find(f"{W}pPr/{W}bidi")),
        numbered,
    )


def _identify(theirs: _Element, ours: _Element) -> dict[str, str]:
    """Give the template's styles the ids of briefkit's of the same name; return those that changed."""
    wanted = {_key(one): one.get(_ID, "") for one in ours.iterchildren(_STYLE)}
    present = {_key(one) for one in theirs.iterchildren(_STYLE)}
    # A style that stands for paragraphs of no style is briefkit's Normal, whatever it is called.
    unnamed = {
        key[0]: wanted[key]
        for one in ours.iterchildren(_STYLE)
        if is_default(one) and (key := _key(one)) not in present
    }
    ids: dict[str, str] = {}
    others = []
    for one in theirs.iterchildren(_STYLE):
        key = _key(one)
        new = wanted.get(key, "")
        if not new and is_default(one):
            new = unnamed.get(key[0], "")
        if not new and (look := _look(key)):
            new = style_id(character_style_name(look))
        if new and new not in ids.values():
            ids[one.get(_ID, "")] = new
            one.set(_ID, new)
        else:
            others.append(one)
    names = {name for _, name in wanted}
    held = {one.casefold() for one in (*wanted.values(), *ids.values())}
    taken = held | {one.get(_ID, "").casefold() for one in others}
    for one in others:
        old = one.get(_ID, "")
        if _key(one)[1] in names:
            _name_anew(one)
        if old.casefold() in held or old.casefold().startswith("brief"):
            new = next(name for n in count(1) if (name := f"House{n}").casefold() not in taken)
            taken.add(new.casefold())
            ids[old] = new
            one.set(_ID, new)
    rename(theirs, ids)
    return ids


def _look(key: tuple[str, str]) -> CharacterStyle | None:
    """Return the look of a run that a style of this type and name is for."""
    return character_style_of(key[1]) if key[0] == "character" else None


def numbers_headings(styles: _Element) -> bool:
    """Whether styles number headings."""
    return any(
        (heading_level_of(_key(one)[1]) or 1) > 1
        and value_of(one, f"{W}pPr/{W}numPr/{W}numId") not in (None, "0")
        for one in styles.iterchildren(_STYLE)
    )


def _name_anew(style: _Element) -> None:
    """Give a style another name, where it is of another type than the one that has to have its name."""
    name = style.find(_NAME)
    if name is not None:
        name.set(VAL, f"{name.get(VAL)} (template)")


def _key(style: _Element) -> tuple[str, str]:
    """Return what makes a style the one of its kind: its type, and its name without case."""
    return style.get(_TYPE, "paragraph"), (value_of(style, _NAME) or "").strip().lower()


def _number_as(ours: _Element, theirs: _Element) -> None:
    """Number a heading of the template as briefkit's is, where the theme numbers headings."""
    number = ours.find(f"{W}pPr/{W}numPr")
    if number is None:
        return
    properties = theirs.find(f"{W}pPr")
    if properties is None:
        properties = theirs.makeelement(f"{W}pPr", {})
        theirs.insert(sum(one.tag not in _AFTER_PARAGRAPH for one in theirs), properties)
    _unnumber(theirs)
    properties.insert(sum(one.tag in _BEFORE_NUMBER for one in properties), deepcopy(number))


def _unnumber(style: _Element) -> None:
    properties = style.find(f"{W}pPr")
    number = None if properties is None else properties.find(f"{W}numPr")
    if properties is not None and number is not None:
        properties.remove(number)


def _speak(theirs: _Element, ours: _Element) -> None:
    """Say the language of the words: of a brief, not of the template that it is set in."""
    for style in theirs.iterchildren(_STYLE):
        for properties in style.findall(f"{W}rPr"):
            for one in properties.findall(f"{W}lang"):
                properties.remove(one)
    above = theirs
    for name, place in (("docDefaults", 0), ("rPrDefault", 0), ("rPr", 0)):
        below = above.find(f"{W}{name}")
        if below is None:
            below = above.makeelement(f"{W}{name}", {})
            above.insert(place, below)
        above = below
    for one in above.findall(f"{W}lang"):
        above.remove(one)
    spoken = ours.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert spoken is not None
    above.insert(sum(one.tag not in _AFTER_LANGUAGE for one in above), deepcopy(spoken))


# Lists


_IN_LEVEL = {
    f"{W}{name}": place
    for place, name in enumerate(
        (
            *("start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText"),
            *("lvlPicBulletId", "legacy", "lvlJc", "pPr", "rPr"),
        )
    )
}
_ABSTRACT, _ABSTRACT_ID = f"{W}abstractNum", f"{W}abstractNumId"
_LIST, _LIST_ID = f"{W}num", f"{W}numId"


def number_after(theirs: _Element, ours: _Element, styles: _Element) -> ListIds:
    """Give briefkit's lists ids that are free in a template.

    Args:
        theirs: The root of the template's lists.
        ours: The root of briefkit's; it is changed.
        styles: The root of briefkit's styles, which may name a list; it is changed.
    """
    kinds = _highest(theirs, _ABSTRACT, _ABSTRACT_ID) + 1
    lists = _highest(theirs, _LIST, _LIST_ID)
    for one in ours.iterchildren(_ABSTRACT):
        one.set(_ABSTRACT_ID, str(kinds + int(one.get(_ABSTRACT_ID, "0"))))
    for one in ours.iterchildren(_LIST):
        one.set(_LIST_ID, str(lists + int(one.get(_LIST_ID, "0"))))
    for one in (*ours.iter(_ABSTRACT_ID), *styles.iter(_LIST_ID)):
        above = kinds if one.tag == _ABSTRACT_ID else lists
        one.set(VAL, str(above + int(one.get(VAL, "0"))))
    return ListIds(
        kinds + DEFAULT_LIST_IDS.bulleted,
        kinds + DEFAULT_LIST_IDS.numbered,
        lists + DEFAULT_LIST_IDS.continued,
        lists + DEFAULT_LIST_IDS.last,
    )


def _highest(root: _Element, tag: str, attribute: str) -> int:
    return max((whole_number(one.get(attribute)) or 0 for one in root.iterchildren(tag)), default=0)


def merge_lists(theirs: _Element, ours: _Element, *, numbered: bool) -> None:
    """Add briefkit's lists to those of a template.

    Args:
        theirs: The root of the template's part; it is changed.
        ours: The root of briefkit's, with ids that are free.
        numbered: Whether the template numbers headings by itself, so that briefkit's must not.
    """
    for one in theirs.findall(f"{W}numIdMacAtCleanup"):
        theirs.remove(one)
    kinds = [
        one
        for one in ours.iterchildren(_ABSTRACT)
        if not (numbered and one.find(f"{W}lvl/{W}pStyle") is not None)
    ]
    known = {one.get(_ABSTRACT_ID) for one in kinds}
    lists = [one for one in ours.iterchildren(_LIST) if value_of(one, _ABSTRACT_ID) in known]
    for level in theirs.iter(f"{W}lvl"):
        # LibreOffice puts the style before the format, which Microsoft's validator refuses.
        level[:] = sorted(level, key=lambda one: _IN_LEVEL.get(str(one.tag), len(_IN_LEVEL)))
    place = sum(one.tag != _LIST for one in theirs)
    for kind in reversed(kinds):
        theirs.insert(place, kind)
    theirs.extend(lists)
