"""Writing direction and script of a language (ISO 15924, CLDR)."""

from __future__ import annotations

from briefkit.layout import Direction
from briefkit.lexicons import own_script
from briefkit.runtime.caching import cached
from briefkit.runtime.forking import fork_safe

_RIGHT_TO_LEFT_SCRIPTS = {"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}


@cached(256)
def script(language: str) -> str:
    """Script: the one that a language is most likely written in, in ISO 15924: "Arab" for "ar"."""
    own = own_script(language)
    if own is not None:
        return own
    return likely_tag(language)[1] or "Zzzz"


@cached(256)
@fork_safe
def likely_tag(language: str) -> tuple[str, str, str]:
    """Language, script and country that a tag (BCP 47) most likely means (CLDR): ("ar", "Arab", "EG") for "ar"; "" for what is not known."""
    from langcodes import Language  # 20 ms, with the registry

    full = Language.get(language).maximize()
    return full.language or "", full.script or "", full.territory or ""


def direction_of(language: str) -> Direction:
    """Direction: right to left for Arabic, Hebrew and others by their script, else left to right."""
    return "rtl" if script(language) in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
