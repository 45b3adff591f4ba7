"""Differences: what happened between two briefs, block by block and word by word."""

from typing import Any

import attrs
import pytest
from hypothesis import given, settings, strategies as st

import briefkit as bk
from briefkit.path_grammar import steps_of
from support import strategies

LOOKOUT, COUNCIL, MONDAY = bk.section(
    "background",
    "Pilots had asked for a second lookout.",
    "The council of Lower Tarn agreed to pay.",
    "Nobody expects the ferry before Monday.",
).blocks
THIRD = bk.Paragraph("Pilots had asked for a third lookout.")


def told(before: object, after: object) -> list[tuple[str, str, str]]:
    """The kind and the places of each difference."""
    return [(one.kind.value, one.path_before, one.path) for one in bk.differences(before, after)]


# Lists


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ((LOOKOUT, COUNCIL), (LOOKOUT, MONDAY, COUNCIL), [("inserted", "[1]", "[1]")]),
        ((LOOKOUT, COUNCIL), (LOOKOUT, COUNCIL, MONDAY), [("inserted", "[2]", "[2]")]),
        ((LOOKOUT, COUNCIL, MONDAY), (LOOKOUT, MONDAY), [("deleted", "[1]", "[1]")]),
        ((LOOKOUT, COUNCIL, MONDAY), (COUNCIL, MONDAY, LOOKOUT), [("moved", "[0]", "[2]")]),
        ((LOOKOUT, COUNCIL, MONDAY), (MONDAY, LOOKOUT, COUNCIL), [("moved", "[2]", "[0]")]),
        ((LOOKOUT, LOOKOUT), (LOOKOUT,) * 3, [("inserted", "[2]", "[2]")]),
        ((LOOKOUT,), (MONDAY,), [("edited", "[0].text", "[0].text")]),
        (
            (LOOKOUT,),
            (COUNCIL, MONDAY),
            [("deleted", "[0]", "[0]"), ("inserted", "[1]", "[0]"), ("inserted", "[1]", "[1]")],
        ),
        (
            (LOOKOUT, COUNCIL),
            (MONDAY, THIRD, COUNCIL),
            [("inserted", "[0]", "[0]"), ("edited", "[0].text[23:29]", "[1].text[23:28]")],
        ),
        (
            (LOOKOUT, COUNCIL, MONDAY),
            (COUNCIL, MONDAY, THIRD),
            [("moved", "[0]", "[2]"), ("edited", "[0].text[23:29]", "[2].text[23:28]")],
        ),
    ],
)
def test_entries_are_found_again_wherever_they_stand(
    before: tuple[Any, ...], after: tuple[Any, ...], found: list[tuple[str, str, str]]
) -> None:
    assert told(before, after) == found


def test_what_goes_to_another_list_moves() -> None:
    before = bk.Brief(
        "T",
        sections=[
            bk.section("background", LOOKOUT, COUNCIL),
            bk.section("events", MONDAY),
        ],
    )
    after = bk.remove(before, "sections[0].blocks[0]")
    after = bk.insert(after, "sections[1].blocks", LOOKOUT)
    (one,) = bk.differences(before, after)
    assert str(one) == (
        "sections[1].blocks[1]: moved “Pilots had asked for a second lookout.” from sections[0].blocks[0]"
    )


def test_names_tell_which_is_which() -> None:
    one, other = bk.Source("a", "One paper"), bk.Source("b", "Another journal")
    assert told((one, other), (attrs.evolve(other, title="Wholly new"),)) == [
        ("deleted", "[0]", "[0]"),
        ("edited", "[1].title", "[0].title"),
    ]
    first, last = bk.section("background", LOOKOUT), bk.section("events", MONDAY)
    assert told((first, last), (bk.section("background", COUNCIL),)) == [
        ("edited", "[0].blocks[0].text", "[0].blocks[0].text"),
        ("deleted", "[1]", "[1]"),
    ]


def test_fields_of_a_users_own_differ_by_key_and_by_type() -> None:
    before = bk.Brief("T", extra={"a-b": [1, 2], "n": {"x": 1}})
    after = bk.Brief("T", extra={"a-b": [1.0, 2], "n": {"y": 1}, "o": None})
    assert told(before, after) == [
        ("edited", 'extra["a-b"][0]', 'extra["a-b"][0]'),
        ("deleted", "extra.n.x", "extra.n.x"),
        ("inserted", "extra.n.y", "extra.n.y"),
        ("inserted", "extra.o", "extra.o"),
    ]


def test_an_id_tells_which_block_is_which() -> None:
    one, two = bk.Paragraph("First words.", id="one"), bk.Paragraph("Other words.", id="two")
    found = told((one, two), (two, bk.evolve(one, text="All is new.")))
    assert found == [("moved", "[1]", "[0]"), ("edited", "[0].text", "[1].text")]


# Words


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("It sails now.", "It sails again now.", "[9:15]: inserted “again”"),
        ("It sails again now.", "It sails now.", "[9:15]: deleted “again”"),
        ("It sails *early*.", "It sails *late*.", "[9:13]: edited “early” to “late”"),
        (
            "One two, six. All say so.",
            "One do, si. All say so.",
            "[4:10]: edited “two, six” to “do, si”",
        ),
        ("渡轮星期一再次航行。", "渡轮星期二再次航行。", "[4:5]: edited “一” to “二”"),
    ],
)
def test_texts_differ_by_words(before: str, after: str, found: str) -> None:
    (one,) = bk.differences(bk.inline(before), bk.inline(after))
    assert str(one) == found


def test_words_with_other_marks_are_spans() -> None:
    plain, bold = bk.inline("It sails again now."), bk.inline("It sails **again** now.")
    (one,) = bk.differences(plain, bold)
    assert (one.path, one.before, one.after) == (
        "[9:14]",
        (bk.Span("again"),),
        (bk.Span("again", strong=True),),
    )
    assert bk.replace(plain, one.path, one.after) == bold


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (bk.Person("Ann Lee"), bk.Organisation("Ann Lee"), "edited “Ann Lee”, Person, to Organisation"),
        (bk.Text("a b"), bk.Text("a\u00a0b"), "[1:2]: edited “ ” to “\u00a0”"),
        (b"a", b"b", "edited bytes"),
        ("a" * 70 + " b", "a" * 70 + " c", f"edited “{'a' * 59}…”"),
        (bk.Text("x"), bk.Text(), "edited “x” to “”"),
    ],
)  # fmt: skip
def test_what_reads_alike_is_told_by_what_differs(
    before: object, after: object, found: str
) -> None:
    assert [str(one) for one in bk.differences(before, after)] == [found]


def test_texts_with_little_in_common_differ_as_a_whole() -> None:
    (one,) = bk.differences(LOOKOUT, MONDAY)
    assert (one.path, one.before, one.after) == (
        "text",
        bk.at(LOOKOUT, "text"),
        bk.at(MONDAY, "text"),
    )


# Laws


@given(strategies.briefs(), strategies.briefs())
@settings(max_examples=5)
def test_differences_say_what_stands_where(one: bk.Brief, other: bk.Brief) -> None:
    for difference in bk.differences(one, other):
        if difference.kind != "inserted":
            assert plain(bk.at(one, difference.path_before)) == plain(difference.before)
        if difference.kind != "deleted":
            assert plain(bk.at(other, difference.path)) == plain(difference.after)


def plain(value: object) -> object:
    """The characters of spans; any other value as it is."""
    if isinstance(value, tuple) and all(isinstance(one, bk.Span) for one in value):
        return "".join(one.text for one in value)
    return value


ENTRIES = st.lists(st.integers(0, 6), max_size=8).map(tuple)


@given(ENTRIES, ENTRIES)
@settings(max_examples=40)
def test_entries_that_keep_their_order_make_the_second_list_of_the_first(
    before: tuple[int, ...], after: tuple[int, ...]
) -> None:
    made: Any = before
    for one in reversed(bk.differences(before, after)):
        match one.kind:
            case bk.DifferenceKind.INSERTED:
                made = bk.insert(made, one.path_before, one.after)
            case bk.DifferenceKind.DELETED:
                made = bk.remove(made, one.path_before)
            case bk.DifferenceKind.EDITED:
                made = bk.replace(made, one.path_before, one.after)
            case bk.DifferenceKind.MOVED:
                return
    assert made == after


WORDS = st.lists(st.sampled_from(["a", "bb", "c.", "dd", "e,", "(f)"]), min_size=1, max_size=8)
TEXTS = st.lists(st.tuples(WORDS, st.booleans()), max_size=4).map(
    lambda parts: bk.Text(
        [
            *(bk.Span(" ".join(words) + " ", strong=strong) for words, strong in parts),
            bk.Span("the end"),
        ]
    )
)


@given(TEXTS, TEXTS)
@settings(max_examples=40)
def test_words_make_the_second_text_of_the_first(before: bk.Text, after: bk.Text) -> None:
    made = [(one, span) for span in before.spans for one in span.text]
    for one in reversed(bk.differences(before, after)):
        if one.path == "":
            return
        (place,) = steps_of(one.path_before)
        assert isinstance(place, slice)
        follows = place.start == place.stop and place.start > 0
        new: Any = one.after or ()
        if isinstance(new, str):
            new = (bk.evolve(made[place.start - follows][1], text=new),)
        made[place] = [(one, span) for span in new for one in span.text]
    assert bk.Text([bk.evolve(span, text=one) for one, span in made]) == after
