"""Edited words: a text as it was written and as it is now, and what stands now in the place of some of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from attrs import frozen

from briefkit.language.word_pattern import WORD
from briefkit.sequences import stretches

# A word, or a sign as often as it is repeated.
_TOKEN = re.compile(rf"{WORD.pattern}|([^\w\s]|_)\1*")


@frozen
class EditedWords:
    """Words of a text, before and after somebody edited it.

    Attributes:
        before: What was written.
        now: What stands there now.
    """

    before: str
    now: str

    def in_place(self, start: int, stop: int) -> range:
        """Return the tokens that took the place of some words, or still are these; where none did, an empty range.

        Args:
            start: Where the words stood in what was written.
            stop: Where they ended.
        """
        inside = [
            number
            for number, token in enumerate(self._tokens_before)
            if start < token.end() and token.start() < stop
        ]
        if not inside:
            return range(0)
        found = [
            number
            for number in range(len(self._tokens_now))
            if self._stands_for(number, inside[0], inside[-1])
        ]
        return range(found[0], found[-1] + 1) if found else range(0)

    def _stands_for(self, number: int, first: int, last: int) -> bool:
        """Whether a token is one of some that were written, took the place of one, or was put in between two."""
        own = self._partners[number]
        if own is not None:
            return first <= own <= last
        left, right = self._neighbours[number]
        if right - left == 1:
            return first <= left and right <= last
        return left < last and first < right

    def span(self, tokens: range) -> tuple[int, int]:
        """Return where tokens start and stop in the words of now."""
        if not tokens:
            return 0, 0
        return self._tokens_now[tokens.start].start(), self._tokens_now[tokens.stop - 1].end()

    def token(self, number: int) -> str:
        """Return a token of now; "" beyond the ends."""
        there = 0 <= number < len(self._tokens_now)
        return self._tokens_now[number].group() if there else ""

    def is_put_in(self, number: int) -> bool:
        """Whether a token of now is a word that was not written."""
        return bool(WORD.match(self.token(number))) and self._partners[number] is None

    @cached_property
    def _tokens_before(self) -> Sequence[re.Match[str]]:
        return [*_TOKEN.finditer(self.before)]

    @cached_property
    def _tokens_now(self) -> Sequence[re.Match[str]]:
        return [*_TOKEN.finditer(self.now)]

    @cached_property
    def _partners(self) -> Sequence[int | None]:
        """The token that was written which each of now is, or None."""
        before = [token.group() for token in self._tokens_before]
        now = [token.group() for token in self._tokens_now]
        partners: list[int | None] = [None] * len(now)
        for mine, its in stretches(before, now):
            if before[mine] == now[its]:
                partners[its] = range(mine.start, mine.stop)
        return partners

    @cached_property
    def _neighbours(self) -> Sequence[tuple[int, int]]:
        """The tokens that were written and are left which stand nearest before each of now, and behind it."""
        befores, behinds = [], []
        nearest = -1
        for partner in self._partners:
            befores.append(nearest)
            nearest = nearest if partner is None else partner
        nearest = len(self._tokens_before)
        for partner in reversed(self._partners):
            behinds.append(nearest)
            nearest = nearest if partner is None else partner
        return [*zip(befores, reversed(behinds), strict=True)]
