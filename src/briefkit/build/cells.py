"""Cells of a table: from a data frame, mappings or rows of values to the words that are printed."""

from __future__ import annotations

import datetime as dt
import numbers
from collections.abc import Iterable, Mapping, Sequence, Set as AbstractSet
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol, TypeAlias

from briefkit.build.by_language import Printer, printed
from briefkit.build.data_frames import rows_of
from briefkit.build.inputs import called_by, sequence, words_of
from briefkit.errors import ArgumentError
from briefkit.language.dates import print_when
from briefkit.language.numbers import print_number
from briefkit.model import Span, Text, When


class DataFrame(Protocol):
    """Data frame: what gives its rows as mappings from the names of its columns, as pandas' does."""

    def to_dict(self, orient: Any, /) -> Any:
        """Return the rows, asked for as "records"."""


#: Rows of cells, mappings from the names of columns to cells, or a data frame. A cell is words, a number, a date, or
#: None. To a type checker all are `object`, for it takes a list of rows of several of these for a list of objects.
Rows: TypeAlias = Iterable[object] | DataFrame
Texts: TypeAlias = list[Text]

_FIVE_DIGITS = 10_000
_MOST_DIGITS = 400  # a float has 309 before its decimal sign at most


def table_cells(rows: Any, header: Any, language: str | None) -> tuple[list[Texts], Texts]:
    """Return the rows and the header of a table.

    Args:
        rows: The rows, as `Rows`.
        header: The cells of the header row; where there are none, the names of the columns of data that have names.
        language: The language that numbers and dates are printed in, in BCP 47.

    Raises:
        ArgumentError: No rows, or a cell that is neither words nor a number nor a date; `where` names it.
    """
    names, listed = _columns_and_rows(rows)
    given = [list(_items(row, names)) for row in listed]
    quantities = {place for row in given for place, value in row if _is_quantity(value)}
    made = [
        [
            cell(value, language, f"rows[{number}][{place!r}]", grouped=place in quantities)
            for place, value in row
        ]
        for number, row in enumerate(given)
    ]
    shown = list(sequence(header, "header")) or names
    columns = len(names) if names else max(map(len, made), default=len(shown))
    if shown and len(shown) != columns:
        raise ArgumentError(f"has {len(shown)} cells, for {columns} columns", where="header")
    return made, [cell(one, language, f"header[{place}]") for place, one in enumerate(shown)]


def _columns_and_rows(rows: Any) -> tuple[list[Any], list[Any]]:
    """Return the names of the columns, where they have names, and the rows."""
    columns: list[Any] = []
    if _is_frame(rows):
        try:
            columns, rows = _columns(rows), _records(rows)
        except ArgumentError:
            raise
        except Exception as error:  # of another library, which may raise anything
            raise ArgumentError(f"cannot be read: {error}", where="rows") from error
    if isinstance(rows, Mapping):
        raise ArgumentError(
            "is a mapping, not rows", where="rows", remedy="give a list with a mapping for each row"
        )
    listed = list(sequence(rows, "rows"))
    named = [isinstance(row, Mapping) for row in listed]
    for number, row in enumerate(listed):
        if named[number] != named[0]:
            what = "is a mapping" if named[number] else "is no mapping"
            raise ArgumentError(f"{what}, unlike the row before it", where=f"rows[{number}]")
        if not named[number] and (
            isinstance(row, str | bytes | AbstractSet) or not isinstance(row, Iterable)
        ):
            raise ArgumentError(
                f"is {type(row).__name__}, not a row of cells",
                where=f"rows[{number}]",
                remedy="give each row as a list of cells, or as a mapping",
            )
    if listed and named[0]:
        columns = list(dict.fromkeys([*columns, *(name for row in listed for name in row)]))
    return columns, listed


def _items(row: Any, names: Sequence[Any]) -> Iterable[tuple[Any, Any]]:
    if isinstance(row, Mapping):
        return ((name, row.get(name)) for name in names)
    return enumerate(row)


# Data frames


def _is_frame(rows: Any) -> bool:
    return not isinstance(rows, type) and any(
        callable(getattr(rows, name, None)) for name in ("to_dict", "__dataframe__")
    )


def _columns(frame: Any) -> list[Any]:
    """Return the names of a data frame's columns; none where it does not tell."""
    columns = list(getattr(frame, "columns", ()))
    twice = next((one for place, one in enumerate(columns) if one in columns[:place]), None)
    if twice is not None:
        raise ArgumentError(f"has two columns named {twice!r}", where="rows")
    return columns


#: The methods by which libraries give the rows of a data frame as mappings, pandas' first.
_METHODS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("to_dict", ("records",)),
    ("to_dicts", ()),
    ("to_pylist", ()),
)


def _records(frame: Any) -> Any:
    """Return the rows of a data frame as mappings."""
    for name, arguments in _METHODS:
        method = getattr(frame, name, None)
        if callable(method):
            try:
                return method(*arguments)
            except TypeError:  # polars has a to_dict that takes no "records"
                continue
    if callable(getattr(frame, "__dataframe__", None)):
        return rows_of(frame)
    raise ArgumentError(
        f"is {type(frame).__name__}, whose rows cannot be had as mappings",
        where="rows",
        remedy="give its rows as a list of mappings",
    )


# Cells


def cell(value: Any, language: str | None, where: str, *, grouped: bool = False) -> Text:
    """Return a cell from what it is to show.

    Args:
        value: Words, a number, a date, or what stands for none.
        language: The language of numbers and dates, in BCP 47.
        where: The place of the cell, for errors.
        grouped: Whether the digits of a number are grouped.

    Raises:
        ArgumentError: It is neither words nor a number nor a date.
    """
    if isinstance(value, str | Text):
        return words_of(value, where)
    if _is_missing(value):
        return Text()
    return Text((Span(printed(_printer(value, where, grouped=grouped), language)),))


def _is_quantity(value: Any) -> bool:
    """Whether a number is no year and no number of anything: it has decimals, or more than four digits."""
    number = None if isinstance(value, str | Text) or _is_missing(value) else _number(value)
    if number is None or not number.is_finite():
        return False
    return number != number.to_integral_value() or number.copy_abs() >= _FIVE_DIGITS


def _is_missing(value: Any) -> bool:
    """Whether a value stands for none: None, NaN, and what pandas has for a date or any value that is not there."""
    if isinstance(value, Decimal):
        return value.is_nan()
    if isinstance(value, numbers.Real | dt.date):
        return bool(value != value)  # which is true of a NaN alone
    return value is None or type(value).__name__ == "NAType"


def _printer(value: Any, where: str, *, grouped: bool) -> Printer:
    if isinstance(value, dt.date | When):
        when = called_by(where, When, value)
        return lambda language: print_when(when, language)
    number = _number(value)
    if number is None:
        raise ArgumentError(
            f"is {type(value).__name__}, not words, a number or a date",
            where=where,
            remedy="write it as a string",
        )
    if (
        number.is_finite()
        and max(len(number.as_tuple().digits), abs(number.adjusted())) > _MOST_DIGITS
    ):
        raise ArgumentError(f"has more than {_MOST_DIGITS} digits", where=where)
    return lambda language: print_number(number, language, grouped=grouped)


def _number(value: Any) -> Decimal | None:
    """Return a number with the digits that it has; None for what is none, among them True and False."""
    match value:
        case bool():
            return None
        case Decimal():
            return value
        case numbers.Integral():
            return Decimal(int(value))
        case numbers.Real():
            try:
                number = Decimal(str(value))
            except InvalidOperation:  # a fraction
                return None
            # Data with gaps have their whole numbers as floats.
            return number.to_integral_value() if number == number.to_integral_value() else number
        case _:
            return None
