"""Signs of equations: what stands above, below or over something else, on one line of words that keeps its sense.

Sub- and superscripts that have characters of their own are these; others, fractions, roots and matrices get signs: ½x² is
(1/2)x², never 12x2, in every format.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_ROOT = "\u221a"
# Characters that fonts of text have.
_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SCRIPT_CHARACTERS: Mapping[str, dict[int, int]] = {"^": _RAISED, "_": _LOWERED}
_CLOSE = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")


def grouped(words: str) -> str:
    """Return words in brackets where they are more than one number or letter."""
    return words if len(words) <= 1 or words.isdecimal() or words.isalpha() else f"({words})"


def limits(below: str, above: str) -> str:
    """Return a sub- and a superscript: in characters that are one, else behind a sign."""
    return _script("_", below) + _script("^", above)


def _script(sign: str, words: str) -> str:
    characters = _SCRIPT_CHARACTERS[sign]
    if all(ord(one) in characters for one in words):
        return words.translate(characters)
    return f"{sign}{grouped(words)}"


def has_script_signs(words: str) -> bool:
    """Whether words have signs for scripts that have no characters of their own."""
    return any(sign in words for sign in _SCRIPT_CHARACTERS)


def with_scripts(base: str, scripts: str) -> str:
    """Return words with the scripts behind them; of words that are raised already, in brackets."""
    raised = base[-1:] in _CLOSE or "^" in base
    return f"({base}){scripts}" if raised and scripts else base + scripts


def fraction(over: str, under: str, *, bar: bool = True) -> str:
    """Return what stands over and under a bar, or over each other without one."""
    return f"({grouped(over)}{'/' if bar else ', '}{grouped(under)})"


def root(words: str, degree: str = "") -> str:
    """Return a root, of a degree where it has one."""
    return f"{limits('', degree)}{_ROOT}({words})"


def matrix(rows: Iterable[Iterable[str]]) -> str:
    """Return the rows of a matrix."""
    return f"[{'; '.join(', '.join(row) for row in rows)}]"


def under_sign(words: str, sign: str) -> str:
    """Return words below a sign that combines with the letter before it; more than a letter in brackets."""
    return words + sign if len(words) == 1 else f"({words}){sign}" if words else ""
