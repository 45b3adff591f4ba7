"""Table sources: tables that other programs write in forms of their own, written anew with pipes before they are parsed.

HTML's, and pandoc's grids and columns under dashes. What is no table but layout, or has another form, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from unicodedata import east_asian_width

from attrs import frozen

from briefkit.formats.markdown.editing_marks import Body
from briefkit.formats.markdown.html_pieces import LEFT_OUT, html_pieces
from briefkit.limits import Tally
from briefkit.model import Table, Text
from briefkit.notes import Code, Notes
from briefkit.recognise.foreign_tables import ForeignCell, ForeignTable, table_of

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HTML = re.compile(r" {0,3}<table[\s>]", re.IGNORECASE)
_TABLE_TAG = re.compile(r"<(/?)table\b", re.IGNORECASE)
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>table|caption|thead|tbody|tfoot|tr|td|th|colgroup|col)\b(?P<more>[^<>]*)>",
    re.IGNORECASE,
)
_SPAN = re.compile(r"""\b(?P<name>colspan|rowspan)\s*=\s*["']?(?P<number>\d{1,3})""", re.IGNORECASE)
_GRID_RULE = re.compile(r" {0,3}\+(?:[-=:]+\+)+ *")
_GRID_SIGNS = ("+", "|")
_COLUMNS = re.compile(r" {0,3}-{2,}(?: +-{2,})+ *")
_PIPE = re.compile(r"(?<!\\)\|")
_SPACES = re.compile(r"[ \t\n]+")
_BULLET = re.compile(r"[-*+] +")
_WIDE = "\0"  # stands behind a sign that takes two columns


@frozen
class _Found:
    """Table: its cells, how many lines it takes, and the tags of blocks within its cells."""

    table: ForeignTable
    taken: int
    dropped: tuple[str, ...] = ()


def with_pipe_tables(body: Body, notes: Notes) -> Body:
    """Return a body with its tables in the form that the parser knows.

    Args:
        body: The body, without characters that no text may hold.
        notes: Gets what was assumed or repaired.

    Raises:
        ReadError: The tables have more cells than the limit.
    """
    if not any(form.match(line) for line in body.lines for form in (_HTML, _GRID_RULE, _COLUMNS)):
        return body
    lines: list[str] = []
    numbers: list[int] = []
    count, fence, place = Tally("cells"), "", 0
    closing = max(
        (at for at, line in enumerate(body.lines) if "</table" in line.lower()), default=-1
    )
    while place < len(body.lines):
        line, number = body.lines[place], body.numbers[place]
        mark = _FENCE.match(line)
        if mark and fence in ("", mark[1][0]):
            fence = "" if fence else mark[1][0]
        found = None if fence else _table_at(body.lines, place, closing, number)
        table = table_of(found.table, count, notes) if found else None
        if found and table:
            if found.dropped:
                notes.add(Code.MARKUP_DROPPED, LEFT_OUT, " ".join(found.dropped), number)
            written = ["", *_with_pipes(table), ""]
            place += found.taken
        else:
            written = [line]
            place += 1
        lines += written
        numbers += [number] * len(written)
    return Body(lines, numbers)


def _table_at(lines: Sequence[str], place: int, closing: int, number: int) -> _Found | None:
    """Return the table that begins on a line; None where none does.

    Args:
        lines: The lines.
        place: The place of the line.
        closing: The place of the last line that ends a table of HTML.
        number: The number of the line in the input.
    """
    line = lines[place]
    if _HTML.match(line):
        return _html(lines, place, number) if place <= closing else None
    if _GRID_RULE.fullmatch(line):
        goes_on = place > 0 and lines[place - 1].strip()[:1] in _GRID_SIGNS
        return None if goes_on else _grid(lines, place, number)
    if _COLUMNS.fullmatch(line):
        return _headless_columns(lines, place, number)
    if line.strip() and place + 1 < len(lines) and _COLUMNS.fullmatch(lines[place + 1]):
        return _headed_columns(lines, place, number)
    return None


def _with_pipes(table: Table) -> Iterator[str]:
    """Yield the lines of a table, which has its words as Markdown; one without a header has an empty one."""
    header = table.header or (Text(),) * len(table.rows[0])
    for number, row in enumerate((header, *table.rows)):
        cells = [_PIPE.sub(r"\|", cell.plain) for cell in row]
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield "|" + " --- |" * len(header)
    if table.caption:
        yield ""
        yield f": {table.caption.plain}"


def _cell(source: str, columns: int = 1, rows: int = 1, *, heads: bool = False) -> ForeignCell:
    """Return a cell from its Markdown: blank lines and bullets part its paragraphs."""
    paragraphs: list[list[str]] = [[]]
    for line in source.split("\n"):
        words = _SPACES.sub(" ", line).strip(" ")
        bullet = _BULLET.match(words)
        if bullet or not words:
            paragraphs.append([])
        paragraphs[-1].append(words[bullet.end() :] if bullet else words)
    texts = (" ".join(filter(None, one)) for one in paragraphs)
    return ForeignCell(tuple(Text(one) for one in texts if one), columns, rows, heads)


# HTML


def _html(lines: Sequence[str], place: int, number: int) -> _Found | None:
    """Return the table between tags; None where it does not end, or holds another."""
    depth = 0
    for stop in range(place, len(lines)):
        for tag in _TABLE_TAG.finditer(lines[stop]):
            depth += -1 if tag[1] else 1
            if depth > 1:
                return None
        if depth == 0:
            break
    else:
        return None
    source = "\n".join(lines[place : stop + 1])
    tags = list(_TAG.finditer(source))
    if not tags or source[tags[-1].end() :].strip() or source[: tags[0].start()].strip():
        return None
    rows: list[list[ForeignCell]] = []
    caption, in_head = "", False
    dropped: list[str] = []
    for tag, after in pairwise(tags):
        name, within = tag["name"].lower(), source[tag.end() : after.start()]
        if tag["close"] or name not in ("td", "th", "caption"):
            if within.strip():
                return None
            in_head = not tag["close"] if name == "thead" else in_head
            if name == "tr" and not tag["close"]:
                rows.append([])
        elif name == "caption":
            caption = _SPACES.sub(" ", within).strip(" ")
        else:
            spans = {one["name"].lower(): int(one["number"]) for one in _SPAN.finditer(tag["more"])}
            columns, high = max(spans.get("colspan", 1), 1), max(spans.get("rowspan", 1), 1)
            rows = rows or [[]]
            pieces = html_pieces(within)
            dropped += pieces.dropped
            words = "\n\n".join(piece.words for piece in pieces.pieces)
            rows[-1].append(_cell(words, min(columns, 100), high, heads=name == "th" or in_head))
    table = ForeignTable(rows, Text(caption) or None, line=number)
    return _Found(table, stop + 1 - place, tuple(dropped))


# Grids


def _grid(lines: Sequence[str], place: int, number: int) -> _Found | None:
    """Return the table between rules as `+---+---+`; None where its borders do not fit."""
    stop = place
    while stop < len(lines) and lines[stop].strip()[:1] in _GRID_SIGNS:
        stop += 1
    found = [_in_columns(line.strip(" ")) for line in lines[place:stop]]
    if len(found) < 3 or not _GRID_RULE.fullmatch(lines[stop - 1]):
        return None
    borders = [at for at, sign in enumerate(found[0]) if sign == "+"]
    rows: list[list[ForeignCell]] = []
    heads = any("=" in line for line in found[1:] if _GRID_RULE.fullmatch(line))
    group: list[str] = []
    for line in found[1:]:
        if not _GRID_RULE.fullmatch(line):
            group.append(line)
            continue
        row = _grid_row(group, borders, heads=heads)
        if row is None:
            return None
        rows.append(row)
        group, heads = [], heads and "=" not in line
    return _Found(ForeignTable(rows, line=number), stop - place)


def _grid_row(
    group: Sequence[str], borders: Sequence[int], *, heads: bool
) -> list[ForeignCell] | None:
    """Return the cells of a row; one spans a border that is not drawn."""
    drawn = [at for at in borders if all(line[at : at + 1] == "|" for line in group)]
    if not group or drawn[:1] != [0] or drawn[-1:] != [borders[-1]]:
        return None
    if any("+-" in line or len(line) != borders[-1] + 1 for line in group):
        return None
    cells = []
    for start, end in pairwise(drawn):
        source = "\n".join(line[start + 1 : end].replace(_WIDE, "") for line in group)
        cells.append(_cell(source, borders.index(end) - borders.index(start), heads=heads))
    return cells


def _in_columns(line: str) -> str:
    """Return a line in which each sign takes as many places as columns of print."""
    if line.isascii():
        return line
    return "".join(sign + _WIDE * (east_asian_width(sign) in "WF") for sign in line)


# Columns


def _headed_columns(lines: Sequence[str], place: int, number: int) -> _Found | None:
    """Return the table whose header stands over a row of dashes for each column; a blank line ends it."""
    if place and lines[place - 1].strip():
        return None
    stop = _end_of_columns(lines, place + 2)
    closed = stop - 1 > place + 2 and bool(_COLUMNS.fullmatch(lines[stop - 1]))
    return _columns(
        [lines[place], *lines[place + 2 : stop - closed]], lines[place + 1], number, stop - place, 1
    )


def _headless_columns(lines: Sequence[str], place: int, number: int) -> _Found | None:
    """Return the table between two rows of dashes for each column."""
    stop = _end_of_columns(lines, place + 1)
    if stop - 1 <= place + 1 or not _COLUMNS.fullmatch(lines[stop - 1]):
        return None
    return _columns(lines[place + 1 : stop - 1], lines[place], number, stop - place, 0)


def _end_of_columns(lines: Sequence[str], place: int) -> int:
    while place < len(lines) and lines[place].strip():
        place += 1
        if _COLUMNS.fullmatch(lines[place - 1]):
            break
    return place


def _columns(
    rows: Sequence[str], dashes: str, number: int, taken: int, headers: int
) -> _Found | None:
    starts = [one.start() for one in re.finditer(r"-+", dashes)]
    ends: list[int | None] = [*starts[1:], None]
    places = list(zip([0, *starts[1:]], ends, strict=True))
    if len(rows) <= headers:
        return None
    cells = [
        [
            _cell(_in_columns(row)[start:end].replace(_WIDE, ""), heads=line < headers)
            for start, end in places
        ]
        for line, row in enumerate(rows)
    ]
    return _Found(ForeignTable(cells, line=number), taken)
