"""Web page of any origin: its article as logical lines, from which a brief is recognised as from plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never
from urllib.parse import urljoin

from attrs import evolve
from lxml.html import HtmlElement

from briefkit.formats.format import MainText
from briefkit.formats.html.reading.article import Article, find_article
from briefkit.formats.html.reading.block_reader import read_blocks
from briefkit.formats.html.reading.block_runs import join_paragraphs, stripped, text_of
from briefkit.formats.html.reading.figure_marks import mark_figures
from briefkit.formats.html.reading.heading_links import remove_heading_links
from briefkit.formats.html.reading.lead_pictures import pictures_outside, with_lead_pictures
from briefkit.formats.html.reading.list_numbers import print_numbers
from briefkit.formats.html.reading.main_content import common_ancestor
from briefkit.formats.html.reading.mathml import settle_equations
from briefkit.formats.html.reading.metadata import PageMetadata, page_metadata
from briefkit.formats.html.reading.office_html import normalise_office_html
from briefkit.formats.html.reading.page_bylines import is_byline, is_dateline
from briefkit.formats.html.reading.page_pictures import PagePictures
from briefkit.formats.html.reading.table_marks import mark_tables
from briefkit.formats.html.reading.text_weights import visible_text
from briefkit.layout import Grid, Heading, Items, LayoutBlock, Para, Picture, Role
from briefkit.lexicons import FALLBACK
from briefkit.limits import check_limit
from briefkit.model import Table, Text
from briefkit.model.text import slice_spans
from briefkit.notes import Code, Note, Notes, Reading, note
from briefkit.recognise.document import recognise_lines
from briefkit.recognise.lines import Kind, Line
from briefkit.recognise.named_pictures import NamedPictures
from briefkit.recognise.ready_blocks import block_line, foreign_figure
from briefkit.recognise.recogniser import recogniser_for
from briefkit.recognise.recogniser_registry import AnyRecogniser

_INDENT = 2  # by which each level of a list is indented
_MAX_HEADING = 80  # characters
_BULLET = re.compile(r"[•‣◦▪■●·–*-][ \u00a0]+(?=\S)")
_BOLD = "**"
_MAX_LINES_ABOVE_TITLE = 4  # lines from the top within which a title may stand
_MAX_GENRE = 40  # characters
_NO_GENRE = re.compile(r"[\d›>/|»:]")


def read_web_page(
    root: HtmlElement,
    language: str | None,
    notes: Notes,
    recogniser: AnyRecogniser | None = None,
    main_text: MainText = "own",
    folder: str | None = None,
) -> Reading:
    """Read a brief from a page that briefkit did not write.

    Args:
        root: The page; what is read from it is taken out of it.
        language: Its language, in BCP 47; None assumes English, with a note.
        notes: The notes on how the page was parsed, and on what is dropped here.
        recogniser: What finds the statements in paragraphs; None is briefkit's own.
        main_text: What finds the article.
        folder: The folder of the page, in which its pictures may stand; None where it is not known.

    Raises:
        ReadError: There are no words, or too many.
        MissingLibraryError: trafilatura is to find the article, and is not installed.
    """
    known = language or FALLBACK
    metadata = page_metadata(root, known)
    normalise_office_html(root)
    notes.extend(remove_heading_links(root))
    settle_equations(root, notes)
    mark_tables(root)
    pictures = PagePictures(NamedPictures(folder))
    held = mark_figures(root, pictures, notes)
    article = find_article(root, metadata, known, main_text, notes)
    article = with_lead_pictures(article, pictures)
    notes.extend(pictures_outside(held, article))
    main = article.main
    notes.extend(_remove_bylines(common_ancestor(article.elements), main, metadata))
    notes.extend(_outside_words(root, article))
    _remove_own_language(main, known)
    _resolve_links(main, metadata.base)
    print_numbers(main)
    blocks = read_blocks(article.elements, False, notes, pictures)
    lines = _with_heading_levels(list(_lines(blocks, notes, known)), known)
    lines = _with_title(lines, metadata.title, notes)
    check_limit("page_characters", sum(len(line.plain) for line in lines), remedy="split it")
    reading = recognise_lines(lines, language, notes, foreign=True, recogniser=recogniser)
    return _with_metadata(reading, metadata)


def _outside_words(root: HtmlElement, article: Article) -> Iterator[Note]:
    """Yield a note on the words of the page that are neither in its article nor beside it, as its title."""
    body = root.find("body")
    words = "" if body is None else visible_text(body, *article.elements)
    if words:
        yield note(Code.OUTSIDE_DROPPED, "Left out words outside the article.", words)


def _remove_bylines(
    around: HtmlElement, main: HtmlElement, metadata: PageMetadata
) -> Iterator[Note]:
    """Take out lines that only name the author or the date, where the metadata of the page has these."""
    taken = {
        element: visible_text(element)
        for element in around.iter()
        if element not in (around, main)
        and element.tag not in ("h1", "h2", "h3")
        and (
            (metadata.authors and is_byline(element))
            or (metadata.published and is_dateline(element))
        )
    }
    outer = [one for one in taken if not any(two in taken for two in one.iterancestors())]
    words = "; ".join(filter(None, (taken[one] for one in outer)))
    for element in outer:
        element.drop_tree()
    if words:
        yield note(Code.BYLINE_READ, "Read the author or the date from a line.", words)


def _remove_own_language(main: HtmlElement, language: str) -> None:
    """Remove `lang` where it repeats the language of the page, as Word has it on every word."""
    own = language.split("-")[0].lower()
    for element in main.iter():
        if (element.get("lang") or own).split("-")[0].lower() == own:
            element.attrib.pop("lang", None)


def _resolve_links(main: HtmlElement, base: str) -> None:
    for element in main.iter("a"):
        address = element.get("href") or ""
        if base and address and not address.startswith("#"):
            try:
                element.set("href", urljoin(base, address))
            except ValueError:
                continue


# Lines


def _lines(blocks: Iterable[LayoutBlock], notes: Notes, language: str) -> Iterator[Line]:
    """Yield the logical lines of blocks that have words."""
    recogniser = recogniser_for(language)
    related = False
    for block in blocks:
        for line in _lines_of(block, notes):
            text = line.text.plain
            if line.block is not None:
                yield line
                continue
            if not any(character.isalnum() for character in text):
                if text:
                    notes.add(
                        Code.RULE_DROPPED, "Left out a line without words.", text, line.number
                    )
                continue
            if line.kind is Kind.HEADING:
                related = recogniser.part_named(text) in ("related", "sources")
            yield _with_address(line) if related else line


def _lines_of(block: LayoutBlock, notes: Notes) -> Iterator[Line]:
    number = int(block.anchor or 0)
    match block:
        case Heading():
            yield Line(
                number, _without_common_marks(text_of(block.runs)), Kind.HEADING, block.level
            )
        case Para(role=Role.STANDFIRST):
            yield Line(number, text_of(block.runs), Kind.STANDFIRST)
        case Para():
            yield _paragraph(number, text_of(block.runs))
        case Items():
            yield from _items(block, number, _INDENT, notes)
        case Grid():
            rows = [[text_of(cell) for cell in row] for row in block.rows]
            header = [text_of(cell) for cell in block.header]
            yield block_line(number, Table(rows, header, text_of(block.caption) or None))
        case Picture():
            yield block_line(
                number,
                foreign_figure(
                    block.image,
                    block.alt,
                    text_of(block.caption),
                    text_of(block.credit),
                    block.width,
                ),
            )
        case _:
            assert_never(block)


def _items(items: Items, number: int, level: int, notes: Notes) -> Iterator[Line]:
    for blocks in items.items:
        paragraphs = [block.runs for block in blocks if isinstance(block, Para)]
        text = text_of(join_paragraphs(paragraphs))
        if len(paragraphs) > 1:
            message = "An item has several paragraphs; they were joined."
            notes.add(Code.ITEM_JOINED, message, text.plain, number)
        yield Line(number, text, Kind.ITEM, level, items.ordered)
        for block in blocks:
            if isinstance(block, Items):
                yield from _items(block, number, level + _INDENT, notes)


def _paragraph(number: int, text: Text) -> Line:
    """Return a paragraph as a line: one all in bold is a heading, one behind a bullet a list item."""
    words = text.plain
    bullet = _BULLET.match(words)
    if bullet:
        return Line(
            number,
            stripped(slice_spans(text.spans, bullet.end())),
            Kind.ITEM,
            _INDENT,
            mark=words[0],
        )
    bold = bool(text) and all(span.strong or span.text.isspace() for span in text.spans)
    if bold and len(words) <= _MAX_HEADING and words[-1] not in ".,;…”":
        return Line(number, _without_common_marks(text), Kind.HEADING, mark=_BOLD)
    return Line(number, text)


def _without_common_marks(text: Text) -> Text:
    """Return a heading without the marks that all of it has."""
    return Text(
        evolve(
            span,
            strong=span.strong and not all(one.strong for one in text.spans),
            emphasis=span.emphasis and not all(one.emphasis for one in text.spans),
        )
        for span in text.spans
    )


def _with_address(line: Line) -> Line:
    """Return the line of a related article with its address after its title, as plain text has it."""
    link = next((span.link for span in line.text.spans if span.link), None)
    return evolve(line, text=Text(f"{line.plain} <{link}>")) if link else line


def _with_heading_levels(lines: list[Line], language: str) -> list[Line]:
    """Give bold headings a level; where headings are elements, no other paragraph can be one."""
    recogniser = recogniser_for(language)
    headed = any(line.kind is Kind.HEADING for line in lines)
    level = 1
    settled = []
    for line in lines:
        known = recogniser.part_named(line.plain) is not None
        if line.kind is Kind.HEADING and line.mark == _BOLD:
            line = evolve(line, level=2 if known else level + 1)
        elif line.kind is Kind.HEADING:
            level = line.level
        elif line.kind is Kind.UNKNOWN and headed and not known:
            line = evolve(line, kind=Kind.PARAGRAPH)
        settled.append(line)
    return settled


def _with_title(lines: list[Line], title: str, notes: Notes) -> list[Line]:
    """Put the title first, as the only heading of level 1."""
    index = next((n for n, line in enumerate(lines) if line.level == 1 and is_heading(line)), None)
    if index is None and title:
        index = next(
            (n for n, line in enumerate(lines[:_MAX_LINES_ABOVE_TITLE]) if line.plain == title),
            None,
        )
        if index is None:
            notes.add(Code.TITLE_FROM_PAGE, f"The title, “{title}”, is the one of the page.")
            lines, index = [Line(0, Text(title)), *lines], 0
    if index is None:
        return lines
    below = [
        evolve(line, level=2) if is_heading(line) and line.level == 1 else line
        for line in lines[index + 1 :]
    ]
    above = lines[:index]
    if len(above) == 1 and _may_be_genre(above[0].plain):
        words = above[0].plain
        notes.add(Code.GENRE_ASSUMED, f"“{words}” was taken for the genre.", line=above[0].number)
        above = [Line(above[0].number, Text(f"[{words}]"))]
    else:
        above, below = [], [*above, *below]
    return [*above, evolve(lines[index], kind=Kind.HEADING, level=1), *below]


def _may_be_genre(words: str) -> bool:
    """Whether a line over a title may name the kind of text: a few words, no date and no path of pages."""
    return len(words) <= _MAX_GENRE and not _NO_GENRE.search(words)


def is_heading(line: Line) -> bool:
    """Whether a line is marked as a heading."""
    return line.kind is Kind.HEADING


# Notes and facts


def _with_metadata(reading: Reading, metadata: PageMetadata) -> Reading:
    """Add the date and the authors of the page's metadata, where its words name none."""
    brief, notes = reading.brief, Notes()
    if metadata.published and brief.published is None:
        brief = evolve(brief, published=metadata.published)
        notes.add(
            Code.PUBLISHED_FROM_PAGE, f"The page says that it came out on {metadata.published}."
        )
    if metadata.authors and not brief.authors:
        brief = evolve(brief, authors=metadata.authors)
        names = ", ".join(one.name for one in metadata.authors)
        notes.add(Code.AUTHORS_FROM_PAGE, f"The page says that {names} wrote it.")
    return Reading(brief, (*reading.notes, *notes))
