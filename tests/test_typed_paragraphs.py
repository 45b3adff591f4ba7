"""Typed paragraphs: behind a correction, a source, a related link, an assessment, each is one more of its kind."""

import io

import pytest
from docx import Document

import briefkit as bk
from support.docx_files import typed_below

BRIEF = (
    bk.draft("The dam holds")
    .why_it_matters(
        bk.assessment("It may break.", likelihood=("ICD 203", "likely"), confidence="moderate"),
        "The town lies below it.",
    )
    .correction("2026-07-23", "correction", "The dam is of 1974.")
    .author("Petra Lind", bio="Petra Lind draws the charts.")
    .related("Who owns the dam?", "https://example.org/dam")
    .source("report", "A report on the dam")
    .build()
)


def read_with(words: str, typed: str, *, style: str | None = None) -> bk.Reading:
    """Read the brief from a Word file in which a paragraph was typed behind the last one that has some words."""
    word = Document(io.BytesIO(bk.render(BRIEF, "docx")))
    old = [one for one in word.paragraphs if words in one.text][-1]
    paragraph = typed_below(old, typed)
    if style:
        paragraph.style = style
    edited = io.BytesIO()
    word.save(edited)
    return bk.read(edited.getvalue())


@pytest.mark.parametrize(
    ("words", "typed", "path", "wanted"),
    [
        (
            "of 1974",
            "24 July 2026 · Correction: It is of 1975.",
            "corrections[1]",
            bk.Correction("2026-07-24", "correction", "It is of 1975."),
        ),
        (
            "Who owns",
            "Who built the dam? https://example.org/built",
            "related[1]",
            bk.Link("Who built the dam?", "https://example.org/built"),
        ),
        (
            "A report",
            "Minutes of the council, https://example.org/minutes",
            "sources[1]",
            bk.Source("added-1", "Minutes of the council", url="https://example.org/minutes"),
        ),
        (
            "It may break",
            "It would be the third to break.",
            "sections[0].blocks[1]",
            bk.Assessment("It would be the third to break."),
        ),
    ],
)
def test_a_typed_paragraph_is_one_more(
    words: str, typed: str, path: str, wanted: bk.Correction | bk.Link | bk.Source | bk.Assessment
) -> None:
    reading = read_with(words, typed)
    (difference,) = bk.differences(BRIEF, reading.brief)
    assert (difference.path, difference.kind) == (path, "inserted")
    assert bk.at(reading.brief, path) == wanted
    assert [note.code for note in reading.notes] == ["block-inserted"]


@pytest.mark.parametrize("words", ["It may break", "The town lies"])
def test_a_typed_quotation_is_marked_as_one(words: str) -> None:
    reading = read_with(words, "It “may yet hold”.")
    (difference,) = bk.differences(BRIEF, reading.brief)
    typed = bk.at(reading.brief, difference.path)
    assert [span.text for span in typed.text.spans if span.quoted] == ["may yet hold"]


@pytest.mark.parametrize(
    ("words", "typed", "path", "wanted"),
    [
        (
            "of 1974",
            "24 July 2026: It is of 1975.",
            "corrections[1]",
            bk.Correction("2026-07-24", "correction", "It is of 1975."),
        ),
        (
            "Petra Lind draws",
            "Nina Roth, The Desk",
            "authors[1]",
            bk.Author("Nina Roth", affiliation="The Desk"),
        ),
    ],
)
def test_a_paragraph_typed_without_a_look_is_what_it_says_below_a_heading(
    words: str, typed: str, path: str, wanted: bk.Correction | bk.Author
) -> None:
    reading = read_with(words, typed, style="Normal")
    (difference,) = bk.differences(BRIEF, reading.brief)
    assert (difference.path, difference.kind) == (path, "inserted")
    assert bk.at(reading.brief, path) == wanted
