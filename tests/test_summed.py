from __future__ import annotations

from briefkit.notes import Code, Note, note
from briefkit.notes.summed import summed


def dropped(line: int, words: str = "") -> Note:
    return note(Code.LINE_DROPPED, "A line has no place.", words, line)


def test_few_notes_of_a_kind_stand_alone() -> None:
    few = (dropped(1), dropped(2), dropped(3))
    assert summed(few) == few


def test_one_note_stands_for_many_with_the_words_of_all() -> None:
    other = note(Code.LINES_JOINED, "Joined lines.", line=3)
    many = [dropped(line, f"word {line}") for line in (2, 4, 5, 9)]
    assert summed([many[0], other, *many[1:]]) == (
        note(
            Code.LINE_DROPPED,
            "A line has no place. And 3 more, on lines 4, 5, 9.",
            "word 2; word 4; word 5; word 9",
            2,
        ),
        other,
    )


def test_a_sum_of_notes_that_differ_says_what_is_true_of_all() -> None:
    many = [note(Code.LINE_DROPPED, f"Line {at} has no place.", line=at) for at in range(1, 5)]
    (one,) = summed(many)
    assert one.message == (
        "A line has no place in a brief. The first: Line 1 has no place. And 3 more, on lines 2, 3, 4."
    )


def test_a_sum_lists_few_lines() -> None:
    (one,) = summed([dropped(line) for line in range(1, 102)])
    assert one.message.startswith("A line has no place. And 100 more, on lines 2, 3, 4")
    assert one.message.endswith(", 21, ….")


def test_notes_without_lines_are_counted() -> None:
    picture = note(Code.PICTURE_DROPPED, "A picture is not there.", "A crane")
    (one,) = summed([picture] * 5)
    assert one == note(Code.PICTURE_DROPPED, "A picture is not there. And 4 more.", "A crane")


def test_notes_on_places_in_the_brief_stay() -> None:
    each = [
        note(Code.SPEAKER_ASSUMED, "Who spoke was assumed.", path=f"sections[{at}]")
        for at in range(9)
    ]
    assert summed(each) == tuple(each)
