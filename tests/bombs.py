"""Bombs: files that are small, or look harmless, and would cost a careless reader minutes or gigabytes.

Run as `python tests/bombs.py FORMAT`. Each is made and read in a fork of its own, which the system ends where it takes
more of the processor than anything linear could. Prints a line of JSON for each: its name, what came of it, its bytes,
and the most memory that the fork had, in bytes.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable, Mapping

import briefkit as bk
from docx_bombs import DOCX

Bomb = Callable[[], bytes]
#: Seconds of the processor; a reader may take five, on a machine that has nothing else to do.
MOST_SECONDS = 20


def data(more: str) -> bytes:
    return f'{{"schema_version":1,"title":"T",{more}}}'.encode()


JSON: Mapping[str, Bomb] = {
    "lists that do not end": lambda: b"[" * 30_000_000,
    "empty lists": lambda: data('"sections":[' + "[]," * 20_000_000 + "[]]"),
    "empty strings": lambda: data('"topics":[' + '"",' * 10_000_000 + '""]'),
    "wrong entries": lambda: data('"sections":[' + "0," * 200_000 + "0]"),
    "entries that are wrong within": lambda: data(
        '"sections":[' + '{"kind":"events","blocks":[0]},' * 50_000 + "0]"
    ),
    "a key twice": lambda: data(",".join(f'"k{n}":0' for n in range(100_000)) + ',"k99999":0'),
    "a long key": lambda: data('"' + "titel" * 8_000_000 + '":0'),
    "a long number": lambda: data('"version":' + "9" * 30_000_000),
    "escapes that do not end": lambda: data('"topics":["' + '\\"' * 10_000_000),
}

BOMBS: Mapping[str, Mapping[str, Bomb]] = {"json": JSON, "docx": DOCX}


def outcome(format: str, bomb: bytes) -> str:
    """Return what comes of reading a bomb: "brief", or the one line of the error."""
    try:
        bk.read(bomb, format)
    except bk.BriefkitError as error:
        return str(error)
    return "brief"


def main(format: str) -> None:
    bk.read(b"# Title", "markdown")  # what is loaded once a process
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for name, make in BOMBS[format].items():
        result, its_end = os.pipe()
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
            bomb = make()
            os.write(its_end, json.dumps([outcome(format, bomb), len(bomb)]).encode())
            os._exit(0)
        os.close(its_end)
        _, _, used = os.wait4(child, 0)
        with open(result, "rb") as pipe:
            came, size = json.loads(pipe.read() or '["came to no end", 0]')
        print(json.dumps([name, came, size, used.ru_maxrss * 1024]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
