"""Metadata tables: what a house puts beside its title in rows of a label and a value, "Date | 22 November 2026"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from attrs import evolve, frozen

from briefkit.model import Table
from briefkit.model.text import Text
from briefkit.notes import Code, Notes
from briefkit.recognise import layout_words
from briefkit.recognise.lines import Kind, Line
from briefkit.recognise.recogniser import Recogniser
from briefkit.recognise.told_facts import ToldFact, name_of_fact, told_fact

_WITHIN = 12  # lines
_LONGEST_LABEL = 40  # characters
_MOST_ROWS = 30
_LABEL_OF_POLICY = "TLP"
_ALONE = ("marking", "published")  # facts that need no label


@frozen
class _Row:
    """A label and its value.

    Attributes:
        label: The label.
        value: The value; "" where the row has none.
        name: The name of the fact that the label announces; None for any other.
    """

    label: str
    value: str
    name: str | None


def without_told_facts(
    lines: Sequence[Line], recogniser: Recogniser, notes: Notes, *, foreign: bool = False
) -> tuple[list[Line], list[ToldFact]]:
    """Take metadata tables, and lines of which a style says what they tell, from the lines of a document.

    Args:
        lines: The logical lines.
        recogniser: The recogniser of the language.
        notes: The notes on rows that have no place in a brief.
        foreign: Whether the file's form says that briefkit did not write it: then lines with labels are rows, too.

    Returns:
        The other lines, and the facts.
    """
    if all(line.block is not None or line.kind is Kind.FACT for line in lines):
        others = (line if line.block else evolve(line, kind=Kind.UNKNOWN) for line in lines)
        return [*others], []
    kept: list[Line] = []
    told: list[ToldFact] = []
    has_title = any(line.kind is Kind.HEADING and line.level == 1 for line in lines)
    found = _rows_at(lines, recogniser, foreign)
    for place, line in enumerate(lines):
        rows = found.get(place, ())
        for row in rows:
            if row.name == "title" and row.value and not has_title:
                has_title = True
                title = evolve(line, text=Text(row.value), kind=Kind.HEADING, level=1, block=None)
                kept.insert(0, title)
            else:
                _tell(row, line, recogniser, notes, told)
        if rows and isinstance(line.block, Table) and line.block.caption:
            _drop(line.block.caption.plain, line, notes)
        if not rows:
            kept.append(line)
    return kept, told


def _rows_at(
    lines: Sequence[Line], recogniser: Recogniser, foreign: bool
) -> Mapping[int, Sequence[_Row]]:
    """Rows of the lines that tell facts, by their place: of those at the top, and of all that are facts by their style."""
    headings = [place for place, line in enumerate(lines) if line.kind is Kind.HEADING]
    top = lines[: min([*headings[1:2], _WITHIN])]
    found: dict[int, Sequence[_Row]] = {
        place: _rows(line, recogniser) for place, line in enumerate(top)
    }
    for place, line in enumerate(top):
        if line.block is None:
            break
        found[place] = found[place] or _letterhead(line, recogniser)
    if foreign:
        found |= _labelled_lines(top, recogniser)
    for place, line in enumerate(lines):
        if line.kind is Kind.FACT:
            found[place] = [_Row("", line.plain, line.mark)]
    return found


def _labelled_lines(lines: Sequence[Line], recogniser: Recogniser) -> dict[int, Sequence[_Row]]:
    """Rows of lines in a row that have each a label that is known, one of them a fact: "Date: 22 November 2026"."""
    found: dict[int, Sequence[_Row]] = {}
    rows = [(place, _labelled(line, recogniser.language)) for place, line in enumerate(lines)]
    for is_one, run in groupby(rows, key=lambda row: row[1] is not None):
        own = {place: row for place, row in run if row is not None}
        facts = [_fact(row, lines[place], recogniser) for place, row in own.items()]
        if is_one and len(own) > 1 and any(facts):
            found |= {place: [row] for place, row in own.items()}
    return found


def _labelled(line: Line, language: str) -> _Row | None:
    """Row of a line with a label that is known; None for any other, and for whom to ask."""
    label, colon, value = line.plain.replace("：", ": ", 1).partition(":")
    if line.kind not in (Kind.UNKNOWN, Kind.PARAGRAPH) or not colon or not value.strip():
        return None
    if len(label) > _LONGEST_LABEL or layout_words.is_one_of("contacts", label, language):
        return None
    return next((row for row in _pairs([label, value.strip()], language) if row.name), None)


def _tell(
    row: _Row, line: Line, recogniser: Recogniser, notes: Notes, told: list[ToldFact]
) -> None:
    """Add the fact of a row to those that are told, or a note on its words."""
    known = {name for one in told for name in one.facts}
    fact = _fact(row, line, recogniser)
    if fact is None or not known.isdisjoint(fact.facts):
        _drop(": ".join(one for one in (row.label.rstrip(" :："), row.value) if one), line, notes)
    else:
        told.append(fact)


def _fact(row: _Row, line: Line, recogniser: Recogniser) -> ToldFact | None:
    if row.name is None or row.name in ("title", "other"):
        return None
    return told_fact(row.name, row.value, line, recogniser)


def _drop(words: str, line: Line, notes: Notes) -> None:
    message = f"“{words}”, beside the title, has no place in a brief."
    notes.add(Code.LINE_DROPPED, message, words, line.number or None)


def _rows(line: Line, recogniser: Recogniser) -> tuple[_Row, ...]:
    """Rows of a metadata table, most of them with labels that are known, and one of them a fact; () for any other line."""
    table = line.block
    if not isinstance(table, Table) or len(table.rows) > _MOST_ROWS:
        return ()
    cells = [_words(row) for row in ((table.header,) if table.header else ()) + table.rows]
    across = len(cells) == 2 and len(cells[0]) == len(cells[1]) > 2
    for way in (cells, [*zip(*cells, strict=True)] if across else []):
        rows = tuple(row for one in way for row in _pairs(one, recogniser.language))
        known = sum(row.name is not None for row in rows)
        most = known * 2 >= len(rows) and (known > 1 or len(rows) == 1)
        if most and any(_fact(row, line, recogniser) for row in rows):
            return rows
    return ()


def _letterhead(line: Line, recogniser: Recogniser) -> tuple[_Row, ...]:
    """Cells of a table of one row over all words, if one is a marking or a day: "The Harbour Desk | TLP:AMBER"."""
    table = line.block
    if not isinstance(table, Table) or len(table.rows) + bool(table.header) > 1:
        return ()
    rows = [
        _Row(
            "",
            words,
            next((name for name in _ALONE if told_fact(name, words, line, recogniser)), None),
        )
        for words in _words(table.header or table.rows[0])
    ]
    return tuple(rows) if any(row.name for row in rows) else ()


def _words(row: Sequence[Text]) -> list[str]:
    """Words of the cells of a row that has some; of a cell that was spread over several, once."""
    found: list[str] = []
    for cell in row:
        words = cell.plain.strip()
        if words and found[-1:] != [words]:
            found.append(words)
    return found


def _pairs(cells: Sequence[str], language: str) -> Iterator[_Row]:
    """Yield the labels in the cells of a row, each with the value behind it."""
    for start in range(0, len(cells), 2):
        label, *value = cells[start : start + 2]
        short = len(label) <= _LONGEST_LABEL
        words = value[0] if value else ""
        name = name_of_fact(label, language) if short and value else None
        if name == "marking" and label.strip(" :").upper() == _LABEL_OF_POLICY:
            words = words if ":" in words else f"{_LABEL_OF_POLICY}:{words}"
        yield _Row(label, words, name)
