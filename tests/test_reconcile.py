"""Reconcile: what is unchanged is exact, an edit is in the brief and in a note, and nothing is hidden."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, strategies as st

import briefkit as bk
from briefkit.layout import Heading, Items, Para, Run, RunRole, Sheet
from briefkit.lower import lower
from briefkit.lower.generated_runs import block_text
from briefkit.lower.lifting import lift
from briefkit.reconcile.parsed_file import ParsedFile
from briefkit.reconcile.payload import write_payload
from briefkit.reconcile.reading_back import reconcile
from briefkit.reconcile.sheet_leaves import leaves
from support.drawn import bare_reading
from support.sheet_edits import edited
from support.strategies import briefs

MACRON = bk.Person("Emmanuel Macron", "French President", country="FR")
PUTIN = bk.Person("Vladimir Putin", "Russian President", id="urn:x:putin")
BRIEF = (
    bk.draft("A title")
    .details(id="urn:x:brief", topics=["a"])
    .source("s", "A source", sha256="0" * 64)
    .what_happened(
        bk.statement(
            MACRON,
            "said on 5 September 2025 that some states may not deploy directly.",
            on="2025-09-05",
            to=PUTIN,
            evidence=bk.Evidence("s", exact="may not deploy", locator="p. 4"),
        ),
        bk.statement(PUTIN, "stated that they would be “legitimate targets”."),
    )
    .reactions(
        bk.statement(PUTIN, "Called it “a threat” to everybody.", original_language="ru"),
        bk.statement(MACRON, "Said that he would call again."),
        "A paragraph after the list.",
    )
    .whats_next("What comes, nobody knows.", "A second paragraph.")
    .build()
)


def read_back(sheet: Sheet, brief: bk.Brief = BRIEF) -> bk.Reading:
    return reconcile(ParsedFile(sheet, write_payload(brief)))


def codes(reading: bk.Reading) -> list[str]:
    return [note.code for note in reading.notes]


def respelt(old: str, new: str) -> Callable[[Para], list[Para]]:
    def edit(para: Para) -> list[Para]:
        runs = [
            attrs.evolve(run, span=attrs.evolve(run.span, text=run.span.text.replace(old, new)))
            for run in para.runs
        ]
        return [attrs.evolve(para, runs=tuple(run for run in runs if run.span.text))]

    return edit


@given(briefs())
def test_what_is_unchanged_is_exact(brief: bk.Brief) -> None:
    assert read_back(lower(brief), brief) == bk.Reading(brief)


@given(briefs())
def test_without_a_payload_it_is_what_is_seen(brief: bk.Brief) -> None:
    assert reconcile(ParsedFile(lower(brief))) == bare_reading(brief)


@given(briefs())
def test_lost_anchors_change_nothing(brief: bk.Brief) -> None:
    def bare(blocks: Any) -> Any:
        return tuple(
            attrs.evolve(block, items=tuple(bare(item) for item in block.items))
            if isinstance(block, Items)
            else attrs.evolve(block, anchor="")
            for block in blocks
        )

    sheet = lower(brief)
    assert read_back(attrs.evolve(sheet, blocks=bare(sheet.blocks)), brief) == bk.Reading(brief)


def test_another_speaker_in_the_sentence_is_another_speaker() -> None:
    reading = read_back(
        edited(lower(BRIEF), respelt("Emmanuel Macron", "Friedrich Merz"), "may not deploy")
    )
    statement = reading.brief.statements()[0]
    assert statement.speakers == (bk.Person("Friedrich Merz", "French President"),)
    assert statement.addressees == (PUTIN,)
    assert statement.evidence == BRIEF.statements()[0].evidence
    assert (statement.cue, str(statement.said_on)) == ("say", "2025-09-05")
    assert codes(reading) == ["block-edited", "fact-dropped"]
    note, gone = reading.notes
    assert (gone.words, gone.path) == ("FR", note.path)  # the country of the one who spoke before
    assert "Macron" in note.before
    assert "Merz" in note.after
    assert note.path == "sections[0].blocks[0].items[0].block"
    assert reading.brief.statements()[1:] == BRIEF.statements()[1:]
    assert (reading.brief.id, reading.brief.topics) == (BRIEF.id, BRIEF.topics)
    assert reading.brief.sources == BRIEF.sources


def test_other_words_keep_what_is_not_seen() -> None:
    reading = read_back(edited(lower(BRIEF), respelt("everybody", "nobody"), "a threat"))
    before, after = BRIEF.statements()[2], reading.brief.statements()[2]
    assert str(after.text) == "Called it “a threat” to nobody."
    assert attrs.evolve(after, text=before.text) == before
    assert codes(reading) == ["block-edited"]


def test_another_date_and_verb_in_the_words() -> None:
    sheet = edited(lower(BRIEF), respelt("said on 5 September", "warned on 6 September"), "may not")
    statement = read_back(sheet).brief.statements()[0]
    assert (statement.cue, str(statement.said_on)) == ("warn", "2025-09-06")
    assert statement.speakers == (MACRON,)


def test_words_that_are_newly_quoted() -> None:
    sheet = edited(
        lower(BRIEF), respelt("he would call again", "“I will call again”"), "call again"
    )
    assert read_back(sheet).brief.statements()[3].quotes() == ("I will call again",)


@pytest.mark.parametrize("mark", ["“", "”"])
def test_a_quotation_mark_that_is_gone(mark: str) -> None:
    reading = read_back(edited(lower(BRIEF), respelt(mark, ""), "a threat"))
    assert reading.brief.statements()[2].quotes() == ()
    assert "block-edited" in codes(reading)


def test_a_bullet_that_is_gone() -> None:
    reading = read_back(edited(lower(BRIEF), lambda para: [], "a threat"))
    assert len(reading.brief.statements()) == 3
    assert codes(reading) == ["block-deleted"]
    assert "a threat" in reading.notes[0].before
    assert "a threat" not in str(reading.brief)


def test_a_bullet_that_somebody_typed() -> None:
    typed = Para(
        bk.Role.PARAGRAPH, (Run(bk.Span("German Chancellor, Friedrich Merz: Said no.")),), ""
    )
    sheet = lower(BRIEF)
    grown = tuple(
        attrs.evolve(block, items=(*block.items, (typed,)))
        if isinstance(block, Items) and "a threat" in block_text(block)
        else block
        for block in sheet.blocks
    )
    reading = read_back(attrs.evolve(sheet, blocks=grown))
    statement = reading.brief.statements()[-1]
    assert statement.speakers == (bk.Person("Friedrich Merz", "German Chancellor"),)
    assert statement.labelled
    assert codes(reading) == ["block-inserted", "statement-recognised"]
    assert reading.brief.statements()[:-1] == BRIEF.statements()


def test_a_paragraph_that_moved() -> None:
    sheet = lower(BRIEF)
    moved = next(block for block in sheet.blocks if "second paragraph" in block_text(block))
    rest = [block for block in sheet.blocks if block is not moved]
    at = next(n for n, block in enumerate(rest) if "nobody knows" in block_text(block))
    reading = read_back(attrs.evolve(sheet, blocks=(*rest[:at], moved, *rest[at:])))
    outlook = reading.brief.sections[-1]
    assert [shown_of(block) for block in outlook.blocks] == [
        "A second paragraph.",
        "What comes, nobody knows.",
    ]
    assert codes(reading) == ["block-moved"]


def shown_of(block: bk.Block) -> str:
    assert isinstance(block, bk.Paragraph)
    return str(block.text)


def test_a_copied_anchor_counts_for_the_likelier_block() -> None:
    def copy(para: Para) -> list[Para]:
        other = Para(para.role, (Run(bk.Span("Something else altogether is here.")),), para.anchor)
        return [other, para]

    reading = read_back(edited(lower(BRIEF), copy, "may not deploy"))
    assert codes(reading)[0] == "block-inserted"
    assert reading.brief.statements()[0] == BRIEF.statements()[0]


def test_a_heading_that_was_changed() -> None:
    sheet = lower(BRIEF)
    blocks = [
        attrs.evolve(block, runs=(Run(bk.Span("Who said what"), RunRole.LABEL),))
        if isinstance(block, Heading) and "Stakeholder" in block_text(block)
        else block
        for block in sheet.blocks
    ]
    reading = read_back(attrs.evolve(sheet, blocks=tuple(blocks)))
    assert str(reading.brief.sections[1].heading) == "Who said what"
    assert reading.brief.sections[1].kind == "reactions"
    assert "block-edited" in codes(reading) or "block-inserted" in codes(reading)


def test_a_source_that_is_gone_takes_its_citations_along() -> None:
    sheet = lower(BRIEF)
    reading = read_back(edited(sheet, lambda para: [], "A source"))
    assert reading.brief.sources == ()
    assert reading.brief.statements()[0].evidence == ()
    assert {"block-deleted", "source-missing"} <= set(codes(reading))


def test_a_payload_that_cannot_be_read() -> None:
    reading = reconcile(ParsedFile(lower(BRIEF), b'{"briefkit": "0.1.0"'))
    assert codes(reading)[0] == "payload-corrupt"
    assert len(reading.brief.statements()) == 4


def test_a_payload_of_something_else() -> None:
    other = bk.draft("Another").background("Quite another thing, in other words.").build()
    reading = reconcile(ParsedFile(lower(BRIEF), write_payload(other)))
    assert codes(reading)[0] == "payload-other"
    assert reading.brief == lift(lower(BRIEF)).brief


def test_labels_of_an_older_version_are_no_edit(monkeypatch: pytest.MonkeyPatch) -> None:
    import json

    payload = json.loads(write_payload(BRIEF))
    sheet = lower(BRIEF)
    blocks = [
        attrs.evolve(block, runs=(Run(bk.Span("Who Said What"), RunRole.LABEL),))
        if isinstance(block, Heading) and "Stakeholder" in block_text(block)
        else block
        for block in sheet.blocks
    ]
    older = attrs.evolve(sheet, blocks=tuple(blocks))
    payload["seen"] = [
        [leaf.block.anchor, leaf.digest, path]
        for leaf, (_, _, path) in zip(leaves(older), payload["seen"], strict=True)
    ]
    payload = json.dumps(payload).encode()
    assert reconcile(ParsedFile(older, payload)) == bk.Reading(BRIEF)
    reading = reconcile(
        ParsedFile(edited(older, respelt("everybody", "nobody"), "a threat"), payload)
    )
    assert reading.brief.sections[1].heading is None
    assert codes(reading) == ["block-edited"]


# Labels, numbers and portion marks say nothing that a brief could hold in other words.
_FURNITURE = (
    RunRole.LABEL,
    RunRole.NOTE,
    RunRole.EVIDENCE,
    RunRole.BACK,
    RunRole.PORTION,
)
_CHANGES: dict[str, Callable[[str], str]] = {
    "insert": lambda words: f"{words} more",
    "insert before": lambda words: f"more {words}",
    "replace": lambda words: "new",
    "delete": lambda words: "",
    "delete a letter": lambda words: words[1:],
}


@given(st.data())
def test_every_changed_word_changes_the_brief_and_is_told(data: st.DataObject) -> None:
    brief = data.draw(briefs())
    sheet = lower(brief)
    blocks = [block for block in sheet.blocks if block.role is not bk.Role.TITLE]
    runs = [
        run
        for _, run in bk.walk(tuple(blocks), Run)
        if run.role not in _FURNITURE and run.span.text.strip()
    ]
    assume(runs)
    run = data.draw(st.sampled_from(runs))
    words = _CHANGES[data.draw(st.sampled_from(sorted(_CHANGES)))](run.span.text)
    # A soft hyphen is not seen.
    assume(words.replace("\xad", "").strip(" ") != run.span.text.replace("\xad", "").strip(" "))
    changed = attrs.evolve(run, span=attrs.evolve(run.span, text=words))
    edited_blocks = bk.transform(sheet.blocks, lambda part: changed if part is run else part)
    reading = read_back(attrs.evolve(sheet, blocks=edited_blocks), brief)
    levels = {note.level for note in reading.notes}
    # A word of a closed list (the kind of a correction) can stand for nothing else: then it is told as dropped.
    assert reading.brief != brief or "dropped" in levels
    assert levels & {"edited", "dropped"}
