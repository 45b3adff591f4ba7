"""Bookmarks taken out of a document: the ids of a brief's parts that nothing in the document leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from lxml.etree import _Element

from briefkit.formats.docx.opc import Package, serialize_part
from briefkit.formats.docx.wordprocessingml import W

_NAME = re.compile(r"[A-Za-z]\w*+", re.ASCII)


def parts_without_bookmarks(package: Package, ids: Set[str]) -> Iterator[tuple[str, bytes]]:
    """Parts that have bookmarks of such names, without those that no link and no field names."""
    if not ids:
        return
    parts = {
        name: root
        for name in package.members
        if name.startswith("word/") and name.endswith(".xml")
        if (root := package.parse(name)) is not None
    }
    gone = ids - {name for root in parts.values() for name in _led_to(root)}
    for name, root in parts.items():
        if _remove_bookmarks(root, gone):
            yield name, serialize_part(root)


def _led_to(root: _Element) -> Iterator[str]:
    """Names that links and fields of a part lead to, and words in fields that may be some."""
    for link in root.iter(f"{W}hyperlink"):
        yield link.get(f"{W}anchor", "")
    for words in root.iter(f"{W}instrText", f"{W}delInstrText"):
        yield from _NAME.findall(words.text or "")
    for field in root.iter(f"{W}fldSimple"):
        yield from _NAME.findall(field.get(f"{W}instr", ""))


def _remove_bookmarks(root: _Element, names: Set[str]) -> bool:
    """Take bookmarks out of a part; whether there were some."""
    starts = [one for one in root.iter(f"{W}bookmarkStart") if one.get(f"{W}name") in names]
    numbers = {one.get(f"{W}id") for one in starts}
    ends = [one for one in root.iter(f"{W}bookmarkEnd") if one.get(f"{W}id") in numbers]
    for one in (*starts, *ends):
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)  # neither has words behind it
    return bool(starts)
