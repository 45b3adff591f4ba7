"""Every fact that a sheet shows is printed by one table, carries its value, and parses again in every language."""

from collections.abc import Iterator
from typing import Any

import pytest
from attrs import fields
from hypothesis import given, strategies as st

import briefkit as bk
from briefkit.language import printed_facts
from briefkit.language.printed_facts import Fact
from briefkit.layout import Grid, Heading, Items, LayoutBlock, Para, Picture, Run, RunRole
from briefkit.lower import lower
from support.strategies import LANGUAGES, briefs, markings, stamps, whens

FACTS = {name: fact for name, fact in vars(printed_facts).items() if isinstance(fact, Fact)}
#: Roles of words of a text, of names of people, and of what the house prints beside them.
NO_FACTS = {
    *(RunRole.LABEL, RunRole.NOTE, RunRole.EVIDENCE, RunRole.BACK, RunRole.BASIS),
    *(RunRole.NAME, RunRole.ROLE, RunRole.ORGANISATION),
}
VALUES = {
    "MARKING": markings(),
    "PORTION_MARK": markings(),
    "STATUS": st.sampled_from(["draft", "withdrawn"]).map(bk.Status),
    "CONFIDENCE": st.sampled_from(bk.Confidence),
    "CORRECTION_KIND": st.sampled_from(bk.CorrectionKind),
    "RELIABILITY": st.sampled_from(bk.Reliability),
    "VERSION": st.integers(1, 2**53 - 1),
    "EMBARGO": stamps().filter(lambda stamp: hasattr(stamp, "tzinfo")),
    **dict.fromkeys(("PUBLISHED", "MODIFIED", "AS_OF", "CORRECTION_DATE"), stamps()),
    **dict.fromkeys(("EVENT_DATE", "SAID_ON", "SOURCE_PUBLISHED", "ACCESSED"), whens()),
}


def runs_of(blocks: tuple[LayoutBlock, ...]) -> Iterator[Run]:
    for block in blocks:
        match block:
            case Para() | Heading():
                yield from block.runs
            case Items():
                for item in block.items:
                    yield from runs_of(item)
            case Grid() | Picture():
                pass


def test_every_role_of_a_run_prints_a_fact_or_words() -> None:
    assert set(RunRole) - {fact.role for fact in FACTS.values()} == NO_FACTS


@pytest.mark.parametrize("name", FACTS)
@given(data=st.data())
def test_a_printed_fact_parses_again(name: str, data: st.DataObject) -> None:
    fact, language = FACTS[name], data.draw(st.sampled_from(LANGUAGES))
    value = data.draw(VALUES.get(name, st.just("words")))
    words = fact.print(value, language)
    found = fact.parse(words, language)
    assert (type(found), found) == (type(value), value)
    assert fact.parse_labelled(fact.prefix(language) + words, language) == value


@given(briefs())
def test_a_run_carries_the_value_that_it_prints(brief: bk.Brief) -> None:
    sheet = lower(brief)
    for run in (*sheet.banner, *runs_of(sheet.blocks)):
        assert (run.value is None) == (run.role is None or run.role in NO_FACTS)
        if run.value is not None:
            printers = [fact for fact in FACTS.values() if fact.role is run.role]
            assert run.span.text in [_printed(fact, run, brief.language) for fact in printers]


def _printed(fact: Fact[Any], run: Run, language: str) -> str:
    """The words of a run's value; "" where the fact is of another kind."""
    try:
        return fact.print(run.value, language)
    except (AttributeError, LookupError):
        return ""


def test_a_value_is_no_part_of_what_is_seen() -> None:
    assert fields(Run).value.eq is False
