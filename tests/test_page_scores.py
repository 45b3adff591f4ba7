"""Scores of `make bench-import`: what counts as found of a page, and as lost."""

from __future__ import annotations

import pytest
from benchmarks.pages.scores import lost_words, piece_score, shingle_score


def test_shingles_of_four_words_count_by_page() -> None:
    both = shingle_score(
        [("one two three four five", "one two three four"), ("a b c d", "a b c d e f")]
    )
    assert both.recall == pytest.approx((1 / 2 + 1) / 2)
    assert both.precision == pytest.approx((1 + 1 / 3) / 2)
    assert both.f1 == pytest.approx(
        2 * both.recall * both.precision / (both.recall + both.precision)
    )
    assert shingle_score([("", ""), ("a b", "")]).recall == pytest.approx(1 / 2)


def test_pieces_count_together_whatever_the_white_space() -> None:
    score = piece_score([(("the port", "on Friday"), ("Home",), "Home\n the  port opened")])
    assert (score.precision, score.recall, score.unwanted) == (1 / 2, 1 / 2, 1.0)


def test_words_are_lost_where_neither_brief_nor_note_has_them_as_often() -> None:
    assert lost_words("the port and the sea", "the port", "and the tide") == 1
