"""Short repr: how a value of an attrs class is made, in few words."""

from __future__ import annotations

from typing import Any

import attrs


def short_repr(value: Any) -> str:
    """Return how a value is made, without the fields that are at their defaults.

    Attrs would write a function of its own for each class; that costs every import a tenth of its time.
    """
    told = []
    for one in attrs.fields(type(value)):
        held = getattr(value, one.name)
        if one.repr and (one.default is attrs.NOTHING or held != one.default):
            told.append(f"{one.name}={one.repr(held) if callable(one.repr) else repr(held)}")
    return f"{type(value).__name__}({', '.join(told)})"
