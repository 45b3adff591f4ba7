"""JSON: against pydantic v2, with the whole model written in it, and the same data out and in."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks import pydantic_model
from benchmarks.json_peers import json_rows
from benchmarks.measure import Row

PEER = "pydantic"


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield the lines of load and dump, once both sides are known to agree on the data."""
    load = pydantic_model.Brief.model_validate_json
    return json_rows(PEER, load, _dump, targets=(1, None), quick=quick)


def _dump(brief: pydantic_model.Brief) -> bytes:
    return brief.model_dump_json(exclude_defaults=True, indent=2).encode() + b"\n"
