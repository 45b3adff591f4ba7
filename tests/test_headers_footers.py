"""Headers and footers of an edited Word document, and both ends of an edited page: what they say of the brief."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.shared import Mm
from lxml import etree

import briefkit as bk
from briefkit.formats.docx.wordprocessingml import R, W
from support.docx_files import changed, unpacked, without

BRIEF = (
    bk.draft("The lock at Orsa")
    .release(marking="TLP:GREEN")
    .published("2026-07-21")
    .background("The lock was built in 1931.")
    .build()
)
DOCUMENT = bk.render(BRIEF, "docx")
LATER, FIRST = "word/header1.xml", "word/header2.xml"
FOOTERS = ("word/footer1.xml", "word/footer2.xml")
EVERYWHERE = (LATER, FIRST, *FOOTERS)


def replaced(data: bytes, old: str, new: str, *names: str) -> bytes:
    """The document with words of some parts replaced."""

    def replace(root: Any) -> None:
        for one in root.iter(f"{W}t"):
            one.text = (one.text or "").replace(old, new)

    for name in names:
        data = changed(data, replace, name)
    return data


def with_paragraph(data: bytes, name: str, *inner: str) -> bytes:
    """The document with a plain paragraph more in a part."""
    runs = "".join(inner)
    paragraph = etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}">{runs}</w:p>')
    return changed(data, lambda root: root.append(paragraph), name)


def part_of(data: bytes, name: str) -> bytes:
    part = unpacked(data)[name]
    assert isinstance(part, bytes)
    return part


def typed(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def told(data: bytes) -> dict[str, str]:
    """The notes on a document by code, with the words of each."""
    return {note.code: note.words for note in bk.read(data, "docx").notes}


def marking_of(data: bytes) -> str:
    return str(bk.read(data, "docx").brief.marking)


# Markings


@pytest.mark.parametrize("name", EVERYWHERE)
def test_the_strictest_marking_of_any_page_counts(name: str) -> None:
    data = replaced(DOCUMENT, "GREEN", "AMBER+STRICT", name)
    reading = bk.read(data, "docx")
    assert reading.brief == bk.evolve(BRIEF, marking=bk.Marking("TLP", "AMBER+STRICT"))
    assert [note.code for note in reading.notes] == ["banners-differ", "banner-edited"]
    assert reading.notes[0].words == "TLP:GREEN"


@pytest.mark.parametrize("name", EVERYWHERE)
def test_a_weaker_marking_of_one_page_is_told(name: str) -> None:
    data = replaced(DOCUMENT, "GREEN", "CLEAR", name)
    reading = bk.read(data, "docx")
    assert reading.brief == BRIEF
    assert [(note.code, note.words) for note in reading.notes] == [("banners-differ", "TLP:CLEAR")]


def test_a_marking_that_is_the_same_everywhere_is_an_edit() -> None:
    reading = bk.read(replaced(DOCUMENT, "GREEN", "CLEAR", *EVERYWHERE), "docx")
    assert reading.brief == bk.evolve(BRIEF, marking=bk.Marking("TLP", "CLEAR"))
    assert [note.code for note in reading.notes] == ["banner-edited"]


def test_a_marking_left_in_footers_stays() -> None:
    reading = bk.read(replaced(DOCUMENT, "TLP:GREEN", "", LATER, FIRST), "docx")
    assert reading.brief == BRIEF
    assert [note.code for note in reading.notes] == ["banners-differ"]


@pytest.mark.parametrize(
    ("policy", "weaker", "stricter"),
    [
        ("US", "CONFIDENTIAL", "SECRET//NOFORN"),
        ("NATO", "NATO RESTRICTED", "NATO SECRET"),
        ("EU", "R-UE/EU-R", "SECRET UE/EU SECRET"),
    ],
)
def test_levels_of_other_policies_have_an_order(policy: str, weaker: str, stricter: str) -> None:
    brief = bk.evolve(BRIEF, marking=bk.Marking(policy, weaker))
    data = replaced(bk.render(brief, "docx"), weaker, stricter, FIRST)
    assert bk.read(data, "docx").brief.marking == bk.Marking(policy, stricter)


def test_of_levels_without_an_order_the_first_counts_and_the_other_is_told() -> None:
    data = replaced(DOCUMENT, "TLP:GREEN", "HOUSE:INNER", FIRST)
    assert marking_of(data) == "TLP:GREEN"
    assert told(data) == {"banners-differ": "HOUSE:INNER"}


def in_second_section(root: Any) -> None:
    """Put the first block in a section of its own, whose first page has the header of later ones."""
    body = root[0]
    first = body.findall(f"{W}p")[1]
    properties = first.find(f"{W}pPr")
    section = etree.SubElement(properties, f"{W}sectPr")
    for reference in body.find(f"{W}sectPr").iterchildren(f"{W}headerReference"):
        section.append(etree.fromstring(etree.tostring(reference)))
    for reference in body.find(f"{W}sectPr").findall(f"{W}headerReference"):
        if reference.get(f"{W}type") == "default":
            reference.getparent().remove(reference)


def test_every_section_has_the_headers_of_the_one_before() -> None:
    data = changed(replaced(DOCUMENT, "GREEN", "RED", LATER), in_second_section)
    assert marking_of(data) == "TLP:RED"


def test_a_header_that_no_page_shows_does_not_count() -> None:
    def alike(root: Any) -> None:
        title_page = next(root.iter(f"{W}titlePg"))
        title_page.getparent().remove(title_page)

    data = changed(replaced(DOCUMENT, "GREEN", "RED", FIRST), alike)
    assert bk.read(data, "docx") == bk.Reading(BRIEF)


@pytest.mark.parametrize(("shown", "marking"), [("1", "TLP:RED"), ("0", "TLP:GREEN")])
def test_even_pages_count_where_there_are_any(shown: str, marking: str) -> None:
    def even(root: Any) -> None:
        section = root[0].find(f"{W}sectPr")
        first = next(one for one in section if one.get(f"{W}type") == "first")
        default = next(one for one in section if one.get(f"{W}type") == "default")
        etree.SubElement(section, first.tag, {f"{W}type": "even", f"{R}id": first.get(f"{R}id")})
        first.set(f"{R}id", default.get(f"{R}id"))

    def settings(root: Any) -> None:
        etree.SubElement(root, f"{W}evenAndOddHeaders", {f"{W}val": shown})

    data = changed(replaced(DOCUMENT, "GREEN", "RED", FIRST), even)
    assert marking_of(changed(data, settings, "word/settings.xml")) == marking


@pytest.mark.parametrize("words", ["TLP:RED", "TLP: RED", "tlp:red", "TLP：RED"])
def test_a_marking_typed_as_a_plain_paragraph_counts(words: str) -> None:
    data = with_paragraph(DOCUMENT, FIRST, typed(words))
    assert marking_of(data) == "TLP:RED"
    assert told(data) == {"banners-differ": "TLP:GREEN", "banner-edited": ""}


def test_words_beside_a_marking_are_told() -> None:
    data = replaced(DOCUMENT, "TLP:GREEN", "TLP:AMBER for Orsa alone", *EVERYWHERE)
    assert marking_of(data) == "TLP:AMBER"
    assert told(data)["page-words-dropped"] == "TLP:AMBER for Orsa alone"


def test_a_status_and_an_embargo_count_wherever_they_stand() -> None:
    data = with_paragraph(DOCUMENT, FIRST, typed("DRAFT"))
    data = with_paragraph(data, FOOTERS[0], typed("Embargoed until 22 July 2026, 18:30 UTC"))
    brief = bk.read(data, "docx").brief
    assert (brief.status, brief.embargo and brief.embargo.isoformat()) == (
        "draft",
        "2026-07-22T18:30:00+00:00",
    )
    assert "banners-differ" in told(data)


def test_tracked_changes_of_a_header_have_two_views() -> None:
    def insert(root: Any) -> None:
        run = next(one for one in root.iter(f"{W}r") if "GREEN" in "".join(one.itertext()))
        deleted = etree.Element(f"{W}del")
        run.addprevious(deleted)
        inserted = etree.Element(f"{W}ins")
        run.addprevious(inserted)
        other = etree.fromstring(etree.tostring(run).replace(b"GREEN", b"RED"))
        inserted.append(other)
        for words in run.iter(f"{W}t"):
            words.tag = f"{W}delText"
        deleted.append(run)

    data = changed(DOCUMENT, insert, FIRST)
    assert marking_of(data) == "TLP:RED"
    before = bk.read(data, "docx", changes="original")
    assert before.brief == BRIEF
    assert [note.code for note in before.notes] == ["changes-refused"]


# Other words


@pytest.mark.parametrize("name", EVERYWHERE)
def test_other_words_of_headers_and_footers_are_told(name: str) -> None:
    data = with_paragraph(DOCUMENT, name, typed("Contact: desk@example.org"))
    reading = bk.read(data, "docx")
    assert reading.brief == BRIEF
    assert [(note.code, note.words) for note in reading.notes] == [
        ("page-words-dropped", "Contact: desk@example.org")
    ]


def test_words_of_a_text_box_in_a_header_are_told() -> None:
    box = f"<w:r><w:pict><w:txbxContent><w:p>{typed('Room 4')}</w:p></w:txbxContent></w:pict></w:r>"
    assert told(with_paragraph(DOCUMENT, LATER, box)) == {"page-words-dropped": "Room 4"}


def test_the_old_title_runs_on_without_a_word() -> None:
    data = replaced(DOCUMENT, "The lock at Orsa", "The gate at Orsa", "word/document.xml")
    assert [note.code for note in bk.read(data, "docx").notes] == ["block-edited"]


def test_words_behind_the_running_title_are_told() -> None:
    data = replaced(DOCUMENT, "The lock at Orsa", "The lock at Orsa (not for Vell)", LATER)
    assert told(data) == {"page-words-dropped": "The lock at Orsa (not for Vell)"}


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "zh", "ar"])
@pytest.mark.parametrize("payload", ["full", "none"])
def test_page_numbers_are_the_houses_also_where_a_program_wrote_them_out(
    language: str, payload: Any
) -> None:
    data = bk.render(bk.evolve(BRIEF, language=language), "docx", payload=payload)

    def write_out(root: Any) -> None:
        for field in list(root.iter(f"{W}fldSimple")):
            field.addnext(field[0])
            field.getparent().remove(field)

    for name in FOOTERS:
        data = changed(data, write_out, name)
    assert "page-words-dropped" not in told(data)


def test_what_a_program_computes_is_no_text() -> None:
    field = f'<w:fldSimple w:instr=" SAVEDATE ">{typed("21 July 2026")}</w:fldSimple>'
    assert told(with_paragraph(DOCUMENT, FOOTERS[0], field)) == {}


def test_a_header_that_is_missing_is_no_loss() -> None:
    names = [name for name in unpacked(DOCUMENT) if name in (LATER, *FOOTERS)]
    assert bk.read(without(DOCUMENT, *names), "docx") == bk.Reading(BRIEF)


# The theme


def letterhead() -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "House of Analysis"
    document.sections[0].footer.paragraphs[0].text = "1 Long Street, Orsa"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


THEMES: dict[str, Callable[[], bk.Theme]] = {
    "template": lambda: bk.evolve(bk.PLAIN, template=letterhead()),
    "publisher": lambda: bk.evolve(bk.PLAIN, publisher="House of Analysis"),
}


@pytest.mark.parametrize("theme", THEMES)
def test_a_letterhead_is_the_themes_and_words_beside_it_are_told(theme: str) -> None:
    data = bk.render(BRIEF, "docx", theme=THEMES[theme]())
    assert bk.read(data, "docx") == bk.Reading(BRIEF)
    names = (name for name in unpacked(data) if name.startswith("word/header"))
    name = next(name for name in names if b"House of Analysis" in part_of(data, name))
    data = replaced(data, "House of Analysis", "House of Analysis, Vell", name)
    assert told(data) == {"page-words-dropped": "House of Analysis, Vell"}


# Pages


def test_the_banners_of_a_page_agree_on_the_strictest_marking() -> None:
    page = bk.render(BRIEF, "html").decode()
    head, between, foot = page.split(">TLP:GREEN<")
    red, green = ">TLP:RED<", ">TLP:GREEN<"
    for edited in (head + red + between + green + foot, head + green + between + red + foot):
        reading = bk.read(edited.encode(), "html")
        assert reading.brief == bk.evolve(BRIEF, marking=bk.Marking("TLP", "RED"))
        assert [note.code for note in reading.notes] == ["banners-differ", "banner-edited"]


# Documents of others


def test_a_foreign_document_has_the_facts_of_its_headers() -> None:
    document = docx.Document()
    document.add_heading("Strike ends", 0)
    document.add_paragraph("It was long.")
    document.sections[0].header.paragraphs[0].text = "TLP:RED"
    document.sections[0].footer.paragraphs[0].text = "Harbour Ministry"
    file = io.BytesIO()
    document.save(file)
    reading = bk.read(file.getvalue(), "docx")
    assert reading.brief.marking == bk.Marking("TLP", "RED")
    assert [note.words for note in reading.notes if note.code == "page-words-dropped"] == [
        "Harbour Ministry"
    ]


@pytest.mark.parametrize(
    ("header", "language", "facts", "others"),
    [
        ("TLP:AMBER – for Orsa alone", "en", ("TLP:AMBER", "published"), ["for Orsa alone"]),
        ("Harbour Ministry - DRAFT", "en", (None, "draft"), ["Harbour Ministry"]),
        ("Hafenamt | ENTWURF | TLP:RED", "de", ("TLP:RED", "draft"), ["Hafenamt"]),
        ("Draft - Hafenamt", "de", (None, "draft"), ["Hafenamt"]),
        ("PROJET - Port de Vell", "fr", (None, "draft"), ["Port de Vell"]),
        ("A draft of the harbour", "en", (None, "published"), ["A draft of the harbour"]),
    ],
)
def test_facts_stand_among_other_words_in_the_headers_of_others(
    header: str, language: str, facts: tuple[str | None, str], others: list[str]
) -> None:
    reading = bk.read(foreign_with(lambda part: set_text(part, header)), "docx", language=language)
    marking = reading.brief.marking
    assert (str(marking) if marking else None, reading.brief.status) == facts
    assert [note.words for note in reading.notes if note.code == "page-words-dropped"] == others


def test_a_field_of_a_foreign_header_is_read_and_page_numbers_are_not() -> None:
    def fields(part: Any) -> None:
        for instruction, result in (("DOCPROPERTY Classification", "TLP:GREEN"), ("PAGE", "7")):
            field = f'<w:fldSimple xmlns:w="{W[1:-1]}" w:instr=" {instruction} ">'
            run = f"<w:r><w:t>{result}</w:t></w:r></w:fldSimple>"
            part.add_paragraph()._p.append(parse_xml(field + run))

    reading = bk.read(foreign_with(fields), "docx", language="en")
    assert str(reading.brief.marking) == "TLP:GREEN"
    assert [note.words for note in reading.notes if note.words] == []


def test_cells_of_a_foreign_header_are_read_each_by_itself() -> None:
    def table(part: Any) -> None:
        cells = part.add_table(1, 2, Mm(100)).rows[0].cells
        cells[0].text, cells[1].text = "Harbour Ministry", "TLP:AMBER"

    reading = bk.read(foreign_with(table), "docx", language="en")
    assert str(reading.brief.marking) == "TLP:AMBER"
    assert [note.words for note in reading.notes if note.words] == ["Harbour Ministry"]


def test_other_houses_have_the_marking_at_the_head_and_the_status_at_the_foot() -> None:
    def both(footer: str) -> bk.Reading:
        def change(part: Any) -> None:
            part.paragraphs[0].text = "TLP:RED"
            document = part.part.package.main_document_part.document
            document.sections[0].footer.paragraphs[0].text = footer

        return bk.read(foreign_with(change), "docx", language="en")

    apart, other = both("Draft"), both("TLP:GREEN")
    assert (str(apart.brief.marking), apart.brief.status) == ("TLP:RED", "draft")
    assert str(other.brief.marking) == "TLP:RED"
    codes = [[note.code for note in one.notes] for one in (apart, other)]
    assert ["banners-differ" in one for one in codes] == [False, True]


def foreign_with(change: Callable[[Any], None]) -> bytes:
    """A document of others, its header changed."""
    document = docx.Document()
    document.add_heading("Strike ends", 0)
    document.add_paragraph("It was long.")
    change(document.sections[0].header)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def set_text(part: Any, words: str) -> None:
    part.paragraphs[0].text = words


def test_a_title_that_reads_as_a_status_is_none() -> None:
    brief = bk.draft("DRAFT").background("It was long.").build()
    assert bk.read(bk.render(brief, "docx", payload="none"), "docx").brief == brief
