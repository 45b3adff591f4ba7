"""Page data: a sheet as plain data for the Typst template. What is in it is words and never markup."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, TypeAlias, assert_never

from attrs import field, frozen

from briefkit.formats.file_dates import NO_DATE, made_at
from briefkit.language.direction import likely_tag, script
from briefkit.language.identifiers import split_identifiers
from briefkit.layout import (
    Grid,
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Role,
    Run,
    RunRole,
    Runs,
    Sheet,
)
from briefkit.layout.roles import BACK_OPENERS, HYPHENATED_ROLES
from briefkit.model.media import Image
from briefkit.style import (
    FigureRoom,
    TableLayout,
    Theme,
    figure_room,
    table_layouts,
    turned_blocks,
)

#: Plain data, as JSON has it.
Data: TypeAlias = dict[str, Any]
# PDF/A forbids the one, in whose place Unicode has the other.
_OLD_JOINER, _JOINER = "\ufeff", "\u2060"


def page_data(sheet: Sheet, theme: Theme, name_of: Callable[[Image], str]) -> Data:
    """Return a sheet as plain data.

    Args:
        sheet: What is seen.
        theme: How it looks.
        name_of: Puts a picture where the template finds it, and returns its name.

    Raises:
        RenderError: A table is too wide for the page.
    """
    layouts = table_layouts(sheet, theme)
    room = figure_room(theme, script(sheet.language))
    data = _PageData(sheet, theme, name_of, layouts, room)
    turned = turned_blocks(
        sheet.blocks, {anchor for anchor, layout in layouts.items() if layout.turned}
    )
    return {
        "title": sheet.title,
        "description": sheet.description,
        "authors": list(sheet.authors),
        "keywords": list(sheet.keywords),
        "made": _moment(made_at(sheet) or NO_DATE),
        "language": language_of(sheet.language),
        "direction": sheet.direction,
        "page_number": sheet.page,
        "banner": data.runs(sheet.banner),
        "stretches": [
            {"turned": lies, "blocks": list(_with_portraits(map(data.block, blocks)))}
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


def language_of(tag: str) -> dict[str, str | None]:
    """Return a language and its region as Typst takes them: two or three letters, and two.

    Args:
        tag: The language, in BCP 47; what is Chinese in traditional characters gets a region that writes it so.
    """
    language, *parts = tag.split("-")
    region = next((one for one in parts if len(one) == 2), None)
    if region is None and "Hant" in parts:
        region = likely_tag(tag)[2] or None
    return {"lang": language if 2 <= len(language) <= 3 else "und", "region": region}


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
    """What turns blocks and runs of a sheet into data."""

    sheet: Sheet
    theme: Theme
    name_of: Callable[[Image], str]
    layouts: Mapping[str, TableLayout]
    room: FigureRoom
    #: The first heading of the back matter, which stands apart from what is above it.
    back: str | None = field(init=False)

    @back.default
    def _first_of_back_matter(self) -> str | None:
        openers = (one.anchor for one in self.sheet.blocks if one.role in BACK_OPENERS)
        return next(openers, None)

    def block(self, block: LayoutBlock) -> Data:
        own: Data = {"role": block.role, "anchor": block.anchor}
        match block:
            case Para():
                hyphenated = block.role in HYPHENATED_ROLES
                return own | {"kind": "para", "runs": self.runs(block.runs, hyphenated=hyphenated)}
            case Heading():
                runs, opens = self.runs(block.runs), block.anchor == self.back
                return own | {
                    "kind": "heading",
                    "level": block.level,
                    "runs": runs,
                    "opens_back": opens,
                }
            case Items():
                items = [[self.block(one) for one in item] for item in block.items]
                return own | {"kind": "list", "ordered": block.ordered, "items": items}
            case Grid():
                return own | self._table(block)
            case Picture():
                return own | self._picture(block)
            case _:
                assert_never(block)

    def _table(self, grid: Grid) -> Data:
        layout = self.layouts[grid.anchor]
        return {
            "kind": "table",
            "widths": layout.widths,
            "size": layout.size,
            "gap": layout.gap,
            "header": [self.runs(cell) for cell in grid.header],
            "rows": [[self.runs(cell) for cell in row] for row in grid.rows],
            "caption": self.runs(grid.caption),
        }

    def _picture(self, picture: Picture) -> Data:
        shown: Data = {"file": self.name_of(picture.image), "alt": picture.alt}
        if picture.role is Role.PHOTO:
            return shown | {"kind": "portrait", "beside": []}
        return shown | {
            "kind": "picture",
            "width": self.room.per_cent(picture),
            "caption": self.runs(picture.caption),
            "credit": self.runs(picture.credit),
        }

    def runs(self, runs: Runs, *, hyphenated: bool = False) -> list[Data]:
        """Return runs; identifiers among hyphenated words are runs of their own."""
        split = split_identifiers(runs, self.sheet.language) if hyphenated else None
        if split is None:
            return [self.run(run, run.span.text) for run in runs]
        return [
            self.run(run, words) | ({"unhyphenated": True} if is_identifier else {})
            for run, parts in zip(runs, split, strict=True)
            for words, is_identifier in parts
        ]

    def run(self, run: Run, words: str) -> Data:
        """Return words with the marks, the role and the links of a run."""
        span = run.span
        one: Data = {
            "t": words.replace(_OLD_JOINER, _JOINER),
            "role": run.role,
            "strong": span.strong,
            "emphasis": span.emphasis,
            "code": span.code,
            "position": span.position,
            "link": span.link,
            "target": run.target,
            "anchor": run.anchor,
            "language": language_of(span.language) if span.language else None,
        }
        if run.role is RunRole.MARKING:
            colours = self.theme.colours_of(span.text)
            one |= {"ink": f"#{colours.ink}", "ground": f"#{colours.ground}"}
        return {name: value for name, value in one.items() if value}
