"""The benchmarks: each still runs, with both sides making the same, and the page gets what they measure."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from xml.etree import ElementTree

import pytest
from benchmarks import plot, results
from benchmarks.measure import Growth, Memory, Speed, interleaved, speed
from benchmarks.page import PAGE, renew, table
from benchmarks.parts import PARTS
from benchmarks.programs import version_of

#: The packages of the group `bench`.
PEERS = ("docxtpl", "jinja2", "msgspec", "plutoprint", "psutil", "pydantic", "pypandoc-binary")

ROOT = Path(__file__).parents[1]
FAST = Speed("Work", "a peer", 0.001, 0.002, 1.9, 2.0, 2.1, 1.5)
SLOW = Speed("Work", "another", 0.004, 0.002, 0.4, 0.5, 0.6, 0.8)
FREE = Speed("Work", "a third", 0.004, 0.002, 0.4, 0.5, 0.6)
FLAT = Memory("Work", 100, 1000, 80.0, 84.0, 5)


@pytest.mark.long
def test_all_benchmarks_run() -> None:
    if missing := [name for name in PEERS if not version_of(name)]:
        pytest.skip(f"not installed: {', '.join(missing)}")
    # In a process of their own, for peers have settings that hold for all of one.
    command = [sys.executable, "-m", "benchmarks", "--quick"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    tables = re.findall(r"^(\w+)\n\n\|", done.stdout, re.MULTILINE)
    assert tables == [*PARTS]


def test_all_sides_do_all_documents_and_each_is_first_in_turn() -> None:
    done: list[tuple[str, int]] = []
    clock = count()

    def side(name: str) -> Callable[[int], None]:
        return lambda document: done.append((name, document))

    times = interleaved(
        [1, 2],
        {name: side(name) for name in "abc"},
        rounds=3,
        clocks=dict.fromkeys("abc", lambda: next(clock)),
    )
    assert times == {name: [1] * 6 for name in "abc"}
    timed = done[6:]  # each document once before, to warm up
    assert sorted(timed) == sorted((name, one) for name in "abc" for one in (1, 2) * 3)
    assert {name for name, _ in timed[::3]} == {*"abc"}


def test_a_ratio_is_that_of_pairs() -> None:
    row = speed("Work", "a peer", [1, 2, 1], [3, 6, 30], 3.5)
    assert (row.ours, row.theirs, row.ratio, row.met) == (1, 6, 3, False)


def test_targets_are_met_or_missed() -> None:
    assert [row.met for row in (FAST, SLOW, FREE, FLAT)] == [True, False, True, True]
    part = results.part([FAST, SLOW, FREE, FLAT], ["attrs", "no-such-package"])
    lines = results.targets([part]).splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert cells == [
        ["Work", "a peer", "at least 1.5 ×", "2 ×", "met"],
        ["Work", "another", "at most 1.25 × its time", "2 ×", "missed"],
        ["Work", "document 100 to 1,000", "at most +5 MB", "+4.0 MB", "met"],
    ]
    assert "attrs" in part.versions
    assert "no-such-package" not in part.versions


def test_results_are_kept(tmp_path: Path) -> None:
    growths = [Growth("Work", kind, (2, 4), (1, 2), (1, 3)) for kind in ("rows", "pictures")]
    kept = {"some": results.part([FAST, FLAT, *growths], ["attrs"])}
    results.save(kept, tmp_path / "results.json")
    assert results.load(tmp_path / "results.json") == kept
    assert results.load(tmp_path / "none.json") == {}


def test_a_region_is_renewed_and_all_else_stays(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Before\n<!-- begin one -->\nold\n<!-- end one -->\nafter\n", "utf-8")
    renew("one", "new", page)
    renew("one", "newer", page)
    assert (
        page.read_text("utf-8")
        == "Before\n<!-- begin one -->\n\nnewer\n\n<!-- end one -->\nafter\n"
    )
    with pytest.raises(ValueError, match="no region two"):
        renew("two", "new", page)


def test_the_page_tells_what_was_measured_last() -> None:
    kept, page = results.load(), PAGE.read_text("utf-8")
    assert set(kept) <= set(PARTS)
    for part in kept.values():
        assert results.told(part) in page


def test_the_plot_has_a_bar_and_a_number_for_each_ratio_and_says_them_in_words() -> None:
    drawn = plot.plot([FAST, SLOW])
    root = ElementTree.fromstring(drawn)
    bars = [one for one in root.findall("{*}rect") if one.get("fill") in ("#0b6e4f", "#b45309")]
    assert [float(bar.get("x", "")) for bar in bars] == sorted(
        (float(bar.get("x", "")) for bar in bars), reverse=True
    )
    words = [one.text or "" for one in root.iter() if one.text]
    assert {"2 ×", "0.5 ×", "Work / a peer", "Work / another"} <= {*words}
    assert "Work / a peer: 2 times as fast; Work / another: 0.5 times as fast." in words
    assert plot.plot([FAST, SLOW]) == drawn


def test_a_table_has_columns() -> None:
    assert table(("", "b"), [("long", "1")]).splitlines() == [
        "|      |   b |",
        "| ---- | --: |",
        "| long |   1 |",
    ]
