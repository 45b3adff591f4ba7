"""Themes: refused where they cannot be read, read from TOML files, seen in every format."""

import errno
import io
import os
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
from attrs import evolve
from lxml import etree, html

import briefkit as bk
from briefkit.layout import RunRole
from briefkit.style import MIN_CONTRAST, TLP_COLOURS, Engine
from briefkit.themes import theme_of
from support.rendered import VISUAL

EXAMPLES = Path(__file__).parents[1] / "examples"
CASES = Path(__file__).parent / "cases" / "themes"
PHOTO = (EXAMPLES / "author.png").read_bytes()
NAMES = list(bk.THEMES)


def grid() -> bk.Brief:
    return bk.load(EXAMPLES / "grid.json")


def pages(data: bytes) -> list[str]:
    # By PDFium, for the oldest pypdf sees spaces between letters that are kerned.
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(name).decode()


# Contrast


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("000000", "FFFFFF", 21.0), ("777777", "ffffff", 4.478), ("ffffff", "ffffff", 1.0)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert bk.contrast(one, other) == pytest.approx(ratio, abs=0.001)
    assert bk.contrast(other, one) == bk.contrast(one, other)


@pytest.mark.parametrize("tone", ["ink", "muted", "accent"])
@pytest.mark.parametrize("palette", ["light", "dark"])
def test_words_too_faint_to_read_are_refused_by_name_and_ratio(palette: str, tone: str) -> None:
    colours = getattr(bk.PLAIN, palette)
    faint = "c0c0c0" if palette == "light" else "404040"
    with pytest.raises(bk.ThemeError) as raised:
        evolve(bk.PLAIN, **{palette: evolve(colours, **{tone: faint})})
    message = str(raised.value)
    assert message.startswith(f"Theme.{palette}: {tone} on paper (#{faint} on #{colours.paper})")
    ratio = float(re.findall(r"contrast of (\d+\.\d\d):1", message)[0])
    assert ratio == pytest.approx(bk.contrast(faint, colours.paper), abs=0.01)
    assert ratio < MIN_CONTRAST


def test_what_is_set_apart_must_be_readable_too() -> None:
    tint = evolve(bk.PLAIN.light, tint="8a8a8a")
    with pytest.raises(bk.ThemeError, match="on tint"):
        evolve(bk.PLAIN, light=tint)


def test_the_colours_of_other_markings_are_held_to_the_same() -> None:
    with pytest.raises(bk.ThemeError, match="HOUSE:SECRET"):
        evolve(bk.PLAIN, markings={"HOUSE:SECRET": bk.MarkingColours("777777", "888888")})


def test_nobody_changes_the_colours_of_tlp() -> None:
    with pytest.raises(bk.ModelError, match="TLP:RED has colours of its own"):
        evolve(bk.PLAIN, markings={"TLP:RED": bk.MarkingColours("ffffff", "000000")})


@pytest.mark.parametrize("name", NAMES)
def test_the_themes_that_ship_would_pass_as_anybodys(name: str) -> None:
    evolve(bk.THEMES[name])


# More CSS


def test_css_of_a_house_comes_last_in_html_and_in_pdf() -> None:
    house = evolve(bk.PLAIN, css="h1{text-transform:uppercase}")
    page = bk.render(grid(), "html", house).decode()
    assert "h1{text-transform:uppercase}\n" in page
    assert "TWO BLACKOUTS" in pages(bk.render(grid(), "pdf", house))[0]


# TOML


def test_a_file_says_only_what_is_different(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(PHOTO)
    (tmp_path / "more.css").write_text("h1{color:red}")
    (tmp_path / "house.docx").write_bytes(b"letterhead")
    (tmp_path / "Gentium-Regular.ttf").write_bytes(b"OTTO")
    file = tmp_path / "house.toml"
    file.write_text((CASES / "house.toml").read_text())
    house = bk.load_theme(file)
    assert house == theme_of(str(file)) == theme_of(file)
    assert house == evolve(
        bk.FORMAL,
        name="desk",
        publisher="The Corvania Desk",
        logo=bk.Image(PHOTO, bk.MediaType.PNG),
        numbered=False,
        css="h1{color:red}",
        template=b"letterhead",
        page=bk.Page(215.9, 279.4, (20, 21, 22, 23)),
        light=evolve(bk.FORMAL.light, accent="7a1f3d"),
        body=bk.Family(
            "Gentium",
            fallback="serif",
            word="Gentium",
            faces=(bk.Face(400, False, str(tmp_path / "Gentium-Regular.ttf")),),
        ),
        display=evolve(bk.FORMAL.display, word="Segoe UI"),
        blocks={
            **bk.FORMAL.blocks,
            bk.Role.TITLE: evolve(bk.FORMAL.blocks[bk.Role.TITLE], size=26.0, align="center"),
        },
        runs={**bk.FORMAL.runs, RunRole.ROLE: bk.Style(italic=True)},
        headings=(evolve(bk.FORMAL.headings[0], tone="ink"), *bk.FORMAL.headings[1:]),
        markings={"HOUSE:SECRET": bk.MarkingColours("ffffff", "c8102e")},
    )


def test_an_empty_file_is_the_plain_theme(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text("")
    assert bk.load_theme(tmp_path / "house.toml") == bk.PLAIN


BAD = re.findall(r"^## (.+)\n((?:(?!## ).*\n)*)", (CASES / "bad.txt").read_text(), re.MULTILINE)


@pytest.mark.parametrize(("message", "toml"), BAD, ids=[message for message, _ in BAD])
def test_what_is_wrong_in_a_file_is_told_with_its_place(
    message: str, toml: str, tmp_path: Path
) -> None:
    file = tmp_path / "house.toml"
    file.write_text(toml)
    with pytest.raises(bk.ThemeError) as raised:
        bk.load_theme(file)
    told = str(raised.value)
    assert told.startswith(f"{file}: ")
    assert message in told


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(bk.ThemeError, match=os.strerror(errno.ENOENT)):
        bk.load_theme(tmp_path / "none.toml")


# What themes do


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("format", "by"), VISUAL)
def test_a_brief_comes_back_from_every_theme(name: str, format: str, by: Engine | None) -> None:
    assert bk.read(bk.render(grid(), format, name, engine=by)) == bk.Reading(grid())


@pytest.mark.parametrize(("format", "by"), VISUAL)
def test_a_masthead_is_shown_and_is_no_part_of_the_brief(format: str, by: Engine | None) -> None:
    house = evolve(
        bk.PLAIN, publisher="The Corvania & Desk", logo=bk.Image(PHOTO, bk.MediaType.PNG)
    )
    data = bk.render(grid(), format, house, engine=by)
    reading = bk.read(data)
    assert (reading.brief, reading.notes) == (grid(), ())
    stripped = bk.read(bk.strip(data)) if format != "pdf" else None
    if stripped:
        assert "Desk" not in stripped.brief.title.plain
        assert not any("The Corvania & Desk" in str(note) for note in stripped.notes)
    match format:
        case "pdf":
            first, *later = pages(data)
            assert "The Corvania & Desk" in first
            assert not any("The Corvania & Desk" in page for page in later)
        case "docx":
            assert "The Corvania &amp; Desk" in part(data, "word/header2.xml")
            assert "The Corvania &amp; Desk" not in part(data, "word/header1.xml")
        case _:
            root: Any = html.fromstring(data)
            masthead = root.xpath("//header[@class='masthead']")[0]
            assert masthead.text_content() == "The Corvania & Desk"
            assert masthead.xpath("img/@alt") == ["Logo of The Corvania & Desk"]


def test_the_formal_theme_numbers_the_sections_of_the_brief_alone(engine: Engine) -> None:
    text = "\n".join(pages(bk.render(grid(), "pdf", "formal", engine=engine)))
    for heading in ("1 Background", "2 What Happened?", "3.1 What it would cost", "5 What’s Next?"):
        assert heading in re.sub(r"\s+", " ", text)
    assert not re.search(r"\d\s+(Corrections|About the Authors|Related|Sources)", text)
    assert "1 Background" not in "\n".join(pages(bk.render(grid(), "pdf", engine=engine)))


@pytest.mark.parametrize("level", list(TLP_COLOURS))
def test_a_marking_stands_at_head_and_foot_of_every_page(engine: Engine, level: str) -> None:
    brief = bk.evolve(grid(), marking=bk.Marking("TLP", level.removeprefix("TLP:")))
    data = bk.render(brief, "pdf", engine=engine)
    counts = [Counter(re.findall(r"TLP:[A-Z+]+", page)) for page in pages(data)]
    assert len(counts) > 1
    assert counts == [Counter({level: 2})] * len(counts)
    colours = TLP_COLOURS[level]
    assert colours.ground == "000000"
    document = bk.render(brief, "docx")
    for name in ("header1", "header2", "footer1", "footer2"):
        xml = part(document, f"word/{name}.xml")
        assert f">{level}<" in xml
        assert f'w:val="{colours.ink}"' in xml
        assert 'w:fill="000000"' in xml


@pytest.mark.parametrize("language", ["de", "ar", "zh"])
def test_labels_of_tlp_are_never_translated_while_those_of_the_house_are(language: str) -> None:
    brief = bk.evolve(
        grid(), language=language, status="draft", embargo="2026-08-01T06:00:00Z", sections=()
    )
    for data in (bk.render(brief, "html"), bk.render(brief, "text")):
        words = data.decode()
        assert "TLP:GREEN" in words
        assert "DRAFT" not in words
        assert "EMBARGOED" not in words


def test_status_and_embargo_stand_on_every_page_too(engine: Engine) -> None:
    brief = bk.evolve(grid(), status="draft", embargo="2026-08-01T06:00:00Z")
    for page in pages(bk.render(brief, "pdf", engine=engine)):
        folded = re.sub(r"\s+", " ", page)
        assert folded.count("DRAFT") == 2
        assert folded.count("EMBARGOED UNTIL 1 August 2026, 06:00 UTC") == 2


def test_a_marking_of_another_policy_takes_the_colours_of_the_theme() -> None:
    house = evolve(bk.PLAIN, markings={"HOUSE:SECRET": bk.MarkingColours("FFFFFF", "C8102E")})
    brief = bk.evolve(grid(), marking=bk.Marking("HOUSE", "SECRET"))
    assert '[data-marking="HOUSE:SECRET"]{color:#FFFFFF;background:#C8102E' in (
        bk.render(brief, "html", house).decode()
    )
    assert 'w:fill="C8102E"' in part(bk.render(brief, "docx", house), "word/header1.xml")


# Sources and notes


def test_links_between_citations_and_sources_go_both_ways_in_html() -> None:
    page: Any = html.fromstring(bk.render(grid(), "html"))
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    notes = page.xpath("//a[@class='r-note' or @class='r-evidence']")
    back = page.xpath("//a[@class='r-back']")
    assert notes
    assert {one.get("href") for one in back} == {f"#{one.get('id')}" for one in notes}
    assert {one.get("href") for one in notes} <= {f"#{name}" for name in names}
    assert [one.get("aria-label") for one in back[:2]] == [
        "Back to citation 1",
        "Back to citation 2",
    ]


def test_links_between_citations_and_sources_go_both_ways_in_docx() -> None:
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    body = etree.fromstring(part(bk.render(grid(), "docx"), "word/document.xml").encode())
    marks = {one.get(f"{w}name") for one in body.iter(f"{w}bookmarkStart")}
    links = {one.get(f"{w}anchor") for one in body.iter(f"{w}hyperlink")} - {None}
    assert {"bk_source_1", "bk_cite_1_1", "bk_cite_1_2"} <= links
    assert links <= marks


def test_links_between_citations_and_sources_go_both_ways_in_pdf(engine: Engine) -> None:
    reader = pypdf.PdfReader(io.BytesIO(bk.render(grid(), "pdf", engine=engine)))
    led = []
    for number, page in enumerate(reader.pages):
        for note in page.get("/Annots", ()):
            target = note.get_object().get("/Dest")
            if isinstance(target, str):
                target = reader.named_destinations[target].dest_array
            if target is not None:
                found = reader.get_page_number(target.get_object()[0].get_object())
                led.append((number, found))
    cited, last = [one for one in led if one[0] != one[1]], len(reader.pages) - 1
    assert (0, last) in cited
    assert sorted(cited) == sorted((to, at) for at, to in cited)


def test_plain_text_has_the_numbers_and_no_links_back() -> None:
    words = bk.render(grid(), "text").decode()
    assert "1980[1]" in words
    assert "1. Preliminary report" in words
    assert "↑" not in words


# Right to left


def test_pages_that_run_right_to_left_are_mirrored() -> None:
    brief = bk.evolve(grid(), language="ar")
    page = bk.render(brief, "html").decode()
    assert "@bottom-left{content:" in page
    assert '@top-left{content:"TLP:GREEN"' in page
    assert 'dir="rtl"' in page
    assert '<span class="r-name" dir="ltr">Adela Korvin</span>' in page


def test_a_theme_says_whether_the_payload_travels_and_render_goes_before_it(tmp_path: Path) -> None:
    file = tmp_path / "house.toml"
    file.write_text('payload = "none"\n')
    brief = bk.evolve(grid(), topics=["ports"])
    assert bk.PLAIN.payload == "full"
    assert bk.load_theme(file) == evolve(bk.PLAIN, payload="none")
    assert bk.read(bk.render(brief, "html", file)).brief.topics == ()
    assert bk.read(bk.render(brief, "html", file, payload="full")).brief == brief
    assert bk.read(bk.render(brief, "html", payload="none")).brief.topics == ()
    with pytest.raises(bk.ThemeError, match=r"Theme\.payload: is 'all'; use one of full, none"):
        evolve(bk.PLAIN, payload="all")  # type: ignore[arg-type]
    file.write_text('payload = "all"\n')
    with pytest.raises(
        bk.ThemeError, match=r"house\.toml: payload: is 'all'; use one of full, none"
    ):
        bk.load_theme(file)


@pytest.mark.parametrize(
    ("line", "place"),
    [("body = ['Georgia']", "body"), ("page = 5", "page"), ("blocks = [1]", "blocks"), ("body.faces = 5", "body.faces")],
)  # fmt: skip
def test_a_value_of_another_type_in_a_theme_is_told_in_words(
    line: str, place: str, tmp_path: Path
) -> None:
    house = tmp_path / "house.toml"
    house.write_text(f'base = "plain"\n{line}\n')
    with pytest.raises(bk.ThemeError, match=f"{place}: is of another type than a theme has there"):
        bk.load_theme(house)
