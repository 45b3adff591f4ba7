"""Downsampling: pictures with no more pixels than a theme's resolution wants, which read back as they are printed."""

import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings, strategies as st
from PIL import Image as Pillow, ImageCms

import briefkit as bk
from briefkit.formats import AnyFormat
from briefkit.model.media import MediaType, image_of, png
from briefkit.model.media.downsampling import downsampled
from briefkit.notes import Code
from briefkit.style import Engine, figure_room
from briefkit.themes import THEMES

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
FINE = bk.evolve(bk.PLAIN, resolution=150)
DRAWN: tuple[AnyFormat, ...] = ("pdf", "docx", "html")


def gradient(size: tuple[int, int] = (3000, 2000)) -> Any:
    across = Pillow.linear_gradient("L").resize(size)
    down = Pillow.linear_gradient("L").rotate(90).resize(size)
    return Pillow.merge("RGB", (across, down, Pillow.new("L", size, 90)))


def saved(picture: Any, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def photo(size: tuple[int, int] = (3000, 2000), orientation: int = 1) -> bk.Image:
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    return image_of(saved(gradient(size), "JPEG", exif=exif, icc_profile=SRGB))


def pictured(*images: bk.Image, language: str = "en") -> bk.Brief:
    figures = [
        bk.figure(one, alt="A gradient", caption=f"Figure {n}") for n, one in enumerate(images)
    ]
    return bk.draft("Pictures", language=language).background("Words.", *figures).build()


def images_of(brief: bk.Brief) -> list[bk.Image]:
    return [image for _, image in bk.walk(brief, bk.Image)]


def opened(image: bk.Image) -> Any:
    return Pillow.open(io.BytesIO(image.data))


# A picture


@pytest.mark.parametrize(
    ("picture", "kind", "options", "mode"),
    [
        (gradient(), "JPEG", {}, "RGB"),
        (gradient().convert("L"), "JPEG", {}, "L"),
        (gradient(), "PNG", {}, "RGB"),
        (gradient().convert("L"), "PNG", {}, "L"),
        (gradient().convert("L"), "PNG", {"transparency": 3}, "LA"),
        (gradient(), "PNG", {"transparency": (3, 3, 90)}, "RGBA"),
        (gradient().convert("RGBA"), "PNG", {}, "RGBA"),
        (gradient().convert("LA"), "PNG", {}, "LA"),
        (gradient().quantize(8), "PNG", {}, "RGB"),
        (gradient().convert("L").point(lambda v: 255 * (v > 99)).convert("1"), "PNG", {}, "L"),
    ],
)
def test_a_picture_keeps_its_kind_and_its_colours(
    picture: Any, kind: str, options: dict[str, Any], mode: str
) -> None:
    image = image_of(saved(picture, kind, **options))
    small = downsampled(image, (600, 400))
    assert small.size == (600, 400)
    assert small.media_type is image.media_type
    assert len(small.data) < len(image.data)
    assert opened(small).mode in (mode, "P")
    whole, seen = (opened(one).convert("RGBA").resize((30, 20)) for one in (image, small))
    worst = max(
        abs(one - other)
        for at in ((5, 5), (15, 10), (25, 15))
        for one, other in zip(whole.getpixel(at), seen.getpixel(at), strict=True)
    )
    assert worst < 40
    assert downsampled(image, (600, 400)) == small


def test_what_is_transparent_stays_so_and_its_edge_has_no_other_colour() -> None:
    picture = Pillow.new("RGBA", (900, 900), (0, 255, 0, 0))
    picture.paste((255, 0, 0, 255), (300, 300, 600, 600))
    small = opened(downsampled(image_of(saved(picture, "PNG")), (100, 100))).convert("RGBA")
    assert small.getpixel((2, 2))[3] == 0
    assert small.getpixel((50, 50)) == (255, 0, 0, 255)
    edge = [small.getpixel((x, 50)) for x in range(100)]
    assert all(green < 64 for _, green, _, alpha in edge if alpha > 64)


def test_profiles_go_along() -> None:
    for kind in ("JPEG", "PNG"):
        image = image_of(saved(gradient(), kind, icc_profile=SRGB))
        assert opened(downsampled(image, (300, 200))).info["icc_profile"] == SRGB


def test_chunks_on_colours_go_along() -> None:
    from PIL import PngImagePlugin

    info = PngImagePlugin.PngInfo()
    info.add(b"gAMA", (100_000).to_bytes(4, "big"))
    small = downsampled(image_of(saved(gradient(), "PNG", pnginfo=info)), (300, 200))
    assert b"gAMA" in [chunk.kind for chunk in png.chunks_of(small.data)]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_picture_stays_turned(orientation: int) -> None:
    image = photo(orientation=orientation)
    across, down = image.size
    small = downsampled(image, (across // 5, down // 5))
    assert small.size == (across // 5, down // 5)
    assert small.orientation == orientation


def test_a_picture_that_would_not_get_smaller_stays() -> None:
    noise = Pillow.effect_noise((300, 300), 99).convert("1", dither=Pillow.Dither.NONE)
    image = image_of(saved(noise, "PNG"))
    assert downsampled(image, (290, 290)) is image


def test_a_picture_that_takes_much_memory_stays() -> None:
    image = image_of(saved(Pillow.new("L", (9000, 9000), 1), "PNG"))
    assert downsampled(image, (100, 100)) is image


# A brief


@pytest.mark.parametrize(("theme", "language"), [*zip(THEMES, ["en", "ar", "zh"], strict=True)])
@pytest.mark.parametrize("format", DRAWN)
def test_a_file_has_the_pixels_that_the_theme_wants(
    theme: str, language: str, format: AnyFormat
) -> None:
    brief, look = pictured(photo(), language=language), bk.evolve(THEMES[theme], resolution=150)
    written = bk.write(brief, format, look)
    (note,) = [one for one in written.notes if one.code == Code.PICTURE_DOWNSAMPLED]
    assert note.path == "sections[0].blocks[1].image"
    reading = bk.read(written.data)
    assert reading.notes == ()
    (image,) = images_of(reading.brief)
    assert f"3000 × 2000 pixels has {image.size[0]} × {image.size[1]}" in note.message
    inches = figure_room(look, "Latn").line / 25.4
    assert 0.8 < image.size[0] / (150 * inches) < 1.05
    assert bk.write(brief, format, look) == written
    assert len(written.data) < len(bk.render(brief, format, theme))


@pytest.mark.parametrize("format", DRAWN)
def test_what_was_read_is_printed_again_as_it_is(format: AnyFormat) -> None:
    data = bk.render(pictured(photo(), photo((900, 2777))), format, FINE)
    again = bk.write(bk.read(data).brief, format, FINE)
    assert [one for one in again.notes if one.code == Code.PICTURE_DOWNSAMPLED] == []
    assert images_of(bk.read(again.data).brief) == images_of(bk.read(data).brief)


@pytest.mark.parametrize("format", DRAWN)
def test_losses_and_strict_tell_of_it(format: AnyFormat) -> None:
    brief = pictured(photo())
    (lost,) = bk.losses(brief, format, FINE)
    assert lost.path.startswith("sections[0].blocks[1].image")
    assert bk.losses(brief, format) == ()
    with pytest.raises(bk.RenderError, match="would not give the brief back"):
        bk.render(brief, format, FINE, strict=True)


@pytest.mark.parametrize("format", ["docx", "html", "pdf"])
def test_the_base_has_the_whole_pictures(format: AnyFormat) -> None:
    brief = pictured(photo(), photo((1000, 2500), orientation=6))
    assert bk.read(bk.render(brief, format, FINE), base=brief) == bk.Reading(brief)


def test_both_digests_travel_beside_the_brief(engine: Engine) -> None:
    image = photo()
    data = bk.render(pictured(image), "pdf", FINE, engine=engine)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        payload = json.loads(pdf.attachments["brief.json"].get_file().read_bytes())
    (printed,) = images_of(bk.read(data).brief)
    assert payload["originals"] == {printed.digest: image.digest}


def test_another_picture_in_its_place_is_told_whatever_the_file_says(tmp_path: Path) -> None:
    brief, other = pictured(photo()), image_of(saved(gradient((800, 533)).rotate(180), "JPEG"))
    page = bk.render(brief, "html", FINE).decode()
    (printed,) = images_of(bk.read(page.encode()).brief)
    forged = bk.render(pictured(other), "html").decode()
    address = forged.partition('src="')[2].partition('"')[0]
    own = page.partition('src="')[2].partition('"')[0]
    page = page.replace(own, address).replace(printed.digest, other.digest)
    reading = bk.read(page.encode(), base=brief)
    assert Code.PICTURE_CHANGED in {one.code for one in reading.notes}
    assert images_of(reading.brief) == [other]


def test_a_picture_that_stands_twice_has_the_pixels_of_the_larger() -> None:
    image = photo()
    blocks = [bk.figure(image, alt="A", width=width) for width in (20, 100)]
    brief = bk.draft("T").background(*blocks).build()
    images = images_of(bk.read(bk.render(brief, "docx", FINE)).brief)
    assert images[0] == images[1]
    assert images[0].size[0] > 800


def test_photos_of_authors_are_small() -> None:
    brief = bk.draft("T").background("B").author("Ann Lee", photo=photo((1500, 2000))).build()
    for format in DRAWN:
        (image,) = images_of(bk.read(bk.render(brief, format, FINE)).brief)
        assert image.size == (119, 157)


@pytest.mark.parametrize("format", ["email", "html"])
def test_who_publishes_gets_the_printed_pictures(format: AnyFormat) -> None:
    sizes: list[tuple[int, int]] = []

    def media(image: bk.Image) -> str:
        sizes.append(image.size)
        return "/picture.jpg"

    fragment = format == "html"
    written = bk.write(pictured(photo()), format, FINE, fragment=fragment, media=media)
    assert sizes[0][0] < 1100
    assert {one.code for one in written.notes} == {
        Code.PICTURE_DOWNSAMPLED,
        Code.PICTURE_HANDED_OVER,
    }


@pytest.mark.parametrize("format", ["markdown", "json", "yaml", "text"])
def test_formats_without_a_size_have_the_whole_pictures(format: AnyFormat) -> None:
    brief = pictured(photo((2000, 1500)))
    assert bk.render(brief, format, FINE) == bk.render(brief, format)


def test_a_picture_that_is_hardly_finer_stays(engine: Engine) -> None:
    line = figure_room(bk.PLAIN, "Latn").line / 25.4
    for share, kept in ((1.05, True), (1.3, False)):
        brief = pictured(photo((round(150 * line * share), 300)))
        assert (bk.read(bk.render(brief, "pdf", FINE, engine=engine)).brief == brief) is kept


def test_on_the_pages_of_a_template_the_line_is_the_templates() -> None:
    wide = bk.evolve(bk.PLAIN, page=bk.Page(400, 400))
    template = bk.render(bk.draft("T").background("B").build(), "docx", wide, payload="none")
    look = bk.evolve(FINE, template=template)
    (image,) = images_of(bk.read(bk.render(pictured(photo()), "docx", look)).brief)
    assert image.size[0] > 1500


@settings(max_examples=10, deadline=None)
@given(
    st.tuples(st.integers(1, 1500), st.integers(1, 1500)),
    st.integers(96, 400),
    st.sampled_from([MediaType.JPEG, MediaType.PNG]),
    st.sampled_from(DRAWN),
)
def test_pictures_of_any_shape_come_home(
    size: tuple[int, int], resolution: int, kind: MediaType, format: AnyFormat
) -> None:
    image = image_of(saved(gradient(size), "PNG" if kind is MediaType.PNG else "JPEG"))
    theme = bk.evolve(bk.PLAIN, resolution=resolution)
    brief = pictured(image)
    reading = bk.read(bk.render(brief, format, theme))
    assert reading.notes == ()
    assert bk.read(bk.render(reading.brief, format, theme)).brief == reading.brief
    assert bk.read(bk.render(brief, format, theme), base=brief).brief == brief


# The theme


@pytest.mark.parametrize("resolution", [95, 2401, 150.5, True, "150"])
def test_a_resolution_is_a_whole_number_within_bounds(resolution: Any) -> None:
    with pytest.raises(bk.BriefkitError, match="resolution"):
        bk.evolve(bk.PLAIN, resolution=resolution)


def test_a_theme_in_a_file_may_have_one(tmp_path: Path) -> None:
    file = tmp_path / "desk.toml"
    file.write_text('base = "formal"\nname = "desk"\nresolution = 150\n', "utf-8")
    (image,) = images_of(bk.read(bk.render(pictured(photo()), "docx", file)).brief)
    assert image.size[0] < 1100
    file.write_text('resolution = "150"\n', "utf-8")
    with pytest.raises(bk.ThemeError, match="resolution"):
        bk.render(pictured(photo((30, 20))), "docx", file)
