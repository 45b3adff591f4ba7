"""Reader: a brief from Markdown, whose plain words are recognised and whose attributes are believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from attrs import define, evolve, field
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from briefkit.errors import ModelError, ReadError
from briefkit.formats.format import READ_DEFAULTS, ReadOptions
from briefkit.formats.markdown.attributes import Attributes
from briefkit.formats.markdown.back_matter_parts import read_back_matter
from briefkit.formats.markdown.block_lines import Place, located, marking_of, read_block, refusal
from briefkit.formats.markdown.captioned_blocks import read_figure, read_table
from briefkit.formats.markdown.front_matter import (
    Document,
    split_document,
    without_pictures,
)
from briefkit.formats.markdown.line_reader import Line, parse_line, read_line
from briefkit.formats.markdown.parser import (
    BLOCKS,
    CITATIONS,
    NOTES,
    REFERENCES,
    parser,
)
from briefkit.formats.markdown.sections import Part, heading_reads_as, nested, with_fields
from briefkit.formats.markdown.source_list import SourceList
from briefkit.formats.yaml import text_of
from briefkit.lexicons import lexicon
from briefkit.model import (
    MAX_BULLET_LEVELS,
    Brief,
    Bullets,
    Item,
    SectionKind,
    Text,
)
from briefkit.model.text import Span
from briefkit.notes import Code, Notes, Reading

_CELL_BORDER = re.compile(r"(?<!\\)\|")
_LISTS = ("bullet_list", "ordered_list")


def read(data: bytes | str, options: ReadOptions = READ_DEFAULTS) -> Reading:
    """Read a brief from Markdown.

    Args:
        data: UTF-8, with a byte order mark or without, or a string.
        options: The language, where the front matter does not name it; None assumes English, with a note.

    Raises:
        ReadError: No text, no words in it, too much of it, lists that nest too deep, or front matter or
            attributes out of form, with the line.
    """
    notes = Notes()
    document = split_document(text_of(data), options.language, notes)
    source_list = SourceList.of(document.sources, document.footnotes, document.language, notes)
    reader = _DocumentReader(document, source_list, notes)
    env: dict[str, Any] = {
        REFERENCES: document.references,
        CITATIONS: source_list.citations,
        BLOCKS: lambda tokens: source_list.read_items(tokens, document.first_line),
    }
    tokens = parser().parse(document.body, env)
    reader.env = env
    reader.lines = document.body.split("\n")
    titled = document.has("title") or any(token.tag == "h1" for token in tokens)
    reader.front_lines = (not titled) + (not document.has("standfirst"))
    reader.blocks(SyntaxTreeNode(tokens).children)
    return reader.reading()


@define
class _DocumentReader:
    """Reader of blocks: what has been read of a document so far.

    Attributes:
        document: The front matter, and what is defined anywhere.
        source_list: The sources, and what their list says.
        notes: The notes so far.
        parts: What stands before the first heading, and below each.
        front_lines: How many paragraphs before the first heading are the title or the standfirst.
        above: The attributes that stand over the next list or table, and their line.
    """

    document: Document
    source_list: SourceList
    notes: Notes
    title: Text | None = None
    front: list[Line] = field(factory=list)
    parts: list[Part] = field(factory=list)
    front_lines: int = 1
    above: Line | None = None
    env: dict[str, Any] = field(factory=dict)
    used: set[str] = field(factory=set)
    lines: list[str] = field(factory=list)

    @property
    def language(self) -> str:
        return self.document.language

    # Blocks

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> None:
        for node in nodes:
            if self.above and node.type not in (*_LISTS, "table"):
                raise refusal("attributes stand over no list and no table", self.above.number)
            match node.type:
                case "heading":
                    self.heading(self.line(node), int(node.tag[1]))
                case "paragraph":
                    self.paragraph(node)
                case "bullet_list" | "ordered_list":
                    self.section_or_front().blocks.extend(self.bullets(node, 1))
                case "table":
                    self.table(node)
                case "blockquote":
                    message = "A block quotation became what stands in it."
                    self.notes.add(Code.QUOTE_OPENED, message, line=self.number(node))
                    self.blocks(node.children)
                case _:
                    rule = "Left out a line without words."
                    self.notes.add(Code.RULE_DROPPED, rule, node.markup, self.number(node))
        if self.above:
            raise refusal("attributes stand over no list and no table", self.above.number)

    def number(self, node: SyntaxTreeNode) -> int:
        """Return the line of the input where a node starts."""
        return (node.map[0] if node.map else 0) + self.document.first_line

    def line(self, node: SyntaxTreeNode) -> Line:
        """Return the words of a node."""
        number = self.number(node)
        for inline in node.walk():
            if inline.type == "inline" and inline.token:
                tokens = inline.token.children or []
                self.used.update(_labels(tokens))
                return read_line(tokens, self.env, number, self.notes)
        return Line(number=number)

    def text(self, line: Line) -> Text:
        """Return the words of a line that has no fields."""
        if line.attributes:
            raise refusal("attributes have no meaning here", line.number, "take them out")
        words: Text = located(lambda: line.with_cites().text(self.language), line)
        return words

    def heading(self, line: Line, level: int) -> None:
        """Read the title, or start a section or another part of the brief."""
        line = without_pictures(line, self.notes)
        if not line.spans and not line.attributes.classes:
            return
        if level == 1 and self.title is None and not self.parts and self.is_title(line):
            self.title = self.text(line)
            self.notes.lines.add_field("title", line.number)
            return
        part = Part("", None, level, line.number)
        words = self.text(evolve(line, attributes=Attributes()))
        if line.attributes.classes:
            part.name, part.heading = self.kind(line), words or None
        else:
            part.name, part.heading = heading_reads_as(words, self.language)
            if line.number in self.source_list.headings:
                part.name = "sources"
        self.parts.append(located(lambda: with_fields(part, line.attributes.fields), line))

    def is_title(self, line: Line) -> bool:
        """Return whether the first heading of level 1 is the title, which the front matter may give as well.

        Raises:
            ReadError: The front matter gives another title.
        """
        title = self.document.fields.get("title")
        words = line.with_cites().text(self.language)
        if title is None or words.plain == title.plain:
            return True
        named, _ = heading_reads_as(words, self.language)
        if line.attributes.classes or named != SectionKind.OTHER:
            return False
        remedy = "leave one of them out, or begin the heading of a section with ##"
        raise refusal(f"the front matter has another title: {title.plain!r}", line.number, remedy)

    def kind(self, line: Line) -> str:
        (name, *others) = line.attributes.classes
        if others or name not in set(SectionKind):
            remedy = f"use one of {', '.join(SectionKind)}"
            raise refusal(f"no section is .{others[0] if others else name}", line.number, remedy)
        return name

    def section_or_front(self) -> Part:
        """Return the part that blocks go to; before the first heading, one under a house label."""
        if not self.parts:
            label = lexicon(self.language).labels[SectionKind.BACKGROUND]
            message = f"Text without a heading was put under “{label}”."
            self.notes.add(Code.SECTION_ASSUMED, message)
            self.parts.append(Part(SectionKind.BACKGROUND, None, 2))
        return self.parts[-1]

    def paragraph(self, node: SyntaxTreeNode) -> None:
        if self.parts and not self.parts[-1].is_section:
            self.parts[-1].lines += [
                without_pictures(line, self.notes) for line in self.printed_lines(node)
            ]
            return
        line = self.line(node)
        if len(line.pictures) == 1 and not line.plain.strip():
            figure = read_figure(line, line.pictures[0])
            if figure:
                self.notes.lines.add(figure, line.number)
                self.section_or_front().blocks.append(figure)
                return
        line = without_pictures(line, self.notes)
        if not line.spans:
            self.above = line if line.attributes else None
        elif not self.parts and len(self.front) < self.front_lines:
            self.front.append(line)
        else:
            part = self.section_or_front()
            place = Place(SectionKind(part.name), self.language, item=False)
            part.blocks.append(read_block(line, place, self.notes))

    def printed_lines(self, node: SyntaxTreeNode) -> Iterator[Line]:
        """Yield the lines of a paragraph as they are printed: an author's name has one of its own."""
        tokens = node.children[0].token.children if node.children[0].token else None
        ends = (
            token.type in ("softbreak", "hardbreak") and not token.level for token in tokens or ()
        )
        number = self.number(node)
        for end, run in groupby(zip(tokens or (), ends, strict=True), key=itemgetter(1)):
            if not end:
                found = [token for token, _ in run]
                self.used.update(_labels(found))
                yield read_line(found, self.env, number, self.notes)
                number += 1

    # Lists

    def bullets(self, node: SyntaxTreeNode, level: int) -> Iterator[Bullets]:
        """Read a list; its attributes stand over it."""
        above, self.above = self.above, None
        marking = None
        if above:
            unknown = above.attributes.fields.keys() - {"marking"} or above.attributes.classes
            if unknown:
                raise refusal(f"a list has no {min(unknown)!r}", above.number)
            marking = located(lambda: marking_of(above.attributes.fields), above)
        items = tuple(item for child in node.children for item in self.item(child, level))
        if items:
            yield Bullets(items, node.type == "ordered_list", marking)

    def item(self, node: SyntaxTreeNode, level: int) -> Iterator[Item]:
        """Read an item and the lists below it; more than nine levels become nine."""
        lines: list[Line] = []
        below: list[Bullets] = []
        self.item_parts(node, level, lines, below)
        if not lines:
            yield from (item for one in below for item in one.items)
            return
        part = self.section_or_front()
        if len(lines) > 1:
            message = "The paragraphs of an item were joined."
            self.notes.add(Code.ITEM_JOINED, message, line=lines[1].number)
        line = _joined(lines)
        if not part.is_section:
            part.lines.append(line)
            return
        place = Place(SectionKind(part.name), self.language, item=True)
        block = read_block(line, place, self.notes)
        if level < MAX_BULLET_LEVELS:
            yield Item(block, tuple(below))
            return
        yield Item(block)
        if below:
            message = f"Bullets deeper than {MAX_BULLET_LEVELS} levels were put on the last."
            self.notes.add(Code.LIST_FLATTENED, message, line=line.number)
            yield from (item for one in below for item in one.items)

    def item_parts(
        self, node: SyntaxTreeNode, level: int, lines: list[Line], below: list[Bullets]
    ) -> None:
        """Collect the paragraphs of an item, and the lists in it."""
        for child in node.children:
            if child.type in _LISTS:
                below += self.bullets(child, level + 1)
            elif child.type in ("blockquote", "table", "thead", "tbody", "tr"):
                self.item_parts(child, level, lines, below)
            else:
                line = without_pictures(self.line(child), self.notes)
                if line.spans:
                    lines.append(line)
                elif line.attributes:
                    self.above = line

    # Tables

    def table(self, node: SyntaxTreeNode) -> None:
        """Read a table; rows that are shorter than the longest get empty cells."""
        above, self.above = self.above, None
        rows = [self.row(row) for part in node.children for row in part.children]
        line = above or Line(number=self.number(node))
        table = read_table(rows, line)
        self.notes.lines.add(table, self.number(node))
        self.notes.lines.add(table.caption, line.number)
        self.section_or_front().blocks.append(table)

    def row(self, node: SyntaxTreeNode) -> list[Text]:
        """Return the words of the cells of a row."""
        texts = [self.text(without_pictures(cell, self.notes)) for cell in self.cells(node)]
        for text in texts:
            self.notes.lines.add(text, self.number(node))
        return texts

    def cells(self, row: SyntaxTreeNode) -> list[Line]:
        """Return the cells of a row; those beyond the header's, which Markdown drops, are kept."""
        cells = [self.line(cell) for cell in row.children]
        if row.map:
            source = self.lines[row.map[0]].strip()
            written = _CELL_BORDER.split(source.removeprefix("|").removesuffix("|"))
            cells += [parse_line(one, self.source_list.citations) for one in written[len(cells) :]]
        return cells

    # The whole

    def reading(self) -> Reading:
        """Return the brief and the notes."""
        fields = dict(self.document.fields)
        fields["sources"] = tuple(self.source_list.sources)
        fields["title"] = self.title or fields.get("title") or self.assumed_title()
        if self.front:
            fields["standfirst"] = self.text(self.front[0])
            self.notes.lines.add_field("standfirst", self.front[0].number)
        sections: list[Part] = []
        for part in self.parts:
            sections += (
                [part]
                if part.is_section
                else read_back_matter(part, fields, self.source_list, self.notes)
            )
        self.leftovers()
        if not (self.document.has_front_matter or any(part.has_house_label for part in self.parts)):
            self.notes.add_status_assumed()
        try:
            brief = Brief(**fields, sections=nested(sections, self.notes))
        except ModelError as error:
            raise ReadError(error.what, where=error.where, remedy=error.remedy) from None
        return Reading(brief, self.notes.in_order(), find_lines=self.notes.lines)

    def assumed_title(self) -> Text:
        """Take the first words for the title, where no line is marked as one."""
        message = "No line is clearly a title; the first was taken for it."
        if self.front:
            line = self.front.pop(0)
            self.notes.add(Code.TITLE_ASSUMED, message, line=line.number)
            self.notes.lines.add_field("title", line.number)
            return self.text(line)
        first = self.parts[0] if self.parts else None
        if first is None or (first.heading is None and not first.line):
            raise ReadError("has no title", remedy="write it on the first line: # Title")
        self.notes.add(Code.TITLE_ASSUMED, message, line=first.line)
        return first.heading or Text(lexicon(self.language).labels[first.name])

    def leftovers(self) -> None:
        """Add notes on citations of no source, and on definitions that nothing leads to."""
        for label, words in dict.fromkeys(self.env.get(NOTES, ())):
            message = f"No source has the key or number {label!r}; the note stays words."
            self.notes.add(Code.CITATION_UNKNOWN, message, words=words)
        for label, (number, words) in self.document.definitions.items():
            if label not in self.used:
                message = "Nothing leads to this address."
                self.notes.add(Code.DEFINITION_DROPPED, message, words, number)


def _labels(tokens: Iterable[Token]) -> Iterator[str]:
    """Yield the labels of the definitions that a line's links and pictures lead to."""
    return (str(token.meta["label"]) for token in tokens if "label" in token.meta)


def _joined(lines: list[Line]) -> Line:
    """Return the paragraphs of an item as one line."""
    first, *rest = lines
    for line in rest:
        spans = Text((*first.with_cites().spans, Span(" "), *line.spans)).spans
        attributes = line.attributes if line.attributes else first.attributes
        first = evolve(first, spans=spans, keys=line.keys, attributes=attributes)
    return first
