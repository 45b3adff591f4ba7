"""Growth: twice as many statements or sources are twice the work, in all that is done to briefs."""

from __future__ import annotations

import pytest
from benchmarks.growth import WORKS, steps_of
from benchmarks.long_briefs import LONG

from support.work import counted, grows_faster

_WORKS = [name for name in WORKS if not name.startswith("PDF")]  # pages and lines break by chance
_COUNTS = (5, 10, 20)
_KINDS = ("statements", "sources")
_ONCE = 60_000  # calls; a twentieth of them may begin at some length


@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize("work", _WORKS)
def test_work_grows_no_faster_than_a_brief(work: str, kind: str) -> None:
    make = LONG[kind][0]
    counts: dict[str, list[int]] = {}
    for count in (2, *_COUNTS):  # what is done once in a process is done by the first
        brief, file = make(count), b""
        for name, step in steps_of(work).items():
            found: list[object] = []
            taken = counted(lambda: found.append(step(brief, file)))  # noqa: B023  # called at once
            counts.setdefault(name, []).append(taken)
            file = found[0] if isinstance(found[0], bytes) else file
    faster = {
        name: some
        for name, some in counts.items()
        if grows_faster([_ONCE + one for one in some[1:]])
    }
    assert faster == {}
