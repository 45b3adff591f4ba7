"""Pictures: what they tell of those who took them is cut, how they are turned is kept, damaged ones are refused."""

import io
import pickle
import re
import struct
import warnings
import zipfile
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import attrs
import docx
import pikepdf
import pytest
from PIL import Image as Pillow, ImageCms, ImageFile

import briefkit as bk
from briefkit.model import media
from briefkit.model.media import image_of, jpeg, without_metadata
from briefkit.style import Engine

OLD = Path(__file__).parent / "cases" / "old"
SECRET = b"Anna Photographer"
SIZE = (24, 16)


def scene(size: tuple[int, int] = SIZE, mode: str = "RGB") -> Any:
    """A picture of which no two corners are alike."""
    picture = Pillow.linear_gradient("L").resize(size)
    across = picture.transpose(Pillow.Transpose.ROTATE_90).resize(size)
    return Pillow.merge("RGB", (picture, across, Pillow.new("L", size, 90))).convert(mode)


def saved(picture: Any, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def exif(orientation: int) -> Any:
    """What a telephone writes: the orientation, who took it, and where."""
    found = Pillow.Exif()
    found[0x0112], found[0x013B] = orientation, SECRET.decode()
    found[0x8825] = {1: "N", 2: (48.0, 51.0, 29.0), 3: "E", 4: (2.0, 17.0, 40.0)}
    return found


def pixels(data: bytes) -> bytes:
    with Pillow.open(io.BytesIO(data)) as picture:
        return picture.convert("RGBA").tobytes()


JPEG = saved(scene(), "JPEG")
PNG = saved(scene(), "PNG")
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def segment(marker: int, said: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(said) + 2) + said


def in_jpeg(*parts: bytes) -> bytes:
    """A JPEG with segments behind its JFIF header, which is 20 bytes with the start."""
    return JPEG[:20] + b"".join(parts) + JPEG[20:]


def chunk(kind: bytes, said: bytes) -> bytes:
    return struct.pack(">L", len(said)) + kind + said + struct.pack(">L", zlib.crc32(kind + said))


def in_png(*parts: bytes) -> bytes:
    """A PNG with chunks behind its header, which is 33 bytes with the signature."""
    return PNG[:33] + b"".join(parts) + PNG[33:]


def png(header: tuple[int, ...], rows: bytes, *beside: bytes) -> bytes:
    """A PNG written by hand: width, height, depth and colours, and the filtered rows."""
    parts = (*header, 0, 0, 0)[:7]
    return b"".join(
        (
            PNG[:8],
            chunk(b"IHDR", struct.pack(">LLBBBBB", *parts)),
            *beside,
            chunk(b"IDAT", zlib.compress(rows)),
            chunk(b"IEND", b""),
        )
    )


# What is cut


TELLING: dict[str, bytes] = {
    "EXIF": saved(scene(), "JPEG", exif=exif(1)),
    "EXIF of its own making": in_jpeg(segment(0xE1, b"Exif\0\0" + SECRET)),
    "XMP": in_jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET)),
    "IPTC": in_jpeg(segment(0xED, b"Photoshop 3.0\0" + SECRET)),
    "a comment": in_jpeg(segment(0xFE, SECRET)),
    "a thumbnail in JFIF": JPEG[:4] + struct.pack(">H", 16 + 18) + JPEG[6:18] + b"\x03\x02" + SECRET + b"." + JPEG[20:],
    "a thumbnail beside JFIF": in_jpeg(segment(0xE0, b"JFXX\0\x10" + SECRET)),
    "further pictures": saved(scene(), "MPO", save_all=True, append_images=[scene().rotate(180)]),
    "FlashPix": in_jpeg(segment(0xE2, b"FPXR\0" + SECRET)),
    "a profile that is none": in_jpeg(segment(0xE2, b"ICC_PROFILE\0\1\1" + SECRET)),
    **{f"APP{n}": in_jpeg(segment(0xE0 + n, SECRET)) for n in (0, *range(3, 16))},
    "bytes between segments": in_jpeg(SECRET),
    "bytes behind the end": JPEG + SECRET,
    "a picture behind the end": JPEG + saved(scene(), "JPEG", exif=exif(1)),
    "a segment before the end": JPEG[:-2] + segment(0xFE, SECRET) + JPEG[-2:],
    "eXIf": saved(scene(), "PNG", exif=exif(1)),
    "tEXt": in_png(chunk(b"tEXt", b"Author\0" + SECRET)),
    "zTXt": in_png(chunk(b"zTXt", b"Author\0\0" + zlib.compress(SECRET))),
    "iTXt": in_png(chunk(b"iTXt", b"Author\0\0\0\0\0" + SECRET)),
    "tIME": in_png(chunk(b"tIME", struct.pack(">HBBBBB", 2026, 1, 2, 3, 4, 5))),
    "a private chunk": in_png(chunk(b"prVt", SECRET)),
    "a chunk that is too long": in_png(chunk(b"gAMA", struct.pack(">L", 45455) + SECRET)),
    "a profile in PNG that is none": in_png(chunk(b"iCCP", b"x\0\0" + zlib.compress(SECRET))),
    "chunks before the end": PNG[:-12] + chunk(b"tEXt", b"Author\0" + SECRET) + PNG[-12:],
    "bytes behind the last chunk": PNG + SECRET,
    "frames": saved(scene(), "PNG", save_all=True, append_images=[scene().rotate(180)]),
}  # fmt: skip


@pytest.mark.parametrize("data", TELLING.values(), ids=TELLING)
def test_what_is_not_needed_to_see_a_picture_is_cut(data: bytes) -> None:
    image = image_of(data)
    assert SECRET not in image.data
    assert image == image_of(JPEG if data.startswith(JPEG[:2]) else PNG)
    assert pixels(image.data) == pixels(data)  # nothing was coded anew
    assert without_metadata(data) == image.data


def test_what_is_needed_to_see_a_picture_is_kept() -> None:
    adobe = segment(0xEE, b"Adobe\0\x64\0\0\0\0\x00")
    for data in (
        JPEG,
        PNG,
        saved(scene(), "JPEG", icc_profile=SRGB),
        saved(scene(), "JPEG", progressive=True),
        saved(scene(), "JPEG", restart_marker_blocks=1),
        saved(scene(mode="L"), "JPEG"),
        JPEG[:2] + adobe + JPEG[20:],
        saved(scene(), "PNG", icc_profile=SRGB, dpi=(300, 300)),
        saved(scene().quantize(5), "PNG", transparency=bytes((0, 99, 255, 255, 255))),
        saved(scene(mode="1"), "PNG"),
        saved(scene(mode="LA"), "PNG"),
        in_png(chunk(b"sRGB", b"\0"), chunk(b"gAMA", struct.pack(">L", 45455)), chunk(b"cHRM", bytes(32))),
    ):  # fmt: skip
        image = image_of(data)
        assert image.data is data
        assert without_metadata(data) is data


def test_a_profile_of_other_colours_is_cut() -> None:
    assert image_of(saved(scene(), "JPEG", icc_profile=LAB)).data == JPEG
    grey = scene(mode="L")
    assert image_of(saved(grey, "PNG", icc_profile=SRGB)).data == saved(grey, "PNG")


def test_of_what_adobe_says_the_colours_are_kept() -> None:
    adobe = b"Adobe\0\x64\0\0\0\0\x01"
    image = image_of(in_jpeg(segment(0xEE, adobe + SECRET)))
    assert image.data == in_jpeg(segment(0xEE, adobe))


def test_an_image_of_its_own_bytes_is_equal() -> None:
    for data in (*TELLING.values(), saved(scene(mode="CMYK"), "JPEG")):
        image = image_of(data)
        again = bk.Image(image.data, image.media_type, image.orientation)
        assert again == image == image_of(image.file) == attrs.evolve(image)
        assert again.data is image.data
        assert pickle.loads(pickle.dumps(image)) == image
        assert image_of(data) == image  # a picture that is converted comes out the same


def test_damaged_files_lose_what_can_be_found_in_them() -> None:
    noise = Pillow.effect_noise((60, 40), 90)
    for kind in ("JPEG", "PNG"):
        data = saved(noise, kind, exif=exif(6))
        half = data[: len(data) * 2 // 3]
        clean = without_metadata(half)
        assert SECRET in half
        assert SECRET not in clean
        assert clean.endswith(half[-100:])
        assert without_metadata(clean) == clean
    assert without_metadata(SECRET) is SECRET


# How they are turned


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_orientation_of_exif_becomes_a_field(kind: str, orientation: int) -> None:
    image = image_of(saved(scene(), kind, exif=exif(orientation)))
    assert image.orientation == orientation
    assert image.size == (SIZE if orientation < 5 else SIZE[::-1])
    assert image == bk.Image(JPEG if kind == "JPEG" else PNG, image.media_type, orientation)
    with Pillow.open(io.BytesIO(image.file)) as found:
        assert dict(found.getexif()) == ({0x0112: orientation} if orientation > 1 else {})
    assert image_of(image.file) == image


@pytest.mark.parametrize(
    ("said", "orientation"),
    [
        (struct.pack("<2sHLHHHLHHL", b"II", 42, 8, 1, 0x0112, 3, 1, 6, 0, 0), 6),
        (struct.pack(">2sHLHHHLLL", b"MM", 42, 8, 1, 0x0112, 4, 1, 8, 0), 8),
        (struct.pack(">2sHLHHHLHHL", b"MM", 42, 8, 1, 0x0112, 3, 1, 9, 0, 0), 1),
        (struct.pack(">2sHLHHHLHHL", b"MM", 42, 8, 1, 0x010F, 3, 1, 6, 0, 0), 1),
        (struct.pack(">2sHL", b"MM", 42, 2**32 - 1), 1),
        (struct.pack(">2sHLH", b"MM", 42, 8, 65535), 1),
        (b"MM\0", 1),
        (b"XX\0*", 1),
        (b"", 1),
    ],
)
def test_exif_is_read_in_both_orders_and_where_it_is_damaged(said: bytes, orientation: int) -> None:
    assert image_of(in_jpeg(segment(0xE1, b"Exif\0\0" + said))).orientation == orientation
    assert image_of(in_png(chunk(b"eXIf", said))).orientation == orientation


def test_an_orientation_that_is_given_must_not_contradict_the_bytes() -> None:
    data = saved(scene(), "JPEG", exif=exif(6))
    assert bk.Image(data, "image/jpeg", 6).orientation == 6
    assert bk.Image(JPEG, "image/jpeg", 3).orientation == 3
    with pytest.raises(bk.ModelError, match=r"Image\.orientation: is 3, but the bytes say 6"):
        bk.Image(data, "image/jpeg", 3)
    assert bk.evolve(image_of(data), orientation=1).orientation == 1
    wrong: Any
    for wrong in (0, 9, -1, True, "6", None, 6.0):
        with pytest.raises(bk.ModelError, match=r"Image\.orientation"):
            bk.Image(JPEG, "image/jpeg", wrong)


# What is refused


def _noise(size: tuple[int, int] = (64, 48)) -> bytes:
    return saved(Pillow.effect_noise(size, 90).convert("RGB"), "JPEG")


def _with_byte(data: bytes, place: int) -> bytes:
    return data[:place] + bytes((data[place] ^ 1,)) + data[place + 1 :]


def _with_frame(marker: int, bits: int = 8, colours: int = 3) -> bytes:
    """A JPEG whose frame says that it is another one."""
    at = JPEG.index(b"\xff\xc0")
    return JPEG[:at] + bytes((0xFF, marker)) + JPEG[at + 2 : at + 4] + bytes((bits,)) + JPEG[at + 5 : at + 9] + bytes((colours,)) + JPEG[at + 10 :]  # fmt: skip


ROW = b"\0" + bytes(3)
BROKEN: dict[str, tuple[bytes, str]] = {
    "half a PNG": (PNG[: len(PNG) // 2], "cut off"),
    "a PNG without its end": (PNG[:-12], "cut off"),
    "a wrong checksum": (_with_byte(PNG, 60), "cut off"),
    "no pixels": (PNG[:33] + PNG[-12:], "cut off"),
    "too few pixels": (png((3, 2, 8, 0), ROW), "cut off"),
    "too many pixels": (png((3, 2, 8, 0), ROW * 3), "cut off"),
    "an unknown filter": (png((3, 2, 8, 0), ROW + b"\5" + bytes(3)), "cut off"),
    "a wrong sum of pixels": (PNG[:33] + chunk(b"IDAT", zlib.compress(ROW)[:-1] + b"x") + PNG[-12:], "cut off"),
    "no palette": (png((3, 2, 8, 3), ROW * 2), "cut off"),
    "a palette too late": (png((3, 2, 8, 3), ROW * 2)[:-12] + chunk(b"PLTE", bytes(9)) + PNG[-12:], "cut off"),
    "a palette too long": (png((3, 1, 1, 3), b"\0\0", chunk(b"PLTE", bytes(9))), "cut off"),
    "a chunk that must be known": (in_png(chunk(b"CgBI", bytes(4))), "few programs know"),
    "an impossible depth": (png((3, 2, 3, 0), ROW * 2), "no PNG or JPEG"),
    "half a JPEG": (_noise()[:1500], "cut off"),
    "half a JPEG with an end": (_noise()[:1500] + b"\xff\xd9", "cut off"),
    "a JPEG without an end": (JPEG[:-2], "cut off"),
    "a JPEG of tables": (JPEG[: JPEG.index(b"\xff\xc0")] + b"\xff\xd9", "no PNG or JPEG"),
    "no scan": (JPEG[: JPEG.index(b"\xff\xda")] + b"\xff\xd9", "cut off"),
    "no Huffman tables": (re.sub(rb"\xff\xc4.*(?=\xff\xda)", b"", JPEG, flags=re.DOTALL), "cut off"),
    "lossless": (_with_frame(0xC3), "lossless, arithmetic or hierarchical"),
    "arithmetic": (_with_frame(0xC9), "lossless, arithmetic or hierarchical"),
    "hierarchical": (_with_frame(0xC5), "lossless, arithmetic or hierarchical"),
    "12 bits": (_with_frame(0xC1, bits=12), "12 bits a sample"),
    "two colours": (_with_frame(0xC0, colours=2), "2 colours"),
    "many scans": (in_jpeg(JPEG[JPEG.index(b"\xff\xda") : -2] * 300), "scans, too many"),
    "too many pixels in a header": (png((20_000, 20_000, 8, 0), ROW), "too many"),
    "a GIF": (saved(scene(), "GIF"), "no PNG or JPEG"),
}  # fmt: skip


@pytest.mark.parametrize("lenient", [False, True])
@pytest.mark.parametrize(("data", "words"), BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_decoded_whole_is_refused(
    data: bytes, words: str, lenient: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)  # as a host may have it
    with pytest.raises(bk.ModelError, match=words):
        image_of(data)


def test_no_setting_of_the_process_is_changed_or_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pillow, "MAX_IMAGE_PIXELS", 10)
    filters = warnings.filters[:]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for mode in ("RGB", "L", "CMYK"):
            image_of(saved(scene((64, 64), mode), "JPEG"))
    assert warnings.filters == filters


def test_bytes_are_decoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[bytes] = []
    decode = jpeg.decoded

    def counted(data: bytes) -> bytes:
        decoded.append(data)
        return decode(data)

    monkeypatch.setattr(jpeg, "decoded", counted)
    monkeypatch.setattr(media, "_WHOLE", {})
    monkeypatch.setattr(media, "_MOST_WHOLE", 2)
    telling = saved(scene(), "JPEG", exif=exif(6))
    for _ in range(3):
        image = image_of(telling)
        bk.evolve(image, orientation=3)
        bk.Image(JPEG, "image/jpeg")
    assert len(decoded) == 1
    for size in range(1, 9):
        image_of(saved(scene((size, 3)), "JPEG"))
    assert len(decoded) == 9
    assert len(media._WHOLE) <= 2


# What is converted


def test_four_inks_become_three_colours() -> None:
    image = image_of(saved(scene(mode="CMYK"), "JPEG", quality=95))
    with Pillow.open(io.BytesIO(image.data)) as found:
        assert (found.mode, image.media_type) == ("RGB", "image/jpeg")
        assert _furthest(found.tobytes(), scene().tobytes()) < 24
    damaged = SRGB[:16] + b"CMYK" + SRGB[20:]
    assert image_of(saved(scene(mode="CMYK"), "JPEG", icc_profile=damaged)).size == SIZE


def _furthest(one: bytes, other: bytes) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _filtered(rows: Iterable[bytes], step: int) -> bytes:
    """Filter rows in turn by nothing, by what is to the left, and by what is above (PNG, 9.2)."""
    found, above = b"", b""
    for number, row in enumerate(rows):
        beside = (bytes(len(row)), bytes(step) + row[:-step], above)[number % 3]
        found += bytes((number % 3,)) + bytes(
            (a - b) & 255 for a, b in zip(row, beside, strict=True)
        )
        above = row
    return found


@pytest.mark.parametrize(
    ("colours", "channels", "mode"), [(0, 1, "L"), (2, 3, "RGB"), (4, 2, "LA"), (6, 4, "RGBA")]
)
def test_sixteen_bits_become_eight(colours: int, channels: int, mode: str) -> None:
    width, height = 5, 6
    samples = [(7919 * n) & 0xFFFF for n in range(width * height * channels)]
    length = width * channels
    rows = [
        struct.pack(f">{length}H", *samples[n : n + length]) for n in range(0, len(samples), length)
    ]
    data = png(
        (width, height, 16, colours),
        _filtered(rows, 2 * channels),
        chunk(b"gAMA", struct.pack(">L", 45455)),
    )
    image = image_of(data)
    with Pillow.open(io.BytesIO(image.data)) as found:
        assert (found.mode, found.tobytes()) == (mode, bytes(one >> 8 for one in samples))
        assert found.info["gamma"] == 0.45455
    assert bk.Image(image.data, "image/png").data is image.data


@pytest.mark.parametrize("colours", [0, 2])
def test_a_transparent_colour_of_sixteen_bits_is_that_one_only(colours: int) -> None:
    channels = 1 if colours == 0 else 3
    clear, near = struct.pack(">H", 0x1234) * channels, struct.pack(">H", 0x1235) * channels
    image = image_of(png((2, 1, 16, colours), b"\0" + clear + near, chunk(b"tRNS", clear)))
    with Pillow.open(io.BytesIO(image.data)) as found:
        assert found.getchannel("A").tobytes() == b"\0\xff"


def test_interlaced_pictures_are_checked_pass_by_pass() -> None:
    # 3 × 3 of one byte: the passes have 1, none, none, 1, 2, 3 and 3 pixels, in rows of their own.
    rows = [1, 1, 2, 1, 1, 3]
    data = png((3, 3, 8, 0, 0, 0, 1), b"".join(b"\0" + bytes(n) for n in rows))
    assert image_of(data).data is data
    wide = png((3, 3, 16, 0, 0, 0, 1), b"".join(b"\0" + bytes(range(2 * n)) for n in rows))
    with Pillow.open(io.BytesIO(image_of(wide).data)) as found:
        assert found.getpixel((0, 0)) == 0
    with pytest.raises(bk.ModelError, match="cut off"):
        image_of(png((3, 3, 8, 0, 0, 0, 1), b"".join(b"\0" + bytes(n) for n in rows[1:])))


# In files

FORMATS = ("pdf", "docx", "html", "markdown", "yaml", "json")
EIGHT = (
    bk.draft("Eight photographs")
    .background(
        *(
            bk.figure(bk.evolve(image_of(data), orientation=turn), alt=f"{turn}")
            for turn, data in enumerate((JPEG, JPEG, PNG, PNG, JPEG, PNG, PNG, JPEG), 1)
        )
    )
    .author("Anna", photo=bk.evolve(image_of(JPEG), orientation=6))
    .build()
)
TURNS = [*range(1, 9), 6]


def turns(brief: bk.Brief) -> list[int]:
    return [image.orientation for _, image in bk.walk(brief, bk.Image)]


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_gives_the_orientation_back(format: str) -> None:
    reading = bk.read(bk.render(EIGHT, format), format)
    assert (reading.brief, reading.notes) == (EIGHT, ())


@pytest.mark.parametrize("format", ["docx", "html"])
def test_a_file_without_the_brief_in_it_shows_the_orientation(format: str) -> None:
    bare = bk.render(EIGHT, format, payload="none")
    assert turns(bk.read(bare, format).brief) == TURNS
    assert turns(bk.read(bk.strip(bare), format).brief) == TURNS


def test_a_frame_in_word_is_turned() -> None:
    with zipfile.ZipFile(io.BytesIO(bk.render(EIGHT, "docx"))) as package:
        words = package.read("word/document.xml").decode()
        assert not any(
            b"Exif" in package.read(name) for name in package.namelist() if "media" in name
        )
    assert re.findall(r"<a:xfrm([^>]*)>", words)[:8] == [
        "",
        ' flipH="1"',
        ' rot="10800000"',
        ' rot="10800000" flipH="1"',
        ' rot="16200000" flipH="1"',
        ' rot="5400000"',
        ' rot="5400000" flipH="1"',
        ' rot="16200000"',
    ]
    # The extents are those of the frame before it is turned.
    sides = re.findall(r'ext(?:ent)? cx="(\d+)" cy="(\d+)"', words)
    assert all(int(wide) > int(high) for wide, high in sides)


@pytest.mark.parametrize(
    ("attributes", "turn"),
    [
        ('rot="-5400000"', 8),
        ('rot="27000000"', 6),
        ('flipV="1"', 4),
        ('flipV="true" flipH="true"', 3),
        ('rot="5400000" flipV="1"', 5),
        ('rot="300000"', 1),
        ('rot="x"', 1),
        ('rot="21600000" flipH="0"', 1),
    ],
)
def test_frames_are_read_as_programs_write_them(attributes: str, turn: int) -> None:
    brief = bk.draft("One").background("Words.", bk.figure(JPEG, alt="A house")).build()
    data = _in_word(bk.render(brief, "docx", payload="none"), "<a:xfrm>", f"<a:xfrm {attributes}>")
    assert turns(bk.read(data, "docx").brief) == [turn]


def test_a_frame_that_somebody_turned_is_an_edit() -> None:
    brief = bk.draft("One").background("Words.", bk.figure(JPEG, alt="A house")).build()
    data = _in_word(bk.render(brief, "docx"), "<a:xfrm>", '<a:xfrm rot="5400000">')
    reading = bk.read(data, "docx")
    assert turns(reading.brief) == [6]
    assert [note.code for note in reading.notes] == ["picture-changed"]


def _in_word(data: bytes, before: str, after: str) -> bytes:
    """A Word document with other words in its text."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as found, zipfile.ZipFile(out, "w") as made:
        for name in found.namelist():
            part = found.read(name)
            if name == "word/document.xml":
                assert before.encode() in part
                part = part.replace(before.encode(), after.encode())
            made.writestr(name, part)
    return out.getvalue()


def test_a_page_says_the_orientation_in_its_pictures() -> None:
    page = bk.render(EIGHT, "html", payload="none")
    pictures = re.findall(rb'base64,([^"]+)" alt="\d" width="(\d+)" height="(\d+)"', page)
    for turn, (data, *sides) in enumerate(pictures, 1):
        with Pillow.open(io.BytesIO(b64decode(data))) as found:
            assert found.getexif().get(0x0112, 1) == turn
        assert tuple(map(int, sides)) == (SIZE if turn < 5 else SIZE[::-1])
    assert len(pictures) == 8


def test_a_pdf_has_no_pictures_that_it_must_not_have(engine: Engine) -> None:
    sixteen = png((3, 2, 16, 4), (b"\0" + bytes(range(12))) * 2)
    figures = (
        bk.figure(one, alt="A house") for one in (saved(scene(mode="CMYK"), "JPEG"), sixteen)
    )
    with pikepdf.open(
        io.BytesIO(bk.render(bk.draft("Ink").background(*figures).build(), "pdf", engine=engine))
    ) as pdf:
        pictures = [
            part
            for part in pdf.objects
            if isinstance(part, pikepdf.Stream) and part.get("/Subtype") == "/Image"
        ]
        assert {int(one.BitsPerComponent) for one in pictures} == {8}
        assert not [one for one in pictures if str(one.ColorSpace) == "/DeviceCMYK"]
    assert len(pictures) == 3  # one is a mask


def test_a_logo_comes_through_the_same_door(tmp_path: Path) -> None:
    (tmp_path / "logo.jpg").write_bytes(saved(scene(), "JPEG", exif=exif(6)))
    (tmp_path / "house.toml").write_text('publisher = "The Desk"\nlogo = "logo.jpg"\n')
    theme = bk.load_theme(tmp_path / "house.toml")
    assert theme.logo == bk.Image(JPEG, "image/jpeg", 6)
    brief = bk.draft("One").background("Words.").build()
    with zipfile.ZipFile(io.BytesIO(bk.render(brief, "docx", theme))) as package:
        headers = b"".join(package.read(name) for name in package.namelist() if "header" in name)
    assert b'<a:xfrm rot="5400000">' in headers
    page = bk.render(brief, "html", theme)
    logo = re.search(rb'base64,([^"]+)" alt="[^"]*" width="16" height="24"', page)
    assert logo is not None
    assert b64decode(logo[1]) == theme.logo.file


def test_pictures_of_a_template_go_out_without_what_they_tell() -> None:
    template = docx.Document()
    picture = io.BytesIO(saved(scene(), "JPEG", exif=exif(6)))
    template.sections[0].header.paragraphs[0].add_run().add_picture(picture)
    file = io.BytesIO()
    template.save(file)
    theme = bk.evolve(bk.PLAIN, template=file.getvalue())
    data = bk.render(bk.draft("One").background("Words.").build(), "docx", theme)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        found = [
            package.read(name) for name in package.namelist() if name.endswith((".jpg", ".jpeg"))
        ]
    assert found == [image_of(picture.getvalue()).file]


# Files of the version that kept what cameras say

OLD_TURNS = [6, 3, 8]


@pytest.mark.parametrize("name", ["docx", "html", "pdf", "md", "yaml", "json"])
def test_an_old_file_reads_as_it_was_written(name: str) -> None:
    reading = bk.read(OLD / f"photographs.{name}")
    assert reading.notes == ()
    assert turns(reading.brief) == OLD_TURNS
    assert all(SECRET not in image.data for _, image in bk.walk(reading.brief, bk.Image))
    assert reading.brief == bk.read(OLD / "photographs.json").brief


def _edited_page(data: bytes) -> bytes:
    return data.replace(b">Another view of it.<", b">Another view.<")


def _edited_document(data: bytes) -> bytes:
    return _in_word(data, ">Another view of it.<", ">Another view.<")


@pytest.mark.parametrize(("name", "edit"), [("html", _edited_page), ("docx", _edited_document)])
def test_an_edit_in_an_old_file_leaves_its_pictures_alone(
    name: str, edit: Callable[[bytes], bytes]
) -> None:
    reading = bk.read(edit((OLD / f"photographs.{name}").read_bytes()), name)
    assert [(note.code, note.after) for note in reading.notes] == [
        ("block-edited", "Another view.")
    ]
    assert turns(reading.brief) == OLD_TURNS


@pytest.mark.parametrize("name", ["docx", "html", "pdf"])
def test_strip_takes_out_what_pictures_of_an_old_file_tell(name: str) -> None:
    data = (OLD / f"photographs.{name}").read_bytes()
    assert _tells(data, name)
    stripped = bk.strip(data)
    assert not _tells(stripped, name)
    assert bk.strip(stripped) == stripped
    if name != "pdf":
        assert turns(bk.read(stripped, name).brief) == OLD_TURNS


def _tells(data: bytes, name: str) -> bool:
    match name:
        case "docx":
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                parts = [package.read(one) for one in package.namelist()]
        case "html":
            parts = [b64decode(one) for one in re.findall(rb'base64,([^"]+)', data)]
        case _:
            with pikepdf.open(io.BytesIO(data)) as pdf:
                streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
                parts = [data, *(one.read_raw_bytes() for one in streams)]
    return any(SECRET in part for part in parts)


def test_strip_finds_pictures_wherever_they_stand_in_a_page() -> None:
    data = saved(scene(), "JPEG", exif=exif(6))
    letters = b64encode(data)
    lines = b"\r\n ".join(letters[n : n + 60] for n in range(0, len(letters), 60))
    for start, written, end in (
        (b'<img src="data:image/jpeg;base64,', lines, b'">'),
        (b"<p style='background:url(data:image/jpg;base64,", letters, b")'>"),
        (b'<img srcset="data:IMAGE/JPEG;BASE64,', letters.replace(b"+", b"%2B"), b' 2x">'),
    ):
        page = b"<html><body>" + start + written + end + b"</body></html>"
        stripped = bk.strip(page, "html")
        middle = stripped.removeprefix(b"<html><body>" + start).removesuffix(
            end + b"</body></html>"
        )
        assert b64decode(middle) == without_metadata(data)
