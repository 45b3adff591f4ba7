"""Block writer: the blocks and runs of a sheet as elements of a page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count, groupby
from typing import assert_never

from attrs import field, frozen

from briefkit.formats.html.page_names import IDENTIFIER_CLASS, QUOTED_CLASS, SAID_CLASS
from briefkit.formats.html.writing.markup import (
    Markup,
    attribute,
    attributes,
    element,
    joined,
    line,
    opening,
    source,
    text,
)
from briefkit.formats.html.writing.span_marks import in_language, with_marks
from briefkit.language.dates import iso_8601
from briefkit.language.house_words import house_language, is_house_words
from briefkit.language.identifiers import split_identifiers
from briefkit.layout import (
    FactValue,
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
from briefkit.layout.roles import BACK_OPENERS, HYPHENATED_ROLES, MASTHEAD_ROLES
from briefkit.lexicons import FALLBACK
from briefkit.lower.generated_runs import runs_text
from briefkit.model import Span
from briefkit.model.media import Image
from briefkit.runtime.caching import cached
from briefkit.style import FigureRoom, is_spaced_number, run_class
from briefkit.style.figure_classes import figure_class

_HYPHENATED = frozenset(HYPHENATED_ROLES)
_IN_MASTHEAD, _OPENS_BACK = frozenset(MASTHEAD_ROLES), frozenset(BACK_OPENERS)
_HEADS_COLUMN = attributes({"scope": "col"})
_NONE, _LINE_END = Markup(""), Markup("\n")
_SECTION, _SECTION_END = Markup("<section>\n"), Markup("</section>\n")
# Looking them up takes longer than writing a run does.
_MARKING, _TITLE, _RIGHTS = RunRole.MARKING, Role.TITLE, Role.RIGHTS
# What offsets from UTC have beside whole hours.
_PARTS_OF_AN_HOUR = [dt.timedelta(minutes=count) for count in (0, 30, 45)]
# A word that is wider than most columns of a table.
_LONG = re.compile(r"\S{30}")


@cached(2048)
def _class_and_id(prefix: str, role: Role, anchor: str) -> Markup:
    """Return the class and the id of a block: its role and its anchor."""
    # Anchors are counted, so they are the same few in every sheet.
    return attributes({"class": prefix + role, "id": prefix + anchor})


@cached(256)
def _class(prefix: str, name: str) -> Markup:
    return attributes({"class": prefix + name})


@cached(64)
def _run_classes(prefix: str) -> Mapping[RunRole, Markup]:
    return {role: attributes({"class": prefix + run_class(role)}) for role in RunRole}


@frozen(eq=False)
class BlockWriter:
    """Writer of blocks and runs as elements of a page.

    Attributes:
        room: The room for figures.
        prefix: What the classes and ids of the page begin with.
        source: Returns the `src` of a picture.
        widths_are_classes: Whether figures say by classes how wide they are: policies of other pages drop styles.
        marks_said: Whether the words of each statement in a paragraph are an element; most pages have none.
        language: The language of the page, in BCP 47.
        odd_words: The words of the page that hold an identifier; None where they are not known.
    """

    room: FigureRoom
    prefix: str = ""
    source: Callable[[Image], Markup] = source
    widths_are_classes: bool = False
    marks_said: bool = True
    language: str = FALLBACK
    odd_words: Collection[str] | None = None
    _classes: Mapping[RunRole, Markup] = field(init=False)
    _house: str | None = field(init=False)
    _captions: Iterator[int] = field(init=False, factory=lambda: count(1))

    @_classes.default
    def _classes_with_prefix(self) -> Mapping[RunRole, Markup]:
        return _run_classes(self.prefix)

    @_house.default
    def _language_of_house_words(self) -> str | None:
        return house_language(self.language)

    def named(self, name: str) -> Markup:
        """Return the class of an element that is neither a block nor a run."""
        return _class(self.prefix, name)

    def run_class(self, role: RunRole) -> Markup:
        """Return the class of a run."""
        return self._classes[role]

    def write_blocks(self, sheet: Sheet) -> list[Markup]:
        """Return the blocks of a sheet as elements: a header, the opening, then nested sections, then a footer."""
        written: list[Markup] = []
        level_and_end = [(2, Markup("</header>\n"))]
        has_opening, footer = bool(sheet.opening), False
        for block in sheet.blocks:
            outer, role = 6, block.role
            heading = block if isinstance(block, Heading) and role is not _TITLE else None
            if has_opening and role not in _IN_MASTHEAD:
                written += [level_and_end.pop()[1], self._opening(sheet.opening)]
                level_and_end.append((2, Markup("</div>\n")))
                has_opening = False
            elif (heading or role is _RIGHTS) and not footer and role in _OPENS_BACK:
                outer, footer = 1, True
            elif role is _RIGHTS:
                outer = 2
            elif heading:
                outer = heading.level
            while level_and_end and level_and_end[-1][0] >= outer:
                written.append(level_and_end.pop()[1])
            if outer == 1:
                written.append(joined([opening("footer", self.named("back")), _LINE_END]))
                level_and_end.append((1, Markup("</footer>\n")))
            if heading:
                written.append(_SECTION)
                level_and_end.append((heading.level, _SECTION_END))
            written.append(self.write_block(block))
        written += [end for _, end in reversed(level_and_end)]
        return written

    def _opening(self, anchor: str) -> Markup:
        """Return the tag of the opening, which is no section element, for that would miss its heading."""
        named = {"class": f"{self.prefix}opening", "id": self.prefix + anchor}
        return joined([opening("div", attributes(named)), _LINE_END])

    def write_block(self, block: LayoutBlock) -> Markup:
        """Return a block as an element."""
        match block:
            case Para():
                role = block.role
                words = self.write_runs(block.runs, role in _HYPHENATED)
                return line("p", words, _class_and_id(self.prefix, role, block.anchor))
            case Heading():
                words = self.write_runs(block.runs)
                has = _class_and_id(self.prefix, block.role, block.anchor)
                return line(f"h{block.level}", words, has)
            case Items():
                return self.write_items(block)
            case Grid():
                return self.write_grid(block)
            case Picture():
                return self.write_picture(block)
            case _:
                assert_never(block)

    def write_items(self, items: Items) -> Markup:
        """Return a list."""
        lines = [line("li", joined(map(self.write_block, item))) for item in items.items]
        return line(
            "ol" if items.ordered else "ul",
            joined([_LINE_END, *lines]),
            _class_and_id(self.prefix, items.role, items.anchor),
        )

    def write_grid(self, grid: Grid) -> Markup:
        """Return a table, in a frame that scrolls where the table is wider than the screen."""
        inner, caption = [_LINE_END], ""
        if grid.caption:
            # Not by the table's id, which is the user's own, and unseen.
            caption = f"{self.prefix}caption-{next(self._captions)}"
            words = self.write_runs(grid.caption)
            inner.append(line("caption", words, attributes({"id": caption})))
        if grid.header:
            header = joined([self._heading_cell(cell) for cell in grid.header])
            inner.append(line("thead", element("tr", header)))
        rows = [line("tr", joined([self._cell(cell) for cell in row])) for row in grid.rows]
        inner.append(line("tbody", joined([_LINE_END, *rows])))
        table = element("table", joined(inner), attributes({"id": self.prefix + grid.anchor}))
        # What scrolls can be reached by keys (WCAG 2.2, 2.1.1), and says by its caption what it is (4.1.2).
        named = {"role": "region", "aria-labelledby": caption} if grid.caption else {}
        frame = attributes({"class": self.prefix + grid.role, "tabindex": 0, **named})
        return line("div", table, frame)

    def _cell(self, cell: Runs) -> Markup:
        """Return a cell; a class lets a word that is too long for a column break anywhere, or keeps a number whole."""
        words = self.write_runs(cell)
        if any(_LONG.search(run.span.text) for run in cell):
            return element("td", words, self.named("long"))
        if is_spaced_number(runs_text(cell)):
            return element("td", words, self.named("number"))
        return element("td", words)

    def _heading_cell(self, cell: Runs) -> Markup:
        """Return a header cell; one without words is no header of anything (WCAG 2.2, 1.3.1)."""
        words = self.write_runs(cell)
        return element("th", words, _HEADS_COLUMN) if words else element("td", words)

    def write_picture(self, picture: Picture) -> Markup:
        """Return a picture, its bytes in a data: URL."""
        shown = self.image_attributes(picture.image, picture.alt)
        if picture.role is Role.PHOTO:
            return joined(
                [
                    opening(
                        "img",
                        joined([_class_and_id(self.prefix, picture.role, picture.anchor), shown]),
                    ),
                    _LINE_END,
                ]
            )
        parts = [opening("img", joined([shown, self._width(picture)]))]
        words = []
        if picture.caption:
            words.append(element("span", self.write_runs(picture.caption), self.named("caption")))
        if picture.credit:
            words.append(element("span", self.write_runs(picture.credit), self.named("credit")))
        if words:
            parts.append(element("figcaption", joined(words, Markup(" "))))
        return line(
            "figure", joined(parts), _class_and_id(self.prefix, picture.role, picture.anchor)
        )

    def _width(self, picture: Picture) -> Markup:
        """Return the attribute that says how wide a figure is: what it says itself, and the most that it is drawn."""
        said, drawn = picture.width, self.room.per_cent(picture)
        limited = said is None or drawn < said
        if self.widths_are_classes:
            names = [] if said is None else [figure_class("width", said)]
            if limited:
                names.append(figure_class("most", max(int(drawn), 1)))
            return attributes({"class": " ".join(self.prefix + name for name in names)})
        styles = [] if said is None else [f"--width:{said}%"]
        if limited:
            styles.append(f"--most:{drawn:.4g}%")
        return attributes({"style": ";".join(styles)})

    def image_attributes(self, image: Image, alt: str) -> Markup:
        """Return the attributes of a picture's element; its bytes say which way it is turned, for browsers go by that."""
        width, height = image.size
        described = attributes({"alt": alt, "width": width, "height": height})
        return joined([self.source(image), described])

    # Runs

    def write_runs(self, runs: Runs, hyphenated: bool = False) -> Markup:
        """Return runs as inline elements.

        Args:
            runs: The runs of one paragraph.
            hyphenated: Whether its words are hyphenated, but for identifiers.
        """
        split = None
        if hyphenated and (self.odd_words is None or self.odd_words):
            split = split_identifiers(runs, self.language, self.odd_words)
        written = map(self.write_run, runs) if split is None else map(self.write_run, runs, split)
        if self.marks_said:
            for run in runs:
                if run.said:
                    return joined(self._with_said(runs, written))
        return joined(written)

    def _with_said(self, runs: Runs, written: Iterable[Markup]) -> Iterator[Markup]:
        """Yield the written runs of a paragraph, those of each statement in it as one element."""
        both = zip(runs, written, strict=True)
        for said, part in groupby(both, key=lambda one: one[0].said):
            words = [one for _, one in part]
            if said:
                own = attributes({"class": self.prefix + SAID_CLASS, "id": self.prefix + said})
                yield element("span", joined(words), own)
            else:
                yield from words

    def write_run(self, run: Run, parts: Sequence[tuple[str, bool]] = ()) -> Markup:
        """Return a run: its link innermost, for PDF tags need that, then its marks, then its role.

        Args:
            run: The run.
            parts: Its words in parts, and whether each is an identifier; () where none is.
        """
        span, role = run.span, run.role
        address = f"#{self.prefix}{run.target}" if run.target else span.link
        if parts and address is None and not span.code:  # the words of those two are not hyphenated
            words = joined([self._word(*part) for part in parts])
        else:
            words = text(span.text)
        if address is not None:
            words = element("a", words, self._link(run, address))
        if (
            span.quoted
            or span.position is not None
            or span.strong
            or span.emphasis
            or span.code
            or span.language
        ):
            words = self._with_marks(span, words)
        if address is not None or (role is None and run.direction is None):
            return words
        date = None if run.value is None else _datetime(run.value)
        if date is not None:
            return element("time", words, self._run_attributes(run, date))
        if role is None or role is _MARKING or run.direction is not None or self._house:
            return element("span", words, self._run_attributes(run))
        return element("span", words, self._classes[role])

    def _word(self, words: str, is_identifier: bool) -> Markup:
        return (
            element("span", text(words), self.named(IDENTIFIER_CLASS))
            if is_identifier
            else text(words)
        )

    def _run_attributes(self, run: Run, date: str | None = None) -> Markup:
        """Attributes of a run: its role as a class, its language, its direction, its date and its marking."""
        named = self.run_class(run.role) if run.role else _NONE
        marking = run.span.text if run.role is _MARKING else None
        language = self._house if self._house and is_house_words(run) else None
        return joined(
            [
                named,
                attribute("lang", language),
                attribute("dir", run.direction),
                attribute("datetime", date),
                attribute("data-marking", marking),
            ]
        )

    def _link(self, run: Run, address: str) -> Markup:
        """Return the attributes of a link."""
        return joined(
            [
                self._classes[run.role] if run.role else _NONE,
                attribute("id", run.anchor and self.prefix + run.anchor),
                attribute("lang", self._house if run.spoken else None),
                attribute("dir", run.direction),
                attribute("aria-label", run.spoken),
                attribute("href", address),
            ]
        )

    def _with_marks(self, span: Span, words: Markup) -> Markup:
        """Return words within the elements of their marks."""
        words = with_marks(span, words)
        if span.quoted:
            words = element("span", words, self.named(QUOTED_CLASS))
        return in_language(span, words)


def _datetime(value: FactValue) -> str | None:
    """Return a date for programs (HTML, 4.5.14); None where there is none, or checkers take its year for mistyped.

    A moment whose offset no zone has now is the same one in UTC, for checkers take such an offset for mistyped too.
    """
    date = iso_8601(value)
    if date is None or not _has_usual_year(date):
        return None
    if "T" in date:
        moment = dt.datetime.fromisoformat(date)
        offset = moment.utcoffset()
        if offset is not None and not _is_usual(offset):
            date = moment.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
    return date if _has_usual_year(date) else None


def _has_usual_year(date: str) -> bool:
    return "1000" <= date[:4] < "3000"


def _is_usual(offset: dt.timedelta) -> bool:
    hour = dt.timedelta(hours=1)
    return -12 * hour <= offset <= 14 * hour and abs(offset) % hour in _PARTS_OF_AN_HOUR
