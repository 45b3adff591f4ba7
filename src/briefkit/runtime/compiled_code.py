"""Compiled code: functions whose lines are made for a class of attrs, from the names of its fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any


def compiled_function(
    signature: str, lines: Sequence[str], known: dict[str, Any]
) -> Callable[..., Any]:
    """Return a function that is compiled from lines of Python.

    Args:
        signature: Its name and what it takes: "construct(data)".
        lines: Its lines, in which nothing of any input may stand.
        known: The values that they name; the function is put there too.
    """
    source = "\n    ".join([f"def {signature}:", *lines])
    exec(compile(source, f"<{signature}>", "exec"), known)
    function: Callable[..., Any] = known[signature.partition("(")[0]]
    return function
