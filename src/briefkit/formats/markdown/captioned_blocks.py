"""Captioned blocks: tables and figures, from their cells or their picture and from their attributes."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from briefkit.formats.markdown.block_lines import located, marking_of, refusal
from briefkit.formats.markdown.front_matter import picture_data
from briefkit.formats.markdown.line import (
    Line,
    Picture,
)
from briefkit.formats.markdown.statement_lines import from_fields
from briefkit.model import Figure, Table, Text


def read_figure(line: Line, picture: Picture) -> Figure | None:
    """Return the figure that a picture on a line of its own is; None where the picture is not in the file.

    Args:
        line: The line, whose attributes say more of it.
        picture: The picture.

    Raises:
        ReadError: No description, or attributes that a figure does not have.
    """
    data = picture_data(picture.address)
    if data is None:
        return None
    fields = dict(line.attributes.fields)
    if picture.title:
        fields.setdefault("caption", picture.title)
    if not picture.alt:
        remedy = "write what it shows: ![what it shows][name]"
        raise refusal("a picture has no description", line.number, remedy)

    def make() -> Figure:
        marking = marking_of(fields)
        rest = {name: value for name, value in fields.items() if name != "marking"}
        made = from_fields(Figure, {"image": data, "alt": picture.alt}, rest)
        return evolve(made, marking=marking)

    return located(make, line)


def read_table(rows: list[list[Text]], line: Line) -> Table:
    """Return a table of its rows, the header first; rows that are shorter than the longest get empty cells.

    Args:
        rows: The cells.
        line: The line above the table, whose attributes say more of it.

    Raises:
        ReadError: Attributes that a table does not have.
    """
    width = max(map(len, rows))
    header, *rest = [[*row, *[Text()] * (width - len(row))] for row in rows]
    found: dict[str, Any] = {"header": header if any(header) else (), "rows": rest}
    if not rest:
        found = {"rows": [header]}
    fields = line.attributes.fields

    def make() -> Table:
        marking = marking_of(fields)
        said = {name: value for name, value in fields.items() if name != "marking"}
        made = from_fields(Table, {"rows": [["-"] * len(header)]}, said)
        values = found | {name: getattr(made, name) for name in said}
        return Table(**values, marking=marking)

    return located(make, line)
