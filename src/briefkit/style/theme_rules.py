"""Rules of a theme: contrast that can be read, and names of families that CSS and Word can write."""

from __future__ import annotations

import re

from briefkit.errors import ThemeError
from briefkit.model.string_rules import check_colour, check_words

#: The least contrast of words with their ground: WCAG 2.2, success criterion 1.4.3, level AA.
MIN_CONTRAST = 4.5
# The name of a family in CSS and in an attribute of WordprocessingML; and a list of them in CSS.
_FAMILY = re.compile(r"[\w .+-]+")
_MAX_FAMILIES = 50  # each is looked for when a PDF is laid out
_FAMILIES = re.compile(r"('[\w .+-]+'|[\w-]+)(, ?('[\w .+-]+'|[\w-]+))*")


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").

    Args:
        one: A colour as six hexadecimal digits.
        other: Another.

    Raises:
        ModelError: One is no colour.

    Example:
        >>> bk.contrast("000000", "ffffff")
        21.0
    """
    inks = check_colour(one, "one"), check_colour(other, "other")
    darker, lighter = sorted(map(_luminance, inks))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour, from 0 to 1 (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def check_contrast(ink: str, ground: str, pair: str, where: str) -> None:
    """Refuse two colours with too little contrast to be read by most people.

    Args:
        ink: The colour of the words.
        ground: The colour under them.
        pair: What the two are called.
        where: The field that they stand in.

    Raises:
        ThemeError: They are too much alike.
    """
    found = contrast(ink, ground)
    if found < MIN_CONTRAST:
        raise ThemeError(
            f"{pair} (#{ink} on #{ground}) has a contrast of {_rounded_down(found)}:1, too faint to read",
            where=where,
            remedy=f"choose colours with {MIN_CONTRAST}:1 at least (WCAG 2.2 AA, 1.4.3)",
        )


def _rounded_down(ratio: float) -> str:
    """Return a ratio with two decimals, never rounded up to what would have passed."""
    return f"{int(ratio * 100) / 100:.2f}"


def check_family(name: str, where: str) -> str:
    """Refuse the name of a family that CSS or Word cannot write.

    Raises:
        ThemeError: It has other signs than letters, digits, spaces and a few more.
    """
    check_words(name, where)
    if not _FAMILY.fullmatch(name):
        raise ThemeError(f"{name!r} is no name of a family", where=where, remedy="mend it")
    return name


def check_families(names: str, where: str) -> str:
    """Refuse a list of families, with commas between, that CSS cannot write.

    Raises:
        ThemeError: They are no such list, or a very long one.
    """
    check_words(names, where)
    if names.count(",") >= _MAX_FAMILIES:
        raise ThemeError(
            "names more families than anybody has",
            where=where,
            remedy=f"name {_MAX_FAMILIES} at most",
        )
    if not _FAMILIES.fullmatch(names):
        raise ThemeError(
            f"{names!r} is no list of families",
            where=where,
            remedy="write as 'Segoe UI',sans-serif",
        )
    return names
