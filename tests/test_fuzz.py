"""Files that somebody changed: an error of ours, or a brief that every format takes and gives back.

`make soak` reads many more: SOAK is the number of mutants of each format. What the mutants are, and how they are read,
is in the package `fuzz` beside this.
"""

import os
import sys

import pytest

import briefkit as bk
from fuzz.__main__ import faults
from fuzz.mutants import FORMATS, mutant

_FEW = 20
SOAK = int(os.environ.get("BRIEFKIT_SOAK", "0"))
pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the children are held by /proc and setitimer"
)


@pytest.mark.parametrize("format", FORMATS)
def test_a_mutant_is_refused_or_is_a_brief(format: str) -> None:
    assert faults(format, 0, SOAK or _FEW) == []


@pytest.mark.long
@pytest.mark.parametrize("format", FORMATS)
def test_more_mutants_are_refused_or_are_briefs(format: str) -> None:
    assert faults(format, _FEW, 5 * _FEW) == []


@pytest.mark.parametrize("format", FORMATS)
def test_some_mutants_are_read_and_some_are_refused(format: str) -> None:
    def is_read(data: bytes) -> bool:
        try:
            bk.read(data, format)
        except bk.BriefkitError:
            return False
        return True

    outcomes: set[bool] = set()
    for number in range(40):
        outcomes.add(is_read(mutant(format, number)))
        if len(outcomes) == 2:
            return
    raise AssertionError(f"all mutants of {format} are {'read' if True in outcomes else 'refused'}")


def test_a_mutant_is_the_same_each_time() -> None:
    assert [mutant("docx", number) for number in range(5)] == [
        mutant("docx", number) for number in range(5)
    ]
    assert len({mutant("json", number) for number in range(50)}) > 40


@pytest.mark.parametrize(
    ("reader", "told"),
    [("endless", "ended with -"), ("hungry", "MemoryError"), ("broken", "KeyError")],
)
def test_the_driver_finds_a_reader_at_fault(reader: str, told: str) -> None:
    found = faults("json", 7, 2, reader, seconds=0.5)
    assert [one.partition(": ")[0] for one in found] == ["json 7", "json 8"]
    assert all(told in one for one in found)
