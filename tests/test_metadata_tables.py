"""Metadata tables over a title: rows of a label and a value become fields of the brief, others are told."""

from __future__ import annotations

import datetime as dt

import pytest

import briefkit as bk
from briefkit.model import Author, Brief, Marking, Status, Table, Text
from briefkit.notes import Code, Reading
from briefkit.recognise.document import recognise_lines
from briefkit.recognise.lines import Kind, Line
from briefkit.recognise.ready_blocks import block_line

TEXT = (
    Line(
        2,
        Text("The port of Havnes opened again on Friday after a strike of nine days."),
        Kind.PARAGRAPH,
    ),
)


def read(
    rows: list[tuple[str, ...]], language: str = "en", header: tuple[str, ...] = ()
) -> Reading:
    table = Table([[Text(one) for one in row] for row in rows], [Text(one) for one in header])
    title = Line(2, Text("Strike ends"), Kind.HEADING, 1)
    return recognise_lines([block_line(1, table), title, *TEXT], language)


def dropped(reading: Reading) -> list[str]:
    return [one.words for one in reading.notes if one.code == Code.LINE_DROPPED]


def facts(brief: Brief) -> tuple[object, ...]:
    return [one.name for one in brief.authors], brief.published, brief.marking


def test_rows_become_authors_dates_and_markings_and_others_are_told() -> None:
    reading = read(
        [
            ("Date", "22 November 2026"),
            ("Author", "Petra Lindqvist"),
            ("Reference", "CD-2026-114"),
            ("Classification", "TLP:AMBER"),
            ("Status:", "Draft"),
        ]
    )
    brief = reading.brief
    assert brief.title.plain == "Strike ends"
    assert brief.authors == (Author("Petra Lindqvist"),)
    assert brief.published == dt.date(2026, 11, 22)
    assert brief.marking == Marking("TLP", "AMBER")
    assert brief.status == Status.DRAFT
    assert dropped(reading) == ["Reference: CD-2026-114"]
    assert not any(isinstance(one, Table) for part in brief.sections for one in part.blocks)


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        ("de", [("Datum", "12. März 2026"), ("Verfasser", "Jonas Weidel")]),
        ("fr", [("Date", "12 mars 2026"), ("Rédigé par", "Jonas Weidel")]),
        ("es", [("Fecha", "12 de marzo de 2026"), ("Autor", "Jonas Weidel")]),
        ("ru", [("Дата", "12 марта 2026 года"), ("Автор", "Jonas Weidel")]),
        ("de", [("Datum", "12.03.2026"), ("Bearbeiter", "Jonas Weidel")]),
        ("fr", [("Date", "12/03/2026"), ("Auteur", "Jonas Weidel")]),
        ("zh", [("日期", "2026年3月12日"), ("作者", "Jonas Weidel")]),
        ("he", [("תאריך", "12.3.2026"), ("מחבר", "Jonas Weidel")]),
    ],
)
def test_labels_are_known_in_each_language(language: str, rows: list[tuple[str, ...]]) -> None:
    wanted = ["Jonas Weidel"], dt.date(2026, 3, 12), None
    assert facts(read(rows, language).brief) == wanted


def test_labels_may_stand_in_one_row_or_in_two_columns_of_pairs() -> None:
    wanted = ["Ann Lee", "Karl Berg"], dt.date(2026, 3, 12), Marking("TLP", "RED")
    across = read(
        [("12 March 2026", "Ann Lee; Karl Berg", "RED")], header=("Date", "Authors", "TLP")
    )
    pairs = read(
        [("Date", "12 March 2026", "Authors", "Ann Lee and Karl Berg"), ("TLP", "RED", "", "")]
    )
    assert facts(across.brief) == facts(pairs.brief) == wanted


def test_a_day_whose_month_is_not_clear_is_told_and_not_guessed() -> None:
    reading = read([("Date", "4/5/2026"), ("Author", "Ann Lee")])
    assert reading.brief.published is None
    assert dropped(reading) == ["Date: 4/5/2026"]


def test_a_table_of_figures_stays_a_table() -> None:
    reading = read([("North", "12"), ("South", "14")], header=("Region", "Number"))
    assert any(isinstance(one, Table) for part in reading.brief.sections for one in part.blocks)


def test_the_subject_of_the_table_is_the_title_where_no_line_is() -> None:
    table = Table([[Text("Subject"), Text("Strike ends")], [Text("Date"), Text("12 March 2026")]])
    brief = recognise_lines([block_line(1, table), *TEXT], "en").brief
    assert (brief.title.plain, brief.published) == ("Strike ends", dt.date(2026, 3, 12))


def test_words_over_the_title_head_nothing() -> None:
    table = Table([[Text("Date"), Text("12 March 2026")], [Text("Author"), Text("Ann Lee")]])
    title = Line(3, Text("Strike ends"), Kind.HEADING, 1)
    brief = recognise_lines(
        [Line(1, Text("Desk of the Harbour")), block_line(2, table), title, *TEXT], "en"
    ).brief
    assert (brief.title.plain, brief.published) == ("Strike ends", dt.date(2026, 3, 12))
    assert [one.heading for one in brief.sections] == [None]


def test_lines_with_labels_are_rows_in_a_foreign_document() -> None:
    lines = [
        Line(1, Text("Date: 22 November 2026")),
        Line(2, Text("Prepared by: Ann Lee; Karl Berg")),
        Line(3, Text("Reference: CD-2026-114")),
        Line(4, Text("Strike ends"), Kind.HEADING, 1),
        *TEXT,
    ]
    reading = recognise_lines(lines, "en", foreign=True)
    assert facts(reading.brief) == (["Ann Lee", "Karl Berg"], dt.date(2026, 11, 22), None)
    assert dropped(reading) == ["Reference: CD-2026-114"]


def test_one_line_with_a_label_stays_what_it_is() -> None:
    lines = [
        Line(1, Text("Strike ends"), Kind.HEADING, 1),
        Line(2, Text("Status: nobody knows what comes next, said the office of the port.")),
        *TEXT,
    ]
    assert "Status" in str(
        bk.render(recognise_lines(lines, "en", foreign=True).brief, "text"), "utf-8"
    )


def test_a_line_of_authors_that_holds_more_than_names_is_told_whole() -> None:
    words = f"Ann Lee; {'the desk that watches the harbour and the ferry ' * 3}".strip()
    lines = [
        Line(1, Text(words), Kind.FACT, mark="authors"),
        Line(2, Text("Strike ends"), Kind.HEADING, 1),
        *TEXT,
    ]
    reading = recognise_lines(lines, "en", foreign=True)
    assert (reading.brief.authors, dropped(reading)) == ((), [words])


def test_the_head_of_a_memo_gives_its_title_author_and_day() -> None:
    rows = [
        ("To", "The board"),
        ("From", "Ann Lee"),
        ("Date", "12 March 2026"),
        ("Subject", "Strike ends"),
    ]
    lines = [Line(place, Text(": ".join(row))) for place, row in enumerate(rows, 1)]
    for head in (lines, [block_line(1, Table([[Text(one) for one in row] for row in rows]))]):
        reading = recognise_lines([*head, *TEXT], "en", foreign=True)
        assert reading.brief.title.plain == "Strike ends"
        assert facts(reading.brief) == (["Ann Lee"], dt.date(2026, 3, 12), None)
        assert dropped(reading) == ["To: The board"]


def test_the_cells_of_a_letterhead_tell_a_marking_and_a_day_without_labels() -> None:
    reading = read([("The Harbour Desk", "TLP:AMBER", "22 November 2026")])
    assert facts(reading.brief) == ([], dt.date(2026, 11, 22), Marking("TLP", "AMBER"))
    assert dropped(reading) == ["The Harbour Desk"]
