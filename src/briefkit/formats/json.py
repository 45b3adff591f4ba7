"""JSON (RFC 8259): the tree of a brief, in UTF-8, indented by two, with a line break at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import Any

import orjson
from attrs import frozen

from briefkit.data.tree import from_tree, to_tree
from briefkit.errors import ErrorCode, Fault, ReadError
from briefkit.formats.content_limits import check_contents
from briefkit.formats.format import READ_DEFAULTS, ReadOptions, WriteOptions, Written
from briefkit.limits import check_limit
from briefkit.limits.faults import Faults
from briefkit.limits.json_input import JsonPlaces, check_values, from_json
from briefkit.model import Brief
from briefkit.notes import Reading
from briefkit.runtime.module_loading import OnDemand

# For files of others alone.
_loads: Callable[..., object] = OnDemand("json:loads")
_WHOLE_NUMBERS = range(-(2**63), 2**64)
_MOST_DIGITS = 30


def write(brief: Brief, _options: WriteOptions) -> Written:
    """Return a brief as JSON, which has no look and carries no payload.

    Raises:
        ReadError: There is more of it than is read.
    """
    check_contents(brief)
    written = dump(brief)
    check_limit("file_bytes", len(written))
    check_values(written)
    return Written(written)


def dump(brief: Brief) -> bytes:
    """Return a brief as JSON; equal briefs give equal bytes."""
    return orjson.dumps(to_tree(brief), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def read(data: bytes | str, _options: ReadOptions = READ_DEFAULTS) -> Reading:
    """Return the brief that JSON holds; there is never a note, for all is exact.

    Args:
        data: UTF-8, with a byte order mark or without, or a string.
        _options: Have no bearing: the data says all.

    Raises:
        ReadError: No JSON, with the line and column; JSON that nests too deep or holds too much; a key that an object
            has twice.
        SchemaError: JSON of something else than a brief, with the path.
    """
    written = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    check_limit("file_bytes", len(written))
    document = written.removeprefix(b"\xef\xbb\xbf")
    tree = from_json(document)
    places = _Places(document)
    faults = Faults(lambda: places.found.lines)
    lost = _lost(document, tree)
    if lost.keys:
        for key, path, line in places.found.twice:
            message = f"has the key {key!r} twice in one object"
            faults.add(Fault(ErrorCode.KEY_TWICE, message, path, line, "keep one of them"))
    brief = from_tree(tree, faults)
    if lost.number:  # no field takes one, but a user's own fields take the float
        what = f"has a whole number that no reader keeps, {lost.number}"
        raise ReadError(what, remedy="write it as words")
    return Reading(brief, find_lines=partial(_lines_of, document))


class _Places:
    """Where the parts of a document stand, found when somebody asks."""

    def __init__(self, document: bytes) -> None:
        self._document = document

    @cached_property
    def found(self) -> JsonPlaces:
        return JsonPlaces.of(self._document)


def _lines_of(document: bytes, _brief: Brief) -> Mapping[str, int]:
    return JsonPlaces.of(document).lines


@frozen
class _Lost:
    """What orjson takes without a word, and does not keep.

    Attributes:
        keys: Whether an object has a key twice, of which the last is kept.
        number: A whole number of which a float was made; "" where there is none.
    """

    keys: bool = False
    number: str = ""


_NOTHING_LOST = _Lost()


def _lost(document: bytes, tree: Any) -> _Lost:
    # What is written as it was read has lost nothing: the slow way is only for what others wrote.
    bare = document.rstrip()
    if bare == orjson.dumps(tree, option=orjson.OPT_INDENT_2) or bare == orjson.dumps(tree):
        return _NOTHING_LOST
    twice: list[bool] = []
    large: list[str] = []

    def count(pairs: list[tuple[str, Any]]) -> None:
        twice.append(len({key for key, _ in pairs}) < len(pairs))

    def measure(digits: str) -> int:
        if int(digits[:_MOST_DIGITS]) not in _WHOLE_NUMBERS:
            large.append(digits[:_MOST_DIGITS])
        return 0

    _loads(document, object_pairs_hook=count, parse_int=measure, parse_float=len)
    return _Lost(any(twice), next(iter(large), ""))
