"""Opening: a first section without a heading, in the model, in every format, and under hands."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import Phase, given, settings

import briefkit as bk
from briefkit.layout import Heading, LayoutBlock, Para, Role, Run
from briefkit.lower import lower
from briefkit.reconcile.parsed_file import ParsedFile
from briefkit.reconcile.payload import write_payload
from briefkit.reconcile.reading_back import reconcile
from support.drawn import rendered
from support.strategies import briefs
from support.unstyled import unstyled_document, unstyled_page

CRACKS = "The council of Veldmark has closed the bridge, for cracks were found in two piers."
AGREED = "The port authority agreed on Friday."
OPENING = bk.section("other", CRACKS, AGREED, id="lead", extra={"desk": "Orsa"})
NEXT = bk.section("outlook", "A report is due in May.")
BRIEF = bk.Brief(
    "Veldmark Closes Its Bridge",
    standfirst="Two piers have cracks.",
    sections=[OPENING, NEXT],
    published="2026-03-05",
)
FIRST = [block.role for block in lower(BRIEF).blocks].index(Role.PARAGRAPH)
IN_MARKDOWN = bk.render(BRIEF, "markdown").decode()


# The model


@pytest.mark.parametrize(
    ("section", "where", "message"),
    [
        ({}, "Section.heading", "is missing"),
        ({"blocks": ["x"], "sections": [NEXT]}, "Section.sections", "stand below no heading"),
        ({"blocks": ["x"], "marking": bk.Marking("TLP", "RED")}, "Section.marking", "no heading"),
    ],
)
def test_an_opening_has_blocks_and_no_more(
    section: dict[str, list[object]], where: str, message: str
) -> None:
    fields = {**section, "blocks": [bk.Paragraph("x") for _ in section.get("blocks", ())]}
    with pytest.raises(bk.ModelError, match=message) as refused:
        bk.Section("other", **fields)  # type: ignore[arg-type]
    assert refused.value.where == where


def test_only_the_first_section_of_a_brief_may_be_without_a_heading() -> None:
    with pytest.raises(bk.ModelError, match="is missing") as refused:
        bk.Brief("T", sections=[NEXT, OPENING, bk.evolve(OPENING, id="other")])
    assert [fault.path for fault in refused.value.errors] == [
        "Brief.sections[1].heading",
        "Brief.sections[2].heading",
    ]
    with pytest.raises(bk.ModelError) as below:
        bk.section("Annex", OPENING)
    assert below.value.where == "Section.sections[0].heading"


def test_data_of_a_second_opening_is_refused_with_its_path() -> None:
    data = bk.to_dict(BRIEF)
    data["sections"].reverse()
    with pytest.raises(bk.SchemaError) as refused:
        bk.from_dict(data)
    assert refused.value.where == "sections[1].heading"


def test_openings_are_drawn() -> None:
    drawn: list[bool] = []

    @settings(max_examples=30, phases=[Phase.generate], derandomize=True, database=None)
    @given(briefs(most_sections=1))
    def draw(brief: bk.Brief) -> None:
        drawn.append(any(section.is_opening for section in brief.sections[:1]))

    draw()
    assert {*drawn} == {False, True}


# Files


@pytest.mark.parametrize("format", ["html", "docx", "pdf", "json", "yaml", "markdown"])
@pytest.mark.parametrize("standfirst", [None, BRIEF.standfirst])
def test_an_opening_is_read_as_it_was_written(format: str, standfirst: bk.Text | None) -> None:
    brief = bk.evolve(BRIEF, standfirst=standfirst)
    assert bk.read(rendered(brief, format), format) == bk.Reading(brief)


@pytest.mark.parametrize("standfirst", [None, BRIEF.standfirst])
@pytest.mark.parametrize("published", [None, BRIEF.published])
def test_what_is_seen_tells_an_opening_from_a_standfirst(
    standfirst: bk.Text | None, published: str | None
) -> None:
    brief = bk.evolve(BRIEF, standfirst=standfirst, published=published)
    seen = bk.evolve(brief, sections=[bk.evolve(OPENING, id=None, extra={}), NEXT])
    for format in ("html", "docx"):
        assert bk.read(rendered(brief, format, payload="none"), format).brief == seen
    if published or not standfirst:
        assert bk.read(rendered(brief, "text"), "text", language="en").brief == seen


def test_text_declares_that_one_paragraph_alone_is_a_standfirst() -> None:
    brief = bk.Brief("Bridge closed", sections=[bk.section("other", CRACKS), NEXT])
    assert {lost.path for lost in bk.losses(brief, "text")} == {"standfirst", "sections[0]"}


@pytest.mark.parametrize("data", [unstyled_page(BRIEF).encode(), unstyled_document(BRIEF)])
def test_a_file_without_styles_is_read_by_its_base(data: bytes) -> None:
    assert bk.read(data, base=BRIEF) == bk.Reading(BRIEF)


def test_a_page_has_the_id_of_its_opening() -> None:
    assert b'<div class="opening" id="lead">' in rendered(BRIEF, "html")


@pytest.mark.parametrize("format", ["html", "pdf"])
def test_a_stripped_file_has_no_id_of_its_opening(format: str) -> None:
    brief = with_opening(id="opening_of_march")
    assert b"opening_of_march" not in bk.strip(rendered(brief, format))


# Edits


def words(text: str) -> tuple[Run, ...]:
    return (Run(bk.Span(text)),)


def edited(*blocks: LayoutBlock, until: int = FIRST) -> bk.Reading:
    """What is read where blocks were put before the opening, or in the place of its first blocks."""
    sheet = lower(BRIEF)
    blocks = (*sheet.blocks[:FIRST], *blocks, *sheet.blocks[until:])
    return reconcile(ParsedFile(attrs.evolve(sheet, blocks=blocks), write_payload(BRIEF)))


def with_opening(**fields: object) -> bk.Brief:
    return bk.evolve(BRIEF, sections=[bk.evolve(OPENING, **fields), NEXT])


def test_a_paragraph_typed_above_it_is_one_more() -> None:
    found = edited(Para(Role.PARAGRAPH, words("It rains."), "")).brief
    assert found == with_opening(blocks=[bk.Paragraph("It rains."), *OPENING.blocks])


@pytest.mark.parametrize(("heading", "kind"), [("The bridge", "other"), ("Context", "background")])
def test_under_a_heading_that_was_typed_it_is_a_section_of_it(heading: str, kind: str) -> None:
    found = edited(Heading(Role.OTHER, words(heading), 2, "")).brief
    assert found == with_opening(heading=heading, kind=kind)


def test_an_opening_that_was_deleted_is_gone_with_what_it_had() -> None:
    reading = edited(until=FIRST + 2)
    assert reading.brief == bk.evolve(BRIEF, sections=[NEXT])
    assert [note.code for note in reading.notes] == [
        "block-deleted",
        "block-deleted",
        "own-fields-dropped",
    ]


def test_without_its_heading_a_first_section_is_an_opening() -> None:
    titled = with_opening(heading="The bridge", id=None, extra={})
    sheet = lower(titled)
    blocks = [block for block in sheet.blocks if block.role is not Role.OTHER]
    reading = reconcile(
        ParsedFile(attrs.evolve(sheet, blocks=tuple(blocks)), write_payload(titled))
    )
    assert reading.brief == with_opening(id=None, extra={})
    assert [note.code for note in reading.notes] == ["block-deleted"]


# Markdown


@pytest.mark.parametrize(
    ("before", "after"), [("{.other", "## The bridge\n\n{.other"), ("{.other", "## {.other")]
)
def test_its_sign_may_stand_below_or_in_a_heading(before: str, after: str) -> None:
    heading = "The bridge" if "bridge" in after else None
    found = bk.read(IN_MARKDOWN.replace(before, after).encode(), "markdown")
    assert found == bk.Reading(with_opening(heading=heading))


def test_its_sign_with_nothing_below_it_is_told() -> None:
    source = IN_MARKDOWN.replace(f"{CRACKS}\n\n{AGREED}\n\n", "")
    reading = bk.read(source.encode(), "markdown")
    assert reading.brief == bk.evolve(BRIEF, sections=[NEXT])
    assert [(note.code, note.line) for note in reading.notes] == [("own-fields-dropped", 10)]


@pytest.mark.parametrize("source", ["## A\n\nx\n\n{.other}\n\ny", "## A\n\nx\n\n## {.other}\n\ny"])
def test_a_second_sign_is_an_error_with_its_line(source: str) -> None:
    with pytest.raises(bk.ReadError, match="line 7: only the first section"):
        bk.read(f"# T\n\n{source}".encode(), "markdown")


# What is a standfirst


@pytest.mark.parametrize(
    ("source", "standfirst"),
    [
        ("Rain.\n\nIt rains.", None),
        ("Rain.", None),
        ("Rain.\n\n## A\n\nIt rains.", "Rain."),
        ("Rain.\n\nIt rains.\n\n## A\n\nIt pours.", None),
        ("*Rain.*\n\nIt rains.", "Rain."),
        ("Rain.\n\n- one\n- two", "Rain."),
        ("Rain:\n\n- one\n- two", None),
        ("- one\n- two\n\nRain.", None),
    ],
)
def test_a_standfirst_is_the_one_paragraph_that_is_set_apart(
    source: str, standfirst: str | None
) -> None:
    data = f"# Weather of the Day\n\n{source}\n".encode()
    for format in ("text", "markdown"):
        brief = bk.read(data, format, language="en").brief
        assert (brief.standfirst and brief.standfirst.plain) == standfirst, format
        assert brief.sections


@pytest.mark.parametrize("line", ["By Jane Roe", "5 March 2026", "Published 5 March 2026"])
def test_a_byline_or_a_date_sets_it_apart(line: str) -> None:
    data = f"Rain All Day\n\nUmbrellas are sold out.\n\n{line}\n\nIt rains.\n\nIt pours.\n"
    brief = bk.read(data.encode(), "text", language="en").brief
    assert str(brief.standfirst) == "Umbrellas are sold out."
    assert [len(section.blocks) for section in brief.sections] == [2]
    assert brief.published or brief.authors


def test_a_subtitle_is_a_standfirst_by_its_class() -> None:
    page = b"<html lang='en'><h1>T</h1><p class='dek'>Rain.</p><p>It rains.</p><p>It pours.</p>"
    assert str(bk.read(page, "html").brief.standfirst) == "Rain."


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_running_text_on_the_first_line_stays_text(format: str) -> None:
    first = f"{CRACKS} “We could not wait. It was time,” said the mayor."
    reading = bk.read(f"{first}\n\n{AGREED}\n".encode(), format, language="en")
    assert reading.brief.title.plain == CRACKS
    (opening,) = reading.brief.sections
    assert [str(block.text) for block in opening.blocks] == [first, AGREED]  # type: ignore[union-attr]
    assert ("title-assumed", 1) in [(note.code, note.line) for note in reading.notes]


def test_the_title_of_a_text_without_an_end_is_its_first_words() -> None:
    title = bk.read(b"word " * 300, "text", language="en").brief.title.plain
    assert title == ("word " * 40).strip() + "…"
