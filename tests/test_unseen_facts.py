"""What nobody sees stays with the words that it belongs to: nothing is invented in an edited file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, settings, strategies as st

import briefkit as bk
from briefkit.layout import Items, LayoutBlock, Para, Role, Run, Sheet
from briefkit.lower import lower, lower_with_unrendered
from briefkit.lower.generated_runs import block_text
from briefkit.lower.unseen_facts import unseen_facts
from briefkit.model import EVIDENCED_BLOCKS
from briefkit.reconcile.parsed_file import ParsedFile
from briefkit.reconcile.payload import write_payload
from briefkit.reconcile.reading_back import reconcile
from support.strategies import briefs

MINISTER = bk.Person("Adela Korvin", "Energy Minister")
SHOPKEEPER = bk.Person(role="a shopkeeper")
BRIEF = (
    bk.draft("Lights out")
    .source("s", "A source")
    .what_happened(
        bk.event(
            "A line tripped in the heat and 410,000 homes lost power.",
            on="2026-07-09",
            place="Upper Tarn",
            participants=[bk.Organisation("GridNet", "company")],
            evidence=bk.Evidence("s", exact="two of three lines"),
        )
    )
    .reactions(
        bk.statement(
            MINISTER,
            "Promised that “nobody will sit in the dark” again.",
            to=SHOPKEEPER,
            original_language="de",
        ),
        bk.statement(MINISTER, "Said that she would call the operator in."),
    )
    .whats_next("Nobody knows what comes next.")
    .build()
)


def items(brief: bk.Brief) -> list[bk.ItemBlock]:
    """Return the blocks in the first list of the first section."""
    bullets = brief.sections[0].blocks[0]
    assert isinstance(bullets, bk.Bullets)
    return [item.block for item in bullets.items]


EVENT = items(BRIEF)[0]
PROMISE, CALL = BRIEF.statements()


def with_paragraph(sheet: Sheet, words: str, change: Callable[[Para], Sequence[Para]]) -> Sheet:
    """Return a sheet in which the paragraph with some words gave way to others; in a list, each is an item."""

    def inside(blocks: Sequence[LayoutBlock]) -> list[Any]:
        done: list[Any] = []
        for block in blocks:
            if isinstance(block, Items):
                inner: list[Any] = [
                    (one,)
                    for item in block.items
                    for part in item
                    for one in (change(part) if words in block_text(part) else [part])  # type: ignore[arg-type]
                ]
                done.append(attrs.evolve(block, items=tuple(inner)))
            elif isinstance(block, Para) and words in block_text(block):
                done += change(block)
            else:
                done.append(block)
        return done

    return attrs.evolve(sheet, blocks=tuple(inside(sheet.blocks)))


def read_back(sheet: Sheet, brief: bk.Brief = BRIEF) -> bk.Reading:
    return reconcile(ParsedFile(sheet, write_payload(brief)))


def typed(words: str, role: Any, anchor: str) -> Para:
    return Para(role, (Run(bk.Span(words)),), anchor)


def test_a_bullet_typed_over_whole_has_nothing_of_the_old_one() -> None:
    def type_over(para: Para) -> list[Para]:
        words = "Savers’ Ombudsman, Ida Sorel: Warned of a run on banks."
        return [typed(words, para.role, para.anchor)]

    reading = read_back(with_paragraph(lower(BRIEF), "in the dark", type_over))
    ombudsman = bk.Person("Ida Sorel", "Savers’ Ombudsman")
    assert reading.brief.statements() == (
        bk.statement(ombudsman, "Warned of a run on banks.", labelled=True),
        CALL,
    )
    (gone,) = [note for note in reading.notes if note.code == "block-deleted"]
    assert "in the dark" in gone.before
    assert "addressees, original_language" in gone.message


def test_a_pasted_block_with_the_anchor_of_another_takes_nothing_from_it() -> None:
    def paste(para: Para) -> list[Para]:
        return [typed("A ship sank.", Role.EVENT, para.anchor), para]

    reading = read_back(with_paragraph(lower(BRIEF), "line tripped", paste))
    assert items(reading.brief) == [
        bk.event("A ship sank."),
        EVENT,
    ]
    assert [note.code for note in reading.notes] == ["block-inserted"]


def test_an_anchor_left_behind_on_a_new_line_is_none_of_it() -> None:
    def press_enter(para: Para) -> list[Para]:
        new = typed("Mayor, Ida Sorel: Said that she would sue.", para.role, para.anchor)
        return [new, attrs.evolve(para, anchor="")]

    reading = read_back(with_paragraph(lower(BRIEF), "in the dark", press_enter))
    mayor = bk.Person("Ida Sorel", "Mayor")
    assert reading.brief.statements() == (
        bk.statement(mayor, "Said that she would sue.", labelled=True),
        PROMISE,
        CALL,
    )


def test_a_copy_of_a_block_was_put_in() -> None:
    def copy(para: Para) -> list[Para]:
        return [para, attrs.evolve(para, anchor="")]

    reading = read_back(with_paragraph(lower(BRIEF), "line tripped", copy))
    assert [note.code for note in reading.notes] == ["block-inserted"]
    assert items(reading.brief)[0] == EVENT


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009"])
@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ru", "zh", "ar"])
def test_dates_are_read_with_any_spaces(space: str, language: str) -> None:
    from briefkit.language.dates import find_date, parse_when, print_when

    for edtf in ("2026-07-17", "2026-07", "2026-07-17/2026-08-19", "2026-03~"):
        when = bk.When(edtf)
        words = print_when(when, language).replace(" ", space)
        assert parse_when(words, language) == when
    day = print_when(bk.When("2026-07-17"), language).replace(" ", space)
    assert find_date(f"x {day} x", language) == (bk.When("2026-07-17"), 2, 2 + len(day))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Told the assembly on 17 July 2026 that it was late.", "2026-07-17"),
        ("Said on March 12th, 2026, that it was late.", "2026-03-12"),
        ("Jonas Wirth told reporters on Friday, 17 July 2026, that it was late.", "2026-07-17"),
        ("In a letter of 17 July 2026, Jonas Wirth warned that it was late.", "2026-07-17"),
    ],
)
def test_no_break_spaces_in_a_sentence_cost_nothing(words: str, day: str) -> None:
    labelled = "Jonas" not in words
    statement = bk.statement(bk.Person("Jonas Wirth"), words, on=day, labelled=labelled)
    brief = bk.draft("Late").reactions(statement).build()

    def keep_together(para: Para) -> list[Para]:
        return [
            attrs.evolve(
                para,
                runs=tuple(
                    attrs.evolve(
                        run, span=attrs.evolve(run.span, text=run.span.text.replace(" ", "\u00a0"))
                    )
                    if run.role is None
                    else run
                    for run in para.runs
                ),
            )
        ]

    (after,) = read_back(
        with_paragraph(lower(brief), "late", keep_together), brief
    ).brief.statements()
    assert "\u00a0" in str(after.text)
    assert attrs.evolve(after, text=statement.text) == statement


@settings(max_examples=12)
@given(st.data())
def test_words_typed_over_any_block_have_nothing_unseen(data: st.DataObject) -> None:
    brief = data.draw(briefs())
    lowered = lower_with_unrendered(brief)
    paras = [
        para
        for _, para in bk.walk(lowered.sheet.blocks, Para)
        if para.anchor in lowered.partly_rendered
    ]
    assume(paras)
    old = data.draw(st.sampled_from(paras))
    new = attrs.evolve(old, runs=(Run(bk.Span("Qanats zigzag below vexed hamlets.")),))
    blocks = bk.transform(lowered.sheet.blocks, lambda part: new if part is old else part)
    reading = read_back(attrs.evolve(lowered.sheet, blocks=blocks), brief)
    for _, block in bk.walk(reading.brief):
        if isinstance(block, EVIDENCED_BLOCKS) and "Qanats" in str(block.text):
            assert not [*unseen_facts(block)]


# The whole

WHOLE = (
    bk.draft("Lights out in Tarn")
    .details(id="urn:x:1", topics=["power"], extra={"desk": "north"}, url="https://example.org/a")
    .source("s", "A report on the grid", sha256="0" * 64)
    .background("Three lines join the north and the south.")
    .reactions(
        bk.statement(
            MINISTER,
            "Said that it was late.",
            labelled=True,
            evidence=bk.Evidence("s", locator="p. 4"),
        )
    )
    .whats_next("A repair is planned.", "Nobody knows more.")
    .build()
)
OTHER_WORDS = {
    "Lights out in Tarn": "Bank run at dawn",
    "Three lines join the north and the south.": "Savers stood in line.",
    "Said that it was late.": "Promised help.",
    "A repair is planned.": "The cabinet meets.",
    "Nobody knows more.": "Two decrees wait.",
    "A report on the grid": "Bulletin of the central bank",
}


def typed_over(brief: bk.Brief, *words: str) -> bk.Reading:
    """Return what is read once some words of a file were typed over."""

    def change(part: Any) -> Any:
        known = isinstance(part, bk.Span) and part.text in words
        return attrs.evolve(part, text=OTHER_WORDS[part.text]) if known else part

    sheet = lower(brief)
    return read_back(attrs.evolve(sheet, blocks=bk.transform(sheet.blocks, change)), brief)


def told(reading: bk.Reading, code: str = "fact-dropped") -> list[str]:
    return [note.words for note in reading.notes if note.code == code]


def identity(brief: bk.Brief) -> tuple[Any, ...]:
    return brief.id, brief.url, brief.topics, dict(brief.extra)


def test_an_edit_leaves_the_brief_what_it_is() -> None:
    reading = typed_over(WHOLE, "Three lines join the north and the south.", "Nobody knows more.")
    assert identity(reading.brief) == identity(WHOLE)
    assert reading.brief.sources == WHOLE.sources
    assert {note.code for note in reading.notes} == {"block-edited"}


def test_a_brief_typed_over_another_has_nothing_of_its_identity() -> None:
    reading = typed_over(WHOLE, *OTHER_WORDS)
    assert identity(reading.brief) == (None, None, (), {})
    gone = ["urn:x:1", "https://example.org/a", "power", "desk", "0" * 64]
    assert told(reading) == gone
    assert reading.brief.sources == (bk.Source("s", "Bulletin of the central bank"),)


def test_a_brief_rewritten_under_its_title_stays_the_same_and_that_is_told() -> None:
    reading = typed_over(WHOLE, *[*OTHER_WORDS][1:])
    assert identity(reading.brief) == identity(WHOLE)
    assert told(reading, "identity-assumed") == [""]


def test_a_source_typed_over_has_no_checksum_and_no_places_of_the_old_one() -> None:
    reading = typed_over(WHOLE, "A report on the grid")
    assert reading.brief.sources == (bk.Source("s", "Bulletin of the central bank"),)
    (statement,) = reading.brief.statements()
    assert statement.evidence == (bk.Evidence("s"),)
    assert told(reading) == ["0" * 64, "p. 4"]
    assert [note.path for note in reading.notes if note.code == "fact-dropped"] == [
        "sources[0]",
        "sections[1].blocks[0].items[0].block",
    ]
