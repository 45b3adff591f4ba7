"""Drawn briefs with characters that the fonts of the packages have, so that a PDF of them prints anywhere."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from typing import Any

from fontTools.ttLib import TTFont

from briefkit.errors import ModelError
from briefkit.language.direction import script
from briefkit.model import Brief, Paragraph
from briefkit.model.text import QUOTATION_MARKS
from briefkit.model.walk import evolve, transform
from briefkit.style import Family, Theme, families
from briefkit.themes import THEMES

#: The scripts that the packages cover.
SCRIPTS = ("Latn", "Grek", "Cyrl", "Arab", "Hebr")
# What needs no glyph: spaces, and what Unicode calls Default_Ignorable_Code_Point, of what a text may hold.
_INKLESS = re.compile(
    "[\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u202a-\u202f\u205f-\u206f"
    "\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
_LETTERS, _SIGNS = "aéşŁЖїґΩπאשםعپی", "§†•€±"
_OPENING = "".join(QUOTATION_MARKS)
_CLOSING = "".join(QUOTATION_MARKS.values())


@cache
def signs_of(family: Family) -> frozenset[str]:
    """The characters that every face of a family from a package has."""
    folder = resources.files(family.package) / "files"
    faces = [set(TTFont(str(folder / face.file)).getBestCmap()) for face in family.faces]
    return frozenset(map(chr, set.intersection(*faces)))


def _signs(theme: Theme) -> frozenset[str]:
    return frozenset().union(*(signs_of(family) for family in families(theme) if family.package))


@cache
def covered() -> frozenset[str]:
    """The characters that every theme has, as they are and in capitals."""
    signs = frozenset.intersection(*map(_signs, THEMES.values()))
    return frozenset(sign for sign in signs if signs.issuperset(sign.upper()))


def printable(brief: Brief) -> Brief:
    """A brief with others in place of the characters that no package has; the same where there are none."""

    def change(value: Any) -> Any:
        if isinstance(value, str):
            words = "".join(map(_stand_in, value))
            return value if words == value else words
        if isinstance(value, Brief) and script(value.language) not in (*SCRIPTS, "Zzzz"):
            return evolve(value, language="el")
        return value

    def keep(value: Any) -> Any:
        # A sign that is a word of its own may become a letter of the next word.
        if isinstance(value, Paragraph) and value.statements:
            try:
                transform(value, change)
            except ModelError:
                return evolve(value, statements=())
        return value

    return transform(transform(brief, keep), change)


@cache
def _stand_in(sign: str) -> str:
    if sign in covered() or _INKLESS.fullmatch(sign):
        return sign
    category = unicodedata.category(sign)
    if sign in _OPENING:
        return "“"
    if sign in _CLOSING:
        return "”"
    if category in ("Mn", "Mc", "Me"):
        return "\u0301"
    if category == "Nd":
        return str(unicodedata.digit(sign))
    stand_ins = _LETTERS if category[0] in "LC" else _SIGNS
    return stand_ins[ord(sign) % len(stand_ins)]
