"""Labels and dates of a language without a lexicon are English, and are marked as English in every format."""

import io
import re
from typing import Any

import pikepdf
import pytest
from lxml import etree, html

import briefkit as bk
from briefkit.formats.docx.wordprocessingml import W
from support.docx_files import unpacked

BRIEF = (
    bk.draft("Satama avattiin", language="fi")
    .published("2025-09-05")
    .background(bk.Paragraph(bk.Text([bk.Span("Lakko päättyi.", cites=["1"])])))
    .section(
        "events", "Laivat lähtivät.", bk.Event("Satama avattiin.", on="2025-08-15", place="Vaasa")
    )
    .source("1", "Rekisteri", accessed="2025-09-04")
    .correction("2025-09-06", "correction", "Nimi oli väärä.")
    .build()
)
ENGLISH = {
    *("Published ", "5 September 2025", "Background", "What Happened?", "15 August 2025"),
    *("Sources", "accessed ", "4 September 2025", "Corrections", "6 September 2025", "Correction"),
}


def words_of(element: Any) -> str:
    return "".join(element.itertext())


def test_a_page_says_that_they_are_english() -> None:
    page = html.document_fromstring(bk.render(BRIEF, "html"))
    marked = {words_of(one) for one in page.iter("span", "time") if one.get("lang") == "en"}
    assert marked == ENGLISH
    [back] = [one for one in page.iter("a") if "r-back" in (one.get("class") or "")]
    assert (back.get("lang"), back.get("aria-label")) == ("en", "Back to citation 1")


def test_an_email_says_so() -> None:
    page = html.document_fromstring(bk.render(BRIEF, "email"))
    marked = {words_of(one) for one in page.iter("span") if one.get("lang") == "en"}
    assert marked == ENGLISH


def test_a_word_document_says_so() -> None:
    document = etree.fromstring(unpacked(bk.render(BRIEF, "docx"))["word/document.xml"])
    marked = {
        words_of(run)
        for run in document.iter(f"{W}r")
        if run.xpath("w:rPr/w:lang/@w:val", namespaces={"w": W[1:-1]}) == ["en"]
    }
    assert marked == ENGLISH


def test_the_page_number_of_a_word_document_says_so() -> None:
    parts = unpacked(bk.render(BRIEF, "docx"))
    footers = [
        str(etree.tostring(etree.fromstring(parts[name])), "ascii")
        for name in parts
        if "word/footer" in name
    ]
    assert any('<w:lang w:val="en"' in one and ">Page <" in one for one in footers)


def test_the_tags_of_a_pdf_say_so() -> None:
    with pikepdf.open(io.BytesIO(bk.render(BRIEF, "pdf"))) as pdf:
        languages = [
            str(one.Lang)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Span" and "/Lang" in one
        ]
    assert set(languages) == {"en"}
    assert len(languages) >= len(ENGLISH)


@pytest.mark.parametrize("format", ["html", "docx", "pdf"])
@pytest.mark.parametrize("language", ["fi", "ps", "sr", "und"])
def test_such_a_brief_comes_home(format: str, language: str) -> None:
    brief = bk.evolve(BRIEF, language=language)
    assert bk.read(bk.render(brief, format), format) == bk.Reading(brief)


@pytest.mark.parametrize("format", ["html", "docx"])
def test_nothing_is_left_of_it_in_what_is_seen(format: str) -> None:
    bare = bk.read(bk.render(BRIEF, format, payload="none"), format).brief
    assert (bare.sections, bare.published, bare.corrections) == (
        BRIEF.sections,
        BRIEF.published,
        BRIEF.corrections,
    )


def test_labels_in_the_language_of_the_page_say_nothing() -> None:
    for language in ("en-GB", "de", "zh-TW", "fa"):
        page = bk.render(bk.evolve(BRIEF, language=language), "html").decode()
        assert re.findall(r' lang="([^"]+)"', page) == [language]
