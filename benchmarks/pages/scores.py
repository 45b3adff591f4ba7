"""Scores of found articles: shingles of four words, and pieces of text, each with precision, recall and their F1."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import mean

from attrs import frozen

_SHINGLE = 4  # words
_WORD = re.compile(r"\w+")


@frozen
class Score:
    """Score of a system on a corpus, each between 0 and 1.

    Attributes:
        precision: What of the text that it takes belongs to the article.
        recall: What of the article it takes.
        unwanted: What of the pieces that do not belong to an article it takes; None where none are noted.
    """

    precision: float
    recall: float
    unwanted: float | None = None

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def shingle_score(pairs: Iterable[tuple[str, str]]) -> Score:
    """Return the score of texts, each against its article, as the article extraction benchmark counts it.

    Args:
        pairs: The article that people marked, and the text that was found.
    """
    counted = [_counted(_shingles(article), _shingles(found)) for article, found in pairs]
    return Score(
        mean(hit / (hit + extra) if hit + extra else 1.0 for hit, extra, _ in counted),
        mean(hit / (hit + missed) if hit + missed else 1.0 for hit, _, missed in counted),
    )


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    count = max(1, len(words) - _SHINGLE + 1)
    return Counter(one for n in range(count) if (one := tuple(words[n : n + _SHINGLE])))


def _counted(
    article: Counter[tuple[str, ...]], found: Counter[tuple[str, ...]]
) -> tuple[int, int, int]:
    hit = (article & found).total()
    return hit, found.total() - hit, article.total() - hit


def piece_score(probes: Iterable[tuple[Sequence[str], Sequence[str], str]]) -> Score:
    """Return the score of texts by pieces, as trafilatura's evaluation counts it.

    Args:
        probes: The pieces that belong to the article, those that do not, and the text that was found.
    """
    wanted = missed = taken = kept_out = 0
    for ours, others, text in probes:
        found = _folded(text)
        hits = sum(_folded(one) in found for one in ours)
        wrong = sum(_folded(one) in found for one in others)
        wanted, missed = wanted + hits, missed + len(ours) - hits
        taken, kept_out = taken + wrong, kept_out + len(others) - wrong
    return Score(
        wanted / max(wanted + taken, 1),
        wanted / max(wanted + missed, 1),
        taken / max(taken + kept_out, 1),
    )


def _folded(text: str) -> str:
    return " ".join(text.split())


def lost_words(shown: str, brief: str, notes: str) -> int:
    """Return how many words of a page are neither in its brief nor in a note."""
    kept = Counter(_WORD.findall(brief)) + Counter(_WORD.findall(notes))
    return (Counter(_WORD.findall(shown)) - kept).total()
