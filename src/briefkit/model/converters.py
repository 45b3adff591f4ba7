"""Converters of the model's fields: each brings a value into its normal form; `None` stays `None` in those called `maybe_…`."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from typing import TypeAlias, cast

from briefkit.errors import ModelError, ModelTypeError
from briefkit.model.string_rules import check_language, check_sha256
from briefkit.model.text import Span, Text, to_text
from briefkit.model.when import plain_stamp

DateLike: TypeAlias = dt.date | str


def maybe_text(words: Text | str | Iterable[Span] | None) -> Text | None:
    """Return words as a Text."""
    return words if words is None else to_text(words)


class Choice(enum.StrEnum):
    """An enumeration whose members are made from their values; it says what it allows."""

    @classmethod
    def _missing_(cls, value: object) -> Choice:
        allowed = ", ".join(cls)
        kind = ModelError if isinstance(value, str) else ModelTypeError
        raise kind(f"{value!r} is no {cls.__name__}", remedy=f"use one of {allowed}")


def maybe_language(tag: str | None) -> str | None:
    """Return a language tag as BCP 47 writes it."""
    return tag if tag is None else check_language(tag, "language")


def maybe_sha256(digest: str | None) -> str | None:
    """Return a digest in small letters."""
    return digest if digest is None else check_sha256(digest, "sha256")


def to_stamp(value: dt.date | str) -> dt.date:
    """Return a date or a moment from itself or from ISO 8601; a moment keeps its offset as a fixed one.

    Raises:
        ModelError: No date; a moment without a zone, or finer than a second or an offset of whole minutes.
    """
    value = plain_stamp(_parsed_stamp(value) if isinstance(value, str) else value)
    if not isinstance(value, dt.datetime):
        return value
    offset = value.utcoffset()
    if offset is None:
        words = value.isoformat(timespec="minutes")
        raise ModelError(
            f"{value} has no time zone",
            remedy=f"give it one: tzinfo=datetime.UTC, or as words '{words}Z' or '{words}+02:00'",
        )
    if value.microsecond or offset.microseconds or offset.seconds % 60:
        raise ModelError(
            f"{value} is finer than whole seconds and an offset of whole minutes",
            remedy="use .replace(microsecond=0)",
        )
    return value.replace(tzinfo=dt.timezone(offset), fold=0)


def maybe_stamp(value: dt.date | str | None) -> dt.date | None:
    """Return a date or a moment as `to_stamp` does; None stays None."""
    return value if value is None else to_stamp(value)


def maybe_moment(value: dt.date | str | None) -> dt.datetime | None:
    """Return a moment as `to_stamp` does; a day is left to the validator, which says what is missing."""
    return cast("dt.datetime | None", maybe_stamp(value))


def _parsed_stamp(words: str) -> dt.date:
    try:
        return dt.datetime.fromisoformat(words) if "T" in words else dt.date.fromisoformat(words)
    except ValueError as error:
        raise ModelError(
            f"{words!r} is no date: {error}",
            remedy=f"write ISO 8601: a day as '2026-11-23', a moment as '{_as_moment(words)}'",
        ) from None


def _as_moment(words: str) -> str:
    """Return words with a time that lack only the T or the zone of ISO 8601 as they should be, or an example."""
    try:
        moment = dt.datetime.fromisoformat(words)
    except ValueError:
        return "2026-11-23T06:00Z"
    return moment.isoformat(timespec="minutes").removesuffix("+00:00") + "Z" * (
        not moment.utcoffset()
    )


def stamp_key(value: dt.date | None) -> tuple[dt.date | None, dt.timedelta | None]:
    """Tell equal moments with different offsets apart, so that equal values have equal bytes."""
    return value, value.utcoffset() if isinstance(value, dt.datetime) else None
