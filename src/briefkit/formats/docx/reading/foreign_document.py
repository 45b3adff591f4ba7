"""Word documents that briefkit did not write, as logical lines for recognition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import define, evolve, field

from briefkit.formats.docx.reading.body_reader import Cell, Printed, PrintedTable
from briefkit.formats.docx.reading.run_reader import Source
from briefkit.formats.docx.reading.text_fixes import settled
from briefkit.layout import Run, Runs
from briefkit.layout.fingerprint import joined
from briefkit.model import Span, Text
from briefkit.model.text import cut
from briefkit.notes import Code, Note
from briefkit.recognise import Kind, Line

# What programs call their headings in other languages: Word keeps English names in the file, not all others do.
_HEADING_WORDS = (
    "heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|заголовок"
    "|başlık|címsor|επικεφαλίδα|titlu|标题|標題|見出し|제목|عنوان|כותרת|pealkiri|virsraksts|antraštė"
)
_HEADING = re.compile(rf"(?:{_HEADING_WORDS})[ -]?([1-9])(?: char)?", re.IGNORECASE)
_TITLES = frozenset(
    (
        "title",
        "titel",
        "titre",
        "título",
        "titolo",
        "tittel",
        "otsikko",
        "tytuł",
        "název",
        "название",
    )
)
_CONTENTS = re.compile(r"toc (?:\d|heading)|table of figures|contents heading|contents \d")
_BULLET = re.compile(r"[•‣⁃◦▪▫●○■□·–—*-][ \u00a0]+(?=\S)")
_LONGEST_HEADING = 80  # characters
_STEP = 360  # twips that make a level of a list where only its indent tells
_ROW = " | "


@define
class _Paragraph:
    """A paragraph with its words in the form that a brief has."""

    printed: Printed
    text: Text
    level: int | None
    bold: bool


def lines_of(found: Cell, source: Source) -> list[Line]:
    """Return paragraphs and tables as lines of known kinds.

    Args:
        found: The paragraphs and tables.
        source: What they were read with; notes go there.
    """
    reading = _Reading(source)
    paragraphs = [one for one in reading.paragraphs(found) if one.text]
    if not any(one.level is not None for one in paragraphs):
        paragraphs = [_headed(one, place) for place, one in enumerate(paragraphs)]
    levels = _levels(paragraphs)
    marked = any(level > 1 for level in levels.values())
    return [_line(one, levels, marked) for one in paragraphs]


def beside(notes: Sequence[Note]) -> list[Line]:
    """Return the words of text boxes and footnotes as lines, for a document that has no others."""
    words = [
        one.words for one in notes if one.code in (Code.TEXT_BOX_DROPPED, Code.FOOTNOTE_DROPPED)
    ]
    return [
        Line(place, Text(" ".join(one.split())), Kind.UNKNOWN) for place, one in enumerate(words, 1)
    ]


@define
class _Reading:
    """Paragraphs on the way to lines."""

    source: Source
    contents: list[str] = field(factory=list)
    told: set[Code] = field(factory=set)

    def paragraphs(self, found: Cell) -> Iterator[_Paragraph]:
        """Yield every paragraph that is text; a row of a table is one."""
        for one in found:
            if isinstance(one, PrintedTable):
                yield from self._table(one)
            elif _CONTENTS.fullmatch(one.style.name):
                self.contents.append(one.words.plain)
            else:
                yield self._paragraph(one)
        if self.contents:
            words = " / ".join(self.contents)
            self.contents = []
            self._tell(Code.CONTENTS_DROPPED, "A table of contents was left out.", words)

    def _paragraph(self, one: Printed) -> _Paragraph:
        for shape in one.words.shapes:
            message = "A picture has no place in the text."
            self._tell(Code.PICTURE_DROPPED, message, shape.alt, one.line)
        text = self._text(one.words.runs)
        spans = [span for span in text.spans if span.text.strip()]
        return _Paragraph(
            one, text, _heading(one), bool(spans) and all(span.strong for span in spans)
        )

    def _text(self, runs: Sequence[Run]) -> Text:
        after = settled(runs)
        if sum(len(run.span.text) for run in runs) != sum(len(run.span.text) for run in after):
            self._once(Code.SPACES_FOLDED, "Folded tabs, breaks and doubled spaces.")
        return Text(
            run.span
            for run in joined(evolve(run, span=evolve(run.span, quoted=False)) for run in after)
        )

    def _table(self, table: PrintedTable) -> Iterator[_Paragraph]:
        """Yield the rows of a table, each a line; a table of one column holds paragraphs only to place them."""
        if table.rows and len(table.rows[0]) == 1:
            for row in table.rows:
                yield from self.paragraphs(row[0])
            return
        self._once(Code.TABLE_FLATTENED, "A table was read line by line.")
        for row in table.rows:
            cells = [runs for cell in row if (runs := _cell(cell))]
            words = [
                run
                for place, cell in enumerate(cells)
                for run in ((_SEPARATOR, *cell) if place else cell)
            ]
            first = next((one for cell in row for one in cell if isinstance(one, Printed)), None)
            if words and first is not None:
                yield _Paragraph(evolve(first, number=None), self._text(words), None, False)

    def _once(self, code: Code, message: str) -> None:
        if code not in self.told:
            self.told.add(code)
            self._tell(code, message)

    def _tell(self, code: Code, message: str, words: str = "", line: int | None = None) -> None:
        self.source.notes.add(code, message, words, line)


_SEPARATOR, _SPACE = Run(Span(_ROW)), Run(Span(" "))


def _cell(cell: Cell) -> Runs:
    """Return the words of a cell in one row."""
    found: list[Run] = []
    for one in cell:
        runs = (
            one.words.runs
            if isinstance(one, Printed)
            else [run for row in one.rows for inner in row for run in (*_cell(inner), _SPACE)]
        )
        found += [*runs, _SPACE]
    return settled(found)


def _heading(one: Printed) -> int | None:
    """Return the level of a heading, 1 for a title; None for any other paragraph."""
    style = one.style
    if style.heading is not None:
        return style.heading
    if style.name in _TITLES:
        return 1
    named = _HEADING.fullmatch(style.name)
    if named:
        return min(int(named[1]) + 1, 6)
    return min(one.outline + 2, 6) if one.outline is not None and one.outline < 9 else None


def _headed(one: _Paragraph, place: int) -> _Paragraph:
    """Take a short bold paragraph for a heading; the first paragraph is the title anyway."""
    words = one.text.plain
    short = len(words) <= _LONGEST_HEADING and words[-1] not in ".,;!…”"
    heads = place > 0 and one.bold and short and one.printed.number is None
    return evolve(one, level=2) if heads else one


def _levels(paragraphs: Sequence[_Paragraph]) -> dict[int, int]:
    """Return the level of each line of heading, by the level of its style.

    Where nothing has the style of a title and one heading stands over all others, that is the title.
    """
    used = [one.level for one in paragraphs if one.level is not None]
    top = min(used, default=2)
    only = 1 not in used and used.count(top) == 1 and used[0] == top and len(used) > 1
    ranks = sorted({*used})
    if only:
        return {level: place for place, level in enumerate(ranks, 1)}
    lowest = [level for level in ranks if level > 1]
    return {1: 1, **{level: place for place, level in enumerate(lowest, 2)}}


def _line(one: _Paragraph, levels: dict[int, int], marked: bool) -> Line:
    printed, text = one.printed, one.text
    if one.level is not None:
        plain = Text(evolve(span, strong=False) for span in text.spans) if one.bold else text
        return Line(printed.line, plain, Kind.HEADING, min(levels[one.level], 6))
    if printed.number is not None and printed.kind != "none":
        ordered = printed.kind != "bullet"
        return Line(printed.line, text, Kind.ITEM, printed.number.level, ordered)
    bullet = _BULLET.match(text.plain)
    if bullet:
        inner = Text(cut(text.spans, bullet.end()))
        return Line(
            printed.line, inner, Kind.ITEM, max(printed.indent, 0) // _STEP, mark=bullet[0][0]
        )
    return Line(printed.line, text, Kind.PARAGRAPH if marked and printed.line > 2 else Kind.UNKNOWN)
