"""What is seen of a block has one key, however a program spells it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from briefkit.layout import Items, Para, Role, Run, RunRole
from briefkit.layout.fingerprint import content_key, join_runs
from briefkit.model import Span


def key(*spans: Span, role: RunRole | None = None, target: str | None = None) -> str:
    runs = tuple(Run(span, role, target) for span in spans)
    return content_key(Para(Role.PARAGRAPH, runs, "b1"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([Span("co\u00adop")], [Span("coop")]),
        ([Span("one"), Span(" two")], [Span("one two")]),
        ([Span("a"), Span("\u00ad", strong=True), Span("b")], [Span("ab")]),
        ([Span("x", language="en")], [Span("x", language="en-US")]),
        ([Span("x", link="https://a.example")], [Span("x", link="https://A.example/")]),
        ([Span("x", link="https://a.example/%20b")], [Span("x", link="https://a.example/%20b/")]),
        (
            [Span("x", link="https://пример.example/путь")],
            [Span("x", link="https://xn--e1afmkfd.example/%D0%BF%D1%83%D1%82%D1%8C")],
        ),
    ],
)
def test_what_saving_changes_is_folded(one: list[Span], other: list[Span]) -> None:
    assert key(*one) == key(*other)


@pytest.mark.parametrize(
    "other",
    [
        Span("y"),
        Span("x "),
        Span("x", strong=True),
        Span("x", emphasis=True),
        Span("x", code=True),
        Span("x", position="super"),
        Span("x", link="https://a.example"),
    ],
)
def test_what_a_reader_sees_is_not(other: Span) -> None:
    assert key(Span("x")) != key(other)


def test_roles_targets_and_lists_count_and_anchors_do_not() -> None:
    para = Para(Role.PARAGRAPH, (Run(Span("x")),), "b1")
    assert content_key(para) == content_key(evolve(para, anchor="b2"))
    assert content_key(para) != content_key(evolve(para, role=Role.EVENT))
    assert key(Span("x")) != key(Span("x"), role=RunRole.LABEL)
    assert key(Span("x"), target="b1") != key(Span("x"), target="b2")
    bullets = Items(False, ((para,), (para,)), Role.LIST, "b3")
    assert content_key(bullets) != content_key(evolve(bullets, ordered=True))
    assert content_key(bullets) != content_key(evolve(bullets, items=((para, para),)))


def test_every_number_of_a_source_is_a_run() -> None:
    number = Run(Span("[1]"), RunRole.NOTE, "source-1")
    torn = tuple(evolve(number, span=Span(words)) for words in ("[", "1", "][1]"))
    assert join_runs(torn) == join_runs((number, number)) == (number, number)


@given(
    st.lists(
        st.builds(
            Run,
            st.builds(Span, st.sampled_from(["", "a", "b "]), strong=st.booleans()),
            st.sampled_from([None, RunRole.NAME]),
        )
    )
)
def test_runs_that_are_joined_say_the_same_and_no_two_are_alike(runs: list[Run]) -> None:
    joined = join_runs(runs)

    def letters(of: Iterable[Run]) -> list[tuple[str, bool, RunRole | None]]:
        return [(one, run.span.strong, run.role) for run in of for one in run.span.text]

    assert letters(joined) == letters(runs)
    assert all(run.span.text for run in joined)
    assert not any(
        (one.role, one.span.strong) == (other.role, other.span.strong)
        for one, other in pairwise(joined)
    )
