"""Recognition in running text: who said what in paragraphs, by cases of each language."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import frozen
from hypothesis import given, strategies as st

from briefkit.model import Statement, Text, called
from briefkit.recognise.found import Found
from briefkit.recognise.prose import is_speech, statements_in
from briefkit.recognise.quotation_marks import marked
from briefkit.recognise.recogniser import recogniser_for
from support.outlines import statement_line

CASES = Path(__file__).parent / "cases" / "recognise" / "prose"
WHOLE = "all"
NOBODY = "nobody"


@frozen
class Case:
    """Case: the paragraphs of a text, and below each the lines that say who says what in it."""

    language: str
    paragraphs: tuple[str, ...]
    expected: tuple[tuple[str, ...], ...]


def cases(path: Path) -> list[Case]:
    """Read a file of cases, which blank lines part; lines that open with a space say what is expected."""
    found = []
    for block in path.read_text("utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        paragraphs: list[str] = []
        expected: list[list[str]] = []
        for line in lines:
            if line.startswith(" "):
                expected[-1].append(line.strip())
            else:
                paragraphs.append(line)
                expected.append([])
        if paragraphs:
            found.append(Case(path.stem, tuple(paragraphs), tuple(map(tuple, expected))))
    return found


ALL = [case for path in sorted(CASES.glob("*.txt")) for case in cases(path)]


def shown(text: Text, found: tuple[Found, ...]) -> tuple[str, ...]:
    """Show what was found in a paragraph: speaker, cue and stretch; ~ before a speaker that is carried over."""
    lines = []
    for one in found:
        stretch = text.plain[one.start : one.stop]
        line = statement_line(Statement(one.speakers, stretch, one.said_on, one.cue))
        who, cue, day, *_ = line.split(" | ")
        words = WHOLE if stretch == text.plain else stretch
        dated = f"{cue} {day}" if one.said_on else cue
        lines.append(f"{'~' if one.assumed else ''}{who} | {dated} | {words}")
    return tuple(lines) or (NOBODY,)


@pytest.mark.parametrize(
    "case", ALL, ids=lambda case: f"{case.language}: {case.paragraphs[-1][:50]}"
)
def test_prose_says_who_said_what(case: Case) -> None:
    texts = [marked(words, case.language) for words in case.paragraphs]
    found = statements_in(texts, recogniser_for(case.language))
    assert tuple(shown(text, one) for text, one in zip(texts, found, strict=True)) == case.expected


def test_english_has_many_cases() -> None:
    assert sum(case.language == "en" for case in ALL) >= 60


@given(
    st.lists(
        st.sampled_from(
            ["Ada Moor", "said", "he", "the mayor", "“Yes,", "no.”", ",", "according to", "and", "that", "it", "rains",
             "is", ".", "—", ":", "told", "who", "(", ")", "''", "In March", "was", "by", "added", "but", "U.S.", "’s"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_what_is_found_stands_in_its_paragraph_in_order(words: list[str]) -> None:
    text = marked(" ".join(words), "en")
    (found,) = statements_in((text,), recogniser_for("en"))
    edges = [edge for one in found for edge in (one.start, one.stop)]
    assert edges == sorted(edges)
    assert all(one.start < one.stop <= len(text.plain) for one in found)
    for actor in (actor for one in found for actor in one.speakers):
        assert called(actor) in text.plain


@pytest.mark.parametrize(
    ("words", "spoken"),
    [
        ("Moor said “the roads are closed” on Friday.", True),
        ("“Why now?”", True),
        ("The “so-called” reform was late.", False),
        ("Her film “The Long Road to Varda” opened.", False),
        ("A law called “roads for all and more” passed.", False),
        ("They spoke of “the other side”.", True),
    ],
)
def test_titles_and_single_words_are_no_speech(words: str, spoken: bool) -> None:
    text = marked(words, "en")
    ((start, stop),) = text.quoted_ranges()
    assert is_speech(text.plain, start, stop, recogniser_for("en")) is spoken
