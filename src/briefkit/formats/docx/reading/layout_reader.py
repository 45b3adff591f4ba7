"""Layout of a Word document that briefkit wrote: its paragraphs and tables as the blocks of a Sheet."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from attrs import define, evolve, field
from lxml.etree import _Element

from briefkit.formats.docx.reading.body_reader import BodyContent, Paragraph, Table
from briefkit.formats.docx.reading.paragraph_content import PictureReference
from briefkit.formats.docx.reading.picture_reader import PictureReader
from briefkit.formats.docx.reading.read_context import ReadContext
from briefkit.formats.docx.reading.text_normalisation import collapse_spaces
from briefkit.formats.docx.style_names import CAPTION, CREDIT, FIGURE_CAPTION, TABLE_HEADING
from briefkit.formats.docx.template.section_properties import text_width
from briefkit.formats.docx.wordprocessingml import TWIPS_IN_MILLIMETRE, W, whole_number
from briefkit.layout import (
    Extent,
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
from briefkit.layout.fingerprint import join_runs
from briefkit.layout.roles import (
    BODY_PARA_ROLES,
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
from briefkit.lower.generated_runs import runs_text
from briefkit.model import Span
from briefkit.model.string_rules import is_id
from briefkit.model.text import QUOTATION_MARKS
from briefkit.notes import Code
from briefkit.recognise.recogniser import recogniser_for

_CAPTION, _FIGURE_CAPTION, _CREDIT, _TABLE_HEADING = (
    name.lower() for name in (CAPTION, FIGURE_CAPTION, CREDIT, TABLE_HEADING)
)
_HEADING_ROLES: Mapping[str, HeadingRole] = {role.value: role for role in HEADING_ROLES}
_PARA_ROLES: Mapping[Role | None, ParaRole] = {role: role for role in PARA_ROLES}
_SPACE = Run(Span(" "))


@define
class _OpenList:
    """List that is open: an item is its paragraphs and the lists nested in it."""

    ordered: bool
    level: int
    ids: set[str]
    anchor: str = ""
    items: list[list[Para | _OpenList]] = field(factory=list)

    def closed(self, role: ListRole) -> Items:
        """List as a block."""
        return Items(
            self.ordered,
            tuple(
                tuple(one.closed(Role.LIST) if isinstance(one, _OpenList) else one for one in item)
                for item in self.items
            ),
            role,
            self.anchor,
        )


@define
class LayoutReader:
    """Reader of layout blocks.

    Attributes:
        context: The context of reading.
        language: The language of the document.
        sections: The properties of its sections, each with the number of its last paragraph.
        pictures: The reader of pictures.
        blocks: The blocks so far.
        lists: The lists that are open, the outermost first.
        below_picture: The captions and credits below the last picture, which is the last block.
        section: The role of the last heading.
        folded: Whether spaces had to be folded.
    """

    context: ReadContext
    language: str
    sections: Sequence[tuple[int, _Element]] = ()
    pictures: PictureReader = field(init=False)
    blocks: list[LayoutBlock] = field(factory=list)
    lists: list[_OpenList] = field(factory=list)
    below_picture: list[Paragraph] = field(factory=list)
    section: Role | None = None
    folded: bool = False

    def __attrs_post_init__(self) -> None:
        self.pictures = PictureReader(self.context)

    def read(self, found: BodyContent) -> tuple[LayoutBlock, ...]:
        """Blocks that paragraphs and tables show."""
        captions: list[Paragraph] = []
        for one in found:
            if isinstance(one, Table):
                self._close()
                self._grid(one, captions)
                captions = []
            elif one.style.name == _CAPTION:
                captions.append(one)
            else:
                self._paras(captions)
                captions = []
                self._paragraph(one)
        self._paras(captions)
        self._close()
        if self.folded:
            self.context.notes.add(Code.SPACES_FOLDED, "Folded tabs, breaks and doubled spaces.")
        return tuple(self.blocks)

    def runs(self, runs: Iterable[Run]) -> Runs:
        """Runs in the normal form of a sheet."""
        before = tuple(runs)
        after = collapse_spaces(before)
        if after is not before and len(runs_text(after)) < len(runs_text(before)):
            self.folded = True
        for run in after:
            if run.span.quoted:
                return join_runs(self._between_marks(after))
        return join_runs(after)

    def _between_marks(self, runs: Runs) -> Runs:
        """Runs that are quoted only where they stand between a pair of quotation marks."""
        text_runs = [n for n, run in enumerate(runs) if run.role not in NOT_IN_TEXT]
        stretches = [
            (quoted, list(group))
            for quoted, group in groupby(text_runs, lambda n: runs[n].span.quoted)
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
                self.context.notes.add(Code.QUOTATION_MARKS_GONE, message, text)
                for n in stretch:
                    found[n] = evolve(runs[n], span=evolve(runs[n].span, quoted=False))
        return tuple(found)

    # Paragraphs

    def _paragraph(self, one: Paragraph) -> None:
        pictures = [
            picture
            for reference in one.content.pictures
            if (picture := self._picture(reference, one))
        ]
        if pictures:
            self._close()
            self.blocks += pictures
            one.content.anchors = []
        if not one.content.plain.strip(" "):
            return
        last = self.blocks[-1] if self.blocks and not self.lists else None
        if one.style.heading_level is not None:
            self._close()
            self._heading(one, one.style.heading_level)
        elif one.position is not None:
            self._item(one)
        elif isinstance(last, Picture) and one.style.name in (_FIGURE_CAPTION, _CREDIT):
            self.below_picture.append(one)
        else:
            self._para(one)

    def _end_picture(self) -> None:
        """Add the paragraphs below the last picture to it, as its caption and its credit."""
        if not self.below_picture:
            return
        last = self.blocks[-1]
        assert isinstance(last, Picture)
        captions, credits = (
            [one for one in self.below_picture if one.style.name == name]
            for name in (_FIGURE_CAPTION, _CREDIT)
        )
        self.blocks[-1] = evolve(last, caption=self._joined(captions), credit=self._joined(credits))
        self.below_picture = []

    def _joined(self, several: Sequence[Paragraph]) -> Runs:
        """Runs of a caption or a credit, which may be several paragraphs."""
        runs: list[Run] = []
        for one in several:
            runs += (_SPACE, *one.content.runs)
        return self.runs(runs[1:])

    def _paras(self, several: Iterable[Paragraph]) -> None:
        for one in several:
            self._para(one)

    def _para(self, one: Paragraph) -> None:
        self._close()
        runs = self.runs(one.content.runs)
        if runs:
            self.blocks.append(Para(_role(one), runs, _first_anchor(one.content.anchors)))

    def _heading(self, one: Paragraph, level: int) -> None:
        runs = self.runs(one.content.runs)
        role: HeadingRole | None = Role.TITLE if level == 1 else one.content.heading
        if role is None:
            text = "".join(run.span.text for run in runs)
            named = recogniser_for(self.language).part_named(text) or ""
            role = _HEADING_ROLES.get(named, Role.OTHER)
        self.section = role
        self.blocks.append(Heading(role, runs, level, _first_anchor(one.content.anchors)))

    # Lists

    def _item(self, one: Paragraph) -> None:
        """Add a paragraph to the innermost open list of its level, or to a new list."""
        assert one.position is not None
        list_id, level = one.position
        # A list gets its anchor before its paragraphs get theirs; a list of related links gets it after.
        anchors = [*one.content.anchors]
        if len(anchors) > 1:
            anchors.sort(key=_anchor_order, reverse=one.style.role is Role.LINK)
        while self.lists and self.lists[-1].level > level:
            self.lists.pop() if len(self.lists) > 1 else self._close()
        current = self.lists[-1] if self.lists else None
        if one.numbering_format == "none":
            if current is None:
                self._para(one)
            else:
                current.items[-1].append(self._item_para(one, anchors))
            return
        ordered = one.numbering_format != "bullet"
        if current is None or current.level < level or self._starts_list(current, one, ordered):
            current = self._open(ordered, level, current)
        current.ids.add(list_id)
        if not current.anchor and len(anchors) > 1:
            current.anchor = anchors.pop(0)
            one.content.anchors.remove(current.anchor)
        if len(anchors) > 1 and any(map(is_id, anchors)):
            anchors = [_first_anchor(one.content.anchors)]
        current.items.append([self._item_para(one, anchors)])

    def _starts_list(self, current: _OpenList, one: Paragraph, ordered: bool) -> bool:
        """Whether a paragraph starts another list on the level of the open one.

        A paragraph that a person typed has a list of its own in Word, and counts as one more item.
        """
        assert one.position is not None
        other = one.position.list not in current.ids
        return ordered is not current.ordered or (other and len(one.content.anchors) > 1)

    def _open(self, ordered: bool, level: int, current: _OpenList | None) -> _OpenList:
        """Open a list nested in the last item of the open one, or beside it, or on its own."""
        opened = _OpenList(ordered, level, set())
        if current is not None and current.level >= level:
            if len(self.lists) == 1:
                self._close()
            else:
                self.lists.pop()
        if self.lists:
            self.lists[-1].items[-1].append(opened)
        self.lists.append(opened)
        return opened

    def _item_para(self, one: Paragraph, anchors: list[str]) -> Para:
        return Para(_role(one), self.runs(one.content.runs), anchors[0] if anchors else "")

    def _close(self) -> None:
        """Close the open lists, and add them as one block; whatever comes next is not below a picture."""
        self._end_picture()
        if not self.lists:
            return
        outer = self.lists[0]
        self.lists = []
        self.blocks.append(outer.closed(self._list_role(outer)))

    def _list_role(self, outer: _OpenList) -> ListRole:
        """Role of a list: that of the heading above, unless all its items are those of another."""
        roles = [item[0].role for item in outer.items if isinstance(item[0], Para)]
        listed_in = {
            Role.LIST
            if role in BODY_PARA_ROLES and role is not Role.PARAGRAPH
            else LISTED_IN.get(role)
            for role in roles
        }
        above = next((role for role in LIST_ROLES if role is self.section), None)
        if above and listed_in & {above, None}:
            return above
        return listed_in.pop() or Role.LIST if len(listed_in) == 1 else Role.LIST

    # Tables and pictures

    def _grid(self, table: Table, captions: Sequence[Paragraph]) -> None:
        rows = [tuple(self.runs(self._cell(cell)) for cell in row) for row in table.rows]
        if not rows or not rows[0]:
            self._paras(captions)
            return
        anchors = [one for row in table.rows for cell in row for one in _anchors(cell)]
        headed = table.header_rows > 0 or all(_is_header(cell) for cell in table.rows[0])
        header = rows.pop(0) if headed and len(rows) > 1 else ()
        caption = self._joined(captions)
        self.blocks.append(Grid(header, tuple(rows), caption, _first_anchor(anchors)))

    def _cell(self, cell: BodyContent) -> Iterator[Run]:
        """Runs of a cell, in one line: of its paragraphs, and of the cells of a table in it."""
        for place, one in enumerate(cell):
            if place:
                yield _SPACE
            if isinstance(one, Paragraph):
                self._drop_pictures(one)
                yield from one.content.runs
            else:
                for row in one.rows:
                    for inner in row:
                        yield from self._cell(inner)
                        yield _SPACE

    def _drop_pictures(self, one: Paragraph) -> None:
        for reference in one.content.pictures:
            message = "A picture in a table has no place in a brief."
            self.context.notes.add(Code.PICTURE_DROPPED, message, reference.alt, one.line)

    def _picture(self, reference: PictureReference, one: Paragraph) -> Picture | None:
        role: PictureRole = Role.PHOTO if one.style.role is Role.PHOTO else Role.FIGURE
        found = self.pictures.read(reference)
        alt = reference.alt.strip(" ")
        if not isinstance(found, tuple):
            message = f"A picture {found.what}."
            self.context.notes.add(Code.PICTURE_DROPPED, message, reference.alt, one.line)
            return None
        anchor = _first_anchor(one.content.anchors)
        one.content.anchors = []
        image, digest = found
        extent = None if reference.length is None else self._extent(reference.length, one)
        return Picture(role, image, alt, (), (), anchor, digest, extent=extent)

    def _extent(self, length: float, one: Paragraph) -> Extent | None:
        """Extent of a picture along the lines of the section that its paragraph stands in."""
        place = bisect_left(self.sections, one.line, key=itemgetter(0))
        if place == len(self.sections) or self.sections[place][1].find(f"{W}pgSz") is None:
            return None
        return Extent(length, text_width(self.sections[place][1]) / TWIPS_IN_MILLIMETRE)


def _role(one: Paragraph) -> ParaRole:
    return _PARA_ROLES.get(one.style.role, Role.PARAGRAPH)


def _first_anchor(anchors: list[str]) -> str:
    """Anchor of a paragraph: where it has an id, the first in it, for two that were joined have two."""
    if len(anchors) == 1 or any(map(is_id, anchors)):
        return anchors[0]
    return min(anchors, key=_anchor_order) if anchors else ""


def _anchor_order(anchor: str) -> tuple[bool, int, str]:
    """Sort key of anchors, in the order in which they are given: that of a list before that of its first paragraph."""
    number = None if is_id(anchor) else whole_number(anchor[1:])
    return number is None, number or 0, anchor


def _anchors(cell: BodyContent) -> Iterator[str]:
    for one in cell:
        if isinstance(one, Paragraph):
            yield from one.content.anchors


def _is_header(cell: BodyContent) -> bool:
    return any(isinstance(one, Paragraph) and one.style.name == _TABLE_HEADING for one in cell)
