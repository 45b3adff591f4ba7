"""`python -m benchmarks.recognition [--data FOLDER]`: precision and recall of statements, and speed, in tables."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.recognition.corpora import CASES, cases, polnear, wikinews
from benchmarks.recognition.documents import Document
from benchmarks.recognition.scores import scores_of
from benchmarks.recognition.speed import SIZES, growth, words_a_second
from benchmarks.tables import table

_HEAD = ("", "marked", "found", "precision", "speakers", "cues", "quotes", "words/s, as read")
_NEWS: dict[str, Callable[[Path], Iterator[Document]]] = {
    "PolNeAR, dev": polnear,
    "German Wikinews, dev": wikinews,
}


def main() -> None:
    """Measure the cases of the tests, the news of a folder if one is given, and speed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recognition", description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder with PolNeAR and German Wikinews")
    folder: Path | None = parser.parse_args().data
    rows = [_row(f"cases, {path.stem}", [cases(path)]) for path in sorted(CASES.glob("*.txt"))]
    if folder:
        listed = folder / "quote_verb_list.txt"
        verbs = frozenset(listed.read_text("utf-8").split() if listed.is_file() else ())
        rows += [_row(name, [*load(folder)], verbs) for name, load in _NEWS.items()]
    print(
        "Per cent of statements with a right speaker (precision), and of what people marked as speech"
    )
    print(
        "the speaker, the speaker and the cue, and quotations with the speaker, that were found.\n"
    )
    print(table([_HEAD, *rows]), end="\n\n")
    print(f"Recognition alone: {words_a_second():,.0f} words a second.\n")
    head = ("calls of functions", *(f"{size // 1000:,} kB" for size in SIZES), "by character")
    counted = [
        (name, *(f"{one:,}" for one in calls), f"{ratio:.2f}×") for name, calls, ratio in growth()
    ]
    print(table([head, *counted]))


def _row(
    name: str, documents: Sequence[Document], verbs: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    one = scores_of(documents, verbs)
    return (
        name,
        str(one.marked),
        str(one.found),
        _share(one.right, one.found),
        _share(one.speakers, one.marked),
        _share(one.cues, one.marked),
        _share(one.quoted, one.quotes),
        f"{one.words / one.seconds:,.0f}",
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"


if __name__ == "__main__":
    main()
