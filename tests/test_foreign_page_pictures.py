"""Pictures of foreign pages: in the page or in files beside it, with what the page says of them; nothing is fetched."""

from __future__ import annotations

import os
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Pillow

import briefkit as bk
from briefkit.errors import ReadError
from briefkit.limits import Limits
from briefkit.model import Figure, Paragraph, Span, Table, Text
from briefkit.notes import Code
from support.foreign_words import told

PROSE = "The port of Havnes opened again on Friday after a strike of nine days, and ships moved by noon."


def drawn(kind: str = "PNG", side: int = 60, colour: str = "navy") -> bytes:
    file = BytesIO()
    Pillow.new("RGB", (side, side), colour).save(file, kind)
    return file.getvalue()


def data_url(kind: str = "PNG", side: int = 60) -> str:
    return f"data:image/{kind.lower()};base64,{b64encode(drawn(kind, side)).decode()}"


def page(body: str) -> bytes:
    return f"<html lang=en><article><h1>Port opens</h1><h2>Costs</h2><p>{PROSE}</p>{body}</article>".encode()


def read(body: str) -> tuple[tuple[object, ...], bk.Reading]:
    reading = bk.read(page(body), "html")
    assert reading.brief.sections[0].blocks[0] == Paragraph(PROSE)
    return reading.brief.sections[0].blocks[1:], reading


def figure(body: str) -> Figure:
    (found,), _ = read(body)
    assert isinstance(found, Figure)
    return found


def load(folder: Path, body: str, name: str = "page.html") -> bk.Reading:
    path = folder / name
    path.write_bytes(page(body))
    return bk.read(path)


def figures(reading: bk.Reading) -> list[Figure]:
    return [
        block
        for section in reading.brief.sections
        for block in section.blocks
        if isinstance(block, Figure)
    ]


# What a page says of a picture


def test_caption_and_credit_of_a_figure_by_their_elements() -> None:
    found = figure(
        f"<figure class=gallery><img src='{data_url()}' alt='A crane'><figcaption class=caption>"
        "The port on Friday <span class='photo-credit'>Ann Lee</span></figcaption></figure>"
    )
    assert (found.alt, found.caption, found.credit) == (
        "A crane",
        Text("The port on Friday"),
        Text("Ann Lee"),
    )


def test_credit_in_the_words_of_a_caption() -> None:
    found = figure(
        f"<figure><img src='{data_url()}' alt=A><figcaption>The port. Photo: Ann Lee</figcaption></figure>"
    )
    assert (found.caption, found.credit) == (Text("The port."), Text("Photo: Ann Lee"))


def test_caption_by_its_class_alone_is_no_paragraph() -> None:
    found = figure(
        f"<div class='wp-caption'><a href='/full'><img src='{data_url()}' alt=A></a>"
        "<p class='wp-caption-text'>The port on Friday</p></div>"
    )
    assert found.caption == Text("The port on Friday")


def test_caption_in_a_heading_is_no_heading() -> None:
    found = figure(
        f"<figure><figcaption><h3>The port</h3></figcaption><img src='{data_url()}' alt=A></figure>"
    )
    assert found.caption == Text("The port")


def test_italics_alone_beside_a_picture_are_its_caption() -> None:
    found = figure(f"<p><img src='{data_url()}' alt=A><br><em>The port on Friday</em></p>")
    assert found.caption == Text("The port on Friday")


def test_picture_amid_words_stands_behind_them() -> None:
    found, _ = read(f"<p>The port <img src='{data_url()}' alt=A> opened.<br>It <i>did</i>.</p>")
    assert [one.alt if isinstance(one, Figure) else one for one in found] == [
        Paragraph("The port opened."),
        Paragraph([Span("It "), Span("did", emphasis=True), Span(".")]),
        "A",
    ]


def test_each_picture_of_a_gallery_has_its_own_caption() -> None:
    inner = "".join(
        f"<figure><img src='{data_url(side=side)}' alt='{alt}'><figcaption>{alt} it is</figcaption></figure>"
        for alt, side in (("One", 50), ("Two", 51))
    )
    found, _ = read(
        f"<figure class='wp-block-gallery'>{inner}<figcaption>Both</figcaption></figure>"
    )
    assert [one.caption for one in found if isinstance(one, Figure)] == [
        Text("One it is"),
        Text("Two it is"),
    ]
    assert found[-1] == Paragraph("Both")


def test_caption_of_a_figure_is_that_of_its_table() -> None:
    found, _ = read(
        "<figure><table><tr><th>a<th>b<tr><td>1<td>2</table><figcaption>Load</figcaption></figure>"
    )
    assert found == (Table([["1", "2"]], ["a", "b"], "Load"),)


def test_picture_that_says_nothing_is_told() -> None:
    found, reading = read(f"<img src='{data_url()}'>")
    assert isinstance(found[0], Figure)
    assert Code.ALT_MISSING in [one.code for one in reading.notes]


def test_picture_that_only_decorates_is_no_figure() -> None:
    found, reading = read(f"<img src='{data_url()}' alt=''><img src='{data_url(side=1)}'>")
    assert found == ()
    codes = [one.code for one in reading.notes]
    assert codes.count(Code.PICTURE_DECORATIVE) == 1
    assert Code.PICTURE_DROPPED not in codes


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "WEBP"])
def test_picture_of_another_kind_is_drawn_anew(kind: str) -> None:
    (found,), reading = read(f"<img src='{data_url(kind)}' alt=A>")
    assert isinstance(found, Figure)
    assert found.image.media_type == "image/png"
    assert Code.PICTURE_ALTERED in [one.code for one in reading.notes]


@pytest.mark.parametrize(
    "source",
    [
        "https://harbour.example/x.png",
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
        "data:image/png;base64,AAAA",
        "x.png",
        "file:///etc/hostname",
        "",
    ],
)
def test_picture_that_cannot_be_had_is_told_with_its_words(source: str) -> None:
    found, reading = read(f'<img src="{source}" alt="A crane at dawn">')
    assert found == ()
    dropped = [one.words for one in reading.notes if one.code == Code.PICTURE_DROPPED]
    assert dropped == ["A crane at dawn"]


def test_drawing_is_told_with_its_words_and_an_icon_is_not() -> None:
    _, reading = read(
        "<svg><title>Icon</title><path d='M0 0'/></svg>"
        "<figure><svg><title>Load</title><text>May 44</text></svg></figure>"
    )
    dropped = [one.words for one in reading.notes if one.code == Code.PICTURE_DROPPED]
    assert dropped == ["Load May 44"]


def test_picture_that_a_script_would_show_is_shown_once() -> None:
    found, _ = read(
        f"<img src='{data_url('GIF', 1)}' data-src='{data_url()}' alt=A>"
        f"<noscript><img src='{data_url()}' alt=A></noscript>"
    )
    assert len(found) == 1


def test_stand_in_for_a_picture_elsewhere_is_no_picture() -> None:
    found, reading = read(
        f"<img src='{data_url('GIF', 1)}' data-src='https://a.example/x.png' alt=A>"
    )
    assert found == ()
    assert "https://a.example/x.png" in told(reading.notes)
    assert Code.PICTURE_ALTERED not in [one.code for one in reading.notes]


def test_blank_stand_in_for_a_picture_that_a_script_shows_is_told() -> None:
    found, reading = read(f"<img src='{data_url('GIF', 16)}' data-uri='x' alt='A crane'>")
    assert found == ()
    assert "A crane" in told(reading.notes)


def test_lead_picture_between_title_and_text_is_the_first_block() -> None:
    made = (
        f"<html lang=en><body><header><img src='{data_url(side=90)}' alt=Logo></header><div class=page>"
        f"<h1>Port opens</h1><figure><img src='{data_url()}' alt=Crane></figure>"
        f"<div class=text><p>{PROSE}</p><p>{PROSE} It did.</p><p>{PROSE} It went on.</p></div></div>"
    )
    blocks = bk.read(made.encode(), "html").brief.sections[0].blocks
    assert [type(one) for one in blocks] == [Figure, Paragraph, Paragraph, Paragraph]


def test_brief_with_foreign_tables_and_pictures_comes_home(tmp_path: Path) -> None:
    brief = bk.read(
        page(
            f"<figure><img src='{data_url()}' alt=A><figcaption>The port. Photo: Ann Lee</figcaption></figure>"
            "<table><caption>Ships</caption><tr><td>Month<th colspan=2>In port<tr><td>May<td>4<td></table>"
        ),
        "html",
    ).brief
    for form in ("html", "docx", "pdf"):
        assert bk.read(bk.render(brief, form), form).brief == brief


# Files beside a page


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("page_files/crane.png", "./page_files/crane.png"),
        ("page files/Kräne.png", "page%20files/Kr%C3%A4ne.png"),
        ("crane.png", "crane.png?w=300#top"),
        ("a&b.png", "a&amp;b.png"),
        ("img/crane.png", "img\\crane.png"),
    ],
)
def test_picture_beside_a_page_is_read(tmp_path: Path, name: str, source: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(drawn())
    (found,) = figures(load(tmp_path, f'<img src="{source}" alt="A crane">'))
    assert found.image.data == drawn()


def test_largest_picture_of_a_set_that_is_there_is_read(tmp_path: Path) -> None:
    for side in (40, 80):
        (tmp_path / f"crane-{side}.png").write_bytes(drawn(side=side))
    body = (
        "<picture><source srcset='https://harbour.example/a.png 900w, crane-40.png 40w, crane-80.png 80w'>"
        "<img src='https://harbour.example/b.png' alt=A></picture>"
    )
    (found,) = figures(load(tmp_path, body))
    assert found.image.size == (80, 80)


@pytest.mark.parametrize(
    "source",
    [
        "../secret.png",
        "%2e%2e/secret.png",
        "x/../../secret.png",
        "link.png",
        "dir/secret.png",
        "{parent}/secret.png",
        "file://{parent}/secret.png",
        "//{parent}/secret.png",
        "pipe.png",
        "folder.png",
        "x%00.png",
        "a" * 5_000 + ".png",
    ],
)
def test_nothing_outside_the_folder_is_read(tmp_path: Path, source: str) -> None:
    folder = tmp_path / "page"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(drawn())
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "dir").symlink_to(tmp_path)
    (folder / "folder.png").mkdir()
    os.mkfifo(folder / "pipe.png")
    source = source.replace("{parent}", str(tmp_path))
    reading = load(folder, f'<img src="{source}" alt="A crane at dawn">')
    assert figures(reading) == []
    assert "A crane at dawn" in told(reading.notes)


def test_pictures_of_a_page_without_a_folder_are_not_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "crane.png").write_bytes(drawn())
    monkeypatch.chdir(tmp_path)
    assert figures(bk.read(page("<img src=crane.png alt=A>"), "html")) == []


def test_pictures_are_limited(tmp_path: Path) -> None:
    (tmp_path / "crane.png").write_bytes(drawn())
    path = tmp_path / "page.html"
    path.write_bytes(page("<img src=crane.png alt=A>" * 3))
    with pytest.raises(ReadError, match="picture bytes"):
        bk.read(path, limits=Limits(picture_bytes=2 * len(drawn())))
