"""WordprocessingML: its namespaces, and how its properties are read (ECMA-376 Part 1, 17; 22.9)."""

from __future__ import annotations

from lxml.etree import _Element

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": f"{OFFICE}/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
#: The declarations of these namespaces, for the root element of a part.
NAMESPACE_DECLARATIONS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

#: Prefixes of names in lxml's notation: `f"{W}p"` is the tag of a paragraph.
W, R = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("w", "r"))
#: The attribute that holds the value of most properties.
VAL = f"{W}val"
#: What Word calls the language of words that are in none, and so are neither proofed nor hyphenated.
NO_LANGUAGE = "x-none"

#: Properties of words that somebody struck out by hand, with one line or two.
STRIKES = (f"{W}strike", f"{W}dstrike")

#: Lengths are in twentieths of a point.
TWIPS_IN_MILLIMETRE = 1440 / 25.4

#: Values of a property that is not on.
OFF = frozenset(("0", "false", "off", "none"))


def is_on(element: _Element | None) -> bool:
    """Toggle property: whether it is there and on (17.17.4)."""
    return element is not None and element.get(VAL, "1") not in OFF


def is_default(style: _Element) -> bool:
    """Default style: whether a style applies where none of its type is named (17.7.4.17)."""
    return style.get(f"{W}default", "0") not in OFF


def value_of(element: _Element | None, path: str) -> str | None:
    """Value of a property below an element; None where the property is missing."""
    found = None if element is None else element.find(path)
    return None if found is None else found.get(VAL)


def whole_number(digits: str | None) -> int | None:
    """Whole number of an attribute's digits; None for anything else."""
    return int(digits) if digits is not None and digits.isdecimal() and len(digits) < 9 else None
