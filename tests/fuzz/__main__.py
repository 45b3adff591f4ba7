"""Reads mutants of a format in children with limits, and says what went wrong.

A mutant is read by a child process, which the system stops where one takes more than SECONDS of the processor or
MEGABYTES beyond what the process had. Each must be a BriefkitError, or a brief that every writer takes and every reader
gives back.
"""

from __future__ import annotations

import datetime as dt
import resource
import signal
import subprocess
import sys
import traceback
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path

import briefkit as bk
from briefkit import release_check
from briefkit.model.diff import differences
from fuzz.mutants import FORMATS, files, mutant

SECONDS = 5
MEGABYTES = 500
#: One brief in so many is printed as PDF, which takes a hundred times as long as any other format.
PDF_EACH = 60
DATA = ("json", "yaml", "markdown", "html", "docx")

Read = Callable[[bytes, str], bk.Reading]
Tell = Callable[[str], None]


def _endless(_data: bytes, _format: str) -> bk.Reading:
    while True:
        pass


def _hungry(_data: bytes, _format: str) -> bk.Reading:
    return _hungry(bytes(3 * MEGABYTES * 1_000_000), _format)


def _broken(_data: bytes, _format: str) -> bk.Reading:
    raise KeyError("p")


#: Readers that the driver must find at fault, beside the one that it is for.
READERS: Mapping[str, Read] = {
    "briefkit": lambda data, format: bk.read(data, format),
    "endless": _endless,
    "hungry": _hungry,
    "broken": _broken,
}


def faults(
    format: str, first: int, count: int, reader: str = "briefkit", seconds: float = SECONDS
) -> list[str]:
    """What went wrong with mutants of a format: the number of each, and how."""
    found, number = [], first
    while number < first + count:
        command = [
            sys.executable,
            "-m",
            "fuzz",
            format,
            str(number),
            str(first + count - number),
            reader,
            str(seconds),
        ]
        child = subprocess.run(
            command, cwd=Path(__file__).parents[1], capture_output=True, text=True
        )
        lines = child.stdout.splitlines()
        found += [line for line in lines if not line.isdigit()]
        if child.returncode == 0:
            break
        last = max((int(line) for line in lines if line.isdigit()), default=None)
        if last is None:
            raise RuntimeError(child.stderr)
        found.append(f"{format} {last}: ended with {child.returncode} {child.stderr[-300:]}")
        number = last + 1
    return found


def judged(data: bytes, format: str, read: Read, known: set[bk.Brief], *, printed: bool) -> str:
    """What is wrong with how a file is read; "" where nothing is. Briefs that are known have been written before."""
    try:
        brief = read(data, format).brief
    except bk.BriefkitError:
        return ""
    if brief in known:
        return ""
    known.add(brief)
    for other in (*DATA, *(("pdf",) if printed else ())):
        written = _written(brief, other)
        if written is None:
            continue
        back = bk.read(written, other)
        if back.brief != brief:
            paths = [one.path for one in differences(brief, back.brief)]
            return f"is read, and {other} gives another brief back: {paths[:3]}"
        if back.notes:
            return f"is read, and {other} of it is read with notes: {back.notes[:3]}"
    words = _written(brief, "text")
    if words is not None:
        bk.read(words, "text")
    return ""


def _written(brief: bk.Brief, format: str) -> bytes | None:
    """A brief in a format; None where no font has its letters, or it is too long for the reader of that format."""
    try:
        return bk.render(brief, format, allow_overmarked=True)
    except bk.MissingGlyphError:
        return None
    except bk.RenderError as error:
        if "the limit is" in error.what:
            return None
        raise


def _child(format: str, first: int, count: int, reader: str, seconds: float) -> None:
    warnings.simplefilter("error")
    warnings.simplefilter("ignore", bk.OvermarkedWarning)
    last = dt.datetime.max.replace(
        microsecond=0, tzinfo=dt.timezone(-dt.timedelta(hours=23, minutes=59))
    )
    release_check.now = lambda: last  # embargoes are over
    read = READERS[reader]
    known: set[bk.Brief] = set()
    if reader == "briefkit":
        # What is done once a process is no fault of a mutant's.
        judged(files(format)[0], format, read, known, printed=True)
    _hold_memory()
    for number in range(first, first + count):
        print(number, flush=True)
        data = mutant(format, number)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            wrong = judged(data, format, read, known, printed=number % PDF_EACH == 0)
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            wrong = f"{type(error).__name__}: {error} ({Path(frame.filename).name}:{frame.lineno})"[
                :400
            ]
        signal.setitimer(signal.ITIMER_PROF, 0)
        if wrong:
            print(f"{format} {number}: {wrong}".replace("\n", " "), flush=True)


def _hold_memory() -> None:
    """Let the process have so much memory and no more, beyond what it has."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + MEGABYTES * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main(format: str, first: str, count: str, reader: str = "", seconds: str = "") -> int:
    if reader:
        _child(format, int(first), int(count), reader, float(seconds))
        return 0
    found = faults(format, int(first), int(count))
    print(*found, sep="\n")
    print(f"{format}: {len(found)} faults in {count} mutants")
    return int(bool(found))


if __name__ == "__main__":
    if len(sys.argv) < 4 or sys.argv[1] not in FORMATS:
        sys.exit(f"usage: python -m fuzz {{{','.join(FORMATS)}}} FIRST COUNT")
    sys.exit(main(*sys.argv[1:]))
