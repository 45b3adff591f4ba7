"""Formulas: MathML as the mathematics of a Word document (MathML 3, 3; ECMA-376 Part 1, 22.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree
from lxml.etree import _Element

from briefkit.formats.odt.opendocument import MATH

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WORDS = ("mi", "mn", "mo", "mtext", "ms")
# The element of each kind of formula, and the names of its parts in their order.
_PARTS: Mapping[str, tuple[str, Sequence[str]]] = {
    "mfrac": ("f", ("num", "den")),
    "msup": ("sSup", ("e", "sup")),
    "msub": ("sSub", ("e", "sub")),
    "msubsup": ("sSubSup", ("e", "sub", "sup")),
    "mroot": ("rad", ("e", "deg")),
}


def write_formula(root: _Element, parent: _Element) -> None:
    """Write a formula into a paragraph.

    Args:
        root: The `math` element.
        parent: The paragraph, or a link in it.
    """
    _write(root, etree.SubElement(parent, f"{_M}oMath"))


def _write(element: _Element, parent: _Element) -> None:
    name = str(element.tag).removeprefix(MATH)
    if name in _WORDS:
        run = etree.SubElement(parent, f"{_M}r")
        etree.SubElement(run, f"{_M}t").text = "".join(map(str, element.itertext())).strip()
    elif name in _PARTS:
        kind, parts = _PARTS[name]
        found = etree.SubElement(parent, f"{_M}{kind}")
        for part, child in zip(parts, element, strict=False):
            _write(child, etree.SubElement(found, f"{_M}{part}"))
    elif name == "msqrt":
        inner = etree.SubElement(etree.SubElement(parent, f"{_M}rad"), f"{_M}e")
        for child in element:
            _write(child, inner)
    elif name not in ("annotation", "annotation-xml"):
        for child in element:
            _write(child, parent)
