"""Styles of a template, merged with those of briefkit's that it lacks (ECMA-376 Part 1, 17.7)."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from itertools import count

from attrs import frozen
from lxml.etree import _Element

from briefkit.formats.docx.style_names import (
    CharacterStyle,
    character_style_name,
    character_style_of,
    heading_level_of,
    style_id,
)
from briefkit.formats.docx.wordprocessingml import VAL, W, is_default, is_on, value_of, whole_number

_STYLE, _NAME, _ID, _TYPE = f"{W}style", f"{W}name", f"{W}styleId", f"{W}type"
# Elements that refer to a style by its id, in any part.
_REFERENCES = tuple(
    f"{W}{name}"
    for name in (
        *("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"),
        *("styleLink", "numStyleLink", "defaultTableStyle", "clickAndTypeStyle"),
    )
)
# Elements before the number in the properties of a paragraph (CT_PPrBase).
_BEFORE_NUMBER = {
    f"{W}{name}"
    for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
}
# Elements after the paragraph properties in a style, and after the language in run properties (CT_Style, EG_RPrBase).
_AFTER_PARAGRAPH = {f"{W}{name}" for name in ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr")}
_DEFAULT_SIZE = 20  # of type, in half-points, where nothing says it (17.3.2.38)
_AFTER_LANGUAGE = {f"{W}{name}" for name in ("eastAsianLayout", "specVanish", "oMath")}


@frozen
class MergedStyles:
    """Merged styles, as far as documents have to know of them.

    Attributes:
        ids: The new ids of the template's styles, by their old ones.
        character_styles: The character styles of briefkit's that the template had.
        rtl: Whether the default paragraph style runs from right to left.
        numbered: Whether the template numbers headings itself.
    """

    ids: Mapping[str, str]
    character_styles: frozenset[CharacterStyle]
    rtl: bool
    numbered: bool


def rename_styles(root: _Element, ids: Mapping[str, str]) -> None:
    """Replace the ids of styles in every reference to one."""
    for one in root.iter(*_REFERENCES):
        name = one.get(VAL, "")
        one.set(VAL, ids.get(name, name))


def use_transitional_values(root: _Element) -> None:
    """Write left and right for start and end: LibreOffice uses the strict values, which Office 2007 refuses."""
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


def merge_styles(theirs: _Element, ours: _Element) -> MergedStyles:
    """Merge styles by name: add those that the template lacks, and give all of them the ids that briefkit writes.

    Args:
        theirs: The root element of the template's styles; it is changed.
        ours: That of briefkit's.
    """
    ids = _give_own_ids(theirs, ours)
    present = {_key(one): one for one in theirs.iterchildren(_STYLE)}
    defaults = {one.get(_TYPE): one for one in theirs.iterchildren(_STYLE) if is_default(one)}
    numbered = numbers_headings(theirs)
    for one in ours.iterchildren(_STYLE):
        there = present.get(_key(one))
        if there is not None:
            if not numbered:
                _copy_numbering(one, there)
        elif not (is_default(one) and one.get(_TYPE) in defaults):
            added = deepcopy(one)
            if numbered:
                _remove_numbering(added)
            theirs.append(added)
    _set_language(theirs, ours)
    normal = defaults.get("paragraph")
    return MergedStyles(
        ids,
        frozenset(style for key in present if (style := _character_style(key))),
        normal is not None and is_on(normal.find(f"{W}pPr/{W}bidi")),
        numbered,
    )


def _give_own_ids(theirs: _Element, ours: _Element) -> dict[str, str]:
    """Give the template's styles the ids of briefkit's styles of the same name; return the changes."""
    wanted = {_key(one): one.get(_ID, "") for one in ours.iterchildren(_STYLE)}
    present = {_key(one) for one in theirs.iterchildren(_STYLE)}
    # The default style of its type gets the id of briefkit's, whatever its name.
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
        if not new and (style := _character_style(key)):
            new = style_id(character_style_name(style))
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
            _set_apart(one)
        if old.casefold() in held or old.casefold().startswith("brief"):
            new = next(name for n in count(1) if (name := f"House{n}").casefold() not in taken)
            taken.add(new.casefold())
            ids[old] = new
            one.set(_ID, new)
    rename_styles(theirs, ids)
    return ids


def _character_style(key: tuple[str, str]) -> CharacterStyle | None:
    """Character style of briefkit's that has this type and name, if one has."""
    return character_style_of(key[1]) if key[0] == "character" else None


def numbers_headings(styles: _Element) -> bool:
    """Whether the styles of headings number them."""
    return any(
        (heading_level_of(_key(one)[1]) or 1) > 1
        and value_of(one, f"{W}pPr/{W}numPr/{W}numId") not in (None, "0")
        for one in styles.iterchildren(_STYLE)
    )


def type_size(styles: _Element, style_id: str) -> float:
    """Size of a paragraph style's type, in points: its own, or that of a style that it is based on (17.7.2)."""
    by_id = {one.get(_ID, ""): one for one in styles.iterchildren(_STYLE)}
    defaults = styles.find(f"{W}docDefaults/{W}rPrDefault")
    while style_id in by_id:
        style = by_id.pop(style_id)
        size = whole_number(value_of(style, f"{W}rPr/{W}sz"))
        if size:
            return size / 2
        style_id = value_of(style, f"{W}basedOn") or ""
    return (whole_number(value_of(defaults, f"{W}rPr/{W}sz")) or _DEFAULT_SIZE) / 2


def _set_apart(style: _Element) -> None:
    """Rename a style of another type that has the name of one of briefkit's."""
    name = style.find(_NAME)
    if name is not None:
        name.set(VAL, f"{name.get(VAL)} (template)")


def _key(style: _Element) -> tuple[str, str]:
    """Identity of a style: its type, and its name in small letters."""
    return style.get(_TYPE, "paragraph"), (value_of(style, _NAME) or "").strip().lower()


def _copy_numbering(ours: _Element, theirs: _Element) -> None:
    """Copy the numbering of a heading's style from briefkit's, which has one where the theme numbers headings."""
    number = ours.find(f"{W}pPr/{W}numPr")
    if number is None:
        return
    properties = theirs.find(f"{W}pPr")
    if properties is None:
        properties = theirs.makeelement(f"{W}pPr", {})
        theirs.insert(sum(one.tag not in _AFTER_PARAGRAPH for one in theirs), properties)
    _remove_numbering(theirs)
    properties.insert(sum(one.tag in _BEFORE_NUMBER for one in properties), deepcopy(number))


def _remove_numbering(style: _Element) -> None:
    properties = style.find(f"{W}pPr")
    number = None if properties is None else properties.find(f"{W}numPr")
    if properties is not None and number is not None:
        properties.remove(number)


def _set_language(theirs: _Element, ours: _Element) -> None:
    """Set the default language to that of the brief, and remove the template's."""
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
    default = ours.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert default is not None
    above.insert(sum(one.tag not in _AFTER_LANGUAGE for one in above), deepcopy(default))
