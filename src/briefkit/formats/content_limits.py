"""Limits of what a brief holds, in every format that holds it: told before a file is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod

from briefkit.limits import check_limit
from briefkit.model import Brief, Figure, Section, Table
from briefkit.model.media import Image

_HELD = (Table, Figure)  # a union would take twice as long to ask for


def check_contents(brief: Brief) -> None:
    """Refuse a brief with more pictures or cells than readers take.

    A picture counts as often as it is shown, for pages and documents hold it as often.

    Raises:
        ReadError: It has more than `Limits.picture_bytes`, `Limits.pixels` or `Limits.cells`.
    """
    blocks = [*_tables_and_figures(brief.sections)]
    pictures = [one.photo for one in brief.authors if one.photo]
    pictures += [one.image for one in blocks if isinstance(one, Figure)]
    if pictures:
        check_limit("picture_bytes", sum(len(one.data) for one in pictures), remedy=_of(pictures))
        check_limit("pixels", sum(prod(one.size) for one in set(pictures)))
    tables = [one for one in blocks if isinstance(one, Table)]
    if tables:
        check_limit("cells", sum(_cells(one) for one in tables))


def _tables_and_figures(sections: Sequence[Section]) -> Iterator[Table | Figure]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, _HELD):
                yield block
        yield from _tables_and_figures(section.sections)


def _cells(table: Table) -> int:
    return len(table.header) + sum(map(len, table.rows))


def _of(pictures: Sequence[Image]) -> str:
    largest = max(len(one.data) for one in pictures)
    return (
        f"make pictures smaller, the largest of which has {largest:,} bytes; "
        "or raise Limits.picture_bytes for writing and reading"
    )
