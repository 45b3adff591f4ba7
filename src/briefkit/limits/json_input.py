"""JSON input: parsed only where it neither nests too deep nor has more values than a brief can.

A parser takes a dozen or more bytes for each byte of `[],`, so values are counted before it is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import orjson
from attrs import define, field

from briefkit.errors import ErrorCode, ReadError
from briefkit.limits import Tally, limits_in_force
from briefkit.limits.nesting import STRING, brackets_too_deep, too_deep
from briefkit.path_grammar import path_below

# Beside strings, each of these signs begins a value.
_PART = re.compile(STRING + rb"|[\[{,]", re.DOTALL)
_BEGIN = frozenset((b"[", b"{", b","))


def from_json(document: bytes, where: str = "") -> Any:
    """Parse JSON (RFC 8259).

    Args:
        document: UTF-8, without a byte order mark.
        where: The part of the file that it stands in.

    Raises:
        ReadError: No JSON, JSON that nests too deep, or more than `Limits.values`.
    """
    check_json(document, where)
    try:
        return orjson.loads(document)
    except orjson.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        where = f"{where}, {place}" if where else place
        what = f"is no JSON: {error.msg}"
        raise ReadError(what, where=where, code=ErrorCode.SYNTAX_INVALID) from None


def check_json(document: bytes, where: str = "") -> None:
    """Refuse JSON that nests too deep or holds too much, before it is parsed.

    Raises:
        ReadError: It nests too deep, or has more than `Limits.values`.
    """
    check_values(document, where)
    if brackets_too_deep(document):
        raise too_deep(where)


def check_values(document: bytes, where: str = "") -> None:
    """Refuse JSON that holds too much; that of a brief never nests too deep.

    Raises:
        ReadError: It has more than `Limits.values`.
    """
    # The quick way, for most briefs: each value takes a byte, and signs within words count too, so there are fewer at most.
    most = limits_in_force().values
    if len(document) >= most and sum(map(document.count, _BEGIN)) >= most:
        values = Tally("values", where=where)
        values.add()  # the whole, in which each sign begins a part
        for match in _PART.finditer(document):
            if match.group() in _BEGIN:
                values.add()


# Where things stand, which no parser of JSON says

_TOKEN = re.compile(STRING + rb"|[\[\]{},:\n]|[^\s\[\]{},:\"]++", re.DOTALL)


@define(eq=False)
class JsonPlaces:
    """Where the parts of a JSON document stand.

    Attributes:
        lines: The line, from 1, by the path of what starts there; a member of an object starts with its key.
        twice: The keys that an object has had before, each with the path of the object and the line.
    """

    _tokens: Iterator[bytes]
    lines: dict[str, int] = field(factory=dict, init=False)
    twice: list[tuple[str, str, int]] = field(factory=list, init=False)
    _line: int = field(default=1, init=False)

    @classmethod
    def of(cls, document: bytes) -> JsonPlaces:
        """Find where the parts stand.

        Args:
            document: JSON that `from_json` takes.
        """
        places = cls(match.group() for match in _TOKEN.finditer(document))
        places._value(places._next(), "")
        return places

    def _next(self) -> bytes:
        """Return the next token that is no line break."""
        for token in self._tokens:
            if token != b"\n":
                return token
            self._line += 1
        return b""

    def _parts(self, end: bytes) -> Iterator[bytes]:
        """Yield what each part of an object or a list begins with, up to the end."""
        while (token := self._next()) != end:
            if token != b",":
                yield token

    def _value(self, token: bytes, path: str) -> None:
        self.lines.setdefault(path, self._line)
        if token == b"[":
            for index, part in enumerate(self._parts(b"]")):
                self._value(part, f"{path}[{index}]")
        elif token == b"{":
            self._members(path)

    def _members(self, path: str) -> None:
        found: set[str] = set()
        for part in self._parts(b"}"):
            key = orjson.loads(part)
            below = path_below(path, key)
            if key in found:
                self.twice.append((key, path, self._line))
            else:
                self.lines[below] = self._line
            found.add(key)
            self._next()  # the colon
            self._value(self._next(), below)
