"""Structure under hands: blocks that stand where none of their kind is expected, or lost the look of it, come home."""

import attrs
import pytest

import briefkit as bk
from briefkit.layout import Heading, LayoutBlock, Para, Role, Run, Sheet
from briefkit.lower import lower
from briefkit.model import SectionKind
from briefkit.reconcile.parsed_file import ParsedFile
from briefkit.reconcile.payload import write_payload
from briefkit.reconcile.reading_back import reconcile

BRIEF = (
    bk.draft("The lock at Orsa")
    .standfirst("A gate that will not close.")
    .details(genre="Policy brief", rights="© 2026 The Corvania Desk.")
    .published("2026-07-21")
    .author("Mara Lind", bio="Mara Lind keeps the desk’s maps.", email="lind@example.org")
    .source("log", "The lock keeper’s log")
    .related("Water runs low", "https://example.org/water")
    .background("The lock was built in 1931.")
    .reactions(bk.statement(bk.Person("Olga Hart", "Prime Minister"), "Promised a new gate."))
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
    assert reading.brief == bk.evolve(BRIEF, sections=BRIEF.sections[::-1])
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
