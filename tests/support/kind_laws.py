"""The laws over the kind of block and the format that docs/extending.md makes; test_extending.py runs them in a copy.

pytest collects this file where it is named.
"""

from __future__ import annotations

from typing import Any

from hypothesis import Phase, given, settings, strategies as st
from hypothesis.strategies import SearchStrategy
from jsonschema import Draft202012Validator

import briefkit as bk
from briefkit.data.schema import json_schema
from briefkit.data.tree import to_tree
from briefkit.lower import lower
from briefkit.lower.lifting import lift
from support import strategies
from support.drawn import rendered
from support.printable import printable
from test_lower import seen, without_naming
from test_round_trip import DATA, VISUAL, same

# Neither is in the project itself.
KIND: Any = vars(bk.model)["Indicator"]
DRAWN: SearchStrategy[Any] = vars(strategies)["indicators"]()
VALID = Draft202012Validator(json_schema())


def listed(block: Any) -> bk.Block:
    return bk.Bullets([bk.Item(block)])


strategies.blocks = lambda: st.one_of(DRAWN, DRAWN.map(listed))  # type: ignore[assignment]  # for the briefs below
BRIEFS = strategies.briefs(most_sections=1).filter(lambda brief: any(bk.walk(brief, KIND)))
SENTENCE = bk.Brief(
    "T", sections=[bk.Section("outlook", blocks=[KIND("Words.", due="2025-09-05")])]
)


@settings(max_examples=12, phases=[Phase.generate], database=None)
@given(BRIEFS)
def test_it_lifts_as_it_is_lowered(brief: bk.Brief) -> None:
    assert without_naming(lift(lower(brief)).brief) == without_naming(seen(brief))


@settings(max_examples=5, phases=[Phase.generate], database=None)
@given(BRIEFS)
def test_what_is_written_is_read(brief: bk.Brief) -> None:
    for format in (*DATA, *VISUAL):
        same(brief, format)
    for format in VISUAL:
        same(brief, format, payload=False)
    assert rendered(brief, "text")
    VALID.validate(to_tree(brief))


@settings(max_examples=2, phases=[Phase.generate], database=None)
@given(BRIEFS.map(printable))
def test_what_is_written_is_read_in_pdf(brief: bk.Brief) -> None:
    same(brief, "pdf")


def test_it_is_outlined_and_built() -> None:
    from rich.console import Console

    from briefkit.cli.outline import outline

    with (console := Console(width=80)).capture() as printed:
        console.print(outline(SENTENCE))
    assert "Words." in printed.get()
    [block] = bk.section("outlook", KIND("Words.")).blocks
    assert isinstance(block, bk.Bullets)


def test_the_format_is_one_of_the_formats() -> None:
    data = bk.render(SENTENCE, "gemini")
    assert data.decode().splitlines()[0] == "# T"
    assert bk.read(data, "gemini", language="en").brief.title == SENTENCE.title
    assert list(bk.FORMATS)[-2:] == ["gemini", "text"]
