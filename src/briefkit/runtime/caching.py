"""Caching: results of functions, for a limited number of arguments, none of them long.

Among the arguments are strings from files. A cache that is bounded in number alone would keep a thousand of them for
ever, each as long as the file that it came from.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

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

        @wraps(function)
        def call(*args: P.args, **named: P.kwargs) -> T:
            for one in args:
                if isinstance(one, str | bytes) and len(one) > max_length:
                    return function(*args, **named)
            return kept(*args, **named)

        return call

    return decorate
