"""Numbered captions: lines as “Figure 1: Ships a month” beside a table or a picture, which are its caption and no heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from briefkit.model import Table, Text
from briefkit.recognise import layout_words
from briefkit.recognise.lines import Kind, Line

_LONGEST = 300  # characters
_SHORT = 150  # characters, of a caption without a mark behind its number
_NUMBER = re.compile(
    r"[.\s]{0,2}(?:(?P<digits>\d{1,3}(?:[.-]\d{1,2})*)|[IVX]{1,5}|[A-Z])(?P<mark>[.:：)|–—-]|\Z)?\s*"
)


def with_numbered_captions(lines: Sequence[Line], language: str) -> list[Line]:
    """Return lines, those that are the caption of a table or a picture beside them taken into it.

    The caption of a table stands over it, that of a picture under it; else it is that of the block on the other side.

    Args:
        lines: The lines of a document.
        language: The language, in BCP 47.
    """
    found = list(lines)
    if not any(line.block for line in found):
        return found
    taken: set[int] = set()
    for place, line in enumerate(found):
        if not is_numbered_caption(line, language):
            continue
        beside = [
            one for one in (place - 1, place + 1) if 0 <= one < len(found) and _is_bare(found[one])
        ]
        beside.sort(key=lambda one: isinstance(found[one].block, Table) is not (one > place))
        if beside:
            found[beside[0]] = _captioned(found[beside[0]], line.text)
            taken.add(place)
    return [line for place, line in enumerate(found) if place not in taken]


def is_numbered_caption(line: Line, language: str) -> bool:
    """Whether a line begins with what a caption counts, and its number."""
    words = line.plain
    if line.block or line.kind is Kind.ITEM or not words or len(words) > _LONGEST:
        return False
    for rest in layout_words.behind("captions", words, language):
        number = _NUMBER.match(rest)
        if number is None:
            continue
        title = rest[number.end() :]
        if number["mark"] is not None:
            return True
        return (
            bool(title)
            and not title[0].islower()
            and len(words) <= _SHORT
            and title[-1] not in ".。"
        )
    return False


def _captioned(line: Line, caption: Text) -> Line:
    return evolve(line, block=evolve(line.block, caption=caption)) if line.block else line


def _is_bare(line: Line) -> bool:
    return line.block is not None and line.block.caption is None
