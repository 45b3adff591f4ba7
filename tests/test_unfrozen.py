"""Values that are filled before they are frozen are as those of a constructor."""

import pickle
from inspect import signature

import pytest
from attrs import NOTHING, evolve, fields
from attrs.exceptions import FrozenInstanceError
from hypothesis import given

from briefkit.layout import Run, RunRole, made_run
from briefkit.model import Span
from briefkit.model.text import with_quoted, with_text
from support.strategies import spans


def test_a_run_is_frozen() -> None:
    run = Run(Span("Words"), RunRole.NAME)
    assert type(run) is Run
    with pytest.raises(FrozenInstanceError):
        run.role = None  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del run.span


def test_the_constructor_of_a_run_takes_its_fields() -> None:
    taken = {one.name: one.default for one in signature(Run).parameters.values()}
    for field in fields(Run):
        default = taken.pop(field.name)
        assert field.default is NOTHING or default == field.default
    assert not taken


def test_a_run_has_all_that_it_was_made_of() -> None:
    given_ = {one.name: object() for one in fields(Run)}
    run = Run(**given_)  # type: ignore[arg-type]
    assert {name: getattr(run, name) for name in given_} == given_
    changed = evolve(run, said="s1")
    assert changed == run
    assert changed.said == "s1"
    assert changed.anchor is run.anchor


def test_a_run_of_words_alone_is_that_of_the_constructor() -> None:
    words = Span("Words")
    for made, run in (
        (made_run(words), Run(words)),
        (made_run(words, RunRole.NAME, "s1"), Run(words, RunRole.NAME, said="s1")),
    ):
        assert type(made) is Run
        assert all(getattr(made, one.name) == getattr(run, one.name) for one in fields(Run))
        with pytest.raises(FrozenInstanceError):
            made.role = None  # type: ignore[misc]


def test_a_run_is_copied_to_other_processes() -> None:
    run = Run(Span("Words", strong=True), RunRole.NAME, said="s1")
    copy = pickle.loads(pickle.dumps(run))
    assert (type(copy), copy, copy.said, hash(copy)) == (Run, run, "s1", hash(run))


@given(spans())
def test_a_span_with_its_own_words_is_the_same(span: Span) -> None:
    made = with_text(span, span.text)
    assert (type(made), made, hash(made)) == (Span, span, hash(span))
    quoted = with_quoted(span, not span.quoted)
    assert quoted == evolve(span, quoted=not span.quoted)
    with pytest.raises(FrozenInstanceError):
        quoted.text = "Others"  # type: ignore[misc]
