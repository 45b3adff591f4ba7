"""The few rules that the model's fields are declared with: converters first, then validators.

A converter brings a value into its normal form (`None` stays `None` in those called `maybe_…`); a validator
takes what attrs hands it (the instance, the attribute, the value) and refuses what is out of form.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from attrs import Attribute

from briefkit.errors import ModelError
from briefkit.rules import check_language, check_sha256
from briefkit.text import Text, TextLike, to_text

Validator: TypeAlias = "Callable[[Any, Attribute[Any], Any], None]"
Rule: TypeAlias = Callable[[str, str], str]
DateLike: TypeAlias = dt.date | str


def _where(instance: Any, attribute: Attribute[Any]) -> str:
    return f"{type(instance).__name__}.{attribute.name}"


# Converters


def maybe_text(words: TextLike | None) -> Text | None:
    """Return words as a Text."""
    return words if words is None else to_text(words)


def many(values: Iterable[Any]) -> tuple[Any, ...]:
    """Return any iterable but a string as a tuple."""
    if type(values) is tuple or type(values) is list:
        return tuple(values)
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise ModelError(f"{values!r} is no sequence of values", remedy="write (value,)")
    return tuple(values)


class Choice(enum.StrEnum):
    """An enumeration whose members are made from their values; it says what it allows."""

    @classmethod
    def _missing_(cls, value: object) -> Choice:
        allowed = ", ".join(cls)
        raise ModelError(f"{value!r} is no {cls.__name__}", remedy=f"use one of {allowed}")


def maybe_language(tag: str | None) -> str | None:
    """Return a language tag as BCP 47 writes it."""
    return tag if tag is None else check_language(tag, "language")


def maybe_sha256(digest: str | None) -> str | None:
    """Return a digest in small letters."""
    return digest if digest is None else check_sha256(digest, "sha256")


def maybe_stamp(value: DateLike | None) -> dt.date | None:
    """Return a date or a moment from itself or from ISO 8601; a moment keeps its offset as a fixed one.

    Raises:
        ModelError: No date; a moment without a zone, or finer than a second or an offset of whole minutes.
    """
    if isinstance(value, str):
        try:
            value = (
                dt.datetime.fromisoformat(value) if "T" in value else dt.date.fromisoformat(value)
            )
        except ValueError as error:
            raise ModelError(f"{value!r} is no date: {error}", remedy="write ISO 8601") from None
    if not isinstance(value, dt.datetime):
        return value
    offset = value.utcoffset()
    if offset is None:
        raise ModelError(f"{value} has no time zone", remedy="give it one: tzinfo=datetime.UTC")
    if value.microsecond or offset.microseconds or offset.seconds % 60:
        raise ModelError(
            f"{value} is finer than whole seconds and an offset of whole minutes",
            remedy="use .replace(microsecond=0)",
        )
    return value.replace(tzinfo=dt.timezone(offset), fold=0)


def stamp_key(value: dt.date | None) -> tuple[dt.date | None, dt.timedelta | None]:
    """Tell equal moments with different offsets apart, so that equal values have equal bytes."""
    return value, value.utcoffset() if isinstance(value, dt.datetime) else None


def named(kind: type[Any], attributes: list[Attribute[Any]]) -> list[Attribute[Any]]:
    """Let the errors of converters name the field, as those of validators do (a field transformer)."""
    return [
        one
        if one.converter is None
        else one.evolve(converter=_naming(one.converter, f"{kind.__name__}.{one.name}"))
        for one in attributes
    ]


def _naming(convert: Any, where: str) -> Callable[[Any], Any]:
    def converted(value: Any) -> Any:
        try:
            return convert(value)
        except ModelError as error:
            error.where = where
            raise

    return converted


# Validators


def of(*kinds: type[Any], optional: bool = False) -> Validator:
    """Require an instance of one of the classes, exactly: a bool is no int, a datetime no date."""

    def validate(instance: Any, attribute: Attribute[Any], value: Any) -> None:
        if not (type(value) in kinds or (optional and value is None)):
            expected = " or ".join(kind.__name__ for kind in kinds)
            raise ModelError(
                f"is {type(value).__name__}, not {expected}", where=_where(instance, attribute)
            )

    return validate


def each(*kinds: type[Any], least: int = 0) -> Validator:
    """Require a tuple of at least `least` instances of the classes."""

    def validate(instance: Any, attribute: Attribute[Any], value: tuple[Any, ...]) -> None:
        where = _where(instance, attribute)
        if len(value) < least:
            raise ModelError(f"needs at least {least}", where=where)
        for index, one in enumerate(value):
            if type(one) not in kinds:
                expected = " or ".join(kind.__name__ for kind in kinds)
                raise ModelError(
                    f"is {type(one).__name__}, not {expected}", where=f"{where}[{index}]"
                )

    return validate


def filled(instance: Any, attribute: Attribute[Any], value: Text | None) -> None:
    """Require some words, where there is a Text."""
    if value is not None and not value:
        raise ModelError(
            "is empty", where=_where(instance, attribute), remedy="leave it out, or say it"
        )


def within(low: int, high: int | None = None) -> Validator:
    """Require an int from `low` to `high`, where there is one."""

    def validate(instance: Any, attribute: Attribute[Any], value: int | None) -> None:
        if value is None:
            return
        if type(value) is not int or value < low or (high is not None and value > high):
            upper = f"to {high}" if high is not None else "up"
            raise ModelError(
                f"{value!r} is no whole number from {low} {upper}",
                where=_where(instance, attribute),
            )

    return validate


def rule(check: Rule) -> Validator:
    """Hold a string to one of the rules, or None where that is the default."""

    def validate(instance: Any, attribute: Attribute[Any], value: Any) -> None:
        if value is not None or attribute.default is not None:
            check(value, _where(instance, attribute))

    return validate


def each_rule(check: Rule) -> Validator:
    """Hold every string of a tuple to one of the rules."""

    def validate(instance: Any, attribute: Attribute[Any], value: tuple[str, ...]) -> None:
        for index, one in enumerate(value):
            check(one, f"{_where(instance, attribute)}[{index}]")

    return validate
