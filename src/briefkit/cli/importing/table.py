"""Tables of `import` on the command line: what was recognised in each file, and what was guessed and left out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from briefkit.cli.importing.imported import COUNTED, LEVELS, Imported, Tally, tallies
from briefkit.notes import Level
from briefkit.runtime.terminal import visible

#: Columns of what is no terminal and breaks no line, as a file.
_WIDE = 160
#: Columns of a terminal that has no room for the whole heads, and heads in their place.
_NARROW = 110
_SHORT = ("sect.", "stat.", "tab.", "pict.", "guess", "rep.", "out")
_STYLES = {Level.DROPPED: "red", Level.EDITED: "yellow", Level.ASSUMED: "yellow"}
_TOLD = (Level.ASSUMED, Level.REPAIRED, Level.DROPPED)


def print_tables(imported: Sequence[Imported], page: str | None) -> None:
    """Print what became of files.

    Args:
        imported: The files.
        page: The report that was written; None for none.
    """
    console = Console(highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _WIDE
    wide = (*COUNTED, *(LEVELS[level] for level in _TOLD))
    console.print(_files(imported, _SHORT if console.width < _NARROW else wide))
    notes = tallies(imported)
    if notes:
        console.print()
        console.print(_notes(notes))
    console.print()
    console.print(_line(_summary(imported, page)), soft_wrap=True)


def _files(imported: Sequence[Imported], heads: Sequence[str]) -> Table:
    table = _table(("File", False), *((one, True) for one in heads))
    for one in imported:
        found = _line(one.source, "bold")
        if one.errors:
            found.append(f"\n{visible(one.errors[0].sentence)}", style="red")
        if one.brief is None:
            table.add_row(found)
            continue
        found.append(f"\n{visible(one.brief.title.plain)}", style="not bold")
        facts = " · ".join(filter(None, (one.authors, one.date)))
        if facts:
            found.append(f"\n{visible(facts)}", style="not bold dim")
        table.add_row(
            found,
            *(str(number or "·") for number in one.counts.values()),
            *(_number(one.count(level), level) for level in _TOLD),
        )
    return table


def _notes(notes: Sequence[Tally]) -> Table:
    table = _table(("Notes", False), ("files", True), ("times", True), ("What it means", False))
    for one in notes:
        code = Text(one.code, style=_STYLES.get(one.level, ""))
        table.add_row(code, str(one.files), str(one.times), _line(one.meaning))
    return table


def _table(*columns: tuple[str, bool]) -> Table:
    """Return a table of columns: the head of each, and whether it has numbers."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for head, has_numbers in columns:
        justify: Literal["left", "right"] = "right" if has_numbers else "left"
        table.add_column(head, justify=justify, overflow="fold", no_wrap=has_numbers)
    return table


def _number(number: int, level: Level) -> Text:
    return Text(str(number or "·"), style=_STYLES.get(level, "") if number else "dim")


def _summary(imported: Sequence[Imported], page: str | None) -> str:
    """Return how many drafts were written, where, and where more is told."""
    drafts = [one.draft for one in imported if one.draft]
    folder = os.path.join(os.path.dirname(drafts[0]), "") if drafts else ""
    written = f"{len(drafts)} of {len(imported)} files became drafts"
    where = f" in {folder}" if folder else ""
    more = f"; {page} tells each note" if page else "; --report FILE.html tells each note"
    return f"{written}{where}{more}"


def _line(words: str, style: str = "") -> Text:
    return Text(visible(words), style=style)
