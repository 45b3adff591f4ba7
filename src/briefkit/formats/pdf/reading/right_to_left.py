"""Right-to-left lines: the characters of a line of print in the order in which they are spoken.

A page has its characters where they are seen. From the left, a line of Arabic or Hebrew ends where it begins, but for
the numbers and the Latin words in it (UAX #9).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import evolve, frozen

from briefkit.formats.pdf.reading.printed_text import Stretch

#: How wide a space between two words is at least, in parts of the font's size.
_SPACE = 0.3
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"), ("‹", "›"))
_CLASSES = {"R": "R", "AL": "R", "L": "L", "EN": "N", "AN": "N", "ES": "S", "CS": "S", "ET": "S"}


@frozen
class _Placed:
    """A character, where it stands, and the number of its stretch."""

    word: str
    left: float
    right: float
    stretch: int


def as_spoken(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Return the stretches of a line as they are spoken; those of a line that is read from the left stay."""
    signs = [
        _Placed(sign.word, sign.left, sign.right, number)
        for number, one in enumerate(stretches)
        for sign in one.signs
    ]
    classes = [_class(one.word) for one in signs]
    if classes.count("R") <= classes.count("L"):
        return list(stretches)
    seen = sorted(signs, key=lambda one: -one.left)
    spoken = _turned(list(_with_spaces(seen, stretches)))
    return [
        _stretch(stretches[number], list(group))
        for number, group in groupby(_paired(spoken), key=lambda one: one.stretch)
    ]


def _class(word: str) -> str:
    """Return whether a character is read from the right (R), from the left (L), a number (N), its sign (S), or none (W)."""
    return _CLASSES.get(unicodedata.bidirectional(word[:1] or " "), "W")


def _turned(signs: Sequence[_Placed]) -> list[_Placed]:
    """Return characters from the right, the numbers and the words that are read from the left turned round."""
    spoken: list[_Placed] = []
    for is_right, group in groupby(signs, key=lambda one: _class(one.word) == "R"):
        part = list(group)
        spoken += part if is_right else _turned_words(part)
    return spoken


def _turned_words(part: list[_Placed]) -> list[_Placed]:
    """Return what stands between words that are read from the right: Latin words turned as a whole, numbers one by one."""
    classes = "".join(_class(one.word) for one in part)
    last = classes.rfind("L") + 1
    first = min(
        (place for place in (classes.find("L"), classes.find("N")) if place >= 0), default=0
    )
    if last:
        head = _turned_words(part[:first]) if "N" in classes[:first] else part[:first]
        return [*head, *part[first:last][::-1], *_turned_words(part[last:])]
    turned: list[_Placed] = []
    number: list[_Placed] = []
    for one, kind in zip(part, classes, strict=True):
        if kind in "NS":
            number.append(one)
            continue
        turned += [*_number(number), one]
        number = []
    return [*turned, *_number(number)]


def _number(signs: list[_Placed]) -> list[_Placed]:
    """Return a number from the left; the signs before and behind it stay where they are."""
    places = [place for place, one in enumerate(signs) if _class(one.word) == "N"]
    if not places:
        return signs
    first, stop = places[0], places[-1] + 1
    return [*signs[:first], *signs[first:stop][::-1], *signs[stop:]]


def _with_spaces(signs: Sequence[_Placed], stretches: Sequence[Stretch]) -> Iterator[_Placed]:
    """Yield characters with a space where the page leaves one."""
    before: _Placed | None = None
    for one in signs:
        if before is not None:
            gap = max(one.left - before.right, before.left - one.right)
            spaced = before.word == " " or one.word == " "
            if not spaced and gap > _SPACE * stretches[one.stretch].look.size:
                yield _Placed(" ", before.left, before.left, before.stretch)
        yield one
        before = one


def _paired(signs: Sequence[_Placed]) -> list[_Placed]:
    """Return characters whose brackets open before they close, where a line has pairs of them."""
    found = list(signs)
    for opening, closing in _BRACKETS:
        places = [place for place, one in enumerate(found) if one.word in (opening, closing)]
        if len(places) % 2 == 0:
            for number, place in enumerate(places):
                found[place] = evolve(found[place], word=closing if number % 2 else opening)
    return found


def _stretch(one: Stretch, signs: Sequence[_Placed]) -> Stretch:
    return evolve(
        one,
        words="".join(sign.word for sign in signs),
        left=min(sign.left for sign in signs),
        right=max(sign.right for sign in signs),
        signs=[],
        ends_line=False,
    )
