"""Report of `import`: a page to look through, with each file, what was recognised in it, and each note with its words."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from urllib.parse import quote

from briefkit.cli.findings import Finding
from briefkit.cli.importing.imported import COUNTED, LEVELS, Imported, Tally, tallies
from briefkit.formats.html.writing.markup import (
    Markup,
    attributes,
    element,
    joined,
    line,
    style,
    text,
)
from briefkit.notes import Level, Note
from briefkit.runtime.terminal import visible
from briefkit.style.css import theme_css
from briefkit.themes.plain import PLAIN

_HEAD = Markup("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
""")
_TITLE = "What was imported"
#: Beside the look of a page of the plain theme.
_RULES = """
main{max-width:56rem}
h1{font-size:2rem;line-height:1.2}
h2{font-size:1.3rem;margin-block:2.6rem .4rem;overflow-wrap:anywhere}
h3{font-size:1rem;margin-block:1.1rem .3rem}
.table thead th{white-space:nowrap}
.table thead th:not(:first-child){text-align:end}
tbody th{min-width:11rem;overflow-wrap:anywhere}
tbody th span{display:block;font-weight:400}
td{text-align:end}
.number{font-variant-numeric:tabular-nums}
.facts,.file{color:var(--muted);font-size:.9rem;overflow-wrap:anywhere}
.dropped,.error{border-inline-start:.25rem solid var(--accent);padding-inline-start:.8rem}
blockquote{margin:.25rem 0 0;padding-inline-start:.8rem;border-inline-start:1px solid var(--rule);color:var(--muted);white-space:pre-line;max-height:16rem;overflow:auto}
summary{cursor:pointer;margin-block:.8rem .3rem;font-weight:600}
"""
#: Levels of notes that are open to be read from the start.
_OPEN = (Level.DROPPED, Level.EDITED)
#: Levels that are counted in the table of files.
_COUNTED_LEVELS = tuple(level for level in LEVELS if level is not Level.INFO)


def report_page(imported: Sequence[Imported], page: str) -> bytes:
    """Return the report, as HTML in UTF-8 that needs no other file.

    Args:
        imported: The files.
        page: Where it will stand; the addresses of drafts are relative to that.
    """
    parts = [
        _HEAD,
        line("title", text(_TITLE)),
        style(f"{theme_css(PLAIN)}{_RULES}"),
        Markup("</head>\n<body>\n<main>\n"),
        line("h1", text(_TITLE)),
        line("p", text(_summary(imported))),
        _table(
            "Files",
            ("File", *COUNTED, *(LEVELS[level] for level in _COUNTED_LEVELS)),
            (_row(number, one) for number, one in enumerate(imported, 1)),
        ),
        *_notes_in_all(tallies(imported)),
        *(_file(number, one, page) for number, one in enumerate(imported, 1)),
        Markup("</main>\n</body>\n</html>\n"),
    ]
    return joined(parts).encode("utf-8", "backslashreplace")


def _summary(imported: Sequence[Imported]) -> str:
    drafts = sum(bool(one.draft) for one in imported)
    return f"{drafts} of {len(imported)} files became drafts."


# Tables


def _table(name: str, heads: Iterable[str], rows: Iterable[Markup]) -> Markup:
    cells = joined(
        element("th", text(one.capitalize()), attributes({"scope": "col"})) for one in heads
    )
    head = line("thead", element("tr", cells))
    body = line("tbody", joined(rows))
    # A table that is wider than a phone is moved by hand; the keyboard moves it where it can be reached.
    region: dict[str, str | int | None] = {"class": "table", "tabindex": 0}
    region |= {"role": "region", "aria-label": name}
    return line("div", line("table", joined((head, body))), attributes(region))


def _row(number: int, one: Imported) -> Markup:
    link = element("a", text(_name(one)), attributes({"href": f"#file-{number}"}))
    brief = one.brief
    said = text("could not be read") if brief is None else text(brief.title.plain)
    name = joined((link, element("span", said, _spoken(one))))
    numbers = [] if brief is None else [*one.counts.values(), *map(one.count, _COUNTED_LEVELS)]
    blank = len(COUNTED) + len(_COUNTED_LEVELS) - len(numbers)
    cells = [
        element("th", name, attributes({"scope": "row"})),
        *map(_number, numbers),
        *[element("td", Markup(""))] * blank,
    ]
    return line("tr", joined(cells))


def _number(found: int) -> Markup:
    return element("td", text(str(found) if found else "–"), attributes({"class": "number"}))


def _notes_in_all(notes: Sequence[Tally]) -> Iterator[Markup]:
    """Yield the table of how often each note was made."""
    if not notes:
        return
    yield line("h2", text("Notes in all"))
    yield _table("Notes in all", ("Note", "Level", "Files", "Times"), map(_note_row, notes))


def _note_row(one: Tally) -> Markup:
    name = joined((element("code", text(one.code)), element("span", text(one.meaning))))
    cells = [
        element("th", name, attributes({"scope": "row"})),
        element("td", text(LEVELS[one.level])),
        _number(one.files),
        _number(one.times),
    ]
    return line("tr", joined(cells))


# Files


def _file(number: int, one: Imported, page: str) -> Markup:
    """Return the part on one file."""
    parts = [*_heading(one), *map(_error, one.errors)]
    for level, name in LEVELS.items():
        notes = [note for note in one.notes if note.level is level]
        if notes:
            parts.append(_level(level, name, notes, one))
    if one.brief is not None and not one.notes:
        parts.append(line("p", text("Nothing was guessed, repaired or left out.")))
    if one.draft:
        link = attributes({"href": _address(one.draft, page)})
        parts.insert(1, line("p", element("a", text(visible(one.draft)), link)))
    return line("section", joined(parts), attributes({"id": f"file-{number}"}))


def _heading(one: Imported) -> Iterator[Markup]:
    if one.brief is None:
        yield line("h2", text(_name(one)))
        return
    yield line("h2", text(one.brief.title.plain), _spoken(one))
    facts = [
        visible(one.source),
        one.authors,
        one.date,
        one.brief.language,
        *(_counted(name, number) for name, number in one.counts.items() if number),
    ]
    words = " · ".join(filter(None, facts))
    yield line("p", text(words), attributes({"class": "facts", "dir": "auto"}))


def _counted(name: str, number: int) -> str:
    return f"{number} {name if number > 1 else name.removesuffix('s')}"


def _error(error: Finding) -> Markup:
    return line("p", text(error.sentence), attributes({"class": "error"}))


def _level(level: Level, name: str, notes: Sequence[Note], one: Imported) -> Markup:
    items = [_note(note, one) for note in notes]
    summary = line("summary", text(f"{name.capitalize()}: {len(notes)}"))
    has = {"class": level.value, "open": "" if level in _OPEN else None}
    return line("details", joined((summary, line("ul", joined(items)))), attributes(has))


def _note(note: Note, one: Imported) -> Markup:
    place = f"line {note.line}: " if note.line else ""
    parts = [
        text(f"{place}{note.message} "),
        element("code", text(note.code)),
    ]
    words = note.words or note.before
    if words and words not in note.message:
        parts.append(element("blockquote", text(_visible_lines(words)), _spoken(one)))
    return line("li", joined(parts))


def _visible_lines(words: str) -> str:
    """Return words line by line, without control characters."""
    return "\n".join(map(visible, words.splitlines()))


def _name(one: Imported) -> str:
    return visible(os.path.basename(one.source) or one.source)


def _spoken(one: Imported) -> Markup:
    """Return the attributes of words that are in the language of a file."""
    language = one.brief.language if one.brief else None
    return attributes({"lang": language, "dir": "auto"})


def _address(draft: str, page: str) -> str:
    """Return the address of a draft as seen from the report; that of one on another drive of Windows is whole."""
    try:
        path = os.path.relpath(draft, os.path.dirname(page) or ".")
    except ValueError:
        return PurePath(os.path.abspath(draft)).as_uri()
    return quote(PurePath(path).as_posix().encode("utf-8", "surrogateescape"))
