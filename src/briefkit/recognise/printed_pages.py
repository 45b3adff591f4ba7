"""Printed pages: a text that a program took from paper, its pages parted by form feeds, with heads and numbers on each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from attrs import evolve

from briefkit.notes import Code, Notes
from briefkit.recognise.heading_looks import ends_sentence, is_prose
from briefkit.recognise.words import fold
from briefkit.recognise.wrapping import PrintedLine

_PAGE_BREAK = "\f"
_EDGE = 2  # lines at the top, and at the foot, that may be the head or the foot of a page
_FEWEST = 2  # pages that have one
_SHARE = 3  # of the pages, as their part, that have it: left and right pages may have their own
_MOST_WORDS_OF_NUMBER = 4  # "Page 3 of 9"
_FEWEST_WORDS_OF_TEXT = 8  # of a line that is no title
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:\d{1,4}|[ivxlc]{1,6})\W*")


def pages_of(data: str) -> Iterator[tuple[int, str]]:
    """Yield each line of a text with the number of its page, as `splitlines` parts them."""
    pages = data.split(_PAGE_BREAK)
    for number, page in enumerate(pages):
        ended, lines = page.splitlines(keepends=True), page.splitlines()
        yield from ((number, line) for line in lines)
        feed_ends_blank = not lines or ended[-1] != lines[-1]
        if feed_ends_blank and number < len(pages) - 1:
            yield number, ""


def without_page_furniture(lines: Sequence[PrintedLine], notes: Notes) -> list[PrintedLine]:
    """Return the lines without what stands at the edge of every page; words that a page break parts go on.

    Args:
        lines: The lines that have words.
        notes: The collector of notes: each running head is told once.
    """
    pages = {line.page for line in lines}
    if len(pages) <= 1:
        return list(lines)
    edges = _edges(lines)
    counted = Counter((_key(lines[index]), place) for index, place in edges.items())
    fewest = max(_FEWEST, len(pages) // _SHARE)
    furniture = [
        index in edges and counted[_key(lines[index]), edges[index]] >= fewest
        for index in range(len(lines))
    ]
    _spare_title(lines, furniture)
    _note_furniture([line for line, out in zip(lines, furniture, strict=True) if out], notes)
    return _going_on([line for line, out in zip(lines, furniture, strict=True) if not out])


def _note_furniture(lines: Sequence[PrintedLine], notes: Notes) -> None:
    """Add a note on each line that stands on every page, and one on the numbers of the pages."""
    told: dict[str, list[PrintedLine]] = {}
    for line in lines:
        told.setdefault(_key(line), []).append(line)
    numbers: list[str] = []
    for same in told.values():
        first, words = same[0], dict.fromkeys(line.words for line in same)
        if _PAGE_NUMBER.fullmatch(first.words) or (
            len(words) > 1 and first.words.count(" ") < _MOST_WORDS_OF_NUMBER
        ):
            numbers += words
        else:
            message = f"“{first.words}” stands on every page; it was left out."
            notes.add(Code.PAGE_WORDS_DROPPED, message, "; ".join(words), first.number)
    if numbers:
        notes.add(Code.RULE_DROPPED, "Numbers of pages were left out.", "; ".join(numbers))


def _edges(lines: Sequence[PrintedLine]) -> dict[int, int]:
    """Return the lines at the edges of pages: 1 for those at the top, -1 for those at the foot."""
    found: dict[int, int] = {}
    for _, page in groupby(range(len(lines)), key=lambda index: lines[index].page):
        places = list(page)
        found |= dict.fromkeys(places[-_EDGE:], -1) | dict.fromkeys(places[:_EDGE], 1)
    return found


def _key(line: PrintedLine) -> str:
    """Return the words of a line, but for the number of the page."""
    return _DIGITS.sub("#", fold(line.words))


def _spare_title(lines: Sequence[PrintedLine], furniture: list[bool]) -> None:
    """Keep the first line of a text, though it is the head of each page, where text follows: it is the title too."""
    behind = next((at for at in range(1, len(lines)) if not furniture[at]), None)
    if furniture[0] and (behind is None or _is_text(lines[behind].words)):
        furniture[0] = _PAGE_NUMBER.fullmatch(lines[0].words) is not None


def _is_text(words: str) -> bool:
    return is_prose(words) or len(words.split(" ")) >= _FEWEST_WORDS_OF_TEXT


def _going_on(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return lines, those at the top of a page not apart where they go on with a sentence of the page before."""
    kept = list(lines[:1])
    for before, line in pairwise(lines):
        if line.page != before.page:
            goes_on = not ends_sentence(before.words) and line.words[0].islower()
            line = evolve(line, apart=not goes_on, goes_on=goes_on)
        kept.append(line)
    return kept
