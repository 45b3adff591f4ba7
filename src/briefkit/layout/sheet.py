"""Sheet: what a reader sees of a brief, as a few kinds of layout block that every visual format can print.

A brief lowers to a Sheet and lifts back from one (lower/). Writers and readers of visual formats know only
what is here: they never see a Statement.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Mapping
from itertools import takewhile
from typing import Any, Literal, TypeAlias, assert_never

from attrs import evolve, field, frozen

from briefkit.layout.roles import (
    MASTHEAD_ROLES,
    GridRole,
    HeadingRole,
    ListRole,
    ParaRole,
    PictureRole,
    Role,
    RunRole,
)
from briefkit.model.grades import Marking
from briefkit.model.media import Image
from briefkit.model.text import Span
from briefkit.model.when import When
from briefkit.runtime.short_repr import short_repr
from briefkit.runtime.unfrozen import quickly_made, unfrozen

Direction: TypeAlias = Literal["ltr", "rtl"]
#: A value that a run prints; kinds, grades and addresses are strings.
FactValue: TypeAlias = str | int | dt.date | When | Marking


@quickly_made
@frozen
class Run:
    """Run: a span of text with its role, and what only layout knows of it.

    Attributes:
        span: The words and their marks, without citations: those are runs of their own.
        role: What the run is; None for words of the text.
        target: The anchor in the same sheet that it leads to.
        anchor: The name that a run leads to it by.
        spoken: What is said of it to those who do not see it, where its words do not tell.
        direction: Which way its words run, where that is not the sheet's.
        value: The fact that it prints; None for words of a text, and for a run that was read.
        said: The anchor of the statement in a paragraph that it is part of; "" where it is part of none.
    """

    span: Span
    role: RunRole | None = None
    target: str | None = None
    # These follow from the rest.
    anchor: str | None = field(default=None, eq=False)
    spoken: str | None = field(default=None, eq=False)
    direction: Direction | None = field(default=None, eq=False)
    value: FactValue | None = field(default=None, eq=False)
    said: str = field(default="", eq=False)

    __repr__ = short_repr


Runs: TypeAlias = tuple[Run, ...]
_new, _UnfrozenRun = object.__new__, unfrozen(Run)


def made_run(span: Span, role: RunRole | None = None, said: str = "") -> Run:
    """Return a run of words, with nothing else that layout knows of it: as its constructor, in three fifths of the time."""
    run: Any = _new(_UnfrozenRun)
    run.span = span
    run.role = role
    run.target = run.anchor = run.spoken = run.direction = run.value = None
    run.said = said
    run.__class__ = Run
    return run  # type: ignore[no-any-return]  # a Run now


@quickly_made
@frozen
class Heading:
    """A heading.

    Attributes:
        role: The title, the kind of section, or what part of the furniture it heads.
        runs: The words.
        level: 1 for the title, 2 for sections, down to 6.
        anchor: The name of the block in its sheet.
    """

    role: HeadingRole
    runs: Runs
    level: int
    anchor: str

    __repr__ = short_repr


@quickly_made
@frozen
class Para:
    """A paragraph.

    Attributes:
        role: What it is.
        runs: The words.
        anchor: The name of the block in its sheet.
    """

    role: ParaRole
    runs: Runs
    anchor: str

    __repr__ = short_repr


@quickly_made
@frozen
class Items:
    """A list; each item holds its paragraphs, then the lists below it.

    Attributes:
        ordered: Whether the items are numbered.
        items: The blocks of each item.
        role: LIST, or the part of the furniture that it is.
        anchor: The name of the block in its sheet.
    """

    ordered: bool
    items: tuple[tuple[Para | Items, ...], ...]
    role: ListRole
    anchor: str

    __repr__ = short_repr


@frozen
class Grid:
    """A rectangular table.

    Attributes:
        header: The cells of the header row; () where there is none.
        rows: The cells of each row.
        caption: What it shows; () where nothing says so.
        anchor: The name of the block in its sheet.
        role: TABLE.
    """

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    caption: Runs
    anchor: str
    role: GridRole = Role.TABLE

    __repr__ = short_repr


#: What stands for the alternative text of a picture that says nothing of what it shows.
UNKNOWN_ALT = "…"


@frozen
class Extent:
    """Extent of a figure along the line, as a file has it.

    Attributes:
        length: How wide it is, in millimetres.
        line: How long the line is, in millimetres.
    """

    length: float
    line: float

    __repr__ = short_repr

    @property
    def per_cent(self) -> int:
        """The width in whole per cent of the line, as a brief has it."""
        return min(max(round(100 * self.length / self.line), 1), 100)


@frozen
class Picture:
    """A picture with its words.

    Attributes:
        role: FIGURE, or PHOTO of an author.
        image: The picture.
        alt: What it shows, for those who do not see it; "" where a file does not say.
        caption: The words under it; () where there are none.
        credit: Whose picture it is; () where nothing says so.
        anchor: The name of the block in its sheet.
        digest: The SHA-256 of the picture's bytes as they stand in the file that it was read from, which may say
            more than the image does; None where that is the digest of the image.
        width: How wide a figure is, in whole per cent of the line; None is by its shape, or where a file does not say.
        extent: How wide a file draws a figure, where it does not say that in per cent.
    """

    role: PictureRole
    image: Image
    alt: str
    caption: Runs
    credit: Runs
    anchor: str
    # This says nothing of what is seen.
    digest: str | None = field(default=None, eq=False)
    # Whether it was resized is asked apart from what it shows.
    width: int | None = field(default=None, eq=False)
    extent: Extent | None = field(default=None, eq=False)

    __repr__ = short_repr


LayoutBlock: TypeAlias = Heading | Para | Items | Grid | Picture


def with_runs(block: LayoutBlock, change: Callable[[Runs], Runs]) -> LayoutBlock:
    """Return a block with other runs in all of its paragraphs, cells and captions.

    Args:
        block: The block.
        change: Returns the runs in place of those of one paragraph, cell or caption.
    """
    match block:
        case Para() | Heading():
            return evolve(block, runs=change(block.runs))
        case Items():
            items: Any = tuple(
                tuple(with_runs(part, change) for part in item) for item in block.items
            )
            return evolve(block, items=items)
        case Grid():
            return evolve(
                block,
                header=tuple(map(change, block.header)),
                rows=tuple(tuple(map(change, row)) for row in block.rows),
                caption=change(block.caption),
            )
        case Picture():
            return evolve(block, caption=change(block.caption), credit=change(block.credit))
        case _:
            assert_never(block)


@frozen
class Sheet:
    """Sheet: everything that a reader sees of a brief, and the properties of its file.

    Attributes:
        title: The title without marks, for the running head and the file's properties.
        language: The language, in BCP 47.
        direction: Which way its lines run.
        banner: Markings, status and embargo, each a run; they stand on every page.
        blocks: What is seen, in order.
        page: The page number's wording, with {page} and {pages}.
        opening: The name of the opening, a first section without a heading; "" where there is none, or in a file.
        description: The standfirst without marks, for the file's properties.
        authors: The authors' names, for the file's properties.
        keywords: The topics, for the file's properties.
        published: When the brief came out, for the file's properties.
        modified: When it was last changed, for the file's properties.
        rights: Whose it is, for the file's properties.
        url: The canonical address of the brief, for the file's properties.
        said: The words of each statement in a paragraph, with its speakers as runs, by its anchor; () of an inferred one.
    """

    title: str
    language: str
    direction: Direction
    banner: Runs
    blocks: tuple[LayoutBlock, ...]
    page: str
    opening: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    published: dt.date | None = None
    modified: dt.date | None = None
    rights: str = ""
    url: str = ""
    said: Mapping[str, Runs] = field(factory=dict, eq=False)

    __repr__ = short_repr

    @property
    def last_above_opening(self) -> LayoutBlock | None:
        """The last block of the masthead where an opening follows: no heading sets the two apart."""
        above = takewhile(lambda block: block.role in MASTHEAD_ROLES, self.blocks)
        return next(iter(deque(above, maxlen=1)), None) if self.opening else None
