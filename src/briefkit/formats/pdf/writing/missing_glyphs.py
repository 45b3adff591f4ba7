"""Missing glyphs: characters that no font has, named before any of the PDF is written.

What is checked is what was drawn, so it holds for running content, for letters that a style made capitals, and for
fonts of the system. Characters without ink, such as joiners, need no glyph.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import assert_never

import weasyprint
from fontTools import unicodedata as scripts

from briefkit.errors import MissingGlyphError
from briefkit.formats.pdf.install_hints import EAST_ASIAN_REMEDY
from briefkit.layout import (
    Grid,
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Sheet,
)
from briefkit.lower.generated_runs import runs_text
from briefkit.style import Theme

#: How many characters an error names, and how many letters of the block's words.
_MOST_NAMED, _MOST_LETTERS = 8, 40
# Fonts that print a box for every character there is.
_BOX_FONTS = {".LastResort", "LastResort", "Last Resort", "Adobe Blank", "Adobe NotDef"}
# What to install for a script, in ISO 15924.
_REMEDIES = {
    **dict.fromkeys(("Hani", "Hira", "Kana", "Hang", "Bopo"), EAST_ASIAN_REMEDY),
    "Arab": "pip install fontpkg-amiri fontpkg-ibm-plex-sans-arabic",
    "Hebr": "pip install fontpkg-frank-ruhl-libre",
    "Zyyy": "install a font of symbols, such as Noto Sans Symbols 2 or Noto Emoji "
    "(Debian, Ubuntu: `apt install fonts-noto-core fonts-symbola`)",
}
_RARE_HAN = "install a font of rare characters, such as HanaMin (Debian, Ubuntu: `apt install fonts-hanazono`)"
_PRIVATE = "write a character that Unicode has, or give the theme a family that has this one"


def check_glyphs(document: weasyprint.Document, sheet: Sheet, theme: Theme) -> None:
    """Check that a document was drawn with fonts that have its every character.

    Args:
        document: The document, whose pages were drawn.
        sheet: What it shows.
        theme: Whose page it is.

    Raises:
        MissingGlyphError: No font has a character; the error names each with the first block that has one.
    """
    missing = _missing(document.fonts.values())
    if missing:
        named = ", ".join(_name(code) for code in missing[:_MOST_NAMED])
        more = f", and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
        raise MissingGlyphError(
            f"no font here has {named}{more}",
            where=_place({chr(code) for code in missing}, sheet, theme),
            remedy="; ".join(dict.fromkeys(map(_remedy, missing))),
        )


def _missing(fonts: Iterable[weasyprint.pdf.fonts.Font]) -> list[int]:
    """Return the code points that were drawn as boxes, in the order of Unicode."""
    found: set[int] = set()
    for font in fonts:
        found.update(font.missing)
        if font.family in _BOX_FONTS:
            found.update(ord(sign) for words in font.to_unicode.values() for sign in words)
    return sorted(found)


def _name(code: int) -> str:
    sign = chr(code)
    match unicodedata.category(sign):
        case "Co":
            return f"U+{code:04X} (of private use)"
        case "Cn":
            return f"U+{code:04X} (unassigned)"
        case _:
            return f"{sign} U+{code:04X} {unicodedata.name(sign, '')}".rstrip()


def _remedy(code: int) -> str:
    script = scripts.script(chr(code))
    if script == "Zzzz":
        return _PRIVATE
    if script == "Hani" and code > 0xFFFF:
        return _RARE_HAN
    name = scripts.script_name(script)
    return _REMEDIES.get(script) or (
        f"install a font that has {name}, such as Noto Sans {name} "
        "(Debian, Ubuntu: `apt install fonts-noto-core`)"
    )


# Where a character stands


def _place(signs: set[str], sheet: Sheet, theme: Theme) -> str:
    for place, words in page_texts(sheet, theme):
        # A style may have made capitals of them.
        if not signs.isdisjoint(words + words.upper()):
            first = words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS].rstrip()}…"
            return f"{place} “{first}”"
    return "the page"


def page_texts(sheet: Sheet, theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield every text that a page prints: what it is, and its words."""
    yield "Theme.publisher", theme.publisher
    yield "banner", runs_text(sheet.banner)
    yield from _block_texts(sheet.blocks)
    yield "page number", sheet.page


def _block_texts(blocks: Iterable[LayoutBlock]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        place = f"{block.role} {block.anchor}"
        match block:
            case Para() | Heading():
                yield place, runs_text(block.runs)
            case Items():
                for item in block.items:
                    yield from _block_texts(item)
            case Grid():
                for runs in (block.caption, *block.header, *(c for row in block.rows for c in row)):
                    yield place, runs_text(runs)
            case Picture():
                yield place, runs_text(block.caption)
                yield place, runs_text(block.credit)
            case _:
                assert_never(block)
