"""Validators of attrs fields, the converter to a tuple, and the field transformer for errors and signatures.

A validator takes what attrs hands it (the instance, the attribute, the value) and refuses what is out of form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeAlias, TypeVar

from attrs import Attribute

from briefkit.errors import ModelError, ModelTypeError, ThemeError, all_of

Validator: TypeAlias = "Callable[[Any, Attribute[Any], Any], None]"
T = TypeVar("T")
MYPY = False  # which mypy takes for true
Rule: TypeAlias = Callable[[str, str], str]


def _where(instance: Any, attribute: Attribute[Any]) -> str:
    return f"{type(instance).__name__}.{attribute.name}"


# A converter, and errors that name its field


if MYPY:
    # mypy takes no generic function for a converter. Pyright does, and tells editors what a tuple is of.
    def to_tuple(values: Iterable[Any]) -> tuple[Any, ...]:
        """As below."""
        raise NotImplementedError

else:

    def to_tuple(values: Iterable[T]) -> tuple[T, ...]:
        """Return any iterable but a string as a tuple."""
        if type(values) is tuple or type(values) is list:
            return tuple(values)
        try:
            if not isinstance(values, str):
                return tuple(iter(values))
        except TypeError:  # isinstance would not tell an array of numpy without dimensions
            pass
        raise ModelTypeError(f"{values!r} is no sequence of values", remedy="write (value,)")


def name_in_errors(kind: type, attributes: list[Attribute[Any]]) -> list[Attribute[Any]]:
    """Field transformer: errors of a converter name its field, and the signature of the class says what it takes."""
    return [
        one if one.converter is None else one.evolve(converter=_naming(one, kind.__name__))
        for one in attributes
    ]


def _naming(attribute: Attribute[Any], kind: str) -> Callable[[Any], Any]:
    convert: Any = attribute.converter
    where = f"{kind}.{attribute.name}"

    def converted(value: Any) -> Any:
        try:
            return convert(value)
        except ModelError as error:
            # A path to a place within the value goes on from the field.
            error.where = where + (error.where if error.where[:1] in (".", "[") else "")
            raise

    converted.unnamed = convert  # type: ignore[attr-defined]  # for who has no need of the name
    converted.__annotations__ = {"value": _accepted_type(attribute), "return": attribute.type}
    return converted


def _accepted_type(attribute: Attribute[Any]) -> str:
    """Return the type that a converter takes, as attrs writes it into the signature of the constructor."""
    made: str = str(attribute.type)
    convert: Any = attribute.converter
    annotations = {} if isinstance(convert, type) else getattr(convert, "__annotations__", {})
    accepted = str(next(iter(annotations.values()), ""))
    if accepted in ("Iterable[T]", "Iterable[Any]"):
        return made.replace("tuple[", "Iterable[", 1).removesuffix(", ...]") + "]"
    if accepted:
        return accepted
    member, *none = made.split(
        " | "
    )  # of an enumeration, which takes the values of its members too
    return " | ".join((member, "str", *none))


# Validators


class Demand(NamedTuple):
    """What a validator demands of a value, for who makes many values and can hold them to it in less time.

    Attributes:
        kinds: The classes that it, or each of its parts, must be one of; None where any will do.
        least: The number of parts that it must have, where it is not None.
        rule: The rule that a string is held to, where it is not None or None is no default.
    """

    kinds: frozenset[type] | None = None
    least: int = 0
    rule: Rule | None = None


def demand_of(validator: Any) -> Demand | None:
    """Return all that a validator demands; None where only the validator itself can tell."""
    demand: Demand | None = getattr(validator, "demand", None)
    return demand


def _demands(validator: Validator, demand: Demand) -> Validator:
    validator.demand = demand  # type: ignore[attr-defined]  # a function takes any attribute
    return validator


def instance_of(*kinds: type[Any], optional: bool = False) -> Validator:
    """Require an instance of one of the classes, exactly: a bool is no int, a datetime no date."""

    def validate(instance: Any, attribute: Attribute[Any], value: Any) -> None:
        if not (type(value) in kinds or (optional and value is None)):
            expected = " or ".join(kind.__name__ for kind in kinds)
            raise ModelTypeError(
                f"is {type(value).__name__}, not {expected}", where=_where(instance, attribute)
            )

    return _demands(validate, Demand(frozenset(kinds)))


def tuple_of(*kinds: type[Any], least: int = 0) -> Validator:
    """Require a tuple of at least `least` instances of the classes."""
    allowed = frozenset(kinds)

    def validate(instance: Any, attribute: Attribute[Any], value: tuple[Any, ...]) -> None:
        if len(value) < least:
            raise ModelError(f"needs at least {least}", where=_where(instance, attribute))
        if allowed.issuperset(map(type, value)):
            return
        for index, one in enumerate(value):
            if type(one) not in kinds:
                expected = " or ".join(kind.__name__ for kind in kinds)
                where = f"{_where(instance, attribute)}[{index}]"
                raise ModelTypeError(f"is {type(one).__name__}, not {expected}", where=where)

    return _demands(validate, Demand(allowed, least))


def not_empty(instance: Any, attribute: Attribute[Any], value: Any) -> None:
    """Require some words, where there is a Text or a string."""
    if value is not None and not value:
        raise ModelError(
            "is empty", where=_where(instance, attribute), remedy="leave it out, or say it"
        )


_demands(not_empty, Demand(least=1))


def within(low: int, high: int | None = None) -> Validator:
    """Require an int from `low` to `high`, where there is one."""

    def validate(instance: Any, attribute: Attribute[Any], value: int | None) -> None:
        if value is None:
            return
        if type(value) is not int or value < low or (high is not None and value > high):
            upper = f"to {high}" if high is not None else "up"
            kind = ModelError if type(value) is int else ModelTypeError
            raise kind(
                f"{value!r} is no whole number from {low} {upper}",
                where=_where(instance, attribute),
            )

    return validate


def checked_by(check: Rule) -> Validator:
    """Hold a string to one of the rules, or None where that is the default."""

    def validate(instance: Any, attribute: Attribute[Any], value: Any) -> None:
        if value is not None or attribute.default is not None:
            try:
                check(value, "")
            except (
                ModelError,
                ThemeError,
            ) as error:  # few are wrong, so few need the name of the field
                error.where = _where(instance, attribute)
                raise

    return _demands(validate, Demand(rule=check))


def each_checked_by(check: Rule) -> Validator:
    """Hold every string of a tuple to one of the rules."""

    def validate(instance: Any, attribute: Attribute[Any], value: tuple[str, ...]) -> None:
        wrong: list[ModelError] = []
        for index, one in enumerate(value):
            try:
                check(one, f"{_where(instance, attribute)}[{index}]")
            except ModelError as error:
                wrong.append(error)
        if wrong:
            raise all_of(wrong)

    return validate
