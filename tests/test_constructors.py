"""Constructors for plain data make what those of the classes make."""

from typing import Any

import attrs
import pytest
from hypothesis import given

import briefkit as bk
from briefkit.data.constructors import constructor, unchanged
from briefkit.data.diagnosis import diagnose
from briefkit.data.interchange import PARTS
from briefkit.data.plain_data import from_data, to_data
from briefkit.limits.faults import Faults
from briefkit.model import Brief
from briefkit.model.walk import find
from support import strategies

CLASSES = sorted((kind for kind in PARTS if attrs.has(kind)), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_defaults_are_in_the_form_of_their_fields(kind: type) -> None:
    for field in attrs.fields(kind):
        if field.default is attrs.NOTHING:
            continue
        convert: Any = field.converter
        assert not isinstance(field.default, attrs.Factory)  # type: ignore[arg-type]  # of one value for all
        assert convert is None or convert(field.default) is field.default
        if field.validator is not None and not _is_refused_alone(kind, field.name):
            field.validator(object.__new__(kind), field, field.default)


def _is_refused_alone(kind: type, name: str) -> bool:
    return (kind, name) == (bk.Marking, "level")  # "", with which no marking can be made


@given(strategies.briefs())
def test_they_make_what_the_second_reading_makes(brief: Brief) -> None:
    data = to_data(brief)
    faults = Faults()
    assert from_data(data, Brief) == diagnose(data, Brief, faults) == brief
    assert not faults


def test_fields_that_are_left_out_are_neither_converted_nor_checked() -> None:
    seen = []

    def see(value: Any) -> Any:
        seen.append(value)
        return value

    @attrs.frozen
    class Part:
        given: str = attrs.field(converter=see)
        left_out: str | None = attrs.field(default=None, converter=see)

    globals()["Part"] = Part
    make = constructor(Part, lambda hint: unchanged)
    assert make({"given": "a"}, Part) == Part("a")
    assert seen == ["a", "a", None]


@pytest.mark.parametrize(
    "wrong",
    [{}, {"scale": "PHIA"}, {"scale": "PHIA", "term": "likely", "more": 1}, [], "scale", None, 3],
)
def test_they_raise_at_anything_else(wrong: Any) -> None:
    make = constructor(bk.Likelihood, lambda hint: unchanged)
    with pytest.raises(Exception):  # noqa: B017, PT011  # of any kind: the second reading says what is wrong
        make(wrong, bk.Likelihood)


def test_what_is_sought_is_found_wherever_its_type_may_stand() -> None:
    statement = bk.Statement([bk.Person("Ida Ek")], "No.", evidence=[bk.Evidence("a")])
    assert [one.source for one in find(statement, bk.Evidence)] == ["a"]
    assert [one.name for one in find(statement, bk.Person)] == ["Ida Ek"]
    assert [*find((statement, "a"), str)] == ["Ida Ek", "No.", "a", "a"]
