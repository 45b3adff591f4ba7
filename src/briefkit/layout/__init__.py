"""Layout: what a reader sees of a brief, as a few kinds of block that every visual format can print.

A brief lowers to a Sheet and lifts back from one (lower/). Writers and readers of visual formats know only
what is here: they never see a Statement.
"""

from briefkit.layout.roles import Role, RunRole
from briefkit.layout.sheet import (
    Direction,
    Extent,
    FactValue,
    Grid,
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Run,
    Runs,
    Sheet,
    made_run,
    with_runs,
)

__all__ = [
    "Direction",
    "Extent",
    "FactValue",
    "Grid",
    "Heading",
    "Items",
    "LayoutBlock",
    "Para",
    "Picture",
    "Role",
    "Run",
    "RunRole",
    "Runs",
    "Sheet",
    "made_run",
    "with_runs",
]
