from __future__ import annotations

import pytest

import briefkit as bk

TOP = "Ferry returns\n\nThe ferry sails again on Monday.\n\nRules\n\n"


def blocks(lines: str) -> tuple[bk.Block, ...]:
    [*_, section] = bk.read(f"{TOP}{lines}\n".encode(), "text", language="en").brief.sections
    return section.blocks


def bullets(*items: str, ordered: bool = False) -> bk.Bullets:
    return bk.Bullets([bk.Item(bk.Paragraph(one)) for one in items], ordered)


def test_numbers_that_the_house_prints_are_no_words() -> None:
    assert blocks("1. Dogs sail free\n2. Cats pay half") == (
        bullets("Dogs sail free", "Cats pay half", ordered=True),
    )


@pytest.mark.parametrize("marks", [("7.", "8."), ("a)", "b)"), ("(1)", "(3)")])
def test_numbers_that_the_house_would_print_otherwise_are_words(marks: tuple[str, str]) -> None:
    one, two = marks
    assert blocks(f"{one} Dogs sail free\n{two} Cats pay half") == (
        bullets(f"{one} Dogs sail free", f"{two} Cats pay half"),
    )


def test_numbered_paragraphs_stay_paragraphs() -> None:
    assert blocks("7. Dogs sail free.\n\n8. Cats pay half.") == (
        bk.Paragraph("7. Dogs sail free."),
        bk.Paragraph("8. Cats pay half."),
    )


def test_letters_below_numbers_are_words() -> None:
    assert blocks("1. Animals\n   a) Dogs\n   b) Cats\n2. Bicycles") == (
        bk.Bullets(
            [
                bk.Item(bk.Paragraph("Animals"), [bullets("a) Dogs", "b) Cats")]),
                bk.Item(bk.Paragraph("Bicycles")),
            ],
            ordered=True,
        ),
    )
