"""Equations (OMML, ECMA-376 Part 1, 22.1): in words on one line, so that what stood above and below keeps its sense."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from lxml.etree import _Element

from briefkit.formats.docx.wordprocessingml import W
from briefkit.recognise.equation_signs import (
    fraction,
    has_script_signs,
    limits,
    matrix,
    root,
    under_sign,
    with_scripts,
)

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VAL = f"{MATH}val"
# Signs where an equation does not say another: an integral, a circumflex, an overline.
_INTEGRAL, _HAT, _OVERLINE = "\u222b", "\u0302", "\u0305"
_STACKED = frozenset(
    f"{MATH}{name}" for name in ("f", "rad", "nary", "m", "eqArr", "limLow", "limUpp", "bar", "acc")
)
_DEEPEST = 40  # levels of an equation that is still read by its parts


def equation_words(element: _Element, skipped: Sequence[str] = ()) -> str:
    """Words of an equation, or of a paragraph of several, with a space between two.

    Args:
        element: The equation.
        skipped: The tags of tracked changes that are left out.
    """
    whole = _without(element, skipped)
    if element.tag == f"{MATH}oMathPara":
        return " ".join(_read(one, 0) for one in whole.iterchildren(f"{MATH}oMath"))
    return _read(whole, 0)


def is_flattened(element: _Element, words: str) -> bool:
    """Whether the words of an equation have signs for what stood above and below, which the equation does not have."""
    return next(element.iter(*_STACKED), None) is not None or has_script_signs(words)


def _without(element: _Element, skipped: Sequence[str]) -> _Element:
    """Equation without what a view of tracked changes leaves out."""
    if not skipped or next(element.iter(*skipped), None) is None:
        return element
    whole = copy.deepcopy(element)
    for one in [*whole.iter(*skipped)]:
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)
    return whole


def _read(element: _Element, depth: int) -> str:
    """Words of the parts of an element in their order."""
    return "".join(_part(child, depth + 1) for child in element)


def _part(element: _Element, depth: int) -> str:
    name = str(element.tag).removeprefix(MATH)
    if depth > _DEEPEST:
        return _bare(element)
    match name:
        case "r" | "t":
            return _bare(element)
        case "sSup" | "sSub" | "sSubSup" | "sPre":
            return _scripts(element, name, depth)
        case "f":
            return _fraction(element, depth)
        case "rad":
            return root(_child(element, "e", depth), _child(element, "deg", depth))
        case "nary":
            sign = _property(element, "chr", _INTEGRAL)
            return f"{sign}{_limits(element, depth)} {_child(element, 'e', depth)}"
        case "func":
            return f"{_child(element, 'fName', depth)} {_child(element, 'e', depth)}"
        case "limLow" | "limUpp":
            limit = _child(element, "lim", depth)
            below, above = (limit, "") if name == "limLow" else ("", limit)
            return _child(element, "e", depth) + limits(below, above)
        case "d":
            return _in_brackets(element, depth)
        case "bar" | "acc":
            return _with_sign(element, name, depth)
        case "eqArr":
            return "; ".join(_read(one, depth) for one in element.iterchildren(f"{MATH}e"))
        case "m":
            return _matrix(element, depth)
        case _ if name.endswith("Pr"):
            return ""
        case _:
            return _read(element, depth)


def _bare(element: _Element) -> str:
    if element.tag == f"{MATH}t":
        return element.text or ""
    return "".join(one.text or "" for one in element.iter(f"{MATH}t", f"{W}t"))


def _child(element: _Element, name: str, depth: int) -> str:
    found = element.find(f"{MATH}{name}")
    return "" if found is None else _read(found, depth)


def _property(element: _Element, name: str, otherwise: str) -> str:
    """Character of a property; one that is not said is another than one that is empty."""
    found = element.find(f"{MATH}{str(element.tag).removeprefix(MATH)}Pr/{MATH}{name}")
    return otherwise if found is None else found.get(_VAL, "")


def _limits(element: _Element, depth: int) -> str:
    below, above = (_child(element, name, depth) for name in ("sub", "sup"))
    return limits(below, above)


def _scripts(element: _Element, name: str, depth: int) -> str:
    base, scripts = _child(element, "e", depth), _limits(element, depth)
    if name == "sPre":
        return scripts + base
    return with_scripts(base, scripts)


def _fraction(element: _Element, depth: int) -> str:
    over, under = (_child(element, name, depth) for name in ("num", "den"))
    return fraction(over, under, bar=_property(element, "type", "") != "noBar")


def _in_brackets(element: _Element, depth: int) -> str:
    opens, closes = _property(element, "begChr", "("), _property(element, "endChr", ")")
    between = _property(element, "sepChr", "|")
    parts = (_read(one, depth) for one in element.iterchildren(f"{MATH}e"))
    return f"{opens}{between.join(parts)}{closes}"


def _with_sign(element: _Element, name: str, depth: int) -> str:
    """Words below a sign that combines with the letter before it; more than a letter in brackets."""
    words = _child(element, "e", depth)
    sign = _OVERLINE if name == "bar" else _property(element, "chr", _HAT)
    return under_sign(words, sign)


def _matrix(element: _Element, depth: int) -> str:
    return matrix(
        [_read(cell, depth) for cell in row.iterchildren(f"{MATH}e")]
        for row in element.iterchildren(f"{MATH}mr")
    )
