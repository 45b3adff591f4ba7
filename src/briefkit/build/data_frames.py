"""Data frames by the interchange protocol of the Data APIs consortium (`__dataframe__`): their columns as Python's values.

https://data-apis.org/dataframe-protocol/latest/API.html: a column tells its type, where its bytes are in memory, and how
it marks what is missing.
"""

from __future__ import annotations

import ctypes
import datetime as dt
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefkit.errors import ArgumentError

# DtypeKind and ColumnNullType of the protocol.
_INTEGER, _UNSIGNED, _FLOAT, _STRING, _DATETIME, _CATEGORY = 0, 1, 2, 21, 22, 23
_SENTINEL, _BITS, _BYTES = 2, 3, 4
#: What moments and categories are in memory.
_STORED_AS = {_DATETIME: _INTEGER, _CATEGORY: _INTEGER}

#: Types of arrays by the kind and size of a number.
_FORMATS: Mapping[tuple[int, int], str] = {
    **{(_INTEGER, bits): sign for bits, sign in ((8, "b"), (16, "h"), (32, "i"), (64, "q"))},
    **{(_UNSIGNED, bits): sign for bits, sign in ((8, "B"), (16, "H"), (32, "I"), (64, "Q"))},
    **{(_FLOAT, bits): sign for bits, sign in ((32, "f"), (64, "d"))},
}
_PER_SECOND = {"s": 1, "m": 10**3, "u": 10**6, "n": 10**9}
_EPOCH = dt.datetime(1970, 1, 1)


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """Return the rows of a data frame that has `__dataframe__`, as mappings; what is missing is None.

    Raises:
        ArgumentError: A column of a type that no table prints.
    """
    frame = frame.__dataframe__()
    names = list(frame.column_names())
    rows: list[dict[str, Any]] = []
    for chunk in frame.get_chunks():
        columns = [_values(chunk.get_column_by_name(name), name) for name in names]
        rows += [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
    return rows


def _values(column: Any, name: str) -> list[Any]:
    buffers, first = column.get_buffers(), column.offset
    places = range(first, first + column.size())
    kind, _, form, _ = column.dtype
    data, (_, bits, _, _) = buffers["data"]
    stored: Sequence[Any]
    if kind == _STRING:
        stored = _strings(data, buffers["offsets"], places)
    else:
        stored = _numbers(data, _STORED_AS.get(kind, kind), bits, name, places)
    missing = list(_missing(column.describe_null, buffers["validity"], stored, places))
    known = [None if gone else value for value, gone in zip(stored, missing, strict=True)]
    if kind == _DATETIME:
        return [None if value is None else _moment(value, form) for value in known]
    if kind == _CATEGORY:
        names = _values(column.describe_categorical["categories"], name)
        return [None if code is None or code < 0 else names[code] for code in known]
    return known


def _memory(buffer: Any) -> bytes:
    return ctypes.string_at(buffer.ptr, buffer.bufsize) if buffer.bufsize else b""


def _numbers(buffer: Any, kind: int, bits: int, name: str, places: range) -> list[Any]:
    form = _FORMATS.get((kind, bits))
    if form is None:
        raise ArgumentError(
            f"has a column {name!r} of a type that no table prints",
            where="rows",
            remedy="give its rows as a list of mappings",
        )
    return array(form, _memory(buffer))[places.start : places.stop].tolist()


def _strings(buffer: Any, offsets: Any, places: range) -> list[str]:
    """Return strings in UTF-8 that stand one behind the other."""
    ends, (kind, bits, _, _) = offsets
    stops = array(_FORMATS[kind, bits], _memory(ends))
    words = _memory(buffer)
    return [words[stops[n] : stops[n + 1]].decode() for n in places]


def _moment(value: int, form: str) -> dt.date:
    """Return a date or moment of the Arrow format "tdD", or "ts" with its unit and zone: "tsn:UTC"."""
    if form.startswith("td"):
        return _EPOCH.date() + dt.timedelta(value if form == "tdD" else value // 86_400_000)
    unit, zone = form[2], form[4:]
    moment = _EPOCH + dt.timedelta(microseconds=value * 10**6 // _PER_SECOND[unit])
    if zone:
        return moment.replace(tzinfo=dt.UTC)
    return moment.date() if moment.time() == dt.time() else moment


def _missing(
    null: tuple[int, Any], validity: Any, stored: Sequence[Any], places: range
) -> Iterator[bool]:
    """Yield whether each value is missing."""
    kind, mark = null
    if kind in (_BITS, _BYTES):
        mask = _memory(validity[0])
        for place in places:
            yield (mask[place >> 3] >> (place & 7) & 1 if kind == _BITS else mask[place]) == mark
        return
    for value in stored:
        yield kind == _SENTINEL and value == mark
