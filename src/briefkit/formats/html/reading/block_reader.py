"""Block reader: the layout blocks of a page, from its block elements (paragraphs, headings, lists, tables, figures)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from attrs import define, field
from lxml.html import HtmlElement

from briefkit.formats.html.page_names import CREDIT_CLASS
from briefkit.formats.html.reading.block_runs import join_paragraphs, words_in
from briefkit.formats.html.reading.elements import (
    FLOW_CONTAINERS,
    HEADINGS_BY_CLASS,
    LISTS_BY_CLASS,
    NOT_RENDERED,
    PARAS_BY_CLASS,
    is_hidden,
    stands_apart_by_style,
)
from briefkit.formats.html.reading.figure_blocks import figure_blocks, lost_its_picture, take_out
from briefkit.formats.html.reading.image_data import alt_text, read_image
from briefkit.formats.html.reading.inline_reader import (
    HTML_SPACES,
    LINE_BREAK,
    NO_STYLE,
    InlineStyle,
    StyledText,
    classes,
    has_quotation_marks,
    style_within,
    to_runs,
)
from briefkit.formats.html.reading.item_blocks import items_of
from briefkit.formats.html.reading.line_breaks import broken_paragraphs
from briefkit.formats.html.reading.office_html import has_subtitle_class
from briefkit.formats.html.reading.page_pictures import PagePictures, described
from briefkit.formats.html.reading.picture_widths import foreign_width, own_width
from briefkit.formats.html.reading.table_blocks import table_blocks
from briefkit.formats.html.reading.tables import Cell, table_cells
from briefkit.layout import (
    Grid,
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Role,
    Runs,
)
from briefkit.layout.roles import ParaRole, PictureRole
from briefkit.layout.sheet import UNKNOWN_ALT
from briefkit.limits import Tally
from briefkit.notes import Code, Notes
from briefkit.recognise import ruby

_LINE_ENDS = re.compile(f"\r\n|[\n\r{LINE_BREAK}]")
_R = TypeVar("_R", bound=Role)
#: The one picture whose element has its role; that of a figure stands at the element around it.
_PHOTO: Mapping[str, PictureRole] = {Role.PHOTO.value: Role.PHOTO}
_FIGURE: Mapping[str, PictureRole] = {Role.FIGURE.value: Role.FIGURE}


@define
class BlockReader:
    """Reader of blocks, with what it has read so far.

    Attributes:
        own_page: Whether the page's classes and ids are those of briefkit; else the anchor of each block is the line of
            the page that it starts on.
        notes: What could not be kept.
        blocks: The blocks that are complete.
        cells: The number of cells in the tables of the page.
        lines: The number of lines of preformatted text.
        pictures: The pictures of a foreign page; None in one of briefkit's own, which holds its pictures.
        preformatted: Whether each line of the words that are being read is a paragraph of its own.
    """

    own_page: bool
    notes: Notes
    blocks: list[LayoutBlock] = field(factory=list)
    cells: Tally = field(factory=lambda: Tally("cells"))
    lines: Tally = field(factory=lambda: Tally("lines"))
    pictures: PagePictures | None = None
    preformatted: bool = False
    _texts: list[StyledText] = field(factory=list)
    _held: list[Picture] = field(factory=list)
    _role: ParaRole = Role.PARAGRAPH
    _anchor: str = ""

    def read_children(self, element: HtmlElement, style: InlineStyle = NO_STYLE) -> None:
        """Read the text and the elements within an element."""
        self.add_text(element.text or "", style)
        for child in element:
            self.read_element(child, style)
            self.add_text(child.tail or "", style)

    def read_element(self, element: HtmlElement, style: InlineStyle = NO_STYLE) -> None:
        """Read an element: a block ends the paragraph before it, an inline element sets the style of its words."""
        tag = element.tag
        if tag in NOT_RENDERED:
            return
        if is_hidden(element):
            words = " ".join(element.text_content().split())
            if words:
                message = "Left out words that a browser does not show."
                self.notes.add(Code.HIDDEN_DROPPED, message, words)
            return
        if tag == "img":
            self._add_image(element, style)
            return
        read = _READERS.get(tag)
        if read is None and not self.own_page and stands_apart_by_style(element):
            read = _read_styled
        if read:
            self.end_paragraph(element)
            read(self, element, style)
            self.end_paragraph(element)
        elif tag == "br":
            self.add_text(LINE_BREAK, style)
        elif tag == "q" and not self.own_page and not has_quotation_marks(element, self._texts):
            self.add_text("“", style)  # as a browser prints them
            self.read_children(element, style)
            self.add_text("”", style)
        elif tag == "rt" and not self.own_page and element.getparent().find("rp") is None:
            self.add_text(ruby.OPENING, style)
            self.read_children(element, style)
            self.add_text(ruby.CLOSING, style)
        else:
            self.read_children(element, style_within(element, style, self.own_page, self.notes))

    def _add_image(self, element: HtmlElement, style: InlineStyle) -> None:
        """Add a picture: in a foreign page, behind the paragraph in whose words it stands.

        One that cannot be read does not end the paragraph around it.
        """
        if "emoji" in classes(element):
            self.add_text(alt_text(element), style)
            return
        if self.pictures is None:
            found, alt = read_image(element, self.notes), alt_text(element)
            width = own_width(element)
        else:
            found, alt = self.pictures.read(element, self.notes), described(element)
            width = foreign_width(element)
        if found is None:
            return
        amid_words = bool(self._texts) and self._texts[-1][0] != LINE_BREAK
        if self.own_page or not amid_words:
            self.end_paragraph(element)
        if not alt:
            alt = UNKNOWN_ALT
            message = f"A picture does not say what it shows; “{alt}” stands for that."
            self.notes.add(Code.ALT_MISSING, message, line=element.sourceline)
        role, anchor = self.role_and_anchor(element, _PHOTO, Role.FIGURE)
        picture = Picture(role, found[0], alt, (), (), anchor, found[1], width=width)
        (self._held if self._texts else self.blocks).append(picture)

    def end_paragraph(self, element: HtmlElement | None = None) -> None:
        """End the paragraph that is being read, if there is one."""
        if self._texts:
            anchor = self._anchor or ("" if element is None else self.line_anchor(element))
            for texts in self._paragraphs(anchor):
                runs = to_runs(texts, self.notes)
                if runs:
                    self.blocks.append(Para(self._role, runs, anchor))
            self._texts = []
        self.blocks += self._held
        self._held = []
        self._role, self._anchor = Role.PARAGRAPH, ""

    def _paragraphs(self, anchor: str) -> Iterator[list[StyledText]]:
        """Yield the texts of each paragraph: in a foreign page a line break may end one."""
        if self.own_page:
            yield self._texts
        elif any(words == LINE_BREAK for words, _ in self._texts):
            line = int(anchor) if anchor else None
            yield from broken_paragraphs(self._texts, self.notes, line)
        else:
            yield self._texts

    def add_text(self, words: str, style: InlineStyle = NO_STYLE) -> None:
        """Add words to the paragraph; white space does not begin one."""
        if self.preformatted:
            words, *others = _LINE_ENDS.split(words)
            for other in others:
                self._add_words(words, style)
                self.lines.add()
                self.end_paragraph()
                words = other
        self._add_words(words, style)

    def _add_words(self, words: str, style: InlineStyle) -> None:
        if words and (self._texts or words.strip(HTML_SPACES)):
            self._texts.append((words, style))

    def begin_paragraph(self, element: HtmlElement) -> None:
        """Begin a paragraph with the role and the anchor of an element."""
        default: ParaRole = Role.PARAGRAPH
        if not self.own_page and has_subtitle_class(element):
            default = Role.STANDFIRST
        self._role, self._anchor = self.role_and_anchor(element, PARAS_BY_CLASS, default)

    def role_and_anchor(
        self, element: HtmlElement, roles: Mapping[str, _R], default: _R
    ) -> tuple[_R, str]:
        """Return the role and the anchor of an element; the default role where it has no class of briefkit's."""
        if self.own_page:
            for word in classes(element):
                if word in roles:
                    return roles[word], element.get("id") or ""
        return default, self.line_anchor(element)

    def line_anchor(self, element: HtmlElement) -> str:
        """Return the anchor of an element without an id of briefkit's: its line in a foreign page."""
        return "" if self.own_page else str(element.sourceline or "")

    def separate_reader(self) -> BlockReader:
        """Return a reader without blocks, for a part of the same page that is read on its own."""
        return BlockReader(
            self.own_page,
            self.notes,
            cells=self.cells,
            lines=self.lines,
            pictures=self.pictures,
        )

    def blocks_within(
        self, element: HtmlElement, style: InlineStyle = NO_STYLE
    ) -> list[LayoutBlock]:
        """Return the blocks within an element, read on their own."""
        inner = self.separate_reader()
        inner.read_children(element, style)
        return inner.take_blocks(element)

    def take_blocks(self, element: HtmlElement) -> list[LayoutBlock]:
        """Return the blocks so far, and begin again without any."""
        self.end_paragraph(element)
        blocks, self.blocks = self.blocks, []
        return blocks

    def runs_in(self, element: HtmlElement, style: InlineStyle = NO_STYLE) -> Runs:
        """Return the runs within an element as one paragraph; its pictures become blocks of their own."""
        inner = self.blocks_within(element, style)
        self.blocks += [block for block in inner if isinstance(block, Picture)]
        return words_in(inner)


def read_blocks(
    elements: Iterable[HtmlElement],
    own_page: bool,
    notes: Notes,
    pictures: PagePictures | None = None,
) -> list[LayoutBlock]:
    """Return the blocks that elements show.

    Args:
        elements: The elements, one below the other; they are left without what was taken from them.
        own_page: Whether the page's classes and ids are those of briefkit.
        notes: Gets what could not be kept.
        pictures: The pictures of a foreign page; None for those that it holds.
    """
    reader = BlockReader(own_page, notes, pictures=None if own_page else pictures or PagePictures())
    for element in elements:
        reader.read_element(element)
        reader.end_paragraph()
    return reader.blocks


# Blocks


def _read_container(reader: BlockReader, element: HtmlElement, style: InlineStyle) -> None:
    reader.read_children(element, style)


def _read_styled(reader: BlockReader, element: HtmlElement, style: InlineStyle) -> None:
    reader.read_children(element, style_within(element, style, False, reader.notes))


def _read_paragraph(reader: BlockReader, element: HtmlElement, style: InlineStyle) -> None:
    reader.begin_paragraph(element)
    reader.read_children(element, style_within(element, style, False, reader.notes))


def _read_heading(reader: BlockReader, element: HtmlElement, style: InlineStyle) -> None:
    role, anchor = reader.role_and_anchor(element, HEADINGS_BY_CLASS, Role.OTHER)
    place = len(reader.blocks)
    runs = reader.runs_in(element, style)
    if runs:
        reader.blocks.insert(place, Heading(role, runs, int(element.tag[1]), anchor))


def _read_list(reader: BlockReader, element: HtmlElement, style: InlineStyle) -> None:
    role, anchor = reader.role_and_anchor(element, LISTS_BY_CLASS, Role.LIST)
    found = list(_read_items(reader, element, style))
    items = items_of(found, headed=not reader.own_page)
    if items:
        reader.blocks.append(Items(element.tag == "ol", items, role, anchor))
    reader.blocks += [block for blocks in found for block in blocks if isinstance(block, Picture)]


def _read_items(
    reader: BlockReader, element: HtmlElement, style: InlineStyle
) -> Iterator[list[LayoutBlock]]:
    """Yield the blocks of each list item, and of whatever else stands in the list."""
    inner = reader.separate_reader()
    inner.add_text(element.text or "", style)
    for child in element:
        yield inner.take_blocks(element)
        inner.read_element(child, style)
        yield inner.take_blocks(child)
        inner.add_text(child.tail or "", style)
    yield inner.take_blocks(element)


def _read_table(reader: BlockReader, element: HtmlElement, style: InlineStyle) -> None:
    if not reader.own_page:
        anchor = reader.line_anchor(element)
        read = partial(_blocks_of, reader, style=style)
        reader.blocks += table_blocks(element, read, anchor, reader.cells, reader.notes)
        return
    cells = table_cells(element, reader.cells)
    frame = element.getparent()
    framed = frame is not None and Role.TABLE in classes(frame)
    anchor = element.get("id") or "" if framed else reader.line_anchor(element)
    place = len(reader.blocks)
    caption = join_paragraphs([reader.runs_in(one, style) for one in cells.captions])
    header = _read_row(reader, cells.header, style)
    rows = [_read_row(reader, row, style) for row in cells.rows]
    if not rows and any(header):
        header, rows = (), [header]
    if rows:
        reader.blocks.insert(place, Grid(header, tuple(rows), caption, anchor))
    elif caption:
        reader.blocks.insert(place, Para(Role.PARAGRAPH, caption, ""))


def _blocks_of(reader: BlockReader, element: HtmlElement, style: InlineStyle) -> list[LayoutBlock]:
    inner = reader.separate_reader()
    inner.read_element(element, style)
    return inner.take_blocks(element)


def _read_row(reader: BlockReader, row: Sequence[Cell], style: InlineStyle) -> tuple[Runs, ...]:
    return tuple(() if cell is None else reader.runs_in(cell, style) for cell in row)


def _read_figure(reader: BlockReader, element: HtmlElement, style: InlineStyle) -> None:
    """Read a figure: its first picture gets all of its words as caption and credit."""
    credits = [one for one in element.iter("span") if CREDIT_CLASS in classes(one)]
    captions = [] if reader.own_page else list(element.iter("figcaption"))
    credits, captions = (
        [one for one in found if next(one.iterancestors("figure")) is element]
        for found in (credits, captions)
    )
    credit = join_paragraphs([reader.runs_in(one, style) for one in credits])
    take_out(credits)
    caption = [block for one in captions for block in reader.blocks_within(one, style)]
    take_out(captions)
    blocks = reader.blocks_within(element, style)
    element.extend([*captions, *credits])  # the page has the words that it had
    if not reader.own_page and lost_its_picture(element, blocks, caption):
        words = " ".join(element.text_content().split())
        message = "The caption of a picture that is not in the file has no place."
        reader.notes.add(Code.PICTURE_DROPPED, message, words, element.sourceline)
        return
    anchor = partial(_figure_anchor, reader, element)
    reader.blocks += figure_blocks(blocks, caption, credit, anchor)


def _figure_anchor(reader: BlockReader, element: HtmlElement) -> str:
    return reader.role_and_anchor(element, _FIGURE, Role.FIGURE)[1]


def _read_preformatted(reader: BlockReader, element: HtmlElement, style: InlineStyle) -> None:
    """Read preformatted text, each line as a paragraph of its own; the first has the anchor of the element."""
    before, reader.preformatted = reader.preformatted, True
    reader.lines.add()
    reader.begin_paragraph(element)
    reader.read_children(element, style)
    reader.end_paragraph()
    reader.preformatted = before


_READERS: Mapping[str, Callable[[BlockReader, HtmlElement, InlineStyle], None]] = {
    **dict.fromkeys(FLOW_CONTAINERS, _read_container),
    **dict.fromkeys(("p", "dt", "dd"), _read_paragraph),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _read_heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _read_list),
    "table": _read_table,
    "figure": _read_figure,
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext"), _read_preformatted),
}
