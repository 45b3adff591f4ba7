"""Theme fields: validators of what a field of a theme may be given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from briefkit.errors import ModelError, ThemeError


def between(low: float, high: float) -> Callable[[Any, Any, Any], None]:
    """Require a number within a range; None is left alone."""

    def check(instance: Any, attribute: Any, value: Any) -> None:
        if value is None:
            return
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not low <= value <= high:  # NaN is in no range
            raise ThemeError(
                f"{value!r} is not between {low:g} and {high:g}",
                where=f"{type(instance).__name__}.{attribute.name}",
            )

    return check


def one_of(choices: Any) -> Callable[[Any, Any, Any], None]:
    """Require one of the words of a Literal; None is left alone."""
    allowed = get_args(choices)

    def check(instance: Any, attribute: Any, value: Any) -> None:
        if value is not None and not (isinstance(value, str) and value in allowed):
            raise ThemeError(
                f"is {value!r}",
                where=f"{type(instance).__name__}.{attribute.name}",
                remedy=f"use one of {', '.join(allowed)}",
            )

    return check


def mapping(keys: type, values: type) -> Callable[[Any, Any, Any], None]:
    """Require a mapping with keys and values of two classes."""

    def check(instance: Any, attribute: Any, value: Any) -> None:
        if not isinstance(value, Mapping) or not all(
            isinstance(key, keys) and isinstance(one, values) for key, one in value.items()
        ):
            raise ModelError(
                f"maps no {keys.__name__} to {values.__name__}",
                where=f"{type(instance).__name__}.{attribute.name}",
            )

    return check
