"""JSON: against msgspec, with the whole model written in it, and the same data out and in."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from benchmarks import msgspec_model
from benchmarks.json_peers import json_rows
from benchmarks.measure import Row

PEER = "msgspec"
_DECODER = msgspec.json.Decoder(msgspec_model.Brief)
_ENCODER = msgspec.json.Encoder()


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield the lines of load and dump, once both sides are known to agree on the data."""
    return json_rows(PEER, _DECODER.decode, _dump, targets=(None, 0.5), quick=quick)


def _dump(brief: msgspec_model.Brief) -> bytes:
    return msgspec.json.format(_ENCODER.encode(brief), indent=2) + b"\n"
