"""Figures: one size on paper, on screens and in Word, by shape and resolution or by the width that they say."""

from __future__ import annotations

import io
import re
import zipfile
from base64 import b64encode
from collections.abc import Callable

import pikepdf
import pytest
from attrs import evolve
from hypothesis import given, strategies as st
from PIL import Image as Pillow

import briefkit as bk
from briefkit.layout import Picture, Role, Run
from briefkit.lower import lower
from briefkit.model import Span
from briefkit.model.walk import walk
from briefkit.reconcile.payload import write_payload
from briefkit.style import Engine, Page, PayloadChoice, Theme, figure_room
from briefkit.themes import FORMAL, MAGAZINE, PLAIN
from support.sheet_files import docx_of

A4_LINE, A4_HEIGHT = 160, 247  # millimetres of text, of the themes' pages
SHAPES = [
    (1600, 1200),
    (1200, 1600),
    (1170, 2532),
    (10_000, 100),
    (100, 5000),
    (32, 32),
    (1, 1),
    (4000, 3000),
]
SMALL = evolve(PLAIN, name="Small", page=Page(105, 148, (12, 12, 12, 12)))
LANDSCAPE = evolve(PLAIN, name="Landscape", page=Page(297, 210))


def drawn(width: int, height: int, orientation: int = 1) -> bytes:
    file = io.BytesIO()
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    Pillow.new("L", (width, height), 128).save(file, "JPEG", exif=exif)
    return file.getvalue()


def brief_of(
    data: bytes, width: int | None = None, caption: str = "c", language: str = "en"
) -> bk.Brief:
    figure = bk.figure(data, alt="a", caption=caption, width=width)
    return bk.draft("A figure", language=language).background("Before.", figure, "After.").build()


def elements(pdf: pikepdf.Pdf, *names: str) -> list[pikepdf.Object]:
    """The structure elements of some types."""
    found = (one for one in pdf.objects if isinstance(one, pikepdf.Dictionary))
    return [one for one in found if str(one.get("/S")) in names]


def pages_of(element: pikepdf.Object) -> set[tuple[int, int]]:
    """The pages that a structure element has something on."""
    own = {element.Pg.objgen} if "/Pg" in element else set()
    kids: object = element.get("/K")
    inner = kids if isinstance(kids, pikepdf.Array) else [kids]
    return own.union(*(pages_of(one) for one in inner if isinstance(one, pikepdf.Dictionary)))


def sizes(brief: bk.Brief, theme: Theme, engine: Engine) -> list[tuple[float, float]]:
    """Width and height of the figure in a PDF and in a Word document, in millimetres."""
    with pikepdf.open(io.BytesIO(bk.render(brief, "pdf", theme, engine=engine))) as pdf:
        (figure,) = elements(pdf, "/Figure")
        attributes = figure.A if isinstance(figure.A, pikepdf.Array) else [figure.A]
        (box,) = [one.BBox for one in attributes if "/BBox" in one]
        left, bottom, right, top = (float(edge) / 72 * 25.4 for edge in box)
    with zipfile.ZipFile(io.BytesIO(bk.render(brief, "docx", theme))) as file:
        document = file.read("word/document.xml").decode()
    found = re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"', document)
    assert found is not None
    return [(right - left, top - bottom), (int(found[1]) / 36_000, int(found[2]) / 36_000)]


@pytest.mark.parametrize(
    "theme", [PLAIN, FORMAL, MAGAZINE, SMALL, LANDSCAPE], ids=lambda one: one.name
)
@pytest.mark.parametrize("shape", SHAPES)
def test_paper_and_word_have_one_size(engine: Engine, theme: Theme, shape: tuple[int, int]) -> None:
    for said in (None, 100, 35):
        (wide, high), docx = sizes(brief_of(drawn(*shape), said), theme, engine)
        assert docx == pytest.approx((wide, high), rel=0.01, abs=0.2)
        page = theme.page
        assert high <= page.height - page.margins[0] - page.margins[2]
        assert wide <= page.width - page.margins[1] - page.margins[3] + 0.1


def test_a_figure_takes_as_much_of_the_line_as_its_shape_and_pixels_allow(
    engine: Engine,
) -> None:
    def width(*shape: int) -> float:
        return sizes(brief_of(drawn(*shape)), PLAIN, engine)[1][0]

    assert width(1600, 1200) == pytest.approx(A4_LINE, abs=0.2)
    assert width(3000, 1000) == pytest.approx(A4_LINE, abs=0.2)
    assert width(1200, 1600) == pytest.approx(A4_HEIGHT / 2 * 3 / 4, abs=0.2)
    assert width(96, 96) == pytest.approx(25.4, abs=0.1)


def test_a_figure_that_says_its_width_has_it(engine: Engine) -> None:
    for said in (1, 35, 60, 100):
        for wide, _ in sizes(brief_of(drawn(300, 100), said), PLAIN, engine):
            assert wide == pytest.approx(A4_LINE * said / 100, abs=0.1)


def test_a_picture_that_the_camera_turned_counts_as_it_is_seen(engine: Engine) -> None:
    upright, turned = (
        sizes(brief_of(drawn(1600, 1200)), PLAIN, engine),
        sizes(brief_of(drawn(1600, 1200, 6)), PLAIN, engine),
    )
    assert upright[0][0] == pytest.approx(A4_LINE, abs=0.2)
    assert turned[0][1] == pytest.approx(A4_HEIGHT / 2, abs=0.2)
    # In Word, the extents of a frame are those before its rotation.
    assert turned[1][0] == pytest.approx(A4_HEIGHT / 2, abs=0.2)


@pytest.mark.parametrize("theme", [PLAIN, SMALL, LANDSCAPE], ids=lambda one: one.name)
@pytest.mark.parametrize(("language", "word"), [("en", "ships "), ("ar", "سفن "), ("zh", "船只")])
def test_a_high_figure_leaves_room_for_its_caption(
    engine: Engine, theme: Theme, language: str, word: str
) -> None:
    brief = brief_of(drawn(900, 3000), 100, (word * 30).strip(), language)
    with pikepdf.open(io.BytesIO(bk.render(brief, "pdf", theme, engine=engine))) as pdf:
        (figure,), (caption,) = elements(pdf, "/Figure"), elements(pdf, "/Caption")
        assert len(pages_of(figure)) == 1
        assert pages_of(caption) == pages_of(figure)


@given(
    st.tuples(st.integers(1, 400), st.integers(1, 400)),
    st.none() | st.integers(1, 100),
    st.text("ab ", max_size=3000),
    st.sampled_from([PLAIN, SMALL, LANDSCAPE]),
)
def test_no_figure_is_larger_than_its_line_and_page(
    shape: tuple[int, int], said: int | None, caption: str, theme: Theme
) -> None:
    room, image = figure_room(theme, "Latn"), bk.picture(drawn(*shape))
    words = (Run(Span(caption)),)
    per_cent = room.per_cent(Picture(Role.FIGURE, image, "a", words, (), "b1", width=said))
    assert 0 < per_cent <= (100 if said is None else said)
    assert per_cent / 100 * room.line * shape[1] / shape[0] <= room.height


# Edits


def changed(data: bytes, change: Callable[[str], str]) -> bytes:
    """A Word document with a change of its text."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            is_text = name == "word/document.xml"
            after.writestr(name, change(part.decode()) if is_text else part)
    return out.getvalue()


def resized(factor: float) -> Callable[[str], str]:
    def scaled(found: re.Match[str]) -> str:
        across, down = (round(int(one) * factor) for one in found.group(2, 3))
        return f'{found[1]} cx="{across}" cy="{down}"'

    return lambda text: re.sub(r'(<wp:extent|<a:ext) cx="(\d+)" cy="(\d+)"', scaled, text)


def read(data: bytes, format: str = "docx") -> tuple[int | None, list[tuple[str, str, str]]]:
    """The width of the figure, and the notes with what was before and after."""
    reading = bk.read(data, format)
    (figure,) = (
        block for block in reading.brief.sections[0].blocks if isinstance(block, bk.Figure)
    )
    return figure.width, [(note.code, note.before, note.after) for note in reading.notes]


@pytest.mark.parametrize("orientation", [1, 6, 8])
@pytest.mark.parametrize(
    ("said", "factor", "now"),
    [
        (None, 0.5, {1: 50, 6: 29, 8: 29}),
        (60, 0.5, {1: 30, 6: 30, 8: 30}),
        (60, 1.5, {1: 90, 6: 90, 8: 90}),
        (60, 1.03, {1: 62, 6: 62, 8: 62}),
        (40, 9, {1: 100, 6: 100, 8: 100}),
        (40, 0.001, {1: 1, 6: 1, 8: 1}),
    ],
)
def test_a_figure_that_was_resized_in_word_has_that_width(
    orientation: int, said: int | None, factor: float, now: dict[int, int]
) -> None:
    brief = brief_of(drawn(1600, 1200, orientation), said)
    width, notes = read(changed(bk.render(brief, "docx"), resized(factor)))
    before = f"{said} %" if said else ""
    assert (width, notes) == (
        now[orientation],
        [("figure-resized", before, f"{now[orientation]} %")],
    )


@pytest.mark.parametrize("said", [None, 35, 100])
@pytest.mark.parametrize("factor", [0.985, 1, 1.015])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_hundredth_more_or_less_is_no_edit(
    shape: tuple[int, int], factor: float, said: int | None
) -> None:
    brief = brief_of(drawn(*shape), said)
    if shape == (1, 1) and said is None:
        return  # a quarter of a millimetre
    data = bk.render(brief, "docx")
    assert bk.read(changed(data, resized(factor)), "docx") == bk.Reading(brief, ())


def test_other_margins_are_no_edit_of_a_figure_and_count_where_it_was_resized() -> None:
    brief = brief_of(drawn(1600, 1200), 60)

    def narrower(text: str) -> str:
        return re.sub(r'w:(left|right)="1417"', r'w:\1="2552"', text)

    data = bk.render(brief, "docx")
    assert changed(data, narrower) != data
    assert read(changed(data, narrower)) == (60, [])
    half = read(changed(data, lambda text: resized(0.5)(narrower(text))))
    assert half == (40, [("figure-resized", "60 %", "40 %")])


def test_a_figure_resized_in_a_landscape_section_counts_along_its_line() -> None:
    brief = brief_of(drawn(1600, 1200), 60)
    turned = (
        '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="680" w:footer="680"'
        ' w:gutter="0"/></w:sectPr></w:pPr></w:p>'
    )

    def change(text: str) -> str:
        before, picture, after = text.partition("<w:drawing>")
        below, end, rest = after.partition("</w:p>")
        return resized(1.25)(f"{before}{picture}{below}{end}{turned}{rest}")

    width, _ = read(changed(bk.render(brief, "docx"), change))
    assert width == round(160 * 0.6 * 1.25 / (297 - 50) * 100)


def test_an_edited_caption_leaves_the_width_and_both_edits_are_told() -> None:
    brief = brief_of(drawn(1600, 1200), 60, "Ships a month")

    def retyped(text: str) -> str:
        return text.replace("Ships a month", "Ships a year")

    data = bk.render(brief, "docx")
    width, notes = read(changed(data, retyped))
    assert (width, [code for code, *_ in notes]) == (60, ["block-edited"])
    width, notes = read(changed(data, lambda text: resized(0.5)(retyped(text))))
    assert (width, [code for code, *_ in notes]) == (30, ["block-edited", "figure-resized"])


def test_a_cropped_picture_was_not_resized() -> None:
    brief = brief_of(drawn(1600, 1200), 60)

    def cropped(text: str) -> str:
        return resized(0.7)(text.replace("<a:stretch>", '<a:srcRect l="30000"/><a:stretch>'))

    assert read(changed(bk.render(brief, "docx"), cropped))[0] == 60


def test_a_file_that_says_nothing_of_sizes_has_none_edited() -> None:
    """As older versions wrote it, which drew figures otherwise."""
    brief = brief_of(drawn(1600, 1200))
    data = docx_of(lower(brief), PLAIN, write_payload(brief))
    assert read(changed(data, resized(0.6))) == (None, [])


def test_a_figure_that_was_resized_is_so_too_beside_the_brief_that_is_known() -> None:
    brief = brief_of(drawn(1600, 1200), 60)
    data = changed(bk.render(brief, "docx"), resized(0.5))
    assert figure_in(bk.read(data, "docx", base=brief).brief).width == 30
    other = brief_of(drawn(1600, 1200), 60, "Other words under it")
    assert figure_in(bk.read(data, "docx", base=other).brief).width == 60


@pytest.mark.parametrize("payload", ["full", "none"])
@pytest.mark.parametrize(
    ("style", "now"),
    [
        ("--width:40%", 40),
        ("width: 40%", 40),
        ("--width:60%;width:40%", 40),
        ("max-width: 40%", None),
        ("width:40px", None),
        ("width:0%", None),
        ("width:62.5%", 62),
    ],
)
def test_a_width_that_somebody_typed_into_a_page_is_an_edit(
    style: str, now: int | None, payload: PayloadChoice
) -> None:
    page = bk.render(brief_of(drawn(1600, 1200), 60), "html", payload=payload).decode()
    edited = page.replace('style="--width:60%"', f'style="{style}"')
    assert edited != page
    width, notes = read(edited.encode(), "html")
    if payload == "none":
        assert width == now
    else:
        # Some programs take styles away; that is no edit.
        assert width == (now or 60)
        assert notes == ([("figure-resized", "60 %", f"{now} %")] if now else [])


# Other files


def figure_in(brief: bk.Brief) -> bk.Figure:
    (figure,) = (one for _, one in walk(brief, bk.Figure))
    return figure


def in_markdown(behind: str, format: str = "markdown") -> tuple[int | None, list[str]]:
    """The width of a picture in somebody's Markdown, and what of it was left out."""
    data = b64encode(drawn(300, 200)).decode()
    page = f"# Ships\n\nFirst.\n\n![Ships](data:image/jpeg;base64,{data}){behind}\n\nSecond.\n"
    reading = bk.read(page.encode(), format)
    figure = figure_in(reading.brief)
    return figure.width, [note.words for note in reading.notes if note.code == "markup-dropped"]


@pytest.mark.parametrize(
    ("behind", "width", "dropped"),
    [
        ("{width=60%}", 60, []),
        (" {width=60%}", 60, []),
        ('{width="45.6%"}', 46, []),
        ("{#ships width=60% height=3cm}", 60, ["{#ships height=3cm}"]),
        ("{: width='60%' }", 60, []),
        ("{width=5cm}", None, ["{width=5cm}"]),
        ("{width=160%}", None, ["{width=160%}"]),
        ("{max-width=60%}", None, ["{max-width=60%}"]),
        (" {width: 60}", 60, []),
        (" {width: 60%}", 60, []),
        ("", None, []),
    ],
)
def test_markdown_says_widths_in_per_cent(
    behind: str, width: int | None, dropped: list[str]
) -> None:
    assert in_markdown(behind) == (width, dropped)


def test_a_picture_of_html_in_markdown_has_its_width() -> None:
    data = b64encode(drawn(300, 200)).decode()
    page = f'# Ships\n\nFirst <img src="data:image/jpeg;base64,{data}" alt="Ships" width="40%">.\n'
    figure = figure_in(bk.read(page.encode(), "markdown").brief)
    assert figure.width == 40


@pytest.mark.parametrize(
    ("image", "figure", "width"),
    [
        ('width="60%"', "", 60),
        ('style="float: right; WIDTH : 33.4%"', "", 33),
        ("", 'style="width:50%"', 50),
        ('width="600"', "", None),
        ('style="max-width:60%"', "", None),
        # All pictures of such pages fill whatever they stand in.
        ('width="100%"', "", None),
    ],
)
def test_foreign_pages_say_widths_in_per_cent(image: str, figure: str, width: int | None) -> None:
    data = b64encode(drawn(300, 200)).decode()
    picture = f'<img src="data:image/jpeg;base64,{data}" alt="Ships" {image}>'
    page = (
        f"<html lang=en><title>Ships</title><article><h1>Ships</h1><p>{'More ships came. ' * 9}</p>"
        f"<figure {figure}>{picture}<figcaption>Ships a month</figcaption></figure></article></html>"
    )
    found = figure_in(bk.read(page.encode(), "html").brief)
    assert found.width == width


@pytest.mark.parametrize("width", [0, 101, -5])
def test_widths_of_other_lengths_are_refused(width: int) -> None:
    with pytest.raises(bk.ModelError, match="no whole number from 1 to 100"):
        bk.figure(drawn(3, 2), "Ships", width=width)


@pytest.mark.parametrize("said", [None, 1, 60, 100])
def test_pdf_gives_the_width_back(said: int | None, engine: Engine) -> None:
    brief = brief_of(drawn(30, 20), said)
    assert bk.read(bk.render(brief, "pdf", engine=engine), "pdf") == bk.Reading(brief, ())


@pytest.mark.parametrize("format", ["json", "yaml", "markdown", "html", "docx"])
@pytest.mark.parametrize("said", [None, 1, 60, 100])
def test_every_format_gives_the_width_back(format: str, said: int | None) -> None:
    brief = brief_of(drawn(30, 20), said)
    assert bk.read(bk.render(brief, format), format) == bk.Reading(brief, ())
    assert not bk.losses(brief, format)


def test_a_word_document_without_data_loses_the_width_and_says_so() -> None:
    lost = bk.losses(brief_of(drawn(30, 20), 60), "docx", payload="none")
    assert any(one.path.endswith(".width") for one in lost)
    assert not any(
        one.path.endswith(".width")
        for one in bk.losses(brief_of(drawn(30, 20), 60), "html", payload="none")
    )
