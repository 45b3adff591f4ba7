"""JSON input: parsed only where it neither nests too deep nor has more values than a brief can.

A parser takes a dozen or more bytes for each byte of `[],`, so values are counted before it is called.
"""

from __future__ import annotations

import re
from typing import Any

import orjson

from briefkit.errors import ReadError
from briefkit.limits import Tally, limits_in_force
from briefkit.limits.nesting import STRING, brackets_too_deep, too_deep

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
        raise ReadError(f"is no JSON: {error.msg}", where=where) from None


def check_json(document: bytes, where: str = "") -> None:
    """Refuse JSON that nests too deep or holds too much, before it is parsed.

    Raises:
        ReadError: It nests too deep, or has more than `Limits.values`.
    """
    # The quick way, for most briefs: signs within words count too, so there are fewer at most.
    if sum(map(document.count, _BEGIN)) >= limits_in_force().values:
        values = Tally("values", where=where)
        for match in _PART.finditer(document):
            if match.group() in _BEGIN:
                values.add()
    if brackets_too_deep(document):
        raise too_deep(where)
