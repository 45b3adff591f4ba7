"""A Word document of briefkit's own as a Sheet: the way back of document.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import groupby
from math import prod
from typing import TypeAlias

from attrs import define, evolve, field

from briefkit.errors import ModelError, ReadError
from briefkit.formats.docx.opc import Package
from briefkit.formats.docx.reading.body_reader import Cell, Printed, PrintedTable
from briefkit.formats.docx.reading.run_reader import Shape, Source
from briefkit.formats.docx.reading.text_fixes import settled
from briefkit.formats.docx.style_names import CAPTION, CREDIT, FIGURE_CAPTION, TABLE_HEADING
from briefkit.formats.docx.wordprocessingml import whole_number
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
from briefkit.layout.fingerprint import joined
from briefkit.layout.roles import (
    HEADING_ROLES,
    LIST_ROLES,
    LISTED_IN,
    NOT_IN_TEXT,
    PARA_ROLES,
    HeadingRole,
    ListRole,
    ParaRole,
    PictureRole,
)
from briefkit.model import Span
from briefkit.model.media import UPRIGHT, Image, image_of
from briefkit.model.text import QUOTATION_MARKS
from briefkit.notes import Code
from briefkit.recognise.words import bare, section_names

_CAPTION, _FIGURE_CAPTION, _CREDIT, _TABLE_HEADING = (
    name.lower() for name in (CAPTION, FIGURE_CAPTION, CREDIT, TABLE_HEADING)
)
_HEADINGS: Mapping[str, HeadingRole] = {role.value: role for role in HEADING_ROLES}
_PARAS: Mapping[Role | None, ParaRole] = {role: role for role in PARA_ROLES}
_SPACE = Run(Span(" "))
_NOT_THERE = "is not in the file"

_Found: TypeAlias = (
    "tuple[Image, str]"  # a picture, and the digest of its bytes as they stand in the file
)


@define
class _List:
    """A list on the way: an item is its paragraphs, then the lists below it."""

    ordered: bool
    level: int
    numbers: set[str]
    anchor: str = ""
    items: list[list[Para | _List]] = field(factory=list)

    def made(self, role: ListRole) -> Items:
        """Return the list."""
        return Items(
            self.ordered,
            tuple(
                tuple(one.made(Role.LIST) if isinstance(one, _List) else one for one in item)
                for item in self.items
            ),
            role,
            self.anchor,
        )


@define
class SheetReading:
    """Paragraphs and tables on the way to blocks.

    Attributes:
        source: What they were read with.
        language: The language of the document.
        blocks: What was read.
        lists: The lists that are open, the outermost first.
        section: The role of the last heading.
        folded: Whether spaces had to be folded.
        pictures: The pictures that were met, or what is wrong with them: each is decoded once.
    """

    source: Source
    language: str
    blocks: list[LayoutBlock] = field(factory=list)
    lists: list[_List] = field(factory=list)
    section: Role | None = None
    folded: bool = False
    pictures: dict[tuple[str, int], _Found | ModelError | ReadError] = field(factory=dict)

    def read(self, found: Cell) -> tuple[LayoutBlock, ...]:
        """Return the blocks that paragraphs and tables show."""
        caption: Printed | None = None
        for one in found:
            if isinstance(one, PrintedTable):
                self._close()
                self._grid(one, caption)
                caption = None
                continue
            if caption is not None:
                self._para(caption)
                caption = None
            if one.style.name == _CAPTION:
                caption = one
            else:
                self._paragraph(one)
        if caption is not None:
            self._para(caption)
        self._close()
        if self.folded:
            self.source.notes.add(Code.SPACES_FOLDED, "Folded tabs, breaks and doubled spaces.")
        return tuple(self.blocks)

    def runs(self, runs: Iterable[Run]) -> Runs:
        """Return runs in the one form that they have in a sheet."""
        before = list(runs)
        after = settled(before)
        if sum(len(run.span.text) for run in before) != sum(len(run.span.text) for run in after):
            self.folded = True
        if any(run.span.quoted for run in after):
            after = self._quoted(after)
        return joined(after)

    def _quoted(self, runs: Runs) -> Runs:
        """Return runs that are quoted only where they stand between a pair of quotation marks."""
        words = [n for n, run in enumerate(runs) if run.role not in NOT_IN_TEXT]
        stretches = [
            (quoted, list(group)) for quoted, group in groupby(words, lambda n: runs[n].span.quoted)
        ]
        found = list(runs)
        for place, (quoted, stretch) in enumerate(stretches):
            if not quoted:
                continue
            before = runs[stretches[place - 1][1][-1]].span.text[-1:] if place else ""
            last = place + 1 < len(stretches)
            after = runs[stretches[place + 1][1][0]].span.text[:1] if last else ""
            if not after or after not in QUOTATION_MARKS.get(before, ""):
                text = "".join(runs[n].span.text for n in stretch)
                message = "Words are marked as quoted, but stand between no quotation marks."
                self.source.notes.add(Code.QUOTATION_MARKS_GONE, message, text)
                for n in stretch:
                    found[n] = evolve(runs[n], span=evolve(runs[n].span, quoted=False))
        return tuple(found)

    # Paragraphs

    def _paragraph(self, one: Printed) -> None:
        pictures = [picture for shape in one.words.shapes if (picture := self._picture(shape, one))]
        if pictures:
            self._close()
            self.blocks += pictures
            one.words.anchors = []
        if not any(run.span.text.strip(" ") for run in one.words.runs):
            return
        last = self.blocks[-1] if self.blocks and not self.lists else None
        if one.style.heading is not None:
            self._close()
            self._heading(one, one.style.heading)
        elif one.number is not None:
            self._item(one)
        elif isinstance(last, Picture) and one.style.name == _FIGURE_CAPTION and not last.caption:
            self.blocks[-1] = evolve(last, caption=self.runs(one.words.runs))
        elif isinstance(last, Picture) and one.style.name == _CREDIT and not last.credit:
            self.blocks[-1] = evolve(last, credit=self.runs(one.words.runs))
        else:
            self._para(one)

    def _para(self, one: Printed) -> None:
        self._close()
        runs = self.runs(one.words.runs)
        if runs:
            self.blocks.append(Para(_role(one), runs, _first(one.words.anchors)))

    def _heading(self, one: Printed, level: int) -> None:
        runs = self.runs(one.words.runs)
        role: HeadingRole | None = Role.TITLE if level == 1 else one.words.heading
        if role is None:
            words = bare("".join(run.span.text for run in runs))
            role = _HEADINGS.get(section_names(self.language).get(words, ""), Role.OTHER)
        self.section = role
        self.blocks.append(Heading(role, runs, level, _first(one.words.anchors)))

    # Lists

    def _item(self, one: Printed) -> None:
        """Put a paragraph into the list that its number names: the innermost open one of its level."""
        assert one.number is not None
        number, level = one.number
        # The list has its anchor before its paragraphs have theirs; that of related links has it after.
        anchors = sorted(one.words.anchors, key=_place, reverse=one.style.role is Role.LINK)
        while self.lists and self.lists[-1].level > level:
            self.lists.pop() if len(self.lists) > 1 else self._close()
        current = self.lists[-1] if self.lists else None
        if one.kind == "none":
            if current is None:
                self._para(one)
            else:
                current.items[-1].append(self._listed(one, anchors))
            return
        ordered = one.kind != "bullet"
        if current is None or current.level < level or self._starts(current, one, ordered):
            current = self._opened(ordered, level, current)
        current.numbers.add(number)
        if not current.anchor and len(anchors) > 1:
            current.anchor = anchors.pop(0)
        current.items.append([self._listed(one, anchors)])

    def _starts(self, current: _List, one: Printed, ordered: bool) -> bool:
        """Whether a paragraph starts another list on the level of the one that is open.

        A paragraph that a person typed has a list of its own in Word, and reads as one more item.
        """
        assert one.number is not None
        other = one.number.list not in current.numbers
        return ordered is not current.ordered or (other and len(one.words.anchors) > 1)

    def _opened(self, ordered: bool, level: int, current: _List | None) -> _List:
        """Open a list in the last item of the one that is open, or beside it, or on its own."""
        opened = _List(ordered, level, set())
        if current is not None and current.level >= level:
            if len(self.lists) == 1:
                self._close()
            else:
                self.lists.pop()
        if self.lists:
            self.lists[-1].items[-1].append(opened)
        self.lists.append(opened)
        return opened

    def _listed(self, one: Printed, anchors: list[str]) -> Para:
        return Para(_role(one), self.runs(one.words.runs), anchors[0] if anchors else "")

    def _close(self) -> None:
        """Make a block of the list that is open."""
        if not self.lists:
            return
        outer = self.lists[0]
        self.lists = []
        first = outer.items[0][0]
        assert isinstance(first, Para)
        role = next(
            (role for role in LIST_ROLES if role is self.section),
            LISTED_IN.get(first.role, Role.LIST),
        )
        self.blocks.append(outer.made(role))

    # Tables and pictures

    def _grid(self, table: PrintedTable, caption: Printed | None) -> None:
        rows = [tuple(self.runs(self._cell(cell)) for cell in row) for row in table.rows]
        if not rows or not rows[0]:
            if caption is not None:
                self._para(caption)
            return
        anchors = [one for row in table.rows for cell in row for one in _anchors(cell)]
        headed = table.headed or all(_is_heading(cell) for cell in table.rows[0])
        header = rows.pop(0) if headed and len(rows) > 1 else ()
        runs = () if caption is None else self.runs(caption.words.runs)
        self.blocks.append(Grid(header, tuple(rows), runs, _first(anchors)))

    def _cell(self, cell: Cell) -> Iterator[Run]:
        """Yield the runs of a cell; its paragraphs, and the cells of a table in it, stand in one row."""
        for place, one in enumerate(cell):
            if place:
                yield _SPACE
            if isinstance(one, Printed):
                self._lost(one)
                yield from one.words.runs
            else:
                for row in one.rows:
                    for inner in row:
                        yield from self._cell(inner)
                        yield _SPACE

    def _lost(self, one: Printed) -> None:
        for shape in one.words.shapes:
            message = "A picture in a table has no place in a brief."
            self.source.notes.add(Code.PICTURE_DROPPED, message, shape.alt, one.line)

    def _found(self, shape: Shape) -> _Found | ModelError | ReadError:
        """Return a picture and its digest, or what is wrong with it."""
        relation = self.source.relations.get(shape.key)
        if relation is None or relation.external:
            return ReadError(_NOT_THERE)
        package, key = self.source.package, (relation.target, shape.orientation)
        new = key not in self.pictures
        if new:
            try:
                self.pictures[key] = _image_in(package, *key)
            except (ModelError, ReadError) as error:
                self.pictures[key] = error
        found = self.pictures[key]
        if isinstance(found, tuple):
            package.count("picture_bytes", len(found[0].data))
            package.count("pixels", prod(found[0].size) if new else 0)
        return found

    def _picture(self, shape: Shape, one: Printed) -> Picture | None:
        role: PictureRole = Role.PHOTO if one.style.role is Role.PHOTO else Role.FIGURE
        found = self._found(shape)
        alt = shape.alt.strip(" ")
        if not isinstance(found, tuple) or not alt:
            what = "has no words that say what it shows" if isinstance(found, tuple) else found.what
            message = f"A picture {what}."
            self.source.notes.add(Code.PICTURE_DROPPED, message, shape.alt, one.line)
            return None
        anchor = _first(one.words.anchors)
        one.words.anchors = []
        image, digest = found
        return Picture(role, image, alt, (), (), anchor, digest)


def _image_in(package: Package, name: str, orientation: int) -> _Found:
    """Return a picture, and the digest of its bytes as they stand in the file.

    A frame that is turned says how its picture is seen, whatever the picture says. Digests of a turned picture are
    those of a file that says so.

    Raises:
        ModelError: The bytes are no PNG or JPEG.
        ReadError: The part is damaged, or not there.
    """
    data = package.read(name)
    if data is None:
        raise ReadError(_NOT_THERE)
    image = image_of(data)
    if orientation == UPRIGHT:
        return image, sha256(data).hexdigest()
    image = evolve(image, orientation=orientation)
    return image, image.digest


def _role(one: Printed) -> ParaRole:
    return _PARAS.get(one.style.role, Role.PARAGRAPH)


def _first(anchors: list[str]) -> str:
    return min(anchors, key=_place) if anchors else ""


def _place(anchor: str) -> tuple[bool, int, str]:
    """Order anchors as they were given: a list's before that of its first paragraph."""
    place = whole_number(anchor[1:])
    return place is None, place or 0, anchor


def _anchors(cell: Cell) -> Iterator[str]:
    for one in cell:
        if isinstance(one, Printed):
            yield from one.words.anchors


def _is_heading(cell: Cell) -> bool:
    return any(isinstance(one, Printed) and one.style.name == _TABLE_HEADING for one in cell)
