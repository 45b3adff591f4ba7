"""Corpora of web pages whose article people marked; docs/formats.md says where they are had. None is kept here."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen


@frozen
class MarkedPage:
    """Web page of which people marked the whole article.

    Attributes:
        data: The page.
        article: The text of its article.
    """

    data: bytes
    article: str


@frozen
class ProbedPage:
    """Web page of which people noted pieces of text.

    Attributes:
        data: The page.
        wanted: Pieces that belong to its article.
        unwanted: Pieces that do not.
    """

    data: bytes
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


def marked_pages(folder: Path) -> Iterator[MarkedPage]:
    """Yield the pages of the article extraction benchmark (Scrapinghub), where the folder has it."""
    for truth in sorted(folder.glob("**/ground-truth.json")):
        told = json.loads(truth.read_text("utf-8"))
        for name, marks in sorted(told.items()):
            page = truth.parent / "html" / f"{name}.html.gz"
            if page.is_file():
                yield MarkedPage(gzip.decompress(page.read_bytes()), marks["articleBody"])


def probed_pages(folder: Path) -> Iterator[ProbedPage]:
    """Yield the pages of trafilatura's own evaluation, where the folder has it."""
    for truth in sorted(folder.glob("**/evaldata.json")):
        for marks in json.loads(truth.read_text("utf-8")).values():
            places = (truth.parent / sub / marks["file"] for sub in ("cache", "eval"))
            page = next((one for one in places if one.is_file()), None)
            if page is not None:
                yield ProbedPage(page.read_bytes(), tuple(marks["with"]), tuple(marks["without"]))
