"""The last net: what a file says and its brief does not is told, and nothing is told that is not so."""

import attrs
import pytest
from lxml import html

import briefkit as bk
from briefkit.formats.html.reading.visible_lines import visible_lines
from briefkit.layout import Heading, LayoutBlock, Para, Role, Run, RunRole, Sheet
from briefkit.lower import lower
from briefkit.lower.typed_runs import split_in_words
from briefkit.reconcile.dropped_words import lines_of, with_dropped_lines
from briefkit.reconcile.parsed_file import ParsedFile
from briefkit.reconcile.payload import write_payload
from briefkit.reconcile.reading_back import reconcile
from support.docx_files import packed, unpacked

BRIEF = (
    bk.draft("The lock at Orsa")
    .details(genre="Policy brief", rights="© 2026 The Corvania Desk.")
    .published("2026-07-21")
    .author("Mara Lind", bio="Mara Lind keeps the desk’s maps.")
    .source("log", "The lock keeper’s log")
    .background("The gate has stuck since the flood of 1931.")
    .what_happened(bk.event("The gate stuck.", on="2026-07-18", place="Upper Tarn"))
    .reactions(
        bk.statement(
            bk.Person("Olga Hart", "Prime Minister"), "Asked for two.", evidence=bk.Evidence("log")
        )
    )
    .build()
)


def read_back(*lines: str, sheet: Sheet | None = None) -> bk.Reading:
    """The reading of a file that shows the brief's sheet, or another, and says lines that the sheet has not."""
    sheet = sheet or lower(BRIEF)
    file = ParsedFile(sheet, write_payload(BRIEF), lines=lambda: [*lines_of(sheet), *lines])
    return reconcile(file)


def dropped(reading: bk.Reading) -> list[str]:
    return [note.words for note in reading.notes if note.code == "words-dropped"]


def with_block(block: LayoutBlock, behind: Role) -> Sheet:
    sheet = lower(BRIEF)
    place = next(n for n, one in enumerate(sheet.blocks) if one.role is behind)
    return attrs.evolve(
        sheet, blocks=(*sheet.blocks[: place + 1], block, *sheet.blocks[place + 1 :])
    )


def words(text: str, role: RunRole | None = None) -> tuple[Run, ...]:
    return (Run(bk.Span(text), role),)


def test_what_a_reader_never_saw_is_told() -> None:
    reading = read_back("It rained on 4 August.")
    assert reading.brief == BRIEF
    (note,) = reading.notes
    assert (note.code, note.level) == ("words-dropped", bk.Level.DROPPED)
    assert note.words == "It rained on 4 August."


def test_words_that_stand_twice_and_are_read_once_are_told_once() -> None:
    assert dropped(read_back("The gate stuck.", "The gate stuck.")) == ["The gate stuck."] * 2


@pytest.mark.parametrize(
    "line",
    [
        "The gate\u00a0stuck.",
        "THE GATE STUCK.",
        "The ga\u00adte stuck.",
        "The ga\u200bte  stuck.",
        "The \uff47ate stuck.",
        "The gate; stuck!",
    ],
)
def test_what_makes_no_difference_is_not_told(line: str) -> None:
    brief = bk.evolve(BRIEF, standfirst=bk.Text("The gate stuck."))
    shown = [text for text in lines_of(lower(brief)) if text != "The gate stuck."]
    file = ParsedFile(lower(brief), write_payload(brief), lines=lambda: [*shown, line])
    standing = [one.words for one in reconcile(file).notes]
    assert standing == []


def test_a_note_names_what_was_lost_of_a_line_and_where_the_rest_is() -> None:
    sheet = lower(BRIEF)
    told = "The gate has stuck since the great flood of 1931."
    lines = [told if "flood" in line else line for line in lines_of(sheet)]
    (note,) = reconcile(ParsedFile(sheet, write_payload(BRIEF), lines=lambda: lines)).notes
    assert (note.words, note.path) == ("great", "sections[0].blocks[0].text")


def test_what_did_not_arrive_was_not_put_in() -> None:
    undated = Para(Role.CORRECTION, words("It rained."), "")
    reading = read_back(sheet=with_block(undated, Role.BIO))
    assert [note.code for note in reading.notes if "It rained." in (note.words, note.after)] == [
        "value-dropped"
    ]


def test_labels_and_numbers_of_the_house_are_no_words_of_the_file() -> None:
    sheet = lower(BRIEF)
    gone = [one for one in sheet.blocks if one.role is not Role.SOURCES or isinstance(one, Heading)]
    reading = read_back(sheet=attrs.evolve(sheet, blocks=tuple(gone)))
    assert reading.brief.sources == ()
    assert dropped(reading) == []


def test_a_date_in_another_form_is_not_lost() -> None:
    sheet = lower(BRIEF)
    blocks = [
        attrs.evolve(
            one, runs=(*words("Published ", RunRole.LABEL), *words("2026-07-20", RunRole.PUBLISHED))
        )
        if isinstance(one, Para) and one.role is Role.DATELINE
        else one
        for one in sheet.blocks
    ]
    reading = read_back(sheet=attrs.evolve(sheet, blocks=tuple(blocks)))
    assert str(reading.brief.published) == "2026-07-20"
    assert dropped(reading) == []


@pytest.mark.parametrize(
    ("put_in", "told"),
    [
        ("<w:r><w:t>It rained.</w:t></w:r>", ["It rained."]),
        ("<w:p><w:hyperlink><w:unknown><w:r><w:t>It rained.</w:t></w:r></w:unknown></w:hyperlink></w:p>", ["It rained."]),
        ("<w:p><w:del><w:r><w:delText>It rained.</w:delText></w:r></w:del></w:p>", []),
        ('<w:p><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>', []),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>It rained.</w:t></w:r></w:p>", []),
    ],
)  # fmt: skip
def test_words_of_a_word_document_are_those_in_its_xml(put_in: str, told: list[str]) -> None:
    parts = unpacked(bk.render(BRIEF, "docx"))
    before = parts["word/document.xml"]
    assert isinstance(before, bytes)
    place = before.rindex(b"<w:sectPr")
    parts["word/document.xml"] = before[:place] + put_in.encode() + before[place:]
    reading = bk.read(packed(parts))
    assert reading.brief == BRIEF
    assert dropped(reading) == told


def test_words_of_a_page_are_those_in_its_elements() -> None:
    page = html.document_fromstring(
        "<body><p>One <b>two</b>three<br>four<p hidden>No</p><div>five<p>six</p>seven</div>"
        "<script>no</script><table><tr><td>eight<td>nine</table>"
    )
    assert [line for line in visible_lines(page, ()) or () if line] == [
        *("One twothree", "four", "five", "six", "seven", "eight", "nine")
    ]


def test_lines_of_markdown_are_held_against_what_the_brief_prints() -> None:
    typed = ["The gate stuck.", "Prime Minister, Olga Hart: Asked for two.", "Published 2026-07-21"]
    assert with_dropped_lines(bk.Reading(BRIEF), typed) == bk.Reading(BRIEF)
    assert dropped(with_dropped_lines(bk.Reading(BRIEF), [*typed, "It rained."])) == ["It rained."]
    assert dropped(bk.read(bk.render(BRIEF, "markdown"), "markdown")) == []


def test_a_block_of_which_nothing_but_its_portion_mark_is_left_has_no_label() -> None:
    mark = Para(Role.EVENT, words("(TLP:RED)", RunRole.PORTION), "")
    assert split_in_words(mark) is None
