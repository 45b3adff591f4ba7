"""Source numbers that people type by hand, and those that lost what told their source."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

import briefkit as bk
from briefkit.formats.docx.wordprocessingml import W
from support.docx_files import changed

BRIEF = (
    bk.draft("The lock at Orsa")
    .source("log", "The lock keeper’s log")
    .source("minutes", "Minutes of the council")
    .background(
        bk.Paragraph(
            bk.Text([bk.Span("The lock was built in 1931", cites=("log",)), bk.Span(".")])
        ),
        "It has two gates.",
    )
    .reactions(bk.statement(bk.Person("Olga Hart", "Prime Minister"), "Promised a new gate."))
    .build()
)
DOCUMENT = bk.render(BRIEF, "docx")
RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


def typed(data: bytes, behind: str, words: str, properties: str = RAISED) -> bytes:
    """The document with words typed at the end of a paragraph."""
    run = etree.fromstring(
        f'<w:r xmlns:w="{W[1:-1]}">{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'
    )

    def add(root: Any) -> None:
        paragraphs = [one for one in root.iter(f"{W}p") if behind in "".join(one.itertext())]
        paragraphs[0].append(run)

    return changed(data, add)


def evidence(reading: bk.Reading) -> list[str]:
    return [one.source for one in reading.brief.statements()[0].evidence]


def cited(reading: bk.Reading) -> list[tuple[str, tuple[str, ...]]]:
    block = reading.brief.sections[0].blocks[1]
    assert isinstance(block, bk.Paragraph)
    return [(span.text, span.cites) for span in block.text.spans]


@pytest.mark.parametrize("words", ["[2]", " [2]", "[2] "])
def test_a_raised_number_behind_a_statement_is_evidence(words: str) -> None:
    reading = bk.read(typed(DOCUMENT, "Promised", words), "docx")
    assert evidence(reading) == ["minutes"]
    assert reading.brief.statements()[0].text.plain == "Promised a new gate."
    assert reading.notes[-1].code == "block-edited"


@pytest.mark.parametrize("words", ["[1][2]", "[1, 2]", "[1,2]", "[1; 2]"])
def test_several_numbers_are_several_sources(words: str) -> None:
    assert evidence(bk.read(typed(DOCUMENT, "Promised", words), "docx")) == ["log", "minutes"]


def test_a_number_that_is_not_raised_counts_at_the_end() -> None:
    reading = bk.read(typed(DOCUMENT, "Promised", " [2]", ""), "docx")
    assert evidence(reading) == ["minutes"]
    assert reading.brief.statements()[0].text.plain == "Promised a new gate."


def test_in_a_paragraph_it_cites_the_words_before() -> None:
    reading = bk.read(typed(DOCUMENT, "two gates", "[2]"), "docx")
    assert cited(reading) == [("It has two gates.", ("minutes",))]


def test_a_number_that_is_not_listed_is_words() -> None:
    reading = bk.read(typed(DOCUMENT, "Promised", "[3]"), "docx")
    assert evidence(reading) == []
    assert reading.brief.statements()[0].text.plain == "Promised a new gate.[3]"
    assert "source-missing" not in [note.code for note in reading.notes]


def test_words_that_were_written_so_are_no_number() -> None:
    raised = bk.Text([bk.Span("As in the table "), bk.Span("[2]", position=bk.Position.SUPER)])
    brief = bk.transform(
        BRIEF,
        lambda part: (
            bk.evolve(part, text=raised)
            if isinstance(part, bk.Paragraph) and "gates" in part.text.plain
            else part
        ),
    )
    reading = bk.read(typed(bk.render(brief, "docx"), "As in the table", " below", ""), "docx")
    assert cited(reading)[1] == ("[2]", ())


def test_a_page_has_them_too() -> None:
    page = bk.render(BRIEF, "html").decode()
    page = page.replace(">It has two gates.<", ">It has two gates.<sup>[2]</sup><", 1)
    assert cited(bk.read(page.encode(), "html")) == [("It has two gates.", ("minutes",))]


def add_source(root: Any) -> None:
    last = next(one for one in root.iter(f"{W}p") if "Minutes" in "".join(one.itertext()))
    added = etree.fromstring(etree.tostring(last))
    for name in ("bookmarkStart", "bookmarkEnd", "hyperlink"):
        for one in list(added.iter(f"{W}{name}")):
            added.remove(one)
    for words in added.iter(f"{W}t"):
        words.text = (words.text or "").replace("Minutes of the council", "A letter of May")
    last.addnext(added)


def test_a_source_that_was_typed_is_cited_by_its_number() -> None:
    reading = bk.read(typed(changed(DOCUMENT, add_source), "Promised", "[3]"), "docx")
    assert evidence(reading) == [reading.brief.sources[2].key]
    assert reading.brief.sources[2].title.plain == "A letter of May"
    assert "source-missing" not in [note.code for note in reading.notes]


def test_sources_without_anchors_are_those_of_their_numbers() -> None:
    def drop(root: Any) -> None:
        for name in ("bookmarkStart", "bookmarkEnd"):
            for one in list(root.iter(f"{W}{name}")):
                one.getparent().remove(one)
        for link in list(root.iter(f"{W}hyperlink")):
            link.addnext(link[0])
            link.getparent().remove(link)

    data = changed(bk.render(BRIEF, "docx", payload="none"), drop)
    reading = bk.read(data, "docx")
    assert [one.key for one in reading.brief.sources] == ["1", "2"]
    assert "source-missing" not in [note.code for note in reading.notes]
    block = reading.brief.sections[0].blocks[0]
    assert isinstance(block, bk.Paragraph)
    assert block.text.spans[0].cites == ("1",)
