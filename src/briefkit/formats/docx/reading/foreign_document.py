"""Word document that briefkit did not write, as lines for recognition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import define, evolve, field

from briefkit.formats.docx.reading.body_reader import BodyContent, Paragraph, Table, paragraphs_in
from briefkit.formats.docx.reading.captions import is_caption
from briefkit.formats.docx.reading.foreign_languages import with_other_languages
from briefkit.formats.docx.reading.foreign_pictures_reader import ForeignPictures
from briefkit.formats.docx.reading.foreign_tables_reader import table_block
from briefkit.formats.docx.reading.read_context import ReadContext
from briefkit.formats.docx.reading.styles_reader import Style
from briefkit.formats.docx.reading.text_normalisation import collapse_spaces
from briefkit.layout import Run
from briefkit.layout.fingerprint import join_runs
from briefkit.model import Text
from briefkit.model.text import slice_spans
from briefkit.notes import Code, Note
from briefkit.recognise import Kind, Line
from briefkit.recognise.captions_beside import with_captions
from briefkit.recognise.ready_blocks import block_line

# Names of heading styles in other languages: Word keeps English names in the file, other programs may not.
_HEADING_NAMES = (
    "heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|заголовок"
    "|başlık|címsor|επικεφαλίδα|titlu|标题|標題|見出し|제목|عنوان|כותרת|pealkiri|virsraksts|antraštė"
)
_HEADING_STYLE = re.compile(rf"(?:{_HEADING_NAMES})[ -]?([1-9])(?: char)?", re.IGNORECASE)
_TITLE_STYLES = frozenset(
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
_SUBTITLE_STYLES = frozenset(
    (
        "subtitle",
        "untertitel",
        "sous-titre",
        "subtítulo",
        "sottotitolo",
        "ondertitel",
        "undertittel",
        "underrubrik",
        "alaotsikko",
        "podtytuł",
        "podnadpis",
        "подзаголовок",
    )
)
_CONTENTS_STYLE = re.compile(r"toc (?:\d|heading)|table of figures|contents heading|contents \d")
_BULLET = re.compile(r"[•‣⁃◦▪▫●○■□·–—*-][ \u00a0]+(?=\S)")
_LONGEST_HEADING = 80  # characters
_INDENT_STEP = 360  # twips of indent for each level of a list that has bullets typed by hand


@define
class _TextParagraph:
    """Paragraph that has text, in the normal form of a brief."""

    source: Paragraph
    text: Text
    level: int | None
    bold: bool


def lines_of(found: BodyContent, context: ReadContext, language: str) -> list[Line]:
    """Lines of paragraphs and tables, of known kinds.

    Args:
        found: The paragraphs and tables.
        context: The context in which they were read.
        language: The language of the document, in BCP 47.
    """
    reader = _LineReader(context, language)
    worded = [one for one in reader.paragraphs(found) if isinstance(one, Line) or one.text]
    found_lines = with_captions(worded, _caption)
    paragraphs = [one for one in found_lines if isinstance(one, _TextParagraph)]
    if not any(one.level is not None for one in paragraphs):
        paragraphs = [_as_heading(one, place) for place, one in enumerate(paragraphs)]
    levels = _levels(paragraphs)
    marked = any(level > 1 for level in levels.values())
    lines = iter([_line(one, levels, marked) for one in paragraphs])
    return [one if isinstance(one, Line) else next(lines) for one in found_lines]


def lines_of_notes(notes: Sequence[Note]) -> list[Line]:
    """Lines of text boxes and footnotes, for a document that has no other text."""
    words = [
        one.words for one in notes if one.code in (Code.TEXT_BOX_DROPPED, Code.FOOTNOTE_DROPPED)
    ]
    return [
        Line(place, Text(" ".join(one.split())), Kind.UNKNOWN) for place, one in enumerate(words, 1)
    ]


@define
class _LineReader:
    """Reader of paragraphs, and of the pictures and tables between them."""

    context: ReadContext
    language: str
    pictures: ForeignPictures = field(init=False)
    table_of_contents: list[str] = field(factory=list)
    noted: set[Code] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        self.pictures = ForeignPictures(self.context)

    def paragraphs(self, found: BodyContent) -> Iterator[_TextParagraph | Line]:
        """Paragraphs, pictures and tables, in reading order."""
        for one in found:
            if isinstance(one, Table):
                yield from self._table(one)
            elif _CONTENTS_STYLE.fullmatch(one.style.name):
                self.table_of_contents.append(one.content.plain)
            else:
                yield from self._with_pictures(one)
        if self.table_of_contents:
            words = " / ".join(self.table_of_contents)
            self.table_of_contents = []
            self._note(Code.CONTENTS_DROPPED, "A table of contents was left out.", words)

    def _with_pictures(self, one: Paragraph) -> list[_TextParagraph | Line]:
        """Paragraph, and its pictures behind it; before it, where it is their caption."""
        paragraph = self._paragraph(one)
        found: list[_TextParagraph | Line] = [*self.pictures.lines(one)]
        found.insert(0 if _caption(paragraph) is None else len(found), paragraph)
        return found

    def _paragraph(self, one: Paragraph) -> _TextParagraph:
        text = self._text(one.content.runs, one.style)
        spans = [span for span in text.spans if span.text.strip()]
        return _TextParagraph(
            one, text, _heading_level(one), bool(spans) and all(span.strong for span in spans)
        )

    def _text(self, runs: Sequence[Run], style: Style) -> Text:
        after = with_other_languages(collapse_spaces(runs), style, self.language)
        if sum(len(run.span.text) for run in runs) != sum(len(run.span.text) for run in after):
            self._note_once(Code.SPACES_FOLDED, "Folded tabs, breaks and doubled spaces.")
        return Text(
            run.span
            for run in join_runs(evolve(run, span=evolve(run.span, quoted=False)) for run in after)
        )

    def _table(self, table: Table) -> Iterator[_TextParagraph | Line]:
        """Table as a block, the pictures of its cells behind it; what one holds that is there for the layout alone."""
        block = table_block(table, self._words, self.context)
        for row in table.rows if block is None else ():
            for cell in row:
                yield from self.paragraphs(cell)
        if block is not None:
            yield block_line(table.line, block)
            for paragraph in paragraphs_in([table]):
                yield from self.pictures.lines(paragraph)

    def _words(self, one: Paragraph) -> tuple[Text, bool]:
        paragraph = self._paragraph(one)
        return paragraph.text, paragraph.level is not None

    def _note_once(self, code: Code, message: str) -> None:
        if code not in self.noted:
            self.noted.add(code)
            self._note(code, message)

    def _note(self, code: Code, message: str, words: str = "", line: int | None = None) -> None:
        self.context.notes.add(code, message, words, line)


def _caption(one: _TextParagraph) -> Text | None:
    return one.text if is_caption(one.source.style, one.source.content) else None


def _heading_level(one: Paragraph) -> int | None:
    """Level of a heading, 1 for a title; None for any other paragraph."""
    style = one.style
    if style.heading_level is not None:
        return style.heading_level
    if style.name in _TITLE_STYLES:
        return 1
    named = _HEADING_STYLE.fullmatch(style.name)
    if named:
        return min(int(named[1]) + 1, 6)
    return (
        min(one.outline_level + 2, 6)
        if one.outline_level is not None and one.outline_level < 9
        else None
    )


def _as_heading(one: _TextParagraph, place: int) -> _TextParagraph:
    """Paragraph as a heading, if it is short and bold; the first paragraph is the title anyway."""
    plain = one.text.plain
    short = len(plain) <= _LONGEST_HEADING and plain[-1] not in ".,;!…”"
    heads = place > 0 and one.bold and short and one.source.position is None
    heads = heads and _caption(one) is None
    return evolve(one, level=2) if heads else one


def _levels(paragraphs: Sequence[_TextParagraph]) -> dict[int, int]:
    """Level of each heading line, by the level of its style.

    A single first heading above all others is the title, where nothing has the style of a title.
    """
    used = [one.level for one in paragraphs if one.level is not None]
    top = min(used, default=2)
    only = 1 not in used and used.count(top) == 1 and used[0] == top and len(used) > 1
    ranks = sorted({*used})
    if only:
        return {level: place for place, level in enumerate(ranks, 1)}
    lowest = [level for level in ranks if level > 1]
    return {1: 1, **{level: place for place, level in enumerate(lowest, 2)}}


def _line(one: _TextParagraph, levels: dict[int, int], marked: bool) -> Line:
    source, text = one.source, one.text
    if one.level is not None:
        plain = Text(evolve(span, strong=False) for span in text.spans) if one.bold else text
        return Line(source.line, plain, Kind.HEADING, min(levels[one.level], 6))
    if source.position is not None and source.numbering_format != "none":
        ordered = source.numbering_format != "bullet"
        return Line(source.line, text, Kind.ITEM, source.position.level, ordered)
    bullet = _BULLET.match(text.plain)
    if bullet:
        inner = Text(slice_spans(text.spans, bullet.end()))
        return Line(
            source.line, inner, Kind.ITEM, max(source.indent, 0) // _INDENT_STEP, mark=bullet[0][0]
        )
    if source.style.name in _SUBTITLE_STYLES:
        return Line(source.line, text, Kind.STANDFIRST)
    return Line(source.line, text, Kind.PARAGRAPH if marked and source.line > 2 else Kind.UNKNOWN)
