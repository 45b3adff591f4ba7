from __future__ import annotations

import pytest

import briefkit as bk
from briefkit.lexicons import languages, lexicon

OPENING = "The port of Havnes opened again on Friday after a strike of nine days."
REST = "The union says that the quarrel over night shifts is not settled yet."
LANGUAGES = [one for one in languages() if lexicon(one).sections["related"]]


def reading(line: str, language: str = "en") -> bk.Reading:
    text = f"Strike ends\n\n{OPENING}\n\n{line}\n\n{REST}\n"
    return bk.read(text.encode(), "text", language=language)


def paragraphs(brief: bk.Brief) -> list[str]:
    return [str(value.text) for _, value in bk.walk(brief) if isinstance(value, bk.Paragraph)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_label_takes_its_own_line_in_every_language(language: str) -> None:
    for label in lexicon(language).sections["related"]:
        brief = reading(f"{label}: Havnes https://example.org/1", language).brief
        assert paragraphs(brief) == [OPENING, REST]
        assert brief.related == (bk.Link("Havnes", "https://example.org/1"),)


@pytest.mark.parametrize(
    "line",
    [
        "Read more – How it began https://example.org/1",
        "(Read more: How it began https://example.org/1)",
        "Read more: How it began\nhttps://example.org/1",
        "Read more: [How it began](https://example.org/1)",
        "Read more:\n- How it began https://example.org/1",
        "Related\n\nHow it began\nhttps://example.org/1",
    ],
)
def test_related_article_is_one_and_the_text_goes_on(line: str) -> None:
    brief = reading(line).brief
    assert brief.related == (bk.Link("How it began", "https://example.org/1"),)
    assert paragraphs(brief) == [OPENING, REST]


@pytest.mark.parametrize(
    "line",
    [
        "Read more: How it began",
        "Source: Port office",
        "Author: somebody of the port office",
        "Correction: An earlier version said ten days.",
    ],
)
def test_what_has_no_place_in_the_back_matter_stays_in_its_place(line: str) -> None:
    found = reading(line)
    assert paragraphs(found.brief) == [OPENING, line, REST]
    assert not found.brief.related + found.brief.sources + found.brief.authors


def test_author_is_taken_and_the_text_goes_on() -> None:
    brief = reading("Author: Ida Roe").brief
    assert (brief.authors, paragraphs(brief)) == ((bk.Author("Ida Roe"),), [OPENING, REST])


def test_source_of_a_whole_text_stands_at_its_end() -> None:
    text = f"Strike ends\n\n{OPENING}\n\nSource: Port office\n"
    brief = bk.read(text.encode(), "text", language="en").brief
    assert brief.sources == (bk.Source("1", "Port office"),)


def test_heading_takes_its_entries_alone() -> None:
    brief = reading("Sources\n\nPort office, annual report, 2024").brief
    assert brief.sources == (bk.Source("1", "Port office, annual report, 2024"),)
    assert paragraphs(brief) == [OPENING, REST]


def test_links_of_one_line_are_an_article_each() -> None:
    page = f"""<html lang="en"><body><article><h1>Strike ends</h1><p>{OPENING}</p>
    <p>Read more: <a href="https://example.org/1">How it began</a> and
    <a href="https://example.org/2">What it costs</a></p><p>{REST}</p></article></body></html>"""
    brief = bk.read(page.encode(), "html").brief
    assert [one.url for one in brief.related] == ["https://example.org/1", "https://example.org/2"]
    assert paragraphs(brief) == [OPENING, REST]


def test_label_that_reads_like_a_title_is_no_heading() -> None:
    brief = reading("Quelle: Hafenamt", "de").brief
    assert paragraphs(brief) == [OPENING, "Quelle: Hafenamt", REST]


@pytest.mark.parametrize(
    "line",
    [
        "**Read more:** [How it began](https://example.org/1)",
        "Read more: How it began https://example.org/1",
        "*See also: [How it began](https://example.org/1)*",
    ],
)
def test_related_article_in_markdown_is_one(line: str) -> None:
    text = f"# Strike ends\n\n{OPENING}\n\n{line}\n\n{REST}\n"
    brief = bk.read(text.encode(), "markdown", language="en").brief
    assert brief.related == (bk.Link("How it began", "https://example.org/1"),)
    assert paragraphs(brief) == [OPENING, REST]


def test_label_in_markdown_of_briefkit_is_text() -> None:
    related = bk.Text([bk.Span("Read more: "), bk.Span("all of it", link="https://example.org/1")])
    section = bk.Section("background", blocks=[bk.Paragraph(OPENING), bk.Paragraph(related)])
    brief = bk.Brief("Strike ends", sections=[section])
    assert bk.read(bk.render(brief, "markdown"), "markdown").brief == brief
