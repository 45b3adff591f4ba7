"""Numbering of a template, merged with briefkit's lists (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

from lxml.etree import _Element

from briefkit.formats.docx.numbering_ids import DEFAULT_LIST_IDS, ListIds
from briefkit.formats.docx.wordprocessingml import VAL, W, value_of, whole_number

# The order of the elements of a level (CT_Lvl).
_LEVEL_ORDER = {
    f"{W}{name}": place
    for place, name in enumerate(
        (
            *("start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText"),
            *("lvlPicBulletId", "legacy", "lvlJc", "pPr", "rPr"),
        )
    )
}
_ABSTRACT, _ABSTRACT_ID = f"{W}abstractNum", f"{W}abstractNumId"
_LIST, _LIST_ID = f"{W}num", f"{W}numId"


def renumber(theirs: _Element, ours: _Element, styles: _Element) -> ListIds:
    """Renumber briefkit's lists with ids that are free in a template; return the new ids.

    Args:
        theirs: The root element of the template's numbering.
        ours: That of briefkit's; it is changed.
        styles: That of briefkit's styles, which may name a list; it is changed.
    """
    abstracts = _highest(theirs, _ABSTRACT, _ABSTRACT_ID) + 1
    lists = _highest(theirs, _LIST, _LIST_ID)
    for one in ours.iterchildren(_ABSTRACT):
        one.set(_ABSTRACT_ID, str(abstracts + int(one.get(_ABSTRACT_ID, "0"))))
    for one in ours.iterchildren(_LIST):
        one.set(_LIST_ID, str(lists + int(one.get(_LIST_ID, "0"))))
    for one in (*ours.iter(_ABSTRACT_ID), *styles.iter(_LIST_ID)):
        offset = abstracts if one.tag == _ABSTRACT_ID else lists
        one.set(VAL, str(offset + int(one.get(VAL, "0"))))
    return ListIds(
        abstracts + DEFAULT_LIST_IDS.bulleted,
        abstracts + DEFAULT_LIST_IDS.numbered,
        lists + DEFAULT_LIST_IDS.continued,
        lists + DEFAULT_LIST_IDS.last,
        abstracts + DEFAULT_LIST_IDS.last_abstract,
    )


def _highest(root: _Element, tag: str, attribute: str) -> int:
    return max((whole_number(one.get(attribute)) or 0 for one in root.iterchildren(tag)), default=0)


def merge_numbering(theirs: _Element, ours: _Element, *, numbered: bool) -> None:
    """Add briefkit's lists to the numbering of a template.

    Args:
        theirs: The root element of the template's numbering; it is changed.
        ours: That of briefkit's, renumbered.
        numbered: Whether the template numbers headings itself, so that briefkit must not.
    """
    for one in theirs.findall(f"{W}numIdMacAtCleanup"):
        theirs.remove(one)
    abstracts = [
        one
        for one in ours.iterchildren(_ABSTRACT)
        if not (numbered and one.find(f"{W}lvl/{W}pStyle") is not None)
    ]
    known = {one.get(_ABSTRACT_ID) for one in abstracts}
    lists = [one for one in ours.iterchildren(_LIST) if value_of(one, _ABSTRACT_ID) in known]
    for level in theirs.iter(f"{W}lvl"):
        # LibreOffice writes the style before the format, which Microsoft's validator refuses.
        level[:] = sorted(level, key=lambda one: _LEVEL_ORDER.get(str(one.tag), len(_LEVEL_ORDER)))
    place = sum(one.tag != _LIST for one in theirs)
    for abstract in reversed(abstracts):
        theirs.insert(place, abstract)
    theirs.extend(lists)
