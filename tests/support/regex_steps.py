"""A matcher of regular expressions that counts its steps, and the strings on which a pattern takes most.

What a match costs cannot be asked of `re`. So the tree that `re` parses a pattern into is walked here as `re`
walks it: depth first, what comes first first, giving back what it took. `re._parser` is a private part of
Python; `test_the_counter_matches_as_re_does` says where it changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from re import _constants as op, _parser  # type: ignore[attr-defined]  # private, as said above
from typing import Any

#: Characters that classes and categories tell apart.
_SAMPLES = " aA0_.\t\n\0,-éº北\u00a0"
_CATEGORIES: Mapping[Any, Callable[[str], bool]] = {
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_WORD: lambda one: one.isalnum() or one == "_",
    op.CATEGORY_NOT_DIGIT: lambda one: not one.isdecimal(),
    op.CATEGORY_NOT_SPACE: lambda one: not one.isspace(),
    op.CATEGORY_NOT_WORD: lambda one: not (one.isalnum() or one == "_"),
}
_ONE_CHARACTER = (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN)
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_LONGEST = 2  # repeats beyond the least, of a bounded repeat that is shortened
_ALTERNATIVES = 3  # of a branch, in the strings


class TooManyStepsError(Exception):
    """A match took more steps than it may."""


class Counter:
    """Matches one pattern as `re` does, and counts.

    Attributes:
        steps: How many nodes of the pattern the last run tried.

    Args:
        pattern: The pattern.
        whole: Whether bounded repeats are followed as far as they go. If not, they are shortened: `{0,300}`
            multiplies the work, and does not make it grow.
    """

    def __init__(self, pattern: re.Pattern[Any], *, whole: bool = False) -> None:
        words, flags = pattern.pattern, pattern.flags
        if isinstance(words, bytes):
            words = words.decode("latin-1")
        self._flags = flags
        self._tree = list(_parser.parse(words, flags))
        self._beyond = _LONGEST if not whole else 1 << 30
        self._most = 0
        self.steps = 0

    @property
    def bounded(self) -> bool:
        """Whether nothing in the pattern repeats without a bound: then no match is longer than some."""
        return all(
            arg[1] is not op.MAXREPEAT for name, arg in _nodes(self._tree) if name in _REPEATS
        )

    def run(self, words: str, how: str, most: int) -> list[tuple[int, int]]:
        """Return where the pattern matches, and count the steps.

        Args:
            words: The words.
            how: "search" for all matches, "match" or "fullmatch" for the one at the start.
            most: Steps beyond which to stop.

        Raises:
            TooManyStepsError: It takes more.
        """
        self.steps, self._most = 0, most
        found: list[tuple[int, int]] = []
        place = 0
        while place <= len(words):
            end = self._end(words, place, whole=how == "fullmatch")
            if end is not None:
                found.append((place, end))
            if how != "search":
                break
            place = end if end is not None and end > place else place + 1
        return found

    def _end(self, words: str, place: int, *, whole: bool) -> int | None:
        for end in self._sequence(self._tree, words, place, {}):
            if not whole or end == len(words):
                return end
        return None

    def _sequence(
        self, nodes: Sequence[Any], words: str, place: int, groups: dict[int, str]
    ) -> Iterator[int]:
        if not nodes:
            yield place
            return
        for end in self._node(nodes[0], words, place, groups):
            yield from self._sequence(nodes[1:], words, end, groups)

    def _step(self) -> None:
        self.steps += 1
        if self.steps > self._most:
            raise TooManyStepsError

    def _node(self, node: Any, words: str, place: int, groups: dict[int, str]) -> Iterator[int]:
        """Yield where a node may end that starts at a place, in the order in which `re` tries."""
        self._step()
        name, arg = node
        if name in _ONE_CHARACTER:
            if place < len(words) and self.takes(node, words[place]):
                yield place + 1
        elif name is op.BRANCH:
            for one in arg[1]:
                yield from self._sequence(list(one), words, place, groups)
        elif name is op.SUBPATTERN:
            for end in self._sequence(list(arg[3]), words, place, groups):
                if arg[0] is not None:
                    groups[arg[0]] = words[place:end]
                yield end
        elif name in (op.MAX_REPEAT, op.MIN_REPEAT):
            least, most = self._bounds(arg)
            body, lazy = list(arg[2]), name is op.MIN_REPEAT
            yield from self._repeated(body, least, most, lazy, words, place, groups)
        elif name in (op.POSSESSIVE_REPEAT, op.ATOMIC_GROUP):
            inner = [(op.MAX_REPEAT, arg)] if name is op.POSSESSIVE_REPEAT else list(arg)
            yield from list(_first(self._sequence(inner, words, place, groups)))
        elif name is op.GROUPREF:
            again = groups.get(arg)
            if again is not None and words.startswith(again, place):
                yield place + len(again)
        elif name in (op.ASSERT, op.ASSERT_NOT):
            start = place - arg[1].getwidth()[0] if arg[0] < 0 else place
            found = start >= 0 and any(
                arg[0] > 0 or end == place
                for end in self._sequence(list(arg[1]), words, start, groups)
            )
            if found is (name is op.ASSERT):
                yield place
        elif name is op.AT:
            if self._at(arg, words, place):
                yield place
        else:
            raise NotImplementedError(f"the counter does not know {name}")

    def _repeated(
        self,
        body: list[Any],
        least: int,
        most: int,
        lazy: bool,
        words: str,
        place: int,
        groups: dict[int, str],
    ) -> Iterator[int]:
        if len(body) == 1 and body[0][0] in _ONE_CHARACTER:
            count = 0
            while count < least and place < len(words) and self.takes(body[0], words[place]):
                self._step()
                place, count = place + 1, count + 1
            if count < least:
                return
            ends = [place]
            if lazy:
                yield place
            while len(ends) <= most - least and place < len(words):
                self._step()
                if not self.takes(body[0], words[place]):
                    break
                place += 1
                ends.append(place)
                if lazy:
                    yield place
            if not lazy:
                for end in reversed(ends):
                    self._step()
                    yield end
            return
        if lazy and least <= 0:
            yield place
        if most > 0:
            for end in self._sequence(body, words, place, groups):
                if end > place or least > 0:
                    yield from self._repeated(body, least - 1, most - 1, lazy, words, end, groups)
        if not lazy and least <= 0:
            yield place

    def takes(self, node: Any, character: str) -> bool:
        """Whether a node of one character matches that one."""
        name, arg = node
        if name is op.ANY:
            return bool(self._flags & re.DOTALL) or character != "\n"
        cases = {character}
        if self._flags & re.IGNORECASE:
            cases |= {character.lower(), character.upper()}
        if name is op.LITERAL:
            return chr(arg) in cases
        if name is op.NOT_LITERAL:
            return chr(arg) not in cases
        negated = arg[0][0] is op.NEGATE
        return negated is not any(self._in(item, case) for item in arg for case in cases)

    def _in(self, item: Any, character: str) -> bool:
        name, arg = item
        if name is op.LITERAL:
            return bool(ord(character) == arg)
        if name is op.RANGE:
            return bool(arg[0] <= ord(character) <= arg[1])
        if name is op.CATEGORY:
            known = self._flags & re.UNICODE or character.isascii()
            return _CATEGORIES[arg](character) if known else arg in _NEGATIVE
        return False

    def _bounds(self, arg: Any) -> tuple[int, int]:
        least, most = arg[0], arg[1]
        return least, 1 << 30 if most is op.MAXREPEAT else min(most, least + self._beyond)

    def _at(self, where: Any, words: str, place: int) -> bool:
        lines = bool(self._flags & re.MULTILINE)
        if where is op.AT_BEGINNING:
            return place == 0 or (lines and words[place - 1] == "\n")
        if where is op.AT_END:
            return words[place:] in ("", "\n") or (lines and words[place] == "\n")
        if where in (op.AT_BEGINNING_STRING, op.AT_END_STRING):
            return place == (0 if where is op.AT_BEGINNING_STRING else len(words))
        word = [
            0 <= at < len(words) and (words[at].isalnum() or words[at] == "_")
            for at in (place - 1, place)
        ]
        return (word[0] != word[1]) is (where is op.AT_BOUNDARY)

    # Strings on which it may take long

    def strings(self) -> Iterator[tuple[str, str, str]]:
        """Yield starts, what to repeat behind them, and ends, made of what the pattern itself looks for."""
        signs = self._signs()
        paths = list(dict.fromkeys(self._paths(self._tree, "")))
        bodies = [body for _, body in paths]
        starts = [start for start, _ in paths]
        pairs = ["".join(two) for two in product(signs[:5], repeat=2)]
        again = [*signs, *pairs, *bodies, *starts, *(start + body for start, body in paths)]
        nodes = self._characters()
        ends = [
            "",
            *sorted(signs, key=lambda one: sum(self.takes(node, one) for node in nodes))[:3],
        ]
        for start, middles in (
            ("", again),
            *((one, [*signs, *bodies]) for one in (*signs[:3], *starts)),
        ):
            for middle in filter(None, dict.fromkeys(middles)):
                yield from ((start, middle, end) for end in ends)

    def _characters(self) -> list[Any]:
        return [node for node in _nodes(self._tree) if node[0] in _ONE_CHARACTER]

    def _signs(self) -> list[str]:
        """Return one character for each way in which the pattern tells characters apart."""
        nodes = self._characters()
        literals = [chr(arg) for name, arg in nodes if name in (op.LITERAL, op.NOT_LITERAL)]
        literals += [
            chr(arg)
            for name, items in nodes
            if name is op.IN
            for kind, arg in items
            if kind is op.LITERAL
        ]
        told: dict[tuple[bool, ...], str] = {}
        for one in (*_SAMPLES, *literals):
            told.setdefault(tuple(self.takes(node, one) for node in nodes), one)
        return list(told.values())

    def _example(self, nodes: Sequence[Any]) -> str:
        """Return a short string that nodes match, but for what they look ahead and behind for."""
        return "".join(self._examples_of(node)[0] for node in nodes)

    def _examples_of(self, node: Any) -> list[str]:
        name, arg = node
        if name in _ONE_CHARACTER:
            if name is op.LITERAL:
                return [chr(arg)]
            several = (
                *_SAMPLES,
                *(chr(item[1]) for item in (arg if name is op.IN else ()) if item[0] is op.LITERAL),
            )
            return [one for one in several if self.takes(node, one)][:1] or [
                chr(item[1][0]) for item in arg if item[0] is op.RANGE
            ][:1]
        if name is op.BRANCH:
            return [self._example(list(one)) for one in arg[1][:_ALTERNATIVES]]
        if name is op.SUBPATTERN:
            return [self._example(list(arg[3]))]
        if name in _REPEATS:
            return [self._example(list(arg[2])) * max(arg[0], 1)]
        return [self._example(list(arg))] if name is op.ATOMIC_GROUP else [""]

    def _paths(self, nodes: Sequence[Any], before: str) -> Iterator[tuple[str, str]]:
        """Yield what leads to each repeat, and one turn of it."""
        for name, arg in nodes:
            if name in _REPEATS:
                yield before, self._example(list(arg[2]))
                yield from self._paths(list(arg[2]), before)
            elif name is op.BRANCH:
                for one in arg[1][:_ALTERNATIVES]:
                    yield from self._paths(list(one), before)
            elif name is op.SUBPATTERN:
                yield from self._paths(list(arg[3]), before)
            elif name is op.ATOMIC_GROUP:
                yield from self._paths(list(arg), before)
            before += self._examples_of((name, arg))[0]


_NEGATIVE = (op.CATEGORY_NOT_DIGIT, op.CATEGORY_NOT_SPACE, op.CATEGORY_NOT_WORD)


def _first(ends: Iterator[int]) -> Iterator[int]:
    for end in ends:
        yield end
        return


def _nodes(nodes: Sequence[Any]) -> Iterator[Any]:
    """Yield all nodes of a tree."""
    for name, arg in nodes:
        yield name, arg
        inner: Sequence[Any] = ()
        if name in _REPEATS:
            inner = [arg[2]]
        elif name is op.BRANCH:
            inner = arg[1]
        elif name is op.SUBPATTERN:
            inner = [arg[3]]
        elif name in (op.ASSERT, op.ASSERT_NOT):
            inner = [arg[1]]
        elif name is op.ATOMIC_GROUP:
            inner = [arg]
        for one in inner:
            yield from _nodes(list(one))


def grows(pattern: re.Pattern[Any], how: str) -> str | None:
    """Return a string, in parts, on which a pattern takes more than linear time; None where none was found."""
    counter = Counter(pattern)
    if counter.bounded:
        return None
    for start, middle, end in counter.strings():
        steps: list[int] = []
        for count in (8, 16, 32, 64):
            words = start + middle * count + end
            try:
                counter.run(words, how, 20_000 + 500 * len(words))
            except TooManyStepsError:
                return f"{start!r} + {middle!r} * n + {end!r} takes without end"
            steps.append(counter.steps)
            if len(steps) > 1 and steps[-1] < _LINEAR[len(steps)] * steps[-2]:
                break
        else:
            return f"{start!r} + {middle!r} * n + {end!r} takes {steps}"
    return None


#: By how much the steps grow when a string doubles, for the nth length: what a match always takes weighs less
#: and less; in the end it is 2 where a pattern is linear, and 4 or more where it is not.
_LINEAR = (0, 0, 2.2, 2.4, 2.6)
