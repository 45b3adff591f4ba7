"""Bounds: no file costs more than a brief can be worth, whoever sends it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from support.bombs import BOMBS

_FLOOR = 200_000_000  # bytes of memory, some 75 million of them for what is loaded once
_SHARE = 20  # bytes of memory for each byte of the file
_LONGEST_ERROR = 1_000  # characters


def used(format: str) -> Iterator[tuple[str, str, int, int]]:
    child = subprocess.run(
        [sys.executable, "-m", "support.bombs", format],
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


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in other units elsewhere")
@pytest.mark.parametrize("format", BOMBS)
def test_no_bomb_costs_much(format: str) -> None:
    results = list(used(format))
    assert [name for name, *_ in results] == list(BOMBS[format])
    assert list(too_much(results)) == []
