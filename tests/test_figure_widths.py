"""Figures: one size on paper, on screens and in Word, by shape and resolution or by the width that they say."""

from __future__ import annotations

import io
import re
import zipfile

import pikepdf
import pytest
from attrs import evolve
from hypothesis import given, strategies as st
from PIL import Image as Pillow

import briefkit as bk
from briefkit.layout import Picture, Role, Run
from briefkit.model import Span
from briefkit.style import Page, Theme, figure_room
from briefkit.themes import FORMAL, MAGAZINE, PLAIN

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


def sizes(brief: bk.Brief, theme: Theme) -> list[tuple[float, float]]:
    """Width and height of the figure in a PDF and in a Word document, in millimetres."""
    with pikepdf.open(io.BytesIO(bk.render(brief, "pdf", theme))) as pdf:
        elements = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        (box,) = [one.A.BBox for one in elements if one.get("/S") == "/Figure"]
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
def test_paper_and_word_have_one_size(theme: Theme, shape: tuple[int, int]) -> None:
    for said in (None, 100, 35):
        (wide, high), docx = sizes(brief_of(drawn(*shape), said), theme)
        assert docx == pytest.approx((wide, high), rel=0.01, abs=0.2)
        page = theme.page
        assert high <= page.height - page.margins[0] - page.margins[2]
        assert wide <= page.width - page.margins[1] - page.margins[3] + 0.1


def test_a_figure_takes_as_much_of_the_line_as_its_shape_and_pixels_allow() -> None:
    def width(*shape: int) -> float:
        return sizes(brief_of(drawn(*shape)), PLAIN)[1][0]

    assert width(1600, 1200) == pytest.approx(A4_LINE, abs=0.2)
    assert width(3000, 1000) == pytest.approx(A4_LINE, abs=0.2)
    assert width(1200, 1600) == pytest.approx(A4_HEIGHT / 2 * 3 / 4, abs=0.2)
    assert width(96, 96) == pytest.approx(25.4, abs=0.1)


def test_a_figure_that_says_its_width_has_it() -> None:
    for said in (1, 35, 60, 100):
        for wide, _ in sizes(brief_of(drawn(300, 100), said), PLAIN):
            assert wide == pytest.approx(A4_LINE * said / 100, abs=0.1)


def test_a_picture_that_the_camera_turned_counts_as_it_is_seen() -> None:
    upright, turned = (
        sizes(brief_of(drawn(1600, 1200)), PLAIN),
        sizes(brief_of(drawn(1600, 1200, 6)), PLAIN),
    )
    assert upright[0][0] == pytest.approx(A4_LINE, abs=0.2)
    assert turned[0][1] == pytest.approx(A4_HEIGHT / 2, abs=0.2)
    # In Word, the extents of a frame are those before its rotation.
    assert turned[1][0] == pytest.approx(A4_HEIGHT / 2, abs=0.2)


@pytest.mark.parametrize("theme", [PLAIN, SMALL, LANDSCAPE], ids=lambda one: one.name)
@pytest.mark.parametrize(("language", "word"), [("en", "ships "), ("ar", "سفن "), ("zh", "船只")])
def test_a_high_figure_leaves_room_for_its_caption(theme: Theme, language: str, word: str) -> None:
    brief = brief_of(drawn(900, 3000), 100, (word * 30).strip(), language)
    with pikepdf.open(io.BytesIO(bk.render(brief, "pdf", theme))) as pdf:
        elements = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        pages = {
            name: one.Pg.objgen
            for name in ("/Figure", "/Caption")
            for one in elements
            if one.get("/S") == name and "/Pg" in one
        }
    assert len({*pages.values()}) == 1, pages


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
