"""The words of a Word document's paragraph: runs, links, fields, changes, pictures (ECMA-376 Part 1, 17.3, 17.16)."""

from __future__ import annotations

import re
from typing import NamedTuple

from attrs import define, field
from lxml.etree import _Element

from briefkit.formats.docx.bookmark_names import anchor_of_bookmark
from briefkit.formats.docx.opc import Package, Relationship
from briefkit.formats.docx.picture_rotation import orientation_of
from briefkit.formats.docx.reading.styles_reader import Style, Styles
from briefkit.formats.docx.reading.text_fixes import (
    language_of,
    linkable,
    plain_words,
    symbol,
)
from briefkit.formats.docx.style_names import NO_STYLE, CharacterStyle
from briefkit.formats.docx.tracked_changes import DELETED, INSERTED
from briefkit.formats.docx.wordprocessingml import NAMESPACES, VAL, R, W, is_on
from briefkit.formats.format import Changes
from briefkit.layout import Run
from briefkit.layout.roles import ADDRESS_RUNS, NUMBER_RUNS, HeadingRole
from briefkit.limits.nesting import MAX_DEPTH, too_deep
from briefkit.lower.source_numbers import is_citation
from briefkit.model import Position, Span
from briefkit.model.media import UPRIGHT
from briefkit.model.rules import REFUSED_CHARACTER
from briefkit.notes import Code, Notes

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VML = "{urn:schemas-microsoft-com:vml}"
_BLIP = f"{{{NAMESPACES['a']}}}blip"
_IMAGE_DATA = f"{_VML}imagedata"
_TEXT_BOX = f"{W}txbxContent"
_SHAPE_WORDS = f"{{{NAMESPACES['wp']}}}docPr"

_POSITIONS = {"superscript": Position.SUPER, "subscript": Position.SUB}
#: What is left out of each view.
UNSEEN = {"accepted": DELETED, "original": INSERTED}
#: What only stands around words, and says nothing to their reader.
AROUND = frozenset(
    (
        *(f"{W}{name}" for name in ("smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo")),
        *INSERTED,
        *DELETED,
        *(f"{_MATH}{name}" for name in ("oMath", "oMathPara")),
    )
)
_CHARACTERS = {f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
_BREAKS = frozenset((f"{W}tab", f"{W}ptab", f"{W}cr"))
#: Fields whose words are the program's, not the writer's.
_PAGED = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"))
#: The instruction of a field that is a link (17.16.5.25).
HYPERLINK = re.compile(
    r'\s*HYPERLINK\s+(?:(?P<inside>\\l)\s+)?(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s\\]\S*))'
    r'(?:\s+\\l\s+"(?P<fragment>[^"]*)")?'
)


class Marks(NamedTuple):
    """What the properties of a run say of it."""

    look: CharacterStyle = NO_STYLE
    strong: bool = False
    emphasis: bool = False
    position: Position | None = None
    language: str | None = None
    hidden: bool = False


class Place(NamedTuple):
    """Where a run leads to: an address, or an anchor in the document."""

    link: str | None = None
    target: str | None = None


_NOWHERE = Place()
#: The roles of runs that always lead somewhere.
_LEADING = (*ADDRESS_RUNS, *NUMBER_RUNS)


@define
class Field:
    """A field that is open (17.16.18).

    Attributes:
        words: Its instruction, in the pieces that it comes in.
        shown: Whether its result has begun.
        paged: Whether its words are the program's, not the writer's.
        place: Where it leads to, if it is a link.
    """

    words: list[str] = field(factory=list)
    shown: bool = False
    paged: bool = False
    place: Place | None = None


@define
class Shape:
    """A picture as it stands in a paragraph.

    Attributes:
        key: The id of its relation.
        alt: What it shows.
        orientation: How its frame turns it, as EXIF counts; 1 where it does not.
    """

    key: str
    alt: str
    orientation: int = UPRIGHT


@define
class Words:
    """What a paragraph holds.

    Attributes:
        runs: Its runs, as they come.
        anchors: The anchors that its bookmarks stand for.
        heading: The role of the section that its runs say it heads.
        shapes: Its pictures.
        comments: The ids of the comments on it.
        footnotes: The kinds and ids of its foot- and endnotes.
        hidden: Words that are set as hidden.
        boxes: The words of text boxes.
    """

    runs: list[Run] = field(factory=list)
    anchors: list[str] = field(factory=list)
    heading: HeadingRole | None = None
    shapes: list[Shape] = field(factory=list)
    comments: list[str] = field(factory=list)
    footnotes: list[tuple[str, str]] = field(factory=list)
    hidden: list[str] = field(factory=list)
    boxes: list[str] = field(factory=list)

    @property
    def plain(self) -> str:
        """The words without their marks."""
        return "".join([run.span.text for run in self.runs])


@define
class Source:
    """What reading a part's paragraphs has to know, and what it has to say of them.

    Attributes:
        package: The document.
        part: The name of the part.
        relations: What the part refers to.
        styles: The styles of the document.
        changes: Which view of tracked changes is read.
        fields: The fields that are open, the innermost last.
        notes: What there is to tell.
        changed: How many tracked changes were met.
        bad: The links that a note tells of.
        characters: How many characters of runs were met.
    """

    package: Package
    part: str
    relations: dict[str, Relationship]
    styles: Styles
    changes: Changes = "accepted"
    fields: list[Field] = field(factory=list)
    notes: Notes = field(factory=Notes)
    changed: int = 0
    bad: set[str] = field(factory=set)
    characters: int = 0

    def words(self, paragraph: _Element) -> Words:
        """Return what a paragraph holds."""
        words, before = Words(), self.characters
        self._read(paragraph, words, Place())
        self.package.count("characters", self.characters - before)
        if len(words.anchors) > 1:
            words.anchors = [*dict.fromkeys(words.anchors)]
        return words

    def _read(self, element: _Element, words: Words, place: Place) -> None:
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._run(child, words, place)
            elif tag in UNSEEN[self.changes]:
                self.changed += 1
            elif tag in AROUND:
                self.changed += tag in INSERTED or tag in DELETED
                self._read(child, words, place)
            elif tag == _BOOKMARK:
                self._bookmark(child, words)
            elif tag == f"{W}hyperlink":
                self._read(child, words, self._place(child))
            elif tag == f"{W}fldSimple":
                self._open(child.get(f"{W}instr", ""))
                self._show()
                self._read(child, words, place)
                self.fields.pop()
            elif tag == f"{_MC}AlternateContent":
                self._read(chosen(child), words, place)
            elif tag == f"{W}commentRangeStart":
                words.comments.append(child.get(f"{W}id", ""))
            elif str(tag).startswith(_MATH):
                self._math(child, words, place)

    def _bookmark(self, element: _Element, words: Words) -> None:
        anchor = anchor_of_bookmark(element.get(f"{W}name", ""))
        if anchor and not is_citation(anchor):
            words.anchors.append(anchor)

    def _math(self, element: _Element, words: Words, place: Place) -> None:
        text = "".join(one.text or "" for one in element.iter(f"{_MATH}t"))
        self._add(text, Marks(), words, place)

    # Runs

    def _run(self, element: _Element, words: Words, place: Place) -> None:
        """Read a run: its words get the marks of its properties."""
        marks = Marks()
        parts: list[str] = []
        for child in element:
            tag = child.tag
            if tag == _TEXT:
                parts.append(child.text or "")
            elif tag == _PROPERTIES:
                marks = self._marks(child)
            elif tag in _BREAKS:
                parts.append(" ")
            elif tag in _CHARACTERS:
                parts.append(_CHARACTERS[tag])
            else:
                parts.append(self._special(child, tag, words))
        if any(parts):
            self._add("".join(parts), marks, words, place)

    def _special(self, element: _Element, tag: str, words: Words) -> str:
        """Read what is seldom in a run; return its words."""
        match tag.rpartition("}")[2]:
            case "br":
                return "" if element.get(f"{W}type") in ("page", "column") else " "
            case "delText" if self.changes == "original":
                return element.text or ""
            case "sym":
                return symbol(element)
            case "fldChar":
                self._field(element.get(f"{W}fldCharType", ""))
            case "instrText" if self.fields:
                self.fields[-1].words.append(element.text or "")
            case "drawing" | "pict" | "object":
                self._shape(element, words)
            case "AlternateContent":
                return "".join([self._special(one, str(one.tag), words) for one in chosen(element)])
            case "footnoteReference" | "endnoteReference" as kind:
                words.footnotes.append((kind.removesuffix("Reference"), element.get(f"{W}id", "")))
            case "commentReference":
                words.comments.append(element.get(f"{W}id", ""))
            case "ruby":
                return "".join(one.text or "" for one in element.iterfind(f"{W}rubyBase//{W}t"))
            case _:
                pass
        return ""

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._open("")
        elif self.fields and kind == "separate":
            self._show()
        elif self.fields and kind == "end":
            self.fields.pop()

    def _open(self, instruction: str) -> None:
        if len(self.fields) == MAX_DEPTH:
            raise too_deep(self.part)
        self.fields.append(Field([instruction]))

    def _show(self) -> None:
        """Begin the result of the innermost field: its instruction is whole."""
        one = self.fields[-1]
        instruction = "".join(one.words)
        one.shown = True
        one.paged = next(iter(instruction.split(maxsplit=1)), "").upper() in _PAGED
        one.place = self._instructed(instruction)

    def _shape(self, element: _Element, words: Words) -> None:
        """Read the pictures of a drawing, and the words of the text boxes in it."""
        alt = ""
        for box in element.iter(_TEXT_BOX):
            if next(box.iterancestors(_TEXT_BOX), None) is None and (text := plain_words(box)):
                self.package.count("characters", len(text))
                words.boxes.append(text)
        for one in element.iter(_SHAPE_WORDS, _BLIP, _IMAGE_DATA):
            if one.tag == _SHAPE_WORDS:
                alt = one.get("descr") or one.get("title") or ""
            elif one.tag == _BLIP:
                key = one.get(f"{R}embed") or one.get(f"{R}link") or ""
                words.shapes.append(Shape(key, alt, orientation_of(one)))
            else:
                words.shapes.append(Shape(one.get(f"{R}id", ""), _alt_of(one)))

    def _marks(self, element: _Element) -> Marks:
        """Return what the properties of a run say."""
        style = Style()
        strong: bool | None = None
        emphasis: bool | None = None
        hidden: bool | None = None
        position = language = None
        if self.changes == "original":
            before = element.find(f"{W}rPrChange/{W}rPr")
            element = element if before is None else before
        for child in element:
            tag = child.tag
            if tag == f"{W}rStyle":
                style = self.styles.runs.get(child.get(VAL, ""), style)
            elif tag == f"{W}b":
                strong = is_on(child)
            elif tag == f"{W}i":
                emphasis = is_on(child)
            elif tag == f"{W}vertAlign":
                position = _POSITIONS.get(child.get(VAL, ""))
            elif tag == f"{W}lang":
                language = language_of(child.get(VAL) or child.get(f"{W}bidi") or "")
            elif tag == f"{W}vanish":
                hidden = is_on(child)
            elif tag == f"{W}rPrChange":
                self.changed += 1
        look = style.look
        return Marks(
            look or NO_STYLE,
            strong if strong is not None else look is None and style.strong,
            emphasis if emphasis is not None else look is None and style.emphasis,
            position,
            language,
            hidden if hidden is not None else style.hidden,
        )

    def _add(self, text: str, marks: Marks, words: Words, place: Place) -> None:
        """Add words with their marks, unless a field or their own properties keep them unseen."""
        self.characters += len(text)
        if self.fields:
            if any(not one.shown or one.paged for one in self.fields):
                return
            place = next((one.place for one in reversed(self.fields) if one.place), place)
        if marks.hidden:
            words.hidden.append(text)
            return
        look = marks.look
        if place == _NOWHERE:
            place = _torn(look, words)
        if look.heading is not None and words.heading is None:
            words.heading = look.heading
        span = Span(
            self._clean(text),
            strong=marks.strong,
            emphasis=marks.emphasis,
            quoted=look.quoted,
            code=look.code,
            position=marks.position,
            link=place.link,
            language=marks.language,
        )
        words.runs.append(Run(span, look.role, place.target))

    def _clean(self, text: str) -> str:
        """Return words without what no text may hold; line ends and tabs become spaces."""
        if not REFUSED_CHARACTER.search(text):
            return text
        spaced = re.sub(r"[\t\n\r\u2028\u2029]", " ", text)
        removed = "".join(REFUSED_CHARACTER.findall(spaced))
        if removed:
            self.notes.add_characters_dropped(removed)
        return REFUSED_CHARACTER.sub("", spaced)

    # Links

    def _place(self, element: _Element) -> Place:
        """Return where a hyperlink leads to."""
        inside = element.get(f"{W}anchor", "")
        relation = self.relations.get(element.get(f"{R}id", ""))
        if relation is None:
            return Place(target=anchor_of_bookmark(inside) or None)
        fragment = f"#{inside}" if inside and "#" not in relation.target else ""
        return self._leads_to(relation.target + fragment)

    def _instructed(self, instruction: str) -> Place | None:
        """Return where a HYPERLINK field leads to; None for any other field (17.16.5.25)."""
        found = HYPERLINK.match(instruction)
        if not found:
            return None
        address = found["quoted"] or found["bare"] or ""
        if found["inside"]:
            return Place(target=anchor_of_bookmark(address) or None)
        return self._leads_to(f"{address}#{found['fragment']}" if found["fragment"] else address)

    def _leads_to(self, address: str) -> Place:
        link = linkable(address)
        if link is None and address not in self.bad:
            self.bad.add(address)
            message = "A link leads to no page or mailbox."
            self.notes.add(Code.LINK_DROPPED, message, address)
        return Place(link=link)


_RUN, _TEXT, _PROPERTIES, _BOOKMARK = f"{W}r", f"{W}t", f"{W}rPr", f"{W}bookmarkStart"


def _alt_of(element: _Element) -> str:
    """Return what an old kind of picture shows: its shape says so."""
    shape = element.getparent()
    return "" if shape is None else shape.get("alt", "")


def chosen(element: _Element) -> _Element:
    """Return the branch of alternate content that a program of today would take (ECMA-376 Part 3, 7.6)."""
    return next(
        (one for one in element if one.tag == f"{_MC}Choice"),
        element[-1] if len(element) else element,
    )


def _torn(look: CharacterStyle, words: Words) -> Place:
    """Return where the run before leads to, if a run that leads nowhere looks like its other half.

    LibreOffice ends a link where the script changes, and keeps the style of what stood in it.
    """
    if not words.runs or not (look.linked or look.role in _LEADING):
        return _NOWHERE
    before = words.runs[-1]
    return Place(before.span.link, before.target) if before.role is look.role else _NOWHERE
