"""Paths: one notation for places in a brief, to look at them and to change them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import briefkit as bk
from briefkit.path_grammar import path_of_steps, steps_of
from support import strategies

ANN = bk.Person("Ann")
SAID = bk.statement(ANN, "Said that it “sails again”.")
BRIEF = (
    bk.draft("Ferry returns")
    .background("It sails *again* now.", bk.bullets(SAID, "From Monday."))
    .reactions(SAID)
    .build()
)
WORDS = "sections[0].blocks[0].text"


@given(strategies.briefs())
@settings(max_examples=5)
def test_a_path_of_walk_leads_to_the_part_and_back(brief: bk.Brief) -> None:
    for path, part in bk.walk(brief):
        assert bk.at(brief, path) is part
        assert bk.replace(brief, path, part) is brief
        assert path_of_steps(steps_of(path)) == path


@given(strategies.briefs())
@settings(max_examples=5)
def test_what_is_taken_out_can_be_put_in_again(brief: bk.Brief) -> None:
    for path in ("sections[0]", "sections[0].blocks[0]", "authors[0]", "standfirst", "topics[0]"):
        try:
            part = bk.at(brief, path)
        except bk.PathError:
            continue
        if part is not None and not (path.endswith("blocks[0]") and _stays(brief)):
            assert bk.insert(bk.remove(brief, path), path, part) == brief


def _stays(brief: bk.Brief) -> bool:
    """Whether the first block cannot go: lists beside it would be one, or an opening would have none."""
    first = brief.sections[0]
    merges = any(isinstance(block, bk.Bullets) for block in first.blocks)
    return merges or (first.is_opening and len(first.blocks) == 1)


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("", []),
        ("title", ["title"]),
        ("sections[1].blocks[0].text", ["sections", 1, "blocks", 0, "text"]),
        ("[3][0]", [3, 0]),
        ("text[12:19]", ["text", slice(12, 19)]),
        ('extra.a["b \\"c\\""][0]', ["extra", "a", 'b "c"', 0]),
        ('["été"]', ["été"]),
        ('extra["a\\\\\\"\n]"]', ["extra", 'a\\"\n]']),
        ('[""]', [""]),
    ],
)
def test_a_path_is_steps(path: str, steps: list[Any]) -> None:
    assert steps_of(path) == steps
    assert path_of_steps(steps) == path


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("sections[7]", "sections: is a list, which has no [7]; it has 2 entries, counted from 0"),
        ("sections[0].block", "sections[0]: is Section, which has no block; it has kind, heading"),
        ("title.spans[0].text.x", "title.spans[0].text: is str, which has no x; it has 13 char"),
        ("title[2:99]", "title: is Text, which has no [2:99]"),
        ("title[3:2]", "title: is Text, which has no [3:2]"),
        ("published.year", "published: is None, which has no year; end the path here"),
        ("sections.blocks", "sections: is a list, which has no blocks"),
        ("sections[-1]", "sections: '[-1]' is no step of a path"),
        ("sections[0]blocks", "sections[0]: 'blocks' is no step of a path"),
        (".title", "'.title' is no step of a path"),
        ("title.", "title: '.' is no step of a path"),
        ("sections[99999999999]", "sections: '[99999999999]' is no step"),
        ('extra["x]', "extra: '[\"x]' is no step of a path"),
        ("__class__", "is Brief, which has no __class__"),
    ],
)
def test_a_path_that_leads_nowhere_says_how_far_it_leads(path: str, told: str) -> None:
    for use in (bk.at, bk.remove, replaced):
        with pytest.raises(bk.PathError) as error:
            use(BRIEF, path)
        assert told in str(error.value)
        assert isinstance(error.value, LookupError)


def replaced(brief: bk.Brief, path: str) -> bk.Brief:
    return bk.replace(brief, path, "x")


def test_a_path_into_a_mapping_whose_keys_are_no_words_is_told() -> None:
    with pytest.raises(bk.PathError, match="which has no x; it has 1, 2"):
        bk.at({1: "a", 2: "b"}, "x")


def test_errors_of_constructors_and_of_data_name_places_too() -> None:
    assert bk.at(SAID, "Statement.speakers[0].name") == "Ann"
    assert bk.at(BRIEF, f"{WORDS}[1]") is bk.at(BRIEF, f"{WORDS}.spans[1]")
    assert bk.replace(BRIEF, f"{WORDS}[1].strong", True) == bk.replace(
        BRIEF, f"{WORDS}.spans[1].strong", True
    )


def test_the_paths_of_errors_are_paths() -> None:
    lines = (Path(__file__).parent / "cases/json/errors.txt").read_text("utf-8").split("\n")
    found = []
    for line in lines:
        if line.startswith("{"):
            with pytest.raises(bk.ReadError) as error:
                bk.read(line.encode(), "json")
            found += [steps_of(fault.path) for fault in error.value.errors]
    assert len(found) > 30


def test_words_are_replaced_with_the_marks_of_those_that_stood_there() -> None:
    def text(brief: bk.Brief) -> bk.Text:
        return bk.at(brief, WORDS)  # type: ignore[no-any-return]

    assert bk.at(BRIEF, f"{WORDS}[9:14]") == "again"
    assert text(bk.replace(BRIEF, f"{WORDS}[9:14]", "anew")) == bk.inline("It sails *anew* now.")
    assert text(bk.insert(BRIEF, f"{WORDS}[14:14]", "st")) == bk.inline("It sails *against* now.")
    assert text(bk.insert(BRIEF, f"{WORDS}[0:0]", "Now ")) == bk.inline("Now It sails *again* now.")
    assert text(bk.remove(BRIEF, f"{WORDS}[8:14]")) == bk.Text("It sails now.")
    bold = [bk.Span("again", strong=True)]
    assert text(bk.replace(BRIEF, f"{WORDS}[9:14]", bold)) == bk.inline("It sails **again** now.")
    cue = "sections[1].blocks[0].items[0].block.cue"
    assert bk.at(bk.replace(BRIEF, f"{cue}[0:1]", "S"), cue) == "Say"


def test_entries_and_fields_are_put_in_and_taken_out() -> None:
    longer = bk.insert(BRIEF, "sections[1].blocks", bk.Paragraph("Last."))
    assert longer.sections[1].blocks == (*BRIEF.sections[1].blocks, bk.Paragraph("Last."))
    assert bk.insert(BRIEF, "sections[1].blocks[1]", bk.Paragraph("Last.")) == longer
    assert bk.remove(longer, "sections[1].blocks[1]") == BRIEF
    dated = bk.insert(BRIEF, "sections[1].blocks[0].items[0].block.said_on", "2026-03")
    assert str(dated.sections[1].blocks[0]) != str(SAID)
    assert bk.remove(dated, "sections[1].blocks[0].items[0].block.said_on") == BRIEF
    assert bk.replace(BRIEF, "title", "Other").title.plain == "Other"
    assert bk.replace(BRIEF, "", longer) is longer


REFUSED: tuple[tuple[Callable[[], object], str], ...] = (
    (lambda: bk.insert(BRIEF, "title", "x"), "title: has a value; replace it"),
    (lambda: bk.insert(BRIEF, "sections[3]", BRIEF.sections[0]), "sections: is a list, which has"),
    (lambda: bk.insert(BRIEF, "title[0:2]", "x"), "title[0:2]: is a stretch of words"),
    (lambda: bk.remove(BRIEF, "title"), "title: is what every Brief has"),
    (lambda: bk.remove(BRIEF, ""), "is the whole"),
    (lambda: bk.replace(BRIEF, "", ANN), "value: is Person, not Brief"),
    (lambda: bk.at(BRIEF, 5), "path: is int, not a string"),  # type: ignore[arg-type]
    (
        lambda: bk.remove(BRIEF, "sections[1].blocks[0].items[0].block.speakers[0]"),
        "sections[1].blocks[0].items[0].block.speakers: needs at least 1",
    ),
    (lambda: bk.replace(BRIEF, "sections[0].blocks[1].items[0]", ANN), "blocks[1].items[0]: is Pe"),
    (
        lambda: bk.replace(BRIEF, "sections[0].blocks[0].text[0:1]", 5),
        "blocks[0].text: is int, not",
    ),
    (lambda: bk.insert(BRIEF, "topics", "a  b"), "topics[0]: "),
    (
        lambda: bk.replace(BRIEF, f"{WORDS}.spans[0]", bk.Span("x", cites=("no",))),
        f"{WORDS}.spans[0]: cites 'no'",
    ),
)


@pytest.mark.parametrize(("call", "told"), REFUSED, ids=[told for _, told in REFUSED])
def test_what_cannot_be_changed_is_refused_by_its_path(
    call: Callable[[], object], told: str
) -> None:
    with pytest.raises(bk.BriefkitError) as error:
        call()
    assert told in str(error.value)


def test_fields_of_a_users_own_are_entered_by_their_keys() -> None:
    brief = bk.Brief("T", extra={"risk": {"in-words": ["low"]}, "n": 1})
    assert bk.at(brief, 'extra.risk["in-words"]') == ("low",)
    assert bk.insert(brief, "extra.m", 2).extra["m"] == 2
    assert bk.insert(brief, 'extra.risk["in-words"]', "high").extra["risk"] == {
        "in-words": ["low", "high"]
    }
    assert bk.replace(brief, "extra.risk", None).extra == {"risk": None, "n": 1}
    assert bk.remove(brief, "extra.n").extra.keys() == {"risk"}
    assert bk.remove(brief, "extra").extra == {}
    with pytest.raises(bk.PathError, match=r"^extra: is Extra, which has no m; it has n, risk$"):
        bk.at(brief, "extra.m")
    with pytest.raises(bk.ModelError, match=r'^extra.risk\["in-words"\]\[0\]: is set'):
        bk.replace(brief, 'extra.risk["in-words"][0]', {1})
