"""Tracked changes of a Word document: what marks them, and how they are made (ECMA-376 Part 1, 17.13.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefkit.formats.docx.wordprocessingml import W

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.etree import _Element

#: What stands around words that somebody put in, and around those that somebody took out.
ADDED, TAKEN = (f"{W}ins", f"{W}moveTo"), (f"{W}del", f"{W}moveFrom")
#: What says of a cell that it is new or gone, and of anything else how it looked before.
FORM = tuple(
    f"{W}{name}"
    for name in (
        *("cellIns", "cellDel", "cellMerge"),
        *("rPrChange", "pPrChange", "sectPrChange", "numberingChange"),
        *("tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange", "tcPrChange"),
    )
)
_ENDS = "Start", "End"
_RANGES = tuple(
    f"{W}{name}Range{end}"
    for name in (
        *("moveFrom", "moveTo"),
        *(f"customXml{kind}" for kind in ("Ins", "Del", "MoveFrom", "MoveTo")),
    )
    for end in _ENDS
)
#: All that a tracked change leaves in a part.
MARKS = (*ADDED, *TAKEN, *FORM, *_RANGES)
_P, _PROPERTIES, _MARK = f"{W}p", f"{W}pPr", f"{W}rPr"


def make_changes(root: _Element, aside: Collection[str] = ()) -> None:
    """Make the changes that a part tracks.

    Args:
        root: The part's root; it is changed.
        aside: The tags of what else goes, and of what may stand between two paragraphs that become one.
    """
    around = (*_RANGES, *aside)
    for row in list(root.iter(f"{W}tr")):
        if any(row.find(f"{W}trPr/{name}") is not None for name in TAKEN):
            _remove_with_parent(row, f"{W}tbl", f"{W}tr")
    for cell in list(root.iter(f"{W}tc")):
        if cell.find(f"{W}tcPr/{W}cellDel") is not None:
            _remove_with_parent(cell, f"{W}tr", f"{W}tc")
    for paragraph in list(root.iter(_P)):
        if any(paragraph.find(f"{_PROPERTIES}/{_MARK}/{name}") is not None for name in TAKEN):
            _move_on(paragraph, around)
    for one in list(root.iter(*TAKEN, *FORM, *around)):
        remove(one)
    for one in list(root.iter(*ADDED)):
        unwrap(one)


def _move_on(paragraph: _Element, around: Collection[str]) -> None:
    """Put what a paragraph holds before what the next one does, for its mark is gone."""
    following = paragraph.getnext()
    while following is not None and following.tag in around:
        following = following.getnext()
    if following is None or following.tag != _P:
        return
    first = following.find(_PROPERTIES)
    place = 0 if first is None else following.index(first) + 1
    following[place:place] = [one for one in paragraph if one.tag != _PROPERTIES]
    remove(paragraph)


def _remove_with_parent(element: _Element, parent: str, kind: str) -> None:
    """Remove a row or a cell, and what it stands in where nothing of its kind is left there."""
    home = element.getparent()
    remove(element)
    if home is not None and home.tag == parent and home.find(kind) is None:
        remove(home)


def remove(element: _Element) -> None:
    """Take an element out of what it stands in, if that is anything."""
    home = element.getparent()
    if home is not None:
        home.remove(element)


def unwrap(element: _Element) -> None:
    """Put what an element holds in its place."""
    home = element.getparent()
    if home is not None:
        at = home.index(element)
        home[at : at + 1] = list(element)
