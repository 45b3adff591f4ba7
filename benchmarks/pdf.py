"""PDF: both engines of briefkit, warm, beside others that print the same brief."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pypdfium2

import briefkit as bk
from benchmarks import pdf_chromium, pdf_plutoprint, pdf_typst, pdf_weasyprint
from benchmarks.corpus import corpus
from benchmarks.measure import Row, interleaved, speed
from benchmarks.programs import chromium

TYPST, WEASYPRINT = "Typst engine", "WeasyPrint engine"
#: What each engine is compared with, and the ratio that is aimed at.
_PAIRS = (
    (TYPST, pdf_weasyprint.PEER, 7),
    (TYPST, pdf_typst.PEER, 1 / 1.25),
    (TYPST, pdf_plutoprint.PEER, None),
    (TYPST, pdf_chromium.PEER, None),
    (WEASYPRINT, pdf_weasyprint.PEER, 1.8),
    (WEASYPRINT, pdf_plutoprint.PEER, None),
    (WEASYPRINT, pdf_chromium.PEER, None),
)


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield a line for each engine and peer, once all are known to print the same words; quick is without Chromium."""
    briefs = corpus(2 if quick else 40)
    sides: dict[str, Callable[[bk.Brief], bytes]] = {
        TYPST: lambda brief: bk.render(brief, "pdf", engine="typst"),
        WEASYPRINT: lambda brief: bk.render(brief, "pdf", engine="weasyprint"),
        pdf_weasyprint.PEER: pdf_weasyprint.write,
        pdf_typst.PEER: pdf_typst.Template().write,
    }
    clocks = {}
    with ExitStack() as closing:
        sides[pdf_plutoprint.PEER] = closing.enter_context(pdf_plutoprint.Printer()).write
        if chromium() and not quick:
            browser = closing.enter_context(pdf_chromium.Chromium())
            sides[pdf_chromium.PEER] = browser.write
            clocks[pdf_chromium.PEER] = browser.processor_time
        for brief in briefs[:4]:
            check(brief, {name: write(brief) for name, write in sides.items()})
        times = interleaved(briefs, sides, rounds=1 if quick else 3, clocks=clocks)
    for engine, peer, target in _PAIRS:
        if peer in times:
            yield speed(f"PDF, {engine}", peer, times[engine], times[peer], target)


def check(brief: bk.Brief, printed: dict[str, bytes]) -> None:
    """Check that all print the same words on as many pages, and both users of an engine the same pages.

    Some peers have no way to print a title of the page at the foot of those that follow.
    """
    ours = pdf_weasyprint.drawn(printed[WEASYPRINT])
    assert ours == pdf_weasyprint.drawn(printed[pdf_weasyprint.PEER]) != [], (
        "the two PDFs of WeasyPrint differ"
    )
    assert _seen(printed[TYPST]) == _seen(printed[pdf_typst.PEER]), "the two PDFs of Typst differ"
    pages, letters = _words(printed[WEASYPRINT])
    running = Counter(_letters(brief.title.plain * (pages - 1)))
    for name, pdf in printed.items():
        assert _words(pdf) in ((pages, letters), (pages, letters - running)), (
            f"{name} prints other words"
        )


def _seen(pdf: bytes) -> list[bytes]:
    """Return what is seen of each page, at 144 dots an inch."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [bytes(page.render(scale=2).buffer) for page in document]


def _words(pdf: bytes) -> tuple[int, Counter[str]]:
    """Return how many pages a PDF has, and its letters: lines break elsewhere, and words with them."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return len(texts), Counter(_letters("".join(texts)))


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)
