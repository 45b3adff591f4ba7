"""Direction: which way the lines of a language run, and in which script (ISO 15924, CLDR)."""

from __future__ import annotations

from briefkit.layout import Direction
from briefkit.runtime.caching import cached
from briefkit.runtime.forking import held_inside

_RIGHT_TO_LEFT_SCRIPTS = {"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}


@cached(256)
@held_inside
def script(language: str) -> str:
    """Return the script that a language is most likely written in, in ISO 15924 (CLDR): "Arab" for "ar"."""
    from langcodes import Language

    return Language.get(language).maximize().script or "Zzzz"


def direction_of(language: str) -> Direction:
    """Return which way a language's lines run."""
    return "rtl" if script(language) in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
