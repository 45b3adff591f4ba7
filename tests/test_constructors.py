"""Constructors for plain data make what those of the classes make, and serializers what they read."""

import datetime as dt
import json
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

import briefkit as bk
from briefkit.data.compiled_constructors import compiled as compiled_constructor
from briefkit.data.compiled_serializers import compiled
from briefkit.data.constructors import constructor
from briefkit.data.diagnosis import diagnose
from briefkit.data.interchange import PARTS
from briefkit.data.plain_data import from_data, to_data
from briefkit.data.serializers import Serializers
from briefkit.data.vocabulary import TAG_KEYS, tag
from briefkit.limits.faults import Faults
from briefkit.model import Brief
from briefkit.model.walk import find, walk
from support import strategies
from support.stretched import stretched

CLASSES = sorted((kind for kind in PARTS if attrs.has(kind)), key=lambda kind: kind.__name__)
LEAVES = {bk.Text, bk.When, bk.Image}
COMPILED: dict[type, Any] = {kind: compiled_constructor(kind) for kind in CLASSES}


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


@given(strategies.briefs(), st.booleans())
def test_code_that_is_made_for_a_class_writes_the_same(brief: Brief, named: bool) -> None:
    slow, fast = Serializers(name_pictures=named), Serializers(name_pictures=named)
    for kind in CLASSES:
        if kind not in (bk.Text, bk.When, *([bk.Image] if named else [])):
            tags = {TAG_KEYS[kind]: tag(kind)} if kind in TAG_KEYS else {}
            fast[kind] = compiled(kind, tags, fast)
    assert json.dumps(slow[Brief](brief)) == json.dumps(fast[Brief](brief))


def test_code_is_made_for_a_class_of_which_there_are_many() -> None:
    serializers = Serializers(name_pictures=False)
    first = serializers[bk.Span]
    for _ in range(200):
        assert serializers[bk.Span](bk.Span("a", strong=True)) == {"text": "a", "strong": True}
    assert serializers[bk.Span] is not first


@given(strategies.briefs())
def test_code_that_is_made_for_a_class_makes_the_same(brief: Brief) -> None:
    for _, part in [("", brief), *walk(brief)]:
        if type(part) in CLASSES and type(part) not in (bk.Text, bk.When, bk.Extra, bk.Image):
            data = to_data(part)
            assert COMPILED[type(part)](data) == constructor(type(part))(data) == part


#: Data that is wrong, or in another form, in most fields.
ODD: tuple[Any, ...] = (
    *(None, True, 0, 7, 1.5, "", " a", "a  b", "a ", "a\x00b", "a\u2028b", "\ud800", "2025-13", "2025-03-01", "EN", "TLP", "RED"),
    *([], ["a"], [None], [{}], [[]], [["a"]], {}, {"text": "a"}, {"a": 1}, "id_1", "b1", "https://a.example", "mailto:", "statement"),
    *([{"text": "a "}], [{"text": "a"}, {"text": ""}], [{"text": "a", "quoted": True}], [{"text": "a", "strong": 1}]),
)  # fmt: skip


TAGS = {kind: {key: tag(kind)} for kind, key in TAG_KEYS.items()}
PARTS_BY_CLASS = {type(part): part for _, part in walk(stretched("words"))}


@pytest.mark.parametrize("kind", [one for one in CLASSES if one not in LEAVES])
def test_code_that_is_made_for_a_class_takes_nothing_that_the_second_reading_refuses(
    kind: type,
) -> None:
    data = {name: _shortened(held) for name, held in to_data(PARTS_BY_CLASS[kind]).items()}
    for name, odd in product(attrs.fields_dict(kind), ODD):
        _check_taken_as_diagnosed(kind, {**data, name: odd})
        _check_taken_as_diagnosed(kind, {**TAGS.get(kind, {}), name: odd})
    for odd in ODD:
        _check_taken_as_diagnosed(
            kind, {**TAGS.get(kind, {}), **odd} if isinstance(odd, dict) else odd
        )


def _shortened(data: Any) -> Any:
    """Return data with few entries in its lists, so that it is read in no time."""
    if isinstance(data, dict):
        return {name: _shortened(held) for name, held in data.items()}
    return [_shortened(one) for one in data[:2]] if isinstance(data, list) else data


def _check_taken_as_diagnosed(kind: type, data: Any) -> None:
    for make in (COMPILED[kind], constructor(kind)):
        try:
            made = make(data)
        except Exception:  # of any kind: the second reading says what is wrong
            continue
        faults = Faults()
        assert made == diagnose(data, kind, faults), data
        assert not faults.found, data
        assert type(made) is kind


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
    make = constructor(Part)
    assert make({"given": "a"}) == Part("a")
    assert seen == ["a", "a", None]


@pytest.mark.parametrize(
    "wrong",
    [{}, {"scale": "PHIA"}, {"scale": "PHIA", "term": "likely", "more": 1}, [], "scale", None, 3],
)
def test_they_raise_at_anything_else(wrong: Any) -> None:
    for make in (constructor(bk.Likelihood), compiled_constructor(bk.Likelihood)):
        with pytest.raises(Exception):  # noqa: B017, PT011  # of any kind: the second reading says what is wrong
            make(wrong)


def test_equal_moments_keep_their_offsets() -> None:
    first = dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)
    other = first.astimezone(dt.timezone(dt.timedelta(hours=2)))
    make = constructor(bk.When)
    assert first == other
    assert [make(first).edtf, make(other).edtf] == [
        "2025-03-01T12:00:00Z",
        "2025-03-01T14:00:00+02:00",
    ]


def test_what_is_sought_is_found_wherever_its_type_may_stand() -> None:
    statement = bk.Statement([bk.Person("Ida Ek")], "No.", evidence=[bk.Evidence("a")])
    assert [one.source for one in find(statement, bk.Evidence)] == ["a"]
    assert [one.name for one in find(statement, bk.Person)] == ["Ida Ek"]
    assert [*find((statement, "a"), str)] == ["Ida Ek", "No.", "a", "a"]
