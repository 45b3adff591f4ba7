"""Numbers as a language writes them: its decimal sign, and the sign between groups of digits, by the CLDR.

Digits are Latin in every language, like those of dates.
"""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from briefkit.language.date_patterns import locale_of
from briefkit.lexicons import FALLBACK, lexicon
from briefkit.runtime.caching import cached

_LATIN_DIGITS = "latn"


@frozen
class _Signs:
    """Signs of numbers in one language, and how many digits its groups have: the last one, those before it."""

    decimal: str = "."
    group: str = ","
    minus: str = "-"
    infinity: str = "∞"
    sizes: tuple[int, int] = (3, 3)


@cached(256, max_length=200)
def _signs(language: str) -> _Signs:
    """Return the signs of a language (BCP 47); those of English where the CLDR does not know it."""
    if language in lexicon(FALLBACK).dates["own"]:
        return _Signs()
    locale = locale_of(language)
    if locale is None:
        return _Signs()
    signs = locale.number_symbols[_LATIN_DIGITS]
    return _Signs(
        signs["decimal"],
        signs["group"],
        signs["minusSign"],
        signs["infinity"],
        locale.decimal_formats[None].grouping,
    )


def print_number(number: Decimal, language: str, *, grouped: bool = True) -> str:
    """Print a number with all its digits.

    Args:
        number: The number, finite or infinite.
        language: The language, in BCP 47.
        grouped: Whether digits before the decimal sign are grouped; those of a year are not.
    """
    signs = _signs(language)
    minus = signs.minus if number < 0 else ""
    if number.is_infinite():
        return f"{minus}{signs.infinity}"
    # With all digits: abs() would keep 28 of them.
    whole, point, decimals = f"{number.copy_abs():f}".partition(".")
    if grouped:
        whole = signs.group.join(_groups(whole, *signs.sizes))
    return f"{minus}{whole}{point and signs.decimal}{decimals}"


def _groups(digits: str, last: int, others: int) -> list[str]:
    """Split digits into groups from the right; in India the last group alone has three."""
    before, group = digits[:-last], digits[-last:]
    start = len(before) % others
    ends = range(start, len(before) + 1, others)
    return [
        *filter(None, (before[:start], *(before[end - others : end] for end in ends[1:]))),
        group,
    ]
