"""Themes of strangers: they say how a page looks, and do nothing else."""

import io
import os
import re
import struct
import sys
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

import attrs
import brotli
import pytest
import tinycss2
from fontTools.ttLib import TTFont
from lxml import etree, html

import briefkit as bk
from briefkit.limits.nesting import MAX_DEPTH, too_deep
from briefkit.style import font_face, font_files, font_packages

CASES = Path(__file__).parent / "cases" / "themes"
CSS = re.findall(r"^## (.+)\n((?:(?!## ).*\n)*)", (CASES / "css.txt").read_text(), re.MULTILINE)
BRIEF = bk.draft("One").background("Words.").build()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a theme, with files beside it that are not the theme's."""
    (tmp_path / "outside.css").write_text("p{color:red}")
    place = tmp_path / "theme"
    (place / "more").mkdir(parents=True)
    (place / "more" / "own.css").write_text("p{color:red}")
    return place


def theme_of(folder: Path, toml: str, **limits: int) -> bk.Theme:
    (folder / "house.toml").write_text(toml)
    return bk.load_theme(folder / "house.toml", limits=bk.Limits(**limits))


# CSS


@pytest.mark.parametrize(("message", "css"), CSS, ids=[message for message, _ in CSS])
def test_css_is_taken_for_what_a_browser_takes_it_for(message: str, css: str) -> None:
    if message == "taken":
        assert css in bk.render(BRIEF, "html", attrs.evolve(bk.PLAIN, css=css)).decode()
        return
    with pytest.raises(bk.ThemeError) as raised:
        attrs.evolve(bk.PLAIN, css=css)
    assert message in str(raised.value)


def test_an_error_in_css_names_its_line() -> None:
    with pytest.raises(bk.ThemeError) as raised:
        attrs.evolve(bk.PLAIN, css="p{color:red}\n\np{background:url(a)}")
    assert raised.value.where == "Theme.css, line 3"


@pytest.mark.parametrize("sign", "({[")
def test_css_that_nests_too_deep_is_refused(sign: str) -> None:
    close = {"(": ")", "{": "}", "[": "]"}[sign]
    for css in (f"p{{a:{sign * MAX_DEPTH}b{close * MAX_DEPTH}}}", sign * 50_000):
        with pytest.raises(bk.ThemeError) as raised:
            attrs.evolve(bk.PLAIN, css=css)
        assert raised.value.what == too_deep().what


def test_a_number_without_end_in_css_is_refused() -> None:
    with pytest.raises(bk.ThemeError, match="a number that is too long"):
        attrs.evolve(bk.PLAIN, css=f"p{{width:{'1' * 10_000}px}}")


def test_a_picture_in_css_has_no_more_pixels_than_any_other() -> None:
    def css_with(width: int, height: int) -> str:
        parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)), (b"IDAT", b"")]
        chunks = (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
            for kind, data in parts
        )
        picture = b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
        return f"p{{background:url(data:image/png;base64,{b64encode(picture).decode()})}}"

    assert attrs.evolve(bk.PLAIN, css=css_with(5_000, 5_000)).css
    for side in (10_001, 20_000):
        with pytest.raises(bk.ThemeError, match="too many pixels"):
            attrs.evolve(bk.PLAIN, css=css_with(side, side))


@pytest.mark.parametrize(
    "css",
    [
        "p{text-indent:calc(infinity*1px)}",
        ".title{letter-spacing:1e9px}",
        "p{font:calc(1px/0) serif}",
    ],
)
def test_css_that_cannot_be_laid_out_is_an_error_of_briefkits(css: str) -> None:
    theme = attrs.evolve(bk.PLAIN, css=css)
    with pytest.raises(bk.RenderError, match="CSS") as raised:
        bk.render(BRIEF, "pdf", theme)
    assert raised.value.where == "Theme.css"


# Values that stand in CSS


HOSTILE = (
    "a;b:c",
    "a}b{c:d",
    "red;background:url(https://example.org/)",
    "'",
    '"',
    "\\",
    "\\27 ",
    "/*",
    "a\n}b{c:d}",
    "a\f}b{c:d}",
    "</style><img src=https://example.org/>",
    "url(https://example.org/)",
    "a',url(https://example.org/),'b",
    '"]{}b{c:d}[e="',
    "var(--x)",
)


Put = Callable[[Any], bk.Theme]


def _sites(value: Any, put: Put, path: str) -> Iterator[tuple[str, str, Put]]:
    """Yield each string in a theme: its path, what it is, and what makes a theme with another."""
    match value:
        case str():
            yield path, value, put
        case Mapping():
            for key, one in value.items():
                yield from _sites(key, partial(_put_key, put, one), f"{path} key")
                yield from _sites(one, partial(_put_value, put, key), f"{path}.{key}")
        case (first, *rest):
            yield from _sites(first, partial(_put_first, put, rest), f"{path}.0")
        case _ if attrs.has(type(value)):
            for field in attrs.fields(type(value)):
                if field.name != "css":
                    inner = partial(_put_field, put, value, field.name)
                    yield from _sites(getattr(value, field.name), inner, f"{path}.{field.name}")
        case _:
            pass


def _put_key(put: Put, value: Any, key: Any) -> bk.Theme:
    return put({key: value})


def _put_value(put: Put, key: Any, value: Any) -> bk.Theme:
    return put({key: value})


def _put_first(put: Put, rest: list[Any], first: Any) -> bk.Theme:
    return put((first, *rest))


def _put_field(put: Put, holder: Any, name: str, value: Any) -> bk.Theme:
    return put(attrs.evolve(holder, **{name: value}))


def _skeleton(tokens: Any) -> list[Any]:
    return [
        [token.type, _skeleton(getattr(token, "arguments", getattr(token, "content", None)) or ())]
        for token in tokens
    ]


def _shape(theme: bk.Theme) -> tuple[Any, ...]:
    """Return which elements a page and a Word document have, and which tokens CSS has, whatever they say."""
    marked = bk.evolve(BRIEF, marking=bk.Marking("HOUSE", "SECRET"))
    page: Any = html.fromstring(bk.render(marked, "html", theme))
    styles = page.xpath("//style/text()")
    faces = "".join(map(font_face, font_files(theme)))
    sheets = [_skeleton(tinycss2.parse_component_value_list(one)) for one in (*styles, faces)]
    return (
        [element.tag for element in page.iter()],
        sheets,
        _parts(bk.render(marked, "docx", theme)),
    )


def _parts(document: bytes) -> dict[str, list[Any]]:
    """Return the elements of each part of a Word document, with the names of their attributes."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return {
            name: [
                (element.tag, sorted(element.keys()))
                for element in etree.fromstring(package.read(name)).iter()
            ]
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }


def _shape_if_taken(put: Callable[[str], bk.Theme], value: str) -> tuple[Any, ...] | None:
    try:
        return _shape(put(value))
    except bk.BriefkitError:
        return None


@pytest.mark.long
def test_no_value_of_a_theme_opens_a_declaration_a_rule_or_an_element(tmp_path: Path) -> None:
    faces = (bk.Face(400, False, str(tmp_path / "a.ttf")),)
    theme = attrs.evolve(
        bk.PLAIN,
        mono=bk.Family("House", "serif", "Georgia", faces=faces),
        publisher="The Desk",
        markings={"HOUSE:SECRET": bk.MarkingColours("ffffff", "000000")},
        blocks={bk.Role.TITLE: bk.Style(family="body", tone="ink", align="start")},
        runs={},
    )
    sites = list(_sites(theme, lambda new: cast(bk.Theme, new), "Theme"))
    assert {"Theme.light.accent", "Theme.mono.faces.0.file", "Theme.markings key"} <= {
        path for path, *_ in sites
    }
    printed = 0
    for path, value, put in sites:
        harmless = _shape_if_taken(put, f"{value}x") or _shape(theme)
        for hostile in (f"{value};b:c", *HOSTILE):
            found = _shape_if_taken(put, hostile)
            assert found in (harmless, None), f"{path} = {hostile!r}"
            printed += found is not None
    assert printed


# Packages


def test_nothing_is_imported_for_a_package(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "stranger" / "files").mkdir(parents=True)
    (folder / "stranger" / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(folder))
    with pytest.raises(bk.ThemeError, match="'stranger' is no font package that is installed"):
        theme_of(folder, '[body]\npackage = "stranger"\n')
    family = attrs.evolve(bk.PLAIN.body, package="stranger")
    with pytest.raises(bk.MissingLibraryError, match="font package stranger"):
        font_files(attrs.evolve(bk.PLAIN, body=family))
    assert "stranger" not in sys.modules


def test_font_packages_are_found_where_they_are() -> None:
    found = font_packages()
    for file in font_files(bk.PLAIN):
        assert file.path.parent == found[file.package]
        assert file.path.is_file()


def test_a_theme_takes_the_files_of_a_font_package(folder: Path) -> None:
    toml = """
        [body]
        name = "Spectral"
        package = "fontpkg_spectral"
        faces = [{ weight = 400, italic = false, file = "Spectral-Regular.ttf" }]
    """
    (file, *_) = font_files(theme_of(folder, toml))
    assert file.path == font_packages()["fontpkg_spectral"] / "Spectral-Regular.ttf"


# Files


def test_files_stand_beside_the_theme_or_in_a_folder_there(folder: Path) -> None:
    (folder / "link.css").symlink_to(folder / "more" / "own.css")
    for name in ("more/own.css", "link.css", "./more/own.css"):
        assert theme_of(folder, f'css = "{name}"').css == "p{color:red}"


def test_no_link_leads_out(folder: Path) -> None:
    (folder / "link.css").symlink_to(folder.parent / "outside.css")
    (folder / "folder").symlink_to(folder.parent)
    (folder / "zero.css").symlink_to("/dev/zero")
    for name in ("link.css", "folder/outside.css", "zero.css"):
        with pytest.raises(bk.ThemeError, match="is not beside the theme"):
            theme_of(folder, f'css = "{name}"')


def test_a_link_that_leads_to_itself_is_told(folder: Path) -> None:
    (folder / "link.css").symlink_to("link.css")
    with pytest.raises(bk.ThemeError):
        theme_of(folder, 'css = "link.css"')


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_nothing_is_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    face = '[body]\nname = "X"\nfaces = [{ weight = 400, italic = false, file = "pipe" }]'
    for toml in ('css = "pipe"', 'logo = "pipe"', 'template = "pipe"', face):
        with pytest.raises(bk.ThemeError, match="pipe: is no regular file"):
            theme_of(folder, toml)
    with pytest.raises(bk.ThemeError, match="pipe: is no regular file"):
        bk.load_theme(folder / "pipe")


@pytest.mark.parametrize(
    ("limit", "toml"),
    [
        ("theme_bytes", "# a comment"),
        ("css_bytes", 'css = "more/own.css"'),
        ("theme_file_bytes", 'template = "more/own.css"'),
        ("theme_file_bytes", '[body]\nfaces = [{ file = "more/own.css" }]'),
    ],
)
def test_files_have_a_limit_each(folder: Path, limit: str, toml: str) -> None:
    with pytest.raises(bk.ThemeError, match=f"raise Limits.{limit}"):
        theme_of(folder, toml, **{limit: 9})


def test_a_theme_of_50_megabytes_is_not_read(folder: Path) -> None:
    with (folder / "house.toml").open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(bk.ThemeError, match=r"house\.toml.*Limits\.theme_bytes"):
        bk.load_theme(folder / "house.toml")


# Depth and length


@pytest.mark.parametrize(
    "toml",
    [
        f"a = ['\"', {'[' * 20_000}",
        f"a = [''' \" ''', {'[' * 20_000}",
        f'a = [ # "\n{"[" * 20_000}',
        f'a = "{"]" * 20_000}"\nb = {"[" * 20_000}',
        f"'\"'.{'.'.join('a' * 100_000)} = 1",
        f"[{'.'.join('a' * 100_000)}]",
        "a = [" + "[\n" * 20_000,
    ],
    ids=["quoted quote", "quoted quotes", "comment", "brackets in words", "key", "header", "lines"],
)
def test_words_do_not_hide_levels(folder: Path, toml: str) -> None:
    with pytest.raises(bk.ThemeError) as raised:
        theme_of(folder, toml)
    assert raised.value.what == too_deep().what


def test_brackets_and_dots_among_words_are_no_levels(folder: Path) -> None:
    words = "[" * 400 + "{" + "." * 400
    toml = f"publisher = \"{words}\" # {words}\nname = '{words}'\n"
    assert theme_of(folder, toml).publisher == words


@pytest.mark.parametrize("digits", ["9" * 200_000, "0x" + "f" * 200_000, "-" + "9" * 5_000])
def test_long_numbers_are_an_error(folder: Path, digits: str) -> None:
    for key in ("measure", "base", "numbered", "name", "logo", "page", "blocks.title.weight"):
        with pytest.raises(bk.ThemeError):
            theme_of(folder, f"{key} = {digits}")


# Fonts


FACE = '[body]\nname = "X"\nfaces = [{ weight = 400, italic = false, file = "a.font" }]'


def sfnt(tables: Mapping[str, bytes]) -> bytes:
    """Return a font of nothing but tables (OpenType 1.9, Organization of an OpenType Font)."""
    start = 12 + 16 * len(tables)
    head, body = struct.pack(">4sHHHH", b"\0\1\0\0", len(tables), 0, 0, 0), b""
    for tag, data in sorted(tables.items()):
        head += struct.pack(">4sLLL", tag.encode(), 0, start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return head + body


def woff(parts: Sequence[bytes], *, claimed: int) -> bytes:
    """Return a WOFF of tables that are zeros, packed, whose directory claims a length for each."""
    start = 44 + 20 * len(parts)
    head = struct.pack(">4s4sLHHL24x", b"wOFF", b"\0\1\0\0", 0, len(parts), 0, claimed)
    for number, part in enumerate(parts):
        at = start + sum(map(len, parts[:number]))
        head += struct.pack(">4sLLLL", f"t{number:03}".encode(), at, len(part), claimed, 0)
    return head + b"".join(parts)


def woff2(stream: bytes) -> bytes:
    """Return a WOFF 2 with a stream of one table."""
    head = struct.pack(">4s4sLHHLL24x", b"wOF2", b"\0\1\0\0", 0, 1, 0, 9, len(stream))
    return head + b"\x00\x09" + stream


def characters(kind: int, ranges: int) -> bytes:
    """Return a table of characters with ranges that each name as many as can be."""
    match kind:
        case 4:
            size = struct.pack(">H", 2 * ranges)
            ends, starts = b"\xff\xfe" * ranges, bytes(2 * ranges)
            part = b"\0\4" + bytes(4) + size + bytes(6) + ends + b"\0\0" + starts + starts * 2
        case 12:
            part = b"\0\x0c" + bytes(10) + struct.pack(">L", ranges)
            part += struct.pack(">LLL", 0, 0x10FFFF, 1) * ranges
        case _:
            part = b"\0\x0e" + struct.pack(">LL", 0, 1) + b"\0\xfe\0" + struct.pack(">LL", 21, 0)
            part += struct.pack(">L", ranges) + b"\0\0\0\xff" * ranges
    return struct.pack(">HHHHL", 0, 1, 3, 10, 12) + part


BOMB = zlib.compress(bytes(3_000_000))


@pytest.mark.parametrize(
    "font",
    [
        woff([BOMB], claimed=3_000_000),
        woff([BOMB], claimed=5_000),
        woff([zlib.compress(bytes(200_000))] * 20, claimed=200_000),
        woff([b"broken", BOMB], claimed=5_000),
        woff2(brotli.compress(bytes(3_000_000))),
    ],
    ids=["told", "not told", "in parts", "after a fault", "WOFF 2"],
)
def test_fonts_that_unpack_to_too_much_are_refused(folder: Path, font: bytes) -> None:
    (folder / "a.font").write_bytes(font)
    with pytest.raises(bk.ThemeError, match=r"raise Limits\.theme_font_bytes"):
        theme_of(folder, FACE, theme_font_bytes=2_000_000)


@pytest.mark.parametrize(("kind", "ranges"), [(4, 40), (12, 3), (14, 10_000)])
def test_fonts_that_name_characters_again_and_again_are_refused(
    folder: Path, kind: int, ranges: int
) -> None:
    (folder / "a.font").write_bytes(sfnt({"cmap": characters(kind, ranges)}))
    with pytest.raises(bk.ThemeError, match="more characters than there are"):
        theme_of(folder, FACE)
    (folder / "a.font").write_bytes(sfnt({"cmap": characters(kind, 1)}))
    assert theme_of(folder, FACE).body.name == "X"


def test_fonts_of_packages_pass_in_every_wrapping(folder: Path) -> None:
    for place in {file.path for file in font_files(bk.PLAIN)}:
        (folder / "a.font").write_bytes(place.read_bytes())
        assert theme_of(folder, FACE).body.name == "X"
    for flavour in ("woff", "woff2"):
        with TTFont(place) as font:
            font.flavor = flavour
            font.save(folder / "a.font")
        assert theme_of(folder, FACE).body.name == "X"


def test_a_theme_has_so_many_faces_and_each_file_is_measured_once(folder: Path) -> None:
    (folder / "a.font").write_bytes(woff([BOMB], claimed=3_000_000))
    face = '{ weight = 400, italic = false, file = "a.font" }'
    toml = f'[body]\nname = "X"\nfaces = [{", ".join([face] * 100)}]'
    assert len(theme_of(folder, toml, theme_font_bytes=4_000_000).body.faces) == 100
    with pytest.raises(bk.ThemeError, match=r"raise Limits\.theme_faces"):
        theme_of(folder, toml.replace(face, f"{face}, {face}, {face}"))
