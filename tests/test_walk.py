"""Walking, changing and comparing values."""

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from briefkit.errors import ModelError
from briefkit.model import (
    Brief,
    Bullets,
    Evidence,
    Item,
    Paragraph,
    Person,
    Section,
    SectionKind,
    Source,
    Span,
    Statement,
    Text,
)
from briefkit.model.diff import Difference, differences
from briefkit.model.paths import at
from briefkit.model.walk import evolve, find, find_places, transform, walk
from briefkit.path_grammar import steps_of
from support import strategies

ANNA = Person(name="Anna")
STATEMENT = Statement((ANNA,), "Said no.", cue="say")
BRIEF = Brief(
    "Title",
    sections=[
        Section(SectionKind.EVENTS, blocks=[Paragraph("One."), Bullets([Item(STATEMENT)])]),
    ],
)


def test_walking_goes_in_reading_order() -> None:
    assert [path for path, _ in walk(STATEMENT, Person)] == ["speakers[0]"]
    assert [text.plain for _, text in walk(BRIEF, Text)] == ["Title", "One.", "Said no."]
    assert list(walk(5)) == [("", 5)]


@given(strategies.briefs())
def test_each_path_leads_to_what_was_found_there(brief: Brief) -> None:
    found = dict(walk(brief))
    assert all(at(brief, path) is part for path, part in found.items())
    assert len(found) == sum(1 for _ in walk(brief))


@given(strategies.briefs())
def test_finding_is_walking_without_paths(brief: Brief) -> None:
    for kind in (Span, Statement, Source):
        assert list(find(brief, kind)) == [part for _, part in walk(brief, kind)]
    within = [part for _, part in walk(brief) if type(part) in (Section, Text, Span)]
    assert list(find(brief, Section, Text, Span, within=True)) == within
    assert list(find(brief, Span, Evidence)) == [
        part for _, part in walk(brief) if isinstance(part, Span | Evidence)
    ]


@given(strategies.briefs())
def test_places_of_some_classes_are_those_that_walking_tells(brief: Brief) -> None:
    for kinds in ((Paragraph, Statement), (Section, Text), (Evidence,)):
        walked = [(path, part) for path, part in walk(brief) if type(part) in kinds]
        assert list(find_places(brief, *kinds)) == walked


@given(strategies.briefs())
def test_changing_nothing_returns_the_same_object(brief: Brief) -> None:
    assert transform(brief, lambda value: value) is brief
    assert evolve(brief, title=brief.title, sections=brief.sections) is brief
    assert evolve(brief) is brief
    assert differences(brief, brief) == ()


@given(strategies.briefs())
def test_a_change_reaches_every_value_and_no_other(brief: Brief) -> None:
    def rename(value: Any) -> Any:
        return evolve(value, name="Nobody") if isinstance(value, Person) else value

    changed = transform(brief, rename)
    assert all(person.name == "Nobody" for _, person in walk(changed, Person))
    assert all(one.path.endswith(".name") for one in differences(brief, changed))


def test_what_is_not_changed_is_shared() -> None:
    changed = transform(BRIEF, lambda value: "write" if value == "say" else value)
    assert changed.statements()[0].cue == "write"
    assert changed.title is BRIEF.title
    assert changed.sections[0].blocks[0] is BRIEF.sections[0].blocks[0]


def test_a_change_is_held_to_the_rules_of_the_model() -> None:
    with pytest.raises(ModelError, match="Person"):
        evolve(ANNA, name=None)
    with pytest.raises(TypeError):
        evolve(ANNA, nme="x")


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (1, 2, [("", 1, 2)]),
        (1, True, [("", 1, True)]),
        (ANNA, Person(name="Anna", role="Mayor"), [("role", None, "Mayor")]),
        ((1, 2), (1, 3), [("[1]", 2, 3)]),
        ((1, 2), (1,), [("[1]", 2, None, "deleted")]),
        ((), (1,), [("[0]", None, 1, "inserted")]),
        (ANNA, Paragraph("x"), [("", ANNA, Paragraph("x"))]),
        (
            STATEMENT,
            evolve(STATEMENT, speakers=(Person(name="Omar"),), labelled=True),
            [("speakers[0].name", "Anna", "Omar"), ("labelled", False, True)],
        ),
    ],
)
def test_differences_name_the_deepest_places(
    before: Any, after: Any, found: list[tuple[Any, ...]]
) -> None:
    assert differences(before, after) == tuple(Difference(*one) for one in found)


def test_moments_that_differ_in_offset_only_differ() -> None:
    zones = (dt.UTC, dt.timezone(dt.timedelta(hours=2)))
    moment = dt.datetime(2025, 9, 5, 18, 30, tzinfo=dt.UTC)
    one, other = (Brief("T", published=moment.astimezone(zone)) for zone in zones)
    assert [difference.path for difference in differences(one, other)] == ["published"]


@given(strategies.briefs(), strategies.briefs())
def test_values_differ_if_and_only_if_they_are_not_equal(one: Brief, other: Brief) -> None:
    assert bool(differences(one, other)) == (one != other)


@given(strategies.briefs(), st.data())
def test_each_difference_stands_where_it_says(brief: Brief, data: st.DataObject) -> None:
    names = [
        field.name for field in attrs.fields(Brief) if field.name not in ("sources", "language")
    ]
    name = data.draw(st.sampled_from(names))
    other = evolve(brief, title="Other words", version=3 - min(brief.version, 2))
    for one in differences(brief, evolve(other, **{name: getattr(brief, name)})):
        assert at(brief, one.path) == one.before
        assert at(other, one.path) == one.after
        assert steps_of(one.path)[0] != name
