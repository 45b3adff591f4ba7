"""Marked headings: those of reStructuredText, under or between two rows of one sign, and of AsciiDoc, behind =."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from briefkit.language.dates import parse_stamp
from briefkit.notes import Code, Notes
from briefkit.recognise.wrapping import PrintedLine

_ROW = re.compile(r"([!-/:-@\[-`{-~])\1{2,}")
_SETEXT = "=-"  # rows of these alone are as in Markdown
_BEHIND_SIGNS = re.compile(r"(?P<signs>={1,6}) (?P<words>[^\s=].*)")
_FIELD = re.compile(r":(?P<name>[^\W\d_][\w -]{0,30}): ?(?P<value>.*)")
_REVISION = re.compile(r"v?(?P<number>\d[\w.]{0,10}), (?P<day>[^:]{6,40})(?:: (?P<remark>.+))?")
_DEEPEST = 6
_MOST_FIELDS = 30  # lines below a title


@frozen
class _Heading:
    """Heading of reStructuredText: its first line, how many lines it takes, its words, and the look of its rows."""

    index: int
    count: int
    words: PrintedLine
    look: tuple[str, bool]


def with_marked_headings(
    lines: Sequence[PrintedLine], language: str, notes: Notes
) -> list[PrintedLine]:
    """Return lines with each heading behind as many # as its level, as Markdown has it; rows of signs are gone.

    Args:
        lines: The lines that have words.
        language: The language, in BCP 47.
        notes: The collector of notes.
    """
    headings = _headings_of_rows(lines)
    if headings:
        return list(_without_fields(_behind_hashes(lines, headings), language, notes))
    behind_signs = [index for index, line in enumerate(lines) if _is_behind_signs(line)]
    if behind_signs[:1] == [0] or len(behind_signs) > 1:
        return list(_without_fields(map(_asciidoc_heading, lines), language, notes))
    return list(lines)


# reStructuredText


def _headings_of_rows(lines: Sequence[PrintedLine]) -> list[_Heading]:
    """Return the headings by their rows; [] where all are those that Markdown has too."""
    found: list[_Heading] = []
    index = 0
    while index < len(lines):
        one = _over_and_under(lines, index) or _under(lines, index)
        if one:
            found.append(one)
        index += one.count if one else 1
    return [] if all(one.look[0] in _SETEXT and not one.look[1] for one in found) else found


def _over_and_under(lines: Sequence[PrintedLine], index: int) -> _Heading | None:
    over, words, under = (*lines[index : index + 3], None, None, None)[:3]
    if over is None or words is None or under is None or words.apart or under.apart:
        return None
    row = _ROW.fullmatch(over.words)
    if not row or over.words != under.words or _ROW.fullmatch(words.words):
        return None
    return _Heading(index, 3, words, (row[1], True))


def _under(lines: Sequence[PrintedLine], index: int) -> _Heading | None:
    words, under = (*lines[index : index + 2], None, None)[:2]
    if words is None or under is None or under.apart or not words.apart:
        return None
    row = _ROW.fullmatch(under.words)
    if not row or _ROW.fullmatch(words.words) or len(under.words) < len(words.words):
        return None
    return _Heading(index, 2, words, (row[1], False))


def _behind_hashes(
    lines: Sequence[PrintedLine], headings: Sequence[_Heading]
) -> Iterator[PrintedLine]:
    """Yield lines, the headings by the order in which their looks appear; the first alone is the title."""
    looks = list(dict.fromkeys(one.look for one in headings))
    has_title = [one.look for one in headings].count(looks[0]) == 1
    first = 1 if has_title else 2
    level = {look: min(place, _DEEPEST) for place, look in enumerate(looks, first)}
    starts = {one.index: one for one in headings}
    index = 0
    while index < len(lines):
        one = starts.get(index)
        if one:
            words = f"{'#' * level[one.look]} {one.words.words}"
            yield evolve(one.words, words=words, indent=0, apart=True)
        else:
            yield lines[index]
        index += one.count if one else 1


# AsciiDoc


def _is_behind_signs(line: PrintedLine) -> bool:
    found = _BEHIND_SIGNS.fullmatch(line.words)
    return bool(found) and line.apart and not line.words.endswith("=")


def _asciidoc_heading(line: PrintedLine) -> PrintedLine:
    found = _BEHIND_SIGNS.fullmatch(line.words) if _is_behind_signs(line) else None
    return evolve(line, words=f"{'#' * len(found['signs'])} {found['words']}") if found else line


# What both have below a title


def _without_fields(
    lines: Iterator[PrintedLine] | map[PrintedLine], language: str, notes: Notes
) -> Iterator[PrintedLine]:
    """Yield lines; a field below the title without its first colon, and settings of the program in a note."""
    for place, line in enumerate(lines):
        field = _FIELD.fullmatch(line.words) if place < _MOST_FIELDS else None
        if field and field["name"].islower():
            message = "A setting of another program has no place in a brief."
            notes.add(Code.MARKUP_DROPPED, message, line.words, line.number)
        elif field:
            yield evolve(line, words=f"{field['name']}: {field['value']}".rstrip(), apart=True)
        else:
            yield _revision(line, language) if place < _MOST_FIELDS and not line.apart else line


def _revision(line: PrintedLine, language: str) -> PrintedLine:
    """Return the line of a revision, "v1.0, 2026-03-12: first", with its day first, as other bylines have it."""
    found = _REVISION.fullmatch(line.words)
    if not found or parse_stamp(found["day"], language) is None:
        return line
    words = " | ".join(filter(None, (found["day"], f"v{found['number']}", found["remark"])))
    return evolve(line, words=words, apart=True)
