"""The page of the documentation that figures are written to, docs/benchmarks.md, region by region.

A region stands between two comments, `<!-- begin json -->` and `<!-- end json -->`. What is around it is
written by hand and stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def renew(region: str, text: str, page: Path = PAGE) -> None:
    """Put a text in place of a region.

    Args:
        region: The name of the region.
        text: Markdown, without the marks.
        page: The page.

    Raises:
        ValueError: The page has no such region.
    """
    begin, end = f"<!-- begin {region} -->", f"<!-- end {region} -->"
    before, found, rest = page.read_text("utf-8").partition(f"{begin}\n")
    _, closed, after = rest.partition(f"{end}\n")
    if not (found and closed):
        raise ValueError(f"{page.name} has no region {region}: put {begin} and {end} into it")
    page.write_text(f"{before}{begin}\n\n{text.strip()}\n\n{end}\n{after}", "utf-8")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown, with columns of one width each: the first to the left, all others to the right."""
    lines = [tuple(head), *map(tuple, rows)]
    widths = [max(3, *map(len, column)) for column in zip(*lines, strict=True)]

    def line(cells: Sequence[str]) -> str:
        padded = [
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return f"| {' | '.join(padded)} |"

    rule = [
        "-" * width if not column else f"{'-' * (width - 1)}:"
        for column, width in enumerate(widths)
    ]
    return "\n".join([line(lines[0]), line(rule), *map(line, lines[1:])])
