"""Bounds: no file costs more than a brief can be worth, whoever sends it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from support.bombs import BOMBS, LONG

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="memory is counted in other units elsewhere"
)

_FLOOR = 200_000_000  # bytes of memory, some 75 million of them for what is loaded once
_SHARE = 20  # bytes of memory for each byte of the file
_LONGEST_ERROR = 1_000  # characters


def used(format: str, names: Sequence[str]) -> Iterator[tuple[str, str, int, int]]:
    child = subprocess.run(
        [sys.executable, "-m", "support.bombs", format, *names],
        cwd=Path(__file__).parent,
        capture_output=True,
        check=True,
        text=True,
    )
    for line in child.stdout.splitlines():
        name, came, size, memory = json.loads(line)
        yield name, came, size, memory


def too_much(results: Iterable[tuple[str, str, int, int]]) -> Iterator[str]:
    for name, came, size, memory in results:
        most = max(_FLOOR, _SHARE * size)
        if not size or memory > most or len(came) > _LONGEST_ERROR:
            yield f"{name}: {came[:80]}, {size:,} bytes in {memory:,} of memory"


def held(format: str, names: Iterable[str]) -> None:
    asked = list(names)
    results = list(used(format, asked))
    assert [name for name, *_ in results] == asked
    assert list(too_much(results)) == []


@pytest.mark.parametrize(
    "format",
    [pytest.param(one, marks=pytest.mark.long) if one == "docx" else one for one in BOMBS],
)
def test_no_bomb_costs_much(format: str) -> None:
    assert BOMBS[format].keys() > LONG[format]
    held(format, (name for name in BOMBS[format] if name not in LONG[format]))


@pytest.mark.long
@pytest.mark.parametrize("format", BOMBS)
def test_no_bomb_that_is_read_to_its_end_costs_much(format: str) -> None:
    held(format, (name for name in BOMBS[format] if name in LONG[format]))
