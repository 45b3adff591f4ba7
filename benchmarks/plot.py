"""The plot of docs/benchmarks.md: a bar for each ratio, on a scale of powers of ten, as SVG.

It stands on a ground of its own, so that it reads alike on light and dark pages; every bar has its number.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from benchmarks.measure import Speed
from benchmarks.page import PAGE

FILE = PAGE.parent / "pictures" / "benchmarks.svg"
_ROW, _TOP, _BOTTOM = 22, 34, 12
_LEFT, _SCALE, _WIDTH = 380, 300, 760
_FASTER, _SLOWER, _INK, _LINES = "#0b6e4f", "#b45309", "#1a1e23", "#d5dbe1"


def plot(rows: Iterable[Speed]) -> str:
    """Return ratios as SVG, in their order; a bar to the right of 1 is work that briefkit does faster."""
    bars = [*rows]
    low = math.floor(min(0.0, *(math.log10(row.ratio) for row in bars)))
    high = math.ceil(max(1.0, *(math.log10(row.ratio) for row in bars)))
    height = _TOP + _ROW * len(bars) + _BOTTOM

    def across(ratio: float) -> float:
        return _LEFT + _SCALE * (math.log10(ratio) - low) / (high - low)

    lines = [
        f'<line x1="{across(10.0**power):.1f}" y1="{_TOP - 6}" x2="{across(10.0**power):.1f}"'
        f' y2="{height - _BOTTOM}" stroke="{_INK if power == 0 else _LINES}"/>'
        f'<text x="{across(10.0**power):.1f}" y="{_TOP - 12}" text-anchor="middle">{10.0**power:g} ×</text>'
        for power in range(low, high + 1)
    ]
    drawn = [_bar(row, _TOP + _ROW * n, across(1), across(row.ratio)) for n, row in enumerate(bars)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}"'
            f' height="{height}" font-family="sans-serif" font-size="12" fill="{_INK}" role="img">',
            "<title>How many times as fast as its peers briefkit is</title>",
            f"<desc>{escape(told(bars))}</desc>",
            f'<rect width="{_WIDTH}" height="{height}" rx="6" fill="#ffffff"/>',
            *lines,
            *drawn,
            "</svg>",
            "",
        ]
    )


def _bar(row: Speed, top: int, one: float, ratio: float) -> str:
    left, width = min(one, ratio), max(abs(ratio - one), 1)
    base = top + _ROW - 8
    return (
        f'<text x="{_LEFT - 12}" y="{base}" text-anchor="end">{escape(_name(row))}</text>'
        f'<rect x="{left:.1f}" y="{top + 3}" width="{width:.1f}" height="{_ROW - 8}"'
        f' fill="{_FASTER if row.ratio >= 1 else _SLOWER}"/>'
        f'<text x="{_WIDTH - 12}" y="{base}" text-anchor="end">{row.ratio:.3g} ×</text>'
    )


def told(rows: Sequence[Speed]) -> str:
    """Return what the plot shows in words, for who cannot see it."""
    return "; ".join(f"{_name(row)}: {row.ratio:.3g} times as fast" for row in rows) + "."


def _name(row: Speed) -> str:
    return f"{row.work} / {row.peer}"


def save(rows: Sequence[Speed], file: Path = FILE) -> None:
    """Keep the plot."""
    file.write_text(plot(rows), "utf-8")
