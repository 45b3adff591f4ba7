"""Unfrozen values: those of a frozen class while their fields are filled, without what a frozen value does at each.

A constructor of attrs goes around the frozen class once for each field, which takes four times as long. So a value that is
made by the thousand is made of a class that has the same slots and takes what is put into them. Where all of them are
filled, it becomes one of the frozen class: `value.__class__ = kind`. Nobody else has seen it before.
"""

from __future__ import annotations

from typing import Any


def unfrozen(kind: type) -> Any:
    """Return the class of values of a frozen class that are not filled yet.

    Args:
        kind: The class, of attrs, with slots.
    """
    methods = {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    return type(f"Unfrozen{kind.__name__}", (kind,), {"__slots__": (), **methods})
