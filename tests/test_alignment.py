"""Alignment: the longest that two sequences have in common, and what stands between."""

from __future__ import annotations

from hypothesis import given, strategies as st

from briefkit.sequences import as_letters, similarity, stretches

WORDS = st.lists(st.sampled_from("abcd"), max_size=12)


def common(one: list[str], other: list[str]) -> int:
    """Return how long the longest is that two lists have in common in order, as a textbook counts it."""
    row = [0] * (len(other) + 1)
    for mine in one:
        row = [0, *row]
        for at, its in enumerate(other, 1):
            row[at] = max(row[at - 1], row[at + 1], row[at] + 1 if mine == its else 0)
        row.pop()
    return max(row)


@given(WORDS, WORDS)
def test_likeness_is_the_share_of_words_in_common(one: list[str], other: list[str]) -> None:
    both = len(one) + len(other)
    expected = 2 * common(one, other) / both if both else 1
    assert abs(similarity(*as_letters((one, other))) - expected) < 1e-9


@given(WORDS, WORDS)
def test_stretches_are_all_of_both_in_order(one: list[str], other: list[str]) -> None:
    found = list(stretches(one, other))
    assert [part for mine, _ in found for part in one[mine]] == one
    assert [part for _, its in found for part in other[its]] == other


@given(WORDS, WORDS)
def test_stretches_agree_as_far_as_the_sequences_do(one: list[str], other: list[str]) -> None:
    equal = [mine for mine, its in stretches(one, other) if one[mine] == other[its]]
    assert sum(len(one[mine]) for mine in equal) >= common(one, other)


def test_words_that_are_the_same_have_one_letter() -> None:
    assert as_letters((["a", "b", "a"], ["b"])) == ["\x01\x02\x01", "\x02"]
