"""Section properties: page size, margins, columns, headers and footers (ECMA-376 Part 1, 17.6)."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml.etree import _Element

from briefkit.formats.docx.wordprocessingml import TWIPS_IN_MILLIMETRE, VAL, W
from briefkit.style import Page

# Elements before the page size, and elements after the direction, in section properties (CT_SectPr).
_BEFORE_SIZE = frozenset(
    f"{W}{name}"
    for name in ("headerReference", "footerReference", "footnotePr", "endnotePr", "type")
)
_PAGE_MEASURES = (f"{W}pgSz", f"{W}pgMar")
_AFTER_BIDI = frozenset(f"{W}{name}" for name in ("rtlGutter", "docGrid"))
# Bounds of a page, and of its text, in millimetres.
_LEAST_TEXT, _MOST_TEXT, _LEAST_PAGE, _MOST_PAGE, _WIDEST_MARGIN = 25, 1000, 50, 2000, 400
_GAP = 720  # between columns where nothing says so, in twips


def section_properties_of(body: _Element, ours: _Element) -> _Element:
    """Section properties of the last section; it inherits the headers and footers that it does not name (17.10)."""
    own = ours.find(f"{W}body/{W}sectPr")
    assert own is not None
    sections = [
        one
        for one in body.iter(f"{W}sectPr")
        if next(one.iterancestors(f"{W}sectPrChange"), None) is None
    ]
    last = deepcopy(sections[-1]) if sections else own.makeelement(own.tag, {})
    for part in ("footer", "header"):
        found = {
            one.get(f"{W}type"): one for section in sections for one in references(section, part)
        }
        for one in list(references(last, part)):
            last.remove(one)
        for one in reversed(found.values()):
            last.insert(0, deepcopy(one))
    for name in ("sectPrChange", "printerSettings", "bidi"):
        for one in last.findall(f"{W}{name}"):
            last.remove(one)
    for one in reversed([child for child in own if child.tag in _PAGE_MEASURES]):
        if last.find(one.tag) is None:
            place = sum(child.tag in (*_BEFORE_SIZE, _PAGE_MEASURES[0]) for child in last)
            last.insert(place, deepcopy(one))
    return last


def references(section: _Element, part: str) -> Iterator[_Element]:
    """References of a section to its headers, or to its footers."""
    return section.iterchildren(f"{W}{part}Reference")


def set_direction(section: _Element, *, rtl: bool) -> None:
    """Set the direction of a section."""
    place = sum(one.tag not in _AFTER_BIDI for one in section)
    section.insert(place, section.makeelement(f"{W}bidi", {VAL: str(int(rtl))}))


def set_orientation(section: _Element) -> None:
    """Say of a section that is wider than high that it is landscape: Word's dialog and printers go by that."""
    size = section.find(f"{W}pgSz")
    if size is None:
        return
    if _length(size, "w") > _length(size, "h"):
        size.set(f"{W}orient", "landscape")
    else:
        size.attrib.pop(f"{W}orient", "")


def turn(section: _Element) -> None:
    """Turn the pages of a section to landscape, in one column; margins stay at the sides of the lines."""
    size, columns = section.find(f"{W}pgSz"), section.find(f"{W}cols")
    if size is not None and _length(size, "w") < _length(size, "h"):
        width, height = size.get(f"{W}w", ""), size.get(f"{W}h", "")
        size.set(f"{W}w", height)
        size.set(f"{W}h", width)
    set_orientation(section)
    if columns is not None:
        columns[:] = []
        for name in ("num", "equalWidth", "sep"):
            columns.attrib.pop(f"{W}{name}", "")


def page_of(section: _Element) -> Page:
    """Page whose lines are as long as those of a section's narrowest column, within the bounds of a theme's page."""
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    top, right, bottom, left, gutter = (
        min(abs(_length(margins, side)) / TWIPS_IN_MILLIMETRE, _WIDEST_MARGIN)
        for side in ("top", "right", "bottom", "left", "gutter")
    )
    text = min(max(text_width(section) / TWIPS_IN_MILLIMETRE, _LEAST_TEXT), _MOST_TEXT)
    start = max(left + gutter, _LEAST_PAGE - text - right)
    height = min(
        max(_length(size, "h") / TWIPS_IN_MILLIMETRE, top + bottom + _LEAST_TEXT), _MOST_PAGE
    )
    return Page(start + text + right, max(height, _LEAST_PAGE), (top, right, bottom, start))


def text_width(section: _Element) -> int:
    """Width of the narrowest column of a section, in twips."""
    size, margins, columns = (section.find(f"{W}{name}") for name in ("pgSz", "pgMar", "cols"))
    sides = sum(_length(margins, side) for side in ("left", "right", "gutter"))
    inner = _length(size, "w") - sides
    widths = [inner]
    if columns is not None:
        number = max(_length(columns, "num", 1), 1)
        widths.append((inner - (number - 1) * _length(columns, "space", _GAP)) // number)
        if columns.get(f"{W}equalWidth") in ("0", "false", "off"):
            widths = [_length(one, "w", inner) for one in columns] or widths
    return max(min(widths), _GAP)


def text_height(section: _Element) -> int:
    """Height of the text of a section, in twips; a margin is negative where the header may not move it."""
    size, margins = (section.find(f"{W}{name}") for name in ("pgSz", "pgMar"))
    sides = sum(abs(_length(margins, side)) for side in ("top", "bottom"))
    return max(_length(size, "h") - sides, _GAP)


def _length(element: _Element | None, name: str, otherwise: int = 0) -> int:
    """Length in twips; an invalid one counts as missing."""
    words = "" if element is None else element.get(f"{W}{name}", "")
    return int(words) if words.lstrip("-").isdecimal() and len(words) < 9 else otherwise
