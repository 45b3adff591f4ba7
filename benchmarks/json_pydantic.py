"""JSON: against pydantic v2, with the whole model written in it, and the same data out and in."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

import briefkit as bk
from benchmarks import pydantic_model
from benchmarks.corpus import corpus
from benchmarks.measure import Row, interleaved, speed

PEER = "pydantic"


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield the lines of load and dump, once both sides are known to agree on the data."""
    briefs = corpus(4 if quick else 40)
    dumped = [bk.render(brief, "json") for brief in briefs]
    loaded = [pydantic_model.Brief.model_validate_json(data) for data in dumped]
    for brief, data in zip(loaded, dumped, strict=True):
        assert orjson.loads(_dump(brief)) == orjson.loads(data), "the two dumps differ"

    rounds = 4 if quick else 100
    loads = interleaved(
        dumped,
        {
            "briefkit": lambda data: bk.read(data, "json").brief,
            PEER: pydantic_model.Brief.model_validate_json,
        },
        rounds=rounds,
        batch=len(briefs),
    )
    yield speed("JSON load", PEER, loads["briefkit"], loads[PEER], 1)
    dumps = interleaved(
        list(zip(briefs, loaded, strict=True)),
        {"briefkit": lambda both: bk.render(both[0], "json"), PEER: lambda both: _dump(both[1])},
        rounds=rounds,
        batch=len(briefs),
    )
    yield speed("JSON dump", PEER, dumps["briefkit"], dumps[PEER], None)


def _dump(brief: pydantic_model.Brief) -> bytes:
    return brief.model_dump_json(exclude_defaults=True, indent=2).encode() + b"\n"
