"""Results: what the parts of the benchmarks measured last, kept in results.json, and how they are told.

A part that is run alone renews its own figures, and the others stay as they are.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import cattrs
import orjson
from attrs import frozen
from cattrs.strategies import configure_tagged_union

from benchmarks.measure import Aimed, Growth, Memory, Row, Speed, exponent
from benchmarks.page import table
from benchmarks.programs import version_of

FILE = Path(__file__).with_name("results.json")
_HEAD = ("", "briefkit", "peer", "its time", "× as fast", "quartiles", "target")
_CONVERTER = cattrs.Converter()
configure_tagged_union(
    Row, _CONVERTER, tag_generator=lambda kind: kind.__name__.lower(), tag_name="row"
)


@frozen
class Part:
    """What one part measured.

    Attributes:
        machine: The Python, the system and the processors that it ran on.
        versions: The versions of what took part, by name.
        rows: The figures.
    """

    machine: str
    versions: dict[str, str]
    rows: tuple[Row, ...]


def part(rows: Iterable[Row], peers: Iterable[str]) -> Part:
    """Return rows that were measured here and now, with the versions of the peers, packages or programs, that are installed."""
    system = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return Part(
        f"{system}, {os.cpu_count()} processors",
        {name: found for name in ("briefkit", *peers) if (found := version_of(name))},
        tuple(rows),
    )


def load(file: Path = FILE) -> dict[str, Part]:
    """Return the results that are kept, by the name of the part."""
    if not file.exists():
        return {}
    return _CONVERTER.structure(orjson.loads(file.read_bytes()), dict[str, Part])


def save(parts: Mapping[str, Part], file: Path = FILE) -> None:
    """Keep results."""
    data = _CONVERTER.unstructure(dict(sorted(parts.items())))
    file.write_bytes(orjson.dumps(data, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def told(part: Part) -> str:
    """Return the figures of a part as Markdown."""
    speeds = [row for row in part.rows if isinstance(row, Speed)]
    memories = [row for row in part.rows if isinstance(row, Memory)]
    growths = [row for row in part.rows if isinstance(row, Growth)]
    pieces = [_speeds(speeds)] * bool(speeds) + [_memories(memories)] * bool(memories)
    pieces += _growths(growths) if growths else []
    versions = ", ".join(f"{name} {number}" for name, number in part.versions.items())
    return "\n\n".join([*pieces, f"{part.machine}; {versions}."])


def _speeds(rows: Sequence[Speed]) -> str:
    return table(
        _HEAD,
        [
            (
                row.work,
                duration(row.ours),
                row.peer,
                duration(row.theirs),
                f"{row.ratio:.2f}",
                f"{row.low:.2f}–{row.high:.2f}",
                _verdict(row),
            )
            for row in rows
        ],
    )


def _memories(rows: Sequence[Memory]) -> str:
    return table(
        ("", "documents", "before", "after", "more", "target"),
        [
            (
                row.work,
                f"{row.first} to {row.last}",
                f"{row.before:.0f} MB",
                f"{row.after:.0f} MB",
                f"{row.after - row.before:+.1f} MB",
                _verdict(row),
            )
            for row in rows
        ],
    )


def _growths(rows: Sequence[Growth]) -> list[str]:
    """Return the tables of time and of memory, with a line for each work and a column for each kind of part."""
    most = {row.kind: row.counts[-1] for row in rows}
    head = ("", *(f"{count:,} {kind}" for kind, count in most.items()))
    seconds = {(row.work, row.kind): _grown(row.counts, row.seconds, duration) for row in rows}
    memory = {(row.work, row.kind): _grown(row.counts, row.megabytes, _megabytes) for row in rows}
    return [
        table(
            (name, *head[1:]),
            [
                (work, *(cells.get((work, kind), "") for kind in most))
                for work in dict.fromkeys(row.work for row in rows)
            ],
        )
        for name, cells in (("Time", seconds), ("Memory", memory))
    ]


def _grown(counts: Sequence[int], values: Sequence[float], told: Callable[[float], str]) -> str:
    power = exponent(counts, values)
    return told(values[-1]) if power is None else f"{told(values[-1])}, n^{power:.1f}"


def _megabytes(value: float) -> str:
    return f"{value:,.0f} MB" if value >= 1000 else f"{max(value, 0):.3g} MB"


def targets(parts: Iterable[Part]) -> str:
    """Return what is aimed at, and what was measured, as Markdown."""
    rows = [
        row
        for part in parts
        for row in part.rows
        if isinstance(row, Aimed) and row.target is not None
    ]
    return table(
        ("", "against", "target", "measured", ""),
        [(*_named(row), _aim(row), _outcome(row), "met" if row.met else "missed") for row in rows],
    )


def _verdict(row: Aimed) -> str:
    return "" if row.target is None else f"{_aim(row)}: {'met' if row.met else 'missed'}"


def _named(row: Aimed) -> tuple[str, str]:
    match row:
        case Speed():
            return row.work, row.peer
        case Memory():
            return row.work, f"document {row.first:,} to {row.last:,}"


def _aim(row: Aimed) -> str:
    match row:
        case Memory():
            return f"at most +{row.target:g} MB"
        case Speed() if row.target is not None and row.target < 1:
            return f"at most {1 / row.target:.3g} × its time"
        case Speed():
            return f"at least {row.target:g} ×"


def _outcome(row: Aimed) -> str:
    match row:
        case Memory():
            return f"{row.after - row.before:+.1f} MB"
        case Speed() if row.target is not None and row.target < 1:
            return f"{1 / row.ratio:.3g} ×"
        case Speed():
            return f"{row.ratio:.3g} ×"


def duration(seconds: float) -> str:
    """Return a time in the unit that suits it."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-6:.3g} µs"
