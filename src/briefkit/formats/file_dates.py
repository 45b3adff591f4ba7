"""The moment that a file says it was made at: that of its brief, for no format asks the clock.

Where a brief has no date, SOURCE_DATE_EPOCH is taken (https://reproducible-builds.org/specs/source-date-epoch/).
"""

from __future__ import annotations

import datetime as dt
import os

from briefkit.errors import ArgumentError
from briefkit.layout import Sheet

#: The date of files that must have one, where nobody says which: the first one that an archive can tell (ZIP), as it
#: is in every Word document, and nobody takes it for a date of today.
NO_DATE = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
_VARIABLE = "SOURCE_DATE_EPOCH"


def made_at(sheet: Sheet) -> dt.datetime | None:
    """Return when a file says it was made, in UTC: when its brief was last changed, or published.

    Args:
        sheet: What the file shows.

    Returns:
        The moment, midnight for a day; for a brief without dates that of SOURCE_DATE_EPOCH, or None without it.

    Raises:
        ArgumentError: SOURCE_DATE_EPOCH is no number of seconds since 1970.
    """
    date = sheet.modified or sheet.published
    return _from_environment() if date is None else in_utc(date)


def in_utc(date: dt.date) -> dt.datetime:
    """Return a day's midnight, or a moment, in UTC."""
    if not isinstance(date, dt.datetime):
        return dt.datetime.combine(date, dt.time(), dt.UTC)
    try:
        return date.astimezone(dt.UTC)
    except OverflowError:  # its day in UTC is before the year 1, or after 9999
        return date.replace(tzinfo=dt.UTC)


def w3c(moment: dt.datetime) -> str:
    """Return a moment in UTC as metadata has it, date and time, which office programs want whole (W3C-DTF)."""
    return moment.isoformat().replace("+00:00", "Z")


def _from_environment() -> dt.datetime | None:
    given = os.environ.get(_VARIABLE)
    if not given:
        return None
    try:
        return dt.datetime.fromtimestamp(int(given), dt.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ArgumentError(
            f"SOURCE_DATE_EPOCH is {given!r}, which is no time",
            where=_VARIABLE,
            remedy="set it to whole seconds since 1970, or unset it",
        ) from error
