"""JSON (RFC 8259): the tree of a brief, in UTF-8, indented by two, with a line break at the end."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import orjson

from briefkit.data.tree import from_tree, to_tree
from briefkit.errors import ReadError
from briefkit.formats.format import READ_DEFAULTS, ReadOptions, WriteOptions, Written
from briefkit.limits import check_limit
from briefkit.limits.json_input import from_json
from briefkit.model import Brief
from briefkit.notes import Reading


def write(brief: Brief, _options: WriteOptions) -> Written:
    """Return a brief as JSON, which has no look and carries no payload."""
    return Written(dump(brief))


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
    check_limit("data_bytes", len(written))
    document = written.removeprefix(b"\xef\xbb\xbf")
    tree = from_json(document)
    _refuse_double_keys(document, tree)
    return Reading(from_tree(tree))


def _refuse_double_keys(document: bytes, tree: Any) -> None:
    """Refuse an object with a key twice, of which orjson keeps the last and says nothing."""
    # What is written as it was read has lost nothing: the slow way is only for what others wrote.
    bare = document.rstrip()
    if bare == orjson.dumps(tree, option=orjson.OPT_INDENT_2) or bare == orjson.dumps(tree):
        return
    json.loads(document, object_pairs_hook=_hold_to_single_keys, parse_int=len, parse_float=len)


def _hold_to_single_keys(pairs: list[tuple[str, Any]]) -> None:
    counts = Counter(key for key, _ in pairs)
    if len(counts) < len(pairs):
        twice = next(key for key, count in counts.items() if count > 1)
        raise ReadError(f"has the key {twice!r} twice in one object", remedy="keep one of them")
