"""Editing marks in Markdown: comments, suggestions and what a merge left behind."""

from __future__ import annotations

import re

import pytest

import briefkit as bk
from briefkit.errors import ReadError
from briefkit.formats.markdown.read import read
from briefkit.formats.markdown.write import dump
from briefkit.model.walk import evolve

PLAIN = """---
language: en
---

# Ice Closes the Port

The harbour froze in the night.

## What Happened?

- Estonian Prime Minister, Kaja Tamm, said that the port “will open”.
- The first ship left at two. {.event on: 2026-02-11, place: Tallinn}

Nobody else did.

| Ship | Day |
| --- | --- |
| Aino | one |
| Kai | two |

## What’s Next?

More frost.
"""
FIRST, SECOND = "sections[0].blocks[0].items[0].block", "sections[0].blocks[0].items[1].block"


@pytest.mark.parametrize(
    ("words", "instead", "path"),
    [
        ("---\nlanguage", "<!-- c -->\n\n---\nlanguage", ""),
        ("the Port", "the <!-- c --> Port", "title"),
        ("the night.", "the <!--\nc\n--> night.", "standfirst"),
        ("The harbour", "<!-- c -->\nThe harbour", "standfirst"),
        ("- Estonian", "<!-- c -->\n\n- Estonian", FIRST),
        ("said that", "said<!-- c --> that", FIRST),
        ("\n- The first", "\n<!-- c -->\n- The first", SECOND),
        ("\n- The first", "\n\n<!-- c\n\n-->\n\n- The first", SECOND),
        ("at two.", "at %%c%% two.", SECOND),
        ("at two.", "at two.{>>c<<}", SECOND),
        ("else did.", "<!-- c -->\nelse did.", "sections[0].blocks[1]"),
        ("| Kai", "<!-- c -->\n| Kai", "sections[0].blocks[2]"),
        ("| Kai", "| <!-- c --> Kai", "sections[0].blocks[2]"),
        ("\n## What’s", "\n<!-- c -->\n\n## What’s", "sections[0].blocks[2]"),
        ("More frost.", "More frost.\n\n%%\nc\n%%\n", "sections[1].blocks[0]"),
    ],
)
def test_a_comment_is_a_note_with_its_place_and_never_printed(
    words: str, instead: str, path: str
) -> None:
    edited = PLAIN.replace(words, instead, 1)
    reading = read(edited)
    assert reading.brief == read(PLAIN).brief
    [note] = reading.notes
    assert (note.code, note.words, note.path) == ("comment", "c", path)
    before, *_ = re.split(r"<!--|%%|\{>>", edited)
    assert note.line == before.count("\n") + 1


def test_a_comment_moves_no_line() -> None:
    reading = read(PLAIN.replace("the night.", "the <!-- a\nb\n\nc --> night."))
    assert reading.line_of(SECOND) == 15


@pytest.mark.parametrize(
    ("suggested", "read_as", "before", "after"),
    [
        ("{++slowly ++}froze", "slowly froze", "", "slowly"),
        ("{--froze--}thawed", "thawed", "froze", ""),
        ("{~~froze~>*thawed*~~}", "*thawed*", "froze", "*thawed*"),
        ("{~~froze\nover~>thawed~~}", "thawed", "froze over", "thawed"),
    ],
)
def test_a_suggestion_is_accepted_and_told(
    suggested: str, read_as: str, before: str, after: str
) -> None:
    reading = read(PLAIN.replace("froze", suggested))
    assert reading.brief == read(PLAIN.replace("froze", read_as)).brief
    [note] = reading.notes
    assert (note.code, note.path) == ("changes-accepted", "standfirst")
    assert (note.before, note.after) == (before, after)


def test_whole_paragraphs_are_suggested_and_marks_stand_in_one_another() -> None:
    added = "\n\n{++Fog came.\n\nIt went {--slowly--}{==soon==}{>>when?<<}.++}\n"
    reading = read(PLAIN.replace("Nobody else did.\n", f"Nobody else did.{added}"))
    expected = PLAIN.replace(
        "Nobody else did.\n", "Nobody else did.\n\nFog came.\n\nIt went soon.\n"
    )
    assert reading.brief == read(expected).brief
    assert sorted(note.code for note in reading.notes) == [
        "changes-accepted",
        "changes-accepted",
        "comment",
        "markup-dropped",
    ]


@pytest.mark.parametrize(
    "words",
    ["<!-- a -->", "{++a++}", "{--a--}", "{~~a~>b~~}", "{>>a<<}", "{==a==}", "%%a%%", "`%%` %%"],
)
def test_words_of_a_brief_are_no_marks(words: str) -> None:
    everywhere = bk.Statement([bk.Person(words, role=words)], words, cue=None)
    brief = bk.Brief(
        words,
        standfirst=[bk.Span(words, code=True), bk.Span(words)],
        sections=[bk.Section("background", heading=words, blocks=[everywhere])],
        sources=[bk.Source("a", words)],
        rights=words,
    )
    brief = evolve(brief, sections=(*brief.sections, *brief.sections))
    reading = read(dump(brief))
    assert (reading.brief, reading.notes) == (brief, ())


@pytest.mark.parametrize("words", ["a <!-- b", "a {++ b", "a {~~ b ~~}", "5 %% of", "`{++`"])
def test_a_mark_that_does_not_end_stays_words(words: str) -> None:
    reading = read(f"---\nlanguage: en\n---\n# T\n\n{words}")
    assert reading.notes == ()
    assert reading.brief.standfirst == bk.inline(words)


CONFLICT = "<<<<<<< HEAD\nMore frost.\n=======\nLess frost.\n>>>>>>> spring\n"


@pytest.mark.parametrize(
    ("words", "instead", "line"),
    [
        ("More frost.\n", CONFLICT, 23),
        ("More frost.\n", CONFLICT.partition("\n")[2], 26),
        ("More frost.\n", "More frost.\n>>>>>>> spring\n", 24),
        ("More frost.\n", "More frost.\n\n||||||| 1f3a\nFrost.\n", 25),
        ("- The first", "=======\n- The first", 12),
        ("language: en\n", "language: en\n=======\nlanguage: de\n", 3),
        ("language: en\n", "<<<<<<< HEAD\nlanguage: en\n", 2),
    ],
)
def test_what_a_merge_left_is_an_error_with_its_line(words: str, instead: str, line: int) -> None:
    with pytest.raises(ReadError) as error:
        read(PLAIN.replace(words, instead))
    assert error.value.errors[0].line == line
    assert "marker of a conflict" in str(error.value)


def test_a_heading_may_be_underlined_by_seven_signs() -> None:
    reading = read("---\nlanguage: en\n---\n\nWinters\n=======\n\nCold.\n")
    assert reading.brief.title.plain == "Winters"


@pytest.mark.parametrize("words", ["<<<<<<< a", "=======", "||||||| b", ">>>>>>> c"])
def test_words_of_a_brief_are_no_conflict(words: str) -> None:
    brief = bk.Brief("T", sections=[bk.Section("background", blocks=[bk.Paragraph(words)])])
    assert read(dump(brief)).brief == brief
