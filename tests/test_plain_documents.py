"""Plain texts of other programs: pages of print, headings of markup languages, e-mails, bylines, transcripts."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, strategies as st

import briefkit as bk
from briefkit.recognise.printed_pages import pages_of

OPENING = "The port of Havnes opened again on Friday after a strike of nine days."
REST = "The union says that the quarrel over night shifts is not settled yet."
BODY = f"{OPENING}\n\n{REST}"


def read(text: str, language: str = "en") -> bk.Reading:
    return bk.read(text.encode(), "text", language=language)


def paragraphs(brief: bk.Brief) -> list[str]:
    return [str(one.text) for _, one in bk.walk(brief, bk.Paragraph)]


def headings(sections: tuple[bk.Section, ...], level: int = 1) -> list[tuple[int, str]]:
    return [
        one
        for section in sections
        for one in (
            *([(level, str(section.heading))] if section.heading else []),
            *headings(section.sections, level + 1),
        )
    ]


# Pages of print


@given(st.text(st.sampled_from("ab \n\r\f\x0b\u2028"), max_size=30))
def test_lines_of_pages_are_those_of_the_text(data: str) -> None:
    assert [line for _, line in pages_of(data)] == data.splitlines()


def pages(*texts: str, head: str = "HARBOUR DESK    12 March 2026") -> str:
    return "\f".join(
        f"{head}\n\n{text}\n\n                  {number}\n" for number, text in enumerate(texts, 1)
    )


def test_heads_and_numbers_of_pages_are_told_once() -> None:
    found = read(pages(f"Strike ends\n\n{OPENING}", REST, "Nobody knows why it ended."))
    assert found.brief.title == bk.Text("Strike ends")
    assert paragraphs(found.brief) == [OPENING, REST, "Nobody knows why it ended."]
    told = [(one.code, one.words) for one in found.notes if "page" in one.message]
    assert told == [
        ("rule-dropped", "1; 2; 3"),
        ("page-words-dropped", "HARBOUR DESK 12 March 2026"),
    ]


def test_sentence_goes_on_over_the_page() -> None:
    text = pages("Strike ends\n\nThe port of Havnes opened again on\nFriday after", "a strike.")
    assert paragraphs(read(text).brief)[-1].endswith("Friday after a strike.")


def test_title_that_is_the_head_of_each_page_stays() -> None:
    text = f"Strike ends\n\n{OPENING}\n\n1\n\fStrike ends\n\n{REST}\n\n2\n"
    brief = read(text).brief
    assert (brief.title, paragraphs(brief)) == (bk.Text("Strike ends"), [OPENING, REST])


def test_text_without_form_feeds_has_no_pages() -> None:
    text = f"Strike ends\n\n{OPENING}\n\nNight shifts\n\n{REST}\n\nNight shifts\n\n{OPENING}\n"
    assert [words for _, words in headings(read(text).brief.sections)] == ["Night shifts"] * 2


WRAPPED = """Strike ends

The port of Havnes opened again on Friday after a strike of nine days, and its ser-
vices went on at night, though the union had not agreed to any of the long-term du-
ties that the chamber had put on the table, nor to the harbour-
master. The services of the port count its losses in a long-
term table that the harbour-master keeps.
"""


def test_hyphens_of_print_go_and_those_of_compounds_stay() -> None:
    (words,) = paragraphs(read(WRAPPED).brief)
    assert "its services went on" in words
    assert "long-term duties" in words
    assert "harbour-master. The" in words
    assert "a long-term table" in words


# Headings of markup languages


def test_headings_between_and_over_rows_have_the_level_of_their_look() -> None:
    text = f"""===========
Strike ends
===========

:Author: Ida Roe
:Date: 2026-03-12

{BODY}

What the union wants
~~~~~~~~~~~~~~~~~~~~

{BODY}

Night shifts
^^^^^^^^^^^^

{BODY}

Costs
~~~~~

{BODY}
"""
    brief = read(text).brief
    assert brief.title == bk.Text("Strike ends")
    assert headings(brief.sections) == [
        (1, "What the union wants"),
        (2, "Night shifts"),
        (1, "Costs"),
    ]
    assert (brief.authors, brief.published) == ((bk.Author("Ida Roe"),), dt.date(2026, 3, 12))


@pytest.mark.parametrize("sign", "~^\"'*+#:.`_")
def test_row_of_any_sign_makes_a_heading(sign: str) -> None:
    text = f"Strike ends\n{sign * 11}\n\n{BODY}\n\nNight shifts and days\n{sign * 21}\n\n{BODY}\n"
    brief = read(text).brief
    assert brief.title == bk.Text("Strike ends")
    assert headings(brief.sections) == [(1, "Night shifts and days")]


def test_headings_behind_signs_have_their_level() -> None:
    text = f"""= Strike ends
Ida Roe <ida@example.org>
v1.0, 2026-03-12: first
:toc: left

{BODY}

== What the union wants

{BODY}

=== Night shifts

{BODY}
"""
    found = read(text)
    brief = found.brief
    assert headings(brief.sections) == [(1, "What the union wants"), (2, "Night shifts")]
    assert brief.authors == (bk.Author("Ida Roe", email="ida@example.org"),)
    assert brief.published == dt.date(2026, 3, 12)
    words = [one.words for one in found.notes]
    assert {":toc: left", "v1.0", "first"} <= set(words)


def test_closing_hashes_are_no_words() -> None:
    brief = read(f"## Strike ends ##\n\n{BODY}\n\n### Costs ###\n\n{BODY}\n").brief
    assert (str(brief.title), headings(brief.sections)) == ("Strike ends", [(1, "Costs")])


# E-mails


def test_header_of_an_e_mail_gives_title_author_and_day() -> None:
    text = f"""From: Ida Roe <ida@example.org>
To: desk@example.org
Date: Thu, 12 Mar 2026 14:05:00 +0100
Subject: Strike ends
Message-ID: <1@example.org>

{BODY}
"""
    found = read(text)
    assert found.brief.title == bk.Text("Strike ends")
    assert found.brief.authors == (bk.Author("Ida Roe", email="ida@example.org"),)
    assert str(found.brief.published) == "2026-03-12 14:05:00+01:00"
    told = [one.words for one in found.notes if one.code == "line-dropped"]
    assert told == ["To: desk@example.org", "Message-ID: <1@example.org>"]
    assert paragraphs(found.brief) == [OPENING, REST]


def test_signs_of_quotation_are_taken_off_and_told() -> None:
    text = f"Strike ends\n\n{BODY}\n\n> Is it over?\n>\n> > Who knows?\n\nIt is over now.\n"
    found = read(text)
    assert paragraphs(found.brief)[2:] == ["Is it over?", "Who knows?", "It is over now."]
    assert [one.line for one in found.notes if one.code == "quote-opened"] == [7]
    assert headings(found.brief.sections) == []


def test_one_sign_is_no_quotation() -> None:
    found = read(f"Strike ends\n\n{BODY}\n\n> 50 people came.\n")
    assert paragraphs(found.brief)[-1] == "> 50 people came."


# Bylines and days


@pytest.mark.parametrize(
    ("language", "line", "names"),
    [
        ("en", "By Ida Roe", ["Ida Roe"]),
        ("de", "Verfasst von Ida Roe und Tom Brandt", ["Ida Roe", "Tom Brandt"]),
        ("de", "Von Ida Roe, 12. März 2026", ["Ida Roe"]),
        ("fr", "Par Ida Roe, le 12 mars 2026", ["Ida Roe"]),
        ("es", "Por Ida Roe y Tom Brandt", ["Ida Roe", "Tom Brandt"]),
        ("ru", "Автор: Ида Роу", ["Ида Роу"]),
        ("zh", "作者：李明、王芳", ["李明", "王芳"]),
    ],
)
def test_byline_is_read_in_its_language(language: str, line: str, names: list[str]) -> None:
    brief = read(f"Havnes\n\n{line}\n\n{BODY}\n", language).brief
    assert [one.name for one in brief.authors] == names
    assert paragraphs(brief) == [OPENING, REST]


def test_name_alone_under_a_title_is_no_heading() -> None:
    brief = read(f"Strike ends\n\nIda Roe\n\n{BODY}\n").brief
    assert (headings(brief.sections), paragraphs(brief)) == ([], ["Ida Roe", OPENING, REST])


# Transcripts

ASKED = "What happened at the port?\n\n{}\n\nWhy did the union strike?\n\nThey wanted higher pay.\n"


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Interview with Ida Roe"), ("de", "Pressekonferenz in Havnes"), ("zh", "李明专访")],
)
def test_questions_of_a_transcript_are_no_headings(language: str, title: str) -> None:
    brief = read(f"{title}\n\n{ASKED.format(OPENING)}", language).brief
    assert headings(brief.sections) == []
    assert paragraphs(brief)[0] == "What happened at the port?"


def test_labels_of_questions_show_a_transcript() -> None:
    text = f"Strike\n\nQ. What happened there?\n\nA. {OPENING}\n\nQ. Why did they strike?\n\nA. They wanted pay.\n"
    brief = read(text).brief
    assert (headings(brief.sections), len(paragraphs(brief))) == ([], 4)


def test_questions_over_text_are_headings_elsewhere() -> None:
    brief = read(f"Strike ends\n\n{REST}\n\n{REST}\n\n{ASKED.format(OPENING)}").brief
    assert len(headings(brief.sections)) == 2


def test_house_labels_stay_headings_in_a_transcript() -> None:
    events = bk.Section("events", blocks=[bk.Paragraph(OPENING)])
    outlook = bk.Section("outlook", blocks=[bk.Paragraph("It is over.")])
    brief = bk.Brief("Interview with Ida Roe", sections=[events, outlook])
    assert read(bk.render(brief, "text").decode()).brief == brief


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "CONFIDENTIAL"),
        ("en", "Not for publication"),
        ("de", "Vertraulich"),
        ("ru", "Секретно"),
    ],
)
def test_restriction_over_the_title_is_no_title(language: str, words: str) -> None:
    brief = read(f"{words}\n\nStrike ends\n\n{BODY}\n", language).brief
    assert (str(brief.title), paragraphs(brief)) == ("Strike ends", [words, OPENING, REST])


def test_brief_that_is_called_like_a_restriction_comes_home() -> None:
    events = bk.Section("events", blocks=[bk.Paragraph(OPENING)])
    brief = bk.Brief("Confidential", sections=[events])
    assert read(bk.render(brief, "text").decode()).brief == brief
