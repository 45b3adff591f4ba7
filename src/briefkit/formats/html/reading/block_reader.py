"""Flow: the blocks that elements show, one below the other, whoever wrote the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeVar, assert_never

from attrs import define, evolve, field

from briefkit.formats.html.reading.elements import (
    CONTAINERS,
    HEADINGS_BY_CLASS,
    LISTS_BY_CLASS,
    NOT_SHOWN,
    PARAS_BY_CLASS,
    is_hidden,
)
from briefkit.formats.html.reading.image_data import alt_of, image_of
from briefkit.formats.html.reading.inline_reader import (
    BREAKABLE,
    LINE_BREAK,
    PLAIN,
    Ink,
    Piece,
    classes,
    inked,
    runs_of,
)
from briefkit.formats.html.reading.tables import Cell, cells_of, is_for_layout
from briefkit.layout import (
    Grid,
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Role,
    Run,
    Runs,
)
from briefkit.layout.roles import PictureRole
from briefkit.limits import Tally
from briefkit.model import Span
from briefkit.notes import Code, Notes

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NO_ALT = "…"
_R = TypeVar("_R", bound=Role)
#: The one picture whose element has its role; that of a figure stands at the element around it.
_PHOTO: Mapping[str, PictureRole] = {Role.PHOTO.value: Role.PHOTO}


@define
class Flow:
    """What is shown so far.

    Attributes:
        classed: Whether the page's classes and ids are those of briefkit; else each block is named after the
            line of the page that it starts on.
        notes: What could not be kept.
        blocks: The blocks that are complete.
        cells: How many cells the tables of the page have.
        lines: How many lines of words whose line breaks are kept.
    """

    classed: bool
    notes: Notes
    blocks: list[LayoutBlock] = field(factory=list)
    cells: Tally = field(factory=lambda: Tally("cells"))
    lines: Tally = field(factory=lambda: Tally("lines"))
    _pieces: list[Piece] = field(factory=list)
    _role: Role = Role.PARAGRAPH
    _anchor: str = ""

    def walk(self, element: HtmlElement, ink: Ink = PLAIN) -> None:
        """Add what stands in an element."""
        self.loose(element.text or "", ink)
        for child in element:
            self.add(child, ink)
            self.loose(child.tail or "", ink)

    def add(self, element: HtmlElement, ink: Ink = PLAIN) -> None:
        """Add an element."""
        tag = element.tag
        if tag in NOT_SHOWN:
            return
        if is_hidden(element):
            words = " ".join(element.text_content().split())
            if words:
                message = "Left out words that a browser does not show."
                self.notes.add(Code.HIDDEN_DROPPED, message, words)
            return
        if tag == "img":
            self._add_image(element, ink)
            return
        handler = _HANDLERS.get(tag)
        if handler:
            self.end(element)
            handler(self, element, ink)
            self.end(element)
        elif tag == "br":
            self.loose(LINE_BREAK, ink)
        elif tag == "q" and not self.classed:  # a browser prints the marks
            self.loose("“", ink)
            self.walk(element, ink)
            self.loose("”", ink)
        else:
            self.walk(element, inked(element, ink, self.classed, self.notes))

    def _add_image(self, element: HtmlElement, ink: Ink) -> None:
        """Add a picture; one that cannot be had leaves the paragraph around it whole."""
        if "emoji" in classes(element):
            self.loose(alt_of(element), ink)
            return
        found, alt = image_of(element, self.notes), alt_of(element)
        if found is None:
            return
        self.end(element)
        if not alt:
            alt = _NO_ALT
            message = f"A picture does not say what it shows; “{alt}” stands for that."
            self.notes.add(Code.ALT_MISSING, message, line=element.sourceline)
        role, anchor = self.role_of(element, _PHOTO, Role.FIGURE)
        self.blocks.append(Picture(role, found[0], alt, (), (), anchor, found[1]))

    def end(self, element: HtmlElement | None = None) -> None:
        """End the paragraph in the making, where one is."""
        if self._pieces:
            for pieces in self._paragraphs():
                runs = runs_of(pieces, self.notes)
                if runs:
                    anchor = self._anchor or ("" if element is None else self.named(element))
                    self.blocks.append(Para(self._role, runs, anchor))
            self._pieces = []
        self._role, self._anchor = Role.PARAGRAPH, ""

    def _paragraphs(self) -> Iterator[list[Piece]]:
        """Yield the pieces; in a foreign page line by line, but for a line that goes on in small letters."""
        if self.classed:
            yield self._pieces
            return
        line: list[Piece] = []
        for piece, after in zip_longest(self._pieces, self._pieces[1:], fillvalue=("", PLAIN)):
            if piece[0] != LINE_BREAK:
                line.append(piece)
            elif line and after[0].lstrip(BREAKABLE)[:1].islower():
                line.append((" ", PLAIN))
            else:
                yield line
                line = []
        yield line

    def loose(self, words: str, ink: Ink = PLAIN) -> None:
        """Add words; spaces between two blocks are none."""
        if words and (self._pieces or words.strip(BREAKABLE)):
            self._pieces.append((words, ink))

    def begin(self, element: HtmlElement) -> None:
        """Begin the paragraph that an element is."""
        self._role, self._anchor = self.role_of(element, PARAS_BY_CLASS, Role.PARAGRAPH)

    def role_of(self, element: HtmlElement, roles: Mapping[str, _R], default: _R) -> tuple[_R, str]:
        """Return the role and the name of an element; one that is not briefkit's has no name."""
        if self.classed:
            for word in classes(element):
                if word in roles:
                    return roles[word], element.get("id") or ""
        return default, self.named(element)

    def named(self, element: HtmlElement) -> str:
        """Return the name of an element that is not briefkit's."""
        return "" if self.classed else str(element.sourceline or "")

    def apart(self) -> Flow:
        """Return a flow of no blocks yet, for what stands apart within the same page."""
        return Flow(self.classed, self.notes, cells=self.cells, lines=self.lines)

    def within(self, element: HtmlElement, ink: Ink = PLAIN) -> list[LayoutBlock]:
        """Return the blocks within an element, apart from all others."""
        inner = self.apart()
        inner.walk(element, ink)
        return inner.taken(element)

    def taken(self, element: HtmlElement) -> list[LayoutBlock]:
        """Return the blocks so far, and begin anew."""
        self.end(element)
        blocks, self.blocks = self.blocks, []
        return blocks

    def runs_in(self, element: HtmlElement, ink: Ink = PLAIN) -> Runs:
        """Return the words within an element as one paragraph; pictures come after it."""
        inner = self.within(element, ink)
        self.blocks += [block for block in inner if isinstance(block, Picture)]
        return as_one([runs for block in inner for runs in words_in(block)])


def flow_of(elements: Iterable[HtmlElement], classed: bool, notes: Notes) -> list[LayoutBlock]:
    """Return the blocks that elements show.

    Args:
        elements: The elements, one below the other; they are left without what was taken from them.
        classed: Whether the page's classes and ids are those of briefkit.
        notes: Gets what could not be kept.
    """
    flow = Flow(classed, notes)
    for element in elements:
        flow.add(element)
        flow.end()
    return flow.blocks


def words_in(block: LayoutBlock) -> list[Runs]:
    """Return the words of a block, paragraph by paragraph, but for those of a picture."""
    match block:
        case Para() | Heading():
            return [block.runs]
        case Items():
            return [runs for item in block.items for one in item for runs in words_in(one)]
        case Grid():
            rows = [
                as_one([cell for cell in row if cell], " | ") for row in (block.header, *block.rows)
            ]
            return [runs for runs in (block.caption, *rows) if runs]
        case Picture():
            return []
        case _:
            assert_never(block)


def as_one(paragraphs: list[Runs], separator: str = " ") -> Runs:
    """Return paragraphs as one."""
    runs: list[Run] = []
    for one in paragraphs:
        if runs:
            runs.append(Run(Span(separator)))
        runs += one
    return tuple(runs)


# Blocks


def _container(flow: Flow, element: HtmlElement, ink: Ink) -> None:
    flow.walk(element, ink)


def _para(flow: Flow, element: HtmlElement, ink: Ink) -> None:
    flow.begin(element)
    flow.walk(element, inked(element, ink, False, flow.notes))


def _heading(flow: Flow, element: HtmlElement, ink: Ink) -> None:
    role, anchor = flow.role_of(element, HEADINGS_BY_CLASS, Role.OTHER)
    place = len(flow.blocks)
    runs = flow.runs_in(element, ink)
    if runs:
        flow.blocks.insert(place, Heading(role, runs, int(element.tag[1]), anchor))


def _list(flow: Flow, element: HtmlElement, ink: Ink) -> None:
    role, anchor = flow.role_of(element, LISTS_BY_CLASS, Role.LIST)
    items: list[tuple[Para | Items, ...]] = []
    pictures: list[LayoutBlock] = []
    for blocks in _items(flow, element, ink):
        pictures += [block for block in blocks if isinstance(block, Picture)]
        item = tuple(_item_blocks(blocks))
        if not item:
            continue
        if isinstance(item[0], Para):
            items.append(item)
        elif items:  # a list that stands where an item should belongs to the item before it
            items[-1] = (*items[-1], *item)
        else:
            items += [one for block in item if isinstance(block, Items) for one in block.items]
    if items:
        flow.blocks.append(Items(element.tag == "ol", tuple(items), role, anchor))
    flow.blocks += pictures


def _items(flow: Flow, element: HtmlElement, ink: Ink) -> Iterator[list[LayoutBlock]]:
    """Yield the blocks of each item, and of whatever else stands in the list."""
    inner = flow.apart()
    inner.loose(element.text or "", ink)
    for child in element:
        yield inner.taken(element)
        inner.add(child, ink)
        yield inner.taken(child)
        inner.loose(child.tail or "", ink)
    yield inner.taken(element)


def _item_blocks(blocks: list[LayoutBlock]) -> Iterator[Para | Items]:
    """Yield blocks as an item may hold them: headings and tables as paragraphs."""
    for block in blocks:
        match block:
            case Para() | Items():
                yield block
            case Heading() | Grid():
                for runs in words_in(block):
                    yield Para(Role.PARAGRAPH, runs, "")
            case Picture():
                pass
            case _:
                assert_never(block)


def _table(flow: Flow, element: HtmlElement, ink: Ink) -> None:
    cells = cells_of(element, flow.cells)
    if not flow.classed and is_for_layout(element, cells):
        flow.walk(element, ink)
        return
    frame = element.getparent()
    framed = flow.classed and frame is not None and Role.TABLE in classes(frame)
    anchor = element.get("id") or "" if framed else flow.named(element)
    place = len(flow.blocks)
    caption = as_one([flow.runs_in(one, ink) for one in cells.captions])
    header = _row(flow, cells.header, ink)
    rows = [_row(flow, row, ink) for row in cells.rows]
    if not rows and any(header):
        header, rows = (), [header]
    if rows:
        flow.blocks.insert(place, Grid(header, tuple(rows), caption, anchor))
    elif caption:
        flow.blocks.insert(place, Para(Role.PARAGRAPH, caption, ""))


def _row(flow: Flow, row: Sequence[Cell], ink: Ink) -> tuple[Runs, ...]:
    return tuple(() if cell is None else flow.runs_in(cell, ink) for cell in row)


def _figure(flow: Flow, element: HtmlElement, ink: Ink) -> None:
    """Add a figure: its first picture has all the words that stand in it."""
    credits = [one for one in element.iter("span") if flow.classed and "credit" in classes(one)]
    credit = as_one([flow.runs_in(one, ink) for one in credits])
    for one in credits:
        one.drop_tree()
    blocks = flow.within(element, ink)
    index = next((n for n, block in enumerate(blocks) if isinstance(block, Picture)), None)
    plain = all(isinstance(block, Para | Picture) for block in blocks)
    if index is None or not plain:
        flow.blocks += [*blocks, *([Para(Role.PARAGRAPH, credit, "")] if credit else [])]
        return
    caption = as_one([runs for block in blocks for runs in words_in(block)])
    for number, block in enumerate(blocks):
        if number == index and isinstance(block, Picture):
            anchor = flow.role_of(element, {Role.FIGURE.value: Role.FIGURE}, Role.FIGURE)[1]
            flow.blocks.append(evolve(block, caption=caption, credit=credit, anchor=anchor))
        elif isinstance(block, Picture):
            flow.blocks.append(block)


def _pre(flow: Flow, element: HtmlElement, ink: Ink) -> None:
    """Add words whose line breaks are kept, each line a paragraph of its own."""
    for number, line in enumerate((element.text_content() or "").splitlines()):
        flow.lines.add()
        flow.loose(line, ink)
        flow.end(element if number == 0 else None)


_HANDLERS: Mapping[str, Callable[[Flow, HtmlElement, Ink], None]] = {
    **dict.fromkeys(CONTAINERS, _container),
    **dict.fromkeys(("p", "dt", "dd"), _para),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _list),
    "table": _table,
    "figure": _figure,
    "pre": _pre,
}
