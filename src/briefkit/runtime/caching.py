"""Caching: results of functions, for a limited number of arguments, none of them long.

Among the arguments are strings from files. A cache that is bounded in number alone would keep a thousand of them for
ever, each as long as the file that it came from.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def cached(
    max_size: int, max_length: int | None = None
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Decorate a function so that its results are kept.

    Args:
        max_size: The number of results; those used last are kept.
        max_length: The length of a string or bytes beyond which no result is kept; None where no argument comes from a
            file.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        kept: Callable[P, T] = lru_cache(maxsize=max_size)(function)  # type: ignore[assignment]  # it forgets the types
        if max_length is None:
            return kept
        code: Any = getattr(function, "__code__", None)  # a class has none
        by_length = _by_length_of_one if code and code.co_argcount == 1 else _by_length
        return wraps(function)(by_length(function, kept, max_length))

    return decorate


def _by_length(function: Any, kept: Any, max_length: int) -> Any:
    """Return what calls a function where an argument is too long to be kept, else the one that keeps."""

    def is_long(one: object) -> bool:
        return isinstance(one, _WITH_LENGTH) and len(one) > max_length

    def call(*args: Any, **named: Any) -> Any:
        return (function if any(map(is_long, args)) else kept)(*args, **named)

    return call


_WITH_LENGTH = (str, bytes)


def _by_length_of_one(function: Any, kept: Any, max_length: int) -> Any:
    """Return the same for a function of one string: to pack up arguments takes longer than to find the result."""

    def call(one: str) -> Any:
        return function(one) if len(one) > max_length else kept(one)

    return call
