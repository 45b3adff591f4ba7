"""Names of characters: an emoji or another sign in words, and which characters make one sign together.

A sign of several characters counts as one: a flag, a keycap, one with a tone of skin, signs that are joined to one (UTS
#51, 1.4). Names in the reader's language are the CLDR's, where the library `emoji` is installed and has them; all others
are Unicode's own, which are English. A character that the Unicode of this Python does not have yet goes by its code point.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Set
from typing import Any

from briefkit.language.direction import script
from briefkit.runtime.module_loading import OnDemand

_JOINER, _VARIANTS, _KEYCAP = "\u200d", "\ufe0e\ufe0f", "\u20e3"
# One sign of several: its modifier, variant, cap and tags.
_ELEMENT = f".[\U0001f3fb-\U0001f3ff]?[{_VARIANTS}]?{_KEYCAP}?[\U000e0020-\U000e007f]*"
_SIGN = re.compile(rf"[\U0001f1e6-\U0001f1ff]{{2}}|{_ELEMENT}(?:{_JOINER}{_ELEMENT})*", re.DOTALL)
_TONES = ("light", "medium-light", "medium", "medium-dark", "dark")
_FIRST_TONE, _FIRST_REGIONAL, _TAG = 0x1F3FB, 0x1F1E6, 0xE0000
#: How the CLDR calls flags in the languages in which the library leaves the word out (characterLabels, flag).
_FLAG: Mapping[str, str] = {"en": "flag: ", "zh": "旗: "}
#: The languages in which the library has names.
NAMED_LANGUAGES = frozenset(
    ["ar", "de", "en", "es", "fa", "fr", "id", "it", "ja", "ko", "pt", "ru", "tr", "zh"]
)

# Names replace signs alone, which are rare; the library is an extra.
_is_emoji: Callable[[str], bool] = OnDemand("emoji:is_emoji")
_demojize: Callable[..., str] = OnDemand("emoji:demojize")
_locale: Callable[[str], Any] = OnDemand("babel:Locale")


def signs_with(words: str, characters: Set[str]) -> Iterator[str]:
    """Yield each sign of a text that some characters are part of, and the accents over it.

    Args:
        words: The text.
        characters: The characters.
    """
    end = 0
    for found in _SIGN.finditer(words):
        if found.start() < end or characters.isdisjoint(found[0]):
            continue
        end = found.end()
        while end < len(words) and unicodedata.category(words[end]).startswith("M"):
            end += 1
        yield words[found.start() : end]


def is_sign(words: str) -> bool:
    """Whether words are one sign, perhaps with accents over it."""
    return next(signs_with(words, set(words)), "") == words != ""


def names_of(sign: str, language: str) -> tuple[str, ...]:
    """Return what a sign may be called, the best name first; the last is of letters and digits that all fonts have.

    Args:
        sign: One or more characters that are one sign.
        language: The language that the name is to be in, in BCP 47.
    """
    names = (_cldr_name(sign, language), _cldr_name(sign, "en"), _unicode_name(sign), _codes(sign))
    return tuple(dict.fromkeys(filter(None, names)))


def _codes(sign: str) -> str:
    return " ".join(f"U+{ord(one):04X}" for one in sign)


def _cldr_name(sign: str, language: str) -> str:
    """Return the CLDR's short name of an emoji; "" where there is none in that language, or no library that has it."""
    base = language.partition("-")[0]
    if base not in NAMED_LANGUAGES or script(language) == "Hant":  # its Chinese is simplified
        return ""
    try:
        if not _is_emoji(sign):
            return ""
        name = _demojize(sign, delimiters=("", ""), language=base)
    except ImportError:
        return ""
    flag = _FLAG.get(base, "") if _territory(sign) else ""
    return flag + name.replace("_", " ")


def _territory(sign: str) -> str:
    """Return the code that a flag shows, as UA or GB-ENG; "" for what is no flag."""
    if len(sign) == 2 and all(0 <= ord(one) - _FIRST_REGIONAL < 26 for one in sign):
        return "".join(chr(ord(one) - _FIRST_REGIONAL + ord("A")) for one in sign)
    tags = "".join(chr(ord(one) - _TAG) for one in sign[1:-1] if ord(one) > _TAG).upper()
    return f"{tags[:2]}-{tags[2:]}" if tags else ""


def _unicode_name(sign: str) -> str:
    """Return the name of a sign by the names that Unicode has for its characters, in English."""
    territory = _territory(sign)
    if territory:
        return f"flag: {_locale('en').territories.get(territory, territory)}"
    if sign.endswith(_KEYCAP):
        return f"keycap: {sign[0]}"
    return ", ".join(_character_name(one) for one in sign if one not in _JOINER + _VARIANTS)


def _character_name(character: str) -> str:
    tone = ord(character) - _FIRST_TONE
    if 0 <= tone < len(_TONES):
        return f"{_TONES[tone]} skin tone"
    name = unicodedata.name(character, "")
    code = f"{ord(character):04X}"
    # Those of Han characters are their code points.
    return f"U+{code}" if not name or name.endswith(code) else name.lower()
