"""JSON: against cattrs with its own settings for orjson, and the same data out and in.

The peer has the hooks without which cattrs cannot take the model (the unions, a Text that is a string where
it can be, dates in EDTF) and leaves defaults out, as briefkit's JSON does; all else is as it comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import orjson
from cattrs.preconf.orjson import OrjsonConverter, make_converter
from cattrs.strategies import configure_tagged_union

import briefkit as bk
from benchmarks.corpus import corpus
from benchmarks.json_peers import json_rows
from benchmarks.measure import Row

PEER = "cattrs, default"
_LAYOUT = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield the lines of load and dump, once both sides are known to agree on the data."""
    converter = default_converter()

    def load(data: bytes) -> bk.Brief:
        return converter.loads(data, bk.Brief)

    for brief in corpus(2 if quick else 40):
        data = bk.render(brief, "json")
        assert load(data) == bk.read(data, "json").brief == brief
    dump = partial(_dump, converter)
    return json_rows(PEER, load, dump, targets=(2, None), quick=quick)


def _dump(converter: OrjsonConverter, brief: bk.Brief) -> bytes:
    tree = {"schema_version": 1, **converter.unstructure(brief)}
    return orjson.dumps(tree, option=_LAYOUT)


def default_converter() -> OrjsonConverter:
    """Return cattrs's converter for orjson, with no more hooks than the model needs."""
    converter = make_converter(omit_if_default=True)
    converter.register_structure_hook(bk.When, lambda value, _: bk.When(value))
    converter.register_unstructure_hook(bk.When, lambda when: when.edtf)
    unions: tuple[tuple[Any, str], ...] = (
        (bk.Actor, "actor"),
        (bk.ItemBlock, "kind"),
        (bk.Block, "kind"),
    )

    def text_of(value: Any, _: Any) -> bk.Text:
        if isinstance(value, str):
            return bk.Text(value)
        return bk.Text(converter.structure(value, tuple[bk.Span, ...]))

    def data_of(text: bk.Text) -> Any:
        spans = converter.unstructure(text.spans)
        return spans[0]["text"] if len(spans) == 1 and len(spans[0]) == 1 else spans

    converter.register_structure_hook(bk.Text, text_of)
    converter.register_unstructure_hook(bk.Text, data_of)
    for union, key in unions:
        configure_tagged_union(
            union, converter, tag_generator=lambda kind: kind.__name__.lower(), tag_name=key
        )
    return converter
