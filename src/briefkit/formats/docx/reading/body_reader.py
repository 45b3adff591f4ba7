"""The body of a Word document as paragraphs and tables in their order (ECMA-376 Part 1, 17.2 to 17.4, 17.13)."""

from __future__ import annotations

from typing import TypeAlias

from attrs import define, field
from lxml.etree import _Element

from briefkit.formats.docx.bookmark_names import anchor_of_bookmark
from briefkit.formats.docx.reading.run_reader import AROUND, UNSEEN, Source, Words, chosen
from briefkit.formats.docx.reading.styles_reader import Number, Numbering, Style, level_in_list
from briefkit.formats.docx.reading.text_fixes import plain_words
from briefkit.formats.docx.wordprocessingml import VAL, W, is_on, value_of, whole_number
from briefkit.notes import Code

_P, _TBL, _TR, _TC = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc"))
_PROPERTIES = f"{W}pPr"
_PLACED = (f"{W}pStyle", f"{W}outlineLvl", f"{W}ind")
#: Columns that a cell may span before the number counts as a slip.
_WIDEST = 64


@define
class Printed:
    """A paragraph as it is found.

    Attributes:
        style: Its style.
        words: What it holds.
        number: Its place in a list, where it has one.
        kind: How that list counts, as "bullet".
        outline: Its level in the outline, from 0.
        indent: How far it is indented, in twips.
        line: Which paragraph of the document it is, from 1.
    """

    style: Style
    words: Words
    number: Number | None = None
    kind: str = ""
    outline: int | None = None
    indent: int = 0
    line: int = 0


Cell: TypeAlias = "list[Printed | PrintedTable]"
_Properties: TypeAlias = "dict[str, _Element]"


@define
class PrintedTable:
    """A table as it is found: the cells of each row, every row as long as the longest.

    Attributes:
        rows: The cells of each row.
        headed: Whether the first row heads the others.
    """

    rows: list[list[Cell]]
    headed: bool = False


@define
class Flow:
    """A body on the way to its paragraphs and tables.

    Attributes:
        source: What its paragraphs are read with.
        numbering: The lists of the document.
        lines: How many paragraphs were met.
        carried: A paragraph whose mark is gone: its words stand before the next one's.
        anchors: Bookmarks that stand before the next paragraph.
    """

    source: Source
    numbering: Numbering
    lines: int = 0
    carried: Printed | None = None
    anchors: list[str] = field(factory=list)

    def read(self, element: _Element) -> Cell:
        """Return the paragraphs and tables of a body or a cell."""
        found = self._read(element)
        if self.carried is not None:
            found.append(self.carried)
            self.carried = None
        return found

    def _read(self, element: _Element) -> Cell:
        found: Cell = []
        for child in element:
            tag = child.tag
            if tag == _P:
                paragraph = self._paragraph(child)
                if paragraph is not None:
                    found.append(paragraph)
            elif tag == _TBL:
                found.append(self._table(child))
            elif tag in UNSEEN[self.source.changes]:
                self.source.changed += 1
            elif tag in AROUND:
                found += self._read(child)
            elif tag == f"{W}bookmarkStart":
                self.anchors.append(anchor_of_bookmark(child.get(f"{W}name", "")))
            elif tag == f"{W}altChunk":
                self.source.notes.add(
                    Code.FILE_DROPPED, "Another document stands here; it was not read."
                )
            elif str(tag).endswith("}AlternateContent"):
                found += self._read(chosen(child))
        return found

    # Paragraphs

    def _paragraph(self, element: _Element) -> Printed | None:
        """Read a paragraph; None where its mark is gone, so that it goes on in the next one."""
        self.lines += 1
        self.source.package.count("paragraphs")
        words = self.source.words(element)
        if self.carried is not None:
            words = _merged(self.carried.words, words)
            self.carried = None
        if self.anchors:
            words.anchors = [one for one in self.anchors if one] + words.anchors
            self.anchors = []
        first = next(iter(element), None)
        found = {} if first is None or first.tag != _PROPERTIES else {one.tag: one for one in first}
        goes_on = self._goes_on(found)
        printed = self._styled(words, self._viewed(found))
        if goes_on:
            self.carried = printed
            return None
        return printed

    def _viewed(self, found: _Properties) -> _Properties:
        """Return the properties of a paragraph in the view that is read."""
        change = found.get(f"{W}pPrChange")
        if change is None:
            return found
        self.source.changed += 1
        before = change.find(_PROPERTIES)
        if self.source.changes == "accepted" or before is None:
            return found
        return {one.tag: one for one in before}

    def _goes_on(self, found: _Properties) -> bool:
        """Whether a paragraph's mark is gone, or it is a large first letter (17.3.1.11)."""
        frame, mark = found.get(f"{W}framePr"), found.get(f"{W}rPr")
        if frame is not None and frame.get(f"{W}dropCap", "none") != "none":
            return True
        if mark is None:
            return False
        gone = any(mark.find(name) is not None for name in UNSEEN[self.source.changes])
        self.source.changed += gone
        return gone

    def _styled(self, words: Words, found: _Properties) -> Printed:
        """Return a paragraph with what its properties say, and those of its style."""
        styles = self.source.styles
        named, outline, indent = (found.get(tag) for tag in _PLACED)
        style = styles.normal
        if named is not None:
            style = styles.paragraphs.get(named.get(VAL, ""), style)
        printed = Printed(style, words, outline=style.outline, line=self.lines)
        if outline is not None:
            printed.outline = whole_number(outline.get(VAL))
        if indent is not None:
            printed.indent = _indent(indent)
        place = self._number(style, found.get(f"{W}numPr"))
        kind = None if place is None else self.numbering.kind(place)
        if kind is not None:
            printed.number, printed.kind = place, kind
        return printed

    def _number(self, style: Style, properties: _Element | None) -> Number | None:
        """Return the place of a paragraph in a list: its own, or that of its style."""
        own, level = style.number
        if properties is not None:
            own = value_of(properties, f"{W}numId") or own
            stated = level_in_list(value_of(properties, f"{W}ilvl"))
            level = level if stated is None else stated
        return None if own is None else Number(own, level or 0)

    # Tables

    def _table(self, element: _Element) -> PrintedTable:
        rows: list[list[Cell]] = []
        headed = False
        for row in self._parts(element, _TR):
            properties = row.find(f"{W}trPr")
            if properties is not None:
                gone = UNSEEN[self.source.changes][0]
                if properties.find(gone) is not None:
                    self.source.changed += 1
                    continue
                headed = headed or (not rows and is_on(properties.find(f"{W}tblHeader")))
            rows.append(self._cells(row, properties))
        width = max(map(len, rows), default=0)
        self.source.package.count("cells", len(rows) * width)
        return PrintedTable([row + [[]] * (width - len(row)) for row in rows], headed)

    def _cells(self, row: _Element, properties: _Element | None) -> list[Cell]:
        before = whole_number(value_of(properties, f"{W}gridBefore")) or 0
        cells: list[Cell] = [[] for _ in range(min(before, _WIDEST))]
        for cell in self._parts(row, _TC):
            inner = self.read(cell)
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merged is not None and merged.get(VAL, "continue") == "continue"
            cells.append([] if goes_on else inner)
            span = whole_number(value_of(cell, f"{W}tcPr/{W}gridSpan")) or 1
            cells += [[] for _ in range(min(span, _WIDEST) - 1)]
        return cells

    def _parts(self, element: _Element, wanted: str) -> list[_Element]:
        """Return the rows of a table or the cells of a row, from what stands around them too."""
        found = []
        for child in element:
            if child.tag == wanted:
                found.append(child)
            elif child.tag in AROUND and child.tag not in UNSEEN[self.source.changes]:
                found += self._parts(child, wanted)
        return found


def _merged(first: Words, second: Words) -> Words:
    """Return two paragraphs as one, which is the first; of a paragraph without words nothing stays."""
    if not first.runs:
        first.anchors = []
    first.runs += second.runs
    first.anchors += second.anchors
    first.heading = first.heading or second.heading
    first.shapes += second.shapes
    first.comments += second.comments
    first.footnotes += second.footnotes
    first.hidden += second.hidden
    first.boxes += second.boxes
    return first


def _indent(element: _Element) -> int:
    words = element.get(f"{W}left") or element.get(f"{W}start") or "0"
    return int(words) if words.lstrip("-").isdecimal() and len(words) < 9 else 0


def notes_on(found: Cell, source: Source) -> None:
    """Tell what stands beside the words: comments, notes, hidden words, text boxes."""
    told = _Beside(source)
    for one in every(found):
        told.tell(one)


def every(found: Cell) -> list[Printed]:
    """Return all paragraphs, those of tables too."""
    paragraphs: list[Printed] = []
    for one in found:
        if isinstance(one, Printed):
            paragraphs.append(one)
        else:
            paragraphs += [inner for row in one.rows for cell in row for inner in every(cell)]
    return paragraphs


@define
class _Beside:
    """What stands in parts of its own: comments and notes, by id, read when the first is met."""

    source: Source
    parts: dict[str, dict[str, _Element]] = field(factory=dict)
    texts: dict[tuple[str, str], str] = field(factory=dict)

    def tell(self, paragraph: Printed) -> None:
        words = paragraph.words
        said = words.plain.strip()
        place = f"“{said[:60].rstrip()}{'…' if len(said) > 60 else ''}”"
        add = self.source.notes.add
        for key in dict.fromkeys(words.comments):
            comment = self._part("comments").get(key)
            if comment is not None:
                author = comment.get(f"{W}author") or "Somebody"
                text = self._text("comments", key)
                add(Code.COMMENT, f"{author} commented on {place}: {text}", text, paragraph.line)
        for kind, key in words.footnotes:
            text = self._text(f"{kind}s", key)
            if text:
                add(Code.FOOTNOTE_DROPPED, f"{place} has a note: {text}", text, paragraph.line)
        if words.hidden:
            text = "".join(words.hidden)
            add(Code.HIDDEN_DROPPED, f"Words in {place} are hidden.", text, paragraph.line)
        for text in words.boxes:
            add(Code.TEXT_BOX_DROPPED, f"A text box says: {text}", text, paragraph.line)

    def _text(self, kind: str, key: str) -> str:
        """Return the words of a comment or a note, counted each time, for so often they are told."""
        if (kind, key) not in self.texts:
            one = self._part(kind).get(key)
            self.texts[kind, key] = "" if one is None else plain_words(one)
        text = self.texts[kind, key]
        self.source.package.count("characters", len(text))
        return text

    def _part(self, kind: str) -> dict[str, _Element]:
        if kind not in self.parts:
            names = [one.target for one in self.source.relations.values() if one.kind == kind]
            root = self.source.package.parse(names[0]) if names else None
            self.parts[kind] = {
                one.get(f"{W}id", ""): one for one in (() if root is None else root)
            }
        return self.parts[kind]
