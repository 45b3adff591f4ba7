"""Changes that people mark: words struck out, placeholders, columns deleted with tracking on, in Word and on pages."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

import briefkit as bk
from briefkit.formats.docx.wordprocessingml import W
from support.docx_files import changed, small

BRIEF = (
    bk.draft("The lock at Orsa")
    .published("2026-07-21")
    .background(
        "The lock was built in 1931.", bk.table([["Orsa", "3", "4"]], header=["Lock", "Old", "New"])
    )
    .reactions(
        bk.statement(bk.Person("Olga Hart", "Prime Minister"), "Promised a new gate."),
        bk.statement(bk.Person("Nils Ek", "Mayor"), "Called it too late."),
    )
    .build()
)
DOCUMENT = bk.render(BRIEF, "docx")
PAGE = bk.render(BRIEF, "html").decode()


def codes(reading: bk.Reading) -> list[str]:
    return [note.code for note in reading.notes]


def paragraph_with(root: Any, words: str) -> Any:
    return next(one for one in root.iter(f"{W}p") if words in "".join(one.itertext()))


def strike(root: Any, words: str, tag: str = "strike", **attributes: str) -> None:
    """Strike out the runs of the paragraph with some words."""
    for run in paragraph_with(root, words).iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        if properties is None:
            properties = etree.Element(f"{W}rPr")
            run.insert(0, properties)
        etree.SubElement(properties, f"{W}{tag}", {f"{W}{k}": v for k, v in attributes.items()})


def edited(change: Callable[[Any], None], **options: Any) -> bk.Reading:
    return bk.read(changed(DOCUMENT, change), "docx", **options)


@pytest.mark.parametrize("tag", ["strike", "dstrike"])
def test_a_statement_that_was_struck_out_by_hand_is_gone(tag: str) -> None:
    reading = edited(lambda root: strike(root, "too late", tag))
    one = BRIEF.statements()[0]
    assert reading.brief.statements() == (one,)
    assert codes(reading) == ["struck-out", "block-deleted"]
    assert reading.notes[0].words == "Mayor, Nils Ek: Called it too late."


def test_a_line_that_is_switched_off_strikes_nothing() -> None:
    reading = edited(lambda root: strike(root, "too late", val="0"))
    assert reading == bk.Reading(BRIEF)


def test_the_words_before_the_edits_are_those_without_a_line() -> None:
    reading = edited(lambda root: strike(root, "too late"), changes="original")
    assert reading == bk.Reading(BRIEF)


def test_words_in_a_struck_out_style_are_deleted() -> None:
    style = '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:strike/></w:rPr></w:style>'
    body = (
        "<w:p><w:r><w:t>Strike ends</w:t></w:r></w:p>"
        '<w:p><w:r><w:t>Pay rises by </w:t></w:r><w:r><w:rPr><w:rStyle w:val="Gone"/></w:rPr>'
        '<w:t xml:space="preserve">six </w:t></w:r><w:r><w:t>four per cent.</w:t></w:r></w:p>'
    )
    reading = bk.read(small(body, styles=style), "docx")
    assert "six" not in bk.render(reading.brief, "text").decode()
    assert [note.words for note in reading.notes if note.code == "struck-out"] == ["six "]


def test_a_change_of_format_that_is_refused_is_counted() -> None:
    def bold(root: Any) -> None:
        strike(root, "too late", "b")
        for properties in paragraph_with(root, "too late").iter(f"{W}rPr"):
            before = etree.SubElement(properties, f"{W}rPrChange")
            etree.SubElement(before, f"{W}rPr").extend(
                etree.fromstring(etree.tostring(one))
                for one in properties
                if one.tag not in (f"{W}b", f"{W}rPrChange")
            )

    reading = edited(bold, changes="original")
    assert reading.brief == BRIEF
    assert codes(reading) == ["changes-refused"]


# Content controls


def control(inner: str) -> str:
    return (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )


ASKS = "<w:r><w:t>Click here to enter text.</w:t></w:r>"


@pytest.mark.parametrize(
    "body",
    [
        control(f"<w:p>{ASKS}</w:p>"),
        f"<w:p>{control(ASKS)}</w:p>",
        f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Name</w:t></w:r></w:p></w:tc>{control(f'<w:tc><w:p>{ASKS}</w:p></w:tc>')}</w:tr></w:tbl>",
    ],
    ids=["paragraph", "words", "cell"],
)
def test_what_a_content_control_asks_for_is_no_text(body: str) -> None:
    first = (
        "<w:p><w:r><w:t>Strike ends</w:t></w:r></w:p><w:p><w:r><w:t>It is over.</w:t></w:r></w:p>"
    )
    reading = bk.read(small(first + body), "docx")
    assert "Click here" not in bk.render(reading.brief, "text").decode()
    assert not any("Click here" in note.words for note in reading.notes)


# Columns


def mark_column(root: Any, number: int, tag: str) -> None:
    for row in root.iter(f"{W}tr"):
        cell = row.findall(f"{W}tc")[number]
        properties = cell.find(f"{W}tcPr")
        if properties is None:
            properties = etree.Element(f"{W}tcPr")
            cell.insert(0, properties)
        etree.SubElement(properties, f"{W}{tag}")


@pytest.mark.parametrize(
    ("tag", "changes", "stays"),
    [
        ("cellDel", "accepted", False),
        ("cellDel", "original", True),
        ("cellIns", "accepted", True),
        ("cellIns", "original", False),
    ],
)
def test_a_column_that_was_tracked_is_there_in_one_view(
    tag: str, changes: str, stays: bool
) -> None:
    reading = edited(lambda root: mark_column(root, 1, tag), changes=changes)
    table = bk.table([["Orsa", "4"]], header=["Lock", "New"])
    blocks = BRIEF.sections[0].blocks if stays else (BRIEF.sections[0].blocks[0], table)
    assert reading.brief.sections[0].blocks == blocks
    assert codes(reading)[0] == ("changes-accepted" if changes == "accepted" else "changes-refused")


# Pages


@pytest.mark.parametrize(
    "struck",
    [
        "<del>built</del>",
        "<s>built</s>",
        "<strike>built</strike>",
        '<span style="text-decoration:line-through">built</span>',
        '<style>.c5{color:#000;text-decoration:line-through}</style><span class="c5">built</span>',
    ],
)
def test_struck_out_words_of_a_page_are_deleted(struck: str) -> None:
    page = PAGE.replace(
        ">The lock was built in", f">The lock was {struck} <ins>opened</ins> in"
    ).encode()
    reading = bk.read(page, "html")
    assert reading.brief.sections[0].blocks[0] == bk.Paragraph("The lock was opened in 1931.")
    assert codes(reading) == ["struck-out", "block-edited"]
    assert reading.notes[0].words == "built"


def test_a_page_before_its_changes_lacks_what_was_put_in() -> None:
    page = PAGE.replace(
        ">The lock was built in", ">The lock was <del>built</del> <ins>opened</ins> in"
    ).encode()
    reading = bk.read(page, "html", changes="original")
    assert reading.brief == BRIEF
    assert [(note.code, note.words) for note in reading.notes] == [("changes-refused", "opened")]


def test_what_is_struck_out_of_a_foreign_page_is_told() -> None:
    page = (
        "<html lang=en><body><article><h1>Strike ends</h1><p>Wages rise by <del>six</del> four per"
        " cent.</p><ul><li><s>Not <del>seven</del></s></li></ul></article>"
    )
    reading = bk.read(page.encode(), "html")
    assert "Wages rise by four per cent." in bk.render(reading.brief, "text").decode()
    told = [note.words for note in reading.notes if note.code == "struck-out"]
    assert told == ["six", "Not seven"]
