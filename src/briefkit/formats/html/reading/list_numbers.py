"""Numbers of lists: where a page does not count 1, 2, 3, each number becomes words of its item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from briefkit.formats.html.reading.elements import STANDS_APART

_STYLES = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A"} | {
    "lower-roman": "i",
    "upper-roman": "I",
}
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)
_MOST = 3_999  # beyond which there are no Roman numbers


def print_numbers(main: HtmlElement) -> None:
    """Put the numbers of lists that go on, count down or have letters into their items, as a browser shows them."""
    for numbered in list(main.iter("ol")):
        items = [one for one in numbered if one.tag == "li"]
        kind = _kind(numbered)
        numbers = list(_numbers(numbered, items))
        if kind == "1" and numbers == list(range(1, len(items) + 1)):
            continue
        numbered.tag = "ul"
        for item, number in zip(items, numbers, strict=True):
            first = _first_line(item)
            first.text = f"{_printed(number, kind)}. {(first.text or '').lstrip()}"


def _kind(numbered: HtmlElement) -> str:
    """Return what a list counts with, as its `type` says it: 1, a, A, i or I."""
    style = _STYLE.search((numbered.get("style") or "").lower())
    styled = _STYLES.get(style[1]) if style else None
    told = numbered.get("type") or ""
    return styled or (told if told in ("a", "A", "i", "I") else "1")


def _numbers(numbered: HtmlElement, items: list[HtmlElement]) -> Iterator[int]:
    down = numbered.get("reversed") is not None
    number = _integer(numbered.get("start"))
    if number is None:
        number = len(items) if down else 1
    for item in items:
        told = _integer(item.get("value"))
        number = number if told is None else told
        yield number
        number += -1 if down else 1


def _integer(words: str | None) -> int | None:
    """Return a number of up to six digits; None for anything else."""
    return int(words) if words and re.fullmatch(r"[+-]?[0-9]{1,6}", words.strip()) else None


def _printed(number: int, kind: str) -> str:
    if kind == "1" or not 0 < number <= _MOST:
        return str(number)
    words = _letters(number) if kind in "aA" else _roman(number)
    return words.upper() if kind.isupper() else words


def _letters(number: int) -> str:
    """Return a number in letters: 1 is a, 27 is aa."""
    found = ""
    while number:
        number, place = divmod(number - 1, 26)
        found = chr(ord("a") + place) + found
    return found


def _roman(number: int) -> str:
    found = ""
    for value, words in _ROMAN:
        count, number = divmod(number, value)
        found += words * count
    return found


def _first_line(item: HtmlElement) -> HtmlElement:
    """Return the innermost block that an item begins with."""
    while len(item) and not (item.text or "").strip() and item[0].tag in STANDS_APART - {"br"}:
        item = item[0]
    return item
