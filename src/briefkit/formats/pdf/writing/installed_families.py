"""Installed families: which families of the system a theme's roles are printed in, by fontconfig.

A family with files is found or is an error when its files are opened. One of the system is only a name, and where it
is not installed, Pango would take whatever has the letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.text.ffi import ffi, fontconfig

from briefkit.errors import RenderError
from briefkit.notes import Code, Note, note
from briefkit.style import Style, Theme, family_names

_REMEDY = "install one, give its files as faces, or name a family that `fc-list : family` shows"


def check_installed(theme: Theme, *, has_code: bool) -> list[Note]:
    """Return notes on families that are not installed, while a fallback of theirs is.

    Args:
        theme: The look.
        has_code: Whether the page has code, which stands in the family `mono`.

    Raises:
        RenderError: Neither a family of the system that the theme names nor a fallback of it is installed.
    """
    asked = {
        name: family
        for name, family in (("body", theme.body), ("display", theme.display), ("mono", theme.mono))
        if not family.faces and (name != "mono" or has_code or _sets_in_mono(theme))
    }
    if not asked:
        return []
    told: dict[str, Note] = {}
    with _configuration() as config:
        for role, family in asked.items():
            found = _first_installed(config, family_names(family))
            if found is None:
                named = ", ".join(family_names(family))
                what = f"none of the families {named} is installed"
                raise RenderError(what, where=f"Theme.{role}", remedy=_REMEDY)
            if found != family.name:
                what = f"The family {family.name} is not installed; {found} was taken."
                told[family.name] = note(Code.FONT_SUBSTITUTED, what)
    return [*told.values()]


def _sets_in_mono(theme: Theme) -> bool:
    styles: Iterable[Style] = (*theme.blocks.values(), *theme.runs.values(), *theme.headings)
    return any(style.family == "mono" for style in styles)


@contextmanager
def _configuration() -> Iterator[Any]:
    config = fontconfig.FcInitLoadConfigAndFonts()
    try:
        yield config
    finally:
        fontconfig.FcConfigDestroy(config)


def _first_installed(config: Any, names: Iterable[str]) -> str | None:
    return next((name for name in names if _is_installed(config, name)), None)


def _is_installed(config: Any, name: str) -> bool:
    """Return whether the font that fontconfig finds for a name is of that family."""
    pattern = fontconfig.FcPatternCreate()
    found = ffi.NULL
    try:
        fontconfig.FcPatternAddString(pattern, b"family", name.encode())
        fontconfig.FcConfigSubstitute(config, pattern, fontconfig.FcMatchPattern)
        fontconfig.FcDefaultSubstitute(pattern)
        found = fontconfig.FcFontMatch(config, pattern, ffi.new("FcResult *"))
        return found != ffi.NULL and name.casefold() in map(str.casefold, _families(found))
    finally:
        fontconfig.FcPatternDestroy(pattern)
        if found != ffi.NULL:
            fontconfig.FcPatternDestroy(found)


def _families(font: Any) -> Iterator[str]:
    """Yield the names of a font's family, of which it may have one a language."""
    name, number = ffi.new("FcChar8 **"), 0
    while fontconfig.FcPatternGetString(font, b"family", number, name) == fontconfig.FcResultMatch:
        yield ffi.string(name[0]).decode("utf-8", "replace")
        number += 1
