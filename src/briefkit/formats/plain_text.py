"""Plain text: any document read by recognition, and a brief printed in the house layout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from attrs import evolve

from briefkit.formats.decoding import decoded
from briefkit.formats.format import READ_DEFAULTS, ReadOptions, WriteOptions, Written
from briefkit.layout import (
    Grid,
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Role,
    Run,
    RunRole,
    Runs,
    Sheet,
)
from briefkit.layout.fingerprint import without_links_back
from briefkit.lexicons import FALLBACK
from briefkit.limits import check_limit
from briefkit.lower import lower
from briefkit.lower.generated_runs import COLONS, COMMAS
from briefkit.model import Brief, Text
from briefkit.model.text import slice_spans
from briefkit.notes import Notes, Reading
from briefkit.recognise.document import recognise_lines
from briefkit.recognise.headings import reads_as_heading, reads_as_title
from briefkit.recognise.lines import Kind, Line, plain_lines
from briefkit.recognise.recogniser import recogniser_for
from briefkit.reconcile.reading_back import with_base_other
from briefkit.reconcile.unstyled_lines import read_lines_as_edit

_SECTION_LEVEL = 2
_ADDRESS = re.compile(r" <[a-z]+:[^<>\s]+>\Z")


def read(data: bytes | str, options: ReadOptions = READ_DEFAULTS) -> Reading:
    """Read a brief from plain text.

    Args:
        data: The text; bytes are read as a browser reads them: UTF-8, UTF-16 with a byte order mark, else Windows-1252.
        options: The language of the text; None assumes English, with a note.

    Raises:
        ReadError: No text, no words in it, or more than `Limits` have of bytes, lines, or characters of a line.
        ModelError: The language is none.
    """
    check_limit("text_bytes", len(data), remedy="split it")
    notes = Notes()
    words = decoded(data, notes) if isinstance(data, bytes) else data
    _check_lines(words)
    lines, told = plain_lines(words.removeprefix("\ufeff"), options.language or FALLBACK)
    if options.base is not None:
        edit = read_lines_as_edit(_as_printed(lines, options.base), options.base, tuple(notes))
        if edit is not None:
            return edit
    reading = recognise_lines(
        lines, options.language, [*notes, *told], numbered=True, recogniser=options.recogniser
    )
    return with_base_other(reading) if options.base else reading


def _check_lines(words: str) -> None:
    printed = words.splitlines()
    check_limit("lines", len(printed), remedy="split it")
    check_limit("line_characters", max(map(len, printed), default=0), remedy="break the line")


def _as_printed(lines: Iterable[Line], brief: Brief) -> list[Line]:
    """Return the lines that a brief shows in every format, without what plain text alone has to say in words.

    These are the alternative texts of its pictures, and the addresses of its related articles.
    """
    pictures = {f"[{block.alt}]" for block in lower(brief).blocks if isinstance(block, Picture)}
    printed = []
    for line in lines:
        end = len(_ADDRESS.sub("", line.plain)) if line.kind is Kind.ITEM else len(line.plain)
        if line.plain not in pictures:
            printed.append(evolve(line, text=Text(slice_spans(line.text.spans, 0, end))))
    return printed


# Printing


def write(brief: Brief, _options: WriteOptions) -> Written:
    """Print a brief in the house layout, in UTF-8; plain words have no look, and carry no data.

    Raises:
        ReadError: There is more of it than is read.
    """
    written = write_sheet(lower(brief))
    _check_lines(written.decode())
    check_limit("text_bytes", len(written), remedy="split it")
    return Written(written)


def write_sheet(sheet: Sheet) -> bytes:
    """Print a sheet in the house layout, in UTF-8.

    What plain words cannot show is left out: marks, links within the text, the pixels of pictures.

    Args:
        sheet: The layout of the brief.
    """
    printed = [_runs_text(sheet.banner)] if sheet.banner else []
    for block, after in zip(sheet.blocks, [*sheet.blocks[1:], None], strict=True):
        printed.append(_print_block(block, after, sheet.language))
    return ("\n\n".join(printed) + "\n").encode()


def _print_block(block: LayoutBlock, after: LayoutBlock | None, language: str) -> str:
    """Return the lines of a block, given the one after it."""
    match block:
        case Heading():
            return _print_heading(block, after, language)
        case Para(role=Role.GENRE):
            return f"[{_runs_text(block.runs)}]"
        case Para():
            return _runs_text(block.runs)
        case Items():
            return "\n".join(_print_items(block, 1))
        case Grid():
            return "\n".join(_print_grid(block))
        case Picture():
            words = (f"[{block.alt}]", _runs_text(block.caption), _runs_text(block.credit))
            return "\n".join(one for one in words if one)
        case _:
            assert_never(block)


def _print_heading(heading: Heading, after: LayoutBlock | None, language: str) -> str:
    """Return the line of a heading, marked with its level where it would not be recognised as one."""
    words = _runs_text(heading.runs)
    following = _runs_text(after.runs) if isinstance(after, Para) else ""
    recogniser = recogniser_for(language)
    plain = (
        reads_as_title(words, recogniser)
        if heading.role is Role.TITLE
        else heading.level == _SECTION_LEVEL
        and reads_as_heading(words, following if after else None, heading.role.value, recogniser)
    )
    return words if plain else f"{'#' * heading.level} {words}"


def _print_items(items: Items, level: int) -> Iterator[str]:
    """Yield the lines of a list, two columns deeper for each level."""
    indent = "  " * level
    for number, (first, *rest) in enumerate(items.items, start=1):
        assert isinstance(first, Para)
        mark = f"{number}." if items.ordered else "•"
        yield f"{indent}{mark} {_item_text(first)}"
        for block in rest:
            if isinstance(block, Items):
                yield from _print_items(block, level + 1)
            else:
                yield f"{indent}{' ' * len(mark)} {_runs_text(block.runs)}"


def _item_text(para: Para) -> str:
    """Return the words of an item; the address of a related article follows its title."""
    url = next((run.span.link for run in para.runs if run.span.link), None)
    words = _runs_text(para.runs)
    return f"{words} <{url}>" if para.role is Role.LINK and url else words


def _print_grid(grid: Grid) -> Iterator[str]:
    """Yield the lines of a table, its columns one below the other."""
    if grid.caption:
        yield _runs_text(grid.caption)
    rows = [[_runs_text(cell) for cell in row] for row in (grid.header, *grid.rows) if row]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        yield f"| {' | '.join(cells)} |"
        if grid.header and number == 0:
            yield f"| {' | '.join('-' * width for width in widths)} |"


def _runs_text(runs: Runs) -> str:
    """Return the words of runs, without the links that lead back from a source."""
    return "".join([_run_text(run) for run in without_links_back(runs)])


def _run_text(run: Run) -> str:
    """Return the words of a run; a label's colon or comma as one that recognition reads in every language."""
    words = run.span.text
    if run.role is not RunRole.LABEL or words.isascii():
        return words
    sign = words.strip()
    return ": " if sign in COLONS else ", " if sign in COMMAS else words
