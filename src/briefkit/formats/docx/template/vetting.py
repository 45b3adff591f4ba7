"""What of a template goes into no document: what leads out of the file, runs, or is seen on no page.

A document of briefkit's goes to people whom the house does not know. What Word fetches when they open it tells the
house, or a stranger, who reads it; what Word runs, or takes in from their disk, is theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from attrs import define, field

from briefkit.formats.docx.reading.run_reader import HYPERLINK
from briefkit.formats.docx.reading.text_fixes import linkable
from briefkit.formats.docx.tracked_changes import (
    ADDED,
    MARKS,
    TAKEN,
    make_changes,
    remove,
    unwrap,
)
from briefkit.formats.docx.wordprocessingml import R, W

if TYPE_CHECKING:
    from lxml.etree import _Element

_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE_VML = "{urn:schemas-microsoft-com:office:office}"
#: What a part of Word's may refer to within the file, by the last word of the relation.
KEPT_PARTS = frozenset(("header", "footer", "image", "font"))
#: Fields that say something of the document itself (ECMA-376 Part 1, 17.16.5); all others are left out.
_FIELDS = frozenset(
    (
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "STYLEREF", "REF", "NOTEREF"),
        *("TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS", "DOCPROPERTY", "FILENAME"),
        *("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "REVNUM"),
        *("NUMWORDS", "NUMCHARS", "SEQ", "LISTNUM", "TOC", "IF", "COMPARE", "QUOTE", "="),
        *("SYMBOL", "EQ", "ADVANCE", "BIDIOUTLINE"),
    )
)
# What holds a picture or an object, and goes with it; and what a field's instruction may be made of.
_HOLDERS = tuple(f"{W}{name}" for name in ("drawing", "pict", "object"))
_FIELD, _SIMPLE = f"{W}fldChar", f"{W}fldSimple"
_WORDS = (f"{W}instrText", f"{W}t")
_LEAVES = (
    *(_FIELD, *_WORDS, *_HOLDERS),
    *(f"{W}{name}" for name in ("delInstrText", "delText", "tab", "br", "cr", "sym")),
    *(f"{W}{name}" for name in ("noBreakHyphen", "softHyphen", "fldSimple")),
)
# What runs in an SVG, changes it, or has a syntax of its own.
_ACTIVE = frozenset(
    (
        "script",
        "style",
        "foreignObject",
        "handler",
        "set",
        "animate",
        "animateTransform",
        "animateMotion",
    )
)
_GAP = "\0"  # stands in an instruction for what is no letter of it, so that no name is put together
# The core properties, which are the brief's; what is bound to other data keeps the words that it shows.
_BOUND_TO_CORE = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"
# What settings say of other files and of data that no page shows, and what it is called.
_SETTINGS = {
    "attachedTemplate": "its own template",
    "mailMerge": "mail merge",
    "docVars": "document variables",
    "saveThroughXslt": "a transformation",
    "attachedSchema": "schemas",
    "schemaLibrary": "schemas",
    "linkStyles": "",
    "rsids": "",
}


def vet(root: _Element, gone: Collection[str]) -> Iterator[str]:
    """Take out of a part what goes into no document; yield what that was, where its relations do not tell.

    Args:
        root: The part's root; it is changed.
        gone: The ids of relations that the part has no more.
    """
    if gone:
        _cut_references(root, gone)
    yield from _cut_addresses(root)
    yield from _cut_fields(root)
    yield from _settle_changes(root)
    for one in [*root.iter(f"{W}dataBinding")]:
        if one.get(f"{W}storeItemID") != _BOUND_TO_CORE:
            remove(one)


def vet_settings(settings: _Element) -> Iterator[str]:
    """Take out of the settings what leads out of the file or is seen on no page; yield what that was."""
    for one in list(settings):
        name = str(one.tag).rpartition("}")[2]
        refers = any(str(key).startswith(R) for inner in one.iter() for key, _ in inner.items())
        if name in _SETTINGS or refers:
            settings.remove(one)
            if told := _SETTINGS.get(name, f"the setting {name}"):
                yield told


def harmless_drawing(root: _Element) -> bool:
    """Whether an SVG fetches nothing and runs nothing (SVG 2, 2.3)."""
    for one in root.iter():
        name = str(one.tag).rpartition("}")[2]
        if name in _ACTIVE or not all(_shows(str(key), str(words)) for key, words in one.items()):
            return False
    return True


def _shows(key: str, words: str) -> bool:
    """Whether an attribute of an SVG neither runs nor fetches."""
    name = key.rpartition("}")[2].lower()
    if name in ("href", "src"):
        return words.startswith(("#", "data:image/png;", "data:image/jpeg;"))
    lower = words.lower()
    return (
        not name.startswith("on")
        and "\\" not in words
        and lower.count("url(") == lower.count("url(#")
    )


def _cut_references(root: _Element, gone: Collection[str]) -> None:
    """Take out what refers to relations that are gone: a link keeps its words, a picture goes whole."""
    found = [
        (one, str(key))
        for one in root.iter()
        for key, words in one.items()
        if str(key).startswith(R) and words in gone
    ]
    for one, key in found:
        del one.attrib[key]
        name = str(one.tag).rpartition("}")[2]
        other = one.get(f"{R}embed")
        if one.tag == f"{W}hyperlink" or (other is not None and other not in gone):
            continue
        if name.startswith("hlink"):
            remove(one)
        else:
            remove(next(one.iterancestors(*_HOLDERS), one))


def _cut_addresses(root: _Element) -> Iterator[str]:
    """Take out addresses that stand in a part itself, not among its relations (Part 4, 19.1)."""
    for one in [*root.iter(f"{_VML}*")]:
        for key in ("src", f"{_OFFICE_VML}href", f"{_OFFICE_VML}althref"):
            if one.attrib.pop(key, ""):
                yield "a linked picture"
        address = one.get("href", "")
        if address and not address.startswith("#") and linkable(address) is None:
            del one.attrib["href"]
            yield "a link"
    for one in [*root.iter("{*}webVideoPr")]:
        remove(one)
        yield "a video"


def _settle_changes(root: _Element) -> Iterator[str]:
    """Take tracked changes as made (17.13.5): they name whoever made them, and keep the words that went."""
    if any(True for _ in root.iter(*MARKS)):
        make_changes(root)
        yield "tracked changes"


# Fields


@define
class _Open:
    """A field that is open: its instruction so far, and whether it still goes on."""

    words: list[str] = field(factory=list)
    instructs: bool = True


@define
class _Group:
    """A field with those within it: they stay together, or none of them does.

    Attributes:
        open: The fields that are open, the innermost last.
        instructing: How many of them are not yet at their result.
        parts: What goes with them: their marks and their instructions, but nothing of what they show.
        refused: The names of those that may not stay.
    """

    open: list[_Open] = field(factory=list)
    instructing: int = 0
    parts: list[_Element] = field(factory=list)
    refused: list[str] = field(factory=list)

    def meet(self, one: _Element) -> None:
        """Take in the next leaf of the part."""
        kind = one.get(f"{W}fldCharType", "") if one.tag == _FIELD else ""
        if kind == "begin":
            self._add(_GAP)
            self.open.append(_Open())
            self.instructing += 1
        elif kind and self.open:
            self._instructed()
            if kind == "end":
                self.open.pop()
        elif self.instructing:
            words = (one.text or "") if one.tag in _WORDS else _GAP
            changes = next(one.iterancestors(*ADDED, *TAKEN), None) is not None
            self._add(f"{_GAP}{words}{_GAP}" if changes else words)
        if kind or self.instructing:
            self.parts.append(one)

    def _add(self, words: str) -> None:
        if self.open and self.open[-1].instructs:
            self.open[-1].words.append(words)

    def _instructed(self) -> None:
        """End the instruction of the innermost field."""
        one = self.open[-1]
        if one.instructs:
            one.instructs = False
            self.instructing -= 1
            instruction = "".join(one.words)
            if not _allowed(instruction):
                self.refused.append(_name(instruction))


def _cut_fields(root: _Element) -> Iterator[str]:
    """Take fields out that may not stay, and leave the words that they show; yield their names."""
    for one in [*root.iter(_SIMPLE)]:
        instruction = one.get(f"{W}instr", "")
        if not _allowed(instruction):
            unwrap(one)
            yield f"a field {_name(instruction)}"
    group = _Group()
    for one in [*root.iter(*_LEAVES)]:
        group.meet(one)
        if not group.open:
            yield from _settle(group)
            group = _Group()
    if group.open:
        group.refused.append("without an end")
        yield from _settle(group)


def _settle(group: _Group) -> Iterator[str]:
    for part in group.parts if group.refused else ():
        remove(part)
    for name in group.refused:
        yield f"a field {name}"


def _name(instruction: str) -> str:
    """Return the name of a field, as far as it is one."""
    name = next(iter(instruction.split(maxsplit=1)), "").upper()
    return name[:20] if name.isalpha() else "of no known name"


def _allowed(instruction: str) -> bool:
    name = next(iter(instruction.split(maxsplit=1)), "").upper()
    if name == "HYPERLINK":
        found = HYPERLINK.match(instruction)
        address = found and (found["quoted"] or found["bare"])
        return bool(found and (found["inside"] or linkable(address or "")))
    return _GAP not in name and (name in _FIELDS or name.startswith("="))
