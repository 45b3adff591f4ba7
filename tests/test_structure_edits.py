"""Structure under hands: blocks that stand where none of their kind is expected, or lost the look of it, come home."""

import io
from collections.abc import Callable, Sequence
from typing import Any, Literal

import attrs
import pytest
from PIL import Image as Pillow

import briefkit as bk
from briefkit.layout import (
    Grid,
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Role,
    Run,
    RunRole,
    Sheet,
)
from briefkit.lower import lower
from briefkit.lower.generated_runs import block_text
from briefkit.model import SectionKind
from briefkit.model.walk import find
from briefkit.reconcile.parsed_file import ParsedFile
from briefkit.reconcile.payload import write_payload
from briefkit.reconcile.reading_back import reconcile

HART = bk.Person("Olga Hart", "Prime Minister")
ORSA = bk.Organisation("Orsa Town Council", kind="authority")
BRIEF = (
    bk.draft("The lock at Orsa")
    .standfirst("A gate that will not close.")
    .details(genre="Policy brief", rights="© 2026 The Corvania Desk.")
    .published("2026-07-21")
    .author("Mara Lind", bio="Mara Lind keeps the desk’s maps.", email="lind@example.org")
    .source("log", "The lock keeper’s log")
    .related("Water runs low", "https://example.org/water")
    .background("The lock was built in 1931.")
    .what_happened(
        bk.event("The gate stuck “for good”.", on="2026-07-18", place="Upper Tarn"),
        bk.assessment("It will stick again.", confidence="moderate", evidence=bk.Evidence("log")),
    )
    .reactions(
        bk.statement(HART, "Promised a new gate.", to=ORSA, evidence=bk.Evidence("log")),
        bk.statement(ORSA, "Asked for two."),
    )
    .build()
)


def read_back(sheet: Sheet, brief: bk.Brief = BRIEF) -> bk.Reading:
    return reconcile(ParsedFile(sheet, write_payload(brief)))


def codes(reading: bk.Reading) -> list[str]:
    return [note.code for note in reading.notes]


def words(text: str) -> tuple[Run, ...]:
    return (Run(bk.Span(text)),)


ANNEX: tuple[LayoutBlock, ...] = (
    Heading(Role.OTHER, words("Annex: Method"), 3, ""),
    Para(Role.PARAGRAPH, words("We asked three engineers."), ""),
)


@pytest.mark.parametrize("role", [Role.RELATED, Role.SOURCES, None])
def test_a_section_typed_below_the_others_is_the_last(role: Role | None) -> None:
    sheet = lower(BRIEF)
    roles: list[Role | None] = [block.role for block in sheet.blocks]
    place = roles.index(role) if role else len(roles)
    blocks = (*sheet.blocks[:place], *ANNEX, *sheet.blocks[place:])
    reading = read_back(attrs.evolve(sheet, blocks=blocks))
    annex = bk.Section(
        SectionKind.OTHER, "Annex: Method", [bk.Paragraph("We asked three engineers.")]
    )
    assert reading.brief == bk.evolve(BRIEF, sections=(*BRIEF.sections, annex))
    assert codes(reading) == ["block-inserted", "block-inserted"]


def test_a_section_that_was_moved_below_the_sources_stays() -> None:
    sheet = lower(BRIEF)
    start = next(n for n, one in enumerate(sheet.blocks) if one.role is Role.BACKGROUND)
    moved, others = sheet.blocks[start : start + 2], sheet.blocks[start + 2 :]
    reading = read_back(attrs.evolve(sheet, blocks=(*sheet.blocks[:start], *others, *moved)))
    assert reading.brief == bk.evolve(BRIEF, sections=(*BRIEF.sections[1:], BRIEF.sections[0]))
    assert set(codes(reading)) == {"block-moved"}


def test_words_below_the_sources_that_head_nothing_are_told() -> None:
    sheet = lower(BRIEF)
    reading = read_back(attrs.evolve(sheet, blocks=(*sheet.blocks, *ANNEX[1:])))
    assert reading.brief == BRIEF
    assert [note.words for note in reading.notes if note.level is bk.Level.DROPPED] == [
        "We asked three engineers."
    ]


def test_another_heading_over_the_authors_gives_way_to_the_house_label() -> None:
    sheet = lower(BRIEF)
    blocks = [
        Heading(Role.OTHER, words("Who we are"), 2, one.anchor) if one.role is Role.AUTHORS else one
        for one in sheet.blocks
    ]
    corrected = bk.evolve(
        BRIEF, corrections=[bk.Correction("2026-07-22", "update", "A year was added.")]
    )
    first = [
        one for one in lower(corrected).blocks if one.role in (Role.CORRECTIONS, Role.CORRECTION)
    ]
    place = next(n for n, one in enumerate(blocks) if one.role is Role.OTHER)
    reading = read_back(attrs.evolve(sheet, blocks=(*blocks[:place], *first, *blocks[place:])))
    assert reading.brief == corrected
    assert "Who we are" in {note.words for note in reading.notes if note.code == "label-replaced"}


# Looks that were lost


def changed(how: Callable[[LayoutBlock], LayoutBlock], within: str = "") -> Sheet:
    """Return the sheet of the brief, each block that holds some words made another."""

    def each(blocks: Sequence[LayoutBlock]) -> Any:
        return tuple(
            attrs.evolve(one, items=tuple(each(item) for item in one.items))
            if isinstance(one, Items)
            else how(one)
            if within in block_text(one)
            else one
            for one in blocks
        )

    sheet = lower(BRIEF)
    return attrs.evolve(sheet, blocks=each(sheet.blocks))


def in_plain_style(block: LayoutBlock) -> LayoutBlock:
    return (
        Para(Role.PARAGRAPH, block.runs, block.anchor)
        if isinstance(block, Heading | Para)
        else block
    )


def in_no_style(block: LayoutBlock) -> LayoutBlock:
    """A block after Clear All Formatting: its words are runs without roles."""
    if not isinstance(block, Heading | Para):
        return block
    runs = tuple(Run(attrs.evolve(run.span, quoted=False, position=None)) for run in block.runs)
    return Para(Role.PARAGRAPH, runs, "")


@pytest.mark.parametrize("look", [in_plain_style, in_no_style])
@pytest.mark.parametrize(
    "words",
    [
        *("Policy brief", "The lock at Orsa", "A gate that", "21 July", "18 July", "stick again"),
        *("Confidence", "Promised", "Asked", "Reactions", "Authors", "Author", "keeps the desk"),
        *("lind@example", "Water runs", "keeper’s log", "©", ""),
    ],
)
def test_a_block_in_a_plain_style_is_what_it_was(
    look: Callable[[LayoutBlock], LayoutBlock], words: str
) -> None:
    reading = read_back(changed(look, words))
    assert reading.brief == BRIEF
    assert set(codes(reading)) <= {"block-edited"}


@pytest.mark.parametrize("role", [Role.RELATED, Role.SOURCES])
def test_items_without_their_list_are_what_they_were(role: Role) -> None:
    sheet = lower(BRIEF)
    blocks: list[LayoutBlock] = []
    for one in sheet.blocks:
        blocks += (
            [para for (para,) in one.items]
            if isinstance(one, Items) and one.role is role
            else [one]
        )
    assert read_back(attrs.evolve(sheet, blocks=tuple(blocks))).brief == BRIEF


def test_a_banner_in_a_plain_style_is_the_banner() -> None:
    brief = bk.evolve(BRIEF, marking=bk.Marking("TLP", "AMBER"))
    sheet = lower(brief)
    blocks = (Para(Role.PARAGRAPH, words("TLP:AMBER"), ""), *sheet.blocks)
    assert read_back(attrs.evolve(sheet, banner=(), blocks=blocks), brief).brief == brief


def test_related_articles_without_their_addresses_lead_where_they_led() -> None:
    def bare(block: LayoutBlock) -> LayoutBlock:
        assert isinstance(block, Para)
        return attrs.evolve(block, runs=words(block_text(block)))

    assert read_back(changed(bare, "Water runs")).brief == BRIEF


def test_captions_in_a_plain_style_are_those_of_their_figure_and_table() -> None:
    pixel = io.BytesIO()
    Pillow.new("L", (2, 2)).save(pixel, "PNG")
    image = bk.Image(pixel.getvalue(), "image/png")
    figure = bk.Figure(image, "The gate", caption="It is old.", credit="Photo: Lind")
    table = bk.Table([["1931"]], header=["Built"], caption="Its years")
    brief = bk.evolve(BRIEF, sections=[bk.Section(SectionKind.OTHER, "Facts", [figure, table])])
    blocks: list[LayoutBlock] = []
    for one in lower(brief).blocks:
        bare = one
        if isinstance(one, Grid):
            blocks.append(Para(Role.PARAGRAPH, one.caption, ""))
            bare = attrs.evolve(one, caption=())
        elif isinstance(one, Picture):
            bare = attrs.evolve(one, caption=(), credit=())
        blocks.append(bare)
        if isinstance(one, Picture):
            blocks += [Para(Role.PARAGRAPH, runs, "") for runs in (one.caption, one.credit)]
    assert read_back(attrs.evolve(lower(brief), blocks=tuple(blocks)), brief).brief == brief
    joined = [
        attrs.evolve(one, caption=words("It is old. Photo: Lind"), credit=())
        if isinstance(one, Picture)
        else one
        for one in lower(brief).blocks
    ]
    assert read_back(attrs.evolve(lower(brief), blocks=tuple(joined)), brief).brief == brief


def test_a_block_in_a_plain_style_whose_words_were_edited_is_of_its_kind() -> None:
    def edited(block: LayoutBlock) -> LayoutBlock:
        plain = in_no_style(block)
        assert isinstance(plain, Para)
        spans = [
            attrs.evolve(run.span, text=run.span.text.replace("gate", "lock")) for run in plain.runs
        ]
        return attrs.evolve(plain, runs=tuple(map(Run, spans)))

    said = read_back(changed(edited, "Promised")).brief.statements()[0]
    assert said == bk.evolve(BRIEF.statements()[0], text="Promised a new lock.")
    (event,) = find(read_back(changed(edited, "The gate stuck")).brief, bk.Event)
    assert (str(event.on), event.place, event.text.plain) == (
        *("2026-07-18", "Upper Tarn"),
        "The lock stuck “for good”.",
    )


def respelt(old: str, new: str) -> Callable[[LayoutBlock], LayoutBlock]:
    def edit(block: LayoutBlock) -> LayoutBlock:
        assert isinstance(block, Para)
        spans = [attrs.evolve(run.span, text=run.span.text.replace(old, new)) for run in block.runs]
        kept = zip(block.runs, spans, strict=True)
        return attrs.evolve(block, runs=tuple(attrs.evolve(run, span=span) for run, span in kept))

    return edit


def test_a_label_that_was_made_a_sentence_keeps_its_words_and_spaces() -> None:
    def edit(block: LayoutBlock) -> LayoutBlock:
        for old, new in ((", ", " "), (": ", " "), ("Promised", "promised")):
            block = respelt(old, new)(block)
        return block

    said = read_back(changed(edit, "Promised")).brief.statements()[0]
    assert said.text.plain == "Prime Minister Olga Hart promised a new gate."
    assert (said.labelled, said.cue) == (False, "promise")
    assert (said.speakers, said.addressees) == ((HART,), (ORSA,))


def test_two_statements_that_were_joined_are_the_first_with_the_label_of_the_second() -> None:
    def join(block: LayoutBlock) -> LayoutBlock:
        if not isinstance(block, Items) or "Promised" not in block_text(block):
            return block
        (first,), (second,) = block.items
        assert isinstance(first, Para)
        assert isinstance(second, Para)
        joined = Para(first.role, (*first.runs, Run(bk.Span(" ")), *second.runs), second.anchor)
        return attrs.evolve(block, items=((joined,),))

    sheet = lower(BRIEF)
    reading = read_back(attrs.evolve(sheet, blocks=tuple(map(join, sheet.blocks))))
    (said,) = reading.brief.statements()
    assert said.text.plain == "Promised a new gate. Orsa Town Council: Asked for two."
    assert (said.speakers, said.addressees) == ((HART,), (ORSA,))
    assert said.evidence == BRIEF.statements()[0].evidence


# Second paragraphs


def typed(block: LayoutBlock, *, below: Role, number: int = 1) -> Sheet:
    """Return the sheet of the brief with one more block below one of a role."""
    sheet = lower(BRIEF)
    place = [n for n, one in enumerate(sheet.blocks, 1) if one.role is below][number - 1]
    return attrs.evolve(sheet, blocks=(*sheet.blocks[:place], block, *sheet.blocks[place:]))


def dropped(reading: bk.Reading) -> list[str | None]:
    return [note.words for note in reading.notes if note.level is bk.Level.DROPPED]


def test_a_second_paragraph_of_the_standfirst_and_of_the_rights_is_joined() -> None:
    more = words("And it leaks.")
    read = read_back(typed(Para(Role.STANDFIRST, more, ""), below=Role.STANDFIRST))
    assert read.brief == bk.evolve(BRIEF, standfirst="A gate that will not close. And it leaks.")
    read = read_back(typed(Para(Role.RIGHTS, words("Printed in Tarn."), ""), below=Role.RIGHTS))
    assert read.brief == bk.evolve(BRIEF, rights="© 2026 The Corvania Desk. Printed in Tarn.")
    read = read_back(typed(Heading(Role.TITLE, words("One more story"), 1, ""), below=Role.TITLE))
    assert read.brief == bk.evolve(BRIEF, title="The lock at Orsa One more story")


@pytest.mark.parametrize("below", [Role.TITLE, Role.GENRE])
def test_of_two_genres_the_written_one_stays(below: Role) -> None:
    reading = read_back(typed(Para(Role.GENRE, words("For ministers"), ""), below=below))
    assert reading.brief == BRIEF
    assert dropped(reading) == ["For ministers"]


def test_a_second_paragraph_of_a_bio_is_joined_and_a_name_is_one_more_author() -> None:
    (lind,) = BRIEF.authors
    reading = read_back(typed(Para(Role.BIO, words("She sails."), ""), below=Role.BIO))
    bio = "Mara Lind keeps the desk’s maps. She sails."
    assert reading.brief == bk.evolve(BRIEF, authors=[bk.evolve(lind, bio=bio)])
    for below in (Role.BIO, Role.CONTACT):
        reading = read_back(typed(Para(below, words("Nina Roth, Orsa Times"), ""), below=below))
        assert reading.brief.authors == (lind, bk.Author("Nina Roth", affiliation="Orsa Times"))
        assert dropped(reading) == []


def test_words_typed_into_a_contact_line_are_addresses_or_told() -> None:
    line = words("lind@example.org; https://example.org/lind, tel. 555 0100 · other@example.org")
    (block,) = [one for one in lower(BRIEF).blocks if one.role is Role.CONTACT]
    sheet = changed(lambda one: Para(Role.CONTACT, line, block.anchor), "lind@")
    reading = read_back(sheet)
    (lind,) = BRIEF.authors
    assert reading.brief.authors == (bk.evolve(lind, url="https://example.org/lind"),)
    assert dropped(reading) == ["tel. 555 0100 other@example.org"]


@pytest.mark.parametrize(
    ("tail", "field", "value"),
    [
        (" · Embargoed until 25 July 2026, 06:00 UTC", "embargo", "2026-07-25T06:00:00+00:00"),
        (" – embargoed until: 25 July 2026, 06:00 UTC", "embargo", "2026-07-25T06:00:00+00:00"),
        (" (Version 3)", "version", 3),
        ("; updated 22 July 2026", "modified", "2026-07-22"),
        (" | TLP:AMBER", "marking", bk.Marking("TLP", "AMBER")),
        (", draft", "status", "draft"),
    ],
)
@pytest.mark.parametrize("role", [None, RunRole.PUBLISHED, RunRole.LABEL])
def test_a_fact_typed_into_the_dateline_is_read(
    role: RunRole | None, tail: str, field: str, value: Any
) -> None:
    def edit(block: LayoutBlock) -> LayoutBlock:
        assert isinstance(block, Para)
        return attrs.evolve(block, runs=(*block.runs, Run(bk.Span(tail), role)))

    reading = read_back(changed(edit, "21 July"))
    assert reading.brief == bk.evolve(BRIEF, **{field: value})
    assert dropped(reading) == []


def test_a_fact_in_the_words_of_another_language() -> None:
    brief = bk.evolve(BRIEF, language="de")
    line = Para(Role.DATELINE, words("Sperrfrist bis 25. Juli 2026, 06:00 UTC"), "")
    sheet = lower(brief)
    place = next(n for n, one in enumerate(sheet.blocks, 1) if one.role is Role.DATELINE)
    blocks = (*sheet.blocks[:place], line, *sheet.blocks[place:])
    reading = read_back(attrs.evolve(sheet, blocks=blocks), brief)
    assert reading.brief == bk.evolve(brief, embargo="2026-07-25T06:00:00+00:00")


@pytest.mark.parametrize(
    "tail", ["Embargoed until 25 July 2026", "for ministers", "Published 22 July 2026"]
)
def test_other_words_in_the_dateline_are_told(tail: str) -> None:
    reading = read_back(typed(Para(Role.DATELINE, words(tail), ""), below=Role.DATELINE))
    assert reading.brief == BRIEF
    assert dropped(reading) == [tail]


def test_more_paragraphs_in_an_item_of_the_sources_are_told() -> None:
    def edit(block: LayoutBlock) -> LayoutBlock:
        if not isinstance(block, Items) or block.role is not Role.SOURCES:
            return block
        return attrs.evolve(
            block, items=((*block.items[0], Para(Role.PARAGRAPH, words("Lent."), "")),)
        )

    sheet = lower(BRIEF)
    reading = read_back(attrs.evolve(sheet, blocks=tuple(map(edit, sheet.blocks))))
    assert reading.brief == BRIEF
    assert dropped(reading) == ["Lent."]


def test_a_line_typed_below_a_name_that_is_no_name_goes_with_the_bio() -> None:
    (lind,) = BRIEF.authors
    reading = read_back(typed(Para(Role.AUTHOR, words("Keeps bees, too."), ""), below=Role.AUTHOR))
    assert reading.brief.authors == (
        bk.evolve(lind, bio="Keeps bees, too. Mara Lind keeps the desk’s maps."),
    )


# Blocks out of their order


@pytest.mark.parametrize("role", [Role.PARAGRAPH, Role.ASSESSMENT])
def test_a_judgement_stays_with_its_assessment_whatever_was_typed_between(
    role: Literal[Role.PARAGRAPH, Role.ASSESSMENT],
) -> None:
    reading = read_back(typed(Para(role, words("We may be wrong."), ""), below=Role.ASSESSMENT))
    (event, assessment) = BRIEF.sections[1].blocks
    more = bk.Paragraph if role is Role.PARAGRAPH else bk.Assessment
    assert reading.brief.sections[1].blocks == (event, assessment, more("We may be wrong."))


def test_the_masthead_is_read_below_a_section_that_was_moved_above_it() -> None:
    sheet = lower(BRIEF)
    start = next(n for n, one in enumerate(sheet.blocks) if one.role is Role.BACKGROUND)
    blocks = (*sheet.blocks[start : start + 2], *sheet.blocks[:start], *sheet.blocks[start + 2 :])
    assert read_back(attrs.evolve(sheet, blocks=blocks)).brief == BRIEF


def test_authors_that_were_moved_below_the_title_are_authors() -> None:
    sheet = lower(BRIEF)
    moved = [one for one in sheet.blocks if one.role in (Role.AUTHOR, Role.BIO, Role.CONTACT)]
    others = [one for one in sheet.blocks if one not in moved and one.role is not Role.AUTHORS]
    blocks = (*others[:2], *moved, *others[2:])
    assert read_back(attrs.evolve(sheet, blocks=blocks)).brief == BRIEF


def test_a_statement_that_was_moved_below_the_sources_is_in_the_last_section() -> None:
    sheet = lower(BRIEF)
    place = next(n for n, one in enumerate(sheet.blocks) if "Promised" in block_text(one))
    blocks = (*sheet.blocks[:place], *sheet.blocks[place + 1 :], sheet.blocks[place])
    assert read_back(attrs.evolve(sheet, blocks=blocks)).brief == BRIEF


def test_a_paragraph_typed_above_the_first_heading_is_a_section_without_one() -> None:
    reading = read_back(typed(Para(Role.PARAGRAPH, words("It rains."), ""), below=Role.DATELINE))
    opening = bk.section("other", "It rains.")
    assert reading.brief == bk.evolve(BRIEF, sections=[opening, *BRIEF.sections])


def test_a_section_typed_below_the_title_leaves_the_masthead_whole() -> None:
    sheet = lower(BRIEF)
    place = next(n for n, one in enumerate(sheet.blocks, 1) if one.role is Role.TITLE)
    blocks = (*sheet.blocks[:place], *ANNEX, *sheet.blocks[place:])
    annex, *others = (reading := read_back(attrs.evolve(sheet, blocks=blocks))).brief.sections
    assert annex.blocks == (bk.Paragraph("We asked three engineers."),)
    assert bk.evolve(reading.brief, sections=others) == BRIEF


def test_sources_that_were_copied_have_keys_of_their_own() -> None:
    sheet = lower(BRIEF)
    blocks = (*sheet.blocks, *(one for one in sheet.blocks if one.role is Role.SOURCES))
    reading = reconcile(ParsedFile(attrs.evolve(sheet, blocks=blocks)))
    assert [one.key for one in reading.brief.sources] == ["1", "added-1"]
