"""The page of a section: paper, columns, headers and footers (ECMA-376 Part 1, 17.6)."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from briefkit.formats.docx.wordprocessingml import VAL, W

if TYPE_CHECKING:
    from lxml.etree import _Element

# What stands before the size of the paper in a section, and after the way that its lines run (CT_SectPr).
_BEFORE_SIZE = frozenset(
    f"{W}{name}"
    for name in ("headerReference", "footerReference", "footnotePr", "endnotePr", "type")
)
_MEASURES = (f"{W}pgSz", f"{W}pgMar")
_AFTER_BIDI = frozenset(f"{W}{name}" for name in ("rtlGutter", "docGrid"))
_GAP = 720  # between columns where nothing says so, in twips


def page_of(body: _Element, ours: _Element) -> _Element:
    """Return the last section's page; headers that it does not name are those before it (17.10)."""
    own = ours.find(f"{W}body/{W}sectPr")
    assert own is not None
    pages = [
        one
        for one in body.iter(f"{W}sectPr")
        if next(one.iterancestors(f"{W}sectPrChange"), None) is None
    ]
    last = deepcopy(pages[-1]) if pages else own.makeelement(own.tag, {})
    for part in ("footer", "header"):
        found = {one.get(f"{W}type"): one for page in pages for one in references(page, part)}
        for one in list(references(last, part)):
            last.remove(one)
        for one in reversed(found.values()):
            last.insert(0, deepcopy(one))
    for name in ("sectPrChange", "printerSettings", "bidi"):
        for one in last.findall(f"{W}{name}"):
            last.remove(one)
    for one in reversed([child for child in own if child.tag in _MEASURES]):
        if last.find(one.tag) is None:
            place = sum(child.tag in (*_BEFORE_SIZE, _MEASURES[0]) for child in last)
            last.insert(place, deepcopy(one))
    return last


def references(page: _Element, part: str) -> Iterator[_Element]:
    """Return the references of a page to its headers, or to its footers."""
    return page.iterchildren(f"{W}{part}Reference")


def turn(page: _Element, *, rtl: bool) -> None:
    """Say which way the lines of a page run."""
    place = sum(one.tag not in _AFTER_BIDI for one in page)
    page.insert(place, page.makeelement(f"{W}bidi", {VAL: str(int(rtl))}))


def width_of(page: _Element) -> int:
    """Return the width of the narrowest column of a page, in twips."""
    size, margins, columns = (page.find(f"{W}{name}") for name in ("pgSz", "pgMar", "cols"))
    sides = sum(_length(margins, side) for side in ("left", "right", "gutter"))
    inner = _length(size, "w") - sides
    widths = [inner]
    if columns is not None:
        many = max(_length(columns, "num", 1), 1)
        widths.append((inner - (many - 1) * _length(columns, "space", _GAP)) // many)
        if columns.get(f"{W}equalWidth") in ("0", "false", "off"):
            widths = [_length(one, "w", inner) for one in columns] or widths
    return max(min(widths), _GAP)


def _length(element: _Element | None, name: str, otherwise: int = 0) -> int:
    """Return a length in twips; what is none counts as what it would be without."""
    words = "" if element is None else element.get(f"{W}{name}", "")
    return int(words) if words.lstrip("-").isdecimal() and len(words) < 9 else otherwise
