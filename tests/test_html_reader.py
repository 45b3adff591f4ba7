"""A page shows the reader what its sheet shows, whoever saved it since; any other page is recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import lxml.html
import orjson
import pytest
from hypothesis import given, settings, strategies as st

import briefkit as bk
from briefkit.formats.html.reading import read as html_reader
from briefkit.formats.html.writing import write as html_writer
from briefkit.layout import Items, LayoutBlock, Para
from briefkit.lexicons import lexicon
from briefkit.lower import lower
from briefkit.model.walk import walk
from briefkit.themes import PLAIN
from support.html_sheets import shown, sketch
from support.outlines import outline
from support.strategies import briefs

WRAP = "\n     "


@given(briefs())
@settings(max_examples=40)
def test_a_page_shows_what_its_sheet_shows(brief: bk.Brief) -> None:
    sheet = lower(brief)
    parsed = html_reader.parse(html_writer.write_sheet(sheet, PLAIN))
    assert shown(parsed.sheet) == shown(sheet)
    assert parsed.notes == ()
    assert parsed.payload is None


def body_of(page: bytes) -> lxml.html.HtmlElement:
    body = lxml.html.document_fromstring(page).find("body")
    assert isinstance(body, lxml.html.HtmlElement)
    return body


def indented(page: bytes) -> bytes:
    """Set a page as an editor does: each element that is a block on a line, lines broken at spaces."""
    start = page.index(b"<main>")
    body = page[start:].decode()
    body = re.sub(r">([^<]*)<", lambda found: f">{found[1].replace(' ', WRAP)}<", body)
    body = re.sub(
        r"(</?(?:p|h\d|li|ul|ol|table|tr|td|th|figure|div)\b[^>]*>)", rf"{WRAP}\1{WRAP}", body
    )
    return page[:start] + body.encode()


@given(briefs())
@settings(max_examples=40)
def test_a_page_set_by_an_editor_shows_the_same(brief: bk.Brief) -> None:
    sheet = lower(brief)
    assert shown(html_reader.parse(indented(html_writer.write_sheet(sheet, PLAIN))).sheet) == shown(
        sheet
    )


@given(briefs(), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_a_page_with_elements_taken_out_or_moved_still_shows_a_sheet(
    brief: bk.Brief, random: Random
) -> None:
    body = body_of(html_writer.write_sheet(lower(brief), PLAIN))
    for _ in range(3):
        one, other = random.choices(list(body.iter())[1:] or [body], k=2)
        if random.random() < 0.5 and one.getparent() is not None:
            one.drop_tree()
        elif (
            other.getparent() is not None and one not in other.iterancestors() and one is not other
        ):
            other.addnext(one) if one.getparent() is not None else None
    parsed = html_reader.parse(lxml.html.tostring(body.getroottree(), encoding="utf-8"))
    assert parsed.sheet.language == brief.language
    assert all(first for first in map(first_paragraphs, parsed.sheet.blocks))


def first_paragraphs(block: LayoutBlock) -> bool:
    """Whether each item of a list begins with words."""
    if not isinstance(block, Items):
        return True
    return all(
        isinstance(item[0], Para) and all(map(first_paragraphs, item)) for item in block.items
    )


# The payload


@given(
    st.recursive(st.none() | st.text(), lambda one: st.lists(one) | st.dictionaries(st.text(), one))
)
@settings(max_examples=50)
def test_the_payload_comes_back_as_it_was(tree: object) -> None:
    sheet = lower(bk.draft("A").build())
    payload = orjson.dumps(tree)
    page = html_writer.write_sheet(sheet, PLAIN, payload)
    assert html_reader.parse(page).payload == payload
    assert shown(html_reader.parse(page).sheet) == shown(sheet)
    assert page.count(b"</script") == 2, "the other holds linked data"


def test_a_large_payload_comes_back() -> None:
    payload = orjson.dumps({"words": "<é\\" * 700_000})
    assert (
        html_reader.parse(
            html_writer.write_sheet(lower(bk.draft("A").build()), PLAIN, payload)
        ).payload
        == payload
    )


# What a person changed

CASES = Path(__file__).parent / "cases" / "html"
EDITS = [
    case.split("\n") for case in (CASES / "edits.txt").read_text("utf-8").strip().split("\n\n")[1:]
]


def page_with(inside: str) -> bytes:
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"></head><body><main>'
        f'<article class="brief"><h1 class="title" id="b1">T</h1>{inside}</article></main></body></html>'
    ).encode()


@pytest.mark.parametrize(("inside", "lines"), [(case[0], case[1:]) for case in EDITS])
def test_what_a_person_wrote_is_seen(inside: str, lines: list[str]) -> None:
    title, *blocks = html_reader.parse(page_with(inside)).sheet.blocks
    assert sketch(title) == ["h1 title b1: T"]
    assert [line for block in blocks for line in sketch(block)] == lines


def test_a_page_without_its_language_says_so() -> None:
    page = page_with("").replace(b' lang="en"', b"")
    assert [note.code for note in html_reader.parse(page).notes] == ["language-assumed"]
    assert html_reader.parse(page, "ar").sheet.direction == "rtl"


# Foreign pages

FOREIGN = sorted(CASES.glob("*.html"))


@pytest.mark.parametrize("case", FOREIGN, ids=lambda case: case.stem)
def test_a_foreign_page_is_recognised(case: Path) -> None:
    assert outline(html_reader.read(case.read_bytes())) == case.with_suffix(".expected").read_text(
        "utf-8"
    )


@given(st.sampled_from(FOREIGN), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_a_foreign_page_with_a_piece_missing_is_read_or_refused(case: Path, random: Random) -> None:
    page = case.read_bytes()
    start, stop = sorted(random.choices(range(len(page)), k=2))
    with suppress(bk.ReadError):
        html_reader.read(page[:start] + page[stop:])


@pytest.mark.parametrize("case", FOREIGN, ids=lambda case: case.stem)
def test_no_word_of_a_foreign_page_is_lost(case: Path) -> None:
    page = case.read_bytes()
    reading = html_reader.read(page)
    body = body_of(page)
    for one in list(body.iter("script", "style")):
        one.drop_tree()
    kept = " ".join(
        [*map(str, strings_of(reading.brief)), *(note.words for note in reading.notes)]
        + [note.message for note in reading.notes]
    )
    labels = " ".join(lexicon(reading.brief.language).labels.values())
    for word in re.findall(r"\w{3,}", " ".join(body.itertext())):
        assert word.casefold() in f"{kept} {labels}".casefold(), word


def strings_of(brief: bk.Brief) -> Iterator[object]:
    """Yield every string of a brief."""
    for _, value in walk(brief):
        if isinstance(value, bk.Span):
            yield value.text
            yield value.link or ""
        elif not isinstance(value, bk.Text):
            yield value


# Bad files

HEADED = b"<html lang='en'><body><h1>T</h1>"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "has no words"),
        (b" \n\t", "has no words"),
        (b"<html><body><p> </p></body></html>", "has no words"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is no HTML"),
        (bytes(range(256)), "is no HTML"),
        (HEADED + b"<div>" * 50_000 + b"x", "too deep"),
        (HEADED + b"<div>" * 1000 + b"x", "too deep"),
        (HEADED + b"<ul><li>" * 200 + b"x", "too deep"),
        (page_with("<p>" + "<b>" * 500 + "x"), "too deep"),
        (HEADED + b"<p>" + b"word " * 250_000, "page characters"),
        (HEADED + b"<table>" + b"<tr><td colspan=99>x" * 20_000, "cells"),
    ],
    ids=lambda value: None if isinstance(value, str) else value[-9:].hex(),
)
def test_what_is_no_page_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(bk.ReadError, match=what):
        html_reader.read(data)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (HEADED + b"<p>5 \xe2\x82\xac</p>", "5 €"),
        (b"\xef\xbb\xbf" + HEADED + b"<p>5 \xe2\x82\xac</p>", "5 €"),
        ((HEADED + b"<p>a</p>").decode().encode("utf-16"), "a"),
        (b"<meta charset=iso-8859-1>" + HEADED + b"<p>5 \x80\x93</p>", "5 €“"),
        (b"<meta charset='utf-8'>" + HEADED + b"<p>5 \x80</p>", "5 \ufffd"),
        (b"<meta charset='nonsense'>" + HEADED + b"<p>5 \xe2\x82\xac</p>", "5 €"),
        (HEADED + b"<p>a&#0;b&#xD800;c&#1;d&#xFDD0;e</p>", "a\ufffdb\ufffdcde"),
        (HEADED + b"<p>unclosed <b>words", "unclosed words"),
        (b"<!DOCTYPE html [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>" + HEADED + b"<p>&b;", "&b;"),
        (b"<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>" + HEADED + b"<p>&f;", "&f;"),
    ],
)
def test_bytes_are_read_as_a_browser_reads_them(data: bytes, text: str) -> None:
    (opening,) = html_reader.read(data).brief.sections
    (block,) = opening.blocks
    assert isinstance(block, bk.Paragraph)
    assert block.text.plain == text


def test_ten_megabytes_in_one_paragraph_of_a_page_of_ones_own_are_seen() -> None:
    words = "word " * 2_000_000
    [_, para] = html_reader.parse(
        page_with(f"<p class='paragraph' id='b2'>{words}</p>")
    ).sheet.blocks
    assert isinstance(para, Para)
    assert len(para.runs[0].span.text) == len(words) - 1


@pytest.mark.parametrize(
    "source",
    [
        "https://a.example/map.png",
        "file:///etc/passwd",
        "map.png",
        "data:image/png;base64,!!!",
        "data:image/png;base64," + "A" * 5_000_000,
        "data:image/svg+xml,<svg/>",
        "data:,",
        "",
    ],
    ids=lambda source: source[:20],
)
def test_a_picture_that_cannot_be_had_is_told_of(source: str) -> None:
    figure = f"<figure class='figure' id='b2'><img alt='A map' src='{source}'><figcaption>C</figcaption></figure>"
    parsed = html_reader.parse(page_with(figure))
    [_, caption] = parsed.sheet.blocks
    assert sketch(caption) == ["paragraph: C"]
    assert [(note.code, note.words) for note in parsed.notes] == [("picture-dropped", "A map")]


@pytest.mark.parametrize("digits", ["9" * 5_001, "0", "01", "²"])
def test_a_version_that_is_no_number_of_one_is_told(digits: str) -> None:
    page = bk.render(bk.Brief("T", version=2), "html", payload="none")
    edited = page.replace(b'version">2<', f'version">{digits}<'.encode())
    assert edited != page
    reading = bk.read(edited, "html")
    assert reading.brief.version == 1
    assert reading.notes


def test_a_date_that_somebody_edited_counts_not_what_programs_were_told() -> None:
    event = bk.Event("It rained.", on="2025-09-05")
    brief = bk.Brief("T", sections=[bk.Section("events", blocks=[event])])
    page = bk.render(brief, "html", payload="none").replace(b">5 September", b">6 September")
    assert b'datetime="2025-09-05"' in page
    [found] = bk.read(page).brief.sections[0].blocks
    assert isinstance(found, bk.Event)
    assert found.on == bk.When("2025-09-06")


def test_a_date_within_running_words_of_another_page_stays() -> None:
    event = bk.Event("The port opened again.", on="2025-09-05", place="Oslo")
    brief = bk.Brief(
        "The port", sections=[bk.Section("events", blocks=[event])], published="2025-09-05"
    )
    page = bk.render(brief, "html", payload="none")
    other = re.sub(rb' (?:class|id)="[^"]*"', b"", page)
    found = bk.read(other).brief
    assert found.published == brief.published
    assert "5 September 2025, Oslo: The port opened again." in bk.render(found, "text").decode()


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        ("Said <q>so</q>.", "Said “so”."),
        ("Said “<q>so</q>”.", "Said “so”."),
        ("Said <b>“<q>so</q></b>”.", "Said “so”."),
        ("Sagte „<q>so</q>“.", "Sagte „so“."),
        ("A dit «\u00a0<q>oui</q>\u00a0».", "A dit «\u00a0oui\u00a0»."),
        ("Said <q>“so”</q>.", "Said “so”."),
        ("Said <q>so</q> and <q>no</q>.", "Said “so” and “no”."),
        ("Both “one” <q>two</q> “three”.", "Both “one” “two” “three”."),
    ],
)
def test_a_quotation_of_another_page_has_one_pair_of_marks(shown: str, words: str) -> None:
    page = f"<html lang=en><h1>Title</h1><h2>Background</h2><p>{shown}".encode()
    (block,) = bk.read(page).brief.sections[0].blocks
    assert str(block.text) == words  # type: ignore[union-attr]
