"""Alike names: whether a name is another one with a slip mended, a word more or an initial written out."""

from __future__ import annotations

from briefkit.language.spacing import plain_spaces
from briefkit.model import Actor, Organisation, called
from briefkit.sequences import distance

_LETTERS_A_SLIP = 5  # of a word; in a shorter one, another letter is another name


def same_name(one: Actor, other: Actor) -> bool:
    """Whether two are called the same, whatever spaces stand in their names."""
    return type(one) is type(other) and _words(called(one)) == _words(called(other))


def are_alike(one: Actor, other: Actor) -> bool:
    """Whether two of one class are called so much alike that they are one: "Jonas Wirth", "J. Wirtz".

    A word more may make another body, as of "Sudan": only a person's name may have one.
    """
    if type(one) is not type(other):
        return False
    shorter, longer = sorted((_words(called(one)), _words(called(other))), key=len)
    if len(shorter) < len(longer) and isinstance(one, Organisation):
        return False
    rest = iter(longer)
    return max(map(len, shorter), default=0) > 1 and all(
        any(_are_one_word(word, another) for another in rest) for word in shorter
    )


def _words(name: str) -> list[str]:
    return [word.rstrip(".") for word in plain_spaces(name).casefold().split()]


def _are_one_word(one: str, other: str) -> bool:
    if one[:1] != other[:1]:
        return False
    initial = min(len(one), len(other)) == 1
    slips = distance(one, other)
    return initial or slips * _LETTERS_A_SLIP <= max(len(one), len(other))
