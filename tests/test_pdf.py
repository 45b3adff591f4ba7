"""PDF: the words come out again, the structure is tagged, and nothing is ever fetched."""

import io
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings

import briefkit as bk
from briefkit.formats.pdf.writing.url_fetcher import fetcher_of
from support.rendered import Engine
from support.strategies import house_briefs

BRIEF = (
    bk.draft("Ports & Storms", language="en-GB")
    .standfirst("What the storm left behind.")
    .details(topics=["ports", "weather"], rights="© The Desk")
    .published("2026-03-12T10:00:00+01:00", modified="2026-03-13")
    .release(marking=("TLP", "AMBER"))
    .background("One. " * 1500)
    .section("A heading of its own", bk.section("Below it", "Words."))
    .author("Maren Dahl")
    .build()
)


def opened(brief: bk.Brief, engine: Engine, theme: bk.Theme = bk.PLAIN) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(bk.render(brief, "pdf", theme, engine=engine)))


def letters(text: str) -> str:
    return re.sub(r"[\W_]|(?<=-)\n", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl"))


@settings(max_examples=8)
@given(house_briefs())
def test_every_word_comes_out_again(engine: Engine, brief: bk.Brief) -> None:
    text = letters("".join(page.extract_text() for page in opened(brief, engine).pages))
    for _, words in bk.walk(brief, bk.Text):
        assert letters(words.plain) in text


def test_properties_bookmarks_and_tags(engine: Engine) -> None:
    reader = opened(BRIEF, engine)
    catalogue: Any = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en-GB"
    assert "/StructTreeRoot" in catalogue
    assert reader.metadata is not None
    assert reader.metadata.title == "Ports & Storms"
    assert reader.metadata.author == "Maren Dahl"
    assert reader.metadata.subject == "What the storm left behind."
    assert "weather" in str(reader.metadata["/Keywords"])

    def titles(outline: Any) -> list[Any]:
        return [titles(one) if isinstance(one, list) else one.title for one in outline]

    assert titles(reader.outline) == [
        "Ports & Storms",
        ["Background", "A heading of its own", ["Below it"], "About the Author"],
    ]


def test_running_title_page_numbers_and_banner(engine: Engine) -> None:
    pages = [letters(page.extract_text()) for page in opened(BRIEF, engine).pages]
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert f"Page{number}of{len(pages)}" in page
        assert "TLPAMBER" in page
        assert page.count("PortsStorms") == 1  # the title on the first, the running title after


@pytest.mark.parametrize(
    ("page", "points"), [(bk.A4, (595, 842)), (bk.LETTER, (612, 792))], ids=["A4", "US Letter"]
)
def test_page_sizes(engine: Engine, page: bk.Page, points: tuple[int, int]) -> None:
    box = opened(BRIEF, engine, bk.evolve(bk.PLAIN, page=page)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == points


def test_every_font_is_embedded(engine: Engine) -> None:
    for page in opened(BRIEF, engine).pages:
        fonts: Any = page["/Resources"]
        for font in fonts["/Font"].values():
            descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
            assert any(key.startswith("/FontFile") for key in descriptor)


@pytest.mark.parametrize("address", ["https://a.example/x.png", "file:///etc/passwd", "ftp://a/b"])
def test_the_fetcher_refuses_every_address(address: str) -> None:
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    page = HTML(string=f"<img src='{address}'>", url_fetcher=fetcher_of(frozenset({"data"})))
    with pytest.raises(FatalURLFetchingError):
        page.render()


def test_without_pango_everything_else_works_and_pdf_says_what_to_install() -> None:
    script = textwrap.dedent("""
        import sys
        class Missing:
            def find_spec(self, name, path=None, target=None):
                if name == "weasyprint":
                    raise OSError("cannot load library 'libpango-1.0-0'")
        sys.meta_path.insert(0, Missing())
        import briefkit as bk
        brief = bk.draft("T").background("B").build()
        for name in ("json", "text", "html", "docx"):
            assert bk.render(brief, name)
        try:
            bk.render(brief, "pdf")
        except bk.MissingLibraryError as error:
            print(error)
    """)
    message = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout
    assert len(message.splitlines()) == 1
    for system in ("Debian", "macOS", "Windows", "libpango"):
        assert system in message


def test_only_writing_loads_what_draws(engine: Engine, tmp_path: Path) -> None:
    file = tmp_path / "brief.pdf"
    file.write_bytes(bk.render(bk.draft("T").background("B").build(), "pdf", engine=engine))
    script = textwrap.dedent("""
        import sys
        import briefkit as bk
        bk.load(sys.argv[1])
        bk.strip(open(sys.argv[1], "rb").read())
        print(*{"weasyprint", "pydyf", "fontTools", "typst"} & sys.modules.keys())
    """)
    run = subprocess.run([sys.executable, "-c", script, file], capture_output=True, check=True)
    assert run.stdout.split() == []


def tagged(element: Any) -> list[Any]:
    """Every element of a structure tree below one, itself first."""
    kids = element.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids]
    below = [kid.get_object() for kid in kids if not isinstance(kid, int)]
    return [element, *(one for kid in below if "/S" in kid for one in tagged(kid))]


def test_list_items_hold_a_label_and_a_body(engine: Engine) -> None:
    brief = (
        bk.draft("T")
        .why_it_matters(
            bk.bullets("One", bk.bullets("Below"), bk.assessment("Two", confidence="low"))
        )
        .build()
    )
    catalogue: Any = opened(brief, engine).trailer["/Root"]
    items = [one for one in tagged(catalogue["/StructTreeRoot"]) if one.get("/S") == "/LI"]
    assert len(items) == 3
    for item in items:
        assert [kid.get_object()["/S"] for kid in item["/K"]] == ["/Lbl", "/LBody"]


def test_says_that_it_is_for_keeping_and_for_everybody(engine: Engine) -> None:
    with pikepdf.open(io.BytesIO(bk.render(BRIEF, "pdf", engine=engine))) as pdf:
        assert "/Filter" not in pdf.Root.Metadata
        with pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == "3A"
            assert metadata["pdfuaid:part"] == "1"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "/OutputIntents" in pdf.Root


def test_pictures_are_not_interpolated(engine: Engine) -> None:
    figure = Path(__file__).parents[1] / "examples" / "grid-load.png"
    image = bk.Image(figure.read_bytes(), "image/png")
    brief = bk.draft("T").background(bk.Figure(image, "A chart")).build()
    resources: Any = opened(brief, engine).pages[0]["/Resources"]
    pictures = [one.get_object() for one in resources["/XObject"].values()]
    assert pictures
    assert not any(picture.get("/Interpolate", False) in (True,) for picture in pictures)


def test_the_same_brief_gives_the_same_bytes(engine: Engine) -> None:
    assert bk.render(BRIEF, "pdf", engine=engine) == bk.render(BRIEF, "pdf", engine=engine)


def test_a_table_longer_than_a_page_begins_below_its_heading(engine: Engine) -> None:
    rows = [[f"row{number}", "x"] for number in range(70)]
    section = bk.Section("background", blocks=[bk.Table(rows, header=["a", "b"])])
    pages = pypdf.PdfReader(
        io.BytesIO(bk.render(bk.Brief("T", sections=[section]), "pdf", engine=engine))
    ).pages
    first = letters(pages[0].extract_text())
    assert "Background" in first
    assert "row0" in first


def test_a_long_word_in_a_cell_leaves_the_other_columns_on_the_paper(engine: Engine) -> None:
    table = bk.Table([["x" * 200, "beside"]], header=["k", "v"])
    brief = bk.Brief("T", sections=[bk.Section("background", blocks=[table])])
    data = bk.render(brief, "pdf", engine=engine)
    assert bk.read(data) == bk.Reading(brief)
    page = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    places: list[float] = []

    def note(words: str, page: list[float], text: list[float], *_: object) -> None:
        if "beside" in words:
            places.append(page[0] * text[4] + page[4])

    page.extract_text(visitor_text=note)
    assert places
    assert max(places) < float(page.mediabox.width) - 90
