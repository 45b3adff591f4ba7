"""Advance widths are those that fontTools reads, whichever of both reads them."""

import io
import struct
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings, strategies as st

import briefkit as bk
from briefkit.style import advance_widths as module, font_files
from briefkit.style.advance_widths import advance_widths
from briefkit.style.font_files import FontFile
from briefkit.style.theme import Face

FILES = {
    file.path: file for theme in (bk.PLAIN, bk.FORMAL, bk.MAGAZINE) for file in font_files(theme)
}
FIRST = next(iter(FILES))


def by_font_tools(path: Path) -> Mapping[int, float]:
    with TTFont(path, fontNumber=0) as font:
        size, glyphs = font["head"].unitsPerEm, font["hmtx"].metrics
        return {code: glyphs[name][0] / size for code, name in font.getBestCmap().items()}


def file_of(path: Path) -> FontFile:
    return FontFile("Own", Face(400, False, path.name), path)


@pytest.fixture
def _no_font_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        pytest.fail(f"fontTools is asked for {path}")

    monkeypatch.setattr(module, "_read_by_font_tools", refuse)
    advance_widths.cache_clear()  # type: ignore[attr-defined]  # of lru_cache


@pytest.mark.usefixtures("_no_font_tools")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_of_font_packages_are_read_without_font_tools(path: Path) -> None:
    assert advance_widths(FILES[path], 1.0) == by_font_tools(path)


@pytest.mark.parametrize("format", [4, 6, 12, 13])
def test_each_form_of_the_table_of_characters_says_the_same(format: int, tmp_path: Path) -> None:
    path = tmp_path / "font.ttf"
    with TTFont(FIRST) as font:
        table = next(one for one in font["cmap"].tables if one.format == 4)
        named = {code: name for code, name in table.cmap.items() if code < 0x3000}
        if format in (12, 13):
            named[0x1F600] = "a"
        font["cmap"].tables = [made(table, format, named)]
        font.save(path)
    assert advance_widths(file_of(path), 1.0) == by_font_tools(path)


def made(table: object, format: int, named: Mapping[int, str]) -> object:
    made = type(table).newSubtable(format)  # type: ignore[attr-defined]  # as fontTools makes one
    made.platformID, made.platEncID, made.language = 3, 10 if format in (12, 13) else 1, 0
    made.cmap = dict(named)
    return made


@pytest.mark.parametrize("flavour", ["woff", "woff2"])
def test_packed_files_are_read(flavour: str, tmp_path: Path) -> None:
    path = tmp_path / f"font.{flavour}"
    with TTFont(FIRST) as font:
        font.flavor = flavour
        font.save(path)
    assert advance_widths(file_of(path), 1.0) == by_font_tools(FIRST)


def test_what_is_no_font_has_no_widths(tmp_path: Path) -> None:
    path = tmp_path / "font.ttf"
    for content in (b"", b"none", b"\0\1\0\0", FIRST.read_bytes()[:4000]):
        path.write_bytes(content)
        advance_widths.cache_clear()  # type: ignore[attr-defined]  # of lru_cache
        assert advance_widths(file_of(path), 1.0) is None
    assert advance_widths(file_of(tmp_path / "gone.ttf"), 1.0) is None


def test_groups_that_overlap_are_not_unpacked(tmp_path: Path) -> None:
    groups = struct.pack(">III", 0, 0xFFFFFFFF, 1) * 1000
    table = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, 1000) + groups
    with pytest.raises(ValueError, match="order"):
        module._groups(table, 0)


@settings(max_examples=50)
@given(st.data())
def test_damaged_files_are_no_fonts_or_are_read(data: st.DataObject) -> None:
    content = bytearray(CUT)
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(*module.DAMAGED):
        module._read(bytes(content))


def cut() -> bytes:
    """Return a font of few characters, in which a byte that is changed is likely to be one that is read."""
    from fontTools.subset import Options, Subsetter

    with TTFont(FIRST) as font:
        subsetter = Subsetter(Options(drop_tables=["GSUB", "GPOS", "GDEF", "glyf"]))
        subsetter.populate(text="abc")
        subsetter.subset(font)
        file = io.BytesIO()
        font.save(file)
        return file.getvalue()


CUT = cut()
