"""Column widths: how wide the columns of a table are, in what size of type it is set, and which way its page lies.

One measure for all formats that have pages. A table that is too wide for its lines gets smaller type, then a page that
is turned, then columns in which long words break. Numbers and dates never break.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from attrs import evolve, frozen

from briefkit.errors import RenderError
from briefkit.layout import Grid, Role, Run, Runs
from briefkit.lower.generated_runs import runs_text
from briefkit.runtime.caching import cached
from briefkit.style.script_adjustments import for_script
from briefkit.style.text_widths import STRONG, Type, text_widths
from briefkit.style.theme import NO_STYLE, Page, Style, Theme, start_inset, text_area
from briefkit.style.turned_pages import turned_page
from briefkit.style.unbroken_pieces import (
    is_number,
    square_pattern,
    unbroken_pieces,
    unspaced_pattern,
)

#: The smallest type of a table, in points.
SMALLEST_TYPE = 7.0
_STEP = 0.5  # from one size of type to the next, in points
_GAP = 0.9  # after a column, as a share of the size of running text
_SMALL_GAP = 0.6  # in a table that is too wide for that, as a share of the size of its type
_RAISED = 0.7  # type that is raised or lowered, as a share of the size around it
_SAFETY = 1.03  # for kerning, and what programs round
# What is left of words that break, as shares of the size of type: of a common word, as a last resort; of an address or a
# checksum; of Chinese and Japanese; of scripts without spaces between words.
_SHORT_PIECE, _LONG_PIECE, _SQUARE_PIECE, _UNSPACED_PIECE = 3.0, 6.0, 4.0, 7.0
_LEAST = 1.0  # of a column without words, as a share of the size of type
_LONG = 30  # letters: no common word is longer
_MOST_LETTERS = 40  # of a caption, in an error


@frozen
class TableLayout:
    """Layout of a table on paper.

    Attributes:
        widths: The width of each column with the gap after it, in points; together, the line of the page.
        size: The size of its type, in points.
        gap: The space after the words of each column, in points.
        turned: Whether it stands on a page that is turned from portrait to landscape.
        breaks: Whether words break in it, for want of room.
        usual: Whether the size and the gap are those of the theme.
        lines: How many lines the header, if there is one, and each row take, about.
    """

    widths: tuple[float, ...]
    size: float
    gap: float
    turned: bool
    breaks: bool
    usual: bool
    lines: tuple[int, ...]


@frozen
class _Needs:
    """What a cell, or a column, needs, as shares of the size of type."""

    unbroken: float  # its widest number
    word: float  # its widest word
    whole: float  # all of a cell on one line
    is_long: bool  # whether it holds a piece that breaks anyway

    def least(self, cap: float | None) -> float:
        """Return the least width, where words break that are wider than a cap."""
        return max(self.unbroken, self.word if cap is None else min(self.word, cap))


@frozen
class _Setting:
    """One way to set a table."""

    size: float
    gap: float
    turned: bool
    usual: bool


def table_layout(
    grid: Grid,
    theme: Theme,
    script: str,
    *,
    page: Page | None = None,
    spare: float = 0.0,
    tried: int = 0,
) -> TableLayout:
    """Return the layout of a table: the first in which every column has room.

    Args:
        grid: The table.
        theme: The look.
        script: The script of the page's language, in ISO 15924.
        page: The sheet of paper; None for the theme's.
        spare: What is added to each word, as a share of its width, for families that are wider than the theme's.
        tried: How many layouts, from the first that would do, turned out to be too narrow.

    Raises:
        RenderError: A column does not fit, in the smallest type on a turned page with broken words.
    """
    theme, page = for_script(theme, script), page or theme.page
    rows = _measured_rows(grid, theme, script, _SAFETY + spare)
    columns = [_together(column) for column in zip(*rows, strict=True)]
    last: _Setting | None = None
    for setting in _settings(theme, page):
        last, room = setting, _room(setting, theme, page, len(columns))
        if sum(one.least(None) for one in columns) * setting.size <= room:
            if not tried:
                return _layout(rows, columns, setting, room, None)
            tried -= 1
    assert last is not None
    room = _room(last, theme, page, len(columns))
    cap = _cap(columns, room / last.size)
    if cap is None or tried:
        raise _too_wide(grid, columns)
    return _layout(rows, columns, last, room, cap)


def _settings(theme: Theme, page: Page) -> Iterator[_Setting]:
    """Yield the ways to set a table, the best one first."""
    base = theme.base.size or 10
    size = theme.blocks.get(Role.TABLE, NO_STYLE).size or base
    sizes = [size]
    while sizes[-1] > SMALLEST_TYPE:
        sizes.append(max(round(sizes[-1] - _STEP, 2), SMALLEST_TYPE))
    for turned in (False, True) if page.width < page.height else (False,):
        yield _Setting(size, _GAP * base, turned, usual=True)
        for smaller in sizes:
            yield _Setting(smaller, _SMALL_GAP * smaller, turned, usual=False)


def _room(setting: _Setting, theme: Theme, page: Page, columns: int) -> float:
    """Return what the lines of a page have room for beside the gaps of a table, in points."""
    style, base = theme.blocks.get(Role.TABLE, NO_STYLE), theme.base.size or 10
    lying = turned_page(page) if setting.turned else page
    line, _ = text_area(lying)
    return line - start_inset(style, base) - columns * setting.gap


def _layout(
    rows: Sequence[Sequence[_Needs]],
    columns: Sequence[_Needs],
    setting: _Setting,
    room: float,
    cap: float | None,
) -> TableLayout:
    """Return a layout in which each column has its least width, and what is left by what it could use (CSS 2.2, 17.5.2.2)."""
    least = [one.least(cap) * setting.size for one in columns]
    whole = [max(one.whole * setting.size, low) for one, low in zip(columns, least, strict=True)]
    wanted = [most - low for most, low in zip(whole, least, strict=True)]
    left = room - sum(least)
    if left > sum(wanted):  # all cells fit on one line: the rest goes by their lengths
        factor = room / sum(whole)
        widths = [one * factor for one in whole]
    else:
        widths = [
            low + left * more / (sum(wanted) or 1) for low, more in zip(least, wanted, strict=True)
        ]
    return TableLayout(
        widths=tuple(one + setting.gap for one in widths),
        size=setting.size,
        gap=setting.gap,
        turned=setting.turned,
        breaks=cap is not None or any(one.is_long for one in columns),
        usual=setting.usual,
        lines=tuple(
            max(
                math.ceil(cell.whole * setting.size / width)
                for cell, width in zip(row, widths, strict=True)
            )
            for row in rows
        ),
    )


def _cap(columns: Sequence[_Needs], room: float) -> float | None:
    """Return the greatest width of a word beyond which words must break for columns to fit; None where that is too short."""
    low, high = _SHORT_PIECE, max(one.word for one in columns)
    if sum(one.least(low) for one in columns) > room:
        return None
    for _ in range(20):  # halves, down to less than any type shows
        middle = (low + high) / 2
        if sum(one.least(middle) for one in columns) <= room:
            low = middle
        else:
            high = middle
    return low


def _too_wide(grid: Grid, columns: Sequence[_Needs]) -> RenderError:
    widest = max(range(len(columns)), key=lambda one: columns[one].least(_SHORT_PIECE))
    heading = runs_text(grid.header[widest]) if grid.header else ""
    caption = runs_text(grid.caption)
    named = caption if len(caption) <= _MOST_LETTERS else f"{caption[:_MOST_LETTERS].rstrip()}…"
    return RenderError(
        f"a table of {len(columns)} columns is too wide for the page, even in type of {SMALLEST_TYPE:g} pt; "
        f"the widest is column {widest + 1}{f' “{heading}”' if heading else ''}",
        where=f"{grid.role} {grid.anchor}{f' “{named}”' if named else ''}",
        remedy="make two tables of it, shorten what stands in that column, or take a theme with a larger page",
    )


# What stands in a column


def _measured_rows(grid: Grid, theme: Theme, script: str, factor: float) -> list[list[_Needs]]:
    """Return what each cell needs, the header's first."""
    measure, style = text_widths(theme, script), theme.blocks.get(Role.TABLE, NO_STYLE)
    own, tracking = style.family or theme.base.family or "body", style.tracking or 0
    plain, heading = Type(own), Type(own, strong=True)

    def measured(cell: Runs, *, heads: bool = False) -> _Needs:
        around, widths = (heading if heads else plain), []
        for run in cell:
            type_, size = _type(run, theme, around)
            found = measure.widths(run.span.text, type_)
            if style.capitals:
                capitals = map(str.upper, run.span.text)  # one may be two: ß
                found = [sum(measure.widths(letters, type_)) for letters in capitals]
            plain_size = size == 1 and not tracking
            widths += found if plain_size else [(one + tracking) * size for one in found]
        ends = [0.0, *accumulate(widths)]
        return _measured(runs_text(cell), lambda start, end: (ends[end] - ends[start]) * factor)

    header = [[measured(cell, heads=True) for cell in grid.header]] if grid.header else []
    return [*header, *([measured(cell) for cell in row] for row in grid.rows)]


def _together(cells: Sequence[_Needs]) -> _Needs:
    """Return what a column needs, by its cells."""
    return _Needs(
        unbroken=max(one.unbroken for one in cells),
        word=max(_LEAST, *(one.word for one in cells)),
        whole=max(_LEAST, *(one.whole for one in cells)),
        is_long=any(one.is_long for one in cells),
    )


def _measured(words: str, width: Callable[[int, int], float]) -> _Needs:
    """Return what a cell needs.

    Args:
        words: What stands in it.
        width: Returns how wide the words from one place to another are.
    """
    unbroken = word = 0.0
    is_long = False
    for start, end in unbroken_pieces(words):
        piece, wide = words[start:end], width(start, end)
        if wide <= word and wide <= unbroken and end - start < _LONG:
            continue
        if square_pattern().match(piece):
            word = max(word, min(wide, _SQUARE_PIECE))
        elif unspaced_pattern().match(piece):
            word = max(word, min(wide, _UNSPACED_PIECE))
        elif end - start >= _LONG:
            is_long, word = True, max(word, min(wide, _LONG_PIECE))
        elif is_number(piece):
            unbroken = max(unbroken, wide)
        else:
            word = max(word, wide)
    return _Needs(unbroken, word, width(0, len(words)), is_long)


@cached(256)
def _styled(style: Style | None, around: Type) -> Type:
    if style is None:
        return around
    strong = around.strong if style.weight is None else style.weight >= STRONG
    return Type(style.family or around.voice, strong)


def _type(run: Run, theme: Theme, around: Type) -> tuple[Type, float]:
    """Return what a run of a cell is set in, and its size as a share of the size around it."""
    found = _styled(theme.runs.get(run.role), around) if run.role else around
    if run.span.code:
        found = evolve(found, voice="mono")
    if run.span.strong:
        found = evolve(found, strong=True)
    return found, _RAISED if run.span.position else 1.0
