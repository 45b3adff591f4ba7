"""Reading Word documents: what briefkit wrote, what people did to it, and what others made."""

from __future__ import annotations

import contextlib
import copy
import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings, strategies as st

from briefkit.errors import BriefkitError, ReadError
from briefkit.formats import ReadOptions
from briefkit.formats.conversion import without_own_fields
from briefkit.formats.docx.reading.read import parse, read
from briefkit.formats.docx.reading.text_normalisation import collapse_spaces
from briefkit.formats.docx.strip_docx import without_unseen
from briefkit.formats.docx.style_names import (
    PARAGRAPHS,
    CharacterStyle,
    character_style_of,
    heading_level_of,
    heading_style_name,
    paragraph_role_of,
    paragraph_style_name,
)
from briefkit.layout import (
    Grid,
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Role,
    Run,
    Runs,
    Sheet,
)
from briefkit.layout.fingerprint import join_runs
from briefkit.layout.roles import BACK_SECTION_ROLES, SECTION_ROLES
from briefkit.lower import lower
from briefkit.model import (
    Brief,
    Bullets,
    Figure,
    Item,
    Paragraph,
    Person,
    Position,
    Section,
    Source,
    Span,
    Statement,
    Table,
)
from briefkit.themes import PLAIN
from support.docx_files import W, changed, document, packed, small, unpacked, without
from support.docx_lines import looks
from support.drawn import unmarked
from support.html_sheets import normal
from support.sheet_files import docx_of
from support.strategies import IMAGES, briefs

CASES = Path(__file__).parent / "cases" / "docx"


def blocks(sheet: Sheet) -> list[LayoutBlock]:
    return [normal(block) for block in unmarked(sheet).blocks]


# What was written


@given(briefs())
@settings(max_examples=40)
def test_what_is_seen_is_what_was_written(brief: Brief) -> None:
    sheet = lower(without_own_fields(brief))  # by the payload alone is a bookmark known for an id
    found = parse(docx_of(sheet, PLAIN))
    assert list(found.sheet.blocks) == blocks(sheet)
    assert found.sheet.banner == join_runs(sheet.banner)
    assert (found.sheet.language, found.sheet.direction) == (sheet.language, sheet.direction)
    assert (found.payload, found.notes) == (None, ())


@given(st.binary(), st.sampled_from(["en", "ar"]))
@settings(max_examples=30)
def test_a_payload_comes_back_as_it_was(payload: bytes, language: str) -> None:
    sheet = lower(Brief("Title", language=language))
    data = docx_of(sheet, PLAIN, payload)
    assert data == docx_of(sheet, PLAIN, payload)
    found = parse(data)
    assert (found.payload or b"", found.notes) == (payload, ())
    assert parse(without_unseen(data)) == parse(docx_of(sheet, PLAIN))


def test_a_large_payload_is_held_and_either_copy_serves() -> None:
    payload = b'{"words": "' + "Ünïcode ".encode() * 400_000 + b'"}'
    data = docx_of(lower(Brief("Title")), PLAIN, payload)
    assert parse(without(data, "customXml/item1.xml")).payload == payload
    assert parse(without(data, "docProps/custom.xml")).payload == payload
    assert parse(without(data, "docProps/custom.xml", "customXml/item1.xml")).payload is None


def test_nothing_of_a_payload_is_left_in_a_stripped_file() -> None:
    data = docx_of(lower(Brief("Title")), PLAIN, b"secret")
    assert len(unpacked(without_unseen(data))) == len(unpacked(data)) - 3
    plain = docx_of(lower(Brief("Title")), PLAIN)
    assert without_unseen(plain) == plain


def test_a_payload_that_is_no_longer_whole_is_none() -> None:
    def spoil(root: Any) -> None:
        root.text = root.text[:20]

    data = docx_of(lower(Brief("Title")), PLAIN, b"payload " * 99)
    spoiled = changed(data, spoil, "customXml/item1.xml")
    assert parse(spoiled).payload == b"payload " * 99
    assert parse(without(spoiled, "docProps/custom.xml")).payload is None


def test_names_of_styles_are_read_in_any_case() -> None:
    for name, look in looks().items():
        if name:
            assert character_style_of(name.upper()) == look._replace(
                linked=name.endswith("Hyperlink")
            )
    assert {paragraph_role_of(paragraph_style_name(role).upper()) for role in PARAGRAPHS} == set(
        PARAGRAPHS
    )
    assert [heading_level_of(heading_style_name(level).title()) for level in range(1, 7)] == [
        1,
        2,
        3,
        4,
        5,
        6,
    ]
    for foreign in ("Brief", "Brief Nonsense", "Strong", ""):
        assert character_style_of(foreign) is None
    assert character_style_of("hyperlink") == CharacterStyle(linked=True)
    assert {
        character_style_of(f"brief {role.value} heading")
        for role in (*SECTION_ROLES, *BACK_SECTION_ROLES)
    } == {CharacterStyle(heading=role) for role in (*SECTION_ROLES, *BACK_SECTION_ROLES)}


# Edits

BRIEF = Brief(
    "Talks resume",
    "In short.",
    [
        Section("background", blocks=[Paragraph("First words."), Paragraph("Second words.")]),
        Section(
            "reactions",
            blocks=[
                Bullets(
                    [
                        Item(Statement((Person(name="Ann Lee"),), "It holds.", labelled=True)),
                        Item(Paragraph("A bullet."), [Bullets([Item(Paragraph("Below."))])]),
                        Item(Paragraph("Last bullet.")),
                    ]
                )
            ],
        ),
        Section("other", "Figures", blocks=[Table([["1", "2"]], ["A", "B"], "Shown")]),
    ],
    sources=[Source("k", "Source")],
)
SHEET = lower(BRIEF)
FILE = docx_of(SHEET, PLAIN)


def test_reading_loads_no_python_docx(tmp_path: Path) -> None:
    file = tmp_path / "brief.docx"
    file.write_bytes(FILE)
    code = "import sys, briefkit as bk; bk.load(sys.argv[1]); print('docx' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "False"


def paragraph(root: Any, words: str) -> Any:
    (found,) = [p for p in root.iter(f"{{{W}}}p") if "".join(p.itertext()) == words]
    return found


def outline(sheet: Sheet) -> list[str]:
    return [line for block in sheet.blocks for line in shown(block)]


def edited(change: Callable[[Any], None]) -> tuple[list[str], list[str]]:
    """What is gone from the outline of the file, and what is new, after a change."""
    before, after = outline(SHEET), outline(parse(changed(FILE, change)).sheet)
    return (
        [line for line in before if line not in after],
        [line for line in after if line not in before],
    )


def test_a_word_replaced() -> None:
    def change(root: Any) -> None:
        (text,) = paragraph(root, "First words.").iter(f"{{{W}}}t")
        text.text = "Other words."

    assert edited(change) == (["paragraph b4: First words."], ["paragraph b4: Other words."])


def test_a_bullet_deleted() -> None:
    def change(root: Any) -> None:
        gone = paragraph(root, "Last bullet.")
        gone.getparent().remove(gone)

    assert edited(change) == (["- b12: Last bullet."], [])


def test_the_first_bullet_deleted_takes_the_name_of_its_list() -> None:
    def change(root: Any) -> None:
        gone = paragraph(root, "Ann Lee: It holds.")
        gone.getparent().remove(gone)

    assert edited(change) == (["list b7", "- b8: statement Ann Lee: It holds."], ["list"])


@pytest.mark.parametrize("name", ["Normal", "ListParagraph"])
def test_a_bullet_typed_in_a_style_of_word(name: str) -> None:
    def change(root: Any) -> None:
        above = paragraph(root, "A bullet.")
        typed = copy.deepcopy(above)
        for mark in typed.xpath("*[contains(local-name(), 'bookmark')]"):
            typed.remove(mark)
        typed.find(f"{{{W}}}pPr/{{{W}}}pStyle").set(f"{{{W}}}val", name)
        typed.find(f".//{{{W}}}t").text = "Typed."
        paragraph(root, "Last bullet.").addprevious(typed)

    assert edited(change) == ([], ["- Typed."])


def test_a_bullet_typed_into_a_list_of_its_own_is_one_more_item() -> None:
    def number(root: Any) -> None:
        root.append(root.makeelement(f"{{{W}}}num", {f"{{{W}}}numId": "99"}))
        kind = root[-1].makeelement(f"{{{W}}}abstractNumId", {f"{{{W}}}val": "1"})
        root[-1].append(kind)

    def change(root: Any) -> None:
        typed = copy.deepcopy(paragraph(root, "Last bullet."))
        for mark in typed.xpath("*[contains(local-name(), 'bookmark')]"):
            typed.remove(mark)
        typed.find(f".//{{{W}}}numId").set(f"{{{W}}}val", "99")
        typed.find(f".//{{{W}}}t").text = "Typed."
        paragraph(root, "A bullet.").addprevious(typed)

    sheet = parse(changed(changed(FILE, number, "word/numbering.xml"), change)).sheet
    assert [line for line in outline(sheet) if line not in outline(SHEET)] == ["- Typed."]
    assert len(sheet.blocks) == len(SHEET.blocks)


def test_a_bullet_copied_with_its_bookmark() -> None:
    def change(root: Any) -> None:
        last = paragraph(root, "Last bullet.")
        last.addnext(copy.deepcopy(last))

    sheet = parse(changed(FILE, change)).sheet
    assert outline(sheet).count("- b12: Last bullet.") == 2


def test_a_section_moved() -> None:
    def change(root: Any) -> None:
        body = root[0]
        heading = paragraph(root, "Background")
        start = list(body).index(heading)
        for one in list(body)[start : start + 3]:
            paragraph(root, "Figures").addprevious(one)

    sheet = parse(changed(FILE, change)).sheet
    assert sorted(outline(sheet)) == sorted(outline(SHEET))
    headings = [block for block in sheet.blocks if isinstance(block, Heading)]
    assert [block.role for block in headings[1:4]] == ["reactions", "background", "other"]


def test_a_heading_changed_and_one_typed() -> None:
    def change(root: Any) -> None:
        heading = paragraph(root, "Figures")
        heading.find(f".//{{{W}}}t").text = "Numbers"
        typed = copy.deepcopy(heading)
        for mark in typed.xpath("*[contains(local-name(), 'bookmark')]"):
            typed.remove(mark)
        typed.find(f".//{{{W}}}t").text = "What’s next?"
        run = typed.find(f"{{{W}}}r")
        run.remove(run.find(f"{{{W}}}rPr"))
        heading.addprevious(typed)

    gone, new = edited(change)
    assert gone == ["heading 2 other b13: Figures"]
    assert new == ["heading 2 outlook: What’s next?", "heading 2 other b13: Numbers"]


def test_a_paragraph_split() -> None:
    def change(root: Any) -> None:
        first = paragraph(root, "First words.")
        second = copy.deepcopy(first)
        for mark in second.xpath("*[local-name()='bookmarkStart']"):
            second.remove(mark)
        for mark in first.xpath("*[local-name()='bookmarkEnd']"):
            first.remove(mark)
        first.find(f".//{{{W}}}t").text = "First"
        second.find(f".//{{{W}}}t").text = "words."
        first.addnext(second)

    assert edited(change) == (
        ["paragraph b4: First words."],
        ["paragraph b4: First", "paragraph: words."],
    )


def test_two_paragraphs_merged() -> None:
    def change(root: Any) -> None:
        first, second = paragraph(root, "First words."), paragraph(root, "Second words.")
        first[-1].addnext(first.makeelement(f"{{{W}}}r"))
        space = first[-1].makeelement(f"{{{W}}}t")
        space.text = " "
        first[-1].append(space)
        for one in list(second)[1:]:
            first.append(one)
        second.getparent().remove(second)

    assert edited(change) == (
        ["paragraph b4: First words.", "paragraph b5: Second words."],
        ["paragraph b4: First words. Second words."],
    )


def test_a_bookmark_deleted() -> None:
    def change(root: Any) -> None:
        for mark in paragraph(root, "Second words.").xpath("*[local-name()='bookmarkStart']"):
            mark.getparent().remove(mark)

    assert edited(change) == (["paragraph b5: Second words."], ["paragraph: Second words."])


def test_a_cell_and_a_caption_changed() -> None:
    def change(root: Any) -> None:
        paragraph(root, "2").find(f".//{{{W}}}t").text = "3"
        paragraph(root, "Shown").find(f".//{{{W}}}t").text = "Seen"

    assert edited(change) == (
        ["grid b14: Shown", "row: 1 | 2"],
        ["grid b14: Seen", "row: 1 | 3"],
    )


def test_quotation_marks_taken_away_end_a_quotation() -> None:
    text = [Span("He said “"), Span("it holds", quoted=True), Span("”.")]
    sheet = lower(Brief("T", sections=[Section("events", blocks=[Paragraph(text)])]))

    def change(root: Any) -> None:
        for one in root.iter(f"{{{W}}}t"):
            one.text = one.text.replace("”", "")

    found = parse(changed(docx_of(sheet, PLAIN), change))
    (para,) = [block for block in found.sheet.blocks if isinstance(block, Para)]
    assert [run.span for run in para.runs] == [Span("He said “it holds.")]
    assert [note.code for note in found.notes] == ["quotation-marks-gone"]


def test_a_picture_put_in_by_hand_and_one_taken_away() -> None:
    figure = Figure(IMAGES[0], "What it shows", "Words under it")
    sheet = lower(Brief("T", sections=[Section("events", blocks=[figure])]))

    def change(root: Any) -> None:
        (drawing,) = root.iter(f"{{{W}}}drawing")
        drawing.getparent().remove(drawing)

    found = parse(changed(docx_of(sheet, PLAIN), change)).sheet
    assert [line for line in outline(found) if "under" in line] == ["paragraph: Words under it"]


# Cases


def cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.txt")):
        for case in file.read_text("utf-8").split("\n# "):
            title, *parts = case.removeprefix("# ").split("\n== ")
            named = dict(part.split("\n", 1) for part in parts)
            yield pytest.param(named, id=f"{file.stem}: {title.strip()[:60]}")


@pytest.mark.parametrize("case", list(cases()))
def test_words_own_ways(case: dict[str, str]) -> None:
    kinds = ("accepted", "original", "notes", "body")
    parts = {kind: inner for kind, inner in case.items() if kind not in kinds}
    data = small(case["body"].replace("\n", ""), **parts)
    parsed = parse(data)
    assert outline(parsed.sheet) == case["accepted"].strip("\n").split("\n")
    if "original" in case:
        assert outline(parse(data, changes="original").sheet) == case["original"].strip().split(
            "\n"
        )
    told = [f"{note.code}: {note.words}".removesuffix(": ") for note in parsed.notes]
    wanted = case.get("notes", "").strip()
    expected = (
        sorted(wanted.split("\n")) if wanted else ["spaces-folded"] * ("spaces-folded" in told)
    )
    assert sorted(told) == expected


# Documents that briefkit did not write


def typed(*lines: tuple[str, str]) -> bytes:
    """A document typed in Word: the style of each paragraph, and its words."""
    made = docx.Document()
    for style, words in lines:
        made.add_paragraph(words, style)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_a_brief_typed_from_scratch_reads_as_one() -> None:
    reading = read(
        typed(
            ("Title", "Grain Corridor Reopens"),
            ("Normal", "Ships sail again after a long pause."),
            ("Heading 1", "Background"),
            ("Normal", "Trade fell sharply over the summer."),
            ("Heading 1", "Stakeholder Reactions"),
            ("List Bullet", "Foreign Minister, Ann Lee: Said that “the corridor will hold”."),
            ("List Bullet", "Central Bank Governor, Omar Haddad: Warned that prices may rise."),
            ("Heading 1", "Ships and Ports"),
            ("Heading 2", "Odesa"),
            ("List Number", "First ship."),
            ("Normal", "It sailed."),
        )
    )
    brief = reading.brief
    assert brief.title.plain == "Grain Corridor Reopens"
    assert brief.standfirst is not None
    assert brief.standfirst.plain == "Ships sail again after a long pause."
    assert [section.kind for section in brief.sections] == ["background", "reactions", "other"]
    (reactions,) = brief.sections[1].blocks
    assert isinstance(reactions, Bullets)
    said = [item.block for item in reactions.items]
    assert [one.speakers[0].name for one in said if isinstance(one, Statement)] == [
        "Ann Lee",
        "Omar Haddad",
    ]
    (below,) = brief.sections[2].sections
    assert str(below.heading) == "Odesa"
    assert isinstance(below.blocks[0], Bullets)
    assert below.blocks[0].ordered
    assert [note.code for note in reading.notes if note.level != "info"] == [
        "status-assumed",
        "standfirst-assumed",
    ]


def test_bold_lines_are_headings_where_no_style_makes_any() -> None:
    body = "".join(
        f"<w:p><w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}<w:t>{words}</w:t></w:r></w:p>"
        for words, bold in (
            ("Ministers weigh a new border", True),
            ("They met in Oslo.", False),
            ("What we know so far", True),
            ("• One point.", False),
            ("– Another point.", False),
            ("The end of it.", True),
        )
    )
    brief = read(small(body), ReadOptions("en")).brief
    assert brief.title.plain == "Ministers weigh a new border"
    (section,) = brief.sections
    assert str(section.heading) == "What we know so far"
    first, last = section.blocks
    assert isinstance(first, Bullets)
    assert [str(item.block.text) for item in first.items if isinstance(item.block, Paragraph)] == [
        "One point.",
        "Another point.",
    ]
    assert isinstance(last, Paragraph)


def test_headings_have_names_in_other_languages_and_tables_stay_tables() -> None:
    styles = {"Titel": "Titre", "berschrift1": "Überschrift 1"}

    def rename(root: Any) -> None:
        for style in root.iter(f"{{{W}}}style"):
            name = styles.get(style.get(f"{{{W}}}styleId"))
            if name:
                style.find(f"{{{W}}}name").set(f"{{{W}}}val", name)

    body = (
        '<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t>Thema</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Zahlen</w:t></w:r></w:p>'
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    reading = read(changed(small(body), rename, "word/styles.xml"))
    assert reading.brief.title.plain == "Thema"
    (section,) = reading.brief.sections
    assert (str(section.heading), section.blocks) == ("Zahlen", (Table([["A", "B"]]),))


def test_a_document_of_ours_with_typed_words_stays_ours() -> None:
    def change(root: Any) -> None:
        above = paragraph(root, "First words.")
        added = copy.deepcopy(above)
        for one in list(added):
            if not one.tag.endswith("}r"):
                added.remove(one)
        added.find(f".//{{{W}}}t").text = "Typed."
        above.addnext(added)

    assert edited(change) == ([], ["paragraph: Typed."])


def test_the_language_of_the_file_counts_where_none_is_given() -> None:
    body = "<w:p><w:r><w:t>Words</w:t></w:r></w:p>"
    assert read(small(body)).brief.language == "en-GB"
    assert read(small(body), ReadOptions("de")).brief.language == "de"


@pytest.mark.parametrize("name", ["styles", "numbering", "settings"])
def test_parts_may_be_missing(name: str) -> None:
    body = '<w:p><w:pPr><w:pStyle w:val="x"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Words</w:t></w:r></w:p>'
    assert str(read(without(small(body), f"word/{name}.xml")).brief.title) == "Words"


def test_strict_documents_are_read() -> None:
    strict = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/drawingml/2006/main": b"http://purl.oclc.org/ooxml/drawingml/main",
    }
    parts = unpacked(FILE)
    for name, part in parts.items():
        for common, own in strict.items():
            assert isinstance(part, bytes)
            part = part.replace(common, own)
        parts[name] = part
    assert parse(packed(parts)) == parse(FILE)


# Bad files

BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)
WORDS = "<w:p><w:r><w:t>Words</w:t></w:r></w:p>"


def with_document(text: str | bytes) -> bytes:
    return packed({**unpacked(small(WORDS)), "word/document.xml": text})


def nested(name: str, times: int, inner: str = WORDS) -> str:
    return f"<w:{name}>" * times + inner + f"</w:{name}>" * times


BAD = {
    "empty": (b"", "no Word document"),
    "of another kind": (b"%PDF-1.7 and so on", "no Word document"),
    "truncated": (FILE[: len(FILE) // 2], "damaged"),
    "of old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old .doc"),
    "encrypted": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "without a password",
    ),
    "a ZIP of other things": (packed({"a.txt": "words"}), "no document part"),
    "without its document": (without(small(WORDS), "word/document.xml"), "no document part"),
    "no XML": (with_document("<w:document"), "is no XML"),
    "a web page": (with_document("<html><body>Words</body></html>"), "no document part"),
    "entities in entities": (
        with_document(f"{BOMB}]>" + document(WORDS.replace("Words", "&j;"))),
        "document type",
    ),
    "entities from outside": (
        with_document(
            '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            + document(WORDS.replace("Words", "&x;"))
        ),
        "document type",
    ),
    "a bomb": (with_document(document(WORDS) + " " * 30_000_000), "more than 300 times"),
    "nested without end": (with_document(document(nested("sdt", 1500))), "nests too deep"),
    "nested too deep": (with_document(document(nested("sdt", 220))), "nests too deep"),
    "tables without end": (
        with_document(
            document("<w:tbl><w:tr><w:tc>" * 400 + WORDS + "</w:tc></w:tr></w:tbl>" * 400)
        ),
        "nests too deep",
    ),
    "runs too deep": (
        with_document(document(f"<w:p>{nested('smartTag', 220, '<w:r/>')}</w:p>")),
        "nests too deep",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_one_error(name: str) -> None:
    data, said = BAD[name]
    with pytest.raises(ReadError, match=said):
        read(data)


def test_a_relationship_to_nowhere_is_no_error() -> None:
    def point(root: Any) -> None:
        for one in root:
            one.set("Target", "nowhere.xml")

    data = changed(small(WORDS), point, "word/_rels/document.xml.rels")
    assert str(read(data).brief.title) == "Words"


def test_a_very_long_paragraph_is_read() -> None:
    run = f"<w:r><w:t xml:space='preserve'>{'long words ' * 100}</w:t></w:r>"
    data = small(f"{WORDS}<w:p>{run * 9_000}</w:p>")
    (opening,) = read(data, ReadOptions("en")).brief.sections
    (block,) = opening.blocks
    assert isinstance(block, Paragraph)
    assert len(block.text.plain) == 100 * 9_000 * len("long words ") - 1


@given(st.integers(0, len(FILE) - 1), st.binary(min_size=1, max_size=30))
@settings(max_examples=60)
def test_spoiled_bytes_give_a_brief_or_an_error(place: int, junk: bytes) -> None:
    with contextlib.suppress(BriefkitError):
        read(FILE[:place] + junk + FILE[place + len(junk) :])


@given(st.sampled_from(sorted(unpacked(FILE))), st.integers(0, 4000), st.binary(max_size=12))
@settings(max_examples=80)
def test_a_spoiled_part_gives_a_brief_or_an_error(name: str, place: int, junk: bytes) -> None:
    parts = unpacked(FILE)
    part = parts[name]
    assert isinstance(part, bytes)
    parts[name] = part[:place] + junk + part[place:]
    with contextlib.suppress(BriefkitError):
        read(packed(parts))


# How blocks are spelled here


def shown(block: Any, indent: str = "", mark: str = "") -> Iterator[str]:
    """A block as lines: what it is, its anchor, its words."""
    match block:
        case Heading():
            role = "" if block.role in (Role.TITLE, Role.OTHER) and not block.anchor else block.role
            yield line(f"heading {block.level}", role, block)
        case Para():
            kind = "" if block.role is Role.PARAGRAPH and mark else str(block.role)
            if mark:
                name = f" {block.anchor}:" if block.anchor else ""
                yield f"{indent}{mark}{name} {f'{kind} ' if kind else ''}{spelled(block.runs)}"
            else:
                yield line(kind, "", block)
        case Items():
            if block.anchor or block.role is not Role.LIST or indent == "":
                yield f"list {block.anchor}".strip()
            for item in block.items:
                for number, one in enumerate(item):
                    sign = ("1." if block.ordered else "-") if number == 0 else "+"
                    yield from shown(one, indent + "  " * isinstance(one, Items), sign)
        case Grid():
            if block.anchor:
                yield f"grid {block.anchor}: {spelled(block.caption)}"
            for kind, row in (("header", block.header), *(("row", row) for row in block.rows)):
                if row:
                    yield f"{kind}: {' | '.join(spelled(cell) for cell in row)}".rstrip()
        case Picture():
            yield f"picture {block.anchor}: {block.alt}"
        case _:
            raise AssertionError(block)


def line(kind: str, role: str, block: Any) -> str:
    return f"{' '.join(one for one in (kind, role, block.anchor) if one)}: {spelled(block.runs)}"


def spelled(runs: Runs) -> str:
    return "".join(_spelled(run) for run in runs)


def _spelled(run: Run) -> str:
    span = run.span
    words = f"**{span.text}**" if span.strong else f"*{span.text}*" if span.emphasis else span.text
    words = f"^{words}^" if span.position is Position.SUPER and not run.role else words
    return f"[{words}]({span.link})" if span.link else words


@given(st.lists(st.text("a b", max_size=3)))
def test_spaces_of_runs_are_folded_across_them(words: list[str]) -> None:
    runs = tuple(Run(Span(one)) for one in words)
    folded = collapse_spaces(runs)
    assert "".join(run.span.text for run in folded) == " ".join("".join(words).split())
    assert all(run.span.text for run in folded)
    assert collapse_spaces(folded) is folded
