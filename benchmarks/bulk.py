"""Proof of bulk: drawn briefs, some of them poisoned, to PDF and Word, by runs that are killed, and by one that is not.

`python -m benchmarks.bulk [COUNT] [KILLS]` writes its table into docs/benchmarks.md.
With `--run FOLDER OUT LOG` it is one run: it tells each document that is whole in a line of the log.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any

import psutil
from attrs import frozen

import briefkit as bk
from benchmarks.page import renew, table
from benchmarks.poisons import Deadly, put_poisons
from briefkit.bulk.runs import prepared
from briefkit.data.tree import to_tree
from briefkit.release_check import overmarked

ROOT = Path(__file__).parents[1]
#: Briefs that are drawn for all of a run; each comes again with another id.
_DRAWN = 400
_FORMATS = ("pdf", "docx")
_JOBS = 2
#: Ways in which files are poisoned, each once; of few documents, a tenth.
_POISONS = 100
_DEADLY_SECONDS = 600  # for one more document: nothing hangs


@frozen
class Proof:
    """What came of a proof.

    Attributes:
        documents: How many there were.
        right: How many gave files of both formats that read back as the brief.
        named: How many poisoned ones were named with an error, and how many there were.
        kills: How many runs were killed, with SIGKILL.
        again: How many documents were printed again though they had been whole.
        partial: Files that are not whole, after a kill or at the end.
        same: Whether killed and unbroken runs made the same files, byte by byte.
        seconds: How long the unbroken run took.
        memory: Resident megabytes of it with its workers: the medians in the second tenth of the documents and in the
            last, and the most that there ever were, which is by those that are poisoned.
    """

    documents: int
    right: int
    named: tuple[int, int]
    kills: int
    again: int
    partial: int
    same: bool
    seconds: float
    memory: tuple[float, float, float]


def prove(count: int, kills: int, folder: Path) -> Proof:
    """Print so many documents into a folder, once unbroken and once with kills, and look at all that was made."""
    poisons = min(count // 10, _POISONS)
    source = folder / "briefs"
    source.mkdir()
    bad = {str(path) for path in put_poisons(source, poisons, count)}
    briefs = dict(_put_briefs(source, count - poisons))
    unbroken, broken = folder / "unbroken", folder / "broken"
    start = time.perf_counter()
    lines, memory = _watched(source, unbroken, folder / "unbroken.log")
    seconds = time.perf_counter() - start
    done: list[list[list[str]]] = []
    partial = 0
    for number in range(kills):
        log = folder / f"killed-{number}.log"
        _killed(source, broken, log, count // (kills + 1))
        done.append(_lines(log))
        partial += _partial(broken)
    log = folder / "last.log"
    _watched(source, broken, log)
    done.append(_lines(log))
    return Proof(
        count,
        _right(lines, briefs),
        (len({line[1] for line in lines if line[0] == "error"} & bad), len(bad)),
        kills,
        _again(done),
        partial + _partial(broken) + _partial(unbroken),
        _digests(unbroken) == _digests(broken),
        seconds,
        memory,
    )


def _put_briefs(folder: Path, count: int) -> Iterator[tuple[str, bk.Brief]]:
    """Write drawn briefs as JSON, and yield each with its path."""
    drawn = _drawn(min(count, _DRAWN))
    for number in range(count):
        brief = bk.evolve(drawn[number % len(drawn)], id=f"urn:briefkit:{number}")
        path = folder / f"{number:05d}.json"
        bk.save(brief, path)
        yield str(path), brief


def _drawn(count: int) -> list[bk.Brief]:
    """Return briefs that the tests' strategies draw, always the same; their signs are in the fonts, and no part is above the brief."""
    if str(ROOT / "tests") not in sys.path:
        sys.path.append(str(ROOT / "tests"))
    # A run does without the tests, and so without what draws.
    from hypothesis import HealthCheck, Phase, given, settings

    from support.printable import printable
    from support.strategies import briefs

    found: dict[bytes, bk.Brief] = {}

    @settings(
        max_examples=3 * count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(briefs())
    def draw(brief: bk.Brief) -> None:
        fit = printable(brief)
        if len(found) < count and not overmarked(fit):
            found.setdefault(bk.render(bk.evolve(fit, id=None), "json"), fit)

    draw()
    return list(found.values())


def run(folder: str, out: str, log: str) -> None:
    """Print a folder, and put a line into the log for each document that is done."""
    writing: Mapping[str, Any] = {"engine": "typst", "limits": bk.Limits()}
    made = prepared(_FORMATS, out, "plain", writing, {"recogniser": Deadly()})
    with open(log, "w", encoding="utf-8") as file:
        for one in made.results(folder, jobs=_JOBS):
            state = "error" if one.error else "skipped" if one.skipped else "made"
            print(state, one.source, *one.paths, sep="\t", file=file, flush=True)


def _started(source: Path, out: Path, log: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "benchmarks.bulk", "--run", str(source), str(out), str(log)]
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)})


def _watched(
    source: Path, out: Path, log: Path
) -> tuple[list[list[str]], tuple[float, float, float]]:
    """Run to the end; return the lines of the log, and the memory: in the second tenth, in the last, and at most."""
    process = _started(source, out, log)
    count = sum(1 for _ in source.iterdir())
    tenths: dict[int, list[float]] = {}
    while process.poll() is None:
        time.sleep(0.5)
        done = len(_lines(log)) if log.exists() else 0
        tenths.setdefault(min(9, 10 * done // count), []).append(_memory(process.pid))
    if process.returncode:
        raise SystemExit(f"the run ended with {process.returncode}")
    early, late = (statistics.median(tenths.get(one) or [0.0]) for one in (1, 9))
    return _lines(log), (early, late, max(chain.from_iterable(tenths.values()), default=0.0))


def _memory(pid: int) -> float:
    total = 0
    try:
        parent = psutil.Process(pid)
        for one in (parent, *parent.children(recursive=True)):
            total += one.memory_info().rss
    except psutil.NoSuchProcess:  # it has ended since
        pass
    return total / 1e6


def _killed(source: Path, out: Path, log: Path, documents: int) -> None:
    """Run, and kill the run once so many documents more are made than there were."""
    process = _started(source, out, log)
    last = time.monotonic()
    while process.poll() is None:
        made = sum(line[0] == "made" for line in _lines(log)) if log.exists() else 0
        if made >= documents:
            break
        if time.monotonic() - last > _DEADLY_SECONDS:
            raise SystemExit("a run hangs")
        time.sleep(0.1)
    children = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGKILL)
    process.wait()
    psutil.wait_procs(children, timeout=60)  # workers end with their parent


def _lines(log: Path) -> list[list[str]]:
    """Return the whole lines of a log."""
    text = log.read_text("utf-8")
    return [line.split("\t") for line in text[: text.rfind("\n") + 1].splitlines()]


def _right(lines: list[list[str]], briefs: Mapping[str, bk.Brief]) -> int:
    """Return how many documents gave a file of each format, each of which gives its brief."""
    made = [
        (paths, briefs[source])
        for state, source, *paths in lines
        if state != "error" and len(paths) == len(_FORMATS)
    ]
    with ProcessPoolExecutor(_JOBS, multiprocessing.get_context("spawn")) as pool:
        return sum(pool.map(_are_of, *zip(*made, strict=True), chunksize=10))


def _are_of(paths: list[str], brief: bk.Brief) -> bool:
    """Whether files give a brief."""
    tree = to_tree(brief)
    return all(to_tree(bk.read(path).brief) == tree for path in paths)


def _again(runs: list[list[list[str]]]) -> int:
    """Return how many documents were made again after a run had told that they were whole."""
    seen: set[str] = set()
    count = 0
    for lines in runs:
        made = {source for state, source, *_ in lines if state == "made"}
        count += len(made & seen)
        seen |= made
    return count


def _partial(out: Path) -> int:
    """Return how many files that have their name are not whole: each kind ends in its own way."""
    ends = {".pdf": b"%%EOF", ".docx": b"PK\x05\x06"}
    return sum(
        ends[path.suffix] not in path.read_bytes()[-64:]
        for path in out.iterdir()
        if path.suffix in ends
    )


def _digests(out: Path) -> dict[str, str]:
    """Return the digest of every file of a folder but the manifest; a leftover of a run counts."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.iterdir()
        if not path.name.startswith(".briefkit.sqlite")
    }


def told(proof: Proof) -> str:
    """Return a proof as Markdown."""
    early, late, most = proof.memory
    rows = [
        ("documents, each to PDF by Typst and to Word", f"{proof.documents:,}"),
        ("right: both files read back as the brief", f"{proof.right:,}"),
        ("poisoned, and named with an error", f"{proof.named[0]:,} of {proof.named[1]:,}"),
        ("time, unbroken, two workers", f"{proof.seconds:.0f} s"),
        ("memory of all processes, median in the second tenth and in the last", f"{early:.0f} MB, {late:.0f} MB"),
        ("at most, by what is poisoned", f"{most:.0f} MB"),
        ("runs ended with SIGKILL before the last", str(proof.kills)),
        ("documents printed again that had been whole", str(proof.again)),
        ("files that were not whole, after any kill", str(proof.partial)),
        ("the same files as without kills, byte by byte", "yes" if proof.same else "no"),
    ]  # fmt: skip
    return table(("", ""), rows)


def main() -> None:
    """Prove, tell, and write the page."""
    if sys.argv[1:2] == ["--run"]:
        run(*sys.argv[2:5])
        return
    count, kills = [*map(int, sys.argv[1:]), *(10_000, 3)[len(sys.argv) - 1 :]]
    with tempfile.TemporaryDirectory() as folder:
        proof = prove(count, kills, Path(folder))
    print(told(proof))
    renew("bulk", told(proof))


if __name__ == "__main__":
    main()
