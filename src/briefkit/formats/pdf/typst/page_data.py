"""Page data: a sheet as plain data for the Typst template. What is in it is words and never markup."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from typing import assert_never

from attrs import evolve, field, frozen

from briefkit.formats.file_dates import NO_DATE, made_at
from briefkit.formats.pdf.typst.page_end_data import page_end_data
from briefkit.formats.pdf.typst.run_data import Data, RunData, Setting, language_of
from briefkit.language.direction import script
from briefkit.layout import Grid, Heading, Items, LayoutBlock, Para, Picture, Role, Runs, Sheet
from briefkit.layout.roles import (
    BACK_OPENERS,
    HYPHENATED_ROLES,
    LISTED_IN,
    MASTHEAD_ROLES,
    SECTION_ROLES,
)
from briefkit.lower.generated_runs import runs_text
from briefkit.model.media import Image
from briefkit.style import (
    TALL_ROW,
    FigureRoom,
    PageEnds,
    Style,
    Theme,
    figure_room,
    for_script,
    is_moved_whole,
    is_spaced_number,
    number_indent,
    table_layouts,
    text_area,
    turned_blocks,
    turned_page,
)
from briefkit.style.column_widths import TableLayout
from briefkit.style.text_widths import STRONG
from briefkit.style.theme import NO_STYLE, start_inset

# Spaces of page.css, as shares of the size of running text.
_OPENING, _BACK, _ASSESSMENT = 1.0, 2.4, 0.8


def page_data(sheet: Sheet, theme: Theme, name_of: Callable[[Image], str]) -> Data:
    """Return a sheet as plain data.

    Args:
        sheet: What is seen.
        theme: How it looks.
        name_of: Puts a picture where the template finds it, and returns its name.

    Raises:
        RenderError: A table is too wide for the page.
    """
    written, layouts = script(sheet.language), table_layouts(sheet, theme)
    lying = {anchor for anchor, layout in layouts.items() if layout.turned}
    turned = frozenset(turned_blocks(sheet.blocks, lying))
    adjusted = for_script(theme, written)
    runs = RunData(adjusted, sheet.language, written)
    numbers = dict(_section_numbers(sheet)) if theme.numbered else {}
    room = figure_room(theme, written)
    data = _PageData(sheet, adjusted, name_of, layouts, turned, room, runs, numbers)
    ends = PageEnds.of(sheet, theme, running_title=True)
    setting = Setting(adjusted.blocks.get(Role.BANNER, NO_STYLE), text_area(theme.page)[0])
    return {
        "title": sheet.title,
        "description": sheet.description,
        "authors": list(sheet.authors),
        "keywords": list(sheet.keywords),
        "made": _moment(made_at(sheet) or NO_DATE),
        "language": language_of(sheet.language),
        "direction": sheet.direction,
        "ends": page_end_data(ends, runs) | _masthead(theme, sheet.language, name_of),
        "banner": runs.banner(sheet.banner, setting, ends.first_head.marking),
        "stretches": [
            {"turned": lies, "blocks": list(_with_portraits(map(data.top_level, blocks)))}
            for lies, blocks in groupby(sheet.blocks, key=lambda block: block.anchor in turned)
        ],
    }


def _moment(moment: dt.datetime) -> dict[str, int]:
    return {
        "year": moment.year,
        "month": moment.month,
        "day": moment.day,
        "hour": moment.hour,
        "minute": moment.minute,
        "second": moment.second,
    }


def _masthead(theme: Theme, language: str, name_of: Callable[[Image], str]) -> Data:
    """Return the masthead, where the theme has one."""
    if not theme.has_masthead:
        return {}
    masthead: Data = {"publisher": theme.publisher}
    if theme.logo:
        masthead |= {"logo": name_of(theme.logo), "alt": theme.logo_alt(language)}
    return {"masthead": masthead}


def _with_portraits(blocks: Iterable[Data]) -> Iterator[Data]:
    """Yield blocks; the portrait of an author holds the lines that stand beside it."""
    portrait: Data | None = None
    for one in blocks:
        if portrait is not None and _stands_beside(one, portrait):
            portrait["beside"].append(one)
            continue
        if portrait is not None:
            yield portrait
        portrait = one if one["kind"] == "portrait" else None
        if portrait is None:
            yield one
    if portrait is not None:
        yield portrait


def _stands_beside(one: Data, portrait: Data) -> bool:
    """Whether a block is a line of the author of a portrait: the name first, then the others."""
    roles = (Role.BIO, Role.CONTACT) if portrait["beside"] else (Role.AUTHOR,)
    return one["role"] in roles


@frozen
class _PageData:
    """What turns blocks of a sheet into data."""

    sheet: Sheet
    theme: Theme
    name_of: Callable[[Image], str]
    layouts: Mapping[str, TableLayout]
    turned: frozenset[str]
    room: FigureRoom
    run_data: RunData
    #: The numbers of sections, by the anchor of their heading.
    numbers: Mapping[str, str]
    #: The spaces around blocks that are not those of their role, as shares of the size of running text.
    spaces: Mapping[str, Data] = field(init=False)

    @spaces.default
    def _spaces(self) -> Mapping[str, Data]:
        return dict(_spaces_of(self.sheet))

    def top_level(self, block: LayoutBlock) -> Data:
        """Return a block of the sheet with the spaces around it."""
        page = turned_page(self.theme.page) if block.anchor in self.turned else self.theme.page
        line, _ = text_area(page)
        return self._block(block, line) | self.spaces.get(block.anchor, {})

    def _block(self, block: LayoutBlock, line: float) -> Data:
        own: Data = {"role": block.role, "anchor": block.anchor}
        match block:
            case Para():
                style = self.theme.blocks.get(block.role, NO_STYLE)
                is_hyphenated = block.role in HYPHENATED_ROLES
                runs = self._runs(block.runs, style, line, hyphenated=is_hyphenated)
                return own | {"kind": "para", "runs": runs}
            case Heading():
                return own | self._heading(block, line)
            case Items():
                return own | self._list(block, line)
            case Grid():
                return own | self._table(block)
            case Picture():
                return own | self._picture(block, line)
            case _:
                assert_never(block)

    def _heading(self, heading: Heading, line: float) -> Data:
        style = (
            self.theme.blocks.get(heading.role, NO_STYLE)
            if heading.level == 1
            else self.theme.headings[heading.level - 2]
        )
        number = self.numbers.get(heading.anchor)
        return {
            "kind": "heading",
            "level": heading.level,
            "runs": self._runs(heading.runs, style, line),
            **({"number": number} if number else {}),
        }

    def _list(self, items: Items, line: float) -> Data:
        roles = (role for role, its in LISTED_IN.items() if its is items.role)
        listed = next((self.theme.blocks.get(role) for role in roles), None)
        size = (listed and listed.size) or self.theme.base.size or 10
        last = len(items.items) if items.ordered else 0
        indent = number_indent(last, self.theme.list_indent, size)
        inside = [[self._block(one, line - indent) for one in item] for item in items.items]
        return {
            "kind": "list",
            "ordered": items.ordered,
            "indent": indent,
            "size": size,
            "items": inside,
        }

    def _table(self, grid: Grid) -> Data:
        layout = self.layouts[grid.anchor]
        style = evolve(self.theme.blocks.get(Role.TABLE, NO_STYLE), size=layout.size)
        rooms = [width - layout.gap for width in layout.widths]
        lines = layout.lines[1:] if grid.header else layout.lines
        is_whole = is_moved_whole(layout, self.theme, self.theme.page)
        return {
            "kind": "table",
            "widths": layout.widths,
            "size": layout.size,
            "gap": layout.gap,
            "whole": is_whole,
            "header": self._header(grid.header, style, rooms, linked=is_whole),
            "rows": [
                {"cells": self._cells(row, style, rooms), "breaks": count >= TALL_ROW}
                for row, count in zip(grid.rows, lines, strict=True)
            ],
            "caption": self._runs(grid.caption, style, sum(layout.widths)),
        }

    def _header(
        self, header: Iterable[Runs], style: Style, rooms: Iterable[float], *, linked: bool
    ) -> list[list[Data | str]]:
        """Return the cells of a header; where that stands on several pages, its links lead nowhere (ISO 14289-1, 7.1)."""
        strong = evolve(style, weight=STRONG)
        return [
            self.run_data.runs(cell, Setting(strong, room), linked=linked)
            for cell, room in zip(header, rooms, strict=False)
        ]

    def _cells(
        self, cells: Iterable[Runs], style: Style, rooms: Iterable[float]
    ) -> list[list[Data | str]]:
        return [self._cell(*one, style) for one in zip(cells, rooms, strict=True)]

    def _cell(self, cell: Runs, room: float, style: Style) -> list[Data | str]:
        """Return the runs of a cell; the first one says whether it is a number, which does not break at its spaces."""
        runs = self._runs(cell, style, room)
        if runs and is_spaced_number(runs_text(cell)):
            first = runs[0]
            runs[0] = ({"t": first} if isinstance(first, str) else first) | {"whole": True}
        return runs

    def _picture(self, picture: Picture, line: float) -> Data:
        shown: Data = {"file": self.name_of(picture.image), "alt": picture.alt}
        if picture.role is Role.PHOTO:
            return shown | {"kind": "portrait", "beside": []}
        style = self.theme.blocks.get(Role.FIGURE, NO_STYLE)
        return shown | {
            "kind": "picture",
            "width": self.room.per_cent(picture),
            "caption": self._runs(picture.caption, style, line),
            "credit": self._runs(picture.credit, style, line),
        }

    def _runs(
        self, runs: Runs, style: Style, line: float, *, hyphenated: bool = False
    ) -> list[Data | str]:
        room = line - start_inset(style, self.theme.base.size or 10)
        return self.run_data.runs(runs, Setting(style, room), hyphenated=hyphenated)


def _spaces_of(sheet: Sheet) -> Iterator[tuple[str, Data]]:
    """Yield the anchors of blocks with the least space around them, as page.css has it."""
    is_open = not sheet.opening
    is_back = False
    for block, following in pairwise((*sheet.blocks, None)):
        assert block is not None
        if not is_open and block.role not in MASTHEAD_ROLES:
            is_open = True
            yield block.anchor, {"above": _OPENING}
        elif not is_back and block.role in BACK_OPENERS:
            is_back = True
            yield block.anchor, {"above": _BACK}
        elif (
            block.role is Role.ASSESSMENT and getattr(following, "role", None) is not Role.JUDGEMENT
        ):
            yield block.anchor, {"below": _ASSESSMENT}


def _section_numbers(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield the anchors of the headings of sections with their numbers: 1, 1.1, 1.1.1."""
    counts: list[int] = []
    for block in sheet.blocks:
        if isinstance(block, Heading) and block.role in SECTION_ROLES:
            depth = block.level - 1
            counts = [*counts[:depth], *[0] * (depth - len(counts))]
            counts[-1] += 1
            yield block.anchor, ".".join(map(str, counts))
