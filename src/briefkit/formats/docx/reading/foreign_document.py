"""Word document that briefkit did not write, as lines for recognition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import define, evolve, field

from briefkit.formats.docx.reading.body_reader import BodyContent, Paragraph, Table, paragraphs_in
from briefkit.formats.docx.reading.broken_paragraphs import broken_paragraphs, runs_of_lines
from briefkit.formats.docx.reading.captions import is_caption
from briefkit.formats.docx.reading.foreign_languages import with_other_languages
from briefkit.formats.docx.reading.foreign_pictures_reader import ForeignPictures
from briefkit.formats.docx.reading.foreign_tables_reader import table_block
from briefkit.formats.docx.reading.heading_levels import with_heading_levels
from briefkit.formats.docx.reading.numbering_reader import Numbering
from briefkit.formats.docx.reading.printed_list_numbers import printed_numbers
from briefkit.formats.docx.reading.read_context import ReadContext
from briefkit.formats.docx.reading.styles_reader import Style
from briefkit.formats.docx.reading.text_normalisation import collapse_spaces
from briefkit.formats.docx.reading.text_paragraph import TextParagraph
from briefkit.formats.docx.reading.title_lines import with_title_near_top, with_whole_title
from briefkit.layout import Run
from briefkit.model import Span, Text
from briefkit.model.text import slice_spans, with_quoted
from briefkit.notes import Code, Note
from briefkit.recognise.captions_beside import with_captions
from briefkit.recognise.lines import Kind, Line
from briefkit.recognise.ready_blocks import block_line
from briefkit.recognise.style_roles import StyleMap, heading_level_of_role, role_of_style

_CONTENTS_STYLE = re.compile(r"toc (?:\d|heading)|table of figures|contents heading|contents \d")
_BULLET = re.compile(r"[•‣⁃◦▪▫●○■□·–—*-][ \u00a0]+(?=\S)")
#: Roles of paragraphs whose line breaks may end them, and of those that are no item behind a dash.
_OF_LINES = (None, "body", "quote", "code")
_NO_BULLETS = ("quote", "code")
_INDENT_STEP = 360  # twips of indent for each level of a list that has bullets typed by hand


#: The fields that the roles of styles tell, as lines of facts name them.
_FACTS: Mapping[str, str] = {
    "byline": "authors",
    "dateline": "published",
    "genre": "genre",
    "marking": "marking",
}
_TITLE_WITHIN = 4  # lines


def lines_of(
    found: BodyContent,
    context: ReadContext,
    numbering: Numbering,
    language: str,
    styles: StyleMap,
) -> list[Line]:
    """Lines of paragraphs and tables, of known kinds.

    Args:
        found: The paragraphs and tables.
        context: The context in which they were read.
        numbering: The lists of the document.
        language: The language of the document, in BCP 47.
        styles: What the styles of a house mean.
    """
    reader = _LineReader(
        context, language, styles, printed_numbers(found, numbering, context.notes)
    )
    worded = [
        one for one in reader.paragraphs(found) if isinstance(one, Line) or one.text.plain.strip()
    ]
    found_lines = with_captions(worded, _caption)
    paragraphs = [one for one in found_lines if isinstance(one, TextParagraph)]
    paragraphs = with_heading_levels(paragraphs, context, language)
    marked = any(one.level is not None and one.level > 1 for one in paragraphs)
    lines = iter([_line(one, marked) for one in paragraphs])
    all_lines = [one if isinstance(one, Line) else next(lines) for one in found_lines]
    return with_title_near_top(with_whole_title(all_lines, context.notes))


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
    styles: StyleMap
    numbers: Mapping[int, str]
    pictures: ForeignPictures = field(init=False)
    table_of_contents: list[str] = field(factory=list)
    noted: set[Code] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        self.pictures = ForeignPictures(self.context)

    def paragraphs(self, found: BodyContent) -> Iterator[TextParagraph | Line]:
        """Paragraphs, pictures and tables, in reading order."""
        for one in found:
            if isinstance(one, Table):
                yield from self._table(one)
            elif _CONTENTS_STYLE.fullmatch(one.style.name):
                self.table_of_contents.append(one.content.plain)
            elif role_of_style(one.style.names, self.styles) == "skip":
                self._skip(one)
            else:
                yield from self._with_pictures(one)
        if self.table_of_contents:
            words = " / ".join(self.table_of_contents)
            self.table_of_contents = []
            self._note(Code.CONTENTS_DROPPED, "A table of contents was left out.", words)

    def _skip(self, one: Paragraph) -> None:
        """Add a note on a paragraph that the style map leaves out."""
        words = " ".join(
            (*one.content.plain.split(), *(it.best_alt for it in one.content.pictures))
        )
        if words:
            message = f"The style map leaves out what is in the style “{one.style.name}”."
            self._note(Code.LINE_DROPPED, message, words, one.line)

    def _with_pictures(self, one: Paragraph) -> list[TextParagraph | Line]:
        """Paragraph, and its pictures behind it; before it, where it is their caption."""
        paragraph = self._paragraph(one)
        is_caption = _caption(paragraph) is not None
        plain = paragraph.level is None and paragraph.role in _OF_LINES
        whole = is_caption or not plain or one.position is not None
        if paragraph.role == "quote" and paragraph.text:
            self._note_once(Code.QUOTE_OPENED, "A block quotation became paragraphs.")
        if paragraph.role == "code" and not whole:
            parts = runs_of_lines(one.content)
        else:
            parts = broken_paragraphs(one.content, whole, self.context.notes, one.line)
        texts = [evolve(paragraph, text=self._text(runs, one.style)) for runs in parts]
        if len(texts) > 1 and one.line > _TITLE_WITHIN:
            texts = [
                evolve(text, role="body") if text.role is None and not text.is_bold else text
                for text in texts
            ]
        pictures = self.pictures.lines(one)
        return [*pictures, *texts] if is_caption else [*texts, *pictures]

    def _paragraph(self, one: Paragraph) -> TextParagraph:
        text = self._text(one.content.runs, one.style)
        role = role_of_style(one.style.names, self.styles)
        outline = None if role else _outline_level(one)
        level = heading_level_of_role(role) or outline
        return TextParagraph(one, text, role, level, self.numbers.get(one.line, ""))

    def _text(self, runs: Sequence[Run], style: Style) -> Text:
        after = with_other_languages(collapse_spaces(runs), style, self.language)
        if sum(len(run.span.text) for run in runs) != sum(len(run.span.text) for run in after):
            self._note_once(Code.SPACES_FOLDED, "Folded tabs, breaks and doubled spaces.")
        return Text(with_quoted(run.span, False) for run in after)

    def _table(self, table: Table) -> Iterator[TextParagraph | Line]:
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
        before = [Span(f"{paragraph.number} ")] if paragraph.number and paragraph.text else []
        return Text([*before, *paragraph.text.spans]), paragraph.level is not None

    def _note_once(self, code: Code, message: str) -> None:
        if code not in self.noted:
            self.noted.add(code)
            self._note(code, message)

    def _note(self, code: Code, message: str, words: str = "", line: int | None = None) -> None:
        self.context.notes.add(code, message, words, line)


def _caption(one: TextParagraph) -> Text | None:
    captions = one.role == "caption" or is_caption(one.source.style, one.source.content)
    return one.text if captions else None


def _outline_level(one: Paragraph) -> int | None:
    """Level of a paragraph that stands in the outline without a style for headings."""
    outline = one.outline_level
    return min(outline + 2, 6) if outline is not None and outline < 9 else None


def _line(one: TextParagraph, marked: bool) -> Line:
    """Line of a paragraph.

    Args:
        one: The paragraph.
        marked: Whether the document has headings below its title, so that no other paragraph is one.
    """
    source, text, number = one.source, one.text, one.source.line
    if one.level is not None:
        plain = Text(evolve(span, strong=False) for span in text.spans) if one.is_bold else text
        return Line(number, plain, Kind.HEADING, one.level, bool(one.number), mark=one.number)
    if one.role is not None and one.role in _FACTS:
        return Line(number, text, Kind.FACT, mark=_FACTS[one.role])
    if source.position is not None and source.numbering_format != "none" and one.role != "body":
        ordered = source.numbering_format != "bullet"
        return Line(number, text, Kind.ITEM, source.position.level, ordered, mark=one.number)
    bullet = None if one.role in _NO_BULLETS else _BULLET.match(text.plain)
    if bullet:
        inner = Text(slice_spans(text.spans, bullet.end()))
        level = max(source.indent, 0) // _INDENT_STEP
        return Line(number, inner, Kind.ITEM, level, mark=bullet[0][0])
    match one.role:
        case "standfirst":
            return Line(number, text, Kind.STANDFIRST)
        case "list":
            return Line(number, text, Kind.ITEM, max(source.indent, 0) // _INDENT_STEP)
        case "code":
            code = Text(evolve(span, code=True) for span in text.spans)
            return Line(number, code, Kind.PARAGRAPH)
        case "body" | "quote":
            return Line(number, text, Kind.PARAGRAPH)
        case _:
            known = marked and number > 2
            return Line(number, text, Kind.PARAGRAPH if known else Kind.UNKNOWN)
