"""Tables and pictures of foreign documents stand where they stood, whatever becomes of the lines around them."""

from __future__ import annotations

import pytest

from briefkit.errors import ReadError
from briefkit.model import Bullets, Paragraph, Section, Table
from briefkit.model.text import Text
from briefkit.notes import Code
from briefkit.recognise.document import recognise_lines
from briefkit.recognise.lines import Kind, Line
from briefkit.recognise.ready_blocks import block_line

FIRST, SECOND, THIRD = (Table(rows=((Text(word),),)) for word in ("one", "two", "three"))
PROSE = "The council voted on Friday, and the mayor left the hall before the count was over."


def read(*lines: Line | Table) -> tuple[Section, ...]:
    placed = [
        one if isinstance(one, Line) else block_line(number, one)
        for number, one in enumerate(lines, 1)
    ]
    return recognise_lines(placed, "en", foreign=True).brief.sections


def line(words: str, kind: Kind = Kind.UNKNOWN, level: int = 0) -> Line:
    return Line(0, Text(words), kind, level)


def heading(words: str) -> Line:
    return line(words, Kind.HEADING, 2)


TITLE = line("Council votes", Kind.HEADING, 1)


def test_table_stands_between_the_paragraphs_that_it_stood_between() -> None:
    sections = read(TITLE, heading("Vote"), line(PROSE), FIRST, line(PROSE), SECOND)
    paragraph = Paragraph(PROSE)
    assert sections[0].blocks == (paragraph, FIRST, paragraph, SECOND)


def test_table_under_a_heading_is_first_in_its_section() -> None:
    (section,) = read(TITLE, heading("Vote"), FIRST)
    assert section.blocks == (FIRST,)


def test_table_under_the_title_or_a_byline_is_in_the_opening() -> None:
    sections = read(TITLE, FIRST, line("By Ann Lee"), SECOND, heading("Vote"), line(PROSE))
    assert sections[0].heading is None
    assert sections[0].blocks == (FIRST, SECOND)
    assert sections[1].blocks == (Paragraph(PROSE),)


def test_table_before_any_words_is_kept() -> None:
    sections = read(FIRST, TITLE, heading("Vote"), line(PROSE))
    assert sections[0].blocks == (FIRST,)


def test_table_among_related_articles_is_at_the_end_of_the_section_before() -> None:
    sections = read(
        TITLE,
        heading("Vote"),
        line(PROSE),
        heading("Related"),
        line("More <https://example.org/more>", Kind.ITEM),
        FIRST,
        heading("Later"),
        line(PROSE),
        SECOND,
    )
    assert sections[0].blocks == (Paragraph(PROSE), FIRST)
    assert sections[1].blocks == (Paragraph(PROSE), SECOND)


def test_table_between_lists_parts_them_and_one_in_a_list_stands_behind_it() -> None:
    items = [line(word, Kind.ITEM, 2) for word in ("Bread", "Salt")]
    (section,) = read(TITLE, heading("Vote"), items[0], FIRST, items[1])
    assert [type(one) for one in section.blocks] == [Bullets, Table, Bullets]
    inside = block_line(0, THIRD, level=2)
    (section,) = read(TITLE, heading("Vote"), items[0], inside, items[1], line(PROSE))
    assert [type(one) for one in section.blocks] == [Bullets, Table, Paragraph]


def test_tables_without_words_are_no_document() -> None:
    with pytest.raises(ReadError, match="no words"):
        read(Table(rows=((Text(),),)))


def test_a_document_of_a_table_alone_has_its_first_words_as_title() -> None:
    table = Table([[Text(""), Text("Fares")], [Text("Dogs"), Text("free")]])
    reading = recognise_lines([block_line(1, table)], "en")
    assert reading.brief.title.plain == "Fares"
    assert Code.TITLE_ASSUMED in {one.code for one in reading.notes}
    assert table in [block for part in reading.brief.sections for block in part.blocks]
