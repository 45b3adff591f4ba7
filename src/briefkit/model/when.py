"""When: a date as well as it is known, in EDTF."""

from __future__ import annotations

import datetime as dt
import re
from typing import TypeVar

from attrs import field, frozen

from briefkit.errors import ModelError, ModelTypeError
from briefkit.runtime.forking import fork_safe

_DATE = re.compile(
    r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d))?)?(?P<qualifier>[?~%]?)", re.ASCII
)
_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d(:\d\d)?)?",
    re.ASCII,
)
_DAY_KNOWN = re.compile(r"\d{4}-\d\d-\d\d(T.*|[?~%])?", re.ASCII)
_DAY = 24 * 60 * 60  # seconds

T = TypeVar("T")


@fork_safe
def _bounds(edtf: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a date without a time."""
    match = _DATE.fullmatch(edtf)
    if match is None:
        raise ValueError("is no date")
    year, month, day = (
        int(match[name]) if match[name] else None for name in ("year", "month", "day")
    )
    assert year is not None
    if month is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if day is None:
        first = dt.date(year, month, 1)
        days = (
            (dt.date(year, month + 1, 1) - first).days if month < 12 else 31
        )  # 9999 has no next year
        return first, first.replace(day=days)
    return dt.date(year, month, day), dt.date(year, month, day)


def plain_stamp(value: T) -> T | dt.date:
    """Return a date or datetime of another library as Python's own; any other value is returned as it is.

    pandas has no dates: it writes a day as a Timestamp at midnight without a zone.
    """
    if type(value) in (str, dt.date, dt.datetime) or not isinstance(value, dt.date):
        return value
    if value != value:  # as NaT, which is no date, but says that it is one
        raise ModelError(f"is {value}, no date", where="When.edtf", remedy="leave it out")
    if not isinstance(value, dt.datetime):
        return dt.date(value.year, value.month, value.day)
    if getattr(value, "nanosecond", 0):
        raise ModelError(f"{value} is finer than whole seconds", where="When.edtf")
    days_are_moments = hasattr(value, "to_pydatetime")
    if days_are_moments and value.tzinfo is None and value.time() == dt.time():
        return dt.date(value.year, value.month, value.day)
    return dt.datetime.combine(value, value.timetz())


def _normal(value: When | str | dt.date) -> str:
    """Return the canonical EDTF of a string, a date or a datetime."""
    value = plain_stamp(value)
    match value:
        case When():
            return value.edtf
        case dt.datetime():
            return _instant(value.isoformat())
        case dt.date():
            return value.isoformat()
        case str():
            return _instant(value) if "T" in value else value
    raise ModelTypeError(f"is {type(value).__name__}, not a date", where="When.edtf")


def _instant(value: str) -> str:
    """Write an instant one way: `Z` for the zero offset, hours and minutes for any other."""
    if not _INSTANT.fullmatch(value):
        raise ModelError(
            f"{value!r} is no instant",
            where="When.edtf",
            remedy="write it as 2025-09-05T18:30:00+02:00, to the second",
        )
    try:
        return re.sub(r"\+00:00$", "Z", dt.datetime.fromisoformat(value).isoformat())
    except ValueError as error:
        raise ModelError(f"{value!r} is no instant: {error}", where="When.edtf") from None


def _order(edtf: str) -> tuple[int, int, str]:
    """Sort key of a date: its first second, its last one, in UTC where it has a zone."""
    if "T" in edtf:
        moment = dt.datetime.fromisoformat(edtf)
        offset = moment.utcoffset() or dt.timedelta()
        since = moment.replace(tzinfo=None) - dt.datetime.min - offset
        seconds = since // dt.timedelta(seconds=1)
        return seconds, seconds, edtf
    first, *_ = days = edtf.split("/")
    start, end = _bounds(first)[0], _bounds(days[-1])[1]
    return (start.toordinal() - 1) * _DAY, end.toordinal() * _DAY - 1, edtf


@frozen(order=True)
class When:
    """Date, as well as it is known: a day, month, year, instant or interval.

    EDTF level 0 (ISO 8601-2), and of level 1 the qualifiers: `?` uncertain, `~` approximate, `%` both.
    Years run from 0001 to 9999.

    Dates are ordered by the first day that they can mean, then by the last; moments by UTC, where they have a zone.
    A When equals no other kind of value: compare its `date` with a date, its `edtf` with a string.

    Attributes:
        edtf: The date in EDTF, as "2025-09-05", "2025-08", "2025", "2025-09-05T18:30:00Z",
            "2025-08-15/2025-09-05" or "2025-08~".

    Raises:
        ModelError: No such date, or an interval that ends before it starts.
    """

    edtf: str = field(converter=_normal, order=_order)

    def __attrs_post_init__(self) -> None:
        try:
            ends = [self._ends(part) for part in self.edtf.split("/")]
        except ValueError as error:
            raise ModelError(
                f"{self.edtf!r} is no date in EDTF ({error})",
                where="When.edtf",
                remedy="write it as 2025-09-05, 2025-08, 2025 or 2025-08-15/2025-09-05",
            ) from None
        if len(ends) > 2 or ("/" in self.edtf and "T" in self.edtf) or ends[0][0] > ends[-1][1]:
            raise ModelError(
                f"{self.edtf!r} is no interval of two dates in order", where="When.edtf"
            )

    @staticmethod
    def _ends(part: str) -> tuple[dt.date, dt.date]:
        return _bounds(part.split("T")[0])

    def __str__(self) -> str:
        return self.edtf

    @property
    def date(self) -> dt.date | None:
        """The day, where it is known to the day; that of a moment is the day in its own zone."""
        return self.earliest if _DAY_KNOWN.fullmatch(self.edtf) else None

    @property
    def earliest(self) -> dt.date:
        """The first day that it can mean."""
        return self._ends(self.edtf.split("/")[0])[0]

    @property
    def latest(self) -> dt.date:
        """The last day that it can mean."""
        return self._ends(self.edtf.split("/")[-1])[1]

    @property
    def instant(self) -> dt.datetime | None:
        """The moment, where it is known to the second; without a zone where that is not known."""
        return dt.datetime.fromisoformat(self.edtf) if "T" in self.edtf else None

    @property
    def uncertain(self) -> bool:
        """Whether the source of the date may be wrong (`?` or `%`)."""
        return "?" in self.edtf or "%" in self.edtf

    @property
    def approximate(self) -> bool:
        """Whether the date is only near the true one (`~` or `%`)."""
        return "~" in self.edtf or "%" in self.edtf


def to_when(value: When | str | dt.date | None) -> When | None:
    """Return a date, a datetime or EDTF as a When; None stays None."""
    if isinstance(value, When) and type(value) is not When:
        raise ModelTypeError(f"is {type(value).__name__}, not When")
    return value if value is None or isinstance(value, When) else When(value)
