"""Guesses: a standfirst, headings and a title that nothing marks are told, in documents of other houses alone."""

from __future__ import annotations

import pytest

import briefkit as bk

GUESSES = {"standfirst-assumed", "heading-assumed", "title-assumed"}
PAGE = '<html lang="en"><body><article>{}</article></body></html>'
LONG = "The port of Havnes opened again on Friday after a strike of nine days, the office said."


def guesses(data: str, format: str) -> list[tuple[str, int | None]]:
    notes = bk.read(data.encode(), format, language="en").notes
    assert all(one.level == "assumed" for one in notes if one.code in GUESSES)
    return [(one.code, one.line) for one in notes if one.code in GUESSES]


def test_heading_that_only_looks_like_one_is_told() -> None:
    text = f"Strike ends\n\n{LONG}\n\n{LONG}\n\nWhat The Union Wants\n\n{LONG}\n"
    assert guesses(text, "text") == [("heading-assumed", 7)]


def test_heading_that_is_marked_is_not_told() -> None:
    text = f"Strike ends\n\n{LONG}\n\n{LONG}\n\n## What The Union Wants\n\n{LONG}\n"
    assert guesses(text, "text") == []


def test_bold_paragraph_as_heading_is_told() -> None:
    page = f"<h1>Strike ends</h1><p>{LONG}</p><p>{LONG}</p><p><b>The union</b></p><p>{LONG}</p>"
    assert [code for code, _ in guesses(PAGE.format(page), "html")] == ["heading-assumed"]


def test_standfirst_of_its_place_is_told() -> None:
    text = f"Strike ends\n\nIt is over.\n\nBy Ida Roe\n\n{LONG}\n\n{LONG}\n"
    assert guesses(text, "text") == [("standfirst-assumed", 3)]


def test_title_that_nothing_marks_is_told() -> None:
    page = f"<p>Strike ends</p><p>{LONG}</p><p>{LONG}</p>"
    assert [code for code, _ in guesses(PAGE.format(page), "html")] == ["title-assumed"]


def test_many_headings_are_one_note() -> None:
    text = f"Strike ends\n\n{LONG}\n\n{LONG}\n"
    text += "".join(f"\nWhat {name} Wants\n\n{LONG}\n" for name in ("Ada", "Bo", "Cy", "Di", "Ed"))
    assert guesses(text, "text") == [("heading-assumed", 7)]


@pytest.mark.parametrize("paragraphs", [3, 30])
def test_article_without_headings_is_one_section_without_a_heading(paragraphs: int) -> None:
    text = "\n\n".join(["Strike ends", *[LONG] * paragraphs])
    reading = bk.read(text.encode(), "text", language="en")
    (section,) = reading.brief.sections
    assert (section.kind, section.heading, len(section.blocks)) == ("other", None, paragraphs)


def test_what_briefkit_printed_has_no_guesses() -> None:
    background = bk.Section("background", blocks=[bk.Paragraph("It was long.")])
    own = bk.Section("other", heading="The Union", blocks=[bk.Paragraph(LONG)])
    brief = bk.Brief("Strike ends", standfirst="It is over.", sections=[background, own])
    assert guesses(bk.render(brief, "text").decode(), "text") == []


def test_plain_paragraph_of_a_page_whose_title_is_marked_is_no_heading() -> None:
    page = f"<h1>Strike ends</h1><p>{LONG}</p><p>{LONG}</p><p>What The Union Wants</p><p>{LONG}</p>"
    assert guesses(PAGE.format(page), "html") == []
