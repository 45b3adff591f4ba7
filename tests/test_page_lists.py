"""Numbers of lists and line breaks of pages that briefkit did not write."""

from __future__ import annotations

import pytest

import briefkit as bk
from briefkit.model import Bullets, Paragraph


def blocks_of(inside: str) -> tuple[object, ...]:
    page = f"<html lang=en><article><h1>Terms change</h1><h2>Terms</h2>{inside}</article></html>"
    return bk.read(page.encode(), "html").brief.sections[0].blocks


@pytest.mark.parametrize(
    ("attributes", "numbers"),
    [
        ("type=a", ["a", "b", "c"]),
        ("type=I start=3", ["III", "IV", "V"]),
        ("start=7", ["7", "8", "9"]),
        ("reversed", ["3", "2", "1"]),
        ("type=a start=26", ["z", "aa", "ab"]),
        ('style="list-style-type: lower-roman"', ["i", "ii", "iii"]),
        ("type=i start=0", ["0", "i", "ii"]),
    ],
)
def test_numbers_of_a_list_that_does_not_count_from_one_are_words(
    attributes: str, numbers: list[str]
) -> None:
    inside = f"<ol {attributes}><li>Dogs.</li><li><p>Cats.</p></li><li>Hens.</li></ol>"
    (found,) = blocks_of(inside)
    assert isinstance(found, Bullets)
    assert not found.ordered
    said = [item.block.text.plain for item in found.items]
    assert said == [
        f"{number}. {word}"
        for number, word in zip(numbers, ("Dogs.", "Cats.", "Hens."), strict=True)
    ]


def test_list_that_counts_from_one_stays_numbered() -> None:
    (found,) = blocks_of("<ol><li value=1>Dogs.</li><li>Cats.</li></ol>")
    assert isinstance(found, Bullets)
    assert found.ordered


@pytest.mark.parametrize(
    ("inside", "paragraphs"),
    [
        (
            "The talks with Minister<br>Ida Roe ended late.",
            ["The talks with Minister Ida Roe ended late."],
        ),
        ("Harbour Road 5<br>4001 Havnes", ["Harbour Road 5", "4001 Havnes"]),
        ("The port opened.<br>Ships came.", ["The port opened.", "Ships came."]),
        ("The port<br><br>Ships came in the night.", ["The port", "Ships came in the night."]),
        ("The port opened,<br>and ships came.", ["The port opened, and ships came."]),
    ],
)
def test_line_break_is_a_space_within_a_sentence(inside: str, paragraphs: list[str]) -> None:
    found = blocks_of(f"<p>{inside}</p><p>The union says that the quarrel is not settled yet.</p>")
    said = [one.text.plain for one in found if isinstance(one, Paragraph)]
    assert said[:-1] == paragraphs
