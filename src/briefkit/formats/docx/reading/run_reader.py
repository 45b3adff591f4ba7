"""Runs of a paragraph: text, formatting, links, fields, tracked changes, pictures (ECMA-376 Part 1, 17.3)."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from attrs import define, field
from lxml.etree import _Element

from briefkit.formats.docx.bookmark_names import anchor_of_bookmark
from briefkit.formats.docx.reading.drawing_words import (
    box_captions,
    drawing_words,
    foreign_objects,
)
from briefkit.formats.docx.reading.equations import MATH, equation_words, is_flattened
from briefkit.formats.docx.reading.language_tags import (
    UNSAID,
    LanguageTags,
    language_of_words,
    tags_of,
)
from briefkit.formats.docx.reading.link_reader import NOWHERE, Destination, LinkReader
from briefkit.formats.docx.reading.open_fields import OpenFields
from briefkit.formats.docx.reading.paragraph_content import ParagraphContent, PictureReference
from briefkit.formats.docx.reading.picture_frames import framed_picture
from briefkit.formats.docx.reading.read_context import ReadContext
from briefkit.formats.docx.reading.styles_reader import UNSTYLED
from briefkit.formats.docx.reading.text_normalisation import symbol_character
from briefkit.formats.docx.style_names import NO_STYLE, CharacterStyle
from briefkit.formats.docx.tracked_changes import DELETED, INSERTED
from briefkit.formats.docx.wordprocessingml import NAMESPACES, STRIKES, VAL, R, W, is_on
from briefkit.language.house_words import ROLES_WITHOUT_LANGUAGE
from briefkit.layout import Run
from briefkit.layout.roles import ADDRESS_RUNS, NUMBER_RUNS
from briefkit.lower.source_numbers import is_citation
from briefkit.model import Position, Span
from briefkit.model.diff import shortened
from briefkit.model.string_rules import REFUSED_CHARACTER
from briefkit.model.text import with_text
from briefkit.notes import Code
from briefkit.recognise.ruby import with_reading

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VML = "{urn:schemas-microsoft-com:vml}"
_RUN, _TEXT, _PROPERTIES, _BOOKMARK = f"{W}r", f"{W}t", f"{W}rPr", f"{W}bookmarkStart"
_STYLE, _BOLD, _ITALIC, _RAISED, _LANGUAGE, _RTL, _HIDDEN, _CHANGE = (
    f"{W}{name}" for name in ("rStyle", "b", "i", "vertAlign", "lang", "rtl", "vanish", "rPrChange")
)
# What every paragraph has beside its runs.
_WORDLESS = frozenset((f"{W}pPr", f"{W}bookmarkEnd"))
_HYPERLINK, _SIMPLE_FIELD, _COMMENT_START = (
    f"{W}hyperlink",
    f"{W}fldSimple",
    f"{W}commentRangeStart",
)
_ALTERNATES = f"{_MC}AlternateContent"
_BLIP = f"{{{NAMESPACES['a']}}}blip"
_IMAGE_DATA = f"{_VML}imagedata"
_DRAWING_PROPERTIES = f"{{{NAMESPACES['wp']}}}docPr"

_POSITIONS = {"superscript": Position.SUPER, "subscript": Position.SUB}
#: Elements that only wrap content, and mean nothing to its reader.
WRAPPERS = frozenset(
    (
        *(f"{W}{name}" for name in ("smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo")),
        *INSERTED,
        *DELETED,
    )
)
_CHARACTERS = {f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
_SPACES = frozenset((f"{W}tab", f"{W}ptab"))
_BREAKS = frozenset((f"{W}br", f"{W}cr"))
_BREAKS_OF_PAGES = ("page", "column")
# Roles of runs that always lead somewhere.
_LINKED_ROLES = frozenset((*ADDRESS_RUNS, *NUMBER_RUNS))


class RunProperties(NamedTuple):
    """Properties of a run, those of its character style among them."""

    style: CharacterStyle = NO_STYLE
    strong: bool = False
    emphasis: bool = False
    position: Position | None = None
    languages: LanguageTags = UNSAID
    rtl: bool = False
    hidden: bool = False
    struck: bool = False


_NO_PROPERTIES = RunProperties()

#: Marks of a span that a document can say: strong, emphasis, quoted, code, its position, its link and its language.
_Marks: TypeAlias = tuple[bool, bool, bool, bool, Position | None, str | None, str | None]


@define
class RunReader:
    """Reader of the runs in a part's paragraphs.

    Attributes:
        context: The context of reading.
        links: The reader of links.
        fields: The fields that are open; they may go on in the next paragraph.
        characters: The number of characters met so far.
        spans: A span without words for all the marks met so far.
        styled: The properties of runs that have none but a style met so far, by its id.
    """

    context: ReadContext
    links: LinkReader = field(init=False)
    fields: OpenFields = field(init=False)
    characters: int = 0
    spans: dict[_Marks, Span] = field(factory=dict)
    styled: dict[str, RunProperties] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.links = LinkReader(self.context)
        self.fields = OpenFields(self.links)

    def read(self, paragraph: _Element) -> ParagraphContent:
        """Content of a paragraph."""
        content, before = ParagraphContent(), self.characters
        self._read(paragraph, content, NOWHERE)
        self.context.package.count("characters", self.characters - before)
        if len(content.anchors) > 1:
            content.anchors = [*dict.fromkeys(content.anchors)]
        return content

    def _read(self, element: _Element, content: ParagraphContent, destination: Destination) -> None:
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._run(child, content, destination)
            elif tag == _BOOKMARK:
                self._bookmark(child, content)
            elif tag in _WORDLESS:
                pass
            elif tag in self.context.skipped:
                self.context.change_count += 1
            elif tag in WRAPPERS:
                self.context.change_count += tag in INSERTED or tag in DELETED
                self._read(child, content, destination)
            elif tag == _HYPERLINK:
                self._read(child, content, self.links.of_hyperlink(child))
            elif tag == _SIMPLE_FIELD:
                self.fields.begin(child.get(f"{W}instr", ""))
                self.fields.separate()
                self._read(child, content, destination)
                self.fields.end()
            elif tag == _ALTERNATES:
                self._read(chosen_alternative(child), content, destination)
            elif tag == _COMMENT_START:
                content.comments.append(child.get(f"{W}id", ""))
            elif str(tag).startswith(MATH):
                self._math(child, content, destination)

    def _bookmark(self, element: _Element, content: ParagraphContent) -> None:
        anchor = anchor_of_bookmark(element.get(f"{W}name", ""), self.context.ids)
        if anchor and not is_citation(anchor):
            content.anchors.append(anchor)

    def _math(self, element: _Element, content: ParagraphContent, destination: Destination) -> None:
        """Read an equation, or a paragraph of several, onto one line."""
        words = equation_words(element, self.context.skipped)
        self._add(words, _NO_PROPERTIES, content, destination)
        if is_flattened(element, words):
            message = f"An equation was written on one line: {shortened(words)}"
            self.context.notes.add(Code.EQUATION_FLATTENED, message, words)

    def _run(self, element: _Element, content: ParagraphContent, destination: Destination) -> None:
        """Read a run: its text has the properties of the run."""
        properties = _NO_PROPERTIES
        parts: list[str] = []
        breaks: list[int] = []
        for child in element:
            tag = child.tag
            if tag == _TEXT:
                parts.append(child.text or "")
            elif tag == _PROPERTIES:
                properties = self._properties(child)
            elif tag in _SPACES:
                parts.append(" ")
            elif tag in _CHARACTERS:
                parts.append(_CHARACTERS[tag])
            elif tag in _BREAKS:
                if child.get(f"{W}type") not in _BREAKS_OF_PAGES:
                    breaks.append(len(parts))
                    parts.append(" ")
            else:
                parts.append(self._rare(child, tag, content))
        if any(parts):
            before = content.length
            if self._add("".join(parts), properties, content, destination) and breaks:
                ends = list(accumulate(map(len, parts), initial=before))
                content.breaks += [ends[one] for one in breaks]

    def _rare(self, element: _Element, tag: str, content: ParagraphContent) -> str:
        """Read an element that is rare in runs; return its text."""
        match tag.rpartition("}")[2]:
            case "delText" if self.context.changes == "original":
                return element.text or ""
            case "sym":
                return symbol_character(element)
            case "fldChar":
                self.fields.follow(element.get(f"{W}fldCharType", ""))
            case "instrText":
                self.fields.instruct(element.text or "")
            case "drawing" | "pict" | "object":
                self._drawing(element, content)
            case "AlternateContent":
                chosen = chosen_alternative(element)
                return "".join([self._rare(one, str(one.tag), content) for one in chosen])
            case "footnoteReference" | "endnoteReference" as kind:
                content.footnotes.append(
                    (kind.removesuffix("Reference"), element.get(f"{W}id", ""))
                )
            case "commentReference":
                content.comments.append(element.get(f"{W}id", ""))
            case "ruby":
                base, reading = (
                    "".join(one.text or "" for one in element.iterfind(f"{W}{part}//{W}t"))
                    for part in ("rubyBase", "rt")
                )
                return with_reading(base, reading)
            case _:
                pass
        return ""

    def _drawing(self, element: _Element, content: ParagraphContent) -> None:
        """Read the pictures of a drawing, and the words in it."""
        alt = ""
        content.text_boxes += drawing_words(element, self.context)
        content.captions += box_captions(element, self.context)
        content.objects += foreign_objects(element)
        for one in element.iter(_DRAWING_PROPERTIES, _BLIP, _IMAGE_DATA):
            if one.tag == _DRAWING_PROPERTIES:
                alt = one.get("descr") or one.get("title") or ""
            elif one.tag == _BLIP:
                content.pictures.append(framed_picture(one, alt))
            else:
                content.pictures.append(PictureReference(one.get(f"{R}id", ""), _vml_alt(one)))

    def _properties(self, element: _Element) -> RunProperties:
        """Properties of a run, in the view that is read; most runs have none but a style."""
        if len(element) != 1 or (only := element[0]).tag != _STYLE:
            return self._several_properties(element)
        style = only.get(VAL, "")
        found = self.styled.get(style)
        if found is None:
            found = self.styled[style] = self._several_properties(element)
        return found

    def _several_properties(self, element: _Element) -> RunProperties:
        style = UNSTYLED
        strong: bool | None = None
        emphasis: bool | None = None
        hidden: bool | None = None
        struck: bool | None = None
        position = None
        languages = UNSAID
        rtl = False
        if self.context.changes == "original":  # a change that counts is met on the way
            element = self.context.in_view(element, _CHANGE)
        for child in element:
            tag = child.tag
            if tag == _STYLE:
                style = self.context.styles.character.get(child.get(VAL, ""), style)
            elif tag == _BOLD:
                strong = is_on(child)
            elif tag == _ITALIC:
                emphasis = is_on(child)
            elif tag == _RAISED:
                position = _POSITIONS.get(child.get(VAL, ""))
            elif tag == _LANGUAGE:
                languages = tags_of(child)
            elif tag == _RTL:
                rtl = is_on(child)
            elif tag == _HIDDEN:
                hidden = is_on(child)
            elif tag in STRIKES:
                struck = struck or is_on(child)
            elif tag == _CHANGE:
                self.context.change_count += self.context.changes == "accepted"
        own = style.character_style
        return RunProperties(
            own or NO_STYLE,
            strong if strong is not None else own is None and style.strong,
            emphasis if emphasis is not None else own is None and style.emphasis,
            position,
            languages if own else languages.over(style.languages),
            rtl,
            hidden if hidden is not None else style.hidden,
            struck if struck is not None else style.struck,
        )

    def _add(
        self,
        text: str,
        properties: RunProperties,
        content: ParagraphContent,
        destination: Destination,
    ) -> bool:
        """Add text with its properties, unless a field or its own properties hide it; return whether it was added."""
        self.characters += len(text)
        if self.fields.stack:
            if self.fields.hides_text:
                return False
            destination = self.fields.destination or destination
            content.is_numbered = content.is_numbered or self.fields.counts
        if properties.hidden:
            content.hidden.append(text)
            return False
        if properties.struck and self.context.changes == "accepted":
            content.struck.append(text)
            return False
        style = properties.style
        if (style.linked or style.role in _LINKED_ROLES) and destination == NOWHERE:
            destination = _continued_link(style, content)
        if style.heading is not None and content.heading is None:
            content.heading = style.heading
        language = (
            None
            if properties.languages == UNSAID or style.role in ROLES_WITHOUT_LANGUAGE
            else language_of_words(properties.languages, text, rtl=properties.rtl)
        )
        marks = (
            properties.strong,
            properties.emphasis,
            style.quoted,
            style.code,
            properties.position,
            destination.link,
            language,
        )
        # Most words are printable, which is known faster.
        words = text if text.isprintable() else self._allowed(text)
        span = with_text(self.spans.get(marks) or self._new_span(marks), words)
        content.runs.append(Run(span, style.role, destination.target))
        content.length += len(words)
        return len(words) == len(text)

    def _new_span(self, marks: _Marks) -> Span:
        """Span with marks that were not met before, and no words yet: a document has few, and they are checked once."""
        strong, emphasis, quoted, code, position, link, language = marks
        found = Span("", strong, emphasis, quoted, code, position, link, language=language)
        self.spans[marks] = found
        return found

    def _allowed(self, text: str) -> str:
        """Text without characters that no text of a brief may hold; line ends and tabs become spaces."""
        if not REFUSED_CHARACTER.search(text):
            return text
        spaced = re.sub(r"[\t\n\r\u2028\u2029]", " ", text)
        removed = "".join(REFUSED_CHARACTER.findall(spaced))
        if removed:
            self.context.notes.add_characters_dropped(removed)
        return REFUSED_CHARACTER.sub("", spaced)


def _vml_alt(element: _Element) -> str:
    """Alternative text of a picture in VML, which its shape has."""
    shape = element.getparent()
    return "" if shape is None else shape.get("alt", "")


def chosen_alternative(element: _Element) -> _Element:
    """Branch of alternate content that a program of today would take (ECMA-376 Part 3, 7.6)."""
    return next(
        (one for one in element if one.tag == f"{_MC}Choice"),
        element[-1] if len(element) else element,
    )


def _continued_link(style: CharacterStyle, content: ParagraphContent) -> Destination:
    """Destination of the run before, if a run without a link has the style of its second half.

    LibreOffice ends a link where the script changes, and keeps the style of the rest.
    """
    if not content.runs:
        return NOWHERE
    before = content.runs[-1]
    if before.role is not style.role:
        return NOWHERE
    return Destination(before.span.link, before.target)
