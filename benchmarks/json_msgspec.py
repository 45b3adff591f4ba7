"""JSON: against msgspec, with the whole model written in it, and the same data out and in."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import orjson

import briefkit as bk
from benchmarks import msgspec_model
from benchmarks.corpus import corpus
from benchmarks.measure import Row, interleaved, speed

PEER = "msgspec"
_DECODER = msgspec.json.Decoder(msgspec_model.Brief)
_ENCODER = msgspec.json.Encoder()


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield the lines of load and dump, once both sides are known to agree on the data."""
    briefs = corpus(4 if quick else 40)
    dumped = [bk.render(brief, "json") for brief in briefs]
    loaded = [_DECODER.decode(data) for data in dumped]
    for brief, data in zip(loaded, dumped, strict=True):
        assert orjson.loads(_dump(brief)) == orjson.loads(data), "the two dumps differ"

    rounds = 4 if quick else 100
    loads = interleaved(
        dumped,
        {
            "briefkit": lambda data: bk.read(data, "json").brief,
            PEER: _DECODER.decode,
        },
        rounds=rounds,
        batch=len(briefs),
    )
    yield speed("JSON load", PEER, loads["briefkit"], loads[PEER], None)
    dumps = interleaved(
        list(zip(briefs, loaded, strict=True)),
        {"briefkit": lambda both: bk.render(both[0], "json"), PEER: lambda both: _dump(both[1])},
        rounds=rounds,
        batch=len(briefs),
    )
    yield speed("JSON dump", PEER, dumps["briefkit"], dumps[PEER], 0.5)


def _dump(brief: msgspec_model.Brief) -> bytes:
    return msgspec.json.format(_ENCODER.encode(brief), indent=2) + b"\n"
