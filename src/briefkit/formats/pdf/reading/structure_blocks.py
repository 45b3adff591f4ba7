"""Structure tree of a PDF of somebody else's: its blocks, and the marked content that each of them has (ISO 32000-2, 14.7)."""

from __future__ import annotations

from typing import TypeAlias

import pikepdf
from attrs import define, evolve, field

from briefkit.formats.pdf.opening import object_key
from briefkit.formats.pdf.reading.print_blocks import Role
from briefkit.limits import Tally

_Key: TypeAlias = tuple[int, int]
#: Marked content: the page, from 0, and its number there.
Mark: TypeAlias = tuple[int, int]

_PARAGRAPHS = frozenset(("P", "BlockQuote", "Code", "Formula", "Index", "BibEntry", "Quote"))
_HEADINGS = {"H": 1, **{f"H{level}": level for level in range(1, 10)}}
_CELLS = frozenset(("TD", "TH"))
#: Names that a role map leads from at most before it has led nowhere.
_MOST_NAMES = 20
_MOST_SPAN = 1_000


@define
class TaggedCell:
    """Cell of a tagged table.

    Attributes:
        header: Whether it is a head of a column or a row.
        columns: How many columns it spans.
        rows: How many rows it spans.
        marks: Its marked content.
    """

    header: bool
    columns: int = 1
    rows: int = 1
    marks: list[Mark] = field(factory=list)


@define
class TaggedBlock:
    """Block of a structure tree.

    Attributes:
        role: What it is; None for a table or a picture.
        level: Of a heading, its level in the file; of an item, how deep it stands.
        marks: Its marked content.
        label: Of an item, that of the number or the bullet that opens it.
        references: That of the numbers that lead to footnotes.
        rows: Of a table, its cells.
        caption: Of a table, the marked content of its caption.
        alt: Of a picture, what it shows, as the file says.
        is_picture: Whether it is one.
    """

    role: Role | None
    level: int = 0
    marks: list[Mark] = field(factory=list)
    label: list[Mark] = field(factory=list)
    references: list[Mark] = field(factory=list)
    rows: list[list[TaggedCell]] = field(factory=list)
    caption: list[Mark] = field(factory=list)
    alt: str = ""
    is_picture: bool = False


@define
class _Place:
    """Place in the tree: what stands there belongs to these.

    Attributes:
        page: The page, from 0.
        block: The block.
        cell: The cell.
        table: The table.
        depth: How deep in lists.
        role: The role that paragraphs have here.
        in_label: Whether this is the label of an item, or leads to a footnote.
        in_caption: Whether this is the caption of the table.
    """

    page: int | None = None
    block: TaggedBlock | None = None
    cell: TaggedCell | None = None
    table: TaggedBlock | None = None
    depth: int = 0
    role: Role = Role.PARAGRAPH
    in_label: bool = False
    in_caption: bool = False


def tagged_blocks(pdf: pikepdf.Pdf) -> list[TaggedBlock]:
    """Return the blocks of an opened PDF's structure tree, in its order; none where it has no tags.

    Args:
        pdf: The PDF.

    Raises:
        ReadError: More tags than `Limits` allow.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary):
        return []
    names = root.get("/RoleMap")
    pages = {object_key(page.obj): number for number, page in enumerate(pdf.pages)}
    reader = _TreeReader(names if isinstance(names, pikepdf.Dictionary) else None, pages)
    reader.read(root)
    return reader.blocks


@define
class _TreeReader:
    names: pikepdf.Object | None
    pages: dict[_Key, int]
    blocks: list[TaggedBlock] = field(factory=list)
    elements: Tally = field(factory=lambda: Tally("tags"))

    def read(self, root: pikepdf.Object) -> None:
        """Read the tree below its root; what leads back into itself is read once."""
        visited: set[_Key] = set()
        waiting: list[tuple[object, _Place]] = [(root, _Place())]
        while waiting:
            part, place = waiting.pop()
            if isinstance(part, int):
                self._add(part, place)
                continue
            if not isinstance(part, pikepdf.Dictionary) or object_key(part) in visited:
                continue
            visited.add(object_key(part))
            own_page = part.get("/Pg")
            page = place.page
            if isinstance(own_page, pikepdf.Dictionary):
                page = self.pages.get(object_key(own_page), page)
            if "/MCID" in part:
                number: object = part.get("/MCID")
                if isinstance(number, int) and "/Stm" not in part:
                    self._add(number, _moved(place, page))
                continue
            kids = part.get("/K")
            below = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
            self.elements.add(len(below))
            inside = self._entered(part, _moved(place, page))
            waiting += [(kid, inside) for kid in reversed(below)]

    def _add(self, number: int, place: _Place) -> None:
        """Give marked content to the block that it stands in; what stands in none is a paragraph."""
        if place.page is None:
            return
        mark = (place.page, number)
        if place.in_caption and place.table is not None:
            place.table.caption.append(mark)
            return
        if place.cell is not None:
            place.cell.marks.append(mark)
            return
        if place.block is None:
            place.block = TaggedBlock(place.role)
            self.blocks.append(place.block)
        if place.in_label and place.block.role is Role.ITEM:
            place.block.label.append(mark)
            return
        place.block.marks.append(mark)
        if place.in_label:
            place.block.references.append(mark)

    def _entered(self, element: pikepdf.Object, place: _Place) -> _Place:
        """Return the place within an element."""
        role = self._standard_role(str(element.get("/S", "")).removeprefix("/"))
        if place.cell is not None or place.in_caption:
            return place
        if place.table is not None and role == "Caption":
            return evolve(place, in_caption=True)
        if role == "Table":
            table = TaggedBlock(None)
            self.blocks.append(table)
            return _Place(place.page, table=table, depth=place.depth)
        if place.table is not None and role == "TR":
            place.table.rows.append([])
            return place
        if place.table is not None and role in _CELLS:
            cell = TaggedCell(
                role == "TH", _span_of(element, "/ColSpan"), _span_of(element, "/RowSpan")
            )
            if not place.table.rows:
                place.table.rows.append([])
            place.table.rows[-1].append(cell)
            return _Place(place.page, cell=cell)
        return self._entered_block(element, role, place)

    def _entered_block(self, element: pikepdf.Object, role: str, place: _Place) -> _Place:
        match role:
            case "L":
                return _Place(place.page, depth=place.depth + 1)
            case "LI":
                return self._opened(Role.ITEM, place, max(place.depth, 1))
            case "Lbl" if place.block is not None and place.block.role is not Role.FOOTNOTE:
                return evolve(place, in_label=True)
            case "Figure":
                alt = str(element.get("/Alt", ""))
                self.blocks.append(TaggedBlock(None, alt=" ".join(alt.split()), is_picture=True))
                return _Place(place.page, depth=place.depth)
            case "Title":
                return self._opened(Role.TITLE, place)
            case "Artifact":
                return self._opened(Role.FURNITURE, place)
            case "Caption":
                return self._opened(Role.CAPTION, place)
            case "Note" | "FENote":
                return self._opened(Role.FOOTNOTE, place)
            case "TOC" | "TOCI":
                return self._opened(Role.CONTENTS, place)
            case "Quote" if (
                place.block is not None
            ):  # words of a paragraph, which it does not break
                return place
            case _ if role in _HEADINGS:
                return self._opened(Role.HEADING, place, _HEADINGS[role])
            case _ if role in _PARAGRAPHS:
                return self._paragraph(place)
            case _:
                return place

    def _paragraph(self, place: _Place) -> _Place:
        """Return the place within a paragraph: the first of an item, and those of a note, belong to it."""
        block = place.block
        if block is None or block.role in (Role.PARAGRAPH, None):
            return self._opened(Role.PARAGRAPH, place)
        if block.role is not Role.ITEM or not block.marks:
            return place
        return self._opened(Role.PARAGRAPH, place)

    def _opened(self, role: Role, place: _Place, level: int = 0) -> _Place:
        block = TaggedBlock(role, level)
        self.blocks.append(block)
        return _Place(place.page, block, depth=place.depth)

    def _standard_role(self, name: str) -> str:
        """Return the role of the norm that a name stands for (ISO 32000-2, 14.8.4)."""
        for _ in range(_MOST_NAMES):
            mapped = None if self.names is None else self.names.get(f"/{name}")
            if not isinstance(mapped, pikepdf.Name) or str(mapped) == f"/{name}":
                break
            name = str(mapped).removeprefix("/")
        return name


def _moved(place: _Place, page: int | None) -> _Place:
    """Return a place on another page."""
    return place if page == place.page else evolve(place, page=page)


def _span_of(element: pikepdf.Object, name: str) -> int:
    """Return how many columns or rows a cell spans (ISO 32000-2, 14.8.5.7)."""
    held = element.get("/A")
    owners = list(held) if isinstance(held, pikepdf.Array) else [held]
    found: list[object] = [one.get(name) for one in owners if isinstance(one, pikepdf.Dictionary)]
    spans = [one for one in found if isinstance(one, int) and 1 <= one <= _MOST_SPAN]
    return spans[0] if spans else 1
