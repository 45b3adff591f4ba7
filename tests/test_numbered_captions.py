"""Lines as “Figure 1: …” are the caption of the table or the picture beside them, in the words of each language."""

from __future__ import annotations

import pytest

import briefkit as bk
from briefkit.model import Paragraph, Table, Text
from briefkit.recognise.lines import Kind, Line
from briefkit.recognise.numbered_captions import is_numbered_caption

ROWS = "<table><tr><th>Month<th>Ships<tr><td>May<td>4</table>"


@pytest.mark.parametrize(
    ("words", "language", "is_caption"),
    [
        ("Table 1: Ships a month", "en", True),
        ("Fig. 2.1 – The port", "en", True),
        ("Table 3", "en", True),
        ("Table IV. Ships", "en", True),
        ("Table 1 Ships a month", "en", True),
        ("Table 1 shows the ships of May.", "en", False),
        ("Tables were laid for ten.", "en", False),
        ("Table A reader wrote is full.", "en", False),
        ("Abb. 3: Schiffe je Monat", "de", True),
        ("Tableau 2 : Navires par mois", "fr", True),
        ("Рис. 1. Суда по месяцам", "ru", True),
        ("الجدول 1: السفن", "ar", True),
        ("図1　月別の船", "ja", True),
        ("表2：每月船只", "zh", True),
    ],
)
def test_caption_is_known_by_its_number(words: str, language: str, is_caption: bool) -> None:
    assert is_numbered_caption(Line(1, Text(words), Kind.UNKNOWN), language) is is_caption


@pytest.mark.parametrize("over", ["<h3>{}</h3>", "<p><b>{}</b></p>", "<p>{}</p>"])
@pytest.mark.parametrize("below", [False, True])
def test_caption_over_or_under_a_table_is_no_heading(over: str, below: bool) -> None:
    caption = over.format("Table 1: Ships a month")
    body = f"{ROWS}{caption}" if below else f"{caption}{ROWS}"
    prose = "The port opened again on Friday after a strike of nine days, and ships moved by noon."
    page = f"<html lang=en><article><h1>Port opens</h1><h2>Ships</h2><p>{prose}</p>{body}<p>{prose}</p></article>"
    (section,) = bk.read(page.encode(), "html").brief.sections
    table = section.blocks[1]
    assert isinstance(table, Table)
    assert table.caption is not None
    assert table.caption.plain == "Table 1: Ships a month"
    assert section.blocks[0] == section.blocks[2] == Paragraph(prose)
