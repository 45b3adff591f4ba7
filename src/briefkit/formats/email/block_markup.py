"""Block markup: the blocks and runs of a sheet as elements that mail programs show, with their styles in them.

What leads to another place in the same document is left out: most mail programs take ids away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import assert_never

from attrs import define, field

from briefkit.formats.email.inline_styles import BASE_SIZE, InlineStyles
from briefkit.formats.html.writing.markup import (
    Markup,
    attributes,
    element,
    joined,
    line,
    opening,
    text,
)
from briefkit.formats.html.writing.span_marks import in_language, with_marks
from briefkit.language.house_words import is_house_words
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
)
from briefkit.layout.roles import RUN_KINDS, SECTION_ROLES, RunKind
from briefkit.lower.generated_runs import runs_text
from briefkit.model.media import Image
from briefkit.style import FigureRoom, is_spaced_number, number_indent

_NONE, _LINE_END = Markup(""), Markup("\n")
_WIDEST, _PORTRAIT = 592, 72  # pixels: of a picture in the text, and of a portrait
_SPACED = "padding-bottom:8px"
_LIST_INDENT = 24  # in pixels
_SMALL = "font-size:70%;line-height:0"
_PICTURE_STYLE = "display:block;border:0;max-width:100%;height:auto"
_TABLE: Mapping[str, str | int] = {"cellpadding": 0, "cellspacing": 0, "border": 0, "width": "100%"}


@define
class BlockMarkup:
    """Blocks of a sheet as elements of an e-mail.

    Attributes:
        look: The styles.
        source: Returns the `src` of a picture.
        room: The room for figures on paper; in an e-mail they take as much of the line.
        numbered: Whether headings of sections have numbers.
        spaced: The block that has space below it, beside that of its style.
        house: The language of labels and dates, in BCP 47; None where they are in that of the page.
    """

    look: InlineStyles
    source: Callable[[Image], Markup]
    room: FigureRoom
    numbered: bool = False
    spaced: LayoutBlock | None = None
    house: str | None = None
    _counts: list[int] = field(factory=list)
    _mark_styles: Mapping[str, Markup] = field(init=False)

    @_mark_styles.default
    def _styles_of_marks(self) -> Mapping[str, Markup]:
        small = _style(_SMALL)
        return {
            "code": _style(self.look.code),
            "em": _style(self.look.emphasis),
            "sub": small,
            "sup": small,
        }

    def write_blocks(self, blocks: Iterable[LayoutBlock]) -> Markup:
        """Return blocks, one below the other."""
        return joined([self.write_block(block) for block in blocks])

    def write_block(self, block: LayoutBlock) -> Markup:
        """Return a block as an element."""
        match block:
            case Para():
                return line(
                    "p",
                    self.runs(block.runs),
                    _style(self._spaced(block, self.look.block(block.role))),
                )
            case Heading():
                words = joined([self._number(block), self.runs(block.runs)])
                look = self.look.heading(block.role, block.level)
                return line(f"h{block.level}", words, _style(self._spaced(block, look)))
            case Items():
                return self._items(block)
            case Grid():
                return self._grid(block)
            case Picture():
                return self._picture(block)
            case _:
                assert_never(block)

    def _spaced(self, block: LayoutBlock, style: str) -> str:
        return f"{style};{_SPACED}" if block is self.spaced else style

    def _number(self, heading: Heading) -> Markup:
        """Return the number of a section's heading, 1.1, which a page leaves to counters of CSS."""
        depth = heading.level - 1
        last = len(self.look.theme.headings)
        if not self.numbered or heading.role not in SECTION_ROLES or depth > last:
            return _NONE
        above = [*self._counts, *[0] * depth][: depth - 1]
        own = self._counts[depth - 1] if len(self._counts) >= depth else 0
        self._counts = [*above, own + 1]
        return text(f"{'.'.join(map(str, self._counts))}\u2002")

    def _items(self, items: Items) -> Markup:
        name = "ol" if items.ordered else "ul"
        indent = number_indent(len(items.items) if items.ordered else 0, _LIST_INDENT, BASE_SIZE)
        indented = f"margin:0 0 10px;padding:0;padding-{self.look.start}:{indent:g}px"
        lines = [line("li", *self._item(item)) for item in items.items]
        return line(name, joined([_LINE_END, *lines]), _style(indented))

    def _item(self, item: tuple[Para | Items, ...]) -> tuple[Markup, Markup]:
        """Return what stands in a list item, and its attributes: those of its first paragraph."""
        first, *rest = item
        if not isinstance(first, Para):
            return self.write_blocks(item), _NONE
        inner = [self.runs(first.runs), *map(self.write_block, rest)]
        return joined(inner), _style(self.look.block(first.role))

    def _grid(self, grid: Grid) -> Markup:
        cell, whole = (_style(f"{self.look.cell}{end}") for end in ("", ";white-space:nowrap"))
        head = joined([_style(f"{self.look.cell};font-weight:600"), attributes({"scope": "col"})])
        inner = [_LINE_END]
        if grid.caption:
            caption = f"{self.look.block(grid.role)};caption-side:top"
            inner.append(line("caption", self.runs(grid.caption), _style(caption)))
        if grid.header:
            words = [self.runs(one) for one in grid.header]
            # One without words heads nothing (WCAG 2.2, 1.3.1).
            cells = [element("th", one, head) if one else element("td", one, cell) for one in words]
            inner.append(line("tr", joined(cells)))
        for row in grid.rows:
            cells = [
                element("td", self.runs(one), whole if is_spaced_number(runs_text(one)) else cell)
                for one in row
            ]
            inner.append(line("tr", joined(cells)))
        frame = _style("border-collapse:collapse;width:100%")
        table = line("table", joined(inner), joined([attributes(_TABLE), frame]))
        # A narrow window scrolls a wide table, not the message (WCAG 2.2, 1.4.10), by keys as well (2.1.1).
        scrolls = joined([_style("margin:16px 0;overflow-x:auto"), attributes({"tabindex": 0})])
        return line("div", joined([_LINE_END, table]), scrolls)

    def _picture(self, picture: Picture) -> Markup:
        if picture.role is Role.PHOTO:
            width = min(picture.image.size[0], _PORTRAIT)
        else:
            width = max(round(_WIDEST * self.room.per_cent(picture) / 100), 1)
        shown = [self.image(picture.image, picture.alt, width)]
        look = self.look.block(picture.role)
        parts = [line("p", joined(shown), _style(f"{look};margin:16px 0 8px"))]
        words = joined(
            [self.runs(one) for one in (picture.caption, picture.credit) if one], Markup(" ")
        )
        if words:
            parts.append(line("p", words, _style(f"{look};margin:0 0 16px")))
        return joined(parts)

    def image(self, image: Image, alt: str, width: int) -> Markup:
        """Return a picture of some pixels in width, at most that of the screen; `width` is for programs that know no CSS."""
        return opening(
            "img",
            joined(
                [
                    self.source(image),
                    attributes({"alt": alt, "width": width, "style": _PICTURE_STYLE}),
                ]
            ),
        )

    def runs(self, runs: Runs) -> Markup:
        """Return runs as inline elements."""
        return joined([self._run(run) for run in runs])

    def _run(self, run: Run) -> Markup:
        span, role = run.span, run.role
        if role and RUN_KINDS[role] is RunKind.LINK_BACK:
            return _NONE
        words = text(span.text)
        if span.link and not run.target:
            words = element("a", words, attributes({"href": span.link, "style": self.look.link}))
        words = in_language(span, with_marks(span, words, self._mark_styles))
        if role is None and run.direction is None:
            return words
        style = self.look.run(role) if role else ""
        if role is RunRole.MARKING:
            style = ";".join(filter(None, (style, self.look.marking(span.text))))
        language = self.house if is_house_words(run) else None
        own = {"lang": language, "dir": run.direction, "style": style or None}
        return element("span", words, attributes(own))


def _style(rules: str) -> Markup:
    return attributes({"style": rules})
