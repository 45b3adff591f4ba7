"""Speed: words a second of recognition, and whether its work grows with the text and no faster."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from time import process_time

import briefkit as bk
from briefkit.recognise.quotation_marks import marked

#: Characters of the texts that the work is counted on.
SIZES = (100_000, 300_000, 1_000_000)

_NEWS = (
    "The ferry will sail again on Monday, Mayor Nils Ek said in an interview. “It was a long winter,” he added. "
    "According to the port authority, 300 people wait on the island. Nobody was hurt, and the quay is whole. "
    "Ida Holm, a spokeswoman for the union, told reporters that the crew had not been asked. "
)
#: Texts that rules could go wrong on, by what they are made of.
_TEXTS: Mapping[str, str] = {
    "news, in paragraphs": f"{_NEWS}\n",
    "news, in one paragraph": _NEWS,
    "no full stop": "the mayor said that the minister of the town was told and ",
    "quotation marks": '" ',
    "quotations not closed": "“We go, said Ek. ",
    "capitals": "THE MAYOR OF HAVNES SAYS NOTHING. ",
    "letters apart": "T h e m a y o r s a i d . ",
    "verbs": "said ",
    "pronouns": "He said it. ",
    "according to": "according to ",
    "names": "Ek, ",
}


def words_a_second() -> float:
    """Return how many words of news are recognised in a second of the processor, the quickest of five rounds."""
    paragraphs = [marked(_NEWS.strip(), "en")] * 300
    recogniser = bk.Recogniser("en")
    recogniser.statements(paragraphs)
    times = []
    for _ in range(5):
        start = process_time()
        recogniser.statements(paragraphs)
        times.append(process_time() - start)
    return sum(len(one.plain.split()) for one in paragraphs) / min(times)


def growth() -> Iterator[tuple[str, list[int], float]]:
    """Yield for each sort of text the calls of Python at each size, and the last over the first by character.

    A ratio of 1 is linear work: calls are counted, for a time depends on the machine.
    """
    for name, piece in _TEXTS.items():
        calls = [_calls(piece, size) for size in SIZES]
        yield name, calls, (calls[-1] / SIZES[-1]) / (calls[0] / SIZES[0])


def _calls(piece: str, size: int) -> int:
    """Return how many functions are called to recognise what is said in a text of so many characters."""
    text = piece * (size // len(piece) + 1)
    paragraphs = [marked(one.strip(), "en") for one in text[:size].split("\n") if one.strip()]
    recogniser = bk.Recogniser("en")
    recogniser.statements(paragraphs[:1])  # what is made once is not counted
    return _counted(lambda: recogniser.statements(paragraphs))


def _counted(work: Callable[[], object]) -> int:
    count = 0

    def count_call(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(count_call)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
