"""Adjustments of a theme for a script: italics, letter spacing, line height and size."""

from __future__ import annotations

from attrs import evolve

from briefkit.runtime.caching import cached
from briefkit.style.theme import Style, Theme

# The scripts, in ISO 15924, that have italics; others are not slanted, for that is no letter of theirs.
_ITALICS = {"Latn", "Cyrl", "Grek", "Zzzz"}
# The scripts whose letters join; letter spacing would tear their words apart.
_JOINED = {"Arab", "Syrc", "Nkoo", "Adlm", "Rohg", "Mong", "Deva", "Beng", "Guru"}
#: The scripts whose signs fill a square.
FULL_WIDTH = ("Hans", "Hant", "Jpan", "Kore")
# Factors of line height, and of size for type that reads as well as Latin of that size.
_LINE_HEIGHTS = {"Arab": 1.15, "Hans": 1.12, "Hant": 1.12, "Jpan": 1.12, "Kore": 1.08}
_FONT_SIZES = {"Arab": 1.1}


def has_italics(script: str) -> bool:
    """Whether a script, in ISO 15924, has italics."""
    return script in _ITALICS


@cached(64)
def for_script(theme: Theme, script: str) -> Theme:
    """Return a theme adjusted for a script; the theme itself where nothing changes.

    Where the script has no italics, words are upright and muted instead.

    Args:
        theme: The look.
        script: The script of the page's language, in ISO 15924.
    """
    if has_italics(script) and script not in _LINE_HEIGHTS:
        return theme
    base = _adjusted(theme.base, script)
    return evolve(
        theme,
        base=evolve(base, size=base.size and base.size * _FONT_SIZES.get(script, 1)),
        blocks={role: _adjusted(style, script) for role, style in theme.blocks.items()},
        headings=tuple(_adjusted(style, script) for style in theme.headings),
        runs={role: _adjusted(style, script) for role, style in theme.runs.items()},
    )


def _adjusted(style: Style, script: str) -> Style:
    if style.italic and not has_italics(script):
        style = evolve(style, italic=False, tone=style.tone or "muted")
    if style.tracking and script in _JOINED:
        style = evolve(style, tracking=None)
    if style.line:
        style = evolve(style, line=round(style.line * _LINE_HEIGHTS.get(script, 1), 3))
    return style


@cached(64)
def on_screen(theme: Theme, script: str) -> Theme:
    """Return a theme without the families of other scripts than a page's own.

    A browser finds families for those by itself; named here, it would take Latin letters from them
    wherever the theme's own families are not installed.

    Args:
        theme: The look.
        script: The script of the page's language, in ISO 15924.
    """
    return evolve(theme, scripts=tuple(one for one in theme.scripts if one.script == script))


def script_css(theme: Theme, script: str) -> str:
    """Return the rules of a script for emphasis, for the signs of lists and for where lines break.

    Args:
        theme: The look.
        script: The script of the page's language, in ISO 15924.
    """
    rules = "" if has_italics(script) else "em{font-style:normal;font-weight:600}"
    if script in FULL_WIDTH:
        # In families of full width, the sign is a faint dot in the middle of a square.
        rules += f"li::marker{{font-family:'{theme.display.name}',sans-serif}}"
        rules += "body{word-break:keep-all}" if script == "Kore" else "body{line-break:strict}"
    return rules
