"""Pictures of Word documents that briefkit did not write: how they come home, and what is told of those that do not."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from PIL import Image as Pillow

import briefkit as bk
from support.docx_files import W, packed, unpacked

RED, BLUE = (200, 30, 30), (20, 40, 200)
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20)) -> bytes:
    """A picture, its left half red and its right half blue."""
    drawn = Pillow.new("RGB", size, RED)
    drawn.paste(BLUE, (size[0] // 2, 0, *size))
    out = io.BytesIO()
    drawn.save(out, kind)
    return out.getvalue()


def reading_of(build: Callable[[Any], None], media: bytes | None = None) -> bk.Reading:
    """What is read from a document with a title and an opening, and what a function puts below them.

    Args:
        build: The function.
        media: The bytes that its pictures have in the file; None for those that they were made with.
    """
    document = docx.Document()
    document.add_paragraph("Ferry returns", style="Title")
    document.add_paragraph("The ferry to Lower Tarn sails again from Monday.")
    build(document)
    out = io.BytesIO()
    document.save(out)
    parts = unpacked(out.getvalue())
    if media is not None:
        parts |= {name: media for name in parts if name.startswith("word/media/")}
    return bk.read(packed(parts), "docx", language="en")


def figures(reading: bk.Reading) -> list[bk.Figure]:
    return [one for _, one in bk.walk(reading.brief) if isinstance(one, bk.Figure)]


def blocks(reading: bk.Reading) -> list[str]:
    """The words of each block of the sections, and [alt] for a picture."""
    found = [one for section in reading.brief.sections for one in section.blocks]
    return [
        f"[{one.alt}]" if isinstance(one, bk.Figure) else str(getattr(one, "text", ""))
        for one in found
    ]


def codes(reading: bk.Reading) -> set[str]:
    return {one.code for one in reading.notes}


def add_picture(
    document: Any, data: bytes, alt: str = "The ferry at its pier", style: str | None = None
) -> Any:
    """Add a picture in a paragraph of its own; return its drawing."""
    paragraph = document.add_paragraph(style=style)
    paragraph.add_run().add_picture(io.BytesIO(data))
    drawing = paragraph._p.find(f".//{{{W}}}drawing")
    drawing[0].find("{*}docPr").set("descr", alt)
    return drawing


def test_a_picture_stands_where_it_stood_with_its_caption() -> None:
    def build(document: Any) -> None:
        add_picture(document, picture())
        document.add_paragraph("Figure 1: the ferry", style="Caption")
        document.add_paragraph("Fares hold until May.")

    reading = reading_of(build)
    [figure] = figures(reading)
    assert figure.image == bk.Image(picture(), "image/png")
    assert (figure.alt, str(figure.caption)) == ("The ferry at its pier", "Figure 1: the ferry")
    assert blocks(reading)[-2:] == ["[The ferry at its pier]", "Fares hold until May."]


def test_a_picture_in_a_sentence_stands_behind_its_paragraph() -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("It was ")
        paragraph.add_run().add_picture(io.BytesIO(picture()))
        paragraph.add_run("painted anew.")

    reading = reading_of(build)
    assert blocks(reading)[-2:] == ["It was painted anew.", "[…]"]
    assert "alt-missing" in codes(reading)


def test_captions_are_told_by_the_field_that_counts_them_and_by_the_style_that_theirs_is_based_on() -> (
    None
):
    def build(document: Any) -> None:
        own = document.styles.add_style("Desk Picture Line", 1)
        own.base_style = document.styles["Caption"]
        add_picture(document, picture(), "One")
        document.add_paragraph("The first", style=own)
        add_picture(document, picture("JPEG"), "Two")
        counted = document.add_paragraph("Picture ")
        counted._p.append(
            parse_xml(
                f'<w:fldSimple xmlns:w="{W}" w:instr=" SEQ Picture \\* ARABIC ">'
                "<w:r><w:t>2</w:t></w:r></w:fldSimple>"
            )
        )
        counted.add_run(": the second")

    found = figures(reading_of(build))
    assert [str(one.caption) for one in found] == ["The first", "Picture 2: the second"]


def test_a_bold_caption_is_no_heading_and_one_beside_no_picture_stays_words() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("Fares hold until May.")
        document.add_paragraph(style="Caption").add_run("Chart left out").bold = True
        document.add_paragraph("More later.")

    reading = reading_of(build)
    assert [one.heading for one in reading.brief.sections] == [None]
    assert "Chart left out" in blocks(reading)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "WEBP"])
def test_pictures_of_other_kinds_are_drawn_anew(kind: str) -> None:
    def build(document: Any) -> None:
        add_picture(document, picture())

    reading = reading_of(build, picture(kind))
    [figure] = figures(reading)
    drawn = Pillow.open(io.BytesIO(figure.image.data))
    assert (figure.image.media_type, drawn.size) == ("image/png", (40, 20))
    assert "picture-altered" in codes(reading)


@pytest.mark.parametrize("data", [b"\x01\x00\x00\x00 a picture of Windows", b"<svg/>", b"nothing"])
def test_a_picture_that_cannot_be_drawn_is_told_with_what_it_shows(data: bytes) -> None:
    def build(document: Any) -> None:
        add_picture(document, picture())

    reading = reading_of(build, data)
    assert figures(reading) == []
    [told] = [one for one in reading.notes if one.code == "picture-dropped"]
    assert told.words == "The ferry at its pier"


def test_what_is_cut_off_a_picture_is_gone() -> None:
    def build(document: Any) -> None:
        drawing = add_picture(document, picture())
        fill = drawing.find(".//{*}blipFill")
        fill.insert(1, parse_xml(f'<a:srcRect xmlns:a="{DRAWING}" l="50000"/>'))

    reading = reading_of(build)
    [figure] = figures(reading)
    drawn = Pillow.open(io.BytesIO(figure.image.data))
    assert (drawn.size, drawn.getcolors()) == ((20, 20), [(400, BLUE)])
    assert "picture-altered" in codes(reading)


def test_a_picture_that_is_only_linked_is_told_with_its_address() -> None:
    def build(document: Any) -> None:
        drawing = add_picture(document, picture())
        address = "https://pictures.example.org/ferry.png"
        key = document.part.relate_to(address, f"{R}/image", is_external=True)
        blip = drawing.find(".//{*}blip")
        blip.attrib.clear()
        blip.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}link", key)

    reading = reading_of(build)
    [told] = [one for one in reading.notes if one.code == "picture-dropped"]
    assert told.words == "The ferry at its pier https://pictures.example.org/ferry.png"


def test_a_picture_that_word_hides_is_told() -> None:
    def build(document: Any) -> None:
        drawing = add_picture(document, picture())
        drawing[0].find("{*}docPr").set("hidden", "1")

    reading = reading_of(build)
    assert figures(reading) == []
    assert [one.words for one in reading.notes if one.code == "hidden-dropped"] == [
        "The ferry at its pier"
    ]


def test_a_picture_within_a_list_stands_behind_it() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("First stop", style="List Bullet")
        paragraph = document.add_paragraph("Second stop", style="List Bullet")
        paragraph.add_run().add_picture(io.BytesIO(picture()))
        document.add_paragraph("Third stop", style="List Bullet")

    *_, bullets, figure = [
        one for section in reading_of(build).brief.sections for one in section.blocks
    ]
    assert isinstance(bullets, bk.Bullets)
    assert len(bullets.items) == 3
    assert isinstance(figure, bk.Figure)


WORDS_IN_A_BOX = (
    f'<w:r xmlns:w="{W}"><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
    "<w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def test_a_text_box_below_a_picture_that_is_its_caption_is_no_text_box() -> None:
    def build(document: Any) -> None:
        add_picture(document, picture())
        caption = (
            '<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr><w:r><w:t>The ferry</w:t></w:r></w:p>'
        )
        document.paragraphs[-1]._p.append(parse_xml(WORDS_IN_A_BOX.format(caption)))
        other = "<w:p><w:r><w:t>Night boats from June</w:t></w:r></w:p>"
        document.paragraphs[-1]._p.append(parse_xml(WORDS_IN_A_BOX.format(other)))

    reading = reading_of(build)
    assert [str(one.caption) for one in figures(reading)] == ["The ferry"]
    assert [one.words for one in reading.notes if one.code == "text-box-dropped"] == [
        "Night boats from June"
    ]


def test_a_picture_of_older_word_and_what_another_program_draws() -> None:
    def build(document: Any) -> None:
        key = document.part.get_or_add_image(io.BytesIO(picture()))[0]
        document.add_paragraph()._p.append(
            parse_xml(
                f'<w:r xmlns:w="{W}" xmlns:r="{R}" xmlns:o="urn:schemas-microsoft-com:office:office"'
                ' xmlns:v="urn:schemas-microsoft-com:vml"><w:object><v:shape alt="Loads of May">'
                f'<v:imagedata r:id="{key}"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/>'
                "</w:object></w:r>"
            )
        )

    reading = reading_of(build)
    assert [one.alt for one in figures(reading)] == ["Loads of May"]
    [told] = [one for one in reading.notes if one.code == "file-dropped"]
    assert "Excel.Sheet.12" in told.message


def test_the_words_of_diagrams_are_told() -> None:
    def build(document: Any) -> None:
        part = Part(
            PackURI("/word/diagrams/data1.xml"),
            "application/xml",
            f'<d xmlns:a="{DRAWING}"><a:t>Tender</a:t><a:t>Award</a:t></d>'.encode(),
            document.part.package,
        )
        key = document.part.relate_to(part, f"{R}/diagramData")
        document.add_paragraph()._p.append(
            parse_xml(
                f'<w:r xmlns:w="{W}"><w:drawing><dgm:relIds xmlns:r="{R}" r:dm="{key}"'
                ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"/></w:drawing></w:r>'
            )
        )

    reading = reading_of(build)
    assert [one.words for one in reading.notes if one.code == "text-box-dropped"] == [
        "Tender Award"
    ]
    assert "file-dropped" in codes(reading)
