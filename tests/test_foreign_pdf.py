"""PDFs that briefkit did not write: their words with structure, by tags or by sizes and places, and what is told."""

from __future__ import annotations

import io
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

import briefkit as bk
from briefkit.notes import Note, Reading
from support.printed_pdf import Element, Print, column, printed, tagged

#: Two sentences as a program sets them, and the paragraph that they are.
LINES = (
    "The harbour commission decided on Tuesday to open the northern quay again,",
    "which had been closed since a crane fell there in the spring of last year. It",
    "takes effect at once.",
)
WORDS = " ".join(LINES)


def read(data: bytes, language: str | None = "en") -> Reading:
    return bk.read(data, language=language)


def outline(brief: bk.Brief) -> list[str]:
    """The headings, and the words of blocks: paragraphs as they are, items behind a sign."""
    found: list[str] = []

    def add(section: bk.Section, level: int) -> None:
        if section.heading or section.kind != "other":
            found.append(f"{'#' * level} {section.heading or section.kind}")
        for block in section.blocks:
            if isinstance(block, bk.Bullets):
                sign = "1." if block.ordered else "•"
                found.extend(f"{sign} {words_of(item.block)}" for item in block.items)
            else:
                found.append(words_of(block))
        for below in section.sections:
            add(below, level + 1)

    for section in brief.sections:
        add(section, 2)
    return found


def words_of(block: bk.Block) -> str:
    return str(getattr(block, "text", block))


def notes(reading: Reading, code: str) -> list[Note]:
    return [one for one in reading.notes if one.code == code]


def article(*more: Print) -> list[Print]:
    return [
        Print(72, 760, "Northern quay opens again", 20, "B"),
        Print(72, 725, "What the inspectors found", 14, "B"),
        *column(LINES, top=705),
        *column(LINES, top=705 - 4 * 12 - 6),
        *more,
    ]


def test_without_tags_sizes_and_spaces_tell() -> None:
    reading = read(printed([article()]))
    assert reading.brief.title.plain == "Northern quay opens again"
    assert outline(reading.brief) == ["## What the inspectors found", WORDS, WORDS]
    (told,) = notes(reading, "pdf-structure-guessed")
    assert told.level == "assumed"
    assert "sizes" in told.message


def test_tags_tell_before_sizes() -> None:
    page = [
        Print(72, 700, "Northern quay opens again", mark=0),
        Print(72, 680, "What the inspectors found", mark=1),
        Print(72, 660, LINES[0], mark=2),
        Print(72, 648, LINES[1], mark=2),
        Print(72, 636, LINES[2], mark=2),
        Print(72, 600, "-", mark=3),
        Print(84, 600, "Ferries come first.", mark=4),
        Print(72, 588, "-", mark=5),
        Print(84, 588, "Bulk carriers follow.", mark=6),
        Print(72, 20, "Harbour Review"),
    ]
    items: list[Element] = [
        ("LI", [("Lbl", [3]), ("LBody", [("P", [4])])]),
        ("LI", [("Lbl", [5]), ("LBody", [("P", [6])])]),
    ]
    tree: list[Element] = [("H1", [0]), ("H2", [1]), ("P", [2]), ("L", items)]
    reading = read(printed([page], lambda pdf: tagged(pdf, tree)))
    assert reading.brief.title.plain == "Northern quay opens again"
    assert outline(reading.brief) == [
        "## What the inspectors found",
        WORDS,
        "• Ferries come first.",
        "• Bulk carriers follow.",
    ]
    (told,) = notes(reading, "page-words-dropped")
    assert told.words == "Harbour Review"


def test_a_quotation_within_a_paragraph_does_not_break_it() -> None:
    page = [
        Print(72, 700, "Northern quay opens again", mark=0),
        Print(72, 660, 'They spoke of "', mark=1),
        Print(146, 660, "a safe quay", mark=3),
        Print(206, 660, '" again.', mark=4),
        Print(72, 630, '"The quay is safe."', mark=2),
    ]
    tree: list[Element] = [("H1", [0]), ("P", [1, ("Quote", [3]), 4]), ("Quote", [2])]
    reading = read(printed([page], lambda pdf: tagged(pdf, tree)))
    lines = [line.replace("”", '"').replace("“", '"') for line in outline(reading.brief)]
    assert lines[0].replace(" ", "") == 'Theyspokeof"asafequay"again.'
    assert lines[1:] == ['"The quay is safe."']


def test_a_tagged_table_is_a_table() -> None:
    rows = [["Month", "Ships"], ["May", "12"], ["June", ""]]
    page = [Print(72, 700, "Ships at the quay", 18, mark=0)]
    page += [
        Print(72 + 90 * x, 650 - 14 * y, words, mark=1 + 2 * y + x)
        for y, row in enumerate(rows)
        for x, words in enumerate(row)
        if words
    ]
    cells: list[Element] = [
        ("TR", [("TH" if y == 0 else "TD", [1 + 2 * y + x]) for x in (0, 1)]) for y in (0, 1, 2)
    ]
    reading = read(printed([page], lambda pdf: tagged(pdf, [("H1", [0]), ("Table", cells)])))
    ((table,),) = [section.blocks for section in reading.brief.sections]
    assert table == bk.Table(header=["Month", "Ships"], rows=[["May", "12"], ["June", ""]])


@pytest.mark.parametrize("across", [False, True], ids=["column by column", "row by row"])
def test_columns_are_read_one_after_the_other(across: bool) -> None:
    left = [
        "One goes down the left column",
        "to its end, where it is at the",
        "foot of the page, and then it",
    ]
    left += [
        "goes on at the top of the other",
        "one, for that is where the text",
        "that one has begun to read will",
    ]
    right = [
        "go on, as every reader of news",
        "knows from all that they read",
        "of papers, which have had two",
    ]
    right += [
        "columns and more of them since",
        "they were first put into print,",
        "and will have them for long.",
    ]
    rows = [one for pair in zip(column(left), column(right, 300), strict=True) for one in pair]
    lines = rows if across else [*column(left), *column(right, 300)]
    reading = read(printed([[Print(72, 760, "A page of two columns", 20, "B"), *lines]]))
    assert outline(reading.brief) == [" ".join([*left, *right])]


def test_heads_feet_and_page_numbers_are_told_once() -> None:
    pages = [
        [
            Print(72, 800, "Harbour Review, volume 3"),
            *(article() if number == 1 else column(LINES, top=740 - 20 * number)),
            Print(290, 30, f"– {number} –"),
        ]
        for number in (1, 2, 3)
    ]
    reading = read(printed(pages))
    assert outline(reading.brief)[1:] == [WORDS] * 4
    (told,) = notes(reading, "page-words-dropped")
    assert told.words == "Harbour Review, volume 3; – 1 –"


def test_a_sentence_goes_on_over_pages() -> None:
    first = article(
        *column(["The ministry expects the traffic to recover slowly, begin-"], top=580)
    )
    second = column(["ning with the ferries."], top=740)
    reading = read(printed([first, second]))
    assert outline(reading.brief)[-1].startswith(
        "The ministry expects the traffic to recover slowly"
    )
    assert outline(reading.brief)[-1].endswith("with the ferries.")


@pytest.mark.parametrize(
    ("lines", "wanted", "told"),
    [
        (
            ["A commission met. The com-", "mission chose."],
            "A commission met. The commission chose.",
            "com-mission",
        ),
        (
            ["A long-term plan. The long-", "term plan."],
            "A long-term plan. The long-term plan.",
            "",
        ),
        (
            ["They ad-", "mitted what in-", "spectors saw."],
            "They admitted what inspectors saw.",
            "ad-mitted; in-spectors",
        ),
        (["They took the long-", "distance bus."], "They took the long-distance bus.", ""),
        (
            ["They ad-", "mitted the Coulomb-", "Meyer line."],
            "They admitted the Coulomb-Meyer line.",
            "ad-mitted",
        ),
    ],
    ids=["a word of the text", "a compound of the text", "several", "one alone", "a name"],
)
def test_hyphens_at_the_ends_of_lines(lines: Sequence[str], wanted: str, told: str) -> None:
    reading = read(printed([[Print(72, 760, "Words in two halves", 20, "B"), *column(lines)]]))
    assert outline(reading.brief) == [wanted]
    assert "; ".join(one.words for one in notes(reading, "lines-joined")) == told


def test_an_accent_over_a_letter_is_one_with_it_and_one_beside_it_is_not() -> None:
    over = [Print(72, 590, "M"), Print(80.35, 590, "¨"), Print(80.4, 590, "uller met the port.")]
    reading = read(printed([article(*over, Print(72, 560, "So geht´s weiter mit dem Hafen."))]))
    assert outline(reading.brief)[-2:] == [
        "Müller met the port.",
        "So geht´s weiter mit dem Hafen.",
    ]


def test_footnotes_are_told_and_their_numbers_go() -> None:
    note = [Print(72, 60, "1", 5), Print(78, 57, "Counted are ferries of more than 500 tonnes.", 7)]
    mark = Print(167.2, 596, "1", 6)
    page = article(Print(72, 592, "Ferries come first."), mark, *note)
    reading = read(printed([page]))
    assert outline(reading.brief)[-1] == "Ferries come first."
    (told,) = notes(reading, "footnote-dropped")
    assert told.words == "1 Counted are ferries of more than 500 tonnes."


def test_items_and_numbers() -> None:
    items = ["\x95 Ferries return first.", "\x95 Carriers follow.", "", "1. Dredge.", "2. Pave."]
    items = [one.encode("latin-1").decode("cp1252") for one in items]
    reading = read(printed([article(*column(items, top=560))]))
    assert outline(reading.brief)[-4:] == [
        "• Ferries return first.",
        "• Carriers follow.",
        "1. Dredge.",
        "1. Pave.",
    ]


def test_cells_in_line_are_a_table_and_wide_spaces_are_none() -> None:
    rows = [
        Print(72 + 100 * x, 560 - 14 * y, words, font="F" if y else "B")
        for y, row in enumerate([("Month", "Ships"), ("May", "12"), ("June", ""), ("July", "9")])
        for x, words in enumerate(row)
        if words
    ]
    justified = [Print(72, 480, "set wide"), Print(140, 480, "as justified lines are.")]
    brief = read(printed([article(*rows[:4], *rows[5:], *justified)])).brief
    *_, table, last = brief.sections[0].blocks
    assert table == bk.Table(header=["Month", "Ships"], rows=[["May", "12"], ["July", "9"]])
    assert words_of(last) == "set wide as justified lines are."


def test_links_and_looks_are_marks() -> None:
    def link(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Annots = Array(
            [
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Link,
                    Rect=Array([70, 588, 200, 602]),
                    A=Dictionary(S=Name.URI, URI=pikepdf.String(address)),
                )
                for address in ("https://example.org/report", "javascript:alert(1)")
            ]
        )

    page = article(Print(72, 592, "See the full report of the commission.", font="I"))
    brief = read(printed([page], link)).brief
    spans = brief.sections[0].blocks[-1].text.spans  # type: ignore[union-attr]
    assert {span.link for span in spans} == {"https://example.org/report", None}
    assert all(span.emphasis for span in spans)


@pytest.mark.parametrize(
    "matrix",
    [b"0 1 -1 0 842 0", b"-1 0 0 -1 595 842", b"0 -1 1 0 0 595"],
    ids=["left", "half", "right"],
)
def test_a_turned_page_is_read_as_it_is_turned(matrix: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        page.MediaBox = Array([0, 0, 842, 842])
        page.Contents = pdf.make_stream(matrix + b" cm " + page.Contents.read_bytes())

    reading = read(printed([article()], change))
    assert reading.brief.title.plain == "Northern quay opens again"
    assert outline(reading.brief) == ["## What the inspectors found", WORDS, WORDS]


@pytest.mark.parametrize(
    ("said", "given", "wanted"),
    [
        ("de-AT", None, "de-AT"),
        ("de_AT", None, "de-AT"),
        ("Deutsch!", None, "en"),
        ("de", "fr", "fr"),
    ],
)
def test_the_language_is_what_the_file_says(said: str, given: str | None, wanted: str) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Lang = pikepdf.String(said)

    assert read(printed([article()], change), given).brief.language == wanted


def test_the_title_that_the_file_says_is_found_on_the_page() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Title"] = "Northern quay opens again"

    page = [
        Print(72, 800, "HARBOUR REVIEW", 30, "B"),
        Print(72, 760, "Northern quay", 16),
        Print(72, 742, "opens again", 16),
        *column(LINES),
    ]
    assert read(printed([page], change)).brief.title.plain == "Northern quay opens again"
    assert "HARBOUR REVIEW" in bk.render(read(printed([page], change)).brief, "text").decode()


def _picture(pdf: pikepdf.Pdf, number: int) -> None:
    image = pdf.make_stream(
        bytes(16),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=4,
        Height=4,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
    page = pdf.pages[number].obj
    page.Resources.XObject = Dictionary(Im=image)
    page.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Im Do Q")


def test_a_scanned_pdf_is_an_error_that_says_so() -> None:
    with pytest.raises(bk.ReadError, match=r"pictures of pages and no words.*OCR"):
        read(printed([[]], lambda pdf: _picture(pdf, 0)))


def test_a_scanned_page_among_others_is_told() -> None:
    reading = read(printed([article(), []], lambda pdf: _picture(pdf, 1)))
    (told,) = notes(reading, "pdf-page-scanned")
    assert told.level == "dropped"
    assert "Page 2" in told.message


def test_fields_of_forms_are_words_and_remarks_are_notes() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        font = pdf.pages[0].obj.Resources.Font.F
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=pikepdf.String("name"),
                V=pikepdf.String("Petra Lindqvist filled this in."),
                DA=pikepdf.String("/F 10 Tf 0 g"),
                Rect=Array([72, 540, 400, 560]),
            )
        )
        remark = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Text,
            Contents=pikepdf.String("Is that right?"),
            Rect=Array([72, 500, 90, 520]),
        )
        pdf.Root.AcroForm = Dictionary(
            Fields=Array([field]), DR=Dictionary(Font=Dictionary(F=font)), NeedAppearances=True
        )
        pdf.pages[0].obj.Annots = Array([field, remark])

    reading = read(printed([article()], change))
    assert "Petra Lindqvist filled this in." in outline(reading.brief)
    (told,) = notes(reading, "comment")
    assert told.words == "Is that right?"


def test_words_that_stand_at_the_edges_of_all_pages_alone_are_the_text() -> None:
    pages = [[Print(72, 800, "Exhibit A")], [Print(72, 800, "Exhibit A")]]
    assert read(printed(pages)).brief.title.plain == "Exhibit A"


def test_sizes_and_places_that_no_page_has_are_read() -> None:
    page = [Print(72, 700, "Quay opens", 0.2), Print(9_999_999, 650, "It is far off.", 0.2)]
    assert "Quay opens" in bk.render(read(printed([page])).brief, "text").decode()


def test_an_empty_pdf_has_no_words() -> None:
    with pytest.raises(bk.ReadError, match="has no words"):
        read(printed([[]]))


@pytest.mark.parametrize(
    "limit",
    [
        "pages",
        "objects",
        "content_bytes",
        "unpacked_bytes",
        "printed_characters",
        "tags",
        "cells",
        "elements",
        "stream_bytes",
    ],
)
def test_what_is_over_a_limit_names_it(limit: str) -> None:
    page = [Print(72, 700, "Ships", 18, mark=0), Print(72, 650, "May", mark=1)]
    page += [Print(172, 650, "12", mark=2), Print(72, 630, "June", mark=3)]
    rows: list[Element] = [("TR", [("TD", [1]), ("TD", [2])]), ("TR", [("TD", [3]), ("TD", [])])]
    data = printed([page, []], lambda pdf: tagged(pdf, [("H1", [0]), ("Table", rows)]))
    assert read(data).brief.title.plain == "Ships"
    with pytest.raises(bk.ReadError, match=rf"raise Limits\.{limit} "):
        bk.read(data, limits=bk.Limits(**{limit: 1}))


def test_threads_read_at_once() -> None:
    pages = [printed([article(Print(72, 580, f"It is the file {n}."))]) for n in range(6)]
    with ThreadPoolExecutor(3) as pool:
        read_ones = list(pool.map(read, pages))
    for n, reading in enumerate(read_ones):
        assert outline(reading.brief)[-1] == f"It is the file {n}."


def test_a_form_of_forms_is_counted_before_it_is_drawn() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        inner = pdf.make_stream(
            b"BT /F 9 Tf (a) Tj ET " * 50, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9]
        )
        for _ in range(9):
            inner = pdf.make_stream(
                b"/X Do " * 10,
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=[0, 0, 9, 9],
                Resources=Dictionary(XObject=Dictionary(X=inner)),
            )
        page = pdf.pages[0].obj
        page.Resources.XObject = Dictionary(X=inner)
        page.Contents = pdf.make_stream(b"/X Do")

    with pytest.raises(bk.ReadError, match=r"page 1.*raise Limits\.stream_bytes"):
        read(printed([article()], change))


def test_many_words_by_short_operators_are_counted_before_they_are_drawn() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(b"BT /F 9 Tf 9 TL" + b"(a)'" * 500_000 + b" ET")

    with pytest.raises(bk.ReadError, match=r"page 1.*raise Limits\.stream_bytes"):
        read(printed([article()], change))


def test_a_form_within_itself_ends() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(b"/X Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
        form.Resources = Dictionary(XObject=Dictionary(X=form))
        pdf.pages[0].obj.Resources.XObject = Dictionary(X=form)
        page = pdf.pages[0].obj
        page.Contents = Array([page.Contents, pdf.make_stream(b" /X Do")])

    assert read(printed([article()], change)).brief.title.plain == "Northern quay opens again"


def test_tags_that_lead_back_into_themselves_end() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        tagged(pdf, [("H1", [0]), ("P", [1])])
        root = pdf.Root.StructTreeRoot
        root.K.append(root)
        root.RoleMap = Dictionary(P=Name("/Q"), Q=Name("/P"))

    page = [Print(72, 700, "Quay opens", mark=0), Print(72, 680, WORDS, 6, mark=1)]
    assert WORDS in outline(read(printed([page], change)).brief)


@pytest.mark.parametrize("language", ["en", "ar", "he"])
def test_a_brief_of_ours_without_its_payload_reads_as_what_it_shows(language: str) -> None:
    words = {
        "en": ("Northern quay opens again", WORDS),
        "ar": ("إعادة فتح الرصيف الشمالي", "قررت لجنة الميناء (22 سفينة) فتح الرصيف يوم الثلاثاء."),
        "he": (
            "הנמל נפתח מחדש",
            "ועדת הנמל החליטה (22 בנובמבר 2026) לפתוח את הרציף. העלות: 3,400.",
        ),
    }
    title, paragraph = words[language]
    section = bk.Section("other", heading=title, blocks=[bk.Paragraph(paragraph)])
    brief = bk.Brief(title, language=language, sections=[section])
    found = bk.read(bk.render(brief, "pdf", payload="none"))
    assert (found.brief.title.plain, found.brief.language) == (title, language)
    assert paragraph in outline(found.brief)
    assert notes(found, "pdf-structure-guessed")


def test_what_was_read_is_printed_and_read_back() -> None:
    brief = read(printed([article()])).brief
    for name in ("pdf", "docx", "html"):
        assert bk.read(bk.render(brief, name)).brief == brief


def test_a_base_that_the_pdf_does_not_show_is_told() -> None:
    reading = bk.read(printed([article()]), base=bk.Brief("Something else", language="en"))
    assert reading.brief.title.plain == "Northern quay opens again"
    assert notes(reading, "base-other")


def test_damage_is_an_error_or_a_brief() -> None:
    data = printed([article()])
    for place in range(20, len(data), 97):
        broken = bytearray(data)
        broken[place : place + 3] = b"\x00<<"
        try:
            bk.read(bytes(broken), "pdf")
        except bk.ReadError:
            continue


def test_a_locked_pdf_is_an_error() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed([article()]))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="a", owner="b"))
    with pytest.raises(bk.ReadError, match="password"):
        read(out.getvalue())


def test_one_that_only_its_owner_may_change_is_read() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed([article()]))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="", owner="b"))
    assert read(out.getvalue()).brief.title.plain == "Northern quay opens again"
