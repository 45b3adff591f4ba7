"""Figure classes: how wide figures of fragments are, as classes with a rule each in the style sheet of fragments.

Pages of others may have a policy under which no element has a style of its own. Widths are whole per cents, so that there
are as many classes as these.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

#: What a class says of a figure: the width that it has of itself, or the most that it is drawn.
FigureMeasure: TypeAlias = Literal["width", "most"]

_MEASURES: tuple[FigureMeasure, ...] = ("width", "most")
_PER_CENTS = range(1, 101)


def figure_class(measure: FigureMeasure, per_cent: int) -> str:
    """Return the class of a figure of some width, in per cent of its line."""
    return f"{measure}-{per_cent}"


_WIDTHS = {figure_class("width", per_cent): per_cent for per_cent in _PER_CENTS}


def said_by_class(name: str) -> int | None:
    """Return the width that a class says that a figure has of itself, in per cent of its line."""
    return _WIDTHS.get(name)


def figure_class_rules(prefix: str) -> Iterator[str]:
    """Yield a rule for each class, whose name begins with a prefix."""
    for measure in _MEASURES:
        for per_cent in _PER_CENTS:
            yield f".{prefix}{figure_class(measure, per_cent)}{{--{measure}:{per_cent}%}}"
