"""Tracked changes and comments of a Word document, with their authors: told, and taken out (ECMA-376 Part 1, 17.13)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefkit.formats.docx.opc import Package, open_package
from briefkit.formats.docx.strip_parts import cut_out, without
from briefkit.formats.docx.tracked_changes import ADDED, FORM, MARKS, TAKEN, make_changes
from briefkit.formats.docx.wordprocessingml import W
from briefkit.formats.docx.zip_archive import Packed, archive, deflate

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARTS = "word/"
# What programs keep comments and those who wrote them in.
_COMMENTS = ("word/comments", "word/people")
# What ties words to a comment.
_ASIDE = tuple(
    f"{W}{name}"
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")
)
_NAMES = {
    **dict.fromkeys(ADDED, "insertions"),
    **dict.fromkeys(TAKEN, "deletions"),
    **dict.fromkeys(FORM, "changes of form"),
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
        if any(True for _ in root.iter(*_NAMES, *MARKS, *_ASIDE)):
            make_changes(root, _ASIDE)
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
