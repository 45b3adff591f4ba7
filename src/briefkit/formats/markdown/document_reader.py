"""Document reader: the blocks of Markdown, into the parts of a brief."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from attrs import define, evolve, field
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from briefkit.formats.markdown.attributes import Attributes
from briefkit.formats.markdown.block_lines import located, marking_of, read_block, refusal
from briefkit.formats.markdown.captioned_blocks import (
    captioned,
    note_alignment,
    read_figure,
    read_table,
)
from briefkit.formats.markdown.document_faults import DocumentFaults
from briefkit.formats.markdown.foreign_marks import FOREIGN
from briefkit.formats.markdown.front_matter import (
    Document,
    without_pictures,
)
from briefkit.formats.markdown.line import (
    Line,
    joined,
)
from briefkit.formats.markdown.line_reader import (
    labels_of,
    parse_line,
    read_line,
    without_said,
)
from briefkit.formats.markdown.lines_around_title import read_masthead
from briefkit.formats.markdown.opening import (
    add_opening,
    drop_empty_opening,
    opens,
)
from briefkit.formats.markdown.picture_lines import without_held_pictures
from briefkit.formats.markdown.related_lines import related_of_line
from briefkit.formats.markdown.sections import (
    SECTION_KINDS,
    Part,
    heading_reads_as,
    is_title,
    path_of_last,
    section_kind,
    with_fields,
    without_foreign_classes,
)
from briefkit.formats.markdown.source_list import SourceList
from briefkit.formats.markdown.statement_lines import Place
from briefkit.model import (
    MAX_BULLET_LEVELS,
    Bullets,
    Figure,
    Item,
    Link,
    Paragraph,
    SectionKind,
    Table,
    Text,
)
from briefkit.notes import Code, Notes
from briefkit.recognise.checked_recogniser import CheckedRecogniser
from briefkit.recognise.named_pictures import NamedPictures
from briefkit.recognise.recogniser import StatementRecogniser

_CELL_BORDER = re.compile(r"(?<!\\)\|")
_LISTS = ("bullet_list", "ordered_list")
_UNREAD = Paragraph("?")  # stands in the place of a block that is wrong


@define
class DocumentReader:
    """Reader of blocks: what has been read of a document so far.

    Attributes:
        document: The front matter, and what is defined anywhere.
        source_list: The sources, and what their list says.
        notes: The notes so far.
        faults: What is wrong so far.
        pictures: The pictures that the file names.
        held: Figures that stood among words, for the place behind these.
        searched: Whether statements are looked for in paragraphs: the document is not briefkit's own.
        prose: What finds them; None where nothing does in its language.
        parts: What stands before the first heading, and below each.
        titled: Whether the front matter or a heading gives the title.
        front_lines: How many paragraphs before the first heading are the title or the standfirst.
        above: The attributes that stand over the next list or table, and their line.
        related: Related articles that lines of the text name.
    """

    document: Document
    source_list: SourceList
    notes: Notes
    faults: DocumentFaults
    pictures: NamedPictures
    held: list[Figure] = field(factory=list)
    searched: bool = False
    prose: StatementRecogniser | None = None
    title: Text | None = None
    front: list[Line] = field(factory=list)
    parts: list[Part] = field(factory=list)
    titled: bool = False
    front_lines: int = 0
    above: Line | None = None
    related: list[Link] = field(factory=list)
    env: dict[str, Any] = field(factory=dict)
    used: set[str] = field(factory=set)
    lines: list[str] = field(factory=list)

    @property
    def has_house_form(self) -> bool:
        """Whether a heading is one of the house's own."""
        return any(part.has_house_label for part in self.parts)

    @property
    def language(self) -> str:
        """The language of the document."""
        return self.document.language

    # Blocks

    def without_told(self, tokens: list[Token]) -> list[Token]:
        """Take the notes of the parser from among the blocks."""
        for token in tokens:
            if token.type == FOREIGN:
                number = self.document.numbers[token.map[0] if token.map else 0]
                self.notes.add(token.meta["code"], token.meta["message"], token.content, number)
        return [token for token in tokens if token.type != FOREIGN]

    def without_masthead(self, nodes: list[SyntaxTreeNode]) -> list[SyntaxTreeNode]:
        """Take the lines around the title that say who wrote the document and when."""
        fields, language = self.document.fields, self.language
        lines_of = partial(self.printed_lines, notes=Notes())  # who reads the others, tells of them
        rest, fields = read_masthead(nodes, lines_of, fields, language, self.notes)
        self.document = evolve(self.document, fields=fields)
        return rest

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> None:
        """Read blocks, one after the other; what is wrong with one keeps no other from being read."""
        for node in nodes:
            if node.type not in (*_LISTS, "table"):
                self.refuse_above()
            if node.type == "heading":
                level = int(node.tag[1])
                read = partial(self.heading, node, level)
                self.faults.heading(self.parts, read, level, self.number(node))
                continue
            read_whole = self.faults.tried(partial(self.block, node), False, self.next_path)
            if self.parts and not read_whole:
                self.parts[-1].blocks.append(_UNREAD)
            if self.parts or len(self.front) >= self.front_lines:
                self.place_held()
        self.refuse_above()

    def block(self, node: SyntaxTreeNode) -> bool:
        """Read a block, and return that it was read."""
        match node.type:
            case "paragraph":
                self.paragraph(node)
            case "bullet_list" | "ordered_list":
                part = self.section_or_front(self.number(node))
                part.blocks.extend(self.bullets(node, 1, self.next_path()))
            case "table":
                self.table(node)
            case "blockquote":
                self.note_quotation(node)
                self.blocks(node.children)
            case _:
                rule = "Left out a line without words."
                self.notes.add(Code.RULE_DROPPED, rule, node.markup, self.number(node))
        return True

    def note_quotation(self, node: SyntaxTreeNode) -> None:
        """Tell of a block quotation, for a brief has none."""
        if node.type == "blockquote":
            message = "A block quotation became what stands in it."
            self.notes.add(Code.QUOTE_OPENED, message, line=self.number(node))

    def place_held(self) -> None:
        """Put the figures that stood among words behind these."""
        if self.held:
            self.section_or_front(None).blocks.extend(self.held)
            self.held = []

    def without_pictures(self, line: Line) -> Line:
        """Return a line without its pictures; those of another program's that can be had become figures behind it."""
        if self.searched and line.pictures and (not self.parts or self.parts[-1].is_section):
            line, figures = without_held_pictures(line, self.pictures, self.language, self.notes)
            for figure in figures:
                self.notes.lines.add(figure, line.number)
            self.held += figures
        return without_pictures(line, self.notes)

    def refuse_above(self) -> None:
        """Tell of attributes that stand over nothing that could have them."""
        above, self.above = self.above, None
        if above:
            what = "attributes stand over no list and no table"
            self.faults.add_error(refusal(what, above.number), self.next_path())

    def next_path(self) -> str:
        """Return the path of the next block."""
        if not self.parts:
            return ""
        return f"{path_of_last(self.parts)}.blocks[{len(self.parts[-1].blocks)}]"

    def number(self, node: SyntaxTreeNode) -> int:
        """Return the line of the input where a node starts."""
        at: SyntaxTreeNode | None = node  # a cell of a table has no lines of its own
        while at is not None and not at.is_root and not at.map:
            at = at.parent
        return self.document.numbers[at.map[0] if at and at.map else 0]

    def line(self, node: SyntaxTreeNode) -> Line:
        """Return the words of a node."""
        number = self.number(node)
        for inline in node.walk():
            if inline.type == "inline" and inline.token:
                tokens = inline.token.children or []
                self.used.update(labels_of(tokens))
                line = read_line(tokens, self.env, number, self.notes)
                return without_foreign_classes(line, self.notes) if self.searched else line
        return Line(number=number)

    def text(self, line: Line) -> Text:
        """Return the words of a line that has no fields."""
        if line.attributes:
            raise refusal("attributes have no meaning here", line.number, "take them out")
        bare = without_said(line, self.notes)
        words: Text = located(lambda: bare.with_cites().text(self.language), line)
        return words

    def heading(self, node: SyntaxTreeNode, level: int) -> None:
        """Read the title, or start a section or another part of the brief."""
        line = self.without_pictures(self.line(node))
        line = without_foreign_classes(line, self.notes, SECTION_KINDS)
        if not line.spans and opens(line.attributes.classes):
            self.open(line)
            return
        if not line.spans and not line.attributes.classes:
            return
        titles = level == 1 and self.titled and self.title is None and not self.parts
        if titles and is_title(line, self.document):
            self.title = self.text(line)
            self.notes.lines.add_field("title", line.number)
            return
        part = Part("", None, level, line.number)
        words = self.text(evolve(line, attributes=Attributes()))
        if line.attributes.classes:
            part.name, part.heading = section_kind(line), words or None
        else:
            part.name, part.heading = heading_reads_as(words, self.language)
            if line.number in self.source_list.headings:
                part.name = "sources"
        drop_empty_opening(self.parts, self.notes)
        self.parts.append(located(lambda: with_fields(part, line.attributes.fields), line))

    def open(self, line: Line) -> None:
        """Begin the opening, or refuse to where it cannot stand."""
        part = Part(SectionKind.OTHER, None, 2, line.number)
        located(lambda: with_fields(part, line.attributes.fields), line)
        if not add_opening(self.parts, part):
            what = "only the first section may be without a heading"
            raise refusal(what, line.number, "write the heading: ## Heading")

    def section_or_front(self, line: int | None) -> Part:
        """Return the part that a block of a line goes to; before the first heading, the opening."""
        if not self.parts:
            self.parts.append(Part(SectionKind.OTHER, None, 2, line))
        return self.parts[-1]

    def paragraph(self, node: SyntaxTreeNode) -> None:
        """Read a paragraph: a figure, a line of the front or of the back matter, or a block of a section."""
        if self.parts and not self.parts[-1].is_section:
            self.parts[-1].lines += [
                without_said(without_pictures(line, self.notes), self.notes)
                for line in self.printed_lines(node, self.notes)
            ]
            return
        line = self.line(node)
        alone = len(line.pictures) == 1 and not line.plain.strip()
        if alone and (line.attributes or not self.searched):
            figure = read_figure(line, line.pictures[0], self.pictures)
            if figure:
                self.notes.lines.add(figure, line.number)
                self.section_or_front(line.number).blocks.append(figure)
                return
        line = self.without_pictures(line)
        if not line.spans:
            if opens(line.attributes.classes) and not line.struck:
                self.open(line)
            else:
                self.above = line if line.attributes and not line.struck else None
        elif self.searched and (links := related_of_line(line, self.language, self.notes)):
            self.related += links
        elif not self.parts and len(self.front) < self.front_lines:
            self.front.append(line)
        else:
            part = self.section_or_front(line.number)
            place = Place(SectionKind(part.name), self.language, item=False)
            block = read_block(line, place, self.notes)
            above = part.blocks[-1] if part.blocks and self.searched else None
            named = captioned(above, [block], self.language, self.notes, line.number)
            if named:
                part.blocks[-1] = named
            else:
                part.blocks.append(block)

    def printed_lines(self, node: SyntaxTreeNode, notes: Notes) -> Iterator[Line]:
        """Yield the lines of a paragraph as they are printed: an author's name has one of its own."""
        tokens = node.children[0].token.children if node.children[0].token else None
        ends = (
            token.type in ("softbreak", "hardbreak") and not token.level for token in tokens or ()
        )
        number = self.number(node)
        for end, run in groupby(zip(tokens or (), ends, strict=True), key=itemgetter(1)):
            if not end:
                found = [token for token, _ in run]
                self.used.update(labels_of(found))
                yield read_line(found, self.env, number, notes)
                number += 1

    # Lists

    def bullets(self, node: SyntaxTreeNode, level: int, path: str) -> Iterator[Bullets]:
        """Read a list, of a path; its attributes stand over it."""
        above, self.above = self.above, None
        marking = None
        if above:
            unknown = above.attributes.fields.keys() - {"marking"} or above.attributes.classes
            if unknown:
                raise refusal(f"a list has no {min(unknown)!r}", above.number)
            marking = located(lambda: marking_of(above.attributes.fields), above)
        items: list[Item] = []
        for child in node.children:
            at = f"{path}.items[{len(items)}]"
            read = partial(self.item, child, level, at)
            items += self.faults.tried(read, [Item(_UNREAD)], f"{at}.block".__str__)
        if items:
            yield Bullets(tuple(items), node.type == "ordered_list", marking)

    def item(self, node: SyntaxTreeNode, level: int, path: str) -> list[Item]:
        """Read an item, of a path, and the lists below it; more than nine levels become nine."""
        lines: list[Line] = []
        below: list[Bullets] = []
        self.item_parts(node, level, path, lines, below)
        deeper = [item for one in below for item in one.items]
        if not lines:
            return deeper
        part = self.section_or_front(lines[0].number)
        if len(lines) > 1:
            message = "The paragraphs of an item were joined."
            words = " / ".join(line.plain for line in lines)
            self.notes.add(Code.ITEM_JOINED, message, words, lines[1].number)
        line = joined(lines)
        if not part.is_section:
            part.lines.append(without_said(line, self.notes))
            part.listed.add(line.number)
            return []
        labels_only = isinstance(self.prose, CheckedRecogniser)
        place = Place(SectionKind(part.name), self.language, item=True, labels_only=labels_only)
        block = read_block(line, place, self.notes)
        if level < MAX_BULLET_LEVELS:
            return [Item(block, tuple(below))]
        if below:
            message = f"Bullets deeper than {MAX_BULLET_LEVELS} levels were put on the last."
            self.notes.add(Code.LIST_FLATTENED, message, line=line.number)
        return [Item(block), *deeper]

    def item_parts(
        self,
        node: SyntaxTreeNode,
        level: int,
        path: str,
        lines: list[Line],
        below: list[Bullets],
    ) -> None:
        """Collect the paragraphs of an item, of a path, and the lists in it."""
        for child in node.children:
            if child.type in _LISTS:
                below += self.bullets(child, level + 1, f"{path}.children[{len(below)}]")
            elif child.type in ("blockquote", "table", "thead", "tbody", "tr"):
                self.note_quotation(child)
                self.item_parts(child, level, path, lines, below)
            else:
                line = self.without_pictures(self.line(child))
                if line.spans:
                    lines.append(line)
                elif line.attributes and not line.struck:
                    self.above = line

    # Tables

    def table(self, node: SyntaxTreeNode) -> None:
        """Read a table; rows that are shorter than the longest get empty cells."""
        above, self.above = self.above, None
        rows = [self.row(row) for part in node.children for row in part.children]
        line = above or Line(number=self.number(node))
        table = read_table(rows, line)
        blocks = self.section_or_front(line.number).blocks
        if self.searched:
            note_alignment(node, self.number(node), self.notes)
            named = captioned(table, blocks[-1:], self.language, self.notes, line.number)
            if isinstance(named, Table):
                table = named
                blocks.pop()
        self.notes.lines.add(table, self.number(node))
        self.notes.lines.add(table.caption, line.number)
        blocks.append(table)

    def row(self, node: SyntaxTreeNode) -> list[Text]:
        """Return the words of the cells of a row."""
        texts = [self.text(self.without_pictures(cell)) for cell in self.cells(node)]
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
