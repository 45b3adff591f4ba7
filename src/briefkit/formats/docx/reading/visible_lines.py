"""Visible lines of a part: the words of each paragraph as they stand in its XML, whatever a reader makes of them.

They are collected apart from all that is read, so that nothing which a reader passes over is missed here too. Left out is
only what nobody sees in the view of tracked changes that is read, and what another note tells: text boxes, footnotes.
"""

from __future__ import annotations

from attrs import define, field
from lxml.etree import _Element, tostring

from briefkit.formats.docx.reading.equations import MATH, equation_words
from briefkit.formats.docx.reading.open_fields import PAGE_FIELDS
from briefkit.formats.docx.reading.run_reader import chosen_alternative
from briefkit.formats.docx.reading.text_normalisation import symbol_character
from briefkit.formats.docx.tracked_changes import CELL_DELETED, CELL_INSERTED, DELETED, INSERTED
from briefkit.formats.docx.wordprocessingml import VAL, W
from briefkit.formats.format import Changes

_PARAGRAPH, _TEXT, _DELETED_TEXT = f"{W}p", f"{W}t", f"{W}delText"
_EQUATIONS = (f"{MATH}oMath", f"{MATH}oMathPara")
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_SPACES = tuple(f"{W}{name}" for name in ("tab", "ptab", "br", "cr"))
_HYPHENS = {f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
_UNSEEN = frozenset(
    (f"{W}txbxContent", f"{W}instrText", f"{W}rPr", f"{W}pPrChange", f"{W}sectPr", f"{W}tblPr")
)
# What makes a difference between the words that stand in the XML and those that are seen.
_UNPLAIN = (
    *(*INSERTED, *DELETED, CELL_DELETED, CELL_INSERTED, *_SPACES, *_HYPHENS),
    *(f"{W}{name}" for name in ("fldChar", "fldSimple", "sym", "txbxContent", "vMerge", "framePr")),
    _ALTERNATIVES,
    *_EQUATIONS,
)


def all_text(body: _Element) -> str:
    """Return all text within a body, also what nobody sees."""
    return tostring(body, method="text", encoding=str)


def visible_lines(body: _Element, changes: Changes) -> list[str]:
    """Return the words of each paragraph of a body, and those that stand in none.

    Args:
        body: The body.
        changes: The view of tracked changes.
    """
    if next(body.iter(*_UNPLAIN), None) is None:
        plain = [[one.text or "" for one in found.iter(_TEXT)] for found in body.iter(_PARAGRAPH)]
        if sum(map(len, plain)) == len([*body.iter(_TEXT)]):
            return ["".join(pieces) for pieces in plain]
    collector = _Collector(changes)
    collector.collect(body)
    collector.end_line()
    return collector.lines


@define
class _Collector:
    """Collector of lines.

    Attributes:
        changes: The view of tracked changes.
        lines: The lines that are whole.
        line: The pieces of the line that is not.
        fields: The instruction of each field that is open, the innermost last; None once its result is seen.
    """

    changes: Changes
    lines: list[str] = field(factory=list)
    line: list[str] = field(factory=list)
    fields: list[str | None] = field(factory=list)

    def end_line(self) -> None:
        """End the line that is being collected."""
        self.lines.append("".join(self.line))
        self.line = []

    def collect(self, element: _Element) -> None:
        """Collect the words of the children of an element."""
        for child in element:
            tag = child.tag
            if tag == _PARAGRAPH:
                self.collect(child)
                if not self._goes_on(child):
                    self.end_line()
            elif tag == _TEXT:
                self._add(child.text or "")
            elif tag in _EQUATIONS:
                self._add(equation_words(child, self._skipped()))
            elif tag in _SPACES:
                self._add(" ")
            elif tag in _HYPHENS:
                self._add(_HYPHENS[tag])
            elif tag == f"{W}sym":
                self._add(symbol_character(child))
            elif tag == _DELETED_TEXT:
                self._add((child.text or "") * (self.changes == "original"))
            elif tag == f"{W}fldChar":
                self._follow(child.get(f"{W}fldCharType", ""))
            elif tag == f"{W}instrText":
                self._instruct(child.text or "")
            elif tag == f"{W}fldSimple":
                self.fields.append(child.get(f"{W}instr", ""))
                self._follow("separate")
                self.collect(child)
                self._follow("end")
            elif tag == _ALTERNATIVES:
                self.collect(chosen_alternative(child))
            elif tag not in _UNSEEN and not self._is_left_out(child):
                self.collect(child)

    def _add(self, words: str) -> None:
        if all(one is None for one in self.fields):
            self.line.append(words)

    def _follow(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append("")
        elif kind == "separate" and self.fields:
            name = next(iter((self.fields[-1] or "").split(maxsplit=1)), "").upper()
            self.fields[-1] = name if name in PAGE_FIELDS else None
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _instruct(self, words: str) -> None:
        if self.fields and self.fields[-1] is not None:
            self.fields[-1] += words

    def _skipped(self) -> tuple[str, ...]:
        """The tags of what was deleted, or put in, in the view that is read."""
        return DELETED if self.changes == "accepted" else INSERTED

    def _is_left_out(self, element: _Element) -> bool:
        """Whether nobody sees an element in the view that is read: what was deleted, and merged cells."""
        name = str(element.tag).removeprefix(W)
        if name == "tr":
            row = element.find(f"{W}trPr")
            return row is not None and row.find(self._skipped()[0]) is not None
        if name == "tc":
            gone = CELL_DELETED if self.changes == "accepted" else CELL_INSERTED
            merged = element.find(f"{W}tcPr/{W}vMerge")
            continues = merged is not None and merged.get(VAL, "continue") == "continue"
            return continues or element.find(f"{W}tcPr/{gone}") is not None
        return element.tag in self._skipped()

    def _goes_on(self, paragraph: _Element) -> bool:
        """Whether the next paragraph is the same line: the mark between them is deleted, or this one is a drop cap."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return False
        frame = properties.find(f"{W}framePr")
        if frame is not None and frame.get(f"{W}dropCap", "none") != "none":
            return True
        return any(properties.find(f"{W}rPr/{name}") is not None for name in self._skipped())
