"""DOCX: written and read by briefkit, and by others that do the same document."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import docx

import briefkit as bk
from benchmarks import docx_docxtpl, docx_python_docx, pandoc
from benchmarks.corpus import corpus
from benchmarks.measure import Row, interleaved, speed
from briefkit.formats.docx.reading.read import parse
from briefkit.reconcile.sheet_leaves import leaves

#: The peers, and the ratios that are aimed at: of writing, and of reading.
_WRITING = {docx_python_docx.PEER: 50, docx_docxtpl.PEER: None, pandoc.PEER: None}
_READING = {docx_python_docx.PEER: 7, pandoc.PEER: None}
#: A brief, and the Markdown that pandoc writes it from.
Source = tuple[bk.Brief, str]


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield a line for each peer, once all are known to write the same documents, and to read all of them."""
    briefs, clocks = corpus(2 if quick else 40), {pandoc.PEER: pandoc.processor_time}
    filled = docx_docxtpl.Template(briefs)
    with pandoc.Pandoc() as converter:
        sources = [(brief, converter.markdown(brief)) for brief in briefs]
        writers: dict[str, Callable[[Source], bytes]] = {
            "briefkit": lambda source: bk.render(source[0], "docx", payload="none"),
            docx_python_docx.PEER: lambda source: docx_python_docx.write(source[0]),
            docx_docxtpl.PEER: lambda source: filled.write(source[0]),
            pandoc.PEER: lambda source: converter.docx(source[1]),
        }
        for source in sources[:10]:
            _check({name: write(source) for name, write in writers.items()})
        count = len(briefs)
        times = interleaved(sources, writers, rounds=1 if quick else 4, batch=count, clocks=clocks)
        for peer, target in _WRITING.items():
            yield speed("DOCX write", peer, times["briefkit"], times[peer], target)

        files = [writers["briefkit"](source) for source in sources]
        words = sum(len(leaf.words) for leaf in leaves(parse(files[0]).sheet))
        assert docx_python_docx.read(files[0]) == words, "python-docx reads other words"
        readers: dict[str, Callable[[bytes], object]] = {
            "briefkit": parse,
            docx_python_docx.PEER: docx_python_docx.read,
            pandoc.PEER: converter.tree,
        }
        times = interleaved(files, readers, rounds=1 if quick else 4, batch=count, clocks=clocks)
        for peer, target in _READING.items():
            yield speed("DOCX read", peer, times["briefkit"], times[peer], target)


def _check(written: dict[str, bytes]) -> None:
    """Check that documents have the same words; in the same paragraphs and styles, but for those of pandoc.

    Those of python-docx have the same runs and links, too.
    """
    ours = written["briefkit"]
    for name, data in written.items():
        assert _words(data) == _words(ours), f"{name} writes other words"
    assert docx_python_docx.seen(written[docx_python_docx.PEER]) == docx_python_docx.seen(ours), (
        "python-docx writes other paragraphs"
    )
    assert _styles(written[docx_docxtpl.PEER]) == _styles(ours), "docxtpl writes other paragraphs"


def _words(data: bytes) -> str:
    return re.sub(
        r"\W", "", "".join(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)
    )


def _styles(data: bytes) -> list[tuple[Any, str]]:
    paragraphs = docx.Document(io.BytesIO(data)).paragraphs
    return [(one.style.name if one.style else "", one.text) for one in paragraphs]
