"""Pictures travel once: the payload names them, and whoever reads the file finds them in it, byte for byte."""

import io
import random
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from typing import Any, Literal

import orjson
import pikepdf
import pydyf
import pypdfium2
import pytest
from PIL import Image as Pillow, ImageChops, ImageOps

import briefkit as bk
from briefkit.data.tree import to_tree
from briefkit.formats.html.writing import write as html_writer
from briefkit.formats.pdf.stream_ends import AMBIGUOUS_END
from briefkit.formats.pdf.writing.conformance import (
    avoid_ambiguous_ends,
    settle_streams,
)
from briefkit.lower import lower
from briefkit.model.media import image_of
from briefkit.reconcile.payload import write_payload
from briefkit.style import Engine
from support.rendered import VISUAL
from support.sheet_files import docx_of, pdf_of

BYTES_A_PIXEL = {"RGB": 3, "L": 1, "RGBA": 4, "LA": 2}


def noise(side: int, mode: str = "RGB", seed: int = 1) -> Pillow.Image:
    """A picture that nothing packs smaller."""
    data = random.Random(seed).randbytes(side * side * BYTES_A_PIXEL[mode])
    return Pillow.frombytes(mode, (side, side), data)


def packed(picture: Pillow.Image, kind: str, **options: Any) -> bk.Image:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return bk.Image(out.getvalue(), f"image/{kind.lower()}")


def brief_of(*images: bk.Image, photo: bk.Image | None = None) -> bk.Brief:
    figures = [
        bk.Figure(image, f"picture {number}", caption=f"Words under {number}")
        for number, image in enumerate(images)
    ]
    section = bk.Section("events", blocks=[*figures, bk.Paragraph("It rained all day.")])
    return bk.Brief("A title", sections=[section], authors=[bk.Author("Ann Lee", photo=photo)])


def weight(brief: bk.Brief) -> int:
    return sum(len(image.data) for image in {image for _, image in bk.walk(brief, bk.Image)})


KINDS: dict[str, Callable[[], bk.Image]] = {
    "RGB": lambda: packed(noise(300), "PNG"),
    "grey": lambda: packed(noise(300, "L"), "PNG"),
    "palette": lambda: packed(noise(300).quantize(37), "PNG"),
    "black and white": lambda: packed(noise(900, "L").convert("1"), "PNG"),
    "transparent": lambda: packed(noise(300, "RGBA"), "PNG"),
    "a transparent colour": lambda: packed(noise(300), "PNG", transparency=(1, 2, 3)),
    "of many parts": lambda: packed(noise(500), "PNG", compress_level=0),
    "JPEG": lambda: packed(noise(500), "JPEG", quality=85),
    "progressive": lambda: packed(noise(500), "JPEG", quality=85, progressive=True),
    "grey JPEG": lambda: packed(noise(700, "L"), "JPEG", quality=85),
}
#: In these, a PDF has no room for the bytes of the file, so it holds the whole file as well.
TWICE = {"transparent", "a transparent colour"}


def most(format: str, by: Engine | None, *, twice: bool) -> float:
    """How many times what its pictures weigh a file may weigh. Typst packs the dots of every PNG anew."""
    if format == "html":
        return 1.4
    return 2.15 if format == "pdf" and (twice or by == "typst") else 1.15


@pytest.mark.parametrize(("format", "by"), VISUAL)
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_comes_back_byte_for_byte_and_travels_once(
    kind: str, format: str, by: Engine | None
) -> None:
    brief = brief_of(KINDS[kind]())
    data = bk.render(brief, format, engine=by)
    assert bk.read(data) == bk.Reading(brief)
    assert len(data) <= most(format, by, twice=kind in TWICE) * weight(brief) + 100_000


@pytest.mark.parametrize(("format", "by"), VISUAL)
def test_many_small_pictures_and_one_that_stands_twice(format: str, by: Engine | None) -> None:
    images = [packed(noise(40, seed=seed), "PNG") for seed in range(30)]
    brief = brief_of(*images, images[3], photo=images[5])
    data = bk.render(brief, format, engine=by)
    assert bk.read(data) == bk.Reading(brief)
    assert len(data) <= most(format, by, twice=False) * weight(brief) + 100_000


@cache
def forty_megabytes() -> bk.Brief:
    return brief_of(
        packed(noise(3000), "PNG", compress_level=0), packed(noise(4400), "JPEG", quality=75)
    )


@pytest.mark.long
@pytest.mark.parametrize(
    ("format", "by"), [*VISUAL, ("json", None), ("yaml", None), ("markdown", None)]
)
def test_forty_megabytes(format: str, by: Engine | None) -> None:
    brief = forty_megabytes()
    assert 38_000_000 < weight(brief) < 41_000_000
    assert bk.read(bk.render(brief, format, engine=by), format).brief == brief


def test_a_page_beyond_its_reader_is_refused_with_the_limit() -> None:
    brief = brief_of(packed(noise(600), "PNG", compress_level=0))
    with pytest.raises(bk.RenderError, match="1,000,000"):
        bk.render(brief, "html", limits=bk.Limits(file_bytes=1_000_000))


def test_data_beyond_its_reader_is_refused_with_the_limit() -> None:
    words = "".join(
        random.Random(1).choices([chr(code) for code in range(0x4E00, 0x9000)], k=4_000_000)
    )
    with pytest.raises(bk.RenderError, match="9,000,000"):
        bk.render(bk.draft("A").background(words).build(), "docx")


def corners() -> Pillow.Image:
    """A picture that is red above at the left, and blue below at the right."""
    drawn = Pillow.new("RGB", (400, 200), "white")
    drawn.paste("red", (0, 0, 200, 100))
    drawn.paste("blue", (200, 100, 400, 200))
    return drawn


def from_red_to_blue(picture: Pillow.Image) -> tuple[float, float]:
    """How far the middle of what is blue is from that of what is red, in pixels: to the right, and down."""
    reds, greens, blues = picture.convert("RGB").split()
    red, blue = (
        ImageChops.subtract(one, greens)
        .point([255 * (value > 128) for value in range(256)])
        .getbbox()
        for one in (reds, blues)
    )
    assert red
    assert blue
    return (blue[0] + blue[2] - red[0] - red[2]) / 2, (blue[1] + blue[3] - red[1] - red[3]) / 2


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_turned_pictures_of_a_pdf_are_seen_upright(engine: Engine, kind: str) -> None:
    image = packed(corners(), kind)
    for orientation in range(1, 9):
        turned = bk.evolve(image, orientation=orientation)
        with pypdfium2.PdfDocument(bk.render(brief_of(turned), "pdf", engine=engine)) as pdf:
            seen = from_red_to_blue(pdf[0].render().to_pil())
        with Pillow.open(io.BytesIO(turned.file)) as stored:
            wanted = from_red_to_blue(ImageOps.exif_transpose(stored))
        scale = abs(seen[0] / wanted[0])
        assert seen == pytest.approx((wanted[0] * scale, wanted[1] * scale), rel=0.05)


@pytest.mark.parametrize("payload", ["full", "none"])
@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_turned_picture_by_weasyprint_is_its_own_bytes_turned(
    kind: str, orientation: int, payload: Literal["full", "none"]
) -> None:
    image = bk.evolve(packed(corners(), kind), orientation=orientation)
    brief = brief_of(image)
    data = bk.render(brief, "pdf", payload=payload)
    if payload == "full":
        assert bk.read(data) == bk.Reading(brief)
    with pikepdf.open(io.BytesIO(data)) as file:
        stored = [
            (int(part.Width), int(part.Height))
            for part in file.objects
            if isinstance(part, pikepdf.Stream) and part.get("/Subtype") == "/Image"
        ]
        assert stored == [(400, 200)]


# The form of before, in which the payload held the bytes


@pytest.mark.parametrize("format", ["pdf", "docx", "html"])
def test_a_payload_that_holds_the_bytes(format: str) -> None:
    brief = brief_of(KINDS["RGB"](), photo=KINDS["JPEG"]())
    payload = orjson.loads(write_payload(brief))
    payload["brief"] = to_tree(brief)
    del payload["pictures"]
    writers = {
        "docx": docx_of,
        "html": html_writer.write_sheet,
        "pdf": pdf_of,
    }
    data = writers[format](lower(brief), bk.PLAIN, orjson.dumps(payload))
    assert bk.read(data) == bk.Reading(brief)


# Changed by other programs


OTHER = packed(noise(30, seed=9), "JPEG", quality=20)
WRITTEN = brief_of(*(packed(noise(200, seed=seed), "JPEG", quality=90) for seed in range(3)))


def with_other_picture(data: bytes, format: str) -> bytes:
    """A file in which a program put another picture in place of the second."""
    old = WRITTEN.sections[0].blocks[1].image.data  # type: ignore[union-attr]  # a Figure
    if format == "html":
        return data.replace(b64encode(old), b64encode(OTHER.data))
    out = io.BytesIO()
    if format == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(out, "w") as written:
            for name in read.namelist():
                found = read.read(name)
                written.writestr(name, OTHER.data if found == old else found)
        return out.getvalue()
    with pikepdf.open(io.BytesIO(data)) as file:
        for part in file.objects:
            if isinstance(part, pikepdf.Stream) and part.read_raw_bytes() == old:
                part.write(OTHER.data, filter=pikepdf.Name.DCTDecode)
                part.Width, part.Height = 30, 30
        file.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("format", "by"), VISUAL)
def test_a_changed_picture_costs_that_picture_alone(format: str, by: Engine | None) -> None:
    data = with_other_picture(bk.render(WRITTEN, format, engine=by), format)
    reading = bk.read(data, format)
    (lost,) = bk.differences(WRITTEN, reading.brief)
    assert (lost.path, lost.after) == ("sections[0].blocks[1].image.data", OTHER.data)
    (note,) = reading.notes
    assert (note.code, note.path) == ("picture-changed", "sections[0].blocks[1].image")


def test_a_changed_picture_and_edited_words() -> None:
    page = with_other_picture(bk.render(WRITTEN, "html"), "html")
    reading = bk.read(page.replace(b">It rained all day.<", b">It snowed all day.<"), "html")
    paths = [one.path for one in bk.differences(WRITTEN, reading.brief)]
    assert paths == [
        "sections[0].blocks[1].image.data",
        "sections[0].blocks[3].text[3:9]",
    ]
    assert [note.code for note in reading.notes] == ["block-edited", "picture-changed"]


def of_pdf(engine: Engine, change: Callable[[Any], None], brief: bk.Brief = WRITTEN) -> bk.Reading:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(bk.render(brief, "pdf", engine=engine))) as file:
        change(file)
        file.save(out)
    return bk.read(out.getvalue())


def forget_piece(file: Any) -> None:
    del file.Root.PieceInfo


def test_a_jpeg_is_found_without_what_leads_to_it(engine: Engine) -> None:
    assert of_pdf(engine, forget_piece) == bk.Reading(WRITTEN)


def forget_pictures(file: Any) -> None:
    forget_piece(file)
    for page in file.pages:
        if "/XObject" in page.obj.Resources:
            del page.obj.Resources["/XObject"]


def test_a_picture_that_is_gone_from_a_pdf_leaves_its_words(engine: Engine) -> None:
    image = packed(noise(150), "PNG")
    photo = packed(noise(20, "L"), "PNG")
    reading = of_pdf(engine, forget_pictures, brief_of(image, photo=photo))
    assert reading.brief.sections[0].blocks[0] == bk.Paragraph("Words under 0")
    assert reading.brief.authors == (bk.Author("Ann Lee"),)
    found = [(note.code, note.level, note.words) for note in reading.notes]
    assert found == [
        ("picture-dropped", bk.Level.DROPPED, ""),
        ("picture-dropped", bk.Level.DROPPED, "picture 0"),
    ]


def break_pictures(file: Any) -> None:
    for entry in file.Root.PieceInfo.briefkit.Private.Pictures:
        entry.Image.write(b"no picture", filter=pikepdf.Name.DCTDecode)


def test_a_broken_picture_costs_that_picture_alone(engine: Engine) -> None:
    reading = of_pdf(engine, break_pictures)
    assert {note.code for note in reading.notes} == {"picture-dropped"}
    assert reading.brief.sections[0].blocks[-1] == WRITTEN.sections[0].blocks[-1]


def test_strip_leaves_neither_frame_nor_file(engine: Engine) -> None:
    image = packed(noise(200, "RGBA"), "PNG")
    bare = bk.strip(bk.render(brief_of(image), "pdf", engine=engine))
    assert image.data not in bare
    with pikepdf.open(io.BytesIO(bare)) as file:
        assert "/PieceInfo" not in file.Root


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_no_stream_of_a_picture_ends_in_half_a_line_end(engine: Engine, mode: str) -> None:
    image = next(
        packed(picture, "PNG")
        for picture in (noise(9, mode, seed) for seed in range(3000))
        if ends_in_return(packed(picture.convert("RGB"), "PNG").data)
    )
    data = bk.render(brief_of(image), "pdf", engine=engine)
    assert AMBIGUOUS_END not in data
    assert bk.read(data).brief == brief_of(image)


def ends_in_return(png: bytes) -> bool:
    """Whether the compressed pixels of a small PNG end so."""
    start = png.index(b"IDAT")
    return png[start + 3 + int.from_bytes(png[start - 4 : start])] == ord("\r")


# Pictures that are vast


def drawn(mode: str, size: tuple[int, int], kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    Pillow.new(mode, size).save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (drawn("CMYK", (3600, 3600), "JPEG"), "has four inks and unpacks to"),
        (drawn("I;16", (5000, 5000), "PNG"), "has 16 bits a sample and unpacks to"),
    ],
    ids=["four inks", "16 bits"],
)
def test_what_has_to_be_converted_is_not_vast(data: bytes, what: str) -> None:
    with pytest.raises(bk.ModelError, match=what):
        image_of(data)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_what_is_only_looked_at_may_be(kind: str) -> None:
    data = drawn("L", (9000, 9000), kind)
    assert image_of(data).size == (9000, 9000)


def test_streams_are_compressed_once_and_end_in_no_part_of_a_line_end() -> None:
    pdf, said = pydyf.PDF(), [bytes([number]) for number in range(256)]
    streams = [pydyf.Stream([words], compress=True) for words in said]
    for stream in streams:
        pdf.add_object(stream)
    settle_streams(pdf)
    assert any(stream.stream[0].endswith(b"\r") for stream in streams)
    avoid_ambiguous_ends(pdf)
    packed = [b"\n".join(stream.stream) for stream in streams]
    assert [zlib.decompressobj().decompress(data) for data in packed] == said
    assert not any(data.endswith(b"\r") for data in packed)
    drafts = [io.BytesIO(), io.BytesIO()]
    for draft in drafts:
        pdf.current_position = 0
        pdf.write(draft)
        assert AMBIGUOUS_END not in draft.getvalue()
    assert [b"\n".join(stream.stream) for stream in streams] == packed
