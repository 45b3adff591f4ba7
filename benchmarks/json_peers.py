"""JSON: against a library that has the whole model written anew in it, once both are known to agree on the data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import orjson

import briefkit as bk
from benchmarks.corpus import corpus
from benchmarks.measure import Row, interleaved, speed


def json_rows(
    peer: str,
    load: Callable[[bytes], Any],
    dump: Callable[[Any], bytes],
    *,
    targets: tuple[float | None, float | None],
    quick: bool,
) -> Iterator[Row]:
    """Yield the lines of load and dump.

    Args:
        peer: The library.
        load: Returns its brief from JSON.
        dump: Returns JSON of its brief.
        targets: The ratios that are aimed at, of load and of dump.
        quick: Whether there are few rounds, of few briefs.
    """
    briefs = corpus(4 if quick else 40)
    dumped = [bk.render(brief, "json") for brief in briefs]
    loaded = [load(data) for data in dumped]
    for brief, data in zip(loaded, dumped, strict=True):
        assert orjson.loads(dump(brief)) == orjson.loads(data), "the two dumps differ"

    rounds = 4 if quick else 100
    loads = interleaved(
        dumped,
        {"briefkit": lambda data: bk.read(data, "json").brief, peer: load},
        rounds=rounds,
        batch=len(briefs),
    )
    yield speed("JSON load", peer, loads["briefkit"], loads[peer], targets[0])
    dumps = interleaved(
        list(zip(briefs, loaded, strict=True)),
        {"briefkit": lambda both: bk.render(both[0], "json"), peer: lambda both: dump(both[1])},
        rounds=rounds,
        batch=len(briefs),
    )
    yield speed("JSON dump", peer, dumps["briefkit"], dumps[peer], targets[1])
