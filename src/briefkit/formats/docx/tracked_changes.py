"""Tracked changes and comments of a Word document: listed, accepted and removed (ECMA-376 Part 1, 17.13)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lxml.etree import _Element

from briefkit.formats.docx.opc import Package, open_package, serialize_part
from briefkit.formats.docx.part_removal import with_dependents, without_references
from briefkit.formats.docx.wordprocessingml import W
from briefkit.formats.docx.zip_archive import PackedMember, deflate, write_archive

#: Elements around inserted and around deleted words; a move is a deletion and an insertion.
INSERTED, DELETED = (f"{W}ins", f"{W}moveTo"), (f"{W}del", f"{W}moveFrom")
#: Properties of a cell that was inserted or deleted with its column.
CELL_INSERTED, CELL_DELETED = f"{W}cellIns", f"{W}cellDel"
_FORMATTED = (
    *(CELL_INSERTED, CELL_DELETED),
    *(
        f"{W}{name}"
        for name in (
            "cellMerge",
            *("rPrChange", "pPrChange", "sectPrChange", "numberingChange"),
            *("tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange", "tcPrChange"),
        )
    ),
)
_RANGES = tuple(
    f"{W}{name}Range{end}"
    for name in (
        *("moveFrom", "moveTo"),
        *(f"customXml{kind}" for kind in ("Ins", "Del", "MoveFrom", "MoveTo")),
    )
    for end in ("Start", "End")
)
#: All elements that a tracked change leaves in a part.
CHANGES = (*INSERTED, *DELETED, *_FORMATTED, *_RANGES)
_COMMENT_MARKS = tuple(
    f"{W}{name}"
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")
)
_NAMES = {
    **dict.fromkeys(INSERTED, "insertions"),
    **dict.fromkeys(DELETED, "deletions"),
    **dict.fromkeys(_FORMATTED, "changes of form"),
    f"{W}comment": "comments",
}
_WORD_PARTS = "word/"
# Parts of comments and of those who wrote them, as programs name them.
_COMMENT_PARTS = ("word/comments", "word/people")
_PARAGRAPH, _PROPERTIES, _MARK = f"{W}p", f"{W}pPr", f"{W}rPr"


def tracked(data: bytes) -> str:
    """Return the tracked changes and comments of a Word document, and whose: "2 deletions (Ann)"; "" for none.

    Args:
        data: The file's bytes.

    Raises:
        ReadError: The file is damaged, encrypted or made to harm.
    """
    found: dict[str, list[str]] = {}
    for _, root in _word_parts(open_package(data)):
        for one in root.iter(*_NAMES):
            found.setdefault(_NAMES[str(one.tag)], []).append(one.get(f"{W}author", ""))
    return ", ".join(
        f"{len(authors)} {name}" + _in_brackets(authors) for name, authors in sorted(found.items())
    )


def _in_brackets(authors: list[str]) -> str:
    named = ", ".join(sorted({" ".join(one.split()) for one in authors} - {""}))
    return f" ({named})" if named else ""


def without_tracked(data: bytes) -> bytes:
    """Return a Word document with its tracked changes accepted, and without its comments.

    Args:
        data: The file's bytes.

    Raises:
        ReadError: The file is damaged, encrypted or made to harm.
    """
    package = open_package(data)
    changed: dict[str, PackedMember] = {}
    for name, root in _word_parts(package):
        if any(True for _ in root.iter(*_NAMES, *CHANGES, *_COMMENT_MARKS)):
            accept_changes(root, _COMMENT_MARKS)
            changed[name] = deflate(serialize_part(root))
    comments = {name for start in _COMMENT_PARTS for name in package.names_starting_with(start)}
    if not changed and not comments:
        return data
    removed = with_dependents(package, comments)
    return write_archive(
        (
            member.filename,
            changed.get(name) or deflate(without_references(package, member.filename, comments)),
        )
        for name, member in package.members.items()
        if name not in removed
    )


def _word_parts(package: Package) -> Iterator[tuple[str, _Element]]:
    """Parts that may hold tracked changes, each with its root element."""
    for name in package.names_starting_with(_WORD_PARTS):
        if name.endswith(".xml"):
            root = package.parse(name)
            if root is not None:
                yield name, root


def accept_changes(root: _Element, also: Collection[str] = ()) -> None:
    """Accept the tracked changes of a part (17.13.5).

    Args:
        root: The root element; it is changed.
        also: Tags of other elements to remove; they may stand between two paragraphs that become one.
    """
    between = (*_RANGES, *also)
    for row in list(root.iter(f"{W}tr")):
        if any(row.find(f"{W}trPr/{name}") is not None for name in DELETED):
            _remove_with_parent(row, f"{W}tbl", f"{W}tr")
    for cell in list(root.iter(f"{W}tc")):
        if cell.find(f"{W}tcPr/{CELL_DELETED}") is not None:
            _remove_with_parent(cell, f"{W}tr", f"{W}tc")
    for paragraph in list(root.iter(_PARAGRAPH)):
        if any(paragraph.find(f"{_PROPERTIES}/{_MARK}/{name}") is not None for name in DELETED):
            _join_to_next(paragraph, between)
    for one in list(root.iter(*DELETED, *_FORMATTED, *between)):
        remove(one)
    for one in list(root.iter(*INSERTED)):
        unwrap(one)


def _join_to_next(paragraph: _Element, between: Collection[str]) -> None:
    """Paragraph whose mark is deleted: put its content before that of the next one."""
    following = paragraph.getnext()
    while following is not None and following.tag in between:
        following = following.getnext()
    if following is None or following.tag != _PARAGRAPH:
        return
    first = following.find(_PROPERTIES)
    place = 0 if first is None else following.index(first) + 1
    following[place:place] = [one for one in paragraph if one.tag != _PROPERTIES]
    remove(paragraph)


def _remove_with_parent(element: _Element, parent: str, kind: str) -> None:
    """Remove a row or a cell, and its parent too where that has no other of the kind."""
    home = element.getparent()
    remove(element)
    if home is not None and home.tag == parent and home.find(kind) is None:
        remove(home)


def remove(element: _Element) -> None:
    """Remove an element from its parent, if it has one."""
    home = element.getparent()
    if home is not None:
        home.remove(element)


def unwrap(element: _Element) -> None:
    """Replace an element with its children."""
    home = element.getparent()
    if home is not None:
        at = home.index(element)
        home[at : at + 1] = list(element)
