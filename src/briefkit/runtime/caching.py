"""Caching: what was worked out is kept, for so many arguments, and none of them long.

Strings of strangers are among the arguments. A cache that is bounded in number alone would keep a thousand of them for
ever, each as long as the file that it came in.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def cached(most: int, longest: int | None = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Return a decorator that keeps what a function returned.

    Args:
        most: For how many arguments; the ones used last are kept.
        longest: Characters of a string, or bytes, beyond which it is worked out anew each time; None where none comes
            from a file.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        kept: Callable[P, T] = lru_cache(maxsize=most)(function)  # type: ignore[assignment]  # it forgets the types
        if longest is None:
            return kept

        @wraps(function)
        def call(*args: P.args, **named: P.kwargs) -> T:
            for one in args:
                if isinstance(one, str | bytes) and len(one) > longest:
                    return function(*args, **named)
            return kept(*args, **named)

        return call

    return decorate
