"""Tracked changes and comments of a Word document, with their authors: told, and taken out (ECMA-376 Part 1, 17.13)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefkit.formats.docx.definitions import W
from briefkit.formats.docx.package import Packed, archive, deflate
from briefkit.formats.docx.parts import Package, open_package
from briefkit.formats.docx.strip import cut_out, without

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARTS = "word/"
# What programs keep comments and those who wrote them in.
_COMMENTS = ("word/comments", "word/people")
_P, _PROPERTIES, _MARK = f"{W}p", f"{W}pPr", f"{W}rPr"
_ADDED, _TAKEN = (f"{W}ins", f"{W}moveTo"), (f"{W}del", f"{W}moveFrom")
_CELLS = tuple(f"{W}{name}" for name in ("cellIns", "cellDel", "cellMerge"))
_BEFORE = tuple(
    f"{W}{name}Change"
    for name in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid", "numbering")
)
_AROUND = tuple(
    f"{W}{name}"
    for name in (
        *(f"{kind}Range{end}" for kind in ("moveFrom", "moveTo") for end in ("Start", "End")),
        *(
            f"customXml{kind}Range{end}"
            for kind in ("Ins", "Del", "MoveFrom", "MoveTo")
            for end in ("Start", "End")
        ),
        *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"),
    )
)
_NAMES = {
    **dict.fromkeys(_ADDED, "insertions"),
    **dict.fromkeys(_TAKEN, "deletions"),
    **dict.fromkeys((*_CELLS, *_BEFORE), "changes of form"),
    f"{W}comment": "comments",
}


def tracked(data: bytes) -> str:
    """Return what a Word document keeps of its changes and comments, and whose: "2 deletions (Ann)"; "" where nothing.

    Args:
        data: The file's bytes.

    Raises:
        ReadError: The file is damaged, encrypted or made to harm.
    """
    found: dict[str, list[str]] = {}
    for _, root in _trees(open_package(data)):
        for one in root.iter(*_NAMES):
            found.setdefault(_NAMES[str(one.tag)], []).append(one.get(f"{W}author", ""))
    return ", ".join(
        f"{len(authors)} {name}" + _in_brackets(authors) for name, authors in sorted(found.items())
    )


def _in_brackets(authors: list[str]) -> str:
    named = ", ".join(sorted({" ".join(one.split()) for one in authors} - {""}))
    return f" ({named})" if named else ""


def without_tracked(data: bytes) -> bytes:
    """Return a Word document with its tracked changes made, and without its comments.

    Args:
        data: The file's bytes.

    Raises:
        ReadError: The file is damaged, encrypted or made to harm.
    """
    from lxml import etree

    package = open_package(data)
    changed: dict[str, Packed] = {}
    for name, root in _trees(package):
        if any(True for _ in root.iter(*_NAMES, *_AROUND)):
            _make_changes(root)
            words = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
            changed[name] = deflate(words)
    gone = {name for start in _COMMENTS for name in package.names(start)}
    if not changed and not gone:
        return data
    return archive(
        (one.filename, changed.get(name) or deflate(without(package, one.filename, gone)))
        for name, one in package.members.items()
        if name not in cut_out(package, gone)
    )


def _trees(package: Package) -> Iterator[tuple[str, _Element]]:
    """Yield the parts that may hold tracked words, each with its root."""
    for name in package.names(_PARTS):
        if name.endswith(".xml"):
            root = package.tree(name)
            if root is not None:
                yield name, root


def _make_changes(root: _Element) -> None:
    """Make the changes that a part tracks, and take out what stands around comments."""
    for row in list(root.iter(f"{W}tr")):
        if any(row.find(f"{W}trPr/{name}") is not None for name in _TAKEN):
            _remove_with_parent(row, f"{W}tbl", f"{W}tr")
    for cell in list(root.iter(f"{W}tc")):
        if cell.find(f"{W}tcPr/{W}cellDel") is not None:
            _remove_with_parent(cell, f"{W}tr", f"{W}tc")
    for paragraph in list(root.iter(_P)):
        if any(paragraph.find(f"{_PROPERTIES}/{_MARK}/{name}") is not None for name in _TAKEN):
            _move_on(paragraph)
    for one in list(root.iter(*_TAKEN, *_CELLS, *_BEFORE, *_AROUND)):
        _remove(one)
    for one in list(root.iter(*_ADDED)):
        for child in list(one):
            one.addprevious(child)
        _remove(one)


def _move_on(paragraph: _Element) -> None:
    """Put what a paragraph holds before what the next one does, for its mark is gone."""
    following = paragraph.getnext()
    while following is not None and following.tag in _AROUND:
        following = following.getnext()
    if following is None or following.tag != _P:
        return
    first = following.find(_PROPERTIES)
    place = 0 if first is None else following.index(first) + 1
    following[place:place] = [one for one in paragraph if one.tag != _PROPERTIES]
    _remove(paragraph)


def _remove_with_parent(element: _Element, parent: str, kind: str) -> None:
    """Remove a row or a cell, and what it stands in where nothing of its kind is left there."""
    home = element.getparent()
    _remove(element)
    if home is not None and home.tag == parent and home.find(kind) is None:
        _remove(home)


def _remove(element: _Element) -> None:
    home = element.getparent()
    if home is not None:
        home.remove(element)
