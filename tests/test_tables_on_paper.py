"""Tables on paper: within the margins, on turned pages where they are wide, and whole or cut well at a page's end."""

from __future__ import annotations

import os
from collections.abc import Iterator

import attrs
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given, settings, strategies as st

import briefkit as bk
from briefkit.style import Engine, Theme
from briefkit.style.text_widths import TextWidths, Type

THEMES = list(bk.THEMES.values())
POINTS = 72 / 25.4
#: Of drawn briefs, by each engine; as many as the environment says.
EXAMPLES = int(os.environ.get("BRIEFKIT_DRAWN_TABLES", "8"))
SENTENCE = "The council says that the bridge will open in the autumn, and that the toll is settled, though nobody has paid it yet. "
HEADS = {
    "en": [
        "Region",
        "Measure",
        "Residents",
        "Reliability",
        "Evaluation",
        "Susceptibility",
        "Installations",
        "Provenance",
        "Recommendation",
        "Accountability",
        "Source",
        "Observations",
        "Categorisation",
        "Competence",
    ],
    "ar": [
        "المنطقة",
        "القياس",
        "السكان",
        "الموثوقية",
        "التقييم",
        "الهشاشة",
        "المنشآت",
        "المصدر",
        "التوصية",
        "المساءلة",
        "المرجع",
        "الملاحظات",
        "التصنيف",
        "الاختصاص",
    ],
    "zh": [
        "地区",
        "指标",
        "人口",
        "可信度",
        "评估结果",
        "脆弱程度",
        "基础设施",
        "资料来源",
        "政策建议",
        "责任机关",
        "参考文献",
        "补充说明",
        "分类方法",
        "管辖权限",
    ],
}


def long_table(
    columns: int = 14, rows: int = 4, lang: str = "en", caption: str | None = None
) -> bk.Table:
    heads = HEADS[lang][:columns]
    return bk.table([heads] * rows, header=heads, caption=caption)


def months(rows: int = 4) -> bk.Table:
    names = "January February March April May June July August September October November December"
    cells = ["Ostavia", *[f"{20000 + 211.7 * at:,.1f}" for at in range(12)]]
    return bk.table([cells] * rows, header=["Region", *names.split()])


Words = list[tuple[float, float, float, str]]


def pages(data: bytes) -> Iterator[tuple[float, float, Words]]:
    """The width and height of each page, and its characters: left, right, and top from above."""
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text, found = page.get_textpage(), []
            for at in range(text.count_chars()):
                left, _, right, top = text.get_charbox(at)
                sign = chr(pdfium.FPDFText_GetUnicode(text.raw, at))
                found.append((left, right, page.get_height() - top, sign))
            yield page.get_width(), page.get_height(), found
            text.close()


def text_of(words: Words) -> str:
    return "".join(sign for *_, sign in words).replace("\u2002", " ")


def rules(data: bytes) -> Iterator[tuple[float, float, float]]:
    """The left and right end of each rule of a table, and the width of its page."""
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            for shown in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH]):
                left, bottom, right, top = shown.get_bounds()
                if top - bottom < 5:
                    yield left, right, page.get_width()


def outside(data: bytes, theme: Theme, direction: str = "ltr") -> list[str]:
    """The characters beyond the margins at both sides of the page."""
    _, end, _, start = (one * POINTS for one in theme.page.margins)
    left, right = (start, end) if direction == "ltr" else (end, start)
    return [
        sign
        for width, _, words in pages(data)
        for low, high, _, sign in words
        if sign.strip() and (low < left - 1 or high > width - right + 1)
    ]


@pytest.mark.parametrize("theme", THEMES, ids=lambda one: one.name)
def test_a_table_of_months_stays_within_the_margins(engine: Engine, theme: Theme) -> None:
    brief = bk.draft("A year").background("Before.", months(), "After.").build()
    data = bk.render(brief, "pdf", theme, engine=engine)
    assert outside(data, theme) == []
    reading = bk.read(data, "pdf")
    assert (reading.brief, reading.notes) == (brief, ())


@pytest.mark.parametrize("theme", THEMES, ids=lambda one: one.name)
@pytest.mark.parametrize("columns", [5, 14])
@pytest.mark.parametrize("lang", list(HEADS))
def test_a_table_of_words_stays_within_the_margins(
    engine: Engine, lang: str, columns: int, theme: Theme
) -> None:
    brief = bk.draft("Wide", language=lang).background(long_table(columns, lang=lang)).build()
    data = bk.render(brief, "pdf", theme, engine=engine)
    assert outside(data, theme, "rtl" if lang == "ar" else "ltr") == []


def test_what_does_not_fit_is_an_error(engine: Engine) -> None:
    row = ["1", *["4,000,000,000.25"] * 23]
    table = bk.table([row], header=["Year", *["Sum"] * 23], caption="All budgets")
    with pytest.raises(bk.RenderError, match="column 2 “Sum”") as error:
        bk.render(bk.draft("T").background(table).build(), "pdf", engine=engine)
    assert "All budgets" in error.value.where


@pytest.mark.parametrize("share", [0.8, 0.6])
def test_what_weasyprint_drew_decides(share: float, monkeypatch: pytest.MonkeyPatch) -> None:
    measured = TextWidths.widths

    def too_narrow(self: TextWidths, words: str, type_: Type) -> list[float]:
        return [one * share for one in measured(self, words, type_)]

    monkeypatch.setattr(TextWidths, "widths", too_narrow)
    long = SENTENCE * 4
    brief = bk.draft("T").background(long, months(), long, long_table(rows=30)).build()
    assert outside(bk.render(brief, "pdf"), bk.PLAIN) == []


def test_css_of_a_theme_may_make_weasyprint_print_beyond_the_margins() -> None:
    theme = attrs.evolve(bk.PLAIN, css=".table{margin-inline:-10mm}")
    brief = bk.draft("T").background(long_table(3)).build()
    assert outside(bk.render(brief, "pdf", theme), theme) != []


def test_text_goes_on_upright_after_a_turned_page(engine: Engine) -> None:
    long = SENTENCE * 12
    brief = bk.draft("T").background(long).reactions(long_table(), long).build()
    found = list(pages(bk.render(brief, "pdf", engine=engine)))
    turned = [width > height for width, height, _ in found]
    assert turned == [False, True, False]
    # The heading goes along; the page number counts on.
    assert "Stakeholder Reactions" in text_of(found[1][2])
    assert "Page 2 of 3" in text_of(found[1][2])


def test_few_words_stand_on_the_turned_page(engine: Engine) -> None:
    brief = bk.draft("T").background("Before.", long_table(), "After.").build()
    found = list(pages(bk.render(brief, "pdf", engine=engine)))
    assert [width > height for width, height, _ in found] == [True]


def test_a_heading_with_a_few_words_goes_along(engine: Engine) -> None:
    long = SENTENCE * 12
    brief = bk.draft("T").background(long).reactions("Short.", long_table(), "End.", long).build()
    found = list(pages(bk.render(brief, "pdf", engine=engine)))
    assert [width > height for width, height, _ in found] == [False, True, False]
    assert "Short." in text_of(found[1][2])
    assert "End." in text_of(found[2][2])  # no heading parts it from what follows


def test_a_few_words_below_stay_with_their_table(engine: Engine) -> None:
    long = SENTENCE * 12
    brief = bk.draft("T").background(long, long_table(), "End.").reactions(long).build()
    found = list(pages(bk.render(brief, "pdf", engine=engine)))
    assert [width > height for width, height, _ in found] == [False, True, False]
    assert "End." in text_of(found[1][2])


def test_turned_tables_in_a_row_are_one_run_of_pages(engine: Engine) -> None:
    long = SENTENCE * 12
    brief = bk.draft("T").background(long, long_table(), long_table(rows=40), long).build()
    found = list(pages(bk.render(brief, "pdf", engine=engine)))
    turned = [width > height for width, height, _ in found]
    assert turned == [False, True, True, True, False]
    assert all(len(text_of(words)) > 200 for *_, words in found)


def test_a_turned_first_page_has_masthead_and_banner(engine: Engine) -> None:
    theme = attrs.evolve(bk.FORMAL, publisher="The Harbour Desk")
    brief = bk.draft("T").release(marking=("TLP", "AMBER")).background(long_table(rows=30)).build()
    first, second, *_ = pages(bk.render(brief, "pdf", theme, engine=engine))
    for width, height, words in (first, second):
        assert width > height
        assert text_of(words).count("TLP:AMBER") == 2
    assert "The Harbour Desk" in text_of(first[2])
    assert "The Harbour Desk" not in text_of(second[2])


@pytest.mark.parametrize("columns", [4, 14])
def test_a_table_that_is_cut_repeats_its_header(engine: Engine, columns: int) -> None:
    brief = bk.draft("T").background(long_table(columns, rows=90, caption="All")).build()
    data = bk.render(brief, "pdf", engine=engine)
    found = [text_of(words) for *_, words in pages(data)]
    assert len(found) > 2
    assert all(text.count("Region") > 1 for text in found)
    reading = bk.read(data, "pdf")
    assert (reading.brief, reading.notes) == (brief, ())


@pytest.mark.parametrize(
    ("rows", "sentences", "theme"),
    [
        (4, 5, bk.PLAIN),
        (11, 2, bk.FORMAL),
        (1, 22, bk.MAGAZINE),
        (3, 12, bk.PLAIN),
        (1, 22, bk.FORMAL),
        (3, 12, bk.MAGAZINE),
    ],
    ids=lambda one: getattr(one, "name", None),
)
def test_long_rows_leave_no_page_empty(
    engine: Engine, rows: int, sentences: int, theme: Theme
) -> None:
    words = (SENTENCE * sentences).strip()
    cells = [[f"Side {at}", words, words, words] for at in range(rows)]
    table = bk.table(cells, header=["Side", "Wish", "View", "Next move"], caption="Wishes")
    brief = bk.draft("T").background(SENTENCE.strip()).reactions("Intro.", table, "End.").build()
    data = bk.render(brief, "pdf", theme, engine=engine)
    *full, _ = pages(data)
    for _, height, signs in full:
        body = [top for *_, top, sign in signs if sign.strip() and top < height * 0.88]
        assert max(body) > height * 0.62
    reading = bk.read(data, "pdf")
    assert (reading.brief, reading.notes) == (brief, ())


def test_numbers_with_spaces_stay_on_one_line(engine: Engine) -> None:
    cells = [["12 345 678 %", "a " * 400]] * 2
    brief = bk.draft("T").background(bk.table(cells)).build()
    (_, _, words), *_ = pages(bk.render(brief, "pdf", engine=engine))
    tops = [round(top) for *_, top, sign in words if sign.isdigit()][:16]
    assert len(set(tops[:8])) == 1


def test_arabic_cells_begin_at_the_margin(engine: Engine) -> None:
    brief = bk.draft("T", language="ar").background(long_table(3, lang="ar")).build()
    data = bk.render(brief, "pdf", engine=engine)
    (width, _, words), *_ = pages(data)
    edge = width - bk.PLAIN.page.margins[3] * POINTS
    assert edge - max(high for _, high, _, sign in words if sign.strip()) < 2


CELLS = st.sampled_from(
    [
        *HEADS["en"],
        *HEADS["ar"],
        *HEADS["zh"],
        *(
            "",
            "10,137.1",
            "−3.25",
            "2026-11-28",
            "12 %",
            "1 234 567,5",
            "1\u202f234",
            "٣٬٢١٠٫٥",
            "Q3",
        ),
        *("hyphenated-and-joined words", "**strong**, [a link](https://example.org/a/b)", SENTENCE),
        "https://example.org/archive/2026/11/28/the-toll-of-the-bridge.html",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ]
)


@st.composite
def tables(draw: st.DrawFn) -> bk.Table:
    width = draw(st.integers(1, 16))
    rows = st.lists(CELLS, min_size=width, max_size=width)
    header = draw(st.one_of(st.just([]), rows))
    cells = draw(st.lists(rows, min_size=1, max_size=12))
    return bk.table(cells, header=header, caption=draw(st.sampled_from([None, "What it is"])))


#: A page of A5, one of Letter with a publisher, and one in landscape.
OTHER_PAGES = [
    attrs.evolve(bk.PLAIN, page=bk.Page(148, 210, margins=(18, 15, 18, 15))),
    attrs.evolve(bk.FORMAL, page=bk.LETTER, publisher="The Harbour Desk"),
    attrs.evolve(bk.MAGAZINE, page=bk.Page(297, 210, margins=(22, 25, 22, 25))),
]


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.lists(tables(), min_size=1, max_size=3),
    st.sampled_from(["T", "A title of a few words", "Unbreakable" * 12]),
    st.sampled_from(list(HEADS)),
    st.sampled_from([*THEMES, *OTHER_PAGES]),
    st.booleans(),
    st.booleans(),
)
def test_no_word_and_no_rule_is_outside_of_the_margins(
    engine: Engine,
    drawn: list[bk.Table],
    title: str,
    lang: str,
    theme: Theme,
    marked: bool,
    parted: bool,
) -> None:
    blocks = [one for table in drawn for one in ((table, SENTENCE * 8) if parted else (table,))]
    draft = bk.draft(title, language=lang)
    draft = draft.release(marking=("TLP", "AMBER+STRICT")) if marked else draft
    brief = draft.background(*blocks).build()
    data, told = b"", ""
    try:
        data = bk.render(brief, "pdf", theme, engine=engine)
    except bk.RenderError as error:
        told = str(error)
    assert data or "too wide for the page" in told
    if not data:
        return
    assert outside(data, theme, "rtl" if lang == "ar" else "ltr") == []
    _, end, _, start = (one * POINTS for one in theme.page.margins)
    left, right = (end, start) if lang == "ar" else (start, end)
    assert all(low > left - 2 and high < width - right + 2 for low, high, width in rules(data))
    reading = bk.read(data, "pdf")
    assert (reading.brief, reading.notes) == (brief, ())
