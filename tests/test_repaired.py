"""Values that recognition makes: whatever the words, no rule of the model is broken, and no reader fails."""

from __future__ import annotations

import contextlib
import html

import pytest
from hypothesis import example, given, settings

import briefkit as bk
from briefkit.notes import Notes
from briefkit.recognise.repaired import made, made_or_told, text_of
from support.label_lines import documents

PAGE = '<html lang="{}"><body><article>{}</article></body></html>'


def test_loose_spaces_and_characters_are_taken_out() -> None:
    assert made(bk.Author, " Ann  Lee\x00 ") == bk.Author("Ann Lee")


def test_words_that_are_none_cannot_be_repaired() -> None:
    with pytest.raises(bk.ModelError):
        made(bk.Author, "  ")


def test_text_is_cut_to_its_words() -> None:
    assert text_of([bk.Span(" a "), bk.Span(" b ", strong=True)]) == bk.Text(
        [bk.Span("a "), bk.Span("b", strong=True)]
    )


def test_text_that_lost_its_quotation_marks_is_not_quoted() -> None:
    assert text_of([bk.Span("no more", quoted=True)]) == bk.Text("no more")


def test_field_that_cannot_be_kept_is_told() -> None:
    notes = Notes()
    author = made_or_told(bk.Author, notes, 3, name="Ann Lee", email="ann", url="https://a.example")
    assert author == bk.Author("Ann Lee", url="https://a.example")
    assert [(one.code, one.line, one.words) for one in notes] == [("value-dropped", 3, "ann")]


def test_field_that_is_needed_is_not_left_out() -> None:
    with pytest.raises(bk.ModelError):
        made_or_told(bk.Link, Notes(), text="How it began", url="nowhere")


def test_byline_with_a_loose_comma_is_read() -> None:
    page = PAGE.format(
        "en", "<h1>Strike ends</h1><p>By Ann Lee , Harbour Post</p><p>It is over.</p>"
    )
    assert bk.read(page.encode(), "html").brief.title == bk.Text("Strike ends")


def read(data: str, format: str, language: str) -> None:
    """Read a document; it may have no title, and no words."""
    with contextlib.suppress(bk.ReadError):
        bk.read(data.encode(), format, language=language)


@settings(max_examples=25)
@given(documents())
@example(("en", ["Minister of Transport\x85", "accessed,  , Ann Lee", ", &, \x85, 。, agrees"]))
@example(("de", ["Titel", "“Ann Lee, und, Lage”, said Ann Lee " * 9]))
@example(("ar", ["Author:  ,", "Author: Ann Lee"]))
def test_label_like_lines_are_read_in_every_language(drawn: tuple[str, list[str]]) -> None:
    language, lines = drawn
    read("\n\n".join(lines), "text", language)
    read("\n".join(lines), "markdown", language)
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    read(PAGE.format(language, paragraphs), "html", language)
