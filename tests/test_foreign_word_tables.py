"""Tables of Word documents that briefkit did not write."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import docx
from docx.oxml import OxmlElement
from PIL import Image as Pillow

import briefkit as bk


def reading_of(build: Callable[[Any], None]) -> bk.Reading:
    """What is read from a document with a title, an opening and a heading, and what a function puts below them."""
    document = docx.Document()
    document.add_paragraph("Ferry returns", style="Title")
    document.add_paragraph("The ferry to Lower Tarn sails again from Monday.")
    document.add_heading("Fares", 1)
    build(document)
    out = io.BytesIO()
    document.save(out)
    return bk.read(out.getvalue(), "docx", language="en")


def table(document: Any, rows: Sequence[Sequence[str]], style: str = "Table Grid") -> Any:
    """Add a table of words."""
    added = document.add_table(len(rows), len(rows[0]), style)
    for row, words in zip(added.rows, rows, strict=True):
        for cell, one in zip(row.cells, words, strict=True):
            cell.text = one
    return added


def tables(reading: bk.Reading) -> list[bk.Table]:
    return [one for _, one in bk.walk(reading.brief) if isinstance(one, bk.Table)]


def cells(table: bk.Table) -> list[list[str]]:
    """The cells of a table, a line below its header."""
    header = [[str(cell) for cell in table.header], ["---"]] if table.header else []
    return [*header, *([str(cell) for cell in row] for row in table.rows)]


def codes(reading: bk.Reading) -> set[str]:
    return {one.code for one in reading.notes}


FARES = (("Line", "2025", "2026"), ("Coast", "", "78"), ("Hill", "41", ""))


def test_a_table_stands_where_it_stood_with_its_empty_cells() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("Table 1: fares", style="Caption")
        table(document, FARES)
        document.add_paragraph("They hold until May.")

    reading = reading_of(build)
    [found] = tables(reading)
    assert cells(found) == [list(row) for row in FARES]
    assert str(found.caption) == "Table 1: fares"
    [section] = [one for one in reading.brief.sections if one.heading]
    assert section.blocks == (found, bk.Paragraph("They hold until May."))


def test_a_header_is_told_by_its_row_by_its_style_and_by_bold_words() -> None:
    def marked(document: Any) -> None:
        row = table(document, FARES).rows[0]
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    def styled(document: Any) -> None:
        table(document, FARES, "Light Shading Accent 1")

    def bold(document: Any) -> None:
        for cell in table(document, FARES).rows[0].cells:
            cell.paragraphs[0].runs[0].bold = True

    for build in (marked, styled, bold):
        [found] = tables(reading_of(build))
        assert cells(found) == [list(FARES[0]), ["---"], *map(list, FARES[1:])]
    assert "header-assumed" in codes(reading_of(bold))
    assert "header-assumed" not in codes(reading_of(marked))


def test_merged_cells_are_spread() -> None:
    def build(document: Any) -> None:
        added = table(
            document, [["Port", "", "Load"], ["Coast", "North", "78"], ["", "South", "9"]]
        )
        added.cell(0, 0).merge(added.cell(0, 1))
        added.cell(1, 0).merge(added.cell(2, 0))

    reading = reading_of(build)
    [found] = tables(reading)
    assert cells(found) == [
        ["Port", "Port", "Load"],
        ["Coast", "North", "78"],
        ["Coast", "South", "9"],
    ]
    assert "cells-spread" in codes(reading)


def test_a_table_for_the_layout_becomes_what_it_holds() -> None:
    def build(document: Any) -> None:
        left, right = table(document, [["", ""]]).rows[0].cells
        left.text = "The strike was over on Friday."
        left.add_paragraph("Talks go on.")
        right.add_paragraph("Costs", style="Heading 2")
        right.add_paragraph("Four million marks.", style="List Bullet")

    reading = reading_of(build)
    assert tables(reading) == []
    [fares] = [one for one in reading.brief.sections if str(one.heading) == "Fares"]
    assert [str(getattr(one, "text", "")) for one in fares.blocks] == [
        "The strike was over on Friday.",
        "Talks go on.",
    ]
    [costs] = fares.sections
    assert str(costs.heading) == "Costs"
    assert [type(one) for one in costs.blocks] == [bk.Bullets]


def test_pictures_of_a_table_stand_behind_it() -> None:
    def build(document: Any) -> None:
        added = table(document, FARES)
        out = io.BytesIO()
        Pillow.new("RGB", (8, 8)).save(out, "PNG")
        added.cell(1, 0).paragraphs[0].add_run().add_picture(io.BytesIO(out.getvalue()))

    reading = reading_of(build)
    [section] = [one for one in reading.brief.sections if one.heading]
    assert [type(one) for one in section.blocks] == [bk.Table, bk.Figure]


def test_bold_words_of_a_table_are_no_headings() -> None:
    def build(document: Any) -> None:
        added = table(document, FARES)
        for row in added.rows:
            for run in row.cells[0].paragraphs[0].runs:
                run.bold = True

    assert [str(one.heading) for one in reading_of(build).brief.sections if one.heading] == [
        "Fares"
    ]


def test_every_word_of_a_table_within_a_table_is_kept() -> None:
    def build(document: Any) -> None:
        outer = table(document, FARES)
        outer.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        inner = outer.cell(1, 1).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "Adults", "Children"

    reading = reading_of(build)
    [found] = tables(reading)
    assert cells(found)[2] == ["Coast", "Adults; Children", "78"]
    assert "cells-joined" in codes(reading)
