"""Characters that no font has: found as a page is drawn, and named before any of it is written.

What is looked at is what was drawn, so it holds for the words in the margins, for letters that a style made
capitals, and for the fonts that the system put in. Signs that ask for no ink, such as joiners, are no glyphs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, assert_never

from briefkit.errors import MissingGlyphError
from briefkit.layout import (
    Grid,
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Runs,
    Sheet,
)
from briefkit.style import Theme

#: How many characters an error names, and how many letters of the block's words.
_NAMED, _FIRST_WORDS = 8, 40
#: What to install for Chinese, Japanese and Korean.
EAST_ASIAN_REMEDY = (
    "install Noto Serif CJK and Noto Sans CJK (Debian, Ubuntu: `apt install fonts-noto-cjk`)"
)
# Fonts that print a box for every character there is.
_BOXES = {".LastResort", "LastResort", "Last Resort", "Adobe Blank", "Adobe NotDef"}
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


def check_glyphs(document: Any, sheet: Sheet, theme: Theme) -> None:
    """Hold a drawn document to fonts that have its every character.

    Args:
        document: A weasyprint.Document whose pages were drawn.
        sheet: What it shows.
        theme: Whose page it is.

    Raises:
        MissingGlyphError: No font has a character; the error names each with the first block that has one.
    """
    missing = _missing(document.fonts.values())
    if missing:
        named = ", ".join(_name(code) for code in missing[:_NAMED])
        more = f", and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        raise MissingGlyphError(
            f"no font here has {named}{more}",
            where=_place({chr(code) for code in missing}, sheet, theme),
            remedy="; ".join(dict.fromkeys(map(_remedy, missing))),
        )


def _missing(fonts: Iterable[Any]) -> list[int]:
    """Return the code points that were drawn as boxes, in the order of Unicode."""
    found: set[int] = set()
    for font in fonts:
        found.update(font.missing)
        if font.family in _BOXES:
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
    from fontTools import unicodedata as scripts

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


# Where it stands


def _place(signs: set[str], sheet: Sheet, theme: Theme) -> str:
    for place, words in printed_words(sheet, theme):
        # A style may have made capitals of them.
        if not signs.isdisjoint(words + words.upper()):
            first = words if len(words) <= _FIRST_WORDS else f"{words[:_FIRST_WORDS].rstrip()}…"
            return f"{place} “{first}”"
    return "the page"


def printed_words(sheet: Sheet, theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield everything that a page prints: what it is, and its words."""
    yield "Theme.publisher", theme.publisher
    yield "banner", _spelled(sheet.banner)
    yield from _of_blocks(sheet.blocks)
    yield "page number", sheet.page


def _of_blocks(blocks: Iterable[LayoutBlock]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        place = f"{block.role} {block.anchor}"
        match block:
            case Para() | Heading():
                yield place, _spelled(block.runs)
            case Items():
                for item in block.items:
                    yield from _of_blocks(item)
            case Grid():
                for runs in (block.caption, *block.header, *(c for row in block.rows for c in row)):
                    yield place, _spelled(runs)
            case Picture():
                yield place, _spelled(block.caption)
                yield place, _spelled(block.credit)
            case _:
                assert_never(block)


def _spelled(runs: Runs) -> str:
    return "".join([run.span.text for run in runs])
