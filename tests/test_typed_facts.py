"""Typed facts: words that were typed beside a name or a fact, in the look of what parts two, are words of it or are told."""

import copy
import io
from collections.abc import Iterator

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

import briefkit as bk

BRIEF = (
    bk.draft("The dam holds")
    .background(
        bk.Paragraph(bk.Text([bk.Span("It holds "), bk.Span("for now", cites=("report",))]))
    )
    .what_happened(bk.event("The water rose.", on="2026-07-18", place="Upper Tarn"))
    .reactions(
        bk.statement(
            [bk.Person("Adela Korvin", "Energy Minister"), bk.Person("Jonas Wirth", "Regulator")],
            "Denied it.",
        )
    )
    .correction("2026-07-23", "correction", "The dam is of 1974.")
    .author("Petra Lind", affiliation="The Desk", email="petra@example.org")
    .source(
        "report",
        "A report on the dam",
        publisher="Energy Office",
        published="2026-06",
        url="https://example.org/dam",
        accessed="2026-07-20",
    )
    .build()
)


def read_typed(within: str, run: int, typed: str) -> bk.Reading:
    """Read the brief from a Word file in which a run of the paragraph that holds some words has others."""
    word = Document(io.BytesIO(bk.render(BRIEF, "docx")))
    paragraph = [one for one in word.paragraphs if within in one.text][-1]
    [*paragraph._p.iter(qn("w:t"))][run].text = typed
    edited = io.BytesIO()
    word.save(edited)
    return bk.read(edited.getvalue(), "docx")


def changes(reading: bk.Reading) -> Iterator[tuple[str, object]]:
    for one in bk.differences(BRIEF, reading.brief):
        yield one.path, bk.at(reading.brief, one.path)


@pytest.mark.parametrize(
    ("within", "run", "typed", "path", "now"),
    [
        ("The water", 1, ", new ", "sections[1].blocks[0].items[0].block.place", "new Upper Tarn"),
        (
            "The water",
            3,
            " (north): ",
            "sections[1].blocks[0].items[0].block.place",
            "Upper Tarn (north)",
        ),
        ("Petra Lind", 1, " Roth, ", "authors[0].name", "Petra Lind Roth"),
        ("Petra Lind", 1, ", of ", "authors[0].affiliation", "of The Desk"),
        ("A report", 1, ", the ", "sources[0].publisher", "the Energy Office"),
        ("A report", 6, "https://example.org/dam or so", "sources[0].title[19:25]", " or so"),
        ("A report", 10, " again", "sources[0].title[19:25]", " again"),
        ("A report", 11, "↑ again", "sources[0].title[19:25]", " again"),
    ],
)
def test_words_typed_beside_a_fact_are_words_of_it(
    within: str, run: int, typed: str, path: str, now: str
) -> None:
    reading = read_typed(within, run, typed)
    assert dict(changes(reading)) == {path: now}
    assert [note.code for note in reading.notes] == ["block-edited"]


@pytest.mark.parametrize(
    ("within", "run", "typed", "told", "gone"),
    [
        (
            "The water",
            1,
            " or so, ",
            "18 July 2026 or so",
            ["sections[1].blocks[0].items[0].block.on"],
        ),
        ("The dam is", 0, "23 July 2026 or so", "or so", []),
        ("The dam is", 1, " or so · ", "or so", []),
        ("petra@", 0, "or petra@example.org", "or", []),
        (
            "A report",
            9,
            "20 July 2026 or so",
            "accessed 20 July 2026 or so",
            ["sources[0].accessed"],
        ),
    ],
)
def test_words_that_no_fact_can_have_are_told_and_the_others_stay(
    within: str, run: int, typed: str, told: str, gone: list[str]
) -> None:
    reading = read_typed(within, run, typed)
    assert dict(changes(reading)) == dict.fromkeys(gone)
    assert [note.code for note in reading.notes] == ["block-edited", "value-dropped"]
    assert reading.notes[1].message.startswith(f"“{told}” was left out")


@pytest.mark.parametrize(
    ("typed", "event"),
    [
        (
            "20 July 2026, Lower Tarn: It fell.",
            bk.event("It fell.", on="2026-07-20", place="Lower Tarn"),
        ),
        ("20 July 2026: It fell.", bk.event("It fell.", on="2026-07-20")),
        ("Nobody saw it: it was night.", bk.Paragraph(bk.Text("Nobody saw it: it was night."))),
    ],
)
def test_a_bullet_typed_among_events_is_one_where_it_has_a_day(
    typed: str, event: bk.Event | bk.Paragraph
) -> None:
    word = Document(io.BytesIO(bk.render(BRIEF, "docx")))
    (paragraph,) = [one for one in word.paragraphs if "The water" in one.text]
    new = copy.deepcopy(paragraph._p)
    paragraph._p.addnext(new)
    added = Paragraph(new, paragraph)
    for run in [*new.iter(qn("w:t"))]:
        run.text = ""
    added.add_run(typed)
    added.style = "List Paragraph" if "List Paragraph" in word.styles else "Normal"
    edited = io.BytesIO()
    word.save(edited)
    reading = bk.read(edited.getvalue(), "docx")
    assert bk.at(reading.brief, "sections[1].blocks[0].items[1].block") == event
