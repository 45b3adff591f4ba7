"""Tables of other programs' Markdown in HTML, in grids and under dashes, and what is none."""

from __future__ import annotations

import pytest

import briefkit as bk
from briefkit.model import Table, Text
from briefkit.notes import Code

HEAD = "# Port opens\n\n## Costs\n\nThe port opened on Friday.\n\n"
SHIPS = Table([["May", "4"], ["June", "5"]], ["Month", "Ships"])


def read(written: str) -> bk.Reading:
    return bk.read(f"{HEAD}{written}\n\nMore.\n".encode(), "markdown", language="en")


def tables(reading: bk.Reading) -> list[Table]:
    return [one for one in reading.brief.sections[0].blocks if isinstance(one, Table)]


@pytest.mark.parametrize(
    "written",
    [
        "<table>\n<tr><th>Month</th><th>Ships</th></tr>\n<tr><td>May</td><td>4</td></tr>\n\n"
        '<tr><td>June</td><td align="right">5</td></tr></table>',
        "<table><thead><tr><td>Month</td><td>Ships</td></tr></thead><tbody>"
        "<tr><td>May</td><td>4</td></tr><tr><td>June</td><td>5</td></tr></tbody></table>",
        "+-------+-------+\n| Month | Ships |\n+=======+:=====:+\n| May   | 4     |\n+-------+-------+\n"
        "| June  | 5     |\n+-------+-------+",
        "  Month   Ships\n  ------- -------\n  May     4\n  June    5",
        "Month   Ships\n------- -------\nMay           4\nJune          5\n------- -------",
    ],
)
def test_table_in_another_form_is_a_table(written: str) -> None:
    reading = read(written)
    assert tables(reading) == [SHIPS]
    assert [one.code for one in reading.notes] == [Code.STATUS_ASSUMED]
    assert reading.brief.sections[0].blocks[-1] == bk.Paragraph("More.")


def test_columns_between_dashes_have_no_header() -> None:
    assert tables(read("----- ---\nMay    4\nJune   5\n----- ---")) == [
        Table([["May", "4"], ["June", "5"]])
    ]


def test_cells_have_marks_captions_spans_and_paragraphs() -> None:
    (table,) = tables(
        read(
            "<table><caption>Ships</caption><tr><th>Month</th><th colspan=2>In | out</th></tr>"
            "<tr><td>**May**</td><td>4</td><td>- one\n- two</td></tr></table>"
        )
    )
    assert table.header == (Text("Month"), Text("In | out"), Text("In | out"))
    assert table.caption == Text("Ships")
    assert [cell.plain for cell in table.rows[0]] == ["May", "4", "one; two"]
    assert table.rows[0][0].spans[0].strong


def test_wide_signs_take_two_columns_of_a_grid() -> None:
    (table,) = tables(
        read("+------+------+\n| 月份 | Ship |\n+------+------+\n| 五月 | 4    |\n+------+------+")
    )
    assert [cell.plain for row in table.rows for cell in row] == ["月份", "Ship", "五月", "4"]


@pytest.mark.parametrize(
    "written",
    [
        "<table><tr><td>Havnes<table><tr><td>Tarn</td></tr></table></td></tr></table>",
        "<table><tr><td>Havnes</td><td>Tarn</td></tr>",
        "+---+---+\n| Havnes | Tarn |\n+---+---+",
        "+---+---+\n| Havnes, Tarn",
        "Havnes\n--- ---",
        "```\n+--------+------+\n| Havnes | Tarn |\n+--------+------+\n```",
    ],
)
def test_what_is_no_whole_table_keeps_its_words(written: str) -> None:
    reading = read(written)
    assert tables(reading) == []
    printed = bk.render(reading.brief, "text").decode()
    assert all(word in printed for word in ("Havnes", "Tarn") if word in written)


def test_tables_put_into_own_markdown_are_read() -> None:
    own = "---\nschema_version: 1\nlanguage: en\ntitle: Port opens\n---\n\n## Costs\n\n"
    written = "+-----+-----+\n| May | 4   |\n+-----+-----+"
    assert tables(bk.read((own + written).encode(), "markdown")) == [Table([["May", "4"]])]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("<p>one</p><p>two</p>", "one; two"),
        ("<ul><li>one</li><li>two</li></ul>", "one; two"),
        ("<pre>one<br>two\nthree</pre>", "one; two; three"),
        ("one<div>two</div>three", "one; two; three"),
    ],
)
def test_blocks_in_cells_stay_apart_and_are_told(cell: str, words: str) -> None:
    reading = read(
        f"<table><tr><th>a</th><th>b</th></tr><tr><td>{cell}</td><td>x</td></tr></table>"
    )
    (table,) = tables(reading)
    assert [str(one) for one in table.rows[0]] == [words, "x"]
    assert ("cells-joined", 7) in [(one.code, one.line) for one in reading.notes]


def test_notes_on_cells_have_the_line_of_their_row() -> None:
    reading = read("| a | b |\n|---|---|\n| 1 | 2 |\n| one<br>two | x |")
    assert ("lines-joined", "one / two", 10) in [
        (one.code, one.words, one.line) for one in reading.notes
    ]
