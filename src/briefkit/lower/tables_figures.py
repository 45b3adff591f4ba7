"""Tables and figures, down and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from briefkit.layout import Grid, Picture, Role, Runs
from briefkit.lower.context import LowerContext
from briefkit.lower.text_runs import lift_text, lower_text
from briefkit.model import Figure, IdentifiedBlock, Marking, Table, Text

if TYPE_CHECKING:
    from briefkit.lower.lift_context import LiftContext


def lift_grid(grid: Grid, marking: Marking | None, context: LiftContext) -> IdentifiedBlock:
    """Lift a block from a grid."""
    match grid.role:
        case Role.TABLE:
            return lift_table(grid, marking, context)
        case _:
            assert_never(grid.role)


def lift_picture(
    picture: Picture, marking: Marking | None, context: LiftContext
) -> IdentifiedBlock:
    """Lift a block from a picture."""
    match picture.role:
        case Role.FIGURE | Role.PHOTO:
            return lift_figure(picture, marking, context)
        case _:
            assert_never(picture.role)


def lower_table(table: Table, context: LowerContext) -> Grid:
    """Lower a table with its caption."""
    return Grid(
        header=tuple(lower_text(cell, context) for cell in table.header),
        rows=tuple(tuple(lower_text(cell, context) for cell in row) for row in table.rows),
        caption=_lower_maybe(table.caption, context),
        anchor=context.anchor(table),
    )


def lift_table(grid: Grid, marking: Marking | None, context: LiftContext) -> Table:
    """Lift a table from its grid."""
    return Table(
        rows=[[lift_text(cell, context) for cell in row] for row in grid.rows],
        header=[lift_text(cell, context) for cell in grid.header],
        caption=_lift_maybe(grid.caption, context),
        marking=marking,
    )


def lower_figure(figure: Figure, context: LowerContext) -> Picture:
    """Lower a figure with its caption and credit."""
    return Picture(
        Role.FIGURE,
        figure.image,
        figure.alt,
        caption=_lower_maybe(figure.caption, context),
        credit=_lower_maybe(figure.credit, context),
        anchor=context.anchor(figure),
        width=figure.width,
    )


def lift_figure(picture: Picture, marking: Marking | None, context: LiftContext) -> Figure:
    """Lift a figure from its picture."""
    return Figure(
        picture.image,
        picture.alt,
        caption=_lift_maybe(picture.caption, context),
        credit=_lift_maybe(picture.credit, context),
        width=picture.width,
        marking=marking,
    )


def _lower_maybe(text: Text | None, context: LowerContext) -> Runs:
    return () if text is None else lower_text(text, context)


def _lift_maybe(runs: Runs, context: LiftContext) -> Text | None:
    return lift_text(runs, context) or None
