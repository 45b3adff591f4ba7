"""Fields of a template that go into its documents: those that speak of the document itself (ECMA-376 Part 1, 17.16)."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field
from lxml.etree import _Element

from briefkit.formats.docx.reading.link_reader import HYPERLINK
from briefkit.formats.docx.reading.text_normalisation import linkable
from briefkit.formats.docx.tracked_changes import DELETED, INSERTED, remove, unwrap
from briefkit.formats.docx.wordprocessingml import W

# Fields that speak of the document itself (17.16.5); all others are removed.
_ALLOWED = frozenset(
    (
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "STYLEREF", "REF", "NOTEREF"),
        *("TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS", "DOCPROPERTY", "FILENAME"),
        *("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "REVNUM"),
        *("NUMWORDS", "NUMCHARS", "SEQ", "LISTNUM", "TOC", "IF", "COMPARE", "QUOTE", "="),
        *("SYMBOL", "EQ", "ADVANCE", "BIDIOUTLINE"),
    )
)
_FIELD, _SIMPLE = f"{W}fldChar", f"{W}fldSimple"
_TEXTS = (f"{W}instrText", f"{W}t")
# Elements that an instruction may be made of, or that may stand in it.
_LEAVES = (
    *(_FIELD, _SIMPLE, *_TEXTS),
    *(f"{W}{name}" for name in ("drawing", "pict", "object")),
    *(f"{W}{name}" for name in ("delInstrText", "delText", "tab", "br", "cr", "sym")),
    *(f"{W}{name}" for name in ("noBreakHyphen", "softHyphen")),
)
# Stands in an instruction for whatever is no letter of it, so that no name is put together across it.
_GAP = "\0"


@define
class _OpenField:
    """Open field: the pieces of its instruction so far, and whether the instruction goes on."""

    pieces: list[str] = field(factory=list)
    instructs: bool = True


@define
class _NestedFields:
    """Field with the fields nested in it: they stay together, or none of them does.

    Attributes:
        open: The open fields, the innermost last.
        instructing: The number of open fields whose instruction goes on.
        parts: Their marks and instructions, without their results.
        refused: The names of those that may not stay.
    """

    open: list[_OpenField] = field(factory=list)
    instructing: int = 0
    parts: list[_Element] = field(factory=list)
    refused: list[str] = field(factory=list)

    def add(self, one: _Element) -> None:
        """Add the next leaf of the part."""
        kind = one.get(f"{W}fldCharType", "") if one.tag == _FIELD else ""
        if kind == "begin":
            self._instruct(_GAP)
            self.open.append(_OpenField())
            self.instructing += 1
        elif kind and self.open:
            self._end_instruction()
            if kind == "end":
                self.open.pop()
        elif self.instructing:
            text = (one.text or "") if one.tag in _TEXTS else _GAP
            changes = next(one.iterancestors(*INSERTED, *DELETED), None) is not None
            self._instruct(f"{_GAP}{text}{_GAP}" if changes else text)
        if kind or self.instructing:
            self.parts.append(one)

    def _instruct(self, piece: str) -> None:
        if self.open and self.open[-1].instructs:
            self.open[-1].pieces.append(piece)

    def _end_instruction(self) -> None:
        """End the instruction of the innermost field."""
        one = self.open[-1]
        if one.instructs:
            one.instructs = False
            self.instructing -= 1
            instruction = "".join(one.pieces)
            if not _allowed(instruction):
                self.refused.append(_name(instruction))


def remove_fields(root: _Element) -> Iterator[str]:
    """Remove the fields that may not stay, but not the results that they show; yield the names of those removed."""
    for one in [*root.iter(_SIMPLE)]:
        instruction = one.get(f"{W}instr", "")
        if not _allowed(instruction):
            unwrap(one)
            yield f"a field {_name(instruction)}"
    nested = _NestedFields()
    for one in [*root.iter(*_LEAVES)]:
        nested.add(one)
        if not nested.open:
            yield from _remove_refused(nested)
            nested = _NestedFields()
    if nested.open:
        nested.refused.append("without an end")
        yield from _remove_refused(nested)


def _remove_refused(nested: _NestedFields) -> Iterator[str]:
    for part in nested.parts if nested.refused else ():
        remove(part)
    for name in nested.refused:
        yield f"a field {name}"


def _name(instruction: str) -> str:
    """Name of a field, as far as it is one."""
    name = next(iter(instruction.split(maxsplit=1)), "").upper()
    return name[:20] if name.isalpha() else "of no known name"


def _allowed(instruction: str) -> bool:
    name = next(iter(instruction.split(maxsplit=1)), "").upper()
    if name == "HYPERLINK":
        found = HYPERLINK.match(instruction)
        address = found and (found["quoted"] or found["bare"])
        return bool(found and (found["inside"] or linkable(address or "")))
    return _GAP not in name and (name in _ALLOWED or name.startswith("="))
