"""lift(lower(brief)) is exactly what a reader sees; docs/model.md says of every field what that is."""

import re
from itertools import zip_longest
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import briefkit as bk
from briefkit.layout import Heading, Para, Role, Run, RunRole
from briefkit.lower import lower
from briefkit.lower.lifting import lift
from briefkit.model.walk import evolve, transform
from briefkit.recognise.attributed_statement import attribution
from briefkit.recognise.dates_in_words import says_when
from support.strategies import briefs

TABLE = Path(__file__).parents[1] / "docs" / "model.md"
ROW = re.compile(r"^\| (\w+)\.(\w+) \| (seen|recognised|unseen) \|", re.MULTILINE)
MODEL = {
    kind.__name__: kind
    for kind in (getattr(bk, name) for name in bk.__all__)
    if attrs.has(kind)
    and kind.__module__.startswith("briefkit.model")
    and kind is not bk.Difference
}
HOW = {(kind, field): how for kind, field, how in ROW.findall(TABLE.read_text("utf-8"))}


def test_every_field_of_every_class_has_a_row_and_every_row_a_field() -> None:
    fields = {(name, field.name) for name, kind in MODEL.items() for field in attrs.fields(kind)}
    assert set(HOW) == fields


def seen(brief: bk.Brief) -> bk.Brief:
    """What the table says is left of a brief once it was printed."""
    numbers = {source.key: str(number) for number, source in enumerate(brief.sources, 1)}

    def blank(value: Any) -> Any:
        match value:
            case bk.Span():
                value = bk.evolve(value, cites=tuple(numbers[key] for key in value.cites))
            case bk.Evidence():
                value = bk.evolve(value, source=numbers[value.source])
            case bk.Source():
                value = bk.evolve(value, key=numbers[value.key])
            case bk.Text():
                value = bk.Text(stretched(value.spans))
            case bk.Paragraph():
                value = bk.evolve(value, statements=())
            case bk.Statement():
                found = attribution(value.text, brief.language)
                is_printed = (
                    value.labelled
                    and value.said_on is not None
                    and not says_when(value.text, value.said_on, brief.language)
                )
                said_on = value.said_on if is_printed else found.said_on
                value = bk.evolve(value, said_on=said_on, cue=found.cue)
            case _:
                pass
        if attrs.has(type(value)):
            for field in attrs.fields(type(value)):
                if HOW.get((type(value).__name__, field.name)) == "unseen":
                    value = bk.evolve(value, **{field.name: field.default})
        return value

    return bk.transform(brief, blank)


def stretched(spans: tuple[bk.Span, ...]) -> list[bk.Span]:
    """Nobody sees where cited words begin among words that look alike, or that they go on in another look."""
    found: list[bk.Span] = []
    for span, after in zip_longest(spans, spans[1:]):
        goes_on = after.cites if after else ()
        if (
            found
            and span.cites
            and bk.evolve(span, text="", cites=()) == bk.evolve(found[-1], text="")
        ):
            span = bk.evolve(span, text=found.pop().text + span.text)
        found.append(bk.evolve(span, cites=tuple(key for key in span.cites if key not in goes_on)))
    return found


def without_naming(brief: bk.Brief) -> bk.Brief:
    """Who speaks in a sentence is found in its words (see the cases below): only the words compare."""

    def plain(value: Any) -> Any:
        named = isinstance(value, bk.Statement) and not value.labelled
        if named or isinstance(value, bk.Paragraph):
            # A name is a run of its own, so cited words begin behind it: where is compared elsewhere.
            spans = [bk.evolve(span, cites=()) for span in value.text.spans]
            return bk.Paragraph(bk.Text(spans), marking=value.marking)
        return value

    return bk.transform(brief, plain)


@settings(max_examples=60)
@given(briefs())
def test_what_is_lifted_is_what_is_seen(brief: bk.Brief) -> None:
    lifted = lift(lower(brief)).brief
    assert without_naming(lifted) == without_naming(seen(brief))


PUTIN = bk.Person("Vladimir Putin", "Russian President")
COSTA = bk.Person("Antonio Costa", "European Council President")
NATO = bk.Organisation("NATO")


@pytest.mark.parametrize(
    ("speakers", "label"),
    [
        ([PUTIN], "Russian President, Vladimir Putin: "),
        ([NATO], "NATO: "),
        ([bk.Person(role="a senior official")], "a senior official: "),
        ([bk.Person("Doe, Jane: the Third")], "Doe, Jane: the Third: "),
        ([PUTIN, NATO], "Russian President, Vladimir Putin and NATO: "),
        (
            [bk.Person(role="an aide"), PUTIN, COSTA],
            "an aide; Russian President, Vladimir Putin and European Council President, "
            "Antonio Costa: ",
        ),
    ],
)
def test_a_label_prints_role_and_name_and_reads_back(speakers: list[bk.Actor], label: str) -> None:
    statement = bk.Statement(speakers, "Said: no, thank you.", labelled=True)
    brief = bk.Brief("T", sections=[bk.Section("reactions", blocks=[statement])])
    sheet = lower(brief)
    para = sheet.blocks[-1]
    assert isinstance(para, Para)
    assert "".join(run.span.text for run in para.runs) == label + "Said: no, thank you."
    (lifted,) = lift(sheet).brief.statements()
    assert lifted.speakers == tuple(speakers)
    assert lifted.text == statement.text


@pytest.mark.parametrize(
    ("words", "speakers", "named"),
    [
        (
            "Russian President, Vladimir Putin stated that it was late.",
            [PUTIN],
            [(RunRole.ROLE, "Russian President"), (RunRole.NAME, "Vladimir Putin")],
        ),
        ("NATO said that it was late.", [NATO], [(RunRole.ORGANISATION, "NATO")]),
        ("“Vladimir Putin lies,” said Antonio Costa.", [COSTA], [(RunRole.NAME, "Antonio Costa")]),
        (
            "Antonio Costa and Vladimir Putin agreed.",
            [PUTIN, COSTA],
            [(RunRole.NAME, "Antonio Costa"), (RunRole.NAME, "Vladimir Putin")],
        ),
    ],
)
def test_a_sentence_marks_whom_it_names(
    words: str, speakers: list[bk.Actor], named: list[tuple[RunRole, str]]
) -> None:
    statement = bk.Statement(speakers, bk.inline(words))
    brief = bk.Brief("T", sections=[bk.Section("events", blocks=[statement])])
    para = lower(brief).blocks[-1]
    assert isinstance(para, Para)
    assert [(run.role, run.span.text) for run in para.runs if run.role] == named
    assert "".join(run.span.text for run in para.runs) == words


def test_a_statement_that_names_nobody_is_kept_as_a_paragraph_with_a_note() -> None:
    statement = bk.Statement([PUTIN], "The quick brown fox.")
    brief = bk.Brief("T", sections=[bk.Section("events", blocks=[statement])])
    reading = lift(lower(brief))
    assert reading.brief.sections[0].blocks == (bk.Paragraph("The quick brown fox."),)
    assert [note.code for note in reading.notes] == ["statement-without-speaker"]


def test_an_inferred_statement_has_a_role_of_its_own() -> None:
    statement = bk.Statement([PUTIN], "Seems tired.", labelled=True, inferred=True)
    brief = bk.Brief("T", sections=[bk.Section("reactions", blocks=[statement])])
    assert lower(brief).blocks[-1].role is Role.INFERRED
    assert lift(lower(brief)).brief == brief


def test_a_citation_over_words_of_several_looks_prints_its_number_once() -> None:
    cited = [
        bk.Span("He said “", cites=("a",)),
        bk.Span("no", quoted=True, cites=("a", "b")),
        bk.Span("” at once", cites=("b",)),
        bk.Span("."),
    ]
    brief = bk.Brief(
        "Title",
        sections=[bk.Section("background", blocks=[bk.Paragraph(cited)])],
        sources=[bk.Source("a", "One"), bk.Source("b", "Two")],
    )
    assert "He said “no[1]” at once[2].\n" in bk.render(brief, "text").decode()


@pytest.mark.parametrize(
    ("words", "wrong", "told"),
    [
        ("(TLP:AMBER)", "(TLP:AMBRE)", "(TLP:AMBRE)"),
        ("high", "very high", "Confidence: very high"),
    ],
)
def test_a_fact_that_cannot_be_parsed_any_more_is_told(words: str, wrong: str, told: str) -> None:
    block = bk.Assessment("It will rain.", confidence="high", marking=bk.Marking("TLP", "AMBER"))
    sheet = lower(bk.Brief("T", sections=[bk.Section("outlook", blocks=[block])]))

    def misspelt(value: object) -> object:
        return (
            evolve(value, text=wrong)
            if isinstance(value, bk.Span) and value.text == words
            else value
        )

    [note] = lift(transform(sheet, misspelt)).notes
    assert (note.code, note.words) == ("value-dropped", told)


def test_a_title_among_the_sections_heads_one_of_its_own() -> None:
    sheet = lower(bk.draft("T").background("Words.").build())
    again = Heading(Role.TITLE, (Run(bk.Span("Another title")),), 2, "")
    sections = lift(attrs.evolve(sheet, blocks=(*sheet.blocks, again))).brief.sections
    assert [section.kind for section in sections] == ["background", "other"]
