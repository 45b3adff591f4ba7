"""Statements within a paragraph of Markdown: `[Nils Ek said no]{.statement}`, there, back, and edited by hand."""

from __future__ import annotations

import pytest

from briefkit.errors import ReadError
from briefkit.formats.markdown.read import read
from briefkit.formats.markdown.write import dump
from briefkit.model import (
    Brief,
    Evidence,
    Marking,
    Organisation,
    Paragraph,
    Person,
    Section,
    Source,
    Span,
    Statement,
    Text,
    When,
)
from briefkit.model.walk import evolve
from briefkit.notes import Reading

LOG, MAIL = Source("log", "Harbour log"), Source("mail", "A letter")


def brief_of(paragraph: Paragraph) -> Brief:
    sections = (Section("background", blocks=(paragraph,)),)
    return Brief("T", "Stand.", sections=sections, sources=(LOG, MAIL))


def written(paragraph: Paragraph) -> str:
    return dump(brief_of(paragraph)).decode().split("## Background\n\n")[1].split("\n")[0]


def reading_of(words: str) -> Reading:
    """What a paragraph is read as, typed into a brief."""
    page = dump(brief_of(Paragraph("Here."))).decode()
    return read(page.replace("Here.", words))


def read_as(words: str) -> Paragraph:
    [paragraph] = reading_of(words).brief.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    return paragraph


EK = Person("Nils Ek")
SAID = Statement((EK,), "Nils Ek said no", cue="say")
BERG = Statement(
    (Person("Ida Berg", role="Mayor"),),
    Text((Span("“"), Span("We go", quoted=True), Span("”, Mayor Ida Berg said"))),
    cue="say",
)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (Paragraph("They met. Nils Ek said no.", [SAID]), "They met. [Nils Ek said no]{.statement}."),
        (
            Paragraph(
                Text((Span("They met. Nils Ek "), Span("said", strong=True), Span(" no."))),
                [
                    evolve(
                        SAID,
                        text=Text((Span("Nils Ek "), Span("said", strong=True), Span(" no"))),
                        evidence=(Evidence("mail"), Evidence("log")),
                    )
                ],
            ),
            "They met. [Nils Ek **said** no]{.statement}[[2]](#sources)[[1]](#sources).",
        ),
        (  # numbers of the paragraph's own words
            Paragraph(
                Text((Span("They met. "), Span("Nils Ek said no", cites=("log",)), Span("."))),
                [SAID],
            ),
            "They met. [[Nils Ek said no](#sources)[[1]](#sources)]{.statement}.",
        ),
        (
            Paragraph(Text((Span("Nils Ek said no", cites=("log",)),)), [SAID]),
            "[Nils Ek said no[[1]](#sources)]{.statement}",
        ),
        (
            Paragraph(Text((Span("Nils Ek said no, twice", cites=("log",)),)), [SAID]),
            "[Nils Ek said no]{.statement}, twice[[1]](#sources)",
        ),
        (
            Paragraph("They met. Nils Ek said no.", [evolve(SAID, said_on=When("2025"))]),
            'They met. [Nils Ek said no]{.statement said_on: "2025"}.',
        ),
        (
            Paragraph("He said no.", [evolve(SAID, text="He said no")]),
            "[He said no]{.statement speakers: [{actor: person, name: Nils Ek}], cue: say}.",
        ),
        (
            Paragraph("Nils Ek said no.", [evolve(SAID, evidence=(Evidence("log", locator="p. 3"),))]),
            "[Nils Ek said no]{.statement evidence: [{source: log, locator: p. 3}]}[[1]](#sources).",
        ),
        (
            Paragraph("(a) [b] Nils Ek said no.", [SAID], marking=Marking("TLP", "RED")),
            "(TLP:RED) (a) \\[b\\] [Nils Ek said no]{.statement}.",
        ),
        (
            Paragraph(
                Text(
                    (Span("“"), Span("We go", quoted=True), Span("”, Mayor Ida Berg said. Nils Ek said no."))
                ),
                [BERG, SAID],
            ),
            "[“We go”, Mayor Ida Berg said]{.statement}. [Nils Ek said no]{.statement}.",
        ),
    ],
)  # fmt: skip
def test_statements_are_written_as_plain_as_they_can_be(
    paragraph: Paragraph, expected: str
) -> None:
    assert written(paragraph) == expected
    assert read(dump(brief_of(paragraph))) == Reading(brief_of(paragraph))


@pytest.mark.parametrize(
    "typed",
    [
        "They met.[ Nils Ek said no]{.statement}.",
        "They met. [Nils\nEk said no]{.statement}.",
        "They met. [Nils Ek said no]{.statement cue: say}.",
        "They met. [Nils Ek said no]{.statement\n  speakers: [{actor: person, name: Nils Ek}], cue: say}.",
        "They met. [Nils Ek [said]{.statement} no]{.statement}.",
    ],
)
def test_hands_type_them_in_many_ways(typed: str) -> None:
    assert read_as(typed) == Paragraph("They met. Nils Ek said no.", [SAID])


@pytest.mark.parametrize(
    "typed", ["[Nils Ek said no]{.statement}[^mail].", "[Nils Ek said no]{.statement} [^2]."]
)
def test_a_note_right_behind_is_evidence(typed: str) -> None:
    [said] = read_as(typed).statements
    assert said.evidence == (Evidence("mail"),)


def test_other_marks_stand_within_the_brackets_or_beside_the_class() -> None:
    [said] = read_as(
        "[Nils Ek said [no](https://example.org/no)]{.statement .strong language: fr}"
    ).statements
    assert said.text.spans == (
        Span("Nils Ek said ", strong=True, language="fr"),
        Span("no", strong=True, language="fr", link="https://example.org/no"),
    )  # fmt: skip
    [linked] = read_as("[Nils Ek said no](https://example.org/no){.statement}").statements
    assert linked.text.spans == (Span("Nils Ek said no", link="https://example.org/no"),)


def test_words_that_were_edited_count_before_braces() -> None:
    typed = "[Ida Berg said no]{.statement speakers: [{actor: person, name: Nils Ek}], cue: warn}."
    [said] = read_as(typed).statements
    assert (said.speakers, said.cue) == ((Person("Ida Berg"),), "say")
    notes = reading_of(typed).notes
    assert [one.code for one in notes] == ["attribute-overruled", "attribute-overruled"]


def test_where_nobody_speaks_the_words_stay_and_their_note_is_a_citation() -> None:
    typed = "They met. [Rain fell]{.statement cue: say}[^log]. So."
    found = Text((Span("They met. "), Span("Rain fell", cites=("log",)), Span(". So.")))
    assert read_as(typed) == Paragraph(found)
    silent, overruled = reading_of(typed).notes
    assert (silent.code, silent.words) == ("statement-without-speaker", "Rain fell")
    assert (overruled.code, overruled.before) == ("attribute-overruled", "cue: say")


def test_without_the_brackets_it_is_a_paragraph() -> None:
    assert read_as("They met. Nils Ek said no.") == Paragraph("They met. Nils Ek said no.")


def test_a_paragraph_that_is_split_and_moved_keeps_them() -> None:
    page = dump(brief_of(Paragraph("Nils Ek said no. NATO said yes.", [
        SAID,
        Statement((Organisation("NATO"),), "NATO said yes", cue="say"),
    ]))).decode()  # fmt: skip
    one, _, other = page.partition(" [NATO")
    first, second = read(f"{one}\n\n[NATO{other}").brief.sections[0].blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert first == Paragraph("Nils Ek said no.", [SAID])
    assert [one.speakers for one in second.statements] == [(Organisation("NATO"),)]


def test_paragraphs_of_an_item_that_are_joined_keep_them() -> None:
    words = "- They met.\n\n  [Nils Ek said no]{.statement}[^log]."
    [said] = reading_of(words).brief.statements()
    assert said == evolve(SAID, evidence=(Evidence("log"),))


@pytest.mark.parametrize(
    "typed",
    [
        "- **Mayor, Ida Berg**: It [Nils Ek said no]{.statement} went. {.statement}",
        "- It [went]{.statement}. {.event place: Oslo}",
        "| [Nils Ek said no]{.statement} |\n|---|\n| a |",
        "x\n\n## [Nils Ek said no]{.statement}\n\nx",
    ],
)
def test_only_a_paragraph_has_them(typed: str) -> None:
    assert [(one.code, one.words) for one in reading_of(typed).notes] == [
        ("markup-dropped", "{.statement}")
    ]


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("[Nils Ek said no]{.statement cuee: a}", "unknown field 'cuee'; did you mean 'cue'?"),
        ("[Nils Ek said no]{.statement said_on: soon}", "said_on: 'soon' is no date"),
        (
            "[Nils Ek said no]{.statement marking: TLP:RED}",
            "marking: is no field of a statement in a",
        ),
        ("[Nils Ek said no]{.statement text: a}", "text: is written as words"),
        ("[Nils Ek said no]{cue: a}", "unknown field 'cue'"),
    ],
)
def test_what_is_wrong_says_where(typed: str, what: str) -> None:
    with pytest.raises(ReadError) as error:
        reading_of(typed)
    assert what in str(error.value)
    assert "line " in str(error.value)
