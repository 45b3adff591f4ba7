"""Fonts and languages by script: Word keeps one font and one language each for Latin, East Asian and complex scripts."""

from __future__ import annotations

from typing import Literal

from briefkit.formats.docx.font_slots import font_slot, slot_of_script
from briefkit.formats.docx.wordprocessingml import NO_LANGUAGE
from briefkit.language.direction import likely_tag, script
from briefkit.runtime.caching import cached
from briefkit.style import Theme

# Fonts of office programs for text and for headings in a script, where a theme has none.
_OFFICE_FONTS = {
    "Arab": ("Times New Roman", "Arial"),
    "Hebr": ("Times New Roman", "Arial"),
    "Hans": ("SimSun", "Microsoft YaHei"),
    "Hant": ("PMingLiU", "Microsoft JhengHei"),
    "Jpan": ("Yu Mincho", "Yu Gothic"),
    "Kore": ("Batang", "Malgun Gothic"),
}


def write_fonts(family: Literal["body", "display", "mono"], theme: Theme, language: str) -> str:
    """Font property, with a font for each slot (17.3.2.26).

    A document in a template has the template's fonts; only code has its own there.

    Args:
        family: Which of the theme's families.
        theme: The look.
        language: The language of the document, in BCP 47; the families of its script come first.
    """
    if family == "mono":
        name = theme.mono.word
        return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"/>'
    if theme.template is not None:
        return ""
    body = family == "body"
    latin = (theme.body if body else theme.display).word
    own = script(language)
    found = {"ascii": latin, "hAnsi": latin}
    for one in sorted(theme.scripts, key=lambda one: one.script != own):
        found.setdefault(
            slot_of_script(one.script) or "hAnsi", (one.body if body else one.display).word
        )
    if own in _OFFICE_FONTS:
        found.setdefault(slot_of_script(own), _OFFICE_FONTS[own][0 if body else 1])
    order = ("ascii", "hAnsi", "eastAsia", "cs")
    named = " ".join(f'w:{key}="{found[key]}"' for key in order if key in found)
    return f"<w:rFonts {named}/>"


@cached(256)
def write_language(language: str) -> str:
    """Language property, with a language for each slot (17.3.2.20).

    Office programs know languages of East Asian and complex scripts only with a country.
    """
    own = font_slot(language)
    tags = {"val": language, "eastAsia": language, "bidi": language}
    if own:
        tags[{"cs": "bidi"}.get(own, own)] = _with_country(language)
    named = " ".join(f'w:{key}="{tag}"' for key, tag in tags.items())
    return f"<w:lang {named}/>"


def write_default_language(language: str) -> str:
    """Language property of all text, with none for the Latin words of Chinese, Japanese and Korean.

    Their lines break anywhere in words of these languages, and in LibreOffice in numbers as well, if they are said to
    be in them.
    """
    written = write_language(language)
    if font_slot(language) != "eastAsia":
        return written
    return written.replace(f'w:val="{language}"', f'w:val="{NO_LANGUAGE}"', 1)


def _with_country(language: str) -> str:
    """Language with its most likely country (CLDR): "ar-EG" for "ar"."""
    name, _, country = likely_tag(language)
    return f"{name}-{country}" if country else language
