"""PDF comes home: the brief that it carries, and a note on every block that shows other words."""

import io
import re
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
import pikepdf
import pytest
from hypothesis import assume, given, settings

import briefkit as bk
from briefkit.data.tree import to_tree
from briefkit.formats.pdf import strip_pdf
from briefkit.formats.pdf.reading import read as pdf_reader
from briefkit.formats.pdf.reading.text_extraction import parse_to_unicode
from briefkit.formats.pdf.text_verification import _digest, fold, missing_text
from briefkit.limits import Tally
from briefkit.lower import lower
from support.printable import printable
from support.rendered import Engine
from support.sheet_files import pdf_of
from support.strategies import briefs

CASES = Path(__file__).parent / "cases" / "pdf"


def payload(brief: bk.Brief) -> bytes:
    return orjson.dumps({"briefkit": "0.1.0", "dated_labels": True, "brief": to_tree(brief)})


def written(
    brief: bk.Brief, carried: bk.Brief | None = None, engine: Engine = "weasyprint"
) -> bytes:
    """A PDF that shows one brief and carries another, or the same."""
    return pdf_of(lower(brief), bk.PLAIN, payload(carried or brief), engine)


def changed(data: bytes, change: Callable[[Any], Any], **options: Any) -> bytes:
    """A PDF after a change by another program."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        change(file)
        file.save(out, **options)
    return out.getvalue()


def of_words(*words: str | bk.Block) -> bk.Brief:
    return bk.draft("A title").background(*words).build()


def attached(file: Any, content: bytes, name: str) -> Any:
    """A file to attach, as other programs make them."""
    make: Any = pikepdf.AttachedFileSpec
    return make(file, content, filename=name, relationship=pikepdf.Name.Source)


def differing(data: bytes) -> list[str]:
    """The words of the brief that a PDF does not show."""
    return [note.words for note in pdf_reader.read(data).notes if note.code == "pdf-words-differ"]


HOUSE = of_words("The office saw an affliction.", "Flow and coffee.", "A third one.")
PDF = written(HOUSE)


# There and back


def stories() -> list[str]:
    return (CASES / "words.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("words", stories())
def test_hard_words_come_home(engine: Engine, words: str) -> None:
    words = words.replace("~", "\u00ad")
    brief = of_words(words, "\N{NO-BREAK SPACE}".join(words.split()))
    try:
        written(brief, engine=engine)
    except bk.MissingGlyphError as missing:
        pytest.skip(str(missing))  # letters that only fonts of the system have
    assert pdf_reader.read(written(brief, engine=engine)) == bk.Reading(brief)
    other = of_words(f"{words} Zebra", "\N{NO-BREAK SPACE}".join(words.split()))
    assert differing(written(brief, other, engine=engine)) == [f"{words} Zebra"]


def test_a_block_that_a_page_break_cuts_comes_home(engine: Engine) -> None:
    brief = of_words("Pages go on. " * 900 + "End.", "سلام " * 1500 + "End.")
    data = written(brief, engine=engine)
    with pikepdf.open(io.BytesIO(data)) as file:
        assert len(file.pages) > 3
    assert pdf_reader.read(data) == bk.Reading(brief)


def test_a_table_that_goes_on_over_pages_comes_home(engine: Engine) -> None:
    rows = [[f"Row {n}", "More words. " * (n % 7) + "End."] for n in range(120)]
    brief = of_words("Before.", bk.Table(rows, header=["First", "Second"]), "After.")
    assert pdf_reader.read(written(brief, engine=engine)) == bk.Reading(brief)


def test_equal_briefs_give_equal_bytes() -> None:
    assert written(HOUSE) == PDF


# Other words than the brief's


def test_notes_name_the_blocks_that_differ(engine: Engine) -> None:
    other = of_words("The office saw an affliction.", "Flow and tea.", "A third one.")
    (note,) = pdf_reader.read(written(HOUSE, other, engine=engine)).notes
    assert (note.code, note.level) == ("pdf-words-differ", bk.Level.EDITED)
    assert note.words == "Flow and tea."
    assert "Flow and coffee." in note.message


def test_a_block_that_is_gone_and_one_that_is_new(engine: Engine) -> None:
    shorter = of_words("The office saw an affliction.", "A third one.")
    assert differing(written(shorter, HOUSE, engine=engine)) == ["Flow and coffee."]
    (note,) = pdf_reader.read(written(HOUSE, shorter, engine=engine)).notes
    assert (note.code, note.words) == ("pdf-words-added", "Flow and coffee.")


@settings(max_examples=8)
@given(briefs().map(printable))
def test_one_changed_title_is_one_note(brief: bk.Brief) -> None:
    # Without what it cites, the source would no longer lead back to it.
    assume(not any(span.cites for span in brief.title.spans))
    other = bk.evolve(brief, title="Quite another title, 4711")
    assert differing(written(brief, other)) == ["Quite another title, 4711"]


def test_small_changes_count(engine: Engine) -> None:
    for one, other in (
        ("Up by 5 percent", "Up by -5 percent"),
        ("They re-sign it", "They resign it"),
        ("résumé", "resume"),
        ("No way.", "No way"),
    ):
        assert differing(written(of_words(one), of_words(other), engine=engine)) == [other]


def test_hyphens_at_the_ends_of_lines_are_not_the_briefs(engine: Engine) -> None:
    words = " ".join(["an\u00adti\u00addis\u00ades\u00adtab\u00adlish\u00adment"] * 60)
    brief = of_words(words, "well-known " * 80 + "end.")
    assert pdf_reader.read(written(brief, engine=engine)) == bk.Reading(brief)


def test_a_stamp_is_told_and_is_no_edit() -> None:
    def stamp(file: Any) -> None:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page = file.pages[0]
        name = page.add_resource(font, pikepdf.Name.Font)
        content = f"BT {name} 20 Tf 50 50 Td (RECEIVED) Tj ET".encode()
        page.contents_add(file.make_stream(content))

    (note,) = pdf_reader.read(changed(PDF, stamp)).notes
    assert (note.code, note.level, note.words) == ("pdf-words-outside", bk.Level.INFO, "RECEIVED")


def test_words_changed_on_the_page_are_noted() -> None:
    def swap(file: Any) -> None:
        page = file.pages[0]
        parts = list(pikepdf.parse_content_stream(page))
        one, other = [n for n, part in enumerate(parts) if str(part.operator) == "TJ"][1:3]
        parts[one], parts[other] = parts[other], parts[one]
        page.Contents = file.make_stream(pikepdf.unparse_content_stream(parts))

    assert differing(changed(PDF, swap))


@pytest.mark.parametrize(
    ("actual", "codes"),
    [
        ("Other words.", []),
        ("Other words, and more.", ["pdf-words-differ"]),
        ("The wrong words.", []),  # its letters are not those of the glyphs, which count
    ],
)
def test_an_actual_text_counts_in_place_of_its_glyphs(actual: str, codes: list[str]) -> None:
    """ISO 32000-1, 14.9.4; what glyphs say of letters that print as they are is never hidden by it."""

    def replace(file: Any) -> None:
        content = file.pages[0].Contents.read_bytes()
        last = max(map(int, re.findall(rb"/MCID (\d+)", content)))
        properties = f"/MCID {last}/ActualText {pikepdf.String(actual).unparse().decode()}"
        assert f"/MCID {last}>>".encode() in content
        file.pages[0].Contents = file.make_stream(
            content.replace(f"/MCID {last}>>".encode(), f"{properties}>>".encode())
        )

    data = changed(written(of_words("Other words.")), replace)
    assert [note.code for note in bk.read(data).notes] == codes


def test_without_tags_the_plain_words_are_still_checked() -> None:
    def untag(file: Any) -> None:
        del file.Root.StructTreeRoot

    assert [note.code for note in pdf_reader.read(changed(PDF, untag)).notes] == ["pdf-untagged"]
    other = of_words("The office saw an affliction.", "Flow and tea.", "A third one.")
    assert differing(changed(written(HOUSE, other), untag)) == ["Flow and tea."]


def test_without_tags_a_block_may_go_on_over_a_page() -> None:
    draft = bk.draft("Ferry returns").background(
        "It sails again in May, and twice a day in June.", "Nobody knows the fare."
    )
    sheet = lower(bk.evolve(draft.build(), marking=bk.Marking("TLP", "GREEN")))
    pages = ["Ferry returns Background It sails again in May,\nTLP:GREEN Page 1 of 2"]
    assert missing_text(sheet, [*pages, "and twice a day in June. Nobody knows the fare."]) == []
    assert missing_text(sheet, [*pages, "and thrice a day in June. Nobody knows the fare."]) == [
        "It sails again in May, and twice a day in June."
    ]
    assert missing_text(sheet, ["Ferry returns Background", "It sails again in May"]) == [
        "TLP:GREEN",
        "It sails again in May, and twice a day in June.",
        "Nobody knows the fare.",
    ]


def test_what_is_folded() -> None:
    assert fold("“o\ufb03ce” co\u00adop") == fold('"office"\ncoop')
    assert fold("Straße") == fold("STRASSE")
    assert fold("שלום") == fold("םולש")
    assert fold("a b") != fold("a c")


def test_maps_of_a_font() -> None:
    ranges = b"beginbfrange <01> <03> <0041> <05> <06> [<0066006C> <D83DDE80>] endbfrange"
    assert parse_to_unicode(
        b"1 beginbfchar <0007> <0021> endbfchar " + ranges, Tally("mappings")
    ) == {
        7: "!",
        1: "A",
        2: "B",
        3: "C",
        5: "fl",
        6: "\N{ROCKET}",
    }
    swapped = b"beginbfchar <01> <66006900> <02> <66006600> <03> <6600> <04> <4E004F00> endbfchar"
    assert parse_to_unicode(swapped, Tally("mappings")) == {1: "fi", 2: "ff", 3: "昀", 4: "NO"}


# What is carried


def test_the_associated_file() -> None:
    with pikepdf.open(io.BytesIO(PDF)) as file:
        (listed,) = file.Root.AF
        (name,) = file.attachments
        assert name == "brief.json"
        assert listed.AFRelationship == "/Source"
        assert str(listed.Desc) == "The brief as data"
        embedded = file.attachments[name].get_file()
        assert embedded.mime_type == "application/json"
        assert embedded.read_bytes() == payload(HOUSE)


def test_without_payload_words_are_read_and_that_is_told() -> None:
    reading = pdf_reader.read(pdf_of(lower(HOUSE), bk.PLAIN))
    assert reading.brief.title == HOUSE.title
    assert "pdf-structure-guessed" in [one.code for one in reading.notes]


@pytest.mark.parametrize("list_of_files", ["AF", "Names"])
def test_one_list_of_files_is_enough(list_of_files: str) -> None:
    def drop(file: Any) -> None:
        del file.Root[f"/{list_of_files}"]

    assert pdf_reader.read(changed(PDF, drop)) == bk.Reading(HOUSE)


def unpacked(data: bytes) -> bytes:
    """Every stream of a file, whether anything leads to it or not, and the rest as it stands."""
    with pikepdf.open(io.BytesIO(data)) as file:
        streams = [part for part in file.objects if isinstance(part, pikepdf.Stream)]
        return data + b"".join(part.read_bytes() for part in streams)


def test_strip_leaves_nothing_of_the_payload() -> None:
    brief = bk.evolve(of_words("Ωμέγα السلام עולם"), topics=("zq-secret-qz",), id="tag:x,2025:zq")
    data = written(brief)
    # Also one that an older save left behind, to which nothing leads any more.
    data = changed(data, lambda file: file.make_indirect(file.make_stream(payload(brief))))
    bare = strip_pdf.without_unseen(data)
    assert b"tag:x,2025:zq" in unpacked(data)
    for secret in (b"tag:x,2025:zq", b"schema_version", b"brief.json", b"PieceInfo"):
        assert secret not in unpacked(bare)
    assert pdf_reader.read(bare).brief.id is None
    assert strip_pdf.without_unseen(bare) == bare


def test_strip_leaves_other_files_and_the_pages() -> None:
    def add(file: Any) -> None:
        file.attachments["table.csv"] = attached(file, b"a,b", "table.csv")

    bare = strip_pdf.without_unseen(changed(PDF, add))
    with pikepdf.open(io.BytesIO(bare)) as file, pikepdf.open(io.BytesIO(PDF)) as before:
        assert list(file.attachments) == ["table.csv"]
        assert file.pages[0].Contents.read_bytes() == before.pages[0].Contents.read_bytes()
        assert "/StructTreeRoot" in file.Root


def test_strip_keeps_a_file_encrypted() -> None:
    lock = pikepdf.Encryption(user="", owner="b")
    bare = strip_pdf.without_unseen(changed(PDF, bool, encryption=lock))
    with pikepdf.open(io.BytesIO(bare)) as file:
        assert file.is_encrypted
        assert "/AF" not in file.Root


# Bad files


def carrying(content: bytes) -> bytes:
    def put(file: Any) -> None:
        file.Root.AF[0].EF = pikepdf.Dictionary(F=file.make_stream(content))

    return changed(PDF, put)


def bomb(where: str) -> bytes:
    packed = zlib.compress(b"\0" * 200_000_000, 9)

    def put(file: Any) -> None:
        stream = pikepdf.Stream(file, b"")
        stream.write(packed, filter=pikepdf.Name.FlateDecode)
        if where == "payload":
            file.Root.AF[0].EF = pikepdf.Dictionary(F=stream)
        else:
            file.pages[0].Contents = stream

    none = pikepdf.StreamDecodeLevel.none
    return changed(PDF, put, compress_streams=False, stream_decode_level=none)


def with_a_second_brief() -> bytes:
    def add(file: Any) -> None:
        content = payload(of_words("Another."))
        file.attachments["other.json"] = attached(file, content, "brief.json")

    return changed(PDF, add)


BAD: dict[str, Callable[[], tuple[bytes, str]]] = {
    "empty": lambda: (b"", "is empty"),
    "of another type": lambda: (b"PK\x03\x04", "is no PDF"),
    "cut in half": lambda: (PDF[: len(PDF) // 2], "damaged"),
    "its head only": lambda: (PDF[:20], "damaged"),
    "locked": lambda: (
        changed(PDF, bool, encryption=pikepdf.Encryption(user="a", owner="b")),
        "password",
    ),
    "a payload that is no JSON": lambda: (carrying(b"words"), "no JSON"),
    "a payload that is cut off": lambda: (carrying(payload(HOUSE)[:99]), "no JSON"),
    "a payload that is no brief": lambda: (carrying(b"[]"), "no brief"),
    "a payload of another shape": lambda: (carrying(b'{"brief":{"a":1}}'), "schema_version"),
    "a payload that nests too deep": lambda: (
        carrying(b"[" * 9999 + b"]" * 9999),
        "nests too deep",
    ),
    "a bomb for a payload": lambda: (bomb("payload"), "damaged"),
    "a bomb for a page": lambda: (bomb("page"), "damaged"),
    "two briefs": lambda: (with_a_second_brief(), "2 briefs that differ"),
    "a page tree in a circle": lambda: (
        changed(PDF, lambda file: file.Root.Pages.Kids.append(file.Root.Pages)),
        "damaged",
    ),
    "a page that writes without end": lambda: (
        changed(PDF, lambda file: file.pages[0].contents_add(b"BT ET\n" * 400_000)),
        "page_content_bytes",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_files_give_one_error(kind: str) -> None:
    data, message = BAD[kind]()
    with pytest.raises(bk.ReadError, match=message) as caught:
        pdf_reader.read(data)
    # qpdf puts the name of its input before what it says, which for bytes is an address in memory.
    assert not re.search("BytesIO|0x", str(caught.value)), (
        "see how formats/pdf/opening.py cuts it off"
    )


def test_a_broken_table_of_references_is_rebuilt() -> None:
    start = PDF.rindex(b"startxref")
    assert pdf_reader.read(PDF[:start] + b"startxref\n12\n%%EOF") == bk.Reading(HOUSE)


def test_structure_in_a_circle_is_walked_once() -> None:
    def bend(file: Any) -> None:
        root = file.Root.StructTreeRoot
        root.K[0].K.append(root)

    assert pdf_reader.read(changed(PDF, bend)) == bk.Reading(HOUSE)


def test_a_thousand_pages() -> None:
    def grow(file: Any) -> None:
        for _ in range(1000):
            file.add_blank_page(page_size=(9, 9))

    assert pdf_reader.read(changed(PDF, grow)) == bk.Reading(HOUSE)


@pytest.mark.parametrize("seed", range(60))
def test_damage_gives_the_brief_or_one_error(seed: int) -> None:
    from random import Random

    random = Random(seed)
    damaged = bytearray(PDF)
    for _ in range(random.choice((1, 10, 100))):
        place = random.randrange(len(damaged))
        damaged[place : place + random.randrange(9)] = random.randbytes(random.randrange(9))
    for use in (pdf_reader.read, strip_pdf.without_unseen):
        with suppress(bk.ReadError):  # any other error fails the test
            use(bytes(damaged))


@pytest.mark.parametrize(
    ("shown", "carried"),
    [
        ("The Minister denied it.", "The Minister admitted it."),
        ("Министр отрицал это.", "Министр признал это."),
        ("部長は否定した。", "部長は認めた。"),
    ],
)
def test_a_record_of_other_letters_is_not_believed(shown: str, carried: str) -> None:
    """A PDF may record that the words which it shows are how those that it carries came out."""
    data = written(of_words(shown), of_words(carried))

    def recorded(file: Any) -> None:
        (printed,) = [
            one.words for one in pdf_reader.parse(data).text.blocks if one.words[:2] == shown[:2]
        ]
        words = " ".join(":".join(map(_digest, pair)) for pair in ((carried, printed),))
        private = pikepdf.Dictionary(Words=pikepdf.String(words))
        piece = pikepdf.Dictionary(
            LastModified=pikepdf.String("D:20250101000000Z"), Private=private
        )
        file.Root.PieceInfo = pikepdf.Dictionary(briefkit=piece)

    assert differing(data) == [carried]
    assert differing(changed(data, recorded)) == [carried]
