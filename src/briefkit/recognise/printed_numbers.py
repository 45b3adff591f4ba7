"""Printed numbers: those of a list that the house would print otherwise stay words, for the text may refer to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import evolve

from briefkit.model.text import Span, Text
from briefkit.recognise.lines import Kind, Line

_AROUND = "().:"


def with_printed_numbers(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines of a section; of a list that does not count 1, 2, 3 by itself, each number with its words.

    Numbered paragraphs, a blank line before each, stay paragraphs then.

    Args:
        lines: The lines.
    """
    for is_item, run in groupby(lines, key=lambda line: line.kind is Kind.ITEM):
        found = list(run)
        yield from _items(found) if is_item else found


def _items(items: Sequence[Line]) -> Iterator[Line]:
    """Yield the items of one list, with the lists in it."""
    kept = {id(line) for one in _lists(items) if not _counts(one) for line in one}
    apart = all(line.apart for line in items)
    alone = all(id(line) in kept for line in items)
    for line in items:
        if id(line) not in kept:
            yield line
            continue
        text = Text([Span(f"{line.mark} "), *line.text.spans])
        kind = Kind.PARAGRAPH if apart and alone else Kind.ITEM
        yield evolve(line, text=text, kind=kind, ordered=False, mark="")


def _lists(items: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the numbered items of each list: those of one depth, with nothing less deep, and no bullet, between them."""
    open_lists: dict[int, list[Line]] = {}
    for line in items:
        for level in [one for one in open_lists if one > line.level]:
            yield open_lists.pop(level)
        if line.ordered and line.mark:
            open_lists.setdefault(line.level, []).append(line)
        elif line.level in open_lists:
            yield open_lists.pop(line.level)
    yield from open_lists.values()


def _counts(items: Sequence[Line]) -> bool:
    """Whether the numbers of a list are those that a house prints: 1, 2, 3."""
    marks = [line.mark.strip(_AROUND) for line in items]
    return marks == [str(number) for number in range(1, len(items) + 1)]
