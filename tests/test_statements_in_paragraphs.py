"""Statements in a paragraph: each a stretch of its words, found from left to right."""

import json
import re
from typing import Any

import pytest
from hypothesis import given, strategies as st

import briefkit as bk
from briefkit.model.paragraph import stretches_of
from briefkit.model.stretches import stretches_at, words_between
from support.strategies import paragraphs, texts

EK = bk.Person("Ida Ek")


def says(words: bk.Text | str, *cites: str) -> bk.Statement:
    return bk.Statement([EK], words, evidence=[bk.Evidence(one) for one in cites])


@pytest.mark.parametrize(
    ("words", "said", "places"),
    [
        ("Ek said nothing. Ek said no.", ["Ek said no"], [(17, 27)]),
        ("Ek said no. Ek said no.", ["Ek said no.", "Ek said no."], [(0, 11), (12, 23)]),
        ("埃克说不。罗特说好。", ["罗特说好"], [(5, 9)]),
        ("Eks Sage, sagte Ek", ["sagte Ek"], [(10, 18)]),
    ],
)
def test_a_stretch_is_the_first_place_of_whole_words(
    words: str, said: list[str], places: list[tuple[int, int]]
) -> None:
    assert list(stretches_of(bk.Paragraph(words, [says(one) for one in said]))) == places


STRONG = bk.Text([bk.Span("Ek said "), bk.Span("no", strong=True)])


def test_a_stretch_has_the_same_marks() -> None:
    words = bk.Text([bk.Span("Ek said no. "), *STRONG.spans])
    assert stretches_of(bk.Paragraph(words, [says(STRONG)])) == ((12, 22),)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ([says("Ek said n")], "statements[0].text: is 'Ek said n', which does not stand"),
        ([says("Ek said yes")], "statements[0].text: is 'Ek said yes'"),
        ([says(STRONG)], "statements[0].text: is 'Ek said no'"),
        (
            [says("Roth left."), says("Ek said no")],
            "statements[1].text: is 'Ek said no', which does not stand in the paragraph behind",
        ),
        ([bk.evolve(says("Ek said no"), labelled=True)], "statements[0].labelled: is True"),
        (
            [bk.evolve(says("Ek said no"), marking=bk.Marking("TLP", "RED"))],
            "statements[0].marking: is more",
        ),
    ],
)
def test_what_stands_nowhere_is_refused_with_its_path(said: list[bk.Statement], error: str) -> None:
    with pytest.raises(bk.ModelError) as caught:
        bk.Paragraph("Ek said no. Roth left.", said)
    assert str(caught.value).startswith(f"Paragraph.{error}")


def test_a_number_is_printed_once() -> None:
    cited = bk.Text([bk.Span("Ek said no.", cites=("a", "b")), bk.Span(" Roth left.")])
    paragraph = bk.Paragraph(cited, [says(cited.spans[0].text, "a")])
    assert [span.cites for span in paragraph.text.spans] == [("b",), ()]
    assert bk.Paragraph(cited, [says(bk.Text(cited.spans[:1]), "a")]) == paragraph


def test_a_citation_that_goes_on_is_another() -> None:
    cited = bk.Text([bk.Span("Ek said no. Roth left.", cites=("a",))])
    assert bk.Paragraph(cited, [says("Ek said no.", "a")]).text == cited


def test_a_brief_knows_its_statements_in_reading_order() -> None:
    brief = bk.Brief(
        "T",
        sections=[
            bk.Section(
                "reactions",
                blocks=[bk.Paragraph("Ek said “no”.", [says("Ek said “no”.")]), says("Ek left.")],
            )
        ],
    )
    first, second = brief.statements()
    assert (first.text.plain, second.text.plain) == ("Ek said “no”.", "Ek left.")
    assert bk.at(brief, "sections[0].blocks[0].statements[0].speakers[0]") is EK


@pytest.mark.parametrize(
    ("words", "wanted", "found"),
    [
        ("Ek said no to them. Then Ek said no, twice.", "Ek said no, twice", "Ek said no, twice"),
        ("Ek said nothing. Ek said no.", "Ek said no", "Ek said no"),
        ("Ek said no to A. Ek said no to B.", "Ek said no", "Ek said no to B."),
        ("Ek said no. Ek said no.", "Ek said no.", "Ek said no. Ek said no."),
    ],
)
def test_a_later_place_is_lengthened(words: str, wanted: str, found: str) -> None:
    text = bk.Text(words)
    start = words.rfind(wanted)
    [place] = stretches_at(text, [(start, start + len(wanted))])
    assert words_between(text, *place).plain == found


@given(texts(), st.data())
def test_any_places_of_any_text_are_stretches(text: bk.Text, data: st.DataObject) -> None:
    ends = sorted(data.draw(st.lists(st.integers(0, len(text.plain)), min_size=2, max_size=6)))
    places = stretches_at(text, list(zip(ends[::2], ends[1::2], strict=False)))
    said = [words_between(text, *one) for one in places if one[0] < one[1]]
    paragraph = bk.Paragraph(text, [says(one) for one in said])
    assert [*stretches_of(paragraph)] == [one for one in places if one[0] < one[1]]


@given(paragraphs())
def test_with_text_keeps_what_still_stands(paragraph: bk.Paragraph) -> None:
    assert bk.with_text(paragraph, paragraph.text) == paragraph
    assert bk.with_text(paragraph, "—").statements == ()


def test_a_built_paragraph_has_the_statements_with_its_own_marks() -> None:
    said = bk.statement(EK, "Ida Ek said “no”.", on="2026-03-12", to=bk.Organisation("Union"))
    words = "They met. **Ida Ek** said “no”. It rained."
    [found] = bk.paragraph(words, said=[said]).statements
    assert found.text == bk.inline("**Ida Ek** said “no”.")
    assert (found.cue, found.said_on, found.addressees) == ("say", said.said_on, said.addressees)
    assert found.quotes() == ("no",)


def test_a_built_statement_prints_no_label_in_a_paragraph() -> None:
    quoted = bk.statement(EK, quote="It is over.")
    assert quoted.labelled
    [found] = bk.paragraph("She was asked. “It is over.”", said=quoted).statements
    assert not found.labelled


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ([says("Ida Ek said yes.")], "said[0]: says 'Ida Ek said yes.', which does not stand"),
        ([says("They met."), says("They met.")], "said[1]: says 'They met.', which does not stand"),
        (["They met."], "said[0]: is str, no statement"),
    ],
)
def test_a_builder_says_which_statement_does_not_stand(said: list[Any], error: str) -> None:
    with pytest.raises(bk.ArgumentError) as caught:
        bk.paragraph("They met. Ida Ek said no.", said=said)
    assert str(caught.value).startswith(error)


def test_linked_data_names_who_is_quoted_in_a_paragraph() -> None:
    said = bk.Statement([bk.Person("Ida Ek", "Mayor")], bk.inline("Mayor Ida Ek said “no”."))
    block = bk.paragraph("They met. Mayor Ida Ek said “no”. Roth said “yes”.", said=said)
    page = bk.render(bk.Brief("T", sections=[bk.Section("events", blocks=[block])]), "html")
    data = json.loads(re.search(rb"<script type=.application/ld.json.>(.*?)</script>", page)[1])  # type: ignore[index]
    assert data["hasPart"] == [
        {
            "@type": "Quotation",
            "text": "no",
            "creator": {"@type": "Person", "name": "Ida Ek", "jobTitle": "Mayor"},
        }
    ]


EDITS = {
    "elsewhere": ("They met.", "They met at ten.", [("Ida Ek said no.", "Ida Ek")]),
    "its words": ("Ek said no", "Ek said maybe", [("Ida Ek said maybe.", "Ida Ek")]),
    "its speaker": ("Ida Ek said", "Jon Berg said", [("Jon Berg said no.", "Jon Berg")]),
    "gone": ("Ida Ek said no.", "", []),
    "split": ("They met. ", "They met.</p><p>", [("Ida Ek said no.", "Ida Ek")]),
}


@pytest.mark.parametrize(("before", "after", "left"), EDITS.values(), ids=EDITS)
def test_edits_of_a_page(before: str, after: str, left: list[tuple[str, str]]) -> None:
    said = bk.Statement(
        [EK], "Ida Ek said no.", addressees=[bk.Organisation("Union")], evidence=[bk.Evidence("a")]
    )
    block = bk.Paragraph("They met. Ida Ek said no. It rained all day long.", [said])
    brief = bk.Brief(
        "T",
        sections=[bk.Section("events", blocks=[block])],
        sources=[bk.Source("a", "A report")],
    )
    head, start, body = bk.render(brief, "html").decode().partition('<p class="paragraph"')
    shown = re.sub("</?span[^>]*>", "", body) if after.startswith("They met.<") else body
    reading = bk.read((head + start + shown.replace(before, after, 1)).encode(), "html")
    found = reading.brief.statements()
    assert [(one.text.plain, one.speakers[0].name) for one in found] == left
    assert all(one.evidence == said.evidence for one in found)
    assert all(one.addressees == said.addressees for one in found)
    gone = [one for one in reading.notes if one.code == "fact-dropped"]
    assert bool(gone) == (not left)


TYPED = """\
---
language: en
---

# T

## Background

They met. [Mayor Ida Ek said the *talks* were over.]{.statement}[^1] It rained.
[Roth left.]{.statement speakers: [{actor: person, name: Roth}], cue: hint}

[Nobody was there.]{.statement}

[Jon Berg told them that it ended.]{.statement speakers: [{actor: person, name: Ida Ek}], cue: say}

[^1]: A report
"""


def test_markdown_by_hand_marks_statements_in_its_words() -> None:
    reading = bk.read(TYPED.encode(), "markdown")
    found = [
        (one.text.plain, one.speakers[0].name, one.cue, [it.source for it in one.evidence])
        for one in reading.brief.statements()
    ]
    assert found == [
        ("Mayor Ida Ek said the talks were over.", "Ida Ek", "say", ["1"]),
        ("Roth left.", "Roth", "hint", []),
        ("Jon Berg told them that it ended.", "Jon Berg", "tell", []),
    ]
    assert [(note.code, note.line) for note in reading.notes] == [
        ("attribute-unsaid", 9),
        ("statement-without-speaker", 12),
        ("attribute-overruled", 14),
        ("attribute-overruled", 14),
    ]
    assert bk.read(bk.render(reading.brief, "markdown"), "markdown").brief == reading.brief


def test_markdown_shows_the_stretch_and_the_numbers_behind_it() -> None:
    said = bk.Statement(
        [EK], bk.inline("Ida Ek said “no”."), cue="say", evidence=[bk.Evidence("a")]
    )
    cited = bk.inline("They [met](#a). Ida Ek said “no”. It rained.")
    written = bk.render(
        bk.Brief(
            "T",
            sections=[bk.Section("events", blocks=[bk.Paragraph(cited, [said])])],
            sources=[bk.Source("a", "A report")],
        ),
        "markdown",
    ).decode()
    assert (
        "They [met](#sources)[[1]](#sources). [Ida Ek said “no”.]{.statement}[[1]](#sources) It rained."
        in written
    )


def test_a_mark_that_stands_alone_is_a_word() -> None:
    text = bk.Text("A \u0301b")
    assert stretches_at(text, [(0, 1), (2, 3)]) == ((0, 1), (2, 4))
