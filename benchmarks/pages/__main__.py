"""`python -m benchmarks.pages FOLDER`: how well articles are found in pages that people marked, in tables."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

import briefkit as bk
from benchmarks.pages.corpora import MarkedPage, ProbedPage, marked_pages, probed_pages
from benchmarks.pages.scores import Score, lost_words, piece_score, shingle_score
from benchmarks.pages.systems import shown_text, systems, told
from benchmarks.tables import table
from briefkit.errors import BriefkitError

_HEAD = ("", "F1", "precision", "recall", "unwanted", "ms a page")


def main() -> None:
    """Measure each system on each corpus of a folder, and what briefkit loses of the pages."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder with one corpus or both")
    folder: Path = parser.parse_args().folder
    marked, probed = list(marked_pages(folder)), list(probed_pages(folder))
    if marked:
        print(f"Articles, by shingles of four words; {len(marked)} pages\n")
        print(table([_HEAD, *(_row(name, one, marked) for name, one in systems().items())]))
    if probed:
        print(f"\nPieces that people noted; {len(probed)} pages\n")
        print(table([_HEAD, *(_row(name, one, probed) for name, one in systems().items())]))
    print("\n" + _losses([*(one.data for one in marked), *(one.data for one in probed)]))


def _row(
    name: str, system: Callable[[bytes], str], pages: Sequence[MarkedPage | ProbedPage]
) -> tuple[str, ...]:
    start = perf_counter()
    texts = [system(one.data) for one in pages]
    spent = (perf_counter() - start) / len(pages)
    score = _score(pages, texts)
    unwanted = "" if score.unwanted is None else f"{100 * score.unwanted:.1f} %"
    figures = (f"{one:.4f}" for one in (score.f1, score.precision, score.recall))
    return (name, *figures, unwanted, f"{1000 * spent:.1f}")


def _score(pages: Sequence[MarkedPage | ProbedPage], texts: Sequence[str]) -> Score:
    both = list(zip(pages, texts, strict=True))
    marked = [(page.article, text) for page, text in both if isinstance(page, MarkedPage)]
    if marked:
        return shingle_score(marked)
    return piece_score(
        (page.wanted, page.unwanted, text) for page, text in both if isinstance(page, ProbedPage)
    )


def _losses(pages: Sequence[bytes]) -> str:
    """Return what briefkit refuses, and which words are neither in a brief nor in a note."""
    refused = lost = words = 0
    for page in pages:
        try:
            reading = bk.read(page, "html")
        except BriefkitError:
            refused += 1
            continue
        shown = shown_text(page)
        words += len(shown.split())
        lost += lost_words(shown, bk.render(reading.brief, "text").decode(), told(reading))
    return f"{refused} pages refused; {lost} of {words} words neither in a brief nor in a note"


if __name__ == "__main__":
    main()
