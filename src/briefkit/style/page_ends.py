"""Heads and feet of printed pages: banner, masthead, running title and page number, each in a space of its own.

A page has three boxes at its head and three at its foot (CSS Paged Media 3, 4.2), which lie over each other where their
words are too wide. So these are measured first: what fits stands in one row, what does not in rows of its own, and a
margin that is too narrow for them grows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from attrs import evolve, frozen

from briefkit.errors import RenderError
from briefkit.language.direction import script
from briefkit.language.printed_facts import DOT
from briefkit.layout import Direction, Role, RunRole, Runs, Sheet
from briefkit.lower.generated_runs import runs_text
from briefkit.style.marking_colours import TLP_COLOURS
from briefkit.style.script_adjustments import for_script
from briefkit.style.text_widths import Type, text_widths
from briefkit.style.theme import (
    MIN_TEXT,
    NO_STYLE,
    POINTS_PER_MM,
    Alignment,
    Theme,
    text_area,
)

#: The size of a marking on paper, in points: 12 at least, says TLP 2.0.
MARKING_SIZE = 12.0
_LEAST_MARKING = 9.0  # of other policies, before their words break
_BANNER_SIZE, _SMALL_SIZE = 8.5, 7.5  # of status and embargo; of running title and page number
_STEP = 0.5  # from one size of type to the next
#: The distance of lines of all of them, as a multiple of the size of type.
END_LINE = 1.3
_FROM_EDGE = 7 * POINTS_PER_MM  # of the paper, to the banner
_CLEAR = 4 * POINTS_PER_MM  # from the words at an end of a page to its text, or to the edge
_BESIDE, _BELOW = 10.0, 4.0  # from words to the next ones
_SIDE_PADDING, _PADDING = 8.5, 1.4  # of a marking: at each side, and above and below
_INLINE_PADDING = (
    0.55  # of a marking in a line, at each side, as a share of its size: that of page.css
)
# The masthead, as shares of the size of running text: those of page.css.
_PUBLISHER, _LOGO, _LOGO_GAP = 0.9, 1.7, 0.7
# For kerning, and what programs round; a browser may have wider families than those of the theme.
_SAFETY, _BROWSER_SAFETY = 1.04, 1.2
_MOST_PAGES = "0000"


@frozen
class _Words:
    """Words at an end of a page.

    Attributes:
        text: The words.
        widths: How wide each character is, in points.
        size: The size of their type, in points.
    """

    text: str
    widths: tuple[float, ...]
    size: float

    @property
    def width(self) -> float:
        """How wide they are on one line, in points."""
        return sum(self.widths)

    def height(self, room: float) -> float:
        """Return how high they are on lines with some room, in points."""
        return self._lines(room) * self.size * END_LINE

    def _lines(self, room: float) -> int:
        """Return how many lines they take, which break at spaces, and in a word that is longer than a line."""
        lines, used, word = 1, 0.0, 0.0
        for sign, width in zip((*self.text, " "), (*self.widths, 0.0), strict=True):
            if sign != " ":
                word += width
                continue
            if used + word > room:
                # A letter that does not fit leaves its space empty.
                broken = math.ceil(word / max(room - self.size, self.size)) if word > room else 1
                lines, used = lines + broken - (not used), 0.0
            used, word = used + word + width, 0.0
        return lines


@frozen
class EndBox:
    """Box at an end of a page; lengths are in points.

    Attributes:
        corner: Which of the three of its margin it is.
        words: What it says, with {page} and {pages} in a page number.
        size: The size of its type.
        weight: The weight of its type.
        colours: The ink, and the ground; no ground is that of the page.
        height: How high it is, on lines of all of the page's width.
        width: How wide its words are on one line; 0 for what was not measured.
        align: Where its words stand.
        padding: The part of its width that is empty at each side, where it has one line.
        kind: "title" is the running title, which is cut where it is too wide, and which the first page has not;
            "number" is that of the page; "words" are others.
        top: Where it begins, from the top of its margin.
    """

    corner: Alignment
    words: str
    size: float
    weight: int
    ink: str
    height: float
    width: float
    align: Alignment
    ground: str | None = None
    padding: float = 0.0
    kind: Literal["words", "title", "number"] = "words"
    top: float = 0.0


@frozen
class FirstHead:
    """Head of the first page: the banner, which is a block of the text, and the masthead; lengths are in points.

    Attributes:
        height: The height of its margin.
        marking: The size of a marking; None where there is none.
        banner: How high a line of the banner is; None where there is none.
        banner_top: Where the banner begins, from the edge of the paper.
        banner_inset: What is empty at the end of its lines where they break, for the padding of the marking.
        clear: What is empty between the masthead and the text.
        has_masthead: Whether there is one.
    """

    height: float
    marking: float | None
    banner: float | None
    banner_top: float
    banner_inset: float
    clear: float
    has_masthead: bool


@frozen
class PageEnds:
    """Heads and feet of pages, as rules of print.

    Attributes:
        theme: The look.
        language: The language of the page, in BCP 47.
        runs: Which way lines run: pages are mirrored by it.
        number: The page number's wording, with {page} and {pages}.
        banner: What every page must say.
        title: The title that runs at the foot; None where a browser prints, which runs none.
    """

    theme: Theme
    language: str
    runs: Direction
    number: str
    banner: Runs = ()
    title: str | None = None

    @classmethod
    def of(cls, sheet: Sheet, theme: Theme, *, running_title: bool) -> PageEnds:
        """Return the heads and feet of the pages of a sheet.

        Args:
            sheet: What the pages show.
            theme: The look.
            running_title: Whether the title runs at the foot; in a browser, it does not.
        """
        title = sheet.title if running_title else None
        return cls(theme, sheet.language, sheet.direction, sheet.page, sheet.banner, title)

    @cached_property
    def first_head(self) -> FirstHead:
        """The head of the first page.

        Raises:
            RenderError: Head and foot leave no room for the text.
        """
        (_, high), (_, low) = self.head, self.foot
        banner, masthead, marking = (
            self._first_banner(),
            self._masthead_height(),
            self._marking_words(),
        )
        is_broken = banner is not None and banner.width > self.line
        inset = _INLINE_PADDING * marking.size if marking and is_broken else 0.0
        if banner or masthead:
            line = banner.height(self.line - inset) if banner else 0.0
            between = _BELOW if banner and masthead else 0.0
            high = max(high, _FROM_EDGE + line + between + masthead + _CLEAR)
        self._check_room(high + low)
        return FirstHead(
            high,
            marking.size if marking else None,
            banner.size * END_LINE if banner else None,
            _FROM_EDGE,
            inset,
            _CLEAR,
            has_masthead=masthead > 0,
        )

    # Rows

    @cached_property
    def head(self) -> tuple[tuple[EndBox, ...], float]:
        """The boxes of the head of a page after the first, and the height of its margin, in points."""
        marking, rest = (
            self._marking(self._corner),
            self._rest("end" if self._corner == "start" else "start"),
        )
        if marking and rest and rest.width <= self._room_beside(marking):
            rows = [[marking, rest]]
        else:
            aligned = evolve(rest, align=self._corner) if rest and marking else rest
            rows = [[one] for one in (marking, aligned) if one]
        boxes, bottom = self._stacked(rows, _FROM_EDGE)
        return boxes, max(self._margin("top"), bottom + _CLEAR)

    @cached_property
    def foot(self) -> tuple[tuple[EndBox, ...], float]:
        """The boxes of the foot of a page, and the height of its margin, in points.

        Status and embargo stand in the place of the running title.
        """
        marking, number = self._marking("center"), self._number(self._number_width())
        start = self._rest("start") or self._title()
        beside = self._room_beside(marking) if marking else 0.0
        room = self.line - number.width - _BESIDE
        if marking and max(one.width for one in (number, start) if one) <= beside:
            rows = [[one for one in (marking, start, number) if one]]
        else:
            rows = [[marking]] if marking else []
            if start and start.kind == "title":
                rows.append([evolve(start, width=max(room, 0.0)), number])
            elif start and start.width > room:
                rows += [[start], [number]]
            else:
                rows.append([start, number] if start else [number])
        return self._foot_of(rows)

    def number_foot(self) -> tuple[tuple[EndBox, ...], float]:
        """Return the box of the page number alone, which is not measured, and the height of its margin, in points."""
        return self._foot_of([[self._number(0.0)]])

    def _foot_of(self, rows: Sequence[Sequence[EndBox]]) -> tuple[tuple[EndBox, ...], float]:
        """Return the boxes of a foot in the middle of its margin, and the height of that."""
        _, height = self._stacked(rows, 0.0)
        margin = max(self._margin("bottom"), height + 2 * _CLEAR)
        boxes, _ = self._stacked(rows, (margin - height) / 2)
        return boxes, margin

    def _stacked(
        self, rows: Sequence[Sequence[EndBox]], top: float
    ) -> tuple[tuple[EndBox, ...], float]:
        """Return the boxes of rows below each other, and where the last one ends."""
        boxes: list[EndBox] = []
        bottom = top
        for row in rows:
            top, height = bottom + (_BELOW if boxes else 0.0), max(one.height for one in row)
            boxes += [evolve(one, top=top, height=height) for one in row]
            bottom = top + height
        return tuple(boxes), bottom

    def _room_beside(self, marking: EndBox) -> float:
        """Return what a marking leaves at a side, in points."""
        left = self.line - marking.width
        return (left / 2 if marking.corner == "center" else left) - _BESIDE

    # Boxes

    def _marking(self, corner: Alignment) -> EndBox | None:
        words = self._marking_words()
        if words is None:
            return None
        colours = self.theme.colours_of(words.text)
        return EndBox(
            corner,
            words.text,
            words.size,
            700,
            colours.ink,
            words.height(self.line - 2 * _SIDE_PADDING) + 2 * _PADDING,
            words.width + 2 * _SIDE_PADDING,
            corner,
            ground=colours.ground,
            padding=_SIDE_PADDING,
        )

    def _rest(self, corner: Alignment) -> EndBox | None:
        text = runs_text(run for run in self.banner if run.role is not RunRole.MARKING)
        text = text.removeprefix(DOT)
        if not text:
            return None
        words = self._words(text, _BANNER_SIZE, strong=True)
        height, ink = words.height(self.line), self.theme.light.ink
        return EndBox(corner, text, words.size, 600, ink, height, words.width, corner)

    def _title(self) -> EndBox | None:
        if self.title is None:
            return None
        words = self._words(self.title, _SMALL_SIZE)
        return self._small("start", "title", self.title, words.width)

    def _number(self, width: float) -> EndBox:
        return self._small("end", "number", self.number, width)

    def _small(
        self, corner: Alignment, kind: Literal["title", "number"], words: str, width: float
    ) -> EndBox:
        height, ink = _SMALL_SIZE * END_LINE, self.theme.light.muted
        return EndBox(corner, words, _SMALL_SIZE, 400, ink, height, width, corner, kind=kind)

    def _number_width(self) -> float:
        longest = self.number.replace("{pages}", _MOST_PAGES).replace("{page}", _MOST_PAGES)
        return self._words(longest, _SMALL_SIZE).width

    # Words

    def _marking_words(self) -> _Words | None:
        """Return the marking in its size; that of TLP does not shrink."""
        text = runs_text(run for run in self.banner if run.role is RunRole.MARKING)
        if not text:
            return None
        words = self._words(text, MARKING_SIZE, strong=True)
        if text in TLP_COLOURS:
            return words
        room = self.line - 2 * _SIDE_PADDING
        fitting = math.floor(MARKING_SIZE * room / words.width / _STEP) * _STEP
        return self._words(text, min(max(fitting, _LEAST_MARKING), MARKING_SIZE), strong=True)

    def _first_banner(self) -> _Words | None:
        """Return the banner of the text as one line of words, in the size of its largest."""
        marking = self._marking_words()
        style = for_script(self.theme, self._script).blocks.get(Role.BANNER, NO_STYLE)
        own = style.size or self.theme.base.size or _BANNER_SIZE
        text, widths = "", []
        for run in self.banner:
            if marking and run.role is RunRole.MARKING:
                padding = _INLINE_PADDING * marking.size
                text, found = text + marking.text, [*marking.widths]
                found[0], found[-1] = found[0] + padding, found[-1] + padding
            else:
                words = run.span.text.upper() if style.capitals else run.span.text
                text += words
                found = [
                    one + (style.tracking or 0) * own
                    for one in self._words(words, own, strong=True).widths
                ]
            widths += found
        size = max(own, marking.size if marking else 0.0)
        return _Words(text, tuple(widths), size) if text else None

    def _masthead_height(self) -> float:
        """Return how high logo and publisher are beside each other, in points."""
        base = self.theme.base.size or 10
        high, room = 0.0, self.line
        if self.theme.logo:
            width, height = self.theme.logo.size
            high = _LOGO * base
            room -= high * width / height + _LOGO_GAP * base
        if self.theme.publisher:
            words = self._words(self.theme.publisher, _PUBLISHER * base, strong=True)
            high = max(high, words.height(max(room, words.size)))
        return high

    def _words(self, text: str, size: float, *, strong: bool = False) -> _Words:
        measured = text_widths(self.theme, self._script).widths(text, Type("display", strong))
        spare = _BROWSER_SAFETY if self.title is None else _SAFETY
        return _Words(text, tuple(one * size * spare for one in measured), size)

    @property
    def _script(self) -> str:
        return script(self.language)

    @property
    def _corner(self) -> Alignment:
        """The corner of a marking at the head of a page: that of the theme, else the end (TLP 2.0)."""
        return self.theme.blocks.get(Role.BANNER, NO_STYLE).align or "end"

    @property
    def line(self) -> float:
        """How long a line is on a page that is not turned, in points."""
        return text_area(self.theme.page)[0]

    def _margin(self, side: Literal["top", "bottom"]) -> float:
        top, _, bottom, _ = self.theme.page.margins
        return (top if side == "top" else bottom) * POINTS_PER_MM

    def _check_room(self, ends: float) -> None:
        left = self.theme.page.height - ends / POINTS_PER_MM
        if left < MIN_TEXT:
            raise RenderError(
                f"head and foot of a page of {self.theme.page.width:g} × {self.theme.page.height:g} mm "
                "leave too little room for the text",
                where="Brief.marking" if self.banner else "Theme.publisher",
                remedy="shorten what stands there, or take a theme with a larger page",
            )
