"""Rare words: which of many texts another may come from, found by the words that few of them have.

The work grows with the words of the texts, not with the number of their pairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

_RARE = 20  # texts in which a word stands at most that leads to them


def holders_of(texts: Iterable[tuple[int, Iterable[str]]]) -> Mapping[str, Sequence[int]]:
    """Return the texts, by their indexes, that each word stands in.

    Args:
        texts: The index of each text, and its words.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for index, words in texts:
        for word in set(words):
            holders[word].append(index)
    return holders


def candidates(words: Iterable[str], holders: Mapping[str, Sequence[int]], most: int) -> list[int]:
    """Return the texts with which most of the rare words are shared, those with the most first.

    Args:
        words: The words of a text.
        holders: The other texts, by their words.
        most: How many texts at most.
    """
    shared: Counter[int] = Counter()
    for word in set(words):
        places = holders.get(word, ())
        if len(places) <= _RARE:
            shared.update(places)
    return [place for place, _ in shared.most_common(most)]
