"""Scripts of words, by their letters (ISO 15924): what language words cannot be in, whatever a file says of them."""

from __future__ import annotations

import unicodedata
from collections import Counter

from briefkit.language.direction import likely_tag, script
from briefkit.runtime.caching import cached

# The first word of a letter's name in Unicode, by script.
_NAMES = {
    "ARABIC": "Arab",
    "ARMENIAN": "Armn",
    "BENGALI": "Beng",
    "BOPOMOFO": "Bopo",
    "CJK": "Hani",
    "CYRILLIC": "Cyrl",
    "DEVANAGARI": "Deva",
    "ETHIOPIC": "Ethi",
    "GEORGIAN": "Geor",
    "GREEK": "Grek",
    "GUJARATI": "Gujr",
    "GURMUKHI": "Guru",
    "HANGUL": "Hang",
    "HEBREW": "Hebr",
    "HIRAGANA": "Hira",
    "KANNADA": "Knda",
    "KATAKANA": "Kana",
    "KHMER": "Khmr",
    "LAO": "Laoo",
    "LATIN": "Latn",
    "MALAYALAM": "Mlym",
    "MONGOLIAN": "Mong",
    "MYANMAR": "Mymr",
    "SINHALA": "Sinh",
    "SYRIAC": "Syrc",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "THAANA": "Thaa",
    "THAI": "Thai",
    "TIBETAN": "Tibt",
}
# Scripts of languages that are written in several: a text in them has letters of each.
_PARTS = {
    "Jpan": frozenset(("Hani", "Hira", "Kana")),
    "Kore": frozenset(("Hang", "Hani")),
    "Hans": frozenset(("Hani", "Bopo")),
    "Hant": frozenset(("Hani", "Bopo")),
}
_KANA = ("Hira", "Kana")
_SAMPLE = 400  # letters that tell the script of any text


def script_of_words(words: str) -> str:
    """Script of most letters, in ISO 15924; "" where there are none of a known one."""
    if words.isascii():
        return "Latn" if any(map(str.isalpha, words)) else ""
    found = Counter[str]()
    for letter in filter(str.isalpha, words[:_SAMPLE]):
        name = unicodedata.name(letter, "").partition(" ")[0]
        if name in _NAMES:
            found[_NAMES[name]] += 1
    return found.most_common(1)[0][0] if found else ""


def may_be_in(words: str, language: str) -> bool:
    """Whether words are in a script of a language (BCP 47); words without letters may be in any."""
    own, asked = script_of_words(words), script(language)
    return not own or own == asked or own in _PARTS.get(asked, ())


def likely_language(words: str) -> str | None:
    """Language that words are most likely in, by their script alone (CLDR); None where that says nothing."""
    has_kana = any(script_of_words(one) in _KANA for one in words[:_SAMPLE])
    own = "Jpan" if has_kana else script_of_words(words)
    if own in ("", "Latn"):
        return None
    name = likely_tag(f"und-{own}")[0]
    return None if name in ("", "und") else name


def is_same_language(one: str, other: str) -> bool:
    """Whether two languages (BCP 47) are one but for the country: en-GB and en-US."""
    return one == other or without_country(one) == without_country(other)


@cached(1024, max_length=200)
def without_country(language: str) -> tuple[str, str]:
    """Language and script of a tag (BCP 47): what it says but for the country."""
    return language.split("-")[0].lower(), script(language)
