"""Text widths: how wide words are in the families of a theme, by the advance widths in its font files (OpenType, hmtx).

Nothing is laid out, so that PDF and DOCX go by the same widths, on every machine. Of a family without files, widths are
estimated by kinds of characters; those of Arabic letters that join the next one, by what they are apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from attrs import field, frozen

from briefkit.errors import MissingLibraryError
from briefkit.runtime.caching import cached
from briefkit.style.advance_widths import advance_widths
from briefkit.style.font_files import FontFile, font_files, stacked_families
from briefkit.style.theme import Family, Theme, Voice

# Shares of the size of the type, a little wider than in most families.
_WIDE, _CAPITAL, _LETTER, _SIGN, _NARROW, _SPACE = 1.0, 0.72, 0.58, 0.72, 0.36, 0.28
_BROAD = frozenset("MWmw%‰@—ЖШЩЮжшщюфыЫМмѲ")
_THIN = frozenset("iljftrI.,:;'’!|()[]/-‐·،")
_BROAD_LETTER = 0.95
# Scripts with broad letters: from Tamil to Sinhala, Burmese, Ethiopic, Khmer.
_BROAD_SCRIPT = "[\u0b80-\u0dff\u1000-\u109f\u1200-\u139f\u1780-\u17ff]"
# Arabic letters that join the next one, and so end where it begins; the share of each in what it is apart.
_JOINED_SHARES = {
    **dict.fromkeys("ئبتثنيىپٹٻڀټڻیې", 0.45),
    **dict.fromkeys("سشصضفقكلڤکگ", 0.72),
    **dict.fromkeys("جحخچطظعغمهھہ", 1.15),
}
_JOINED = rf"[{''.join(_JOINED_SHARES)}](?=[\u064b-\u0652\u0670]*[\u0620-\u064a\u0671-\u06d3])"
_HEAVY = 1.06  # of strong type to regular, where the widths of one are estimated
#: From this weight on, the strong face of a family is taken.
STRONG = 600


@cached(1)
def _broad_script() -> re.Pattern[str]:
    """Return the pattern of a broad letter; large sets take long to make, and few briefs are measured."""
    return re.compile(_BROAD_SCRIPT)


@cached(1)
def _joined() -> re.Pattern[str]:
    """Return the pattern of a letter that joins the next one."""
    return re.compile(_JOINED)


@frozen
class Type:
    """Type that words are set in.

    Attributes:
        voice: "body", "display" or "mono".
        strong: Whether it is the strong face.
    """

    voice: Voice
    strong: bool = False


@cached(64)
def text_widths(theme: Theme, script: str) -> TextWidths:
    """Return the widths of characters in the families of a theme, which pages have in common.

    Args:
        theme: Whose families.
        script: The script of the page's language, in ISO 15924: its families come first.
    """
    return TextWidths(theme, script)


@frozen
class TextWidths:
    """Widths of characters in the families of a theme, as shares of the size of the type.

    Attributes:
        theme: Whose families.
        script: The script of the page's language, in ISO 15924: its families come first.
    """

    theme: Theme
    script: str
    _by_type: dict[Type, _Characters] = field(factory=dict, init=False, eq=False)

    def widths(self, words: str, type_: Type) -> list[float]:
        """Return the width of each character of words.

        Args:
            words: The words.
            type_: What they are set in.
        """
        characters = self._by_type.get(type_)
        if characters is None:
            known = _known_widths(self.theme, self.script, type_)
            characters = self._by_type[type_] = _Characters(known, _HEAVY if type_.strong else 1.0)
        widths = list(map(characters.__getitem__, words))
        if not words.isascii():
            for letter in _joined().finditer(words):
                widths[letter.start()] *= _JOINED_SHARES[letter[0]]
        return widths


class _Characters(dict[str, float]):
    """Widths of the characters that were asked for, each found once.

    Args:
        known: The widths of each family that is asked for a character; None of a family of the system.
        heavy: What an estimated width is multiplied by.
    """

    def __init__(self, known: Sequence[Mapping[int, float] | None], heavy: float) -> None:
        super().__init__()
        self._known, self._heavy = known, heavy

    def __missing__(self, sign: str) -> float:
        self[sign] = width = self._found(sign)
        return width

    def _found(self, sign: str) -> float:
        code = ord(sign)
        for widths in self._known:
            if widths is None:  # a family of the system, which may have it
                break
            if code in widths:
                return widths[code]
        return _estimated(sign) * self._heavy


@cached(4096)
def _estimated(sign: str) -> float:
    """Return the width of a character in a family that is not known."""
    category = unicodedata.category(sign)
    if category in ("Mn", "Me", "Cf", "Cc"):
        return 0
    if unicodedata.east_asian_width(sign) in ("W", "F"):
        return _WIDE
    if category == "Zs":
        return _SPACE
    if sign in _BROAD or (category == "Lo" and _broad_script().match(sign)):
        return _BROAD_LETTER
    if sign in _THIN or category == "Mc":
        return _NARROW
    match category:
        case "Lu" | "Lt":
            return _CAPITAL
        case "Ll" | "Nd" | "Lm":
            return _LETTER
        case "Lo":
            return _SIGN
        case _:
            return _WIDE if category in ("So", "Cn", "Co") else _SIGN


@cached(64)
def _known_widths(theme: Theme, script: str, type_: Type) -> tuple[Mapping[int, float] | None, ...]:
    """Return the widths of each family that is asked for a character, in their order; None of a family of the system."""
    own = {"body": theme.body, "display": theme.display, "mono": theme.mono}[type_.voice]
    try:
        files = font_files(theme)
    except MissingLibraryError:  # which a Word document can do without
        files = ()
    known: list[Mapping[int, float] | None] = []
    for family in stacked_families(own, theme, script):
        file = _face(family, files, strong=type_.strong)
        # The widths of a variable file are those of its regular weight.
        heavy = _HEAVY if file and file.face.weight is None and type_.strong else 1
        widths = None if file is None else advance_widths(file, heavy)
        # A family that is asked after the theme's own ones has what they lack.
        if widths is not None or not family.faces:
            known.append(widths)
    return tuple(known)


def _face(family: Family, files: Sequence[FontFile], *, strong: bool) -> FontFile | None:
    """Return the upright file of a family that is nearest to a weight; None where it has none."""
    upright = [one for one in files if one.family == family.name and not one.face.italic]
    weight = 700 if strong else 400
    return min(upright, key=lambda one: abs((one.face.weight or weight) - weight), default=None)
